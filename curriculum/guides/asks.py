"""What the guide asks: cue questions, words to own, the self-test; each card stands in one place."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.study import Study
from curriculum.guides import choice, recall
from curriculum.guides.aims import Goal
from curriculum.guides.allot import Allotment, allot
from curriculum.guides.ask import KINDS, Ask, ask_about, ask_of, mixed
from curriculum.guides.compare import comparison
from curriculum.guides.earlier import BEFORE, earlier, retaken
from curriculum.guides.grounded import Grounded, grounded
from curriculum.guides.slipped import slipped
from curriculum.planning.outline import Outline, Week
from curriculum.reading.library import Library

RECALL = 6
"""Cards that a self-test asks beside study material, the multiple choices among them …"""
ALONE = 10
"""… and where it has none."""
DRAFT = 33
"""Of a hundred readers so many would keep a held card that may stand beside its point all the same: taste
alone holds it, and the answer is there to be read."""
TURNS = 3
"""Weeks in which an earlier week comes back before one of its questions does again."""


class Asks(NamedTuple):
    """The shipped cards of a week, none in two places, some of its study material, and a few questions of
    earlier weeks."""

    cues: Mapping[str, tuple[Ask, ...]]
    """Point id → the questions beside the point."""
    terms: tuple[Ask, ...]
    """Words to own, by alphabet."""
    test: tuple[Ask, ...]
    """The self-test on the week itself, as it is printed: the kinds in the order of ``ask.KINDS``."""
    earlier: tuple[Ask, ...]
    """Questions on episodes of earlier weeks, and of earlier outlines."""
    spared: tuple[Ask, ...] = ()
    """Cards that the self-test has no room for and whose answer stands beside their cue: in Anki only."""
    goals: tuple[Goal, ...] = ()
    """Those that the self-test tests; without study material what the notes answer."""
    tested: frozenset[str] = frozenset()
    """Keys of the study material in ``test``: no cue asks the same."""


class _Test(NamedTuple):
    """The self-test on a week itself."""

    asks: tuple[Ask, ...]
    allotment: Allotment
    grounded: tuple[Grounded, ...] = ()
    """Goals where no study material is asked."""

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the week, in the order of study."""
        aims = tuple(Goal(aim.text, aim.question, aim.goal.point) for aim in self.allotment.goals)
        return aims or tuple(Goal(one.text, point=one.ask.point if one.ask else "") for one in self.grounded)


class _Source:
    """All that there is to ask."""

    def __init__(self, library: Library, cards: Sequence[Card], study: Sequence[Study]) -> None:
        self.library = library
        self.study = [one for one in study if one.verdict == "ship"]
        self._cards: dict[str, list[Card]] = {}
        self._drafts: dict[str, list[Card]] = {}
        for card in cards:
            if card.is_of_taste and card.worth >= DRAFT and card.source.point and card.kind == "question":
                self._drafts.setdefault(card.source.episode, []).append(card)
            if card.verdict == "ship":
                self._cards.setdefault(card.source.episode, []).append(card)

    def cards(self, id: str) -> list[Ask]:
        """The questions of an episode's cards, words to own apart."""
        return [ask_of(card) for card in self._cards.get(id, ()) if card.kind != "term"]

    def drafts(self, id: str) -> list[Ask]:
        """The questions of an episode's cards that taste alone holds, what most would keep first."""
        found = sorted(self._drafts.get(id, ()), key=lambda card: -card.worth)
        return [ask_of(card)._replace(kind="draft") for card in found]

    def terms(self, id: str) -> list[Ask]:
        """The words to own of an episode's cards."""
        return [ask_of(card) for card in self._cards.get(id, ()) if card.kind == "term"]

    def test(self, week: Week) -> _Test:
        """The self-test on the episodes of a week."""
        ids = [placed.id for placed in week.episodes]
        episodes = [self.library.episode(id) for id in ids]
        cards = {id: self.cards(id) for id in ids}
        every = [ask for asks in cards.values() for ask in asks]
        allotment = allot(ids, self.study, every)
        kept = 0 if allotment.tested else recall.CUED
        piles = [recall.preferred(cards[episode.id], episode, kept) for episode in episodes]
        others = (*(aim.ask for aim in allotment.goals), *allotment.thinking)
        terms = [term for id in ids for term in self.terms(id)]
        words = [
            *terms,
            *(ask_about(one) for id in ids for one in self.study if one.episode == id and one.what == "term"),
        ]
        first = [ask for pile in piles for ask in pile]
        chosen = choice.choose(first, every, words, others, len(every) - RECALL)
        others += chosen
        count = (RECALL if allotment.tested else ALONE) - len(chosen)
        drawn = recall.recall(piles, others, count)
        labels: tuple[Ask, ...] = ()
        aims: tuple[Grounded, ...] = ()
        if not allotment.tested:
            asked = {ask.point for ask in (*every, *terms)}
            aims = grounded(episodes, week.goals, asked)
            first = [aim.ask for aim in aims if aim.ask]
            labels = recall.headings(episodes, asked, (*others, *drawn), first)
        return _Test((*others, *mixed(drawn), *labels), allotment, aims)

    def left(self, week: Week, before: Week) -> tuple[Ask, ...]:
        """What may be asked again of an earlier week, another third of it in each of the next three weeks.

        When its self-test is taken again in this week, nothing that it asks; nor, for that is another third,
        what it asks of the weeks before.
        """
        asked = {ask.key for ask in self.test(before).asks} if retaken(week, before) else set()
        found = self.again(placed.id for placed in before.episodes)
        turn = (week.number - before.number - 1) % TURNS
        return tuple(ask for ask in found[turn::TURNS] if ask.key not in asked)

    def again(self, ids: Iterable[str]) -> list[Ask]:
        """What may be asked again of these episodes."""
        found: list[Ask] = []
        for id in ids:
            reasons = [one for one in self.study if one.episode == id and one.kind in ("why", "how")]
            found += [*self.cards(id), *map(ask_about, reasons)]
        return found


