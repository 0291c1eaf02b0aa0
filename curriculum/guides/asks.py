"""What the guide asks: cue questions, words to own, the self-test; each card stands in one place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.gap import with_gap
from curriculum.planning.outline import Outline, Week
from curriculum.reading.episode import Episode
from curriculum.reading.words import stems

BLANK = "\ue000"
"""Stands for the gap to fill in; the templates draw a line for it."""


class Ask(NamedTuple):
    """One thing the learner is asked, with its answer."""

    key: str
    """Card key; "" for a point that no card asks."""
    question: str
    """For a term: the term. A cloze sentence has ``BLANK`` where its words were taken out. For a point
    that no card asks: its label."""
    answer: str
    """For a term: the meaning. "" for a point that no card asks: the point is the answer."""
    episode: str
    """Episode id."""
    point: str
    """Point id; "" when the fact is of no key point."""
    quote: str = ""
    """The words of the notes that support it."""

    @property
    def has_gap(self) -> bool:
        """Whether the answer is written into the sentence itself."""
        return BLANK in self.question


class Asks(NamedTuple):
    """The shipped cards of a week, none in two places, and a few of earlier weeks."""

    cues: Mapping[str, tuple[Ask, ...]]
    """Point id → the questions beside the point."""
    terms: tuple[Ask, ...]
    """Words to own, by alphabet."""
    test: tuple[Ask, ...]
    """Self-test questions, the episodes mixed."""
    earlier: tuple[Ask, ...]
    """Questions on earlier weeks' episodes."""
    spared: tuple[Ask, ...] = ()
    """Cards that the self-test has no room for and whose answer stands beside their cue: in Anki only."""

    @property
    def explained(self) -> Mapping[str, tuple[str, ...]]:
        """Point id → the words to own that it explains."""
        found: dict[str, list[str]] = {}
        for term in self.terms:
            found.setdefault(term.point, []).append(term.question)
        return {point: tuple(words) for point, words in found.items()}


def ask_of(card: Card) -> Ask:
    """The card as the guide prints it: a cloze deletion becomes a gap, never ``{{c1::…}}``."""
    question, answer = card.question, card.answer
    if card.kind == "cloze":
        question = with_gap(card.text, answer, BLANK)
    return Ask(card.key, question, answer, card.source.episode, card.source.point, card.quote)


