"""What the guide asks: cue questions, words to own, the self-test; each card stands in one place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.planning.outline import Week

BLANK = "\ue000"
"""Stands for the gap to fill in; the templates draw a line for it."""

_DELETION = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)


class Ask(NamedTuple):
    """One thing the learner is asked, with its answer."""

    key: str
    """Card key."""
    question: str
    """For a term: the term. A cloze sentence has ``BLANK`` where its words were taken out."""
    answer: str
    """For a term: the meaning."""
    episode: str
    """Episode id."""
    point: str
    """Point id; "" when the fact is of no key point."""


class Asks(NamedTuple):
    """Every shipped card of a week, each in exactly one place, and a few of earlier weeks."""

    cues: Mapping[str, Ask]
    """Point id → the question beside the point."""
    terms: tuple[Ask, ...]
    """Words to own, by alphabet."""
    test: tuple[Ask, ...]
    """Self-test questions, the episodes mixed."""
    earlier: tuple[Ask, ...]
    """Questions on earlier weeks' episodes."""


def ask_of(card: Card) -> Ask:
    """The card as the guide prints it: a cloze deletion becomes a gap, never ``{{c1::…}}``."""
    question, answer = card.question, card.answer
    if card.kind == "cloze":
        question = _DELETION.sub(BLANK, card.text)
        answer = answer or "; ".join(_DELETION.findall(card.text))
    return Ask(card.key, question, answer, card.source.episode, card.source.point)


def _mixed(asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """One of each episode in turn, so that neighbours are of different episodes when they can be."""
    piles: dict[str, list[Ask]] = {}
    for ask in asks:
        piles.setdefault(ask.episode, []).append(ask)
    mixed: list[Ask] = []
    while piles:
        for episode in list(piles):
            mixed.append(piles[episode].pop(0))
            if not piles[episode]:
                del piles[episode]
    return tuple(mixed)


def arrange(week: Week, cards: Sequence[Card], weeks: Mapping[str, int] | None = None, most: int = 6) -> Asks:
    """Give every shipped card of the week its place in the guide.

    The first question of a point stands beside it as its cue, a term goes to the words to own, the
    rest is the self-test. Questions on the episodes in ``week.recalls`` come back too, ``most`` in all,
    as even as can be over the ``weeks`` (episode id → number) they are of, none that gives another away.
    """
    here = {placed.id: place for place, placed in enumerate(week.episodes)}
    shipped = [card for card in cards if card.verdict == "ship"]
    mine = sorted(
        (card for card in shipped if card.source.episode in here),
        key=lambda card: here[card.source.episode],  # a stable sort: the cards' own order within an episode
    )
    cues: dict[str, Ask] = {}
    terms: list[Ask] = []
    test: list[Ask] = []
    for card in mine:
        ask = ask_of(card)
        if card.kind == "term":
            terms.append(ask)
        elif card.kind == "question" and ask.point and ask.point not in cues:
            cues[ask.point] = ask
        else:
            test.append(ask)
    earlier: list[Ask] = []
    piles: dict[int, list[Ask]] = {}
    for episode in week.recalls:
        found = [ask_of(card) for card in shipped if card.source.episode == episode and card.kind != "term"]
        piles.setdefault((weeks or {}).get(episode, 0), []).extend(found)
    said = " ".join(ask.question for ask in (*cues.values(), *test)).casefold()
    for turn in range(max(map(len, piles.values()), default=0)):
        for pile in piles.values():
            if turn < len(pile) and len(earlier) < most:
                # another question each week, so that the same one does not come back every time
                ask = _mixed(pile)[(week.number + turn) % len(pile)]
                if ask.answer.casefold() not in said:
                    earlier.append(ask)
                    said += " " + ask.question.casefold()
    return Asks(
        cues=cues,
        terms=tuple(sorted(terms, key=lambda ask: (ask.question.casefold(), ask.key))),
        test=_mixed(test),
        earlier=tuple(earlier),
    )
