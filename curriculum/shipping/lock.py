"""The lock: what learners hold, as a text file that merges in git."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, field_validator

from curriculum import records
from curriculum.problems import Problem
from curriculum.shipping.note import FIELDS, Kind
from curriculum.value import Numerous, Value

_SAID = records.Said(
    kind="lock",
    name="The lock",
    no_record="not a shipped card",
    both="of two lines of one card the later change will hold.",
    remedy="Take the file from your backup or version control. Without it the build still knows every card, "
    "but cards edited since they first shipped may reach learners late.",
)

LATEST = 2**40
"""The greatest time that is kept (unix seconds): Anki's database has no room for just any number."""
_Time = Annotated[int, Field(ge=0, le=LATEST)]


class Entry(Numerous):
    """One shipped card."""

    key: Annotated[str, Field(min_length=1)]
    """Its key when it first shipped; never changes."""
    guid: Annotated[str, Field(min_length=1)]
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

    @field_validator("fields")
    @classmethod
    def _known(cls, fields: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(fields.keys() - set(FIELDS)):
            raise ValueError(f"this version knows no {unknown[0]!r} on a card")
        return fields


class Lock(Value):
    """Every card ever shipped from a source folder."""

    entries: tuple[Entry, ...] = ()
    """Sorted by key; no two share a key or a GUID."""
    problems: tuple[Problem, ...] = ()
    """What had to be settled as it was read."""

    @property
    def latest(self) -> int:
        """The last time anything in it changed (unix seconds); 0 when it is empty."""
        times = (max(entry.changed, entry.retired or 0, *entry.told.values()) for entry in self.entries)
        return max(times, default=0)


def read(path: Path) -> Lock:
    """The lock in that file; an empty Lock when there is no file.

    Of two lines of one card, as a merge of two machines' locks leaves them, the later change holds.

    Raises CurriculumError when the file cannot be read, a line is no card, or a merge is unfinished: every
    bad line is named.
    """
    return _settled(records.read(path, Entry, _SAID), path.as_posix())


def _settled(entries: Mapping[int, Entry], path: str) -> Lock:
    """The lock of these numbered lines: of those that share a key or GUID the one that changed last."""
    owners: dict[str, int] = {}
    kept: list[Entry] = []
    problems: list[Problem] = []

    def lateness(number: int) -> tuple[int, bool, str]:
        entry = entries[number]
        return entry.changed, entry.retired is None, _line(entry)

    for number in sorted(entries, key=lateness, reverse=True):
        entry = entries[number]
        claims = (f"key {entry.key}", f"GUID {entry.guid}")
        owner = next((owners[claim] for claim in claims if claim in owners), None)
        if owner is None:
            kept.append(entry)
            owners.update(dict.fromkeys(claims, number))
        elif entry != entries[owner]:
            problems.append(_doubled(number, owner, entries, path))
    ordered = sorted(problems, key=lambda problem: problem.line)
    return Lock(entries=tuple(sorted(kept, key=lambda entry: entry.key)), problems=tuple(ordered))


def _doubled(number: int, owner: int, entries: Mapping[int, Entry], path: str) -> Problem:
    one, other = entries[number], entries[owner]
    alike = "are one card" if one.key == other.key else "have one GUID"
    why = "changed last and holds" if one.changed < other.changed else "holds: both changed at one time"
    return Problem(
        path=path,
        line=number,
        kind="lock",
        message=f"Lines {min(number, owner)} and {max(number, owner)} {alike}, as two machines left it: "
        f"line {owner} {why}.",
        remedy="Nothing is to be done: a build writes the lock with one line a card.",
    )


def render(lock: Lock) -> str:
    """The lock as JSON Lines, sorted by key: the same lock is always the same text."""
    ordered = sorted(lock.entries, key=lambda entry: entry.key)
    return "".join(f"{_line(entry)}\n" for entry in ordered)


_JSON = json.JSONEncoder(ensure_ascii=False)


def _line(entry: Entry) -> str:
    record: dict[str, Any] = {name: getattr(entry, name) for name in Entry.model_fields}
    record["fields"] = {name: entry.fields[name] for name in FIELDS if entry.fields.get(name)}
    if entry.retired is None:
        del record["retired"], record["told"]
    return _JSON.encode(record)
