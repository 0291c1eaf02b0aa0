"""A statement as patterns see it: parsed, its pronouns named, its clauses found."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from curriculum.cards.kind import organisation
from curriculum.cards.naming import Before, is_person, named, points_back
from curriculum.cards.parse.clause import FINITE, Clause
from curriculum.cards.parse.mended import mended
from curriculum.cards.parse.misread import misread
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.parse.stated import clauses
from curriculum.cards.statement import Statement, common_words
from curriculum.cards.words import table


@dataclass(frozen=True)
class Told:
    """A sentence of the notes with everything that is certain of it."""

    statement: Statement
    sentence: Sentence
    clauses: tuple[Clause, ...] = ()
    """Those whose subject is named on the card: none whose "it" could not be replaced."""

    def is_person(self, positions: Collection[int], head: int) -> bool:
        """Whether the phrase at these positions is somebody."""
        return is_person(self.sentence.say(positions), self.sentence, head, self.statement.cast)

    def only_tells(self, clause: Clause) -> bool:
        """Whether a clause says no more than that something is told of: "Clarke discusses mills".

        What emphasizes or covers something may be a thing of its own: "the Clarke loom emphasizes speed".
        """
        s = clause.sentence
        presents = clause.telling in table("presents") and not clause.past
        if clause.telling not in table("tells") and not presents:
            return False
        cast, name = self.statement.cast, clause.subject_text()
        things = (cast.thing, cast.topic, cast.law, *cast.things.values())
        somebody = s.is_name(clause.subject) or s.low(clause.subject) in table("people") | table("tellers")
        if clause.telling in table("showing") and not clause.passive and not somebody:
            return False  # "the move to steam illustrates the end of an age"
        return not (name in things or (clause.subject in s.names and organisation(name, cast.told)))

    @property
    def states(self) -> bool:
        """Whether it states something of a thing that it names, even where no clause can be taken apart."""
        s = self.sentence
        if self.clauses or s.text.endswith("?") or _jotted(self.statement):
            return bool(self.clauses)
        subject = next((at for root in s.roots for at in s.kids(root, "nsubj", "nsubjpass") if at < root), -1)
        words = {s.low(at) for at in s.core(subject)} if subject >= 0 else frozenset(("it",))
        finite = any(
            s.tag(at) in FINITE for root in s.roots for at in (root, *s.kids(root, "aux", "auxpass"))
        )
        return finite and s.tag(subject)[:2] == "NN" and not words & (table("frames") | table("pointing"))


_SKETCH = re.compile(r"→|->|=>|\ufffd| \+ ")
"""Marks of a sketch, which no parser of sentences reads rightly."""
_LOWER = re.compile(r"[a-z]+(?![\w.])")
"""A first word in lower case; "iPhones", "npm.js" and the like are names."""


def tell(
    statements: Sequence[Statement], parsed: Sequence[Sentence], names: frozenset[str]
) -> Iterator[Told]:
    """The statements of one episode with their parses, each read with the sentence before it in mind.

    ``names`` are the words that the library treats as names.
    """
    common = common_words(statements[0].episode) if statements else frozenset()
    before: Before | None = None
    for statement, sentence in zip(statements, parsed, strict=True):
        if not sentence.tokens or _SKETCH.search(sentence.text):
            before = None
            yield Told(statement, Sentence(sentence.text, ()))
            continue
        read = named(mended(sentence), statement, names - common, None if statement.opens else before)
        stated = tuple(clause for clause in clauses(read) if not points_back(clause))
        found = tuple(clause for clause in stated if not misread(clause) and not clause.halved)
        main = next((clause for clause in stated if clause.kind in ("main", "reported")), None)
        before = Before(read, None if main is None or _is_frame(main) else main)
        if _jotted(statement):
            yield Told(statement, read)
            continue
        spoken = tuple(_spoken(clause, statement) for clause in found if not _is_frame(clause))
        yield Told(statement, read, spoken)


def _jotted(statement: Statement) -> bool:
    """Whether a line is no sentence that was written out: it begins in lower case, and not behind a label.

    Parsers read such lines wrongly: readers kept three of 39 cards made of them, and found seven false.
    """
    return not statement.term and _LOWER.match(statement.quote) is not None


def _is_frame(clause: Clause) -> bool:
    """Whether a clause is said of the notes themselves: "the podcast covers …", "part of the talk is …"."""
    s = clause.sentence
    words = (
        s.low(at)
        for at in clause.subject_positions()
        if s.tag(at) in ("NN", "NNS", "NNP") and at not in s.names
    )
    bare = s.low(clause.subject) in table("shells") and len(clause.subject_positions()) < 3
    return any(word in table("frames") for word in words) or (bare and not clause.is_be)


def _spoken(clause: Clause, statement: Statement) -> Clause:
    """The clause with its speaker's whole name."""
    return replace(clause, speaker=statement.cast.people.get(clause.speaker, clause.speaker))
