"""Settings: the TOML files that a person writes, read in one way, each fault with its line."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import opening
from curriculum.letters import clean
from curriculum.problems import CurriculumError

_LARGEST_NUMBER = 2**63
"""Beyond it lies what no TOML file may hold."""
_DEEPEST = 20
"""Tables and lists inside one another; ours need three."""
_DOTTED = re.compile(r"""(?<![\w"'-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){40}""")
"""A key of more parts than can be meant: the parser's time grows with their square."""
_QUOTED = re.compile(
    r'''"""(?:\\.|[^\\])*?"""|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*''', re.DOTALL
)
"""Texts and comments, from left to right: what stands in them is no key."""
_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_KEY = re.compile(r"""\s*("(?:\\.|[^"\\])*"|'[^']*'|[^\s="'#\[]+)\s*=""")


class Settings(NamedTuple):
    """A settings file."""

    text: str
    values: dict[str, Any]


def read(path: Path, kind: str, what: str, remedy: str) -> Settings | None:
    """The settings in a file; None when nothing stands there.

    Args:
        path: the file.
        kind: of the problem when it cannot be read.
        what: it holds, as a sentence begins: "The corrections".
        remedy: how such a file is written.

    Raises:
        CurriculumError: it cannot be opened, is no TOML, or holds what no file of settings needs.
    """
    if not opening.is_there(path):
        return None
    try:
        text = opening.read_text(path)
    except OSError as error:
        said = f"{what} cannot be read: {opening.why(error)}."
        raise CurriculumError.of(kind, said, remedy, path.as_posix()) from None
    return parse(text, path, kind, what, remedy)


def parse(text: str, path: Path, kind: str, what: str, remedy: str) -> Settings:
    """The settings in the text of a file; takes and raises what ``read`` does."""
    line = 0
    try:
        text = clean(text)
        if _DOTTED.search(_QUOTED.sub('""', text)):
            raise RecursionError
        values = tomllib.loads(text)
    except RecursionError:
        said = "its lists or tables lie too deep in one another"
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        said = f"line {line} is no TOML: {_PLACE.sub('', str(error)).strip().rstrip('.')}"
    except ValueError:  # of a number that Python refuses to read
        said = "it has a number that is too long"
    else:
        if not (said := _beyond(values)):
            return Settings(text, values)
    raise CurriculumError.of(kind, f"{what} cannot be read: {said}.", remedy, path.as_posix(), line)


def _beyond(values: dict[str, Any]) -> str:
    """What stands in the settings that nothing of ours could hold; "" when all is well."""
    for key, value, depth in _every(values):
        name = key[:40]
        if isinstance(value, int) and abs(value) >= _LARGEST_NUMBER:
            return f"the number of “{name}” is too large"
        if depth > _DEEPEST:
            return f"the lists or tables of “{name}” lie too deep in one another"
    return ""


def _every(values: dict[str, Any]) -> Iterator[tuple[str, Any, int]]:
    """Every value with the nearest key above it and how deep it lies."""
    waiting: list[tuple[str, Any, int]] = [("", values, 0)]
    while waiting:
        key, value, depth = waiting.pop()
        yield key, value, depth
        if isinstance(value, dict):
            waiting += [(name, inner, depth + 1) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(key, inner, depth + 1) for inner in value]


def shown(value: object) -> str:
    """A value out of settings as a message names it, cut short."""
    said = value if isinstance(value, str) else _kind(value)
    return f"{said[:60]}…" if len(said) > 60 else said


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool | int | float | dt.date | dt.time):
        return str(value).lower()
    return "a list" if isinstance(value, list) else "a table"


def toml_text(value: str) -> str:
    """A text as TOML writes it, in quotes."""
    import tomlkit  # late: only what writes settings needs it

    return tomlkit.string(value).as_string()


def line_of(text: str, table: str, key: str = "", nth: int = 1) -> int:
    """1-based line of ``key`` in the ``nth`` table of that name; of its header when there is no such key.

    0 when there is no such table. ``table`` is written with dots and without brackets; "" is the top.
    The parsers do not tell.
    """
    known = _lines(text)
    return known.get((table, nth, key)) or known.get((table, nth, ""), 0)


def line_with(text: str, part: str, start: int = 1, after: int = 0) -> int:
    """1-based line from ``start`` on, and beyond ``after``, that has the text ``part``; else ``start``."""
    for number, line in enumerate(text.splitlines(), start=1):
        if number >= start and number > after and part in line and not line.lstrip().startswith("#"):
            return number
    return start


@lru_cache(maxsize=4)
def _lines(text: str) -> dict[tuple[str, int, str], int]:
    """Table, which of that name, and key ("" for the header) → line; one pass, as a file may be long."""
    found = {("", 1, ""): 1}
    seen: dict[str, int] = {}
    table, nth = "", 1
    for number, line in enumerate(text.splitlines(), start=1):
        if name := _header(line):
            table = name
            nth = seen[table] = seen.get(table, 0) + 1
            found[table, nth, ""] = number
        elif key := _KEY.match(line):
            found.setdefault((table, nth, _plain(key[1])), number)
    return found


def _header(line: str) -> str:
    """The name in a line like ``[name]`` or ``[[name]]``, quotes left out; "" for another line."""
    head = line.strip()
    if not head.startswith("["):
        return ""
    name, bracket, after = head.lstrip("[").partition("]")
    after = after.lstrip("]").strip()
    if not bracket or (after and not after.startswith("#")):
        return ""
    return name.strip().replace('"', "").replace("'", "")


def _plain(key: str) -> str:
    """A key as the parser gives it."""
    if key.startswith('"') and "\\" in key:
        try:
            return next(iter(tomllib.loads(f"{key} = 0")))
        except ValueError:
            return key
    return key.strip("\"'")
