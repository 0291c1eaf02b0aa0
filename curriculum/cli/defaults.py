"""Defaults: what ``curriculum.toml`` beside the notes says, for every option that nobody types."""

import datetime as dt
import difflib
import importlib
import math
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from curriculum import opening
from curriculum.cli import console

if TYPE_CHECKING:
    from curriculum.planning.wish import Wish
    from curriculum.problems import Problem

WISHES = ("themes", "title", "start", "month", "weeks", "minutes", "best", "all")
"""What an outline is planned by."""
_OF_BUILD = (
    *("exclude", *WISHES, "after", "outline", "session", "output", "lock"),
    *("paper", "edition", "colour", "language", "flashcards", "html", "only", "no_book", "workers"),
)
_OF_WRITE = ("model", "url", "critic", "no_critic", "timeout", "instruction")
KEYS = (*_OF_BUILD, *_OF_WRITE)
"""What may stand in the file: options of ``build``, then of ``write``."""
_PARAMETERS = {"outline": "outline_file", "instruction": "own"}
"""Key → the parameter of another name that it stands for."""
_PATHS = ("after", "outline", "output", "lock", "instruction")

_EXCLUDING = (("start", "month"), ("critic", "no_critic"))
"""Two that say the same: only one stands in a file, and to a typed one the other gives way."""
SETTING_ASIDE: Mapping[str, tuple[str, ...]] = {"outline": WISHES}
"""A key of a file → those that wait beside it; typed, each sets the other aside."""
_GIVING_WAY: Mapping[str, tuple[str, ...]] = {
    "update_file": ("outline", *WISHES),
    "alternative": ("outline",),
    "themes": ("title", "month", "start"),  # which are of another curriculum
    "model": ("url",),  # which serves another model
    "ask": ("model",),
    "reply": ("model",),
}
"""A parameter that was typed → what in the file gives way to it."""
_NOT_OF = {"plan": ("output",), "mcp": ("outline",)}
"""Command → what it takes only when typed, for it writes nothing unless told where; or not at all."""

_TELLING = (click.Choice, click.IntRange, click.FloatRange)
"""Types whose values can be told in words, better than click tells them."""
_LONGEST = 1000
"""Characters of a text."""
_SECRET = re.compile(
    r"(?:^|[_.-])(?:api_?)?(?:keys?|tokens?|secrets?|passwords?|credentials?)$", re.IGNORECASE
)
_REMEDY = 'Write one setting a line, as month = "2024-05"; `curriculum settings` lists them all.'


class Kept(NamedTuple):
    """A setting that stands in a file."""

    value: Any
    """As click takes it, paths from here."""
    path: str
    line: int


class _Wrong(Exception):
    """A value cannot be; says why in words that follow its key."""


@cache
def options() -> Mapping[str, click.Option]:
    """Key → the option that it stands for, which also says what its value may be."""
    found: dict[str, click.Option] = {}
    for command, keys in (("build", _OF_BUILD), ("write", _OF_WRITE)):
        parameters = importlib.import_module(f"curriculum.cli.{command}").command.params
        named = {one.name: one for one in parameters if isinstance(one, click.Option)}
        found |= {key: named[_PARAMETERS.get(key, key)] for key in keys}
    return found


def default_map(command: str, folders: Iterable[Path], typed: Collection[str]) -> dict[str, Any]:
    """Parameter → value, of what the file in the first folder says and nothing that was typed sets aside.

    Raises CurriculumError when the file of any of the folders says what cannot be.
    """
    first, *_ = [kept(folder) for folder in dict.fromkeys(folders)]
    away = {*_NOT_OF.get(command, ()), "exclude"}  # each source's own, which reading looks up
    for name in typed:
        away.update(_GIVING_WAY.get(name, ()))
    pairs = [(key, other) for key, others in SETTING_ASIDE.items() for other in others]
    for pair in (*_EXCLUDING, *pairs):
        for mine, other in (pair, pair[::-1]):
            if _PARAMETERS.get(mine, mine) in typed:
                away.add(other)
    for key, others in SETTING_ASIDE.items():
        if key in first and key not in away:
            away.update(others)
    if "model" not in typed and ("model" not in first or "model" in away):
        away.update(("url", "critic", "timeout"))
    return {_PARAMETERS.get(key, key): one.value for key, one in first.items() if key not in away}


