"""Put episodes, and weeks, in the order of study."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Any

from curriculum.planning.likeness import Likeness
from curriculum.planning.succession import GUEST, PART, Succession, earlier, home
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode, Remark

_INSPIRED = re.compile(
    r"\b(inspired?|inspiration|basis|idea)\b.*\b(outline|curriculum|plan|syllabus|module)\b", re.IGNORECASE
)

_RUN = 3
"""Items that move together, at most, when an order is smoothed …"""
_FAR = 60
"""… and over how many others."""
_LEAST = 1e-6
"""What a move must gain."""


def inspiration(episode: Episode) -> Remark | None:
    """The person's line that makes the episode the one an outline began with, or None."""
    return next((remark for remark in episode.remarks if _INSPIRED.search(remark.text)), None)


def level(fits: Mapping[str, float], themes: Themes) -> int:
    """How much background an episode asks for, 1 to 3: the level of the theme that suits it best."""
    best = min(fits, key=lambda id: (-fits[id], id), default="")
    return themes[best].level if best else 1


def band(levels: Sequence[int]) -> int:
    """How much background a week asks for, 1 to 3: the mean level of its episodes, halves upwards."""
    return (2 * sum(levels) + len(levels)) // (2 * len(levels))


def _needs(theme: str, themes: Themes) -> frozenset[str]:
    """The themes better studied before a theme, theirs too."""
    found: set[str] = set()
    waiting = list(themes[theme].prerequisites)
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += themes[id].prerequisites
    return frozenset(found)


def _votes(
    weeks: Sequence[Sequence[int]], likeness: Likeness, succession: Succession
) -> Mapping[int, Mapping[tuple[int, int], int]]:
    """For parts and for guests: two weeks → how many episodes of the one should come before the other's."""
    week_of = {likeness.episodes[place].id: at for at, week in enumerate(weeks) for place in week}
    votes: dict[int, Counter[tuple[int, int]]] = {PART: Counter(), GUEST: Counter()}
    for (one, other), weight in succession.pairs.items():
        if one in week_of and other in week_of and week_of[one] != week_of[other]:
            votes[weight][week_of[one], week_of[other]] += 1
    return votes


def studied(
    group: Sequence[int], likeness: Likeness, themes: Themes, succession: Succession
) -> tuple[int, ...]:
    """The places of one week's episodes in the order of study."""
    episodes = likeness.episodes
    opens = {place for place in group if inspiration(episodes[place])}
    return tuple(
        arrange(
            group,
            before=lambda one, other: (
                0 if other in opens else succession.before(episodes[one], episodes[other])
            ),
            rank=lambda place: (place not in opens, level(likeness.fits[place], themes)),
            rather=lambda one, other: (
                home(episodes[one]) == home(episodes[other]) and earlier(episodes[one], episodes[other])
            ),
            alike=lambda one, other: likeness.likes[one][other],
            name=lambda place: episodes[place].id,
        )
    )


def ordered(
    weeks: Sequence[Sequence[int]],
    about: Sequence[Sequence[str]],
    likeness: Likeness,
    themes: Themes,
    succession: Succession,
    scores: Mapping[str, float],
) -> list[int]:
    """Which week comes first, second and so on; ``weeks`` are places, ``about`` the themes of their titles.

    Series and guests that cross weeks decide as most of their pairs say, before themes that build on others.
    Where a theme was asked for (``scores``: episode id → how much it matters), the week most about it begins.
    """
    episodes = likeness.episodes
    votes = _votes(weeks, likeness, succession)
    opens = {at for at, week in enumerate(weeks) if any(inspiration(episodes[place]) for place in week)}

    def builds(one: int, other: int) -> bool:
        """Whether the other's themes build on the one's."""
        mine, theirs = set(about[one]), set(about[other])
        return any(mine & _needs(theme, themes) for theme in theirs - mine)

    def before(one: int, other: int) -> int:
        if other in opens:
            return 0
        for weight in (PART, GUEST):
            balance = votes[weight].get((one, other), 0) - votes[weight].get((other, one), 0)
            if balance:
                return weight if balance > 0 else 0
        return int(builds(one, other) and not builds(other, one))

    def matters(week: Sequence[int]) -> float:
        return sum(scores.get(episodes[place].id, 0.0) for place in week) / len(week)

    most = max(map(matters, weeks))

    def rank(week: int) -> tuple[bool, bool, int]:
        levels = [level(likeness.fits[place], themes) for place in weeks[week]]
        return week not in opens, matters(weeks[week]) < most, band(levels)

    def alike(one: int, other: int) -> float:
        pairs = [likeness.likes[here][there] for here in weeks[one] for there in weeks[other]]
        return round(sum(pairs) / len(pairs), 6)

    return arrange(
        range(len(weeks)),
        before,
        rank,
        rather=lambda one, other: False,
        alike=alike,
        name=lambda week: episodes[min(weeks[week])].id,
    )


