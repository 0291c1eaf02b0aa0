"""Endless words, made to break.

A renderer tries to break a word without a place for it letter by letter, in time that grows with the
square of its length: a word of 20,000 letters took 17 seconds. Such a word gets a place to break, the
invisible zero-width space, every forty letters.
"""

import re
from typing import TypeVar

from curriculum.guides.respell import respell
from curriculum.value import Value

ENDLESS = 150
"""Letters of a word that no language has."""

_WORD = re.compile(rf"\S{{{ENDLESS},}}")
_QUOTED = re.compile(rf'[^\s"]{{{ENDLESS},}}')
"""The same in a JSON document."""
_PIECE = re.compile(r"(\S{40})(?=\S)")
_Soft = TypeVar("_Soft", bound=Value)


def soften(value: _Soft) -> _Soft:
    """The value, itself when no text in it has an endless word."""
    return respell(value, _softened) if _QUOTED.search(value.model_dump_json()) else value


def _softened(text: str) -> str:
    return _WORD.sub(lambda word: _PIECE.sub("\\1\u200b", word.group()), text)
