"""Goals where there is no study material: those of the plan, as far as they speak of a matter."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from curriculum.guides.ask import Ask, content
from curriculum.guides.recall import specific, told
from curriculum.guides.turns import in_turn
from curriculum.planning.goals import is_hollow
from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode

MOST = 3
"""Goals of a week."""
_WHY = "Say why “"
"""How a goal of the plan begins that asks for a reason; the words of the notes say it or nobody."""


class Grounded(NamedTuple):
    """A goal of the plan."""

    text: str
    ask: Ask | None = None
    """What tests it; None for one that a person wrote and that names no point."""


def grounded(
    episodes: Sequence[Episode], planned: Collection[str], asked: Collection[str]
) -> tuple[Grounded, ...]:
    """At most ``MOST`` goals of the plan, one an episode first; none that fits any notes.

    Args:
        episodes: of the week, in the order of study.
        planned: the goals of the plan.
        asked: ids of points that something else asks.
    """
    aims = [aim for aim in planned if not is_hollow(aim) and not aim.startswith(_WHY)]
    piles = [list(_of_episode(episode, aims, asked)) for episode in episodes]
    placed = {one.text for pile in piles for one in pile}
    own = [Grounded(aim) for aim in aims if aim not in placed]
    chosen = [*own, *in_turn(piles)][:MOST]
    order = [*own, *(one for pile in piles for one in pile)]
    return tuple(sorted(chosen, key=order.index))


def _of_episode(episode: Episode, aims: Sequence[str], asked: Collection[str]) -> Iterator[Grounded]:
    """The goals that speak of all that a label of the episode names: its whole point answers them."""
    for point in of_points(episode):
        if point.id in asked or not specific(point.label):
            continue
        aim = next((aim for aim in aims if content(point.label) <= content(aim)), "")
        if aim:
            yield Grounded(aim, told(episode.id, point, f"{aim.rstrip('.')}.")._replace(quote=""))
