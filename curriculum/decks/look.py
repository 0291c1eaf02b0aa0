"""The two sides of a card as Anki shows them, without Anki: a note type's templates, filled."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from curriculum.decks.note_types import NOTE_TYPES, field_values, looks
from curriculum.shipping.note import Kind

_SECTION = re.compile(r"\{\{#([^}]+)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{([^}]+)\}\}")
_DELETION = re.compile(r"\{\{c1::(.*?)\}\}", re.DOTALL)
_CLOZE = "cloze:"


class Sides(NamedTuple):
    """A card's sides as HTML; every text in them is escaped."""

    front: str
    back: str
    """The whole back: what the front shows stands in it once more."""


def sides(kind: Kind, fields: Mapping[str, str]) -> tuple[Sides, ...]:
    """The cards of a note, in the order in which Anki makes them.

    Args:
        kind: which note type.
        fields: the card's plain texts by name, as ``field_values`` takes them.

    Raises:
        ValueError: a cloze without exactly one deletion.
    """
    values = dict(zip(NOTE_TYPES[kind].fields, field_values(kind, "", fields), strict=True))
    look = looks(kind)
    made = []
    for front, back in zip(look.fronts, look.backs, strict=True):
        asked = _filled(front, values, '<span class="cloze">[...]</span>')
        told = _filled(back, {**values, "FrontSide": asked}, r'<span class="cloze">\1</span>')
        made.append(Sides(asked, told))
    return tuple(made)


def _filled(template: str, values: Mapping[str, str], deletion: str) -> str:
    """A template, its sections kept or left out, its fields filled; ``deletion`` replaces a cloze's."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith(_CLOZE):
            return _DELETION.sub(deletion, values[name.removeprefix(_CLOZE)])
        return values[name]

    return _FIELD.sub(value, _kept(template, values))


def _kept(template: str, values: Mapping[str, str]) -> str:
    """A template without the sections of empty fields; sections may hold others."""
    return _SECTION.sub(lambda match: _kept(match[2], values) if values[match[1]] else "", template)
