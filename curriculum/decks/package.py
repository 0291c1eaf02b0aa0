"""Packages for Anki: the same notes are always the same bytes."""

import errno
import itertools
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import genanki

from curriculum.decks.check import check
from curriculum.decks.escape import escape
from curriculum.decks.ids import deck_ids
from curriculum.decks.note_types import LOOKS_CHANGED, NOTE_TYPES, Values, looks, values_of
from curriculum.decks.preset import PRESET_ID, write_preset
from curriculum.decks.zipped import write_zip
from curriculum.shipping.note import FIRST_SHIPPED, Kind, Note
from curriculum.writing import named

_FIRST_ID = FIRST_SHIPPED * 1000
"""Ids of notes and cards count from here; Anki gives others to those it already has."""


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type whose time is that of its looks, not of the build."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        return {**super().to_json(LOOKS_CHANGED, deck_id), "did": None}


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck that makes genanki's notes one at a time: a large package stays small in memory."""

    def __init__(
        self,
        id: int,
        name: str,
        description: str,
        notes: Sequence[tuple[int, Note]],
        models: Mapping[Kind, genanki.Model],
        values: Values,
        preset: bool,
    ) -> None:
        super().__init__(id, name, description)
        self._notes, self._models, self._values, self._preset = notes, models, values, preset
        for kind in sorted({note.kind for _, note in notes}):
            self.add_model(models[kind])

    def to_json(self) -> dict[str, Any]:
        today = {name: [0, 0] for name in ("newToday", "revToday", "lrnToday", "timeToday")}
        conf = PRESET_ID if self._preset else 1
        return {**super().to_json(), **today, "conf": conf, "mod": FIRST_SHIPPED}

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)  # the deck and its note types; it knows no notes
        for due, note in self._notes:
            made = _Note(note, self._values(note), due, self._models[note.kind])
            made.write_to_db(cursor, note.changed, self.deck_id, id_gen)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note in escaped text; its cards are those its note type always has."""

    def __init__(self, note: Note, values: Sequence[str], due: int, model: genanki.Model) -> None:
        super().__init__(model, values, tags=note.tags, guid=note.guid, due=due)
        # a retired note is new only to a learner who never had it: there it must not be studied
        self.cards = [
            genanki.Card(ord, suspend=note.state == "retired")
            for ord in range(len(NOTE_TYPES[note.kind].templates))
        ]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Nothing to look for: every field is escaped text."""


def write(
    path: Path,
    notes: Sequence[Note],
    decks: Mapping[str, str] | None = None,
    new_a_day: int = 0,
    values: Values | None = None,
) -> None:
    """Write a package of these notes.

    Args:
        path: the ``.apkg`` file; its folder must exist.
        notes: in the order of study, which becomes the order of new cards.
        decks: deck name → what it is about (plain text); decks without notes are left out.
        new_a_day: new cards a day in the deck preset "curriculum"; 0 for no preset.
        values: of the fields of notes that were checked before; None to check and escape them now.

    Raises:
        CurriculumError: a note that Anki would lose, garble or confuse with another.
        OSError: the disk is full, or its like. Nothing is left at ``path`` then but what stood there before.
    """
    if values is None:
        check(notes)
    with named(path), tempfile.TemporaryDirectory(prefix=".package-", dir=path.parent) as folder:
        database, archive = Path(folder, "collection.anki2"), Path(folder, "package.zip")
        try:
            _write_collection(database, notes, decks or {}, new_a_day, values or values_of)
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error)) from error
        write_zip(archive, database)
        archive.replace(path)


def _write_collection(
    database: Path, notes: Sequence[Note], decks: Mapping[str, str], new_a_day: int, values: Values
) -> None:
    models = {kind: _model(kind) for kind in sorted({note.kind for note in notes})}
    contents: dict[str, list[tuple[int, Note]]] = defaultdict(list)
    for due, note in enumerate(notes, start=1):
        contents[note.deck].append((due, note))
    names = _with_parents(contents)
    ids = deck_ids(names)
    package = genanki.Package(
        [
            _Deck(
                ids[name],
                name,
                escape(decks.get(name, "")),
                contents.get(name, ()),
                models,
                values,
                new_a_day > 0,
            )
            for name in names
        ]
    )
    connection = sqlite3.connect(database)
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # a file that is thrown away needs no journal
        connection.execute("PRAGMA synchronous = OFF")
        cursor = connection.cursor()
        package.write_to_db(cursor, FIRST_SHIPPED, itertools.count(_FIRST_ID))
        if new_a_day:
            write_preset(cursor, new_a_day)
        connection.commit()
    finally:
        connection.close()


def _model(kind: Kind) -> _Model:
    kept, look = NOTE_TYPES[kind], looks(kind)
    return _Model(
        kept.id,
        kept.name,
        fields=[{"name": name} for name in kept.fields],
        templates=[
            {"name": name, "qfmt": front, "afmt": back}
            for name, front, back in zip(kept.templates, look.fronts, look.backs, strict=True)
        ],
        css=look.css,
        model_type=genanki.Model.CLOZE if kept.is_cloze else genanki.Model.FRONT_BACK,
    )


def _with_parents(names: Iterable[str]) -> list[str]:
    """Deck names in order of their first note, each after its parents."""
    ordered: dict[str, None] = {}
    for name in names:
        levels = name.split("::")
        for depth in range(1, len(levels) + 1):
            ordered.setdefault("::".join(levels[:depth]))
    return list(ordered)
