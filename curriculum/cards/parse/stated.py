"""Which clauses a sentence states, each with a subject that is certain."""

from collections.abc import Iterator

from curriculum.cards.inflect import base
from curriculum.cards.parse.clause import FINITE, Clause
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def clauses(s: Sentence) -> Iterator[Clause]:
    """Every clause that the sentence states, in the order of their verbs.

    Left out are questions, what is only supposed (if, when), what may be said of another noun or of the
    whole clause before (", which helped …", ", enabling …"), and verbs without a subject of their own or
    one that they surely share.
    """
    if (s.tag(0) in ("WRB", "WP", "WDT") and s.low(0) not in ("when", "while")) or s.text.rstrip().endswith(
        "?"
    ):
        return
    for at, token in enumerate(s.tokens):
        if token.tag[:2] != "VB" or not _is_finite(s, at):
            continue
        if token.head == at:
            if (subject := _subject(s, at)) is not None:
                yield Clause(s, at, subject, "main")
        elif token.dep == "conj":
            yield from _joined(s, at)
        elif token.dep == "relcl":
            yield from _relative(s, at)
        elif token.dep == "ccomp":
            yield from _reported(s, at)


def _is_finite(s: Sentence, at: int) -> bool:
    if s.tag(at) in ("VBZ", "VBP", "VBD"):
        return True
    return any(s.tag(kid) in FINITE for kid in s.kids(at, "aux", "auxpass"))


def _subject(s: Sentence, verb: int) -> int | None:
    """The head of a verb's own subject, when it is one that can be asked about."""
    found = s.kid(verb, *_SUBJECTS)
    if found is None or found > verb or len(s.kids(verb, "nsubj", "nsubjpass")) > 1:
        return None  # none, a question, or misread
    if s.dep(found) == "expl" or s.low(found) in ("there", "what", "who"):
        return None
    return found if s.dep(found)[:1] != "c" or _is_deed(s, found) else None


def _is_deed(s: Sentence, at: int) -> bool:
    """Whether a clause that is a subject is a deed, "Grinding rye …": of other clauses nothing is asked."""
    first = min(s.under(at))
    opens = s.tag(at) == "VBG" and first + (s.tag(at - 1) == "RB") >= at
    return opens and not s.kids(at, "nsubj", "conj", "mark") and s.tag(first) != "WRB"


def _joined(s: Sentence, at: int) -> Iterator[Clause]:
    """ "S does A and does B": the second verb with its own subject, or with the first one's."""
    first = s.tokens[at].head
    while s.dep(first) == "conj" and s.tag(first)[:2] == "VB" and _subject(s, first) is None:
        first = s.tokens[first].head
    if s.tokens[first].head != first or not _is_finite(s, first):
        return
    own = _subject(s, at)
    if own is not None:
        if not any(kid < first and s.dep(kid) == "advcl" for kid in s.kids(first)):
            yield Clause(s, at, own, "joined")  # else the first one's condition may hold for it, too
        return
    shared = _subject(s, first)
    alike = s.tag(at) == s.tag(first) or (s.tag(at) in FINITE and s.tag(first) in FINITE)
    helped = bool(s.kids(at, "aux", "auxpass"))
    passive = bool(s.kids(first, "auxpass"))
    if shared is not None and (helped or (alike and not passive and s.tag(at) != "VBN")):
        yield Clause(s, at, shared, "joined")


def _relative(s: Sentence, at: int) -> Iterator[Clause]:
    """A relative clause whose pronoun is its subject and surely stands for the noun before it."""
    noun = s.tokens[at].head
    pronoun = s.kid(at, "nsubj", "nsubjpass")
    if pronoun is None or s.low(pronoun) not in ("which", "who", "that") or s.tag(noun)[:2] != "NN":
        return
    if pronoun != noun + 1 + (s.low(pronoun - 1) == ","):
        return  # other words stand between: another noun may be meant
    if s.dep(noun) == "pobj" and s.low(pronoun) == "who":
        return  # "the sister of Johan, who …": one of two
    if s.low(pronoun - 1) == "," and s.low(pronoun) == "which":
        finite = next((kid for kid in s.kids(at, "aux", "auxpass")), at)
        many = s.tag(noun) in ("NNS", "NNPS")
        agrees = many and s.tag(finite) == "VBP"
        defines = (
            base(s.low(at)) == "be" and s.kid(at, "attr") is not None and s.dep(noun) in ("nsubj", "dobj")
        )
        named = (
            noun in s.names
            and s.dep(noun) in ("nsubj", "nsubjpass", "dobj", "attr")
            and not many
            and s.lemma(at) not in table("sums")
        )
        if not (agrees or defines or named):
            return  # it may be said of the whole clause
    if s.low(pronoun) == "that" or s.low(pronoun - 1) != ",":
        return  # it says which one is meant: without it the noun is another thing
    yield Clause(s, at, noun, "relative")


def _reported(s: Sentence, at: int) -> Iterator[Clause]:
    """What somebody is said to have found or to think: "X argues that …"; the notes' frame has no speaker."""
    verb = s.tokens[at].head
    subject, teller = _subject(s, at), s.kid(verb, "nsubj")
    if subject is None or s.tokens[verb].head != verb or s.lemma(verb) not in table("reports"):
        return
    if s.kids(verb, "neg") or any(s.low(kid) in ("if", "whether") for kid in s.kids(at, "mark")):
        return
    asked = [kid for kid in s.under(at) if s.tag(kid) in ("WRB", "WP", "WDT") and kid < subject]
    framed = teller is None or (s.low(teller) in table("frames") and not s.is_name(teller))
    if asked and not (framed and s.low(asked[0]) == "how" and s.tokens[asked[0]].head == at):
        return
    if framed:
        yield Clause(s, at, subject, "reported")
    elif teller is None or s.kids(teller, "case"):
        return  # "Velomax's reported loss": nobody reports
    elif s.is_name(teller) or s.low(teller) in table("tellers"):
        yield Clause(s, at, subject, "reported", s.say(s.core(teller)))
