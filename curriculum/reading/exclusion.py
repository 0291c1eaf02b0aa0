"""Exclusion: the files that a person wants left out, by ``--exclude`` or by the settings beside them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum import settings
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.globs import matches

NAME = "curriculum.toml"
_WHAT = "The settings"
_REMEDY = 'Write what is to be left out as exclude = ["Archive/**", "*.draft.md"].'


class Glob(NamedTuple):
    """A glob, and where the person wrote it."""

    pattern: str
    file: str = ""
    """The settings file; "" for an option."""
    line: int = 0

    @property
    def why(self) -> str:
        """Why a file that it chooses is left out."""
        if self.file:
            return f"“{self.pattern}” in {self.file}:{self.line} leaves it out."
        return f"--exclude “{self.pattern}” leaves it out."


def globs_in(folder: Path) -> tuple[Glob, ...]:
    """The globs in the ``curriculum.toml`` of a folder; () when there is none.

    Whatever else it says is for the command line to look at. Raises CurriculumError, with the line, for
    globs that are none.
    """
    file = folder / NAME
    read = settings.read(file, "exclude", _WHAT, _REMEDY)
    if read is None:
        return ()
    path = file.as_posix()
    first = settings.line_of(read.text, "", "exclude")
    given = read.values.get("exclude", [])
    if not isinstance(given, list):
        raise _fault("“exclude” is no list in brackets", path, first)
    for pattern in given:
        if not isinstance(pattern, str) or not pattern.strip(" /"):
            raise _fault(f"“{settings.shown(pattern)}” is no glob", path, first)
    return tuple(Glob(one, path, settings.line_with(read.text, one, first)) for one in given)


def typed(patterns: Iterable[str]) -> tuple[Glob, ...]:
    """The globs given as options."""
    return tuple(map(Glob, patterns))


def choosing(globs: Sequence[Glob], path: str) -> tuple[Glob, ...]:
    """Every glob that chooses a path within the source."""
    return tuple(glob for glob in globs if matches(glob.pattern, path))


def idle(globs: Iterable[Glob], used: Iterable[Glob]) -> Iterator[Problem]:
    """A problem for each glob that chose nothing."""
    busy = set(used)
    for glob in dict.fromkeys(globs):
        if glob not in busy:
            yield Problem(
                path=glob.file,
                line=glob.line,
                kind="exclude",
                message=f"“{glob.pattern}” leaves nothing out: no file has such a path.",
                remedy="Write a path within the source, as Archive/** or *.draft.md; or take it out.",
            )


def _fault(said: str, path: str, line: int) -> CurriculumError:
    return CurriculumError.of("exclude", f"{_WHAT} cannot be read: {said}.", _REMEDY, path, line)
