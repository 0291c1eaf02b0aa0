"""Episodes under another title: the ids that outlines and marks still have, and those of today."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from curriculum.planning.marks import KEY, TEXTS, digest
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.text_print import text_print

_OF_ID = 4
"""Letters of such a mark that are of the id; the others are of the text."""

Shipped = Callable[[], Mapping[str, str]]
"""Gives old id → id of today by what was shipped; it is asked only where an id is gone."""


def text_marks(episodes: Iterable[Episode]) -> tuple[str, ...]:
    """What outlines remember of episodes, by which one is known again under another title.

    Nothing for an episode without a point.
    """
    said = ((one.id, _text(one)) for one in episodes)
    return tuple(f"{digest(id)[:_OF_ID]}{text}" for id, text in said if text)


def _text(episode: Episode) -> str:
    points = [text_print(point) for point in (*episode.points, *episode.takeaways)]
    return digest(points) if points else ""


def marks_in(week: Mapping[str, Any]) -> tuple[str, ...]:
    """The marks of a week that may be anything."""
    planned = week.get(KEY)
    texts = planned.get(TEXTS) if isinstance(planned, dict) else None
    return tuple(one for one in texts if isinstance(one, str)) if isinstance(texts, list) else ()


def renamed(ids: Collection[str], marks: Iterable[str], library: Library, shipped: Shipped) -> dict[str, str]:
    """Old id → the id that the same episode has today, where that is another.

    An id may be that of another episode by now: of those with one title it depends on their order.

    Args:
        ids: as outlines have them.
        marks: what these outlines remember (``text_marks``).
        library: the notes.
        shipped: what the cards tell of an id that no episode has, where no episode says the same.
    """
    there = {episode.id: episode for episode in library.episodes}
    texts: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        texts[mark[:_OF_ID]].add(mark[_OF_ID:])
    told = {id: texts.get(digest(id)[:_OF_ID], set()) for id in sorted(ids)}
    astray = [id for id in told if id not in there or (told[id] and _text(there[id]) not in told[id])]
    found: dict[str, str] = {}
    if not astray:
        return found
    today: dict[str, list[str]] = defaultdict(list)
    for episode in library.episodes:
        today[_text(episode)].append(episode.id)
    for old in astray:
        same = [id for text in told[old] for id in today.get(text, ())]
        if len(same) == 1:
            (found[old],) = same
    gone = [id for id in astray if id not in there and id not in found]
    by_cards = shipped() if gone else {}
    return found | {id: by_cards[id] for id in gone if id in by_cards}


def free(names: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """Those of the names, old → new, whose new one no other episode has, nor keeps, of these ids."""
    found: dict[str, str] = {}
    for old, new in names.items():
        if new not in found.values():
            found[old] = new
    while wrong := [old for old, new in found.items() if new in taken and new not in found]:
        for old in wrong:
            del found[old]
    return found
