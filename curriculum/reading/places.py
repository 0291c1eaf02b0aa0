"""Places: the episode files that sources name, and what is left out for its name or at the person's wish."""

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.problems import CurriculumError, Problem
from curriculum.reading import exclusion, manners
from curriculum.reading.exclusion import Glob
from curriculum.reading.file_names import parts
from curriculum.reading.left_out import LeftOut, summed_up
from curriculum.reading.manners import Verdict
from curriculum.reading.walk import ENDINGS, Entry, walk


class Place(NamedTuple):
    """An episode file."""

    name: str
    """As the person named it: the source argument, joined with the path inside it; POSIX separators."""
    path: Path
    folder: str
    """Name of the nearest folder that a show may be called, "" for a file named directly."""
    named: bool
    """Whether the person named the file itself, not a folder with it."""
    source: str = ""
    """The source argument that it was found by."""
    within: str = ""
    """Its path within the source, POSIX separators; "" for a file named directly."""
    shelf: str = ""
    """The show that its folder is, for where that stands ("Podcasts/The Kelp Hour"), or ""."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders that it stands in, the source's own among them, and its name."""
        return parts(f"{_last(self.source)}/{self.within}" if self.within else self.name)


class Found(NamedTuple):
    """What sources hold."""

    places: tuple[Place, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    """Globs that left nothing out."""


def folders_of(sources: Sequence[Path], places: Sequence[Place]) -> list[Path]:
    """The folders whose shows.toml and corrections.toml count: of the sources, and of every file."""
    named = (source if opening.is_folder(source) else source.parent for source in sources)
    return list(dict.fromkeys([*named, *(opening.on_disk(place.path).parent for place in places)]))


def find(sources: Sequence[Path], exclude: Sequence[str] = ()) -> Found:
    """Every episode file of the sources, folders and archives searched through, each once, in a fixed order.

    ``exclude`` are globs of paths within a source; those of a source's ``curriculum.toml`` count too.
    Raises CurriculumError for a source that does not exist or one without any episode file.
    """
    found: dict[str, Place] = {}
    left_out: list[LeftOut] = []
    wrong: list[Problem] = []
    given = exclusion.typed(exclude)
    globs: list[Glob] = [*given]
    used: set[Glob] = set()
    for source in sources:
        name = _name(source)
        if not _is_searched(source):
            if opening.is_there(source):
                found.setdefault(os.path.realpath(source), Place(name, source, "", True))
            else:
                wrong.append(missing(name))
            continue
        here = [*given, *globs_beside(source)]
        globs += here
        entries, gone = _parted(walk(source), here, used)
        for within, verdict in gone:
            left_out.append(LeftOut(path=_joined(name, within), kind=verdict.kind, why=verdict.why))
        if not entries:
            wrong.append(_none(name, [verdict for _, verdict in gone]))
        real = os.path.realpath(source)
        for entry in entries:
            path = source / entry.within
            standing = os.path.realpath(path) if entry.linked else f"{real}/{entry.within}"
            found.setdefault(standing, _place(source, name, entry.within, Path(real).name))
    if wrong:
        raise CurriculumError(wrong)
    return Found(tuple(found.values()), tuple(left_out), tuple(exclusion.idle(globs, used)))


def globs_beside(source: Path) -> tuple[Glob, ...]:
    """The globs in the settings of a source that is searched; raises CurriculumError for what is no glob."""
    if not _is_searched(source):
        return ()
    return exclusion.globs_in(source if opening.is_folder(source) else source.parent)


def _is_searched(source: Path) -> bool:
    """Whether a source is a folder, or a zip file that can be looked into."""
    return opening.is_folder(source) or (opening.is_archive(source) and opening.is_there(source))


def _place(source: Path, name: str, within: str, real: str) -> Place:
    """The place of a file found in a source."""
    folder, shelf = _telling(f"{source.name or real}/{within}".rpartition("/")[0])
    # a page of Logseq's is called "Podcasts___Kelp": its name may hold folders too
    if len(parts(within.rpartition("/")[2])) > 1:
        folder, shelf = _telling("/".join(parts(f"{source.name or real}/{within}")[:-1]))
    return Place(
        name=_joined(name, within),
        path=source / within,
        folder=folder,
        named=False,
        source=name,
        within=_shown(within),
        shelf=shelf,
    )


@lru_cache(maxsize=4096)
def _telling(folders: str) -> tuple[str, str]:
    """What the folders of a path say: the nearest that a show may be called, and the one that is a show."""
    names = [_stem(name) for name in parts(_shown(folders))]
    return manners.telling_folder(names), manners.show_of(names)


def _parted(
    entries: Iterable[Entry], globs: Sequence[Glob], used: set[Glob]
) -> tuple[list[Entry], list[tuple[str, Verdict]]]:
    """Entries to be read; paths of the others, with why. Globs that chose something go into ``used``."""
    kept: list[Entry] = []
    gone: list[tuple[str, Verdict]] = []
    for entry in entries:
        chosen = exclusion.choosing(globs, entry.within) if globs else ()
        used.update(chosen)
        if chosen:
            gone.append((_shown(entry.within), Verdict("excluded", chosen[0].why)))
        elif entry.verdict:
            gone.append((_shown(entry.within), entry.verdict))
        else:
            kept.append(entry)
    return kept, gone


def _joined(name: str, within: str) -> str:
    """The name of what lies within a source."""
    return _shown(within if name == "." else f"{name.rstrip('/')}/{within}" if within else name)


def _stem(folder: str) -> str:
    """A folder's name; that of an archive without its ending."""
    return folder[:-4] if folder.lower().endswith(".zip") else folder


def _last(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]


def _name(path: Path) -> str:
    return _shown(path.as_posix())


def _shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def missing(name: str) -> Problem:
    """The problem of a source that does not exist."""
    return Problem(
        path=name,
        kind="missing",
        message=f"There is no file or folder {name}.",
        remedy="Check the path, or put your episode files in a folder and name that.",
        severity="error",
    )


def _none(name: str, gone: Sequence[Verdict]) -> Problem:
    what = "archive" if opening.is_archive(Path(name)) else "folder"
    said = f"; left out: {summed_up(verdict.kind for verdict in gone)}" if gone else ""
    return Problem(
        path=name,
        kind="empty",
        message=f"The {what} {name} holds no episode file{said}.",
        remedy=f"Put notes in it as {ENDINGS} files"
        + (", or name a file itself: then it is read." if said else "."),
        severity="error",
    )
