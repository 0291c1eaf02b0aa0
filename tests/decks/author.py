"""An author: episodes with points that state one fact each, edited by the tests, built into packages.

Reading, planning and card rules have tests of their own; here a point "X is Y." is always the card
"What is X?" / "Y", so that each test says exactly what changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from learner import AFTER_ALL_IMPORTS

from curriculum.cards.card import Card, CardSource
from curriculum.cards.key import guid_of
from curriculum.cards.writer.proposal import RULE
from curriculum.decks import names, package
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library
from curriculum.reading.slug import slug
from curriculum.shipping import lock as locks
from curriculum.shipping.settle import Shipment, settle

LATER = AFTER_ALL_IMPORTS
BETWEEN_BUILDS = 1000
"""Seconds; a learner's edits fall in between."""


@dataclass
class Point:
    label: str
    subject: str
    answer: str
    fact: str = ""
    """What the point is about, however it is worded; its first subject."""

    def __post_init__(self) -> None:
        self.fact = self.fact or self.subject

    @property
    def text(self) -> str:
        return f"{self.subject} is {self.answer}."


@dataclass
class Told:
    """An episode as the author has it in a file."""

    title: str
    points: list[Point]
    file: str = "episodes.md"
    show: str = "Practical AI"


def ask_what(point: Point) -> tuple[str, str]:
    return f"What is {point.subject}?", point.answer


def ask_otherwise(point: Point) -> tuple[str, str]:
    return f"How do the notes define {point.subject}?", point.answer


def starting_episodes() -> list[Told]:
    return [
        Told(
            "Chips from scratch",
            [
                Point("Parallel work", "a warp", "a group of threads that run in step"),
                Point("Memory", "a cache line", "the smallest block a cache fetches"),
                Point("Design flow", "place and route", "the step that lays out a circuit"),
                Point("Tools", "a netlist", "a list of gates and their wires"),
            ],
        ),
        Told(
            "Sleep and the brain",
            [
                Point("Rhythm", "a spindle", "a burst of waves in light sleep"),
                Point("Memory", "consolidation", "the settling of memories overnight"),
                Point("Light", "melatonin", "a hormone released in darkness"),
                Point("Habits", "sleep pressure", "the urge that grows while awake"),
            ],
        ),
        Told(
            "Bread at home",
            [
                Point("Flour", "gluten", "a net of proteins in dough"),
                Point("Wild yeast", "a starter", "a culture of yeast and bacteria"),
                Point("Baking", "oven spring", "the last rise in the heat"),
                Point("Crust", "browning", "a reaction of sugars and proteins"),
            ],
            file="food.md",
            show="Kitchen Lab",
        ),
    ]


@dataclass
class Author:
    folder: Path
    episodes: list[Told] = field(default_factory=starting_episodes)
    weeks: list[tuple[str, list[int]]] = field(
        default_factory=lambda: [("Making things", [0, 2]), ("How we rest", [1])]
    )
    title: str = "May 2024"
    rule: str = "definition"
    ask: Callable[[Point], tuple[str, str]] = ask_what
    built: int = 0
    back: str = ""
    """What stands on the back of every card besides its answer."""
    drafts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Id of a point → question and answer of each draft of a writer that passes; rules are silent there."""

    @property
    def lock_path(self) -> Path:
        return self.folder / "curriculum.lock"

    def library(self) -> Library:
        return Library(episodes=tuple(self._episode(told) for told in self.episodes))

    def _episode(self, told: Told) -> Episode:
        id = slug(told.title)
        seen: dict[str, int] = {}
        points = []
        for number, point in enumerate(told.points, start=1):
            name = slug(point.label, 40)
            seen[name] = seen.get(name, 0) + 1
            points.append(
                KeyPoint(
                    id=f"{id}/{name}" + (f"-{seen[name]}" if seen[name] > 1 else ""),
                    number=number,
                    label=point.label,
                    text=point.text,
                    line=number,
                )
            )
        return Episode(
            id=id,
            show=told.show,
            title=told.title,
            points=tuple(points),
            source=Source(path=told.file, line=1),
        )

    def cards(self) -> list[Card]:
        cards = []
        for told, episode in zip(self.episodes, self.library().episodes, strict=True):
            for point, read in zip(told.points, episode.points, strict=True):
                rule = RULE if read.id in self.drafts else self.rule
                for question, answer in self.drafts.get(read.id, [self.ask(point)]):
                    key = f"{read.id}/{rule}/{slug(answer, 40)}"
                    cards.append(
                        Card(
                            key=key,
                            guid=guid_of(key),
                            kind="question",
                            rule=rule,
                            question=question,
                            answer=answer,
                            detail=self.back,
                            quote=point.text,
                            credit=f"{told.show} · {told.title} · {point.label}",
                            source=CardSource(
                                path=told.file, line=read.line, episode=episode.id, point=read.id
                            ),
                            verdict="ship",
                        )
                    )
        return cards

    def outline(self) -> Outline:
        ids = [slug(told.title) for told in self.episodes]
        return Outline(
            title=self.title,
            weeks=tuple(
                Week(
                    number=number,
                    title=title,
                    theme="",
                    minutes=60,
                    episodes=tuple(Placed(id=ids[place], why="") for place in places),
                )
                for number, (title, places) in enumerate(self.weeks, start=1)
            ),
        )

    def settle(self, *, rewrite: bool = False) -> Shipment:
        """What a build would ship now; nothing is written."""
        return settle(
            self.cards(),
            self.library(),
            locks.read(self.lock_path),
            names.place(self.outline()),
            LATER + self.built * BETWEEN_BUILDS,
            rewrite=rewrite,
        )

    def build(self, *, rewrite: bool = False) -> tuple[Path, Shipment]:
        """Write the package and the lock; each build has a package file of its own."""
        shipment = self.settle(rewrite=rewrite)
        self.built += 1
        path = self.folder / f"{self.built}.apkg"
        titles = {slug(told.title): told.title for told in self.episodes}
        package.write(path, shipment.notes, names.describe(self.outline(), titles), 10)
        self.lock_path.write_text(locks.render(shipment.lock), "utf-8")
        return path, shipment

    def point(self, episode: int, place: int, **changes: str) -> None:
        """Change the label, subject or answer of a point."""
        points = self.episodes[episode].points
        points[place] = replace(points[place], **changes)

    def sibling(self, title: str, weeks: list[tuple[str, list[int]]]) -> Author:
        """The same author making another curriculum of the same episodes and lock."""
        built = self.built + 100
        return Author(
            self.folder, self.episodes, weeks, title, self.rule, self.ask, built, drafts=self.drafts
        )
