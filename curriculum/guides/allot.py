"""Which study material the self-test asks; what is left can be a cue."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from curriculum.cards.study import Study
from curriculum.guides.ask import Ask, apart, ask_about

GOALS = 3
"""Goals of a week; each has a blank page in its self-test."""
REASONS = 2
"""Questions that ask why or how."""


class Allotment(NamedTuple):
    """The study material of a self-test."""

    goals: tuple[Study, ...] = ()
    """One of each episode in turn."""
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
        return frozenset(one.key for some in self for one in some)


class _Taken:
    """What has been taken so far; nothing that gives another away, and no point twice."""

    def __init__(self, cards: Sequence[Ask]) -> None:
        self._cards = cards
        self.every: list[Study] = []

    def cost(self, one: Study) -> int:
        """How many cards it would keep out of the self-test."""
        ask = ask_about(one)
        return sum(not apart(ask, [card]) for card in self._cards)

    def load(self, one: Study) -> int:
        """How much of its episode has been taken, goals apart."""
        return sum(other.episode == one.episode and other.what != "goal" for other in self.every)

    def free(self, one: Study) -> bool:
        """Whether it can stand beside what has been taken."""
        return all(one.point != other.point for other in self.every) and apart(
            ask_about(one), map(ask_about, self.every)
        )

    def take(self, found: Sequence[Study], kinds: Sequence[str]) -> tuple[Study, ...]:
        """The question of one of these kinds, of an episode of which little has been taken; () for none."""
        best = [one for one in found if one.kind in kinds and self.free(one)]
        best.sort(key=lambda one: (self.load(one), kinds.index(one.kind), self.cost(one)))
        self.every += best[:1]
        return tuple(best[:1])


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
    goals = tuple(_goals(episodes, [one for one in ours if one.what == "goal"], taken))
    case = taken.take(questions, ["apply"])
    first = taken.take(questions, ["why", "how"])
    # why beside how, where there is one, rather than two of a kind
    other = ["how", "why"] if first and first[0].kind == "why" else ["why", "how"]
    return Allotment(goals, first + (taken.take(questions, other) if first else ()), comparison, case)


def _goals(episodes: Sequence[str], goals: Sequence[Study], taken: _Taken) -> Iterator[Study]:
    """One goal of each episode in turn, until there are enough."""
    left = {id: sorted((one for one in goals if one.episode == id), key=taken.cost) for id in episodes}
    count = 0
    while any(left.values()):
        for pile in left.values():
            while pile:
                one = pile.pop(0)
                if taken.free(one):
                    taken.every.append(one)
                    yield one
                    count += 1
                    break
            if count == GOALS:
                return
