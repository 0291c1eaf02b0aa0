"""Places: the episode files that sources name."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.problems import CurriculumError, Problem
from curriculum.publish import MANIFEST, read_manifest

SUFFIXES = (".txt", ".md", ".markdown")
SETTINGS = ("corrections.toml", "themes.toml", "cards.toml", "shows.toml")


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
    found: dict[str, Place] = {}
    wrong: list[Problem] = []
    for source in sources:
        name = _name(source)
        if opening.is_folder(source):
            inside = walk(source)
            if not inside:
                wrong.append(_none(name))
            real = os.path.realpath(source)
            for entry in inside:
                path = source / entry.within
                folder = entry.within.rpartition("/")[0].rpartition("/")[2] or source.name or Path(real).name
                standing = os.path.realpath(path) if entry.linked else f"{real}/{entry.within}"
                found.setdefault(standing, Place(_name(path), path, _shown(folder), False))
        elif opening.is_there(source):
            found.setdefault(os.path.realpath(source), Place(name, source, "", True))
        else:
            wrong.append(_missing(name))
    if wrong:
        raise CurriculumError(wrong)
    return tuple(found.values())


class Entry(NamedTuple):
    """An episode file below a folder."""

    within: str
    """Its path within the folder, POSIX separators."""
    linked: bool
    """Whether it is a symbolic link."""


def walk(folder: Path) -> list[Entry]:
    """Every episode file below a folder, by path; nothing hidden, no folder that is a symbolic link, and
    nothing that a build made: an outline to read is nobody's notes.

    A folder that cannot be searched is among them, and so is what has an episode file's name and is no
    file: reading says of each why it is left out. With the operating system's own listing, since a library
    may have 100,000 files.
    """
    found: list[Entry] = []
    waiting = [(os.fspath(folder), "")]
    while waiting:
        here, within = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = list(listing)
            ours: Collection[str] = ()
            if any(there.name == MANIFEST for there in entries):
                ours = read_manifest(Path(here))
            for there in entries:
                name = there.name
                if name[0] == "." or name in ours:
                    continue
                path = f"{within}/{name}" if within else name
                if there.is_dir(follow_symlinks=False):
                    waiting.append((there.path, path))
                elif is_episode_file(name):
                    found.append(Entry(path, there.is_symlink()))
        except OSError:
            found.append(Entry(within, False))
    found.sort(key=lambda entry: entry.within)
    return found


def is_episode_file(name: str) -> bool:
    """Whether a file of that name is read as an episode file."""
    return name.lower().endswith(SUFFIXES)


def _name(path: Path) -> str:
    return _shown(path.as_posix())


def _shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


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
