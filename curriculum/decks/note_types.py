"""The three note types. Ids, field names and template names are frozen for ever: a change would fork
every learner's note type. Only the looks (templates/cards) may change, with their time."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from curriculum.decks.escape import escape, escape_cloze
from curriculum.shipping.note import Kind, Note
from curriculum.templates_dir import templates_dir

LOOKS_CHANGED = 1_795_363_956
"""Unix seconds when anything under ``templates/cards`` last changed. Anki takes new templates and CSS
only when this grows; `tests/decks/test_decks_frozen.py` says when it must."""

_SHARED = ("Context", "Detail", "Quote", "Source", "Picture", "Sound", "Key", "Spare 1", "Spare 2", "Spare 3")


class NoteType(NamedTuple):
    """One of Anki's note types."""

    kind: Kind
    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[str, ...]
    """Names of the card templates."""
    is_cloze: bool = False


NOTE_TYPES: Mapping[Kind, NoteType] = {
    "question": NoteType(
        "question", 1100543822811, "Curriculum Question", ("Question", "Answer", *_SHARED), ("Recall",)
    ),
    "cloze": NoteType(
        "cloze", 1099998497153, "Curriculum Cloze", ("Text", *_SHARED), ("Cloze",), is_cloze=True
    ),
    "term": NoteType(
        "term",
        1100036810249,
        "Curriculum Term",
        ("Term", "Meaning", *_SHARED),
        ("Term to meaning", "Meaning to term"),
    ),
}


class Looks(NamedTuple):
    """How the cards of a note type look."""

    fronts: tuple[str, ...]
    """Anki template source of each card's front, in the order of the note type's templates."""
    backs: tuple[str, ...]
    css: str


@cache
def looks(kind: Kind) -> Looks:
    """The templates and CSS of a note type, from ``templates/cards``.

    The second card of a term shows the same files with Term and Meaning exchanged.
    """
    folder = templates_dir() / "cards"
    front = (folder / f"{kind}.front.html").read_text("utf-8")
    back = (folder / f"{kind}.back.html").read_text("utf-8")
    css = (folder / "cards.css").read_text("utf-8")
    if kind != "term":
        return Looks((front,), (back,), css)
    return Looks((front, _exchanged(front)), (back, _exchanged(back)), css)


def _exchanged(template: str) -> str:
    """A template with the fields Term and Meaning exchanged."""
    parts = template.split("Term}}")
    return "Meaning}}".join(part.replace("Meaning}}", "Term}}") for part in parts)


Values = Callable[[Note], Sequence[str]]
"""Gives the values of a note's fields as HTML, in the order of its note type."""


def values_of(note: Note) -> Sequence[str]:
    """``field_values`` of a note."""
    return field_values(note.kind, note.key, note.fields)


def field_values(kind: Kind, key: str, fields: Mapping[str, str]) -> list[str]:
    """The values of a note's fields as HTML, in the order of its note type.

    Args:
        kind: which note type.
        key: the card's key, kept in the field Key.
        fields: the card's plain texts by name.

    Raises:
        ValueError: a cloze without exactly one deletion.
    """
    text = {
        name: fields.get(name, "") for name in ("question", "answer", "context", "detail", "quote", "credit")
    }
    if kind == "cloze":
        fronts = [escape_cloze(fields.get("text", ""), text["answer"])]
    else:
        fronts = [escape(text["question"]), escape(text["answer"])]
    shared = [escape(text[name]) for name in ("context", "detail", "quote", "credit")]
    return [*fronts, *shared, "", "", escape(key), "", "", ""]
