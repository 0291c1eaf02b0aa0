"""An episode and its parts, as read from an episode file."""

from collections.abc import Iterator
from typing import NamedTuple

from curriculum.value import Numerous, Value

TOPIC = "topic"
"""The kind of a point that is a mere title: a template had a place for its text, which stayed empty."""


class Source(Value):
    """Where something stands."""

    path: str
    """The episode file, as named on the command line (POSIX separators)."""
    line: int
    """1-based line."""


class Passage(NamedTuple):
    """A run of plain text with the line it starts on."""

    line: int
    text: str


class SubPoint(Value):
    """A line under a key point; may have lines of its own."""

    label: str = ""
    """The bold or dashed label, without its colon; "" when there is none."""
    text: str = ""
    """Plain text after the label, inline marks removed."""
    line: int
    text_below: int = 0
    """Lines from its own to the one that its text begins on, where its label stands above that."""
    time: str = ""
    """Timestamp in the episode, as written (``05:12``), or ""."""
    kind: str = ""
    """What it is for its point: ``significance``, ``comment``, ``aspect`` where its label names one side of
    several points ("Problem"); "" for what says more of it. Of a key point: ``topic`` or ""."""
    subpoints: tuple["SubPoint", ...] = ()

    @property
    def text_line(self) -> int:
        """1-based line that its text begins on."""
        return self.line + self.text_below

    def whole(self) -> Iterator["SubPoint"]:
        """Itself, then each sub-point, depth first."""
        yield self
        for sub in self.subpoints:
            yield from sub.whole()

    def passages(self) -> Iterator[Passage]:
        """Own text, then each sub-point's, depth first; empty texts are skipped."""
        return (Passage(one.text_line, one.text) for one in self.whole() if one.text)


class KeyPoint(SubPoint):
    """A key point (or a takeaway, which has the same shape): label, text, sub-points."""

    id: str
    """``<episode id>/<slug of the label or first words>``: survives renumbering and reordering."""
    number: int
    """1-based place in its section."""
    topic: str = ""
    """The heading or lead that it stands under, where that is neither a point nor the name of a section."""


class Quote(Value):
    """Words that the notes say somebody said."""

    speaker: str = ""
    text: str
    """Without the enclosing quotation marks."""
    line: int
    time: str = ""
    """Timestamp in the episode, as written, or ""."""
    label: str = ""
    """What the notes call it ("On ropes"), or ""."""
    comment: str = ""
    """What the writer of the notes says of it, or ""."""
    point: str = ""
    """The id of the point that it backs, or ""."""


class Remark(Value):
    """The user's own line, such as "This inspired my outline for May"."""

    text: str
    line: int


class Section(Value):
    """A section the reader has no field for, kept under its own name."""

    title: str
    text: str
    line: int


class WrittenCard(Numerous):
    """A flashcard that the person wrote in the episode file."""

    question: str = ""
    answer: str = ""
    """For a cloze card: the deleted words, as they stand in ``text``."""
    text: str = ""
    """For a cloze card: the sentence with its one deletion as ``{{c1::…}}``; else ""."""
    line: int

    @property
    def said(self) -> str:
        """All that it says: question and answer, or the sentence with nothing deleted."""
        if self.text:
            return self.text.replace(f"{{{{c1::{self.answer}}}}}", self.answer)
        return f"{self.question} {self.answer}".strip()


class Episode(Value):
    """One episode's notes."""

    id: str
    """Slug of the title; unique in the library; what outlines and cards refer to."""
    number: int | None = None
    """The number the notes give the episode, if any."""
    show: str = ""
    """The show's full name, as ``data/shows.toml`` spells it; "" when unknown."""
    title: str
    """Without show and number."""
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Where the notes lead; no pictures."""
    pictures: tuple[str, ...] = ()
    """What the notes show beside their words: addresses of pictures, names of embedded files. No page prints
    them."""
    date: str = ""
    """ISO date of the episode, or ""."""
    language: str = "en"
    """Of the notes (ISO 639-1); "en" too when it is not certain."""
    duration: int | None = None
    """Listening time in minutes, if the notes give it."""
    remarks: tuple[Remark, ...] = ()
    introduction: str = ""
    """Paragraphs separated by a blank line."""
    points: tuple[KeyPoint, ...] = ()
    quotes: tuple[Quote, ...] = ()
    takeaways: tuple[KeyPoint, ...] = ()
    summary: str = ""
    sections: tuple[Section, ...] = ()
    flashcards: tuple[WrittenCard, ...] = ()
    tags: tuple[str, ...] = ()
    source: Source

    @property
    def teaches(self) -> bool:
        """Whether its notes say anything to learn: more than mere titles and what stands beside notes."""
        points = any(point.kind != TOPIC for point in (*self.points, *self.takeaways))
        return bool(points or self.flashcards or self.quotes or self.introduction or self.summary)
