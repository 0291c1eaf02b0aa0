"""Rewording: what a writer says of cards that are forgotten again and again, checked and kept as drafts."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.content import content
from curriculum.cards.decision import Decision, is_dropped
from curriculum.cards.judge.weights import Judge
from curriculum.cards.likeness import front, same_fact
from curriculum.cards.write import write
from curriculum.cards.writer import drafts_file
from curriculum.cards.writer.drafting import Drafting, Received
from curriculum.cards.writer.intake import Signed, most, says
from curriculum.cards.writer.item import Item
from curriculum.cards.writer.proposal import REWORDED, Proposal
from curriculum.cards.writer.wording import Wording
from curriculum.letters import fold
from curriculum.problems import Problem
from curriculum.reading.slug import slug
from curriculum.shipping.face import likeness
from curriculum.shipping.fingerprint import Sources
from curriculum.shipping.lock import Lock
from curriculum.shipping.match import match
from curriculum.shipping.respelt import respelling

_PART = 0.5
"""Share of the telling words of two answers from which the one may be the other grown or shortened, as where
the lock finds an edited card again (``shipping.face``)."""
_SAME = "These are the words that the card has."
_SECOND = "The card has other new words already."
_KNOWN = "You hold a card that asks this."


class Shelf(NamedTuple):
    """What today's cards are made of, and what was shipped of them."""

    lock: Lock
    decided: Mapping[str, Decision]
    judge: Judge


def keeps_fact(wording: Wording, question: str, answer: str) -> bool:
    """Whether new words ask for what the card asks for: its answer stays, is shortened or says more.

    Of a term the term must stay, and what it means may be put more plainly.
    """
    if wording.kind == "term":
        return likeness(fold(wording.question), fold(question)).same
    found = likeness(fold(wording.answer), fold(answer))
    return found.share >= _PART and not found.replaced


def receive(
    drafting: Drafting,
    shelf: Shelf,
    wordings: Iterable[Wording],
    items: Iterable[tuple[int, Item]],
    signed: Signed,
    path: str = "",
) -> Received:
    """Judge new words for cards, and write those that pass down beside the drafts.

    They pass where the gate has nothing against them, the fact is the same, and the next build would ship
    them as the note that the learner has. What asks for another fact is a new card beside the old one.
    Nothing else changes. Raises CurriculumError when the drafts cannot be written.

    Args:
        drafting: the drafts of the library.
        shelf: what else decides how cards are shipped.
        wordings: the cards that were asked about.
        items: what was said, each with its line.
        signed: by whom, by which instruction.
        path: of the reply, for the problems.
    """
    named = {one.name: one for one in wordings}
    asked: dict[str, Wording] = {}
    tried: dict[str, Proposal] = {}
    doubles: dict[str, Proposal] = {}
    problems: list[Problem] = []
    bound = most(0, len(named) + 1)
    for line, item in list(items)[:bound]:
        wording = named.get(item.point.strip("[]().,: ").lower())
        if wording is None or item.what != "card":
            problems.append(_unused(wording, item, path, line))
            continue
        proposal = _proposal(item, wording, signed, (*drafting.proposals, *tried.values()))
        if any(one.key == proposal.key and says(one) == says(proposal) for one in drafting.proposals):
            continue  # it was taken in before
        asked[proposal.key] = wording
        if proposal.key in tried:
            doubles[item.question] = _held(proposal, _SECOND)
        else:
            tried[proposal.key] = proposal
    staying = [one for one in drafting.proposals if one.key not in tried]
    episodes = {one.episode for one in tried.values()}
    judged = {
        one.key: one for one in drafting.judged((*staying, *tried.values()), episodes) if one.key in tried
    }
    for key, one in judged.items():
        if one.verdict == "ship" and not one.adds and _unchanged(asked[key], one):
            judged[key] = _held(one, _SAME)
    judged |= {one.key: one for one in _astray(drafting, shelf, staying, judged.values(), asked)}
    passing = [one for one in judged.values() if one.verdict == "ship"]
    drafting.proposals = drafts_file.change(drafting.path, passing)
    return Received((*judged.values(), *doubles.values()), tuple(problems))


def take_back(drafting: Drafting) -> tuple[Proposal, ...]:
    """Take all rewordings out of the drafts, and give them; the next build ships the words of before.

    Raises CurriculumError when the drafts cannot be written.
    """
    gone = tuple(one for one in drafting.proposals if one.what == "rewording")
    drafting.proposals = drafts_file.change(drafting.path, (), [one.key for one in gone])
    return gone


