"""Renamed episodes, as their cards tell: what was shipped under one id and stands under another now."""

from collections import Counter, defaultdict
from pathlib import Path

from curriculum import publish
from curriculum.planning.renamed import Shipped
from curriculum.reading.library import Library
from curriculum.shipping import lock as locks
from curriculum.shipping.fingerprint import Sources
from curriculum.shipping.lock import Lock
from curriculum.shipping.match import standing


def renamed(lock: Lock, library: Library) -> dict[str, str]:
    """Old id → the id of today, of each episode half of whose cards or more stand in that one.

    A card's key begins with the id that its episode had when it first shipped.
    """
    known = {episode.id for episode in library.episodes}
    sources = Sources(library)
    cards: Counter[str] = Counter()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in lock.entries:
        old = {entry.episode, entry.key.partition("/")[0]} - known
        if not old:
            continue
        place = (entry.episode, "") if entry.episode in known else standing(entry, sources, {})
        for id in old:
            cards[id] += 1
            if place is not None:
                votes[id][place[0]] += 1
    most = {old: max(sorted(count), key=count.__getitem__) for old, count in votes.items()}
    return {old: new for old, new in most.items() if 2 * votes[old][new] >= cards[old]}


def by_cards(lock_path: Path, library: Library) -> Shipped:
    """What the lock at that place tells of the library, read when it is asked.

    Asking raises CurriculumError when the lock cannot be read.
    """
    return lambda: renamed(locks.read(publish.lock_to_read(lock_path)), library)