def arrange(
    week: Week,
    library: Library,
    cards: Sequence[Card],
    study: Sequence[Study],
    outline: Outline,
    phrases: Sequence[str] = (),
    weak: Mapping[str, float] = MappingProxyType({}),
) -> Asks:
    """Give the shipped cards of the week their places in the guide.

    Terms go to the words to own. Of the other cards the self-test has a few of each episode in turn, none
    that gives another away; the rest stand beside their points as cues, but no cue beside which its answer
    can be read: those come to the self-test first. Study material takes the self-test to goals and to
    questions that ask why; without any, points that nothing else asks are asked by their label.

    Args:
        week: the week.
        library: where its episodes are.
        cards: all cards.
        study: all study material.
        outline: the plan, for the weeks before.
        phrases: what two or more of its episodes speak of.
        weak: point id → how weak the learner is there, as far as Anki was asked.
    """
    source = _Source(library, cards, study)
    episodes = [library.episode(placed.id) for placed in week.episodes]
    test = source.test(week)
    keys = {ask.key for ask in test.asks}
    cues: dict[str, tuple[Ask, ...]] = {}
    spared: list[Ask] = []
    for episode in episodes:
        for ask in source.cards(episode.id):
            if ask.key in keys:
                continue
            if recall.in_sight(ask, episode) or not ask.point:
                spared.append(ask)
            else:
                cues[ask.point] = (*cues.get(ask.point, ()), ask)
        for ask in source.drafts(episode.id):
            if ask.point not in cues and not recall.in_sight(ask, episode):
                cues[ask.point] = (ask,)
    asked = test.asks
    if not test.allotment.comparison:
        asked += comparison(episodes, phrases, asked)
    asked = tuple(sorted(asked, key=lambda ask: KINDS.index(ask.kind)))
    before = [one for one in outline.weeks if one.number < week.number]
    old = source.again(id for id in week.recalls if outline.week_of(id) is None)
    piles = {BEFORE: tuple(old)} | {one.number: source.left(week, one) for one in before}
    again = earlier(week, piles, asked, weak)
    return Asks(
        cues=cues,
        terms=tuple(
            sorted(
                (term for episode in episodes for term in source.terms(episode.id)),
                key=lambda ask: (ask.question.casefold(), ask.key),
            )
        ),
        test=asked,
        earlier=again,
        spared=tuple(spared),
        goals=(*test.goals, *slipped(again, weak, library)),
        tested=test.allotment.tested,
    )
