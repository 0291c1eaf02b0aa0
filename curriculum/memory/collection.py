"""What Anki remembers, from the file that it keeps its collection in."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum.memory import colpkg, database, presets
from curriculum.memory.clock import Clock, clock
from curriculum.memory.memory import Memory
from curriculum.memory.parameters import DECAY_5
from curriculum.memory.presets import Preset
from curriculum.memory.remembering import Anki, Asked, Card, is_due, remember
from curriculum.memory.reviews import Review
from curriculum.shipping.lock import Lock

_ROLLOVER = 4
"""The hour at which Anki's days begin unless it was told another."""


class _Found(NamedTuple):
    card: Card
    deck: int
    """The deck it belongs to, also while a filtered deck has it."""


def read(path: Path, lock: Lock, former: Memory | None, now: int) -> Asked:
    """What a collection remembers of the lock's cards; ``former`` is what was remembered last time.

    The path is that of a ``collection.anki2``, of the folder it lies in, or of an exported ``.colpkg``;
    nothing is written beside it. A card that the learner copied, or made, is none of ours.

    Raises CurriculumError when it cannot be read, or is no collection of Anki.
    """
    opened = colpkg.opened if colpkg.is_package(path) else database.opened
    with opened(path) as connection:
        return _asked(connection, lock, former, now)


def _asked(connection: sqlite3.Connection, lock: Lock, former: Memory | None, now: int) -> Asked:
    version, created = connection.execute("select ver, crt from col").fetchone()
    tables = version >= 15
    config = _config(connection, tables)
    today = _clock(config, created, now)
    fsrs = config.get("fsrs") is True
    found = list(_cards(connection, lock, today, fsrs))
    decks = Counter(one.deck for one in found)
    preset = _preset(connection, tables, decks) if decks else Preset()
    cards = [one.card for one in found]
    return remember(cards, _reviews(connection, found), Anki(today, fsrs, preset), former, now)


def _config(connection: sqlite3.Connection, tables: bool) -> Mapping[str, Any]:
    """The collection's settings by name."""
    if tables:
        rows = connection.execute(
            "select key, val from config where key in "
            "('fsrs', 'rollover', 'schedVer', 'localOffset', 'creationOffset')"
        )
        return {key: json.loads(value) for key, value in rows}
    return _column(connection, "conf")


def _column(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    (text,) = connection.execute(f"select {name} from col").fetchone()
    return dict(json.loads(text))


def _clock(config: Mapping[str, Any], created: int, now: int) -> Clock:
    first = config.get("schedVer", 1) == 1
    made = config.get("creationOffset")
    return clock(
        now,
        created,
        None if first else int(config.get("rollover", _ROLLOVER)),
        # the learner's own place, wherever the file is read; Anki leaves it out at Greenwich
        int(config.get("localOffset") or 0),
        None if made is None else int(made),
    )


def _cards(connection: sqlite3.Connection, lock: Lock, today: Clock, fsrs: bool) -> Iterator[_Found]:
    """Our cards, sorted by key and template."""
    connection.execute("create temp table ours (guid text primary key, key text)")
    connection.executemany("insert into ours values (?, ?)", ((one.guid, one.key) for one in lock.entries))
    seen = set[tuple[str, int]]()
    for key, id, template, stage, queue, due, interval, lapses, data, deck, home, tags in connection.execute(
        "select key, cards.id, ord, type, queue, due, ivl, lapses, cards.data, did, odid, tags "
        "from notes cross join ours on ours.guid = notes.guid cross join cards on cards.nid = notes.id "
        "order by key, ord, cards.id"
    ):
        if (key, template) in seen:  # Anki has none twice; a mended collection may
            continue
        seen.add((key, template))
        due = is_due(queue, due, today.today)
        state = _state(data) if fsrs else (None, None)
        yield _Found(
            Card(id, key, template, stage, queue, interval, lapses, tags.split(), due, *state), home or deck
        )


def _state(data: str) -> tuple[float | None, float | None]:
    """Stability and decay of FSRS, from a card's ``data``; None for a card that has none."""
    kept = json.loads(data) if data else {}
    stability = kept.get("s")
    return (None, None) if stability is None else (stability, kept.get("decay", DECAY_5))


def _reviews(connection: sqlite3.Connection, found: Sequence[_Found]) -> Iterator[Review]:
    """The reviews of these cards, one card after the other, each earliest first."""
    connection.execute("create temp table asked (id integer primary key)")
    connection.executemany("insert into asked values (?)", ((one.card.id,) for one in found))
    yield from map(
        Review._make,
        connection.execute(
            "select cid, revlog.id, ease, lastIvl, factor, time, type "
            "from asked cross join revlog on revlog.cid = asked.id order by asked.id, revlog.id"
        ),
    )


def _preset(connection: sqlite3.Connection, tables: bool, decks: Counter[int]) -> Preset:
    """The settings of the deck that most of our cards belong to; of two such, the older."""
    deck = min(decks, key=lambda id: (-decks[id], id))
    if not tables:
        held = _column(connection, "decks").get(str(deck), {})
        return presets.of_json(_column(connection, "dconf").get(str(held.get("conf")), {}), held)
    row = connection.execute("select kind from decks where id = ?", (deck,)).fetchone()
    id = presets.preset_of(row[0]) if row else None
    config = connection.execute("select config from deck_config where id = ?", (id,)).fetchone()
    return presets.of_blobs(config[0], row[0]) if config else Preset()
