"""Sending a package's notes to a running Anki, through the HTTP interface of the AnkiConnect add-on."""

import json
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum.cards.note import RETIRED_TAG
from curriculum.decks import unpack
from curriculum.decks.note_types import NOTE_TYPES
from curriculum.decks.unpack import Packed
from curriculum.problems import CurriculumError

ADDRESS = "http://127.0.0.1:8765"
"""Where AnkiConnect listens unless its owner changed that."""
_VERSION = 6
_AT_ONCE = 500
"""Notes asked for in one request."""
_LEARNERS = frozenset({"Picture", "Sound", "Spare 1", "Spare 2", "Spare 3"})
"""Fields that we ship empty: whatever stands there is the learner's."""


class Sent(NamedTuple):
    """What sending did, each as keys of cards."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    """Other words in Anki, changed there after they last changed here: those of the learner stay."""


class Anki:
    """A running Anki with the AnkiConnect add-on."""

    def __init__(self, address: str = ADDRESS) -> None:
        self.address = address

    def ask(self, action: str, **parameters: object) -> Any:
        """The result of one action.

        Raises:
            CurriculumError: nobody answers, or the answer is an error.
        """
        body = json.dumps({"action": action, "version": _VERSION, "params": parameters}).encode("utf-8")
        request = urllib.request.Request(self.address, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=600) as response:
                answer = json.load(response)
        except (OSError, ValueError) as error:
            raise CurriculumError.of(
                "anki",
                f"Anki does not answer at {self.address}: {getattr(error, 'reason', error)}.",
                "Start Anki with the AnkiConnect add-on (2055492159), or import the package by hand.",
            ) from error
        if not isinstance(answer, dict) or answer.get("error") or "result" not in answer:
            fault = answer.get("error") if isinstance(answer, dict) else answer
            raise CurriculumError.of(
                "anki",
                f"Anki refuses {action}: {fault}.",
                "Look whether Anki shows a question, or import the package by hand.",
            )
        return answer["result"]

    def held(self) -> Mapping[str, Mapping[str, Any]]:
        """Card key → what AnkiConnect tells of the note (``noteId, mod, fields, tags``).

        Of a note and the copies a learner made of it, the oldest is the one that we shipped.
        """
        notes: dict[str, Mapping[str, Any]] = {}
        for name in sorted({kept.name for kept in NOTE_TYPES.values()} & set(self.ask("modelNames"))):
            for ids in _portions(sorted(self.ask("findNotes", query=f'note:"{name}"'))):
                for info in self.ask("notesInfo", notes=ids):
                    if info:
                        notes.setdefault(info["fields"]["Key"]["value"], info)
        return notes


def send(path: Path, anki: Anki) -> Sent:
    """Send the notes of a package: add what is new, update what changed here since, delete nothing.

    An update changes only the fields that differ, and adds tags; the learner's own tags and the
    fields we leave empty stay. A note that was edited in Anki after its last change here stays whole.

    Raises:
        CurriculumError: Anki does not answer or refuses, or the package is not ours.
    """
    notes = unpack.read(path)
    held = anki.held()
    new: list[Packed] = []
    updated: list[str] = []
    unchanged: list[str] = []
    kept: list[str] = []
    for note in notes:
        key = note.fields["Key"]
        info = held.get(key)
        if info is None:
            if RETIRED_TAG not in note.tags:  # who never had a card need not hear that it has gone
                new.append(note)
        elif not _differs(note, info):
            unchanged.append(key)
        elif info["mod"] >= note.changed:
            (kept if _is_later(note, info) else unchanged).append(key)
        else:
            _update(anki, note, info)
            updated.append(key)
    if new:
        _add(anki, path, new)
    return Sent(tuple(note.fields["Key"] for note in new), tuple(updated), tuple(unchanged), tuple(kept))


def _differs(note: Packed, info: Mapping[str, Any]) -> bool:
    """Whether Anki's note says something else than ours, or lacks a tag of ours."""
    return bool(_fields(note, info) or set(note.tags) - set(info["tags"])) or _is_back(note, info)


def _fields(note: Packed, info: Mapping[str, Any]) -> dict[str, str]:
    theirs = {name: field["value"] for name, field in info["fields"].items()}
    return {
        name: value
        for name, value in note.fields.items()
        if name not in _LEARNERS and name in theirs and theirs[name] != value
    }


def _is_later(note: Packed, info: Mapping[str, Any]) -> bool:
    """Whether Anki's words are others than ours and younger: a missing tag alone is nobody's edit."""
    return bool(_fields(note, info)) and info["mod"] > note.changed


def _is_back(note: Packed, info: Mapping[str, Any]) -> bool:
    """Whether a card that had retired has its source again."""
    return RETIRED_TAG in info["tags"] and RETIRED_TAG not in note.tags


def _update(anki: Anki, note: Packed, info: Mapping[str, Any]) -> None:
    id = info["noteId"]
    if fields := _fields(note, info):
        anki.ask("updateNoteFields", note={"id": id, "fields": fields})
    if missing := [tag for tag in note.tags if tag not in info["tags"]]:
        anki.ask("addTags", notes=[id], tags=" ".join(missing))
    if _is_back(note, info):
        anki.ask("removeTags", notes=[id], tags=RETIRED_TAG)


def _add(anki: Anki, path: Path, notes: Sequence[Packed]) -> None:
    """Import a package of only these notes: the one way by which a note keeps its GUID."""
    with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
        part = Path(folder, "new.apkg")
        unpack.write_part(path, {note.guid for note in notes}, part)
        anki.ask("importPackage", path=str(part.resolve()))
    missing = {note.fields["Key"] for note in notes} - set(anki.held())
    if missing:
        raise CurriculumError.of(
            "anki",
            f"Anki did not take {len(missing)} of {len(notes)} new cards.",
            "Import the package by hand: File > Import.",
            str(path),
        )


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