def _proposal(item: Item, wording: Wording, signed: Signed, taken: Collection[Proposal]) -> Proposal:
    """What was said as a draft: other words for the card, or a new card beside it."""
    place = wording.place
    same = keeps_fact(wording, item.question, item.answer)
    base = f"{place.point.id}/{REWORDED}/{slug(item.answer, 40)}"
    return Proposal(
        key=f"{wording.key}/{REWORDED}" if same else _free(base, item, taken),
        what="rewording",
        kind=wording.kind if same else (item.kind if item.kind == "cloze" else "question"),
        episode=place.episode.id,
        point=place.point.id,
        question=item.question,
        answer=item.answer,
        support=item.support,
        worth=None if same else item.worth,
        author=signed.author,
        instruction=signed.instruction,
        fingerprint=place.fingerprint,
        rewords=wording.key,
        adds=not same,
        lapses=wording.lapses,
    )


def _free(base: str, item: Item, taken: Iterable[Proposal]) -> str:
    """A key that no other draft has; that of the draft which says the same, where there is one."""
    known = {one.key: says(one)[1:] for one in taken}
    key, number = base, 1
    while key in known and known[key] != says(item)[1:]:
        number += 1
        key = f"{base}-{number}"
    return key


def _unchanged(wording: Wording, one: Proposal) -> bool:
    return (fold(wording.question), fold(wording.answer)) == (fold(one.question), fold(one.answer))


def _astray(
    drafting: Drafting,
    shelf: Shelf,
    staying: Collection[Proposal],
    judged: Iterable[Proposal],
    asked: Mapping[str, Wording],
) -> Iterator[Proposal]:
    """Those that the next build would not ship as what they are meant for, held with the reason."""
    passing = [one for one in judged if one.verdict == "ship"]
    if not passing:
        return
    library = drafting.library
    cards = write(library, shelf.decided, (*staying, *passing), shelf.judge)
    drafts = [card for card in cards if card.verdict == "ship" or is_dropped(card)]
    found = match(drafts, shelf.lock, Sources(library), respell=respelling(library)).found
    by_key = {card.key: card for card in cards}
    for one in passing:
        wording = asked[one.key]
        card = by_key.get(one.key if one.adds else wording.key)
        entry = found.get(card.key) if card else None
        if card is None or card.verdict == "held" or card.rule != REWORDED:
            reason = " ".join(card.reasons) if card else "Its point is gone."
        elif one.adds:
            beside = (other for other in drafts if other.source.point == card.source.point)
            reason = _KNOWN if entry else _meets(card, beside)
        else:
            same = entry is not None and entry.key == wording.held
            reason = (
                "" if same else "The program would take it for another card, and your history would be lost."
            )
        if reason:
            yield _held(one, reason)


def _meets(card: Card, others: Iterable[Card]) -> str:
    """Why a new card does not go with those of its point; "" when it does."""
    for other in others:
        if other.key == card.key:
            continue
        if same_fact(card.answer, other.answer):
            return f"A card of this point has the same answer: “{other.answer}”."
        if any(_tells(one, two) for one, two in ((card, other), (other, card))):
            return f"Of this card and “{front(other)}”, the one gives away the answer of the other."
    return ""


def _tells(card: Card, other: Card) -> bool:
    answer = content(other.answer)
    return bool(answer) and answer <= content(front(card))


def _held(one: Proposal, reason: str) -> Proposal:
    return one.model_copy(update={"verdict": "held", "reasons": (reason,)})


def _unused(wording: Wording | None, item: Item, path: str, line: int) -> Problem:
    """What is told of an item that is no card, or of no card that was asked about."""
    if wording is None:
        message = f"No card that is to be reworded is called “{item.point[:40]}”."
        remedy = "`curriculum write --leeches --ask` asks again for what is missing."
    elif item.what == "none":
        message = f"“{wording.question[:80]}” is left as it is: {item.answer[:200] or 'no reason is given'}"
        remedy = "Reword or drop it yourself on the desk (`curriculum desk`, Cards)."
    else:
        message = f"“{item.question[:80]}” is no card."
        remedy = "`curriculum write --leeches --ask` asks again."
    return Problem(path=path, line=line, kind="reply", message=message, remedy=remedy)
