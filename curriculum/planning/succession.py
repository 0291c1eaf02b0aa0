"""Which episode comes before which: parts of a series, and the visits of a guest."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

from curriculum.planning.part import Part, part
from curriculum.reading.episode import Episode

_SOON = 14
"""Days within which a show goes on with a part whose words beside the number are others."""


class Place(NamedTuple):
    """An episode's place in a series."""

    series: str
    """The id of one of its episodes."""
    word: str
    number: int


PART, GUEST = 4, 2
"""How much an earlier part, and the earlier visit of a guest, should come first, where orders contradict."""


@dataclass(frozen=True)
class Succession:
    """What titles, guests, dates and numbers say of the order of some episodes."""

    places: Mapping[str, Place]
    """Episode id → its place in a series of two or more."""
    lone: Mapping[str, Part]
    """Episode id → the part it says it is ("part 2"), where no other part is among the episodes."""
    pairs: Mapping[tuple[str, str], int]
    """Two episode ids, the first of which should come first → how much: ``PART`` or ``GUEST``."""

    @classmethod
    def of(cls, episodes: Sequence[Episode]) -> "Succession":
        """What is known of these episodes."""
        episodes = sorted(episodes, key=lambda episode: episode.id)
        parts = {
            episode.id: (episode, found)
            for episode in episodes
            if (found := part(episode.title)) and (found.kind != "episode" or found.led)
        }
        places: dict[str, Place] = {}
        pairs: dict[tuple[str, str], int] = {}
        for one, other in _visits(episodes):
            pairs[one.id, other.id] = GUEST
        for series in _series(list(parts.values())):
            for episode, mark in series:
                places[episode.id] = Place(series[0][0].id, mark.word, mark.number)
            for (one, first), (other, second) in permutations(series, 2):
                if first.number < second.number:
                    pairs[one.id, other.id] = PART
                    pairs.pop((other.id, one.id), None)
        lone = {id: mark for id, (_, mark) in parts.items() if id not in places and mark.kind == "story"}
        return cls(places, lone, pairs)

    def before(self, one: Episode, other: Episode) -> int:
        """How much the one should come before the other: ``PART``, ``GUEST``, or 0."""
        return self.pairs.get((one.id, other.id), 0)


def _visits(episodes: Sequence[Episode]) -> Iterable[tuple[Episode, Episode]]:
    """Pairs of an earlier and a later episode of one guest."""
    visits: dict[str, list[Episode]] = defaultdict(list)
    for episode in episodes:
        for guest in episode.guests:
            if " " in guest:  # "Ann" may be anybody
                visits[guest.casefold()].append(episode)
    for episodes in visits.values():
        yield from ((one, other) for one, other in permutations(episodes, 2) if earlier(one, other))


def shared(one: Episode, other: Episode) -> str:
    """A guest of both episodes, by full name; "" when there is none."""
    theirs = {guest.casefold() for guest in other.guests}
    return next((guest for guest in one.guests if " " in guest and guest.casefold() in theirs), "")


def earlier(one: Episode, other: Episode) -> bool:
    """Whether an episode came out before another: by their dates, else by the numbers of one show."""
    if one.date and other.date:
        return one.date < other.date
    if one.number is None or other.number is None or home(one) != home(other):
        return False
    return one.number < other.number


def home(episode: Episode) -> tuple[str, str]:
    """The show of an episode; where the notes name none, the folder of its file."""
    return (episode.show, "") if episode.show else ("", episode.source.path.rpartition("/")[0])


Marked = tuple[Episode, Part]


def _series(parts: Sequence[Marked]) -> Iterable[Sequence[Marked]]:
    """Those that belong together, each series of two numbers or more."""
    # "Lecture 12: Kelp" names no series: it is the show's, as long as the show has one lecture 12
    unnamed: dict[tuple[str, tuple[str, str]], list[Marked]] = defaultdict(list)
    for episode, mark in parts:
        if not mark.led:
            unnamed[mark.word, home(episode)].append((episode, mark))
    whole = [group for group in unnamed.values() if len({mark.number for _, mark in group}) == len(group) > 1]
    yield from whole
    gone = {episode.id for group in whole for episode, _ in group}
    groups: list[list[Marked]] = []
    for episode, mark in parts:
        if episode.id in gone:
            continue
        for group in groups:
            if all(_together(one, (episode, mark)) for one in group):
                group.append((episode, mark))
                break
        else:
            groups.append([(episode, mark)])
    several = [group for group in groups if len({mark.number for _, mark in group}) > 1]
    yield from several
    gone |= {episode.id for group in several for episode, _ in group}
    yield from _followed([marked for marked in parts if marked[0].id not in gone])


def _together(one: Marked, other: Marked) -> bool:
    """Whether two titles' words name one series, which is not of two shows."""
    shows = {one[0].show, other[0].show} - {""}
    return len(shows) < 2 and one[1].named_as(other[1])


def _followed(rest: Sequence[Marked]) -> Iterable[Sequence[Marked]]:
    """Parts that a show brought one soon after the other: "Father, pater (Part 1)", "A riddle (Part 2)"."""
    dated = sorted(
        (marked for marked in rest if marked[1].kind == "story" and marked[0].date and marked[0].show),
        key=lambda marked: (marked[0].show, marked[0].date, marked[0].id),
    )
    run: list[Marked] = []
    for marked in dated:
        if run and not _goes_on(run[-1], marked):
            if len(run) > 1:
                yield run
            run = []
        run.append(marked)
    if len(run) > 1:
        yield run


def _goes_on(one: Marked, other: Marked) -> bool:
    days = (_day(other[0]) - _day(one[0])).days
    return one[0].show == other[0].show and one[1].number + 1 == other[1].number and 0 <= days <= _SOON


def _day(episode: Episode) -> dt.date:
    return dt.date.fromisoformat(episode.date)
