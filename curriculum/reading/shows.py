"""Shows: their full names and the names people give them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from curriculum import settings
from curriculum.misfit import in_words
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.episode import Source
from curriculum.reading.tables import key, source, table
from curriculum.value import Value

_Name = Annotated[str, Field(pattern=r"\w")]
_REMEDY = 'Write each show as [[show]] with name = "Full Name", aliases = ["Short"] and hosts = ["Ann Lee"].'


class _Show(Value):
    """One ``[[show]]`` of a table of shows."""

    name: _Name
    aliases: tuple[_Name, ...] = ()
    hosts: tuple[_Name, ...] = ()


@dataclass(frozen=True)
class Shows:
    """The shows that are known, with every alias."""

    names: tuple[tuple[str, str], ...]
    """(alias as written, full name), longest alias first."""
    hosts: tuple[tuple[str, str, Source], ...] = ()
    """(full name of the show, host, where the table says so)."""
    also: tuple[str, ...] = ()
    """Further shows, known where their whole name stands by itself."""

    @cached_property
    def _by_key(self) -> dict[str, str]:
        further = {key(name): name for name in self.also}
        return further | {key(alias): name for alias, name in reversed(self.names)}

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        forms = "|".join(
            map(_pattern, sorted([*(alias for alias, _ in self.names), *self.also], key=_longest))
        )
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")

    @cached_property
    def _at_start(self) -> re.Pattern[str]:
        return re.compile("|".join(_pattern(alias) for alias, _ in self.names), re.IGNORECASE)

    @cached_property
    def _each(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(_pattern(alias), re.IGNORECASE), name) for alias, name in self.names)

    def full_name(self, text: str) -> str:
        """The full name of the show that the whole text names, or ""."""
        name = key(text)
        return self._by_key.get(name) or self._by_key.get(name.removesuffix(" podcast")) or ""

    def leading(self, text: str) -> tuple[str, int]:
        """The show whose name starts the text, and where that name ends; ("", 0) when none does.

        The name may run straight into a capital ("Cog RevTinyGPU"), never into a small letter.
        """
        if not self._at_start.match(text):
            return self._by_itself(text)
        for pattern, name in self._each:
            match = pattern.match(text)
            if match is None:
                continue
            rest = text[match.end() :]
            glued = rest[:1].isupper() and match.group()[-1].islower()
            if not rest or not rest[0].isalnum() or glued:
                return name, match.end()
        return "", 0

    @cached_property
    def _further(self) -> re.Pattern[str]:
        forms = "|".join(map(_pattern, sorted(self.also, key=_longest)))
        return re.compile(rf"(?P<name>{forms})(?=\s*[:|–—]|\s+-\s|,?\s+(?:#|(?i:ep\.?|episode)\s?)\d)")

    def _by_itself(self, text: str) -> tuple[str, int]:
        """One of the further shows that starts the text and is set off from the rest."""
        match = self._further.match(text) if self.also else None
        return (self.full_name(match["name"]), match.end()) if match else ("", 0)

    def mentioned(self, text: str) -> str:
        """The first show that the text names as a show ("this episode of …", "the … podcast"), or ""."""
        for match in self._anywhere.finditer(text):
            before, after = text[: match.start()][-60:], text[match.end() :][:30]
            if _BEFORE.search(before) or _AFTER.match(after):
                return self.full_name(match.group())
        return ""


_BEFORE = re.compile(
    r"\b(?:episode|podcast|conversation|interview|discussion|instalment|installment|edition)\s+(?:of|from|on)"
    r"\s+(?:the\s+)?(?:podcast\s+)?[\"“'‘*_]*(?:The\s+)?$"
    r"|\b(?:on|from)\s+(?:the\s+)?(?:podcast|show)\s+[\"“'‘*_]*(?:The\s+)?$"
    r"|\bwelcome to\s+(?:the\s+)?[\"“'‘]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\"”'’*_]*[,.]?[\"”'’]*\s+(?:podcast|show|episode)\b", re.IGNORECASE)


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def _pattern(alias: str) -> str:
    return r"\s+".join(re.escape(word) for word in alias.split())


def known_shows(folders: Iterable[Path] = ()) -> Shows:
    """The program's own table, after the ``shows.toml`` of each of these folders that has one.

    Raises CurriculumError when such a file cannot be understood.
    """
    tables = [_own_table(folder / "shows.toml") for folder in folders]
    ours = tuple(map(_Show.model_validate, table("shows")["show"]))
    tables.append(("curriculum/data/shows.toml", source("shows"), ours))
    names = [
        (alias, show.name) for _, _, shows in tables for show in shows for alias in (show.name, *show.aliases)
    ]
    hosts = [
        (show.name, host, Source(path=path, line=_line(text, host)))
        for path, text, shows in tables
        for show in shows
        for host in show.hosts
    ]
    return Shows(
        tuple(sorted(names, key=lambda pair: -len(pair[0]))),
        tuple(hosts),
        tuple(table("more_shows")["names"]),
    )


def _line(text: str, host: str) -> int:
    """The line that names a host."""
    return text[: max(0, text.find(f'"{host}"'))].count("\n") + 1


def _own_table(file: Path) -> tuple[str, str, tuple[_Show, ...]]:
    """Path, text and shows of a table beside the episode files; no shows when there is none."""
    read = settings.read(file, "shows", "The table of shows", _REMEDY)
    if read is None:
        return file.as_posix(), "", ()
    found: list[_Show] = []
    problems: list[Problem] = []

    def fault(message: str, line: int) -> None:
        problems.append(
            Problem(
                path=file.as_posix(),
                kind="shows",
                line=line,
                message=message,
                remedy=_REMEDY,
                severity="error",
            )
        )

    for name in sorted(read.values.keys() - {"show"}):
        fault(f"A table of shows has no “{settings.shown(name)}”.", settings.line_of(read.text, "", name))
    entries = read.values.get("show", [])
    if not isinstance(entries, list):
        fault("“show” is no list of shows.", settings.line_of(read.text, "", "show"))
        entries = []
    for nth, entry in enumerate(entries, start=1):
        try:
            found.append(_Show.model_validate(entry))
        except ValidationError as error:
            for wrong in error.errors():
                name = str(wrong["loc"][0]) if wrong["loc"] else ""
                said = f"“{settings.shown(name)}”: {in_words(wrong)}" if name else in_words(wrong)
                fault(f"Show {nth}: {said}.", settings.line_of(read.text, "show", name, nth))
    if problems:
        raise CurriculumError(problems)
    return file.as_posix(), read.text, tuple(found)
