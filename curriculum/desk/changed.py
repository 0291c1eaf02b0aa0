"""What a build would change, as the page shows it: counted, then note by note."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curriculum.count import several
from curriculum.desk.made import waiting
from curriculum.shipping.note import CARDS, FIELDS
from curriculum.value import Value

_HEADS: Mapping[str, tuple[str, str, str]] = {
    "new": ("new card", "new cards", ""),
    "updated": (
        "card that changes",
        "cards that change",
        "Anki puts the new words in the place of the old ones, those you changed yourself in Anki too.",
    ),
    "retired": (
        "card that retires",
        "cards that retire",
        "The source has gone, or you dropped it. What retires stays in Anki, with a tag to find it by.",
    ),
    "unchanged": ("card that stays as it is", "cards that stay as they are", ""),
    "elsewhere": (
        "card of another curriculum",
        "cards of other curricula",
        "They are about episodes of this one too, and stay in the decks where they are.",
    ),
}
"""State → what one note's card is called, what several are, and what there is to know."""
_NAMES: Mapping[str, str] = {
    "question": "Question",
    "answer": "Answer",
    "text": "Sentence",
    "context": "What it is about",
    "detail": "More",
    "quote": "In the notes",
    "credit": "From",
}
"""A field of ``FIELDS`` → what the page calls it."""


class Field(Value):
    """A field that gets other words."""

    name: str
    before: str
    after: str


class Changed(Value):
    """One note, and what becomes of it."""

    front: str
    back: str
    twice: bool
    """Whether it is asked both ways: two cards."""
    fields: tuple[Field, ...] = ()
    """Of one that is updated; none when it comes back as it was."""
    instead: str = ""
    """What the new card asks that comes in the place of a retired one."""


class Told(Value):
    """The notes of one episode."""

    episode: str
    """Its title; "" for notes whose episode is no longer there."""
    count: str
    notes: tuple[Changed, ...]


class Lot(Value):
    """All notes of which the same becomes."""

    state: str
    count: str
    """How many cards, in words."""
    hint: str
    episodes: tuple[Told, ...]


class Looked(Value):
    """What a build would change."""

    title: str
    folder: str
    said: str
    """All counts in a sentence."""
    lots: tuple[Lot, ...]
    waiting: str
    """That new cards wait for the newest words to be asked for; "" when none do."""
    searches: Mapping[str, str]
    """What → what to type into Anki's search to see those cards."""


def looked(document: Mapping[str, Any]) -> Looked:
    """What the document of ``curriculum build --dry-run --json`` says."""
    instead = {one["key"]: one["new"] for one in document["replaced"]}
    lots = []
    for state in _HEADS:
        notes = [note for note in document["changes"] if note["state"] == state]
        if notes:
            one, many, hint = _HEADS[state]
            episodes = tuple(_by_episode(notes, instead))
            lots.append(
                Lot(state=state, count=several(_cards(notes), one, many), hint=hint, episodes=episodes)
            )
    counts = [lot.count for lot in lots]
    said = " and ".join(filter(None, (", ".join(counts[:-1]), *counts[-1:])))
    return Looked(
        title=document["title"],
        folder=document["folder"],
        said=f"{said}." if said else "No card at all.",
        lots=tuple(lots),
        waiting=waiting(document["waiting"]) if document["waiting"] else "",
        searches=document["searches"],
    )


def _by_episode(notes: Sequence[Mapping[str, Any]], instead: Mapping[str, str]) -> Iterator[Told]:
    """The notes by their episodes, in the order of study."""
    for episode in dict.fromkeys(note["episode"] for note in notes):
        own = [note for note in notes if note["episode"] == episode]
        shown = tuple(_changed(note, instead) for note in own)
        yield Told(episode=episode, count=several(_cards(own), "card"), notes=shown)


def _cards(notes: Sequence[Mapping[str, Any]]) -> int:
    return sum(CARDS[note["kind"]] for note in notes)


def _changed(note: Mapping[str, Any], instead: Mapping[str, str]) -> Changed:
    now, before = note["fields"], note["before"] or {}
    updated = note["state"] == "updated"
    other = [name for name in FIELDS if now.get(name, "") != before.get(name, "")] if updated else []
    return Changed(
        front=now.get("text") or now.get("question", ""),
        back="" if note["kind"] == "cloze" else now.get("answer", ""),
        twice=note["kind"] == "term",
        fields=tuple(
            Field(name=_NAMES[name], before=before.get(name, ""), after=now.get(name, "")) for name in other
        ),
        instead=instead.get(note["key"], ""),
    )