def arrange(
    items: Sequence[Any],
    before: Callable[[Any, Any], int],
    rank: Callable[[Any], tuple[Any, ...]],
    rather: Callable[[Any, Any], bool],
    alike: Callable[[Any, Any], float],
    name: Callable[[Any], Hashable],
) -> list[Any]:
    """Items so that none stands before what must precede it; then by rank, and each near its like.

    ``before(a, b)`` says how much it matters that a precedes b, 0 not at all: of items that wait for each
    other the one goes first that would break least. Of one rank, the one goes first that no other should
    ``rather`` precede; then the likest to the last, then by name.
    """
    ranks = [rank(item) for item in items]
    places = range(len(items))
    likes = [[alike(one, other) for other in items] for one in items]
    musts = [[before(one, other) for other in items] for one in items]
    tends = [
        [ranks[here] == ranks[there] and rather(items[here], items[there]) for there in places]
        for here in places
    ]
    owed = [sum(musts[other][place] for other in places) for place in places]
    wanted = [sum(tends[other][place] for other in places) for place in places]
    waiting, placed = set(places), list[int]()
    while waiting:
        last = placed[-1] if placed else None
        chosen = min(
            waiting,
            key=lambda place: (
                owed[place],
                ranks[place],
                wanted[place],
                -likes[last][place] if last is not None else 0.0,
                name(items[place]),
            ),
        )
        placed.append(chosen)
        waiting.remove(chosen)
        for place in waiting:
            owed[place] -= musts[chosen][place]
            wanted[place] -= tends[chosen][place]
    binds = [[musts[here][there] or tends[here][there] for there in places] for here in places]
    return [items[place] for place in _smoothed(placed, ranks, binds, likes)]


def _smoothed(
    order: Sequence[int],
    ranks: Sequence[tuple[Any, ...]],
    binds: Sequence[Sequence[int]],
    likes: Sequence[Sequence[float]],
) -> list[int]:
    """The order with runs moved among their rank as long as neighbours grow more alike.

    No item passes one that it should precede, or that should precede it.
    """
    chain = list(order)
    moved = True
    while moved:
        moved = False
        for start, end, to in _moves(chain, ranks):
            if _gain(chain, start, end, to, likes) <= _LEAST:
                continue
            run = chain[start:end]
            passed = chain[end:to] if to > start else chain[to:start]
            if any(binds[one][other] or binds[other][one] for one in run for other in passed):
                continue
            chain[min(start, to) : max(end, to)] = [*passed, *run] if to > start else [*run, *passed]
            moved = True
    return chain


def _moves(chain: Sequence[int], ranks: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, int, int]]:
    """Short runs, and where else among their rank they could stand: start, end, before which place."""
    for start in range(len(chain)):
        rank = ranks[chain[start]]
        for end in range(start + 1, min(start + _RUN, len(chain)) + 1):
            if ranks[chain[end - 1]] != rank:
                break
            yield from ((start, end, to) for to in _reach(chain, ranks, range(start - 1, -1, -1), rank))
            yield from ((start, end, to + 1) for to in _reach(chain, ranks, range(end, len(chain)), rank))


def _reach(
    chain: Sequence[int], ranks: Sequence[tuple[Any, ...]], way: Iterable[int], rank: tuple[Any, ...]
) -> Iterator[int]:
    """The places along the way that are of the rank, as far as runs go."""
    return takewhile(lambda to: ranks[chain[to]] == rank, islice(way, _FAR))


def _gain(chain: Sequence[int], start: int, end: int, to: int, likes: Sequence[Sequence[float]]) -> float:
    """How much more alike neighbours are when the run from start to end stands before the place ``to``."""

    def edge(one: int, other: int) -> float:
        return likes[chain[one]][chain[other]] if one >= 0 and other < len(chain) else 0.0

    old = edge(start - 1, start) + edge(end - 1, end) + edge(to - 1, to)
    return edge(start - 1, end) + edge(to - 1, start) + edge(end - 1, to) - old
