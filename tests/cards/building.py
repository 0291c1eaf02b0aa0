"""Libraries of a few lines, and what is told in them."""

from curriculum.cards.cast import cast
from curriculum.cards.judge.weights import Judge
from curriculum.cards.names import known_names
from curriculum.cards.parse.kept import parsed
from curriculum.cards.pattern import Pattern
from curriculum.cards.statement import state
from curriculum.cards.told import Told, tell
from curriculum.reading.episode import Episode, KeyPoint, Source, SubPoint
from curriculum.reading.library import Library

LENIENT = Judge(bias=0.0, weights={}, threshold=0)
"""A judge that lets everything ship that the checks let pass: what is worth its reviews is not asked."""


def library(*notes: str, label: str = "", sublabel: str = "", title: str = "A Talk") -> Library:
    """A library of one episode with one point, each of ``notes`` a line under its label."""
    lines = tuple(
        SubPoint(label=sublabel, text=text, line=number) for number, text in enumerate(notes, start=5)
    )
    point = KeyPoint(id="a-talk/point", number=1, label=label, line=4, subpoints=lines)
    return Library(episodes=(episode(point, title=title),))


def episode(*points: KeyPoint, title: str = "A Talk", id: str = "a-talk") -> Episode:
    """An episode with these points."""
    return Episode(id=id, title=title, show="Test Show", points=points, source=Source(path="a.md", line=1))


def told(made: Library) -> list[Told]:
    """Every sentence of a library of one episode, as patterns see it."""
    (one,) = made.episodes
    names = known_names(made.episodes)
    statements = state(one, cast(one, names))
    parses = parsed([statement.quote for statement in statements])
    return list(tell(statements, [parses[statement.quote] for statement in statements], names))


def example(text: str) -> Library:
    """The library of a pattern's example, which may have a label of its own: ``**Label**: sentence``."""
    label, found, rest = text.removeprefix("**").partition("**: ")
    labelled = bool(found) and text.startswith("**")
    return library(rest if labelled else text, sublabel=label if labelled else "")


def drafts(pattern: Pattern, text: str) -> list[str]:
    """What a pattern makes of an example, as the pattern files write it: ``question → answer``."""
    return [
        f"{draft.question} → {draft.answer}" for one in told(example(text)) for draft in pattern.drafts(one)
    ]
