"""Sightings: where the notes have a name, with the line around it and those beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from curriculum import opening
from curriculum.reading.corrections import Rule, correct, pattern_of
from curriculum.reading.decoding import decode
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.value import Value

_LONGEST = 160
"""Letters of a line on either side of a name, and of a line beside it."""


class Sighting(Value):
    """A line that has a name."""

    path: str
    """The episode file, as it was named."""
    line: int
    pieces: tuple[str, ...]
    """The line, cut: every second piece is the name."""
    before: str
    """The line above, "" when it is blank."""
    after: str


class Sightings:
    """The lines of a library, ready to look for names in; each file is opened once."""

    def __init__(self, library: Library, paths: Mapping[str, Path], rules: Sequence[Rule]) -> None:
        """``paths``: where each episode file lies, by its name; ``rules``: the corrections in force."""
        self._library, self._paths, self._rules = library, paths, rules
        self._tables = {id: written.id for id, written in library.written}
        self._files: dict[str, list[str]] = {}
        self._read: dict[str, list[str]] = {}

    def of(self, form: str, episode: str) -> tuple[Sighting, ...]:
        """Where an episode has a name, or every episode for "", as they are read: corrected."""
        found, sightings = pattern_of([form]), list[Sighting]()
        only = self._library.episode(episode).source.path if episode else ""
        for file in self._library.files:
            if only in ("", file.path):
                lines = self._lines(file.path)
                for id, span in self._spans(file.path) if episode else [("", range(1, len(lines) + 1))]:
                    sightings += _sightings(found, file.path, lines, span) if id == episode else ()
        return tuple(sightings)

    def at(self, path: str, line: int, form: str) -> Sighting:
        """A line as it stands in the file, with a name in it."""
        lines = self._uncorrected(path)
        here = range(line, min(line, len(lines)) + 1)
        found = list(_sightings(pattern_of([form]), path, lines, here))
        return found[0] if found else Sighting(path=path, line=line, pieces=(), before="", after="")

    @cached_property
    def _episodes(self) -> Mapping[str, Sequence[Episode]]:
        """The episodes of each file, in their order."""
        found: dict[str, list[Episode]] = {}
        for episode in self._library.episodes:
            found.setdefault(episode.source.path, []).append(episode)
        return found

    def _spans(self, path: str) -> list[tuple[str, range]]:
        """The episodes of a file by their ids, each with its lines."""
        episodes = self._episodes.get(path, ())
        starts = [1, *(episode.source.line for episode in episodes[1:])]
        ends = [*starts[1:], len(self._uncorrected(path)) + 1]
        spans = (range(*two) for two in zip(starts, ends, strict=True))
        return [(episode.id, span) for episode, span in zip(episodes, spans, strict=False)]

    def _lines(self, path: str) -> list[str]:
        if path not in self._read:
            lines, _ = correct(self._uncorrected(path), [one for one in self._rules if not one.episode], path)
            for id, span in self._spans(path) if self._rules else ():
                # only what was corrected has a table of its own
                mine = [one for one in self._rules if one.episode == self._tables.get(id)]
                part = slice(span.start - 1, span.stop - 1)
                lines[part], _ = correct(lines[part], mine, path)
            self._read[path] = lines
        return self._read[path]

    def _uncorrected(self, path: str) -> list[str]:
        if path not in self._files:
            decoded = None
            with suppress(OSError):  # it may have gone since it was read: the next look tells
                decoded = decode(opening.read_bytes(self._paths[path])) if path in self._paths else None
            self._files[path] = decoded.text.split("\n") if decoded else []
        return self._files[path]


def _sightings(found: re.Pattern[str], path: str, lines: Sequence[str], span: range) -> Iterator[Sighting]:
    for number in span:
        if pieces := _pieces(found, lines[number - 1]):
            above = lines[number - 2] if number > 1 else ""
            below = lines[number] if number < len(lines) else ""
            yield Sighting(path=path, line=number, pieces=pieces, before=_start(above), after=_start(below))


def _pieces(found: re.Pattern[str], line: str) -> tuple[str, ...]:
    """A line cut at a name, what is long between shortened; nothing where it has none."""
    pieces: list[str] = []
    here = 0
    for match in found.finditer(line):
        between = line[here : match.start()]
        pieces += (_between(between) if pieces else _end(between), match.group())
        here = match.end()
    return (*pieces, _start(line[here:])) if pieces else ()


def _start(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def _end(text: str) -> str:
    return text if len(text) <= _LONGEST else f"… {text[-_LONGEST:].partition(' ')[2]}"


def _between(text: str) -> str:
    return text if len(text) <= 2 * _LONGEST else f"{text[:_LONGEST]} … {text[-_LONGEST:]}"
