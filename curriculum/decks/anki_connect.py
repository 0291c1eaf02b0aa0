"""Sending a package's notes to a running Anki, through the HTTP interface of the AnkiConnect add-on."""

import json
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from curriculum import opening, publish
from curriculum.count import several
from curriculum.decks import seen, unpack
from curriculum.decks.anki_address import ADDRESS, fault_of
from curriculum.decks.note_types import NOTE_TYPES
from curriculum.decks.unpack import Packed
from curriculum.memory import gone, memory_file
from curriculum.memory.memory import Memory
from curriculum.problems import CurriculumError
from curriculum.shipping.leech import TAG as LEECH_TAG
from curriculum.shipping.note import RETIRED_TAG

_VERSION = 6
_AT_ONCE = 500
"""Notes asked for in one request."""
_LONGEST = 500_000_000
"""Bytes of an answer that no Anki exceeds."""
PATIENCE = 600.0
"""Seconds in which Anki has taken in any package."""
_LEARNERS = frozenset({"Picture", "Sound", "Spare 1", "Spare 2", "Spare 3"})
"""Fields that we ship empty: whatever stands there is the learner's."""


class Sent(NamedTuple):
    """What sending did, each as keys of cards."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    """Other words in Anki, changed there after they last changed here: those of the learner stay."""
    retired: tuple[str, ...] = ()
    """Now tagged, and nothing else: their source has gone."""
    deleted: tuple[str, ...] = ()
    """Not sent: this Anki had them once, so the learner has deleted them."""


class _Field(BaseModel):
    value: str


class _Info(BaseModel):
    """What AnkiConnect tells of a note; what else it tells is left out."""

    noteId: int
    mod: int
    fields: dict[str, _Field]
    tags: list[str]
    cards: list[int] = []


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An address that sends us elsewhere is none of AnkiConnect's."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Anki:
    """A running Anki with the AnkiConnect add-on.

    ``instead`` is what a person can do without it, ``patience`` the seconds that it may be silent. Raises
    CurriculumError for an address at which no Anki of this machine can listen.
    """

    def __init__(
        self,
        address: str = ADDRESS,
        instead: str = "import the package by hand",
        patience: float = PATIENCE,
    ) -> None:
        if fault := fault_of(address):
            raise CurriculumError.of(
                "anki",
                f"No Anki can be reached at “{address}”: {fault}.",
                f"Leave --address away for {ADDRESS}, or give that with the port of your AnkiConnect.",
            )
        self.address = address
        self._instead, self._patience = instead, patience
        # no proxy: what is sent stays on this machine
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())

    def ask(self, action: str, **parameters: object) -> Any:
        """The result of one action.

        Raises:
            CurriculumError: nobody answers, or the answer is an error.
        """
        body = json.dumps({"action": action, "version": _VERSION, "params": parameters}).encode("utf-8")
        request = urllib.request.Request(self.address, body, {"Content-Type": "application/json"})
        try:
            with self._opener.open(request, timeout=self._patience) as response:
                said = response.read(_LONGEST + 1)
        except (OSError, HTTPException) as error:
            raise self._silent(_why(error)) from error
        try:
            answer = json.loads(said) if len(said) <= _LONGEST else None
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or "result" not in answer:
            raise self._silent("what listens there is no AnkiConnect")
        if answer.get("error"):
            raise CurriculumError.of(
                "anki",
                f"Anki refuses {action}: {str(answer['error'])[:300].rstrip('.')}.",
                f"Look whether Anki shows a question, or {self._instead}.",
            )
        return answer["result"]

    def _silent(self, fault: str) -> CurriculumError:
        return CurriculumError.of(
            "anki",
            f"Anki does not answer at {self.address}: {fault}.",
            f"Start Anki with the AnkiConnect add-on (2055492159), or {self._instead}.",
        )

    def profile(self) -> str:
        """The name of the learner's profile; "" where the add-on is too old to tell."""
        try:
            name = self.ask("getActiveProfile")
        except CurriculumError:
            return ""
        return name if isinstance(name, str) else ""

    def told(self, shape: Any, action: str, **parameters: object) -> Any:
        """The result of one action, checked to be of a shape (a type); in a list, what is empty is left out.

        Raises CurriculumError as ``ask``, and for a result of another shape.
        """
        answer = self.ask(action, **parameters)
        try:
            return TypeAdapter(shape).validate_python(
                list(filter(None, answer)) if isinstance(answer, list) else answer
            )
        except ValidationError:
            raise self.lies(action) from None

    def lies(self, action: str) -> CurriculumError:
        """The error of an answer that no AnkiConnect gives."""
        return CurriculumError.of(
            "anki",
            f"Anki's answer to {action} is not as AnkiConnect gives it.",
            f"Update the AnkiConnect add-on (2055492159), or {self._instead}.",
        )

    def held(self) -> Mapping[str, Mapping[str, Any]]:
        """Card key → what AnkiConnect tells of the note (``noteId, mod, fields, tags, cards``).

        Of a note and the copies a learner made of it, the oldest is the one that we shipped.
        """
        notes: dict[str, Mapping[str, Any]] = {}
        for name in sorted(
            {kept.name for kept in NOTE_TYPES.values()} & set(self.told(list[str], "modelNames"))
        ):
            for ids in portions(sorted(self.told(list[int], "findNotes", query=f'note:"{name}"'))):
                for info in self.told(list[_Info], "notesInfo", notes=ids):
                    if key := info.fields.get("Key"):  # a note type of that name may be somebody else's
                        notes.setdefault(key.value, info.model_dump())
        return notes


