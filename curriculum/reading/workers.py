"""Workers: many files read at once, on every core, in their order."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from curriculum import opening
from curriculum.reading.corrections import Rule
from curriculum.reading.episode_file import read_place
from curriculum.reading.episodes import ReadFile
from curriculum.reading.places import Place
from curriculum.reading.shows import Shows

_WORTH_IT = 400_000
"""Bytes from which starting other processes costs less than it saves."""
_BATCH = 32

_tables: list[tuple[Shows, tuple[Rule, ...]]] = []


def read_all(
    places: Sequence[Place],
    shows: Shows,
    rules: Sequence[Rule],
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[ReadFile]:
    """Every place read, in the order given; on all cores when there is enough to read.

    The result does not depend on how many processes there are.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    size = sum(opening.size(place.path) for place in places)
    if cores < 2 or len(places) < 2 * _BATCH or size < _WORTH_IT or any(place.named for place in places):
        for done, place in enumerate(places, 1):
            yield read_place(place, shows, rules)
            if progress:
                progress(done, len(places))
        return
    # spawned, not forked: a progress bar's thread may hold a lock at the moment of the fork
    with ProcessPoolExecutor(cores, get_context("spawn"), _prepare, (shows, tuple(rules))) as pool:
        for done, result in enumerate(pool.map(_read, places, chunksize=_BATCH), 1):
            yield result
            if progress:
                progress(done, len(places))


def _prepare(shows: Shows, rules: tuple[Rule, ...]) -> None:
    _tables[:] = [(shows, rules)]


def _read(place: Place) -> ReadFile:
    shows, rules = _tables[0]
    return read_place(place, shows, rules)
