"""The wall page of a week: its question, its goals, and what to guess before reading."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from curriculum.cards.card import Card
from curriculum.cards.study import Study
from curriculum.guides.aims import Goal
from curriculum.guides.demand import demands
from curriculum.guides.label_question import label_question
from curriculum.guides.name import name
from curriculum.guides.recall import specific
from curriculum.planning.outline import Week
from curriculum.planning.spellings import Spellings
from curriculum.reading.episode import Episode

MOST = 3
"""Guesses of a week."""
LEAST = 2
"""Episodes that the guesses are of: one alone is no pretest of a week of several."""
LONG = 40
"""Letters of a title from which it is set smaller."""
_OPEN = ("why", "how", "object")
"""Kinds of questions that can be guessed at before reading, the better first."""


_GUESSED = ("figure", "contrast", "worth", "change")
"""Gaps that can be, too."""


class Guess(NamedTuple):
    """A question to guess at before reading."""

    question: str
    episode: str
    """Episode id."""
    point: str
    """Id of the point that answers it; "" when it is of no key point."""


_Told = TypeVar("_Told", Study, Guess)


class Wall(NamedTuple):
    """What the first page of a week shows beside its days."""

    question: str
    """The week's; "" where the plan has none."""
    goals: tuple[Goal, ...]
    guesses: tuple[Guess, ...]
    name: str
    """What the week is called."""
    lists: bool = False
    """Whether its title is nothing but a list of its episodes."""

    @property
    def long(self) -> bool:
        """Whether the name is set smaller."""
        return len(self.name) > LONG


def wall(
    week: Week,
    study: Sequence[Study],
    cards: Sequence[Card],
    episodes: Sequence[Episode],
    goals: Sequence[Goal] = (),
    tested: Collection[str] = (),
) -> Wall:
    """The wall page of a week.

    Args:
        week: the week.
        study: the study material of its episodes that ships and that no test asks, in the order of study.
        cards: the cards that no test asks; those of the week that ship may be guessed at.
        episodes: of the week.
        goals: what the learner can do by its end.
        tested: ids of the points that the self-test asks.
    """
    called = name(week.title, [episode.title for episode in episodes])
    return Wall(
        question=week.question,
        goals=tuple(goals),
        guesses=guesses(week, study, cards, episodes, [goal.point for goal in goals], tested),
        name=called,
        lists=called != week.title,
    )


def guesses(
    week: Week,
    study: Sequence[Study],
    cards: Sequence[Card],
    episodes: Sequence[Episode] = (),
    goals: Sequence[str] = (),
    tested: Collection[str] = (),
) -> tuple[Guess, ...]:
    """At most ``MOST`` open questions of different episodes, those of points without a goal first.

    Writers' questions, else cards' that ask why or how, what labels ask by themselves, and gaps; none when
    they are of fewer than ``LEAST``.

    Args:
        week: the week.
        study: the study material of its episodes.
        cards: all cards.
        episodes: of the week.
        goals: ids of the points that the goals come from.
        tested: ids of the points that the self-test asks.
    """
    order = [placed.id for placed in week.episodes]
    asked = [one for one in study if one.what == "question" and one.kind in _OPEN]
    told = Counter(one.point for one in study if one.what in ("question", "goal", "term"))
    told.update(card.source.point for card in cards if card.verdict == "ship")
    least = min(LEAST, len(order))

    def rank(one: Study) -> tuple[bool, int]:
        return one.point in goals, _OPEN.index(one.kind)

    found = list(_of_different(week, [one for one in asked if told[one.point] > 1], rank))
    # what alone is asked of its point stands there, unless there is too little else
    for one in _of_different(week, asked, rank):
        have = {other.episode for other in found}
        if len(have) < least and one.episode not in have:
            found.append(one)
    found.sort(key=lambda one: order.index(one.episode))
    chosen = [Guess(one.question, one.episode, one.point) for one in found]
    if len({guess.episode for guess in chosen}) < least:
        open_cards = [
            Guess(card.question, card.source.episode, card.source.point)
            for card in cards
            if card.verdict == "ship" and card.source.episode in order and _is_open(card)
        ]
        carded = {*tested, *(guess.point for guess in open_cards)}
        labels = [*_labels(episodes, carded)]
        gapped = [*_gaps(episodes, carded.union(guess.point for guess in labels))]
        tiers = (open_cards, labels, gapped)
        tier = {one: place for place, some in enumerate(tiers) for one in some}
        chosen = list(_of_different(week, [*tier], lambda one: (tier[one], one.point in goals)))
    return tuple(chosen) if len({guess.episode for guess in chosen}) >= least else ()


def _labels(episodes: Sequence[Episode], carded: Collection[str]) -> Iterator[Guess]:
    """What labels of these episodes' points that are not ``carded`` ask by themselves."""
    for episode in episodes:
        known = Spellings(episode)
        for point in episode.points:
            told = point.id not in carded and specific(point.label) and (point.text or point.subpoints)
            if asked := label_question(point.label, known) if told else None:
                yield Guess(asked.text, episode.id, point.id)


def _gaps(episodes: Sequence[Episode], carded: Collection[str]) -> Iterator[Guess]:
    """The gaps of these episodes' points that are not ``carded``, none with the answer of another."""
    answers: set[str] = set()
    for episode in episodes:
        for point in episode.points:
            found = () if point.id in carded or not specific(point.label) else demands(point)
            wanted = [one for one in found if one.kind in _GUESSED and one.answer not in answers]
            if wanted:
                answers.add(wanted[0].answer)
                yield Guess(wanted[0].about(point.label), episode.id, point.id)


def _is_open(card: Card) -> bool:
    return card.kind == "question" and card.question.lower().startswith(_OPEN)


def _of_different(week: Week, found: Sequence[_Told], rank: Callable[[_Told], Any]) -> tuple[_Told, ...]:
    """At most ``MOST``, the best of each episode first, then the next; in the order of study."""
    placed = [episode.id for episode in week.episodes]
    piles = [sorted((one for one in found if one.episode == id), key=rank) for id in placed]
    turns = [(turn, place) for turn in range(MOST) for place, pile in enumerate(piles) if turn < len(pile)]
    if len(turns) > MOST:
        # of more episodes than there is room for, those whose best is best
        turns = sorted(turns, key=lambda at: (at[0], rank(piles[at[1]][at[0]]), at[1]))[:MOST]
    return tuple(piles[place][turn] for turn, place in sorted(turns, key=lambda at: (at[1], at[0])))
