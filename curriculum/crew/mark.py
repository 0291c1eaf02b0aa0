"""Marks: a short text that is the same for equal values and another for others, on every machine."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import PurePath
from types import FunctionType
from typing import Any

from pydantic import BaseModel


def mark_of(*values: object) -> str:
    """40 hexadecimal digits (BLAKE2b) for values of any depth.

    Pickles would not do: they tell whether two equal texts are one object, and a set's order changes from
    run to run. Raises TypeError for what is no value, as a lambda.
    """
    return _digest(values, {})


def _digest(value: object, known: dict[int, tuple[str, object]]) -> str:
    told = json.dumps(value, default=partial(_told, known=known), sort_keys=True)
    return hashlib.blake2b(told.encode("ascii"), digest_size=20).hexdigest()


def _told(value: Any, known: dict[int, tuple[str, object]]) -> object:
    """What JSON can tell of a value that it does not know.

    ``known`` keeps the marks of values that occur again and again, as an episode in each of its sentences;
    and the values, so that no other gets their place in memory.
    """
    if isinstance(value, bytes):
        return hashlib.blake2b(value, digest_size=20).hexdigest()
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, PurePath | dt.date | dt.time):
        return str(value)
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    if isinstance(value, partial):
        return [value.func, value.args, _pairs(value.keywords)]
    if isinstance(value, FunctionType | type):
        if "<" in value.__qualname__:
            raise TypeError(f"{value!r} has no name that another process knows it by")
        return f"{value.__module__}.{value.__qualname__}"
    if id(value) not in known:
        known[id(value)] = _digest([type(value).__qualname__, *_parts(value)], known), value
    return known[id(value)][0]


def _parts(value: Any) -> list[object]:
    """What an object consists of."""
    if isinstance(value, BaseModel):
        return [_plain(getattr(value, name)) for name in type(value).model_fields]
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return [_plain(part) for part in _pairs(vars(value))]


def _plain(value: object) -> object:
    return _pairs(value) if isinstance(value, Mapping) else value


def _pairs(value: Mapping[Any, Any]) -> list[tuple[object, object]]:
    """A mapping as pairs: its keys need not be texts, and their order may be that of a set."""
    return sorted(((key, _plain(item)) for key, item in value.items()), key=lambda pair: repr(pair[0]))
