"""When cards seem to have lost their source: whether reading, rather than the author, lost it."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from curriculum import opening
from curriculum.problems import Problem
from curriculum.reading import faults
from curriculum.reading.left_out import JUDGED
from curriculum.reading.library import Library
from curriculum.shipping.lock import Lock

_LOSING = frozenset("unreadable encoding no-episode no-points unread front-matter too-long too-deep".split())
"""Kinds of reading problem after which text of the file may be missing from the library."""
_REMEDY = "Name the file itself beside the folder, and it is read; or write “type: podcast” at its top."


def relative(path: str, folder: Path | None) -> str:
    """An episode file as the lock names it: from the lock's folder, POSIX; as it is without a folder."""
    if folder is None:
        return path
    return PurePosixPath(Path(os.path.relpath(path, folder))).as_posix()


def unread_files(lock: Lock, library: Library, folder: Path) -> frozenset[str]:
    """Files that the lock names, that are there, and that this library was not read from.

    What the person excludes is not read; what was left out for what it says is read. A build of a part of the
    notes says nothing about the rest: cards of these files do not retire.
    """
    read = {relative(file.path, folder) for file in library.files}
    read |= {relative(episode.source.path, folder) for episode in library.episodes}
    read |= {relative(problem.path, folder) for problem in library.problems if problem.path}
    read |= {relative(one.path, folder) for one in library.left_out if one.kind in JUDGED}
    named = {entry.file for entry in lock.entries}
    return frozenset(file for file in named - read if file and opening.is_there(folder / file))


def explain(files: Iterable[str], library: Library, folder: Path, lock: Lock) -> tuple[Problem, ...]:
    """The reading problems that may be why cards of these files have lost their source.

    ``files`` are named as the lock names them (``Shipment.losses``); ``lock`` is that of before. An episode
    of nothing but flashcards is none to tell of, unless its points had cards.
    """
    lost = set(files)
    pointed = {entry.file for entry in lock.entries if entry.point and entry.retired is None}
    pointless = (
        faults.pointless(one.source.path, one.source.line, one.title)
        for one in library.episodes
        if one.flashcards and not one.points and relative(one.source.path, folder) in pointed
    )
    left_out = (
        Problem(
            path=one.path, kind="no-episode", message=f"This file was left out. {one.why}", remedy=_REMEDY
        )
        for one in library.left_out
        if one.kind in JUDGED
    )
    return tuple(
        problem
        for problem in (*library.problems, *pointless, *left_out)
        if problem.kind in _LOSING and relative(problem.path, folder) in lost
    )
