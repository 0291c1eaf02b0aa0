"""Which study material the self-test asks; what is left can be a cue."""

from collections.abc import Sequence
from typing import NamedTuple

from curriculum.cards.study import Study
from curriculum.guides.aims import Aim, aims
from curriculum.guides.ask import Ask, apart, ask_about

GOALS = 3
"""Goals of a week; each has a blank page in its self-test."""
REASONS = 2
"""Questions that ask why or how."""


class Allotment(NamedTuple):
    """The study material of a self-test."""

    goals: tuple[Aim, ...] = ()
    """Of different episodes, where there are so many; in the order of study."""
    reasons: tuple[Study, ...] = ()
    """Questions that ask why or how."""
    comparison: tuple[Study, ...] = ()
    """The question that compares, when there is one."""
    case: tuple[Study, ...] = ()
    """The question that has something applied, when there is one."""

    @property
    def thinking(self) -> tuple[Ask, ...]:
        """The questions that have more than one good answer, as they are asked."""
        return tuple(ask_about(one) for one in (*self.reasons, *self.comparison, *self.case))

    @property
    def tested(self) -> frozenset[str]:
        """Keys of all of it."""
        questions = (*self.reasons, *self.comparison, *self.case)
        return frozenset(one.key for one in (*questions, *(part for aim in self.goals for part in aim)))


class _Taken:
    """What has been taken so far; nothing that gives another away, and no point twice."""

    def __init__(self, cards: Sequence[Ask]) -> None:
        self._cards = cards
        self._asks: list[Ask] = []

    def cost(self, ask: Ask) -> int:
        """How many cards it would keep out of the self-test."""
        return sum(not apart(ask, [card]) for card in self._cards)

    def load(self, episode: str) -> int:
        """How much of an episode has been taken, goals apart."""
        return sum(other.episode == episode and other.kind != "goal" for other in self._asks)

    def add(self, ask: Ask) -> bool:
        """Take it, if it can stand beside what has been taken."""
        free = all(ask.point != other.point for other in self._asks) and apart(ask, self._asks)
        if free:
            self._asks.append(ask)
        return free

    def take(self, found: Sequence[Study], kinds: Sequence[str]) -> tuple[Study, ...]:
        """The question of one of these kinds, of an episode of which little has been taken; () for none."""
        best = [(one, ask_about(one)) for one in found if one.kind in kinds]
        best.sort(
            key=lambda pair: (self.load(pair[1].episode), kinds.index(pair[0].kind), self.cost(pair[1]))
        )
        return next(((one,) for one, ask in best if self.add(ask)), ())


def allot(episodes: Sequence[str], study: Sequence[Study], cards: Sequence[Ask] = ()) -> Allotment:
    """Choose the goals and questions of a week's self-test.

    Args:
        episodes: ids of its episodes, in the order of study.
        study: study material; what is held or of other episodes is left out.
        cards: what the cards of these episodes ask; as many as can be are to stand beside it.

    Returns:
        Up to three goals, two questions that ask why or how, one that compares and one that applies, of
        different points, none of which gives another away.
    """
    ours = [one for id in episodes for one in study if one.episode == id and one.verdict == "ship"]
    questions = [one for one in ours if one.what == "question"]
    taken = _Taken(cards)
    comparison = taken.take(questions, ["compare"])  # the rarest kind first
    goals = _goals(episodes, tuple(aims([one for one in ours if one.what == "goal"], questions)), taken)
    case = taken.take(questions, ["apply"])
    first = taken.take(questions, ["why", "how"])
    # why beside how, where there is one, rather than two of a kind
    other = ["how", "why"] if first and first[0].kind == "why" else ["why", "how"]
    return Allotment(goals, first + (taken.take(questions, other) if first else ()), comparison, case)


def _goals(episodes: Sequence[str], found: Sequence[Aim], taken: _Taken) -> tuple[Aim, ...]:
    """The best goal of each episode, then its next, until there are enough; in the order of study.

    Of more episodes than there is room for, those have one whose best is best.
    """
    left = {
        id: sorted(
            (one for one in found if one.goal.episode == id), key=lambda one: (one.rank, taken.cost(one.ask))
        )
        for id in episodes
    }
    chosen: list[Aim] = []
    while any(left.values()) and len(chosen) < GOALS:
        for pile in sorted(filter(None, left.values()), key=lambda pile: pile[0].rank):
            while pile and len(chosen) < GOALS:
                one = pile.pop(0)
                if taken.add(one.ask):
                    chosen.append(one)
                    break
    return tuple(sorted(chosen, key=lambda one: episodes.index(one.goal.episode)))
