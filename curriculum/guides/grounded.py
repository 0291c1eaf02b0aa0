"""Goals where there is no study material: the plan's, and what the words of points answer."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from curriculum.guides.ask import BLANK, Ask, content
from curriculum.guides.demand import Demand, demands
from curriculum.guides.recall import labelled, specific, told
from curriculum.guides.turns import in_turn
from curriculum.planning.goals import is_hollow
from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.tables import table

MOST = 3
"""Goals of a week."""
_WHY = "Say why “"
"""How a goal of the plan begins that asks for a reason; the words of the notes say it or nobody."""


class Grounded(NamedTuple):
    """A goal that the notes answer."""

    text: str
    ask: Ask | None = None
    """What tests it; None for one that a person wrote and that names no point."""


def grounded(
    episodes: Sequence[Episode], planned: Collection[str], asked: Collection[str]
) -> tuple[Grounded, ...]:
    """At most ``MOST`` goals, one an episode first: the plan's, then what a point's own words answer.

    Args:
        episodes: of the week, in the order of study.
        planned: the goals of the plan; those that fit any notes are left out.
        asked: ids of points that something else asks.
    """
    aims = [aim for aim in planned if not is_hollow(aim)]
    piles: list[list[Grounded]] = []
    for episode in episodes:
        points = [point for point in of_points(episode) if specific(point.label) and point.id not in asked]
        piles.append(_of_points(episode.id, points, aims))
    placed = {one.text for pile in piles for one in pile}
    own = [Grounded(aim) for aim in aims if aim not in placed and not aim.startswith(_WHY)]
    chosen = [*own, *in_turn(piles)][:MOST]
    order = [*own, *(one for pile in piles for one in pile)]
    return tuple(sorted(chosen, key=order.index))


def _of_points(episode: str, points: Sequence[KeyPoint], planned: Sequence[str]) -> list[Grounded]:
    """The goals of an episode, the plan's first, one a point; why something matters only where it is said."""
    ranked = []
    kinds = tuple(_forms())
    for place, point in enumerate(points):
        label = point.label.strip(" .:")
        aim = next((aim for aim in planned if content(label) <= content(aim)), _WHY)
        if not aim.startswith(_WHY):
            # the whole point answers
            ask = told(episode, point, f"{aim.rstrip('.')}.")._replace(quote="")
            ranked.append((-1, place, Grounded(aim, ask)))
            continue
        found = demands(point)
        pairs = zip(found, labelled(episode, point, found), strict=True)
        wanted = [(kinds.index(one.kind), one, ask) for one, ask in pairs if _answers(one, label, kinds)]
        if wanted:
            rank, one, ask = min(wanted, key=lambda found: found[0])
            text = _forms()[one.kind].format(one.text.rstrip("."), label)
            ranked.append((rank, place, Grounded(text, ask)))
    return [one for _, _, one in sorted(ranked, key=lambda found: found[:2])]


def _answers(demand: Demand, label: str, kinds: Collection[str]) -> bool:
    """Whether a demand is of these kinds, and of a label's matter where it tells why that matters."""
    of_it = demand.kind != "worth" or bool(content(label) & content(demand.text.partition(BLANK)[0]))
    return demand.kind in kinds and of_it


@cache
def _forms() -> dict[str, str]:
    """Kind of demand → how it is said as a goal, the best first."""
    return dict(table("demands")["goals"])
