"""Refusing notes that Anki would lose, garble or take for another, each named with its way out."""

import re
from collections.abc import Iterable, Iterator

from curriculum.decks.escape import escape, escape_cloze
from curriculum.problems import CurriculumError, Problem
from curriculum.shipping.note import Note

_BAD_IN_TAG = re.compile(r"[\s\x00-\x1f\x7f\"]")


def check(notes: Iterable[Note]) -> None:
    """Raise CurriculumError with every reason why these notes cannot go into one package."""
    owners: dict[str, Note] = {}
    problems: list[Problem] = []
    for note in notes:
        first = owners.setdefault(note.guid, note)
        if first is not note:
            problems.append(
                _problem(
                    note,
                    f"has the same GUID ({note.guid}) as the card {first.key!r}",
                    "Give one of the two points another label.",
                )
            )
        problems.extend(_problem(note, fault, remedy) for fault, remedy in _faults(note))
    if problems:
        raise CurriculumError(problems)


def _faults(note: Note) -> Iterator[tuple[str, str]]:
    """What is wrong with one note: the fault and its remedy."""
    if note.kind == "cloze":
        try:
            escape_cloze(note.fields.get("text", ""), note.fields.get("answer", ""))
        except ValueError:
            yield "is a cloze without exactly one deletion", "Mark one deletion as {{c1::words}}."
    else:
        for name in ("question", "answer"):
            if not escape(note.fields.get(name, "")):
                yield f"has an empty {name}: Anki would make no card", f"Write its {name}, or drop the card."
    for tag in note.tags:
        if not tag or _BAD_IN_TAG.search(tag) or "" in tag.split("::"):
            yield f"has the tag {tag!r}, which Anki cannot keep", "Use letters, digits, hyphens and `::`."


def _problem(note: Note, fault: str, remedy: str) -> Problem:
    return Problem(
        path="", kind="note", message=f"The card {note.key!r} {fault}.", remedy=remedy, severity="error"
    )
