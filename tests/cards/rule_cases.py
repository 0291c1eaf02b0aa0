"""Reads the rule fixtures: Markdown files with cases of notes and the cards expected from them."""

import re
from pathlib import Path
from typing import NamedTuple

from curriculum.reading.episode import Episode, KeyPoint, Source, SubPoint
from curriculum.reading.library import Library

FOLDER = Path(__file__).parent / "fixtures" / "rules"


class Case(NamedTuple):
    """One heading of a fixture file."""

    rule: str
    title: str
    label: str
    sublabel: str
    notes: tuple[str, ...]
    cards: tuple[str, ...]
    """``front → answer``; empty for a case on which the rule stays silent."""


def cases() -> list[Case]:
    """Every case of every fixture file."""
    found: list[Case] = []
    for path in sorted(FOLDER.glob("*.md")):
        for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            fields = dict(
                line.split(": ", 1) for line in lines[1:] if line.startswith(("label: ", "sublabel: "))
            )
            notes = tuple(line[2:] for line in lines if line.startswith("> "))
            cards = tuple(line[2:] for line in lines if line.startswith("- "))
            assert notes, f"{path.name}: {lines[0]} has no notes"
            assert bool(cards) != lines[0].startswith("Silent"), f"{path.name}: {lines[0]}"
            label, sublabel = fields.get("label", ""), fields.get("sublabel", "")
            found.append(Case(path.stem, lines[0], label, sublabel, notes, cards))
    return found


def library(*notes: str, label: str = "", sublabel: str = "", title: str = "A Talk") -> Library:
    """A library of one episode with one point, each of ``notes`` a line under its label."""
    lines = tuple(
        SubPoint(label=sublabel, text=text, line=number) for number, text in enumerate(notes, start=5)
    )
    point = KeyPoint(id="a-talk/point", number=1, label=label, line=4, subpoints=lines)
    episode = Episode(
        id="a-talk", title=title, show="Test Show", points=(point,), source=Source(path="a.md", line=1)
    )
    return Library(episodes=(episode,))
