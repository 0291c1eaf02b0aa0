"""Texts of a value spelt anew, those that only name something left alone."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from curriculum.value import Value

_NAMES = frozenset(
    {"id", "key", "guid", "path", "links", "pictures", "episode", "point", "recalls", "theme", "kind", "rule"}
)
"""Fields that name something instead of saying it."""

_Spelt = TypeVar("_Spelt", bound=Value)


def respell(value: _Spelt, spell: Callable[[str], str]) -> _Spelt:
    """The value with every text in it that says something spelt anew."""
    return type(value).model_validate(_respelt(value.model_dump(), spell))


def said(part: Any, name: str = "") -> Iterator[str]:
    """Every text in a dumped value that says something."""
    if isinstance(part, str):
        if name not in _NAMES:
            yield part
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from said(inner, key)
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from said(inner, name)


def _respelt(part: Any, spell: Callable[[str], str], name: str = "") -> Any:
    """A part of a dumped value."""
    if isinstance(part, str):
        return part if name in _NAMES else spell(part)
    if isinstance(part, dict):
        return {key: _respelt(inner, spell, key) for key, inner in part.items()}
    if isinstance(part, (list, tuple)):
        return [_respelt(inner, spell, name) for inner in part]
    return part
