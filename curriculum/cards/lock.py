"""The lock: what learners hold, as a text file that merges in git."""

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from curriculum import opening
from curriculum.cards.note import FIELDS, Kind
from curriculum.misfit import in_words
from curriculum.problems import CurriculumError, Problem
from curriculum.value import Value

REMEDY = (
    "Take the file from your backup or version control. Without it the build still knows every card, "
    "but cards edited since they first shipped may reach learners late."
)


LATEST = 2**40
"""The greatest time that is kept (unix seconds): Anki's database has no room for just any number."""
_Time = Annotated[int, Field(ge=0, le=LATEST)]


class Entry(Value):
    """One shipped card."""

    key: str
    """Its key when it first shipped; never changes."""
    guid: str
    kind: Kind
    rule: str
    """The rule that wrote the fields."""
    fields: dict[str, str]
    """As shipped: name (of ``note.FIELDS``) → plain text, empty ones left out."""
    tags: tuple[str, ...]
    """As shipped."""
    fingerprint: str
    """Of the source text the fields come from (``fingerprint.Sources``)."""
    episode: str
    """Id of the episode it was last found in."""
    point: str
    """Id of the point it was last found in; "" for a card of no point."""
    file: str
    """The episode file it was last found in, relative to the lock's folder."""
    changed: _Time
    """When fields or tags last changed (unix seconds)."""
    deck: str
    """The deck it first shipped in."""
    retired: _Time | None = None
    """When its source was found gone (unix seconds); None while it stands."""
    told: dict[str, _Time] = Field(default_factory=dict)
    """For a retired card: curriculum (its top deck) → when its package first carried the retired tag."""


class Lock(Value):
    """Every card ever shipped from a source folder."""

    entries: tuple[Entry, ...] = ()
    """Sorted by key; no two share a key or a GUID."""

    @property
    def latest(self) -> int:
        """The last time anything in it changed (unix seconds); 0 when it is empty."""
        times = (max(entry.changed, entry.retired or 0, *entry.told.values()) for entry in self.entries)
        return max(times, default=0)


def read(path: Path) -> Lock:
    """The lock in that file; an empty Lock when there is no file.

    Raises:
        CurriculumError: the file cannot be read, or a line is not a card, or two lines claim one
            key or GUID. Every bad line is named.
    """
    if not opening.is_there(path):
        return Lock()
    try:
        text = opening.read_text(path, opening.LARGEST_OF_OURS)
    except OSError as error:
        said = f"The lock cannot be read: {opening.why(error)}."
        raise CurriculumError.of("lock", said, REMEDY, str(path)) from error
    problems = []
    entries: list[Entry] = []
    owners: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        entry, fault = _entry(line)
        if entry is not None:
            entries.append(entry)
            for claim in (f"key {entry.key!r}", f"GUID {entry.guid!r}"):
                if claim in owners:
                    fault = f"has the same {claim} as line {owners[claim]}"
                owners.setdefault(claim, number)
        if fault:
            problems.append(
                Problem(
                    path=str(path),
                    line=number,
                    kind="lock",
                    message=f"The line {fault}.",
                    remedy=_remedy(line, fault),
                    severity="error",
                )
            )
    if problems:
        raise CurriculumError(problems)
    return Lock(entries=tuple(sorted(entries, key=lambda entry: entry.key)))


def _entry(line: str) -> tuple[Entry | None, str]:
    """The entry a line holds, or None and what is wrong with it."""
    try:
        entry = Entry.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "json_invalid":
            return None, "is not a shipped card: it is no JSON object"
        return None, f"is not a shipped card: field {name or '?'}: {in_words(first)}"
    unknown = sorted(set(entry.fields) - set(FIELDS))
    if unknown:
        return None, f"has a card field that this version does not know: {unknown[0]!r}"
    return entry, ""


def _remedy(line: str, fault: str) -> str:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        return "A merge is unfinished: keep the card lines of both sides, one line a key, drop this one."
    if "same" in fault:
        return "Keep, of the two lines, the one whose `changed` is greater."
    return REMEDY


def render(lock: Lock) -> str:
    """The lock as JSON Lines, sorted by key: the same lock is always the same text."""
    ordered = sorted(lock.entries, key=lambda entry: entry.key)
    return "".join(json.dumps(_record(entry), ensure_ascii=False) + "\n" for entry in ordered)


def _record(entry: Entry) -> dict[str, Any]:
    record = {name: getattr(entry, name) for name in Entry.model_fields}
    record["fields"] = {name: entry.fields[name] for name in FIELDS if entry.fields.get(name)}
    if entry.retired is None:
        del record["retired"], record["told"]
    return record
