"""Endless words, made to break.

A renderer tries to break a word without a place for it letter by letter, in time that grows with the
square of its length: a word of 20,000 letters took 17 seconds. Such a word gets a place to break, the
invisible zero-width space, every forty letters.
"""

import re
from typing import Any, TypeVar

from curriculum.value import Value

ENDLESS = 150
"""Letters of a word that no language has."""

_WORD = re.compile(rf"\S{{{ENDLESS},}}")
_QUOTED = re.compile(rf'[^\s"]{{{ENDLESS},}}')
"""The same in a JSON document."""
_PIECE = re.compile(r"(\S{40})(?=\S)")
_NAMES = frozenset({"id", "key", "guid", "path", "links", "pictures", "episode", "point", "recalls", "theme"})
"""Fields that name something instead of saying it."""

_Soft = TypeVar("_Soft", bound=Value)


def soften(value: _Soft) -> _Soft:
    """The value, itself when no text in it has an endless word."""
    if not _QUOTED.search(value.model_dump_json()):
        return value
    return type(value).model_validate(_soft(value.model_dump()))


def _soft(part: Any, name: str = "") -> Any:
    """A part of a dumped value."""
    if isinstance(part, str):
        return part if name in _NAMES else _WORD.sub(lambda word: _PIECE.sub("\\1\u200b", word.group()), part)
    if isinstance(part, dict):
        return {key: _soft(inner, key) for key, inner in part.items()}
    if isinstance(part, (list, tuple)):
        return [_soft(inner, name) for inner in part]
    return part
