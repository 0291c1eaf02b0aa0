"""A notebook: episode files on disk that a person edits, read and built by the real program.

Every fact has a hidden id, however it is worded and wherever it stands: so a test can tell whether the
note that a learner has studied still asks for the same fact.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from learner import AFTER_ALL_IMPORTS

from curriculum.cards.card import Card
from curriculum.cards.judge.weights import Judge
from curriculum.cards.write import write
from curriculum.decks import names, package
from curriculum.letters import fold
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.read import read
from curriculum.shipping import lock as locks
from curriculum.shipping.settle import Shipment, settle

BETWEEN_BUILDS = 1000


EASY = Judge(bias=0.0, weights={}, threshold=0)
"""Whatever passes the checks ships: here it matters what happens to cards, not how good they are."""


@dataclass
class Fact:
    """One sentence, "Subject is answer.", or a flashcard that the person typed."""

    subject: str
    answer: str
    id: int
    typed: bool = False

    @property
    def text(self) -> str:
        return f"{self.subject} {self.answer}" if self.typed else f"{self.subject} is {self.answer}."


@dataclass
class Passage:
    """A key point: its label and the facts that it tells."""

    label: str
    facts: list[Fact]


@dataclass
class Told:
    """An episode."""

    title: str
    show: str
    file: str
    passages: list[Passage]
    typed: list[Fact] = field(default_factory=list)


POOL = [
    # one question, two answers; look-alikes; and two that differ in little
    ("The Halo", "a headband that reads the waves of the brain"),
    ("The Halo", "a neurotech product that helps people to sleep"),
    ("A warp", "a group of threads that run along a cloth"),
    ("A wasp", "a group of threads that run across a cloth"),
    ("A poolish", "a wet dough that ferments overnight"),
    ("A sponge", "a wet dough that ferments for 2 hours"),
    ("A shuttle", "a boat-shaped tool that carries a weft"),
    ("A treadle", "a lever that turns a spinner's wheel by foot"),
    ("Gluten", "a net of proteins in dough"),
    ("A starter", "a culture of yeast and bacteria"),
    ("Oven spring", "the last rise of a loaf in the heat"),
    ("Steeping", "a bath that wakes the grain for 48 hours"),
    ("Crème brûlée", "a custard with a crust of sugar – a brittle one"),
    ("A tailrace", "a channel that leads the water off a mill's wheel"),
    ("A kelp forest", "a wood of tall algae that shelters young fish"),
    ("A derailleur", "a lever that moves a bicycle's chain between its sprockets"),
    # namesakes of the facts above
    ("A shuttle", "a craft that glides home from the sky"),
    ("A sponge", "an animal that filters the water of the sea"),
    ("A starter", "a motor that turns a cold engine over"),
    ("A warp", "a bend that ruins a board of green wood"),
    ("Steeping", "a bath that draws the taste out of tea leaves"),
]
TYPED = [
    ("What does the miller's “damsel” do?", "It shakes the grain – without a pause – into the stones."),
    ("Why does a baker score the loaf?", "So that it opens where the baker's knife wants it to…"),
    ("What does the miller's “hopper” do?", "It holds the grain above the stones."),
]


def _smart(text: str) -> str:
    """Quotes as an editor's autocorrection types them."""
    text = re.sub(r"(?<![\w])\"", "“", text).replace('"', "”")
    return text.replace("'", "’").replace("...", "…").replace(" -- ", " – ")


def _plain(text: str) -> str:
    """Quotes and dashes as a typewriter has them."""
    typed = text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
    return typed.replace("…", "...").replace(" – ", " -- ")


FORMS: Mapping[str, Callable[[str], str]] = {
    "as typed": lambda text: text,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "BOM": lambda text: "\ufeff" + text,
    "trailing spaces": lambda text: re.sub(r"(?m)(?<=\S)$", "  ", text),
    "smart quotes": _smart,
    "straight quotes": _plain,
    "no-break spaces": lambda text: re.sub(r"\b(a|the|of) (?=\w)", "\\1\u00a0", text),
    "soft hyphens": lambda text: re.sub(r"(?<=[a-z]{4})(?=[a-z]{4})", "\u00ad", text),
}
"""What an editor or a system may do to a file as it saves it."""


