"""An index file brought up to date: changed files alone are read again."""

import hashlib
import os
import sqlite3
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.crew.crew import Crew
from curriculum.planning.affinity import affinity_of_text
from curriculum.planning.index import Gathering, Postings
from curriculum.planning.index_file import (
    RACE,
    SPOKEN,
    STEMS,
    TABLES,
    column_of,
    fact,
    packed,
    postings,
    set_fact,
    set_ids,
    set_keys,
    set_postings,
    text_in,
    themes_key,
)
from curriculum.planning.text import of_episode
from curriculum.planning.themes import Themes
from curriculum.reading.corrections import known_rules
from curriculum.reading.episodes import ReadFile
from curriculum.reading.kinds import EPISODE, SILENT
from curriculum.reading.manners import Verdict
from curriculum.reading.places import Place, find, folders_of
from curriculum.reading.shows import known_shows
from curriculum.reading.triage import shown, triage
from curriculum.reading.unique import unique_ids
from curriculum.reading.workers import read_all


class Known(NamedTuple):
    """What an index knows of a file."""

    stamp: str
    """Size and times; "" when they prove nothing."""
    digest: bytes
    """Of its content."""
    silent: bool
    """Whether it shows nothing of what it is."""


def update(
    connection: sqlite3.Connection,
    sources: Sequence[Path],
    exclude: Sequence[str],
    themes: Themes,
    progress: Callable[[int, int], None] | None = None,
    crew: Crew | None = None,
) -> None:
    """Enter what is new or changed in the sources, and take out what is gone or left out now.

    The tables are made when the file is empty. Raises CurriculumError when a source cannot be read,
    and ``index_file.DAMAGE`` when the file is damaged. ``progress`` and ``crew`` are as in ``reading.read``.
    """
    if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        connection.executescript(TABLES)
    elif connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("the index is damaged")
    found = find(sources, exclude).places
    folders = folders_of(sources, found)
    shows = known_shows(folders)
    rows = connection.execute("SELECT path, stamp, digest, silent FROM files")
    known = {path: Known(stamp, digest, bool(silent)) for path, stamp, digest, silent in rows}
    stamps: dict[bytes, Known] = {}

    def judged(place: Place) -> Verdict:
        path = os.fsencode(place.path)
        stamps[path] = now = _stamped(place, known.get(path))
        if now == known.get(path):
            return SILENT if now.silent else EPISODE
        verdict = shown(place, shows)
        stamps[path] = now._replace(silent=verdict == SILENT)
        return verdict

    places, _ = triage({place: judged(place) for place in found})
    now = {os.fsencode(place.path): place for place in places}
    stamps = {path: stamps.get(path) or _stamped(place, None) for path, place in now.items()}
    gone = [path for path in known if path not in now or known[path].digest != stamps[path].digest]
    new = [place for path, place in now.items() if path in gone or path not in known]
    _remove(connection, gone, themes)
    if fact(connection, "themes") != themes_key(themes):
        _retheme(connection, themes)
    read_files = read_all(new, shows, known_rules(folders), crew, progress)
    _add(connection, zip(new, read_files, strict=True), themes)
    connection.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in gone))
    connection.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
        ((path, *one) for path, one in stamps.items() if known.get(path) != one),
    )
    _name(connection, list(now))
    set_keys(connection)
    set_fact(connection, "themes", themes_key(themes))


def _stamped(place: Place, known: Known | None) -> Known:
    """The file as it is now; its content is looked at only when its stamp is not the known one."""
    try:
        size, modified, changed = opening.stamp(place.path)
        stamp = f"{size} {modified} {changed}"
        if known and known.stamp == stamp:
            return known
        if max(modified, changed) > time.time_ns() - RACE:
            stamp = ""
        return Known(stamp, hashlib.blake2b(opening.read_bytes(place.path), digest_size=20).digest(), False)
    except OSError:
        return Known("", b"unreadable", False)


def _remove(connection: sqlite3.Connection, paths: Iterable[bytes], themes: Themes) -> None:
    """Take the episodes of these files out."""
    stems: defaultdict[str, set[int]] = defaultdict(set)
    spoken: defaultdict[str, set[int]] = defaultdict(set)
    for path in paths:
        for place, column in connection.execute("SELECT place, text FROM episodes WHERE path = ?", (path,)):
            text = text_in(column)
            for stem in {stem for passage in text for stem in passage.stems}:
                stems[stem].add(place)
            for theme in affinity_of_text(text, themes):
                spoken[theme].add(place)
        connection.execute("DELETE FROM episodes WHERE path = ?", (path,))
    _merge(connection, STEMS, {}, stems)
    _merge(connection, SPOKEN, {}, spoken)


def _retheme(connection: sqlite3.Connection, themes: Themes) -> None:
    """What every episode says of the themes, worked out anew."""
    connection.execute("DELETE FROM postings WHERE kind = ?", (SPOKEN,))
    gathering = Gathering()
    for place, column in connection.execute("SELECT place, text FROM episodes ORDER BY place"):
        gathering.add_themes(place, text_in(column), themes)
    _merge(connection, SPOKEN, gathering.themes, {})


def _add(
    connection: sqlite3.Connection,
    new: Iterable[tuple[Place, ReadFile]],
    themes: Themes,
) -> None:
    """Enter the episodes of new files, on places that are free."""
    lengths = array("d", fact(connection, "lengths"))
    taken = {place for (place,) in connection.execute("SELECT place FROM episodes")}
    free = [place for place in reversed(range(len(lengths))) if place not in taken]
    for place in free:
        lengths[place] = 0.0
    gathering = Gathering()
    for file, result in new:
        for at, episode in enumerate(result.episodes):
            if not free:
                free.append(len(lengths))
                lengths.append(0.0)
            number, text = free.pop(), tuple(of_episode(episode))
            gathering.add(number, text, themes)
            lengths[number] = gathering.lengths[number]
            row = (number, os.fsencode(file.path), at, episode.id, episode.show)
            columns = (packed(episode.model_dump_json().encode()), packed(column_of(text)))
            connection.execute("INSERT INTO episodes VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, *columns))
    _merge(connection, STEMS, gathering.stems, {})
    _merge(connection, SPOKEN, gathering.themes, {})
    set_fact(connection, "lengths", lengths.tobytes())


def _merge(
    connection: sqlite3.Connection, kind: str, more: Mapping[str, Postings], less: Mapping[str, set[int]]
) -> None:
    """Change the postings of a kind: some places more for a key, some less."""
    for key in sorted({*more, *less}):
        posting, gone = more.get(key) or Postings(array("I"), array("d")), less.get(key, set())
        old = postings(connection, kind, key)
        if old:
            kept = [pair for pair in zip(old.places, old.amounts, strict=True) if pair[0] not in gone]
            posting = Postings(
                array("I", (place for place, _ in kept)) + posting.places,
                array("d", (amount for _, amount in kept)) + posting.amounts,
            )
        set_postings(connection, kind, key, posting)


def _name(connection: sqlite3.Connection, paths: Sequence[bytes]) -> None:
    """Give every episode an id of its own, as reading the whole library would."""
    order = {path: at for at, path in enumerate(paths)}
    rows = connection.execute("SELECT path, at, place, id, show FROM episodes").fetchall()
    rows.sort(key=lambda row: (order[row[0]], row[1]))
    ids = [""] * len(array("d", fact(connection, "lengths")))
    for row, id in zip(rows, unique_ids((row[3], row[4]) for row in rows), strict=True):
        ids[row[2]] = id
    set_ids(connection, ids)
