"""The clauses of a parsed sentence that state something, each with a certain subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table

_HELPERS = ("aux", "auxpass", "neg")
FINITE = ("VBZ", "VBP", "VBD", "MD")
_INSIDE = frozenset(
    """prt prep dobj dative attr acomp xcomp ccomp advmod npadvmod oprd agent pcomp advcl pobj acl relcl
    appos""".split()
)
"""What may follow a verb inside its clause."""


@dataclass(frozen=True)
class Clause:
    """A verb with its subject, said as a fact."""

    sentence: Sentence
    verb: int
    """The position of the main verb, or of "be"."""
    subject: int
    """The position of the subject's head; of a relative clause, of the noun that it belongs to."""
    kind: str
    """``main``, ``joined`` ("…, and does B"), ``relative`` or ``reported`` ("X found that …")."""
    speaker: str = ""
    """Whose claim it is; "" for the notes' own statement."""

    @cached_property
    def chain(self) -> tuple[int, ...]:
        """The verb and the infinitives that it opens: of "aims to help farmers grow rye" aims and help."""
        s, found = self.sentence, [self.verb]
        while (more := s.kid(found[-1], "xcomp")) is not None and s.tag(more) == "VB" and more > found[-1]:
            if s.lemma(found[-1]) == "be" or s.kids(found[-1], "dobj", "attr") or s.kids(more, "nsubj"):
                break
            found.append(more)
        return tuple(found)

    @property
    def telling(self) -> str:
        """The base form of the last verb of the chain: what is done."""
        return self.sentence.lemma(self.chain[-1])

    @property
    def lemma(self) -> str:
        """The main verb's base form."""
        return self.sentence.lemma(self.verb)

    @cached_property
    def helpers(self) -> tuple[int, ...]:
        """Auxiliaries and "not", in order."""
        return tuple(
            at for at in self.sentence.kids(self.verb, *_HELPERS) if at < self.verb or self.negated_at(at)
        )

    @property
    def helping(self) -> list[str]:
        """The words of the auxiliaries, as a question has them."""
        return [self.sentence.low(at) for at in self.helpers if not self.negated_at(at)]

    @property
    def first(self) -> int:
        """Where the subject begins."""
        return min(self.sentence.under(self.subject))

    def negated_at(self, at: int) -> bool:
        """Whether a "not" stands there."""
        return self.sentence.dep(at) == "neg"

    @cached_property
    def negated(self) -> bool:
        """Whether the clause denies."""
        return any(self.negated_at(at) for at in self.sentence.kids(self.verb)) or any(
            self.sentence.low(at) in ("no", "neither", "nor", "never") for at in self.span()
        )

    @property
    def halved(self) -> bool:
        """Whether it only tells what is not all: "rye is not merely sown", or "not only a club"."""
        s, span = self.sentence, self.span()
        pairs = ((s.low(at), s.low(at + 1)) for at in range(span[0], span[-1]))
        return any(first == "not" and second in table("half") for first, second in pairs)

    @property
    def passive(self) -> bool:
        """Whether the subject suffers the verb."""
        return bool(self.sentence.kids(self.verb, "auxpass"))

    @property
    def renamed(self) -> bool:
        """Whether its subject is said by a name that the sentence does not have."""
        return any(
            at in self.subject_positions()
            for span in self.sentence.instead
            for at in range(span.start, span.end)
        )

    @property
    def is_be(self) -> bool:
        """Whether the main verb is "be"."""
        return self.lemma == "be"

    @property
    def finite(self) -> int:
        """The position of the verb that agrees with the subject: the first helper, or the verb itself."""
        helpers = self.sentence.kids(self.verb, *_HELPERS)
        return next((at for at in helpers if at < self.verb and not self.negated_at(at)), self.verb)

    @property
    def past(self) -> bool:
        """Whether its finite verb is in the past."""
        return self.sentence.tag(self.finite) == "VBD"

    @property
    def plural(self) -> bool:
        """Whether the subject takes a plural verb."""
        s, first = self.sentence, self.finite
        if s.tag(first) in ("VBZ",) or s.low(first) in ("is", "was", "has", "does"):
            return False
        if s.tag(first) == "VBP" or s.low(first) in ("are", "were", "have", "do"):
            return True
        joined = any(s.low(at) == "and" for at in s.kids(self.subject, "cc"))
        return joined or s.tag(self.subject) in ("NNS", "NNPS")

    def subject_positions(self) -> list[int]:
        """The subject without asides, and without the relative clause that this clause is."""
        return list(self._subject_positions)

    @cached_property
    def _subject_positions(self) -> list[int]:
        found = self.sentence.core(self.subject, without=(self.verb,))
        return found[1:] if self.kind == "reported" and self.sentence.low(found[0]) == "that" else found

    @property
    def placed(self) -> bool:
        """Whether it says by or with whom, where or when, by a name or a year: "was moved to York"."""
        s = self.sentence
        things = (thing for at in self.parts("prep", "agent") for thing in s.kids(at, "pobj"))
        return any(at in s.names or (s.tag(at) == "CD" and len(s.low(at)) == 4) for at in things)

    def whole(self, gap: Sequence[int]) -> bool:
        """Whether a phrase is not cut, and joins only what can be joined: no "mining data and lack ideas"."""
        s = self.sentence
        joined = (at for at in gap if s.dep(at) == "conj" and s.tag(at) in (*FINITE, "IN"))
        return not self.torn(gap) and all(s.tag(s.tokens[at].head) == s.tag(at) for at in joined)

    def torn(self, gap: Sequence[int]) -> bool:
        """Whether a phrase goes on in what it leaves out: a quality before its noun, a row in an aside."""
        s = self.sentence
        if s.tag(gap[-1]) == "JJ" and s.low(gap[-1] + 1) == "," and s.dep(gap[-1]) == "amod":
            return True
        if gap[-1] in s.names and s.tag(gap[-1] + 1) == "CD":
            return True  # a chapter and its verse, a street and its number
        deps = {s.dep(at) for at in gap}
        if "conj" in deps and "cc" not in deps and (s.low(gap[-1] + 1), s.tag(gap[-1] + 2)) == (",", "CC"):
            return True  # "rye, oats" of "rye, oats, and barley"
        members = {min(s.under(at)) for at in gap if s.dep(at) == "conj"}
        return any(
            b > a + 1 and b in members and s.low(a) not in ("and", "or", ",") for a, b in pairwise(gap)
        )

    def subject_text(self) -> str:
        """The subject as it stands inside a question."""
        return self.sentence.say(self.subject_positions())

    @property
    def bare(self) -> bool:
        """Whether its subject is only "the strategy": which one, no card tells."""
        s, said = self.sentence, self.subject_positions()
        the = s.low(said[0]) in ("the", "this", "that", "these", "those")
        return the and len(said) == 2 and not self.renamed and self.subject not in s.names

    def parts(self, *deps: str) -> tuple[int, ...]:
        """Heads of what depends on the verb behind it, with these labels."""
        return tuple(at for at in self.sentence.kids(self.verb, *deps) if at > self.verb)

    def beside(self, *deps: str) -> tuple[int, ...]:
        """Heads of what depends on any verb of the chain, before or behind it, with these labels."""
        return tuple(at for verb in self.chain for at in self.sentence.kids(verb, *deps))

    def inner(self, *deps: str) -> tuple[int, ...]:
        """The same of the last verb of the chain: the object of "grow" in "aims to grow rye"."""
        last = self.shared() or self.chain[-1]
        return tuple(at for at in self.sentence.kids(last, *deps) if at > last)

    def shared(self) -> int:
        """The second of two verbs with one object ("sell" of "to mend and sell mills"); 0 for none."""
        s, last = self.sentence, self.chain[-1]
        other = s.kid(last, "conj")
        if other is None or other < 2 or s.tag(other) != s.tag(last) or s.kids(last, "dobj", "prep", "xcomp"):
            return 0
        return (
            other if other == last + 2 and s.low(last + 1) in ("and", "or") and s.kids(other, "dobj") else 0
        )

    def made_to_do(self) -> int | None:
        """What an object is made or helped to do: of "forced millers to pay" the position of "pay"."""
        s = self.sentence
        if self.telling not in table("makes_do") or self.passive:
            return None
        for at in self.inner("xcomp", "ccomp", "advcl"):
            if s.tag(at) == "VB" and not s.kids(at, "mark") and (s.kids(at, "nsubj") or self.inner("dobj")):
                return at
        return None

    def span(self) -> list[int]:
        """Every position of the clause, asides and joined clauses left out."""
        return sorted({*self.subject_positions(), *self.helpers, self.verb, *self.tail(), *self.lead()})

    def tail(self) -> list[int]:
        """What follows the verb inside the clause: objects, complements, adjuncts that are not set apart."""
        return list(self._tail)

    @cached_property
    def _tail(self) -> list[int]:
        s = self.sentence
        found: set[int] = set()
        for at in s.kids(self.verb):
            if at < self.verb or s.dep(at) not in _INSIDE or self.apart(at) or at == self.subject:
                continue
            if s.dep(at) == "advcl" and self.mark(at) in (
                "because",
                "since",
                "as",
                "so",
                "while",
                "whereas",
                "although",
            ):
                continue
            found.update(s.core(at))
        found -= set(self.helpers)
        return sorted(found)

    def apart(self, at: int) -> bool:
        """Whether a part of the clause stands behind a comma, a dash or the like."""
        s = self.sentence
        return s.is_aside(at) or s.is_cut(min(s.under(at)))

    def middle(self) -> list[int]:
        """Adverbs between subject and verb: "often", "typically"."""
        s = self.sentence
        start = max([*self.subject_positions(), *self.helpers[:1]], default=0)
        return [
            position
            for at in s.kids(self.verb, "advmod")
            if start < at < self.verb and s.low(at) not in table("linking")
            for position in s.core(at)
        ]

    def lead(self) -> list[int]:
        """What stands before the subject ("In 1932", "For most loaves"), linking words left out."""
        return list(self._lead)

    @cached_property
    def _lead(self) -> list[int]:
        s = self.sentence
        if self.kind == "relative":
            return []
        first = self.first
        found: list[int] = []
        shared = s.tokens[self.subject].head if self.kind == "joined" else self.verb
        for at in sorted({*s.kids(self.verb), *s.kids(shared)}):
            if at >= first or s.dep(at) not in ("prep", "advmod", "npadvmod", "advcl", "pcomp"):
                continue
            positions = s.core(at)
            if s.tag(positions[0]) in ("WRB", "WP", "WDT") or not any(map(str.isalnum, s.say(positions))):
                continue  # a question, or the picture that opens a line
            if s.dep(at) == "advcl" and s.tag(at) in ("VBN", "VBG") and not self.mark(at):
                continue  # "Inspired by the Romans, …" limits nothing
            if s.low(positions[0]) in table("linking") or s.say(positions).lower() in table(
                "linking_phrases"
            ):
                continue
            found.extend(positions)
        return sorted(found)

    def mark(self, at: int) -> str:
        """The word that opens an adverbial clause: because, if, when, to; "" when none does."""
        s = self.sentence
        for kid in s.kids(at, "mark", "advmod", "aux"):
            if kid < at and (s.dep(kid) == "mark" or s.tag(kid) in ("WRB", "TO")):
                return s.low(kid)
        return ""