def after() -> tuple[Path, ...]:
    """The outlines elsewhere that the file names, for a command that takes none typed."""
    return tuple(map(Path, (click.get_current_context().default_map or {}).get("after", ())))


def wish() -> "Wish":
    """What the file says of a plan, for a command that takes none of it typed."""
    from curriculum.planning.wish import Wish

    there = click.get_current_context().default_map or {}
    return Wish.model_validate({name: there[name] for name in WISHES if name in there})


def file_of(folder: Path) -> Path:
    """Where the settings of a folder stand; beside a zip file, never in it."""
    from curriculum.reading.exclusion import NAME

    file = folder / NAME
    there = opening.on_disk(file)
    return file if there == file else there.with_name(NAME)


def kept(folder: Path) -> Mapping[str, Kept]:
    """Key → what the settings of a folder say; nothing when there is no file.

    Raises CurriculumError with every fault of the file, each with its line.
    """
    from curriculum import settings
    from curriculum.problems import CurriculumError

    file = file_of(folder)
    read = settings.read(file, "settings", "The settings", _REMEDY)
    if read is None:
        return {}
    lines = {key: settings.line_of(read.text, "", key) or 1 for key in read.values}
    page = _Page(file, lines, read.values)
    found: dict[str, Kept] = {}
    problems: list[Problem] = []
    for key, value in read.values.items():
        try:
            if key not in KEYS:
                problems.append(page.unknown(key))
            else:
                found[key] = Kept(_taken(key, value, file.parent), file.as_posix(), lines[key])
        except _Wrong as error:
            problems.append(page.fault(key, f"“{key}” {error}.", _meaning(key)))
    problems += page.contradictions()
    if problems:
        raise CurriculumError(sorted(problems, key=lambda problem: problem.line))
    return found


class _Page(NamedTuple):
    """The file that is looked at."""

    file: Path
    lines: Mapping[str, int]
    values: Mapping[str, Any]

    def fault(self, key: str, message: str, remedy: str) -> "Problem":
        from curriculum.problems import Problem

        return Problem(
            path=self.file.as_posix(),
            line=self.lines[key],
            kind="settings",
            message=message,
            remedy=remedy,
            severity="error",
        )

    def unknown(self, key: str) -> "Problem":
        """A key that is none of ours; what it says is not shown, it may be a secret."""
        from curriculum.settings import shown

        name, value = console.clean(shown(key)), self.values[key]
        if any(map(_SECRET.search, [key, *(value if isinstance(value, dict) else ())])):
            said = f"“{name}” does not belong here: this file is no place for secrets."
            remedy = f"Delete the line; a key for a model stands in the environment, as {self._variables()}."
            return self.fault(key, said, remedy)
        if key == "templates":
            said = "“templates” can only be typed: a folder of notes brings no programs, which templates are."
            return self.fault(key, said, "Delete the line and type --templates DIR.")
        near = difflib.get_close_matches(key.lower().replace("-", "_"), KEYS, 1)
        guess = f"Perhaps “{near[0]}” is meant; `" if near else "`"
        alone = ", without any [table]" if isinstance(value, dict) else ""
        remedy = f"{guess}curriculum settings` lists what may stand here{alone}."
        return self.fault(key, f"The settings have no “{name}”.", remedy)

    def _variables(self) -> str:
        """The environment's variable for the key of the model that is set, or those of all."""
        from curriculum.cards.writer.address import PROVIDERS

        provider = str(self.values.get("model", "")).partition(":")[0]
        names = {name: keys[0] for name, (*_, keys) in PROVIDERS.items()}
        return names.get(provider) or " or ".join(names.values())

    def contradictions(self) -> Iterator["Problem"]:
        """A problem for each two that say the same."""
        for one, other in _EXCLUDING:
            if self.values.get(one) and self.values.get(other):
                said = f"“{one}” in line {self.lines[one]} already says what “{other}” would."
                yield self.fault(other, said, "Take one of them out.")