def mixed(asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """One of each episode in turn, so that neighbours are of different episodes when they can be."""
    piles: dict[str, list[Ask]] = {}
    for ask in asks:
        piles.setdefault(ask.episode, []).append(ask)
    rounds = max(map(len, piles.values()), default=0)
    return tuple(pile[turn] for turn in range(rounds) for pile in piles.values() if turn < len(pile))


def _apart(ask: Ask, others: Iterable[Ask]) -> bool:
    """Whether no other question gives this one's answer away, nor this one theirs, nor both one sentence."""
    answer, question = ask.answer.casefold(), ask.question.casefold()
    for other in others:
        if ask.quote and ask.quote == other.quote:
            return False
        if answer and answer in other.question.casefold():
            return False
        if other.answer and other.answer.casefold() in question:
            return False
    return True


def in_sight(ask: Ask, episode: Episode) -> bool:
    """Whether half of the answer's words and more stand beside the cue, in the point's label or the
    title, or the whole answer in the introduction."""
    labels = [point.label for point in (*episode.points, *episode.takeaways) if point.id == ask.point]
    answer = set(stems(ask.answer))
    seen = set(stems(" . ".join((*labels, episode.title))))
    if not labels or not answer:
        return False
    return 2 * len(answer & seen) >= len(answer) or ask.answer.casefold() in episode.introduction.casefold()


MOST = 12
"""Items of a self-test, the blank page and the matching included …"""
LEAST = 8
"""… and how many it has at least, where the week has as much to ask."""
EACH = 3
"""Questions of one episode, at most."""


def arrange(week: Week, episodes: Sequence[Episode], cards: Sequence[Card], outline: Outline) -> Asks:
    """Give the shipped cards of the week their places in the guide.

    Terms go to the words to own. Of the other cards the self-test has one to three of each episode, none
    that gives another away; the rest stand beside their points as cues, but no cue beside which its answer
    can be read: those come to the self-test first. Where the cards are too few for a
    test, points that no card asks are asked by their label. At least one question of every earlier week
    comes back, of the episodes in ``week.recalls`` when the planner names some.

    Args:
        week: the week.
        episodes: its episodes, in the order of study.
        cards: all cards.
        outline: the plan, for the weeks before.
    """
    shipped = [card for card in cards if card.verdict == "ship"]
    before = [earlier for earlier in outline.weeks if earlier.number < week.number]
    room = MOST - 2 - min(len(before), 3)
    each = max(1, min(EACH, room // max(1, len(episodes))))
    terms: list[Ask] = []
    cues: dict[str, tuple[Ask, ...]] = {}
    test: list[Ask] = []
    spared: list[Ask] = []
    for episode in episodes:
        asks = [ask_of(card) for card in shipped if card.source.episode == episode.id and card.kind != "term"]
        terms += [
            ask_of(card) for card in shipped if card.source.episode == episode.id and card.kind == "term"
        ]
        seen = [ask for ask in asks if in_sight(ask, episode)]
        chosen = _chosen(asks, seen, each, test)
        test += chosen
        for ask in asks:
            if ask in seen and ask not in chosen:
                spared.append(ask)
            elif ask not in chosen:
                cues[ask.point] = (*cues.get(ask.point, ()), ask)
    asked = {*cues, *(ask.point for ask in (*test, *terms))}
    test += _labels(episodes, asked, test, LEAST - 2 - len(test))
    earlier = _earlier(week, before, shipped, test, MOST - 2 - len(test))
    return Asks(
        cues=cues,
        terms=tuple(sorted(terms, key=lambda ask: (ask.question.casefold(), ask.key))),
        test=mixed(test),
        earlier=earlier,
        spared=tuple(spared),
    )


def _chosen(asks: Sequence[Ask], seen: Sequence[Ask], each: int, others: Sequence[Ask]) -> list[Ask]:
    """The questions of an episode for the self-test: those of no point, then those ``seen`` beside their
    cue, then the second ones of a point, then, while four points or more keep a cue, single ones from the
    last point on."""
    loose = [ask for ask in asks if not ask.point]  # they have no point to stand beside
    first: dict[str, Ask] = {}
    for ask in asks:
        if ask.point:
            first.setdefault(ask.point, ask)
    second = [ask for ask in asks if ask.point and ask != first[ask.point]]
    single = [ask for ask in reversed(first.values()) if sum(a.point == ask.point for a in asks) == 1]
    spare = max(1 if not (loose or second) else 0, len(first) - 4)
    chosen = list(loose)
    for ask in (*seen, *second, *single[:spare]):
        # a gap alone in brackets is no question without the text around it
        bare = f"({BLANK})" in ask.question
        if len(chosen) < each and not bare and ask not in chosen and _apart(ask, (*others, *chosen)):
            chosen.append(ask)
    return chosen


def _labels(episodes: Sequence[Episode], asked: set[str], others: Sequence[Ask], count: int) -> list[Ask]:
    """Up to ``count`` points that nothing else asks, by their labels, the episodes in turn."""
    found: list[Ask] = []
    for episode in episodes:
        points = [
            Ask("", point.label, "", episode.id, point.id)
            for point in episode.points
            if point.label and (point.text or point.subpoints) and point.id not in asked
        ]
        left = max(0, EACH - sum(ask.episode == episode.id for ask in others))
        apart = [ask for ask in points if _apart(ask, others)]
        step = max(1, len(apart) // (left + 1))
        found += apart[step - 1 :: step][:left]
    return list(mixed(found))[: max(0, count)]


def _earlier(
    week: Week, before: Sequence[Week], shipped: Sequence[Card], test: Sequence[Ask], room: int
) -> tuple[Ask, ...]:
    """At most ``room`` questions on the weeks before: one of each in turn, none that gives another away.

    Every earlier week has one, also when there is no room.
    """
    piles = []
    for earlier in before:
        placed = [episode.id for episode in earlier.episodes]
        recalled = [id for id in placed if id in week.recalls]
        found = [
            [ask_of(card) for card in shipped if card.source.episode == id and card.kind != "term"]
            for id in recalled or placed
        ]
        pile = list(mixed(ask for asks in found for ask in asks))
        # another question each week, so that the same one does not come back every time
        turn = week.number % len(pile) if pile else 0
        piles.append(pile[turn:] + pile[:turn])
    chosen: list[list[Ask]] = [[] for _ in piles]
    for turn in range(2):
        for pile, taken in zip(piles, chosen, strict=True):
            so_far = [ask for asks in chosen for ask in asks]
            if turn and len(so_far) >= room:
                continue
            taken.extend([ask for ask in pile if ask not in taken and _apart(ask, (*test, *so_far))][:1])
    return tuple(ask for asks in chosen for ask in asks)
