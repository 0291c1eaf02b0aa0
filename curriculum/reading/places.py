"""Places: the episode files that sources name."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum.problems import CurriculumError, Problem

SUFFIXES = (".txt", ".md", ".markdown")
NOT_EPISODES = ("corrections.toml", "themes.toml", "cards.toml", "shows.toml", "curriculum.lock")


class Place(NamedTuple):
    """An episode file."""

    name: str
    """As the person named it: the source argument, joined with the path inside it; POSIX separators."""
    path: Path
    folder: str
    """Name of the folder it was found in, "" for a file named directly."""
    named: bool
    """Whether the person named the file itself, not a folder with it."""


def find(sources: Sequence[Path]) -> tuple[Place, ...]:
    """Every episode file of the sources, folders searched through, each file once, in a fixed order.

    Raises CurriculumError for a source that does not exist or a folder without any episode file.
    """
    found: dict[Path, Place] = {}
    wrong: list[Problem] = []
    for source in sources:
        name = _name(source)
        if source.is_dir():
            inside = [path for path in source.rglob("*") if _is_episode_file(path, source)]
            if not inside:
                wrong.append(_none(name))
            for path in sorted(inside, key=lambda item: item.relative_to(source).as_posix()):
                folder = path.parent.name or path.resolve().parent.name
                found.setdefault(path.resolve(), Place(_name(path), path, _shown(folder), False))
        elif source.exists():
            found.setdefault(source.resolve(), Place(name, source, "", True))
        else:
            wrong.append(_missing(name))
    if wrong:
        raise CurriculumError(wrong)
    return tuple(found.values())


def _name(path: Path) -> str:
    return _shown(path.as_posix())


def _shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_episode_file(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.name not in NOT_EPISODES and path.is_file()


def _missing(name: str) -> Problem:
    return Problem(
        path=name,
        kind="missing",
        message=f"There is no file or folder {name}.",
        remedy="Check the path, or put your episode files in a folder and name that.",
        severity="error",
    )


def _none(name: str) -> Problem:
    return Problem(
        path=name,
        kind="empty",
        message=f"The folder {name} holds no episode file.",
        remedy=f"Put notes in it as {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} files.",
        severity="error",
    )