def send(path: Path, anki: Anki) -> Sent:
    """Send the notes of a package: add what is new, update what changed here since, delete nothing.

    An update changes only the fields that differ, and adds tags; the learner's own tags and the
    fields we leave empty stay. A note that was edited in Anki after its last change here stays whole.
    The tag of a retired card comes and goes by itself, on edited notes too: it overwrites nothing.
    What this profile of Anki had and has no more was deleted, and is not sent again; nor is what was gone
    when `curriculum progress` last asked, be it a collection.

    Raises:
        CurriculumError: Anki does not answer or refuses, the package is not ours, or what `progress` kept
            cannot be read.
    """
    notes, memory = unpack.read(path), _memory(path)
    held = anki.held()
    profile = anki.profile()
    had = seen.read(profile).of(held)
    new: list[Packed] = []
    updated, unchanged, kept, retired = list[str](), list[str](), list[str](), list[str]()
    lost = gone.deleted(memory, held) if memory else frozenset[str]()
    missing, deleted = lost.union(had.keys) - held.keys(), list[str]()
    for note in notes:
        key = note.fields["Key"]
        info = held.get(key)
        retires = RETIRED_TAG in note.tags
        if info is None:
            if key in missing and not retires:
                deleted.append(key)
            elif not retires:  # who never had a card need not hear that it has gone
                new.append(note)
        elif retires:
            tagged = RETIRED_TAG in info["tags"]
            (unchanged if tagged else retired).append(key)
            if not tagged:
                anki.ask("addTags", notes=[info["noteId"]], tags=RETIRED_TAG)
        elif _differs(note, info) and info["mod"] < note.changed:
            _update(anki, note, info)
            updated.append(key)
        elif RETIRED_TAG in info["tags"]:
            anki.ask("removeTags", notes=[info["noteId"]], tags=RETIRED_TAG)
            updated.append(key)
        else:
            (kept if _is_later(note, info) else unchanged).append(key)
    if new:
        _add(anki, path, new)
    added = tuple(note.fields["Key"] for note in new)
    seen.write(profile, had.further(filter(None, [*held, *added])))
    return Sent(added, *map(tuple, (updated, unchanged, kept, retired, deleted)))


def _memory(path: Path) -> Memory | None:
    """What `progress` kept beside the lock that a package was built with; None where it never asked."""
    home = publish.home(path.parent)
    return memory_file.read(home / memory_file.FILE) if home else None


def _differs(note: Packed, info: Mapping[str, Any]) -> bool:
    """Whether Anki's note says something else than ours, or lacks a tag of ours."""
    return bool(_fields(note, info) or _missing(note, info))


def _missing(note: Packed, info: Mapping[str, Any]) -> list[str]:
    """Tags of ours that Anki's note lacks; that of leeches is Anki's own, and as the learner left it."""
    return [tag for tag in note.tags if tag not in info["tags"] and tag != LEECH_TAG]


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


def _update(anki: Anki, note: Packed, info: Mapping[str, Any]) -> None:
    id = info["noteId"]
    if fields := _fields(note, info):
        anki.ask("updateNoteFields", note={"id": id, "fields": fields})
    if missing := _missing(note, info):
        anki.ask("addTags", notes=[id], tags=" ".join(missing))
    if RETIRED_TAG in info["tags"]:  # it has its source again
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
            f"Anki did not take {len(missing)} of {several(len(notes), 'new card')}.",
            "Import the package by hand: File > Import.",
            str(path),
        )


def _why(error: OSError | HTTPException) -> str:
    """Why a request failed, in words that follow a colon."""
    if isinstance(error, HTTPException | urllib.request.HTTPError):
        return "what listens there is no AnkiConnect"
    reason = getattr(error, "reason", error)
    return opening.why(reason) if isinstance(reason, OSError) else str(reason)


def portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many at once as one request may ask for."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