def starting_episodes() -> list[Told]:
    facts = [Fact(subject, answer, id) for id, (subject, answer) in enumerate(POOL)]
    typed = [Fact(*pair, id, typed=True) for id, pair in enumerate(TYPED, start=len(POOL))]
    return [
        Told(
            "Weaving at the river",
            "Mill Talk",
            "a.md",
            [Passage("Sleep", facts[0:1]), Passage("Cloth", facts[2:4]), Passage("Tools", facts[6:8])],
            typed[:1],
        ),
        Told(
            "Bread at home",
            "Kitchen Lab",
            "b.md",
            [Passage("Dough", facts[8:9] + facts[4:5]), Passage("Rise", facts[9:11])],
            typed[1:2],
        ),
        Told(
            "Nights without sleep",
            "Kitchen Lab",
            "b.md",
            [Passage("Sleep", facts[1:2]), Passage("Custard", facts[12:13])],
        ),
    ]


class Notebook:
    """A person with episode files, who builds packages of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = folder / "notes"
        self.episodes = starting_episodes()
        self.form = "as typed"
        self.built = 0
        self.ids: dict[str, int] = {}
        """Every wording that ever stood in the files → the id of its fact."""
        self.cards: tuple[Card, ...] = ()
        """The drafts of the last build."""

    @property
    def lock_path(self) -> Path:
        return self.folder / "curriculum.lock"

    def facts(self) -> Iterator[Fact]:
        """Every fact in the files, as worded now."""
        for told in self.episodes:
            for passage in told.passages:
                yield from passage.facts
            yield from told.typed

    def wordings(self) -> dict[int, set[str]]:
        """Id of each fact that stands in the files → how it is worded there."""
        found: dict[int, set[str]] = {}
        for fact in self.facts():
            found.setdefault(fact.id, set()).add(fold(fact.text))
        return found

    def free(self, text: str, id: int) -> bool:
        """Whether a wording can be of that fact: no other has had it."""
        return self.ids.get(fold(text), id) == id

    def fact_of(self, quote: str) -> int | None:
        """The fact that a card quotes; None when it quotes more than one."""
        found = {id for text, id in self.ids.items() if text in fold(quote)}
        return found.pop() if len(found) == 1 else None

    def save(self) -> None:
        """Write the files."""
        self.ids.update({fold(fact.text): fact.id for fact in self.facts()})
        shutil.rmtree(self.notes, ignore_errors=True)
        for file in dict.fromkeys(told.file for told in self.episodes):
            text = "\n".join(map(_page, (told for told in self.episodes if told.file == file)))
            path = self.notes / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(FORMS[self.form](text).encode("utf-8"))

    def settle(self, *, rewrite: bool = False) -> Shipment:
        """What a build of the saved files would ship; nothing else is written."""
        library = read([self.notes])
        order = tuple(Placed(id=episode.id, why="") for episode in library.episodes)
        weeks = [order[: len(order) // 2], order[len(order) // 2 :]]
        outline = Outline(
            title="May 2024",
            weeks=tuple(
                Week(number=number, title=f"Part {number}", theme="", minutes=60, episodes=week)
                for number, week in enumerate((week for week in weeks if week), start=1)
            ),
        )
        self.cards = write(library, judge=EASY)
        return settle(
            self.cards,
            library,
            locks.read(self.lock_path),
            names.place(outline),
            AFTER_ALL_IMPORTS + self.built * BETWEEN_BUILDS,
            rewrite=rewrite,
            folder=self.notes,
        )

    def build(self, *, rewrite: bool = False) -> tuple[Path, Shipment]:
        """Save the files, write the package and the lock."""
        self.save()
        shipment = self.settle(rewrite=rewrite)
        self.built += 1
        path = self.folder / f"{self.built}.apkg"
        package.write(path, shipment.notes, {}, 10)
        self.lock_path.write_text(locks.render(shipment.lock), "utf-8")
        return path, shipment

    def copy_of_episodes(self) -> list[Told]:
        """The episodes as they are now, for a backup."""
        return deepcopy(self.episodes)


def _page(told: Told) -> str:
    points = [
        f"- **{passage.label}**: {' '.join(fact.text for fact in passage.facts)}"
        for passage in told.passages
        if passage.facts
    ]
    typed = [f"Q: {fact.subject}\nA: {fact.answer}\n" for fact in told.typed]
    return "\n".join([f"# {told.title}", "", f"Show: {told.show}", "", *points, "", *typed])
