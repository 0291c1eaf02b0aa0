"""Goals where there is no study material: those of the plan, as far as they speak of a matter, and to answer
what labels ask."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from curriculum.guides.ask import Ask, content
from curriculum.guides.label_question import label_question
from curriculum.guides.recall import specific, tellable, told
from curriculum.guides.turns import in_turn
from curriculum.planning.goals import is_hollow
from curriculum.planning.spellings import Spellings
from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode

MOST = 3
"""Goals of a week."""
_WHY = "Say why “"
"""How a goal of the plan begins that asks for a reason; the words of the notes say it or nobody."""

_SIDES = content("vs versus")
"""Stand between two things in a label that a goal has one compare."""


class Grounded(NamedTuple):
    """A goal of the plan, or of a label."""

    text: str
    ask: Ask | None = None
    """What tests it; None for one that a person wrote and that names no point."""


def grounded(
    episodes: Sequence[Episode], planned: Collection[str], asked: Collection[str]
) -> tuple[Grounded, ...]:
    """At most ``MOST`` goals of the plan, one an episode first; none that fits any notes.

    Where they are fewer, and a person wrote none, those that labels give follow, of episodes without one
    first.

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
    of_labels = [
        () if own else tuple(_of_labels(episode, {*asked, *(one.ask.point for one in pile if one.ask)}))
        for episode, pile in zip(episodes, piles, strict=True)
    ]
    pairs = [*zip(piles, of_labels, strict=True)]
    waiting = [found for _, found in sorted(pairs, key=lambda pair: bool(pair[0]))]
    chosen += [*in_turn(waiting)][: MOST - len(chosen)]
    order = [*own, *(one for pair in pairs for pile in pair for one in pile)]
    return tuple(sorted(chosen, key=order.index))


def _of_labels(episode: Episode, asked: Collection[str]) -> Iterator[Grounded]:
    """What labels of points that nothing else asks are a question of."""
    known = Spellings(episode)
    for point in episode.points:
        one = label_question(point.label, known) if point.id not in asked and tellable(point) else None
        if one:
            yield Grounded(one.goal, told(episode.id, point, one.text))


def _of_episode(episode: Episode, aims: Sequence[str], asked: Collection[str]) -> Iterator[Grounded]:
    """The goals that speak of all that a label of the episode names: its whole point answers them."""
    for point in of_points(episode):
        if point.id in asked or not specific(point.label):
            continue
        aim = next((aim for aim in aims if content(point.label) - _SIDES <= content(aim)), "")
        if aim:
            yield Grounded(aim, told(episode.id, point, f"{aim.rstrip('.')}.")._replace(quote=""))
