"""What the weeks of a plan recall: its own earlier weeks, and what was studied before it began."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.planning.fitting import MOST, Fitting
from curriculum.planning.forgotten import WEAK, Forgotten
from curriculum.planning.likeness import Likeness
from curriculum.planning.outline import Studied
from curriculum.planning.recall import OLD, OLD_REVIEW, is_review, recalls
from curriculum.planning.study_time import RECALL
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library

UNKNOWN = WEAK
"""Weakness of one that has no card: it comes back, after those that are known to be weak."""

_Need = Callable[[str, int], float]
"""Of an old episode, by its id, to come back in the week at a place."""


OFTEN = 2
"""How often an old episode comes back in one plan, at most."""
NAMED = 3
"""Episodes that are named in a sentence."""


class Recollection(NamedTuple):
    """What each week recalls."""

    own: tuple[tuple[int, ...], ...]
    """Places of episodes of earlier weeks …"""
    old: tuple[tuple[str, ...], ...]
    """… and ids of episodes that were studied before the plan."""
    before: tuple[Episode, ...]
    """All that were studied before, the earliest first."""


def recollection(
    weeks: Sequence[Sequence[int]],
    fitting: Fitting,
    before: Sequence[Episode],
    themes: Themes,
    minutes: int | None,
    forgotten: Forgotten | None = None,
) -> Recollection:
    """What each week recalls within its minutes, its own plan first.

    Of what was studied before, those that are remembered worst come back, and none that is not ``WEAK``;
    where Anki was never asked those that are likest to the week. None comes twice before all had their
    turn, and none more than ``OFTEN``.

    Args:
        weeks: places of each week's episodes in the likeness of ``fitting``.
        fitting: the plan's episodes.
        before: what was studied before the plan, the earliest first.
        themes: the theme file.
        minutes: that a week has; None for as many as it takes.
        forgotten: how weak the episodes are that Anki was asked of.
    """
    weakness = forgotten.episodes if forgotten else None
    own = recalls(weeks, fitting.likeness, fitting.loads, minutes)
    fallible = [one for one in before if weakness is None or weakness.get(one.id, UNKNOWN) >= WEAK]
    need = _alike(weeks, fallible, fitting, themes) if weakness is None else _weak(weakness)
    order = {one.id: place for place, one in enumerate(fallible)}
    turns = dict.fromkeys(order, 0)
    old: list[tuple[str, ...]] = []
    for at, week in enumerate(weeks):
        most = OLD_REVIEW if is_review(at, len(weeks)) else OLD
        if minutes is not None:
            load = sum(fitting.loads[place] for place in week) + RECALL * len(own[at])
            most = min(most, max(0, minutes - load) // RECALL)
        waiting = ((id, place) for id, place in order.items() if turns[id] < OFTEN)
        needs = {id: (turns[id], -round(need(id, at), 6), place) for id, place in waiting}
        chosen = sorted(sorted(needs, key=needs.__getitem__)[:most], key=order.__getitem__)
        for id in chosen:
            turns[id] += 1
        old.append(tuple(chosen))
    return Recollection(own, tuple(old), tuple(before))


def told(recalled: Recollection, forgotten: Forgotten | None) -> Iterator[str]:
    """What a person should know of what was studied before, and comes back or does not."""
    if not recalled.before:
        return
    if forgotten is None:
        yield "`curriculum progress` asks Anki which of them are being forgotten; then those come back first."
        return
    known = [one for one in recalled.before if one.id in forgotten.episodes]
    weak = [one for one in known if forgotten.episodes[one.id] >= WEAK]
    back = {id for ids in recalled.old for id in ids}
    if not known:
        yield "When it was last asked, Anki had no answer on what you studied before."
    elif not weak:
        yield "By what Anki said last, nothing that you studied before is being forgotten."
    if coming := [one.title for one in weak if one.id in back]:
        yield f"Being forgotten, so recalled: {_named(coming)}."
    if staying := [one.title for one in weak if one.id not in back]:
        yield f"Being forgotten, and no week has room to recall it: {_named(staying)}."


def _named(titles: Sequence[str]) -> str:
    more = f" and {len(titles) - NAMED} more" if len(titles) > NAMED else ""
    return f"{'; '.join(titles[:NAMED])}{more}"


def studied_before(old: Sequence[Studied], library: Library, fitting: Fitting) -> tuple[Episode, ...]:
    """The old episodes that the library still has and the plan has not; no more than can be compared with it,
    the earliest going first."""
    there = {one.id: one for one in library.episodes}
    mine = {one.id for one in fitting.likeness.episodes}
    found = [there[one.id] for one in old if one.id in there and one.id not in mine]
    return tuple(found[max(0, len(found) + len(fitting.likeness.episodes) - MOST) :])


def _weak(weakness: Mapping[str, float]) -> _Need:
    return lambda id, at: weakness.get(id, UNKNOWN)


def _alike(weeks: Sequence[Sequence[int]], old: Sequence[Episode], fitting: Fitting, themes: Themes) -> _Need:
    """How like an old episode is to those of a week, on average."""
    own = fitting.likeness.episodes
    likes = Likeness.of([*own, *old], themes).likes if old else ()
    places = {one.id: len(own) + place for place, one in enumerate(old)}
    return lambda id, at: sum(likes[places[id]][other] for other in weeks[at]) / len(weeks[at])
