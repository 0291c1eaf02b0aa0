"""Shows: their full names and the names people give them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from curriculum.letters import clean
from curriculum.problems import CurriculumError
from curriculum.reading.episode import Source
from curriculum.reading.tables import key, source, table


@dataclass(frozen=True)
class Shows:
    """The shows that are known, with every alias."""

    names: tuple[tuple[str, str], ...]
    """(alias as written, full name), longest alias first."""
    hosts: tuple[tuple[str, str, Source], ...] = ()
    """(full name of the show, host, where the table says so)."""

    @cached_property
    def _by_key(self) -> dict[str, str]:
        return {key(alias): name for alias, name in reversed(self.names)}

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        forms = "|".join(_pattern(alias) for alias, _ in self.names)
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
            return "", 0
        for pattern, name in self._each:
            match = pattern.match(text)
            if match is None:
                continue
            rest = text[match.end() :]
            glued = rest[:1].isupper() and match.group()[-1].islower()
            if not rest or not rest[0].isalnum() or glued:
                return name, match.end()
        return "", 0

    def mentioned(self, text: str) -> str:
        """The first show that the text names as a show ("this episode of …", "the … podcast"), or ""."""
        for match in self._anywhere.finditer(text):
            before, after = text[: match.start()][-60:], text[match.end() :][:30]
            if _BEFORE.search(before) or _AFTER.match(after):
                return self.full_name(match.group())
        return ""

    def told(self, text: str, title: str) -> tuple[str, str]:
        """(show, title without it) when the text names a show that no table knows; ("", title) else.

        It must stand in quotation marks ("this episode of “Long Shelf”"), begin the title, or be two words
        or more between "this episode of" and a comma, or before "podcast" ("on the Long Shelf podcast").
        """
        if named := _CALLED.search(text):
            return named.group("name"), title
        for match in _TOLD.finditer(text):
            quoted, bare = match.group("quoted"), match.group("bare")
            name = (quoted or bare or "").strip(" ,.")
            rest = title[len(name) :]
            opens = title.casefold().startswith(name.casefold()) and rest[:1] in (" ", ":", ",")
            if name and opens:
                return name, rest.strip(" :,–—|-")
            if quoted or (
                " " in name and _THIS.search(text[: match.start()][-12:]) and text[match.end() :][:1] == ","
            ):
                return name, title
        return "", title


_TOLD = re.compile(
    r"\b(?:episode|podcast|edition|instalment|installment)\s+(?:of|from)\s+(?:the\s+)?"
    r"(?:[\"“](?P<quoted>[^\"“”]{2,50})[\"”]|(?P<bare>[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*){0,4}))"
)
_CALLED = re.compile(
    r"\b(?i:episode|instalment|edition|interview|conversation)\b[^.!?\n]{0,40}?(?:\b(?:the|on|of|from)|['’]s)\s+"
    r"(?P<name>(?!(?:The|This)\b)[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*){1,4}?)\s+[Pp]odcast\b"
)
_THIS = re.compile(r"\bthis\s+$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:episode|podcast|conversation|interview|discussion|instalment|installment|edition)\s+(?:of|from|on)"
    r"\s+(?:the\s+)?(?:podcast\s+)?[\"“'‘*_]*(?:The\s+)?$"
    r"|\b(?:on|from)\s+(?:the\s+)?(?:podcast|show)\s+[\"“'‘*_]*(?:The\s+)?$"
    r"|\bwelcome to\s+(?:the\s+)?[\"“'‘]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\"”'’*_]*[,.]?[\"”'’]*\s+(?:podcast|show|episode)\b", re.IGNORECASE)


def _pattern(alias: str) -> str:
    return r"\s+".join(re.escape(word) for word in alias.split())


def known_shows(folders: Iterable[Path] = ()) -> Shows:
    """The program's own table, after the ``shows.toml`` of each of these folders that has one.

    Raises CurriculumError when such a file cannot be understood.
    """
    files = [folder / "shows.toml" for folder in folders]
    tables = [
        (file.as_posix(), file.read_text("utf-8-sig", "replace"), _own_table(file))
        for file in files
        if file.is_file()
    ]
    tables.append(("curriculum/data/shows.toml", source("shows"), table("shows")["show"]))
    entries = [entry for _, _, known in tables for entry in known]
    names = [
        (alias, str(entry["name"]))
        for entry in entries
        for alias in (entry["name"], *entry.get("aliases", []))
    ]
    hosts = [
        (str(entry["name"]), host, Source(path=path, line=_line(text, host)))
        for path, text, known in tables
        for entry in known
        for host in entry.get("hosts", [])
    ]
    return Shows(tuple(sorted(names, key=lambda pair: -len(pair[0]))), tuple(hosts))


def _line(text: str, host: str) -> int:
    """The line that names a host."""
    return text[: max(0, text.find(f'"{host}"'))].count("\n") + 1


def _own_table(file: Path) -> list[dict[str, Any]]:
    try:
        entries = tomllib.loads(clean(file.read_text("utf-8-sig"))).get("show", [])
        for entry in entries:
            words = [entry["name"], *entry.get("aliases", []), *entry.get("hosts", [])]
            if not all(isinstance(word, str) for word in words):
                raise TypeError
        return list(entries)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise CurriculumError.of(
            "shows",
            f"The table of shows cannot be read: {error or type(error).__name__}.",
            'Write each show as [[show]] with name = "Full Name" and aliases = ["Short"].',
            file.as_posix(),
        ) from error