def _meaning(key: str) -> str:
    option = options()[key]
    return f"“{key}” stands for {option.opts[0]}: {option.help}"


def _taken(key: str, value: Any, folder: Path) -> Any:
    """A value as its option takes it; raises _Wrong when it does not."""
    option = options()[key]
    if not option.multiple:
        return _converted(key, option, value, folder)
    if not isinstance(value, list):
        raise _Wrong(f"must be a list of texts in brackets, not {_said(value)}")
    return [_converted(key, option, one, folder) for one in value]


def _converted(key: str, option: click.Option, value: Any, folder: Path) -> Any:
    """One value, checked as click checks what is typed."""
    if isinstance(value, dt.date | dt.time) and key in ("start", "session"):
        value = str(value).removesuffix(":00")  # a time of TOML has seconds
    if not _is_of_type(value, option):
        raise _Wrong(f"must be {_allowed(option)}, not {_said(value)}")
    if key in _PATHS:
        value = _path(key, value, folder)
    if key == "url":
        _check_address(value)
    try:
        option.type.convert(value, option, None)
    except click.BadParameter as error:
        if isinstance(option.type, _TELLING):
            raise _Wrong(f"must be {_allowed(option)}, not {_said(value)}") from None
        raise _Wrong(f"cannot be: {error.message.rstrip('.').replace(repr(value), _said(value))}") from None
    return value


def _is_of_type(value: object, option: click.Option) -> bool:
    if option.is_flag or isinstance(value, bool):
        return option.is_flag and isinstance(value, bool)
    if isinstance(option.type, click.IntRange):
        return isinstance(value, int)
    if isinstance(option.type, click.FloatRange):
        return isinstance(value, int | float) and math.isfinite(value)
    # neither what a terminal obeys nor a second line
    return (
        isinstance(value, str) and 0 < len(value.strip()) <= len(value) <= _LONGEST and value == _plain(value)
    )


def _allowed(option: click.Option) -> str:
    """What an option takes, in words."""
    if option.is_flag:
        return "true or false"
    if isinstance(option.type, click.Choice):
        return f"one of {', '.join(f'“{choice}”' for choice in option.type.choices)}"
    if isinstance(option.type, click.IntRange | click.FloatRange):
        whole = "whole " if isinstance(option.type, click.IntRange) else ""
        return f"a {whole}number of at least {option.type.min}"
    return f"a text in quotes, on one line, of {_LONGEST:,} characters at most"


def _said(value: object) -> str:
    """A value as a message names it."""
    from curriculum.settings import shown

    return f"“{_plain(shown(value))}”"


def _plain(text: str) -> str:
    return console.clean(text).replace("\n", " ")


def _path(key: str, value: str, folder: Path) -> str:
    """A path as it is from here; one in the file begins where the file stands."""
    home = os.path.expanduser(value)  # noqa: PTH111 - pathlib's raises
    given = str(opening.encodable(folder / home))
    tidy = os.path.normpath(given)
    path = tidy if os.path.realpath(tidy) == os.path.realpath(given) else given  # links may lead elsewhere
    if key == "instruction" and not Path(path).resolve().is_relative_to(folder.resolve()):
        raise _Wrong("leads out of the folder of this file, and what it names is sent to a model")
    return path


def _check_address(url: str) -> None:
    """Raise _Wrong for what is no address, or has a password in it."""
    from curriculum.cards.writer.address import checked
    from curriculum.problems import CurriculumError

    try:
        checked(url, "it")
    except CurriculumError as error:
        raise _Wrong(f"cannot be: {error.problems[0].message.rstrip('.')}") from None
