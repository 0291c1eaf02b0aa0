"""A pattern: one way of making a card of a sentence, with examples of where it speaks and where not."""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache

from curriculum.cards.draft import Asks, Draft
from curriculum.cards.parse.asking import listed
from curriculum.cards.parse.clause import Clause
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.told import Told

__all__ = ["Clause", "Found", "Pattern", "Told", "names", "patterns"]


@dataclass(frozen=True)
class Found:
    """What a pattern finds: a question and the positions of its answer."""

    question: str
    answer: Collection[int] = ()
    """Positions of the answer in the sentence."""
    said: str = ""
    """The answer in words, where it is not just the words at these positions."""
    members: tuple[str, ...] = ()
    """For a row: each member as the notes have it."""
    text: str = ""
    """For a cloze deletion: the sentence with its gap; the question is empty then."""
    term: bool = False
    """Whether the question is a bare term and the answer its meaning."""


@dataclass(frozen=True)
class Pattern:
    """A pattern of the language, as its file states it."""

    name: str
    """Of its cards' keys: never changed once cards have shipped."""
    asks: Asks
    clause: Callable[[Told, Clause], Iterator[Found]] | None = None
    """What it makes of a clause."""
    sentence: Callable[[Told], Iterator[Found]] | None = None
    """What it makes of a sentence as a whole."""
    traits: frozenset[str] = frozenset()
    """What is true of all its drafts, for the judge."""
    fires: tuple[tuple[str, str], ...] = ()
    """Sentences, and the ``question → answer`` that it makes of them."""
    silent: tuple[str, ...] = ()
    """Sentences of which it makes nothing."""

    def drafts(self, told: Told) -> Iterator[Draft]:
        """Everything that it makes of a sentence."""
        if self.sentence is not None:
            for found in self.sentence(told):
                yield self._draft(told.sentence, found, self.traits)
        if self.clause is not None:
            for clause in told.clauses:
                for found in self.clause(told, clause):
                    traits = self.traits | _traits(clause)
                    if clause.speaker and found.question and not found.term:
                        found = _claimed(found, clause)
                    yield self._draft(told.sentence, found, traits)

    def _draft(self, s: Sentence, found: Found, traits: frozenset[str]) -> Draft:
        answer = found.said or listed(found.members) or s.say(found.answer)
        parts = found.members or (s.runs(found.answer) if not found.said else ())
        return Draft(
            rule=self.name,
            question=found.question,
            answer=answer,
            kind="cloze" if found.text else "term" if found.term else "question",
            text=found.text,
            parts=parts if len(parts) > 1 else (),
            asks=self.asks,
            traits=traits,
        )


def _traits(clause: Clause) -> frozenset[str]:
    told = {clause.kind: clause.kind != "main", "negated": clause.negated, "passive": clause.passive}
    told |= {"claimed": bool(clause.speaker), "past": clause.past}
    return frozenset(name for name, holds in told.items() if holds)


def _claimed(found: Found, clause: Clause) -> Found:
    """The question with "According to …," since it is somebody's claim."""
    s = clause.sentence
    named = found.question.split(maxsplit=1)[0].isupper() or found.question.startswith(
        tuple(s.tokens[at].text for at in s.names)
    )
    rest = found.question if named else found.question[:1].lower() + found.question[1:]
    return Found(
        f"According to {clause.speaker}, {rest}", found.answer, found.said, found.members, found.text
    )


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, by name."""
    from curriculum.cards import patterns as folder

    found = [
        importlib.import_module(f"{folder.__name__}.{module.name}").PATTERN
        for module in pkgutil.iter_modules(folder.__path__)
    ]
    return tuple(sorted(found, key=lambda pattern: pattern.name))


def names() -> tuple[str, ...]:
    """The names of everything that writes cards without a writer, the patterns first."""
    return (*(pattern.name for pattern in patterns()), "written", "recall")
