"""Leeches: shipped cards that Anki says are forgotten again and again, as they stand among today's cards."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.card import Card, CardSource
from curriculum.cards.decision import is_dropped
from curriculum.cards.gap import with_gap
from curriculum.cards.writer.assignment import Place
from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.wording import Wording
from curriculum.memory.memory import Memory, Trace
from curriculum.reading.language import ENGLISH
from curriculum.reading.library import Library
from curriculum.shipping.fingerprint import Sources
from curriculum.shipping.lock import Entry, Lock
from curriculum.shipping.match import match, standing
from curriculum.shipping.respelt import respelling
from curriculum.shipping.worded import card_of

_AGAIN = 4
"""Times that a reworded card must be forgotten anew before it is asked about again: as often as Anki warns
again (half of its threshold of eight; ``rslib/src/scheduler/answering``)."""


class Leech(NamedTuple):
    """A leech."""

    entry: Entry
    card: Card
    """The card of today that ships as this note; as the lock has it where nobody writes it any more."""
    lapses: int
    suspended: bool
    """Whether Anki has taken any of the note's cards out of its reviews."""


class Wordings(NamedTuple):
    """The leeches by what is to become of them."""

    asked: tuple[Wording, ...]
    """Those that a writer is asked about."""
    own: int
    """Cards in the person's own words, which no writer changes."""
    reworded: tuple[Wording, ...]
    """Those that have new words already, and were not often forgotten since."""
    unread: int
    """Those of no key point, or in a language that no check of ours can judge."""


def leeches(memory: Memory, lock: Lock, cards: Collection[Card], library: Library) -> tuple[Leech, ...]:
    """The leeches whose text still stands, in the order of the lock's keys.

    ``cards`` are today's, as the person decided on them (``cards.write.write``).
    """
    traces: dict[str, list[Trace]] = defaultdict(list)
    for trace in memory.traces:
        if trace.key in memory.leeches:
            traces[trace.key].append(trace)
    entries = [entry for entry in lock.entries if entry.key in traces and entry.retired is None]
    found = []
    for entry, card in zip(entries, _of_today(entries, lock, cards, library), strict=True):
        if card is not None and not is_dropped(card):
            own = traces[entry.key]
            lapses = max(trace.lapses for trace in own)
            found.append(Leech(entry, card, lapses, any(trace.suspended for trace in own)))
    return tuple(found)


def _of_today(
    entries: Sequence[Entry], lock: Lock, cards: Iterable[Card], library: Library
) -> Iterator[Card | None]:
    """The card of today for each entry; None where its text is gone."""
    drafts = {card.key: card for card in cards if card.verdict == "ship" or is_dropped(card)}
    if all(entry.key in drafts for entry in entries):  # comparing all with all takes its time
        yield from (drafts[entry.key] for entry in entries)
        return
    sources = Sources(library)
    dropped_last = sorted(drafts.values(), key=is_dropped)
    matched = match(dropped_last, lock, sources, respell=respelling(library))
    today = {entry.key: drafts[key] for key, entry in matched.found.items()}
    for entry in entries:
        place = standing(entry, sources, matched.moves)
        yield today.get(entry.key) or (_at(card_of(entry), *place) if place else None)


def _at(card: Card, episode: str, point: str) -> Card:
    source = CardSource(path=card.source.path, line=0, episode=episode, point=point)
    return card.model_copy(update={"source": source})


def wordings(found: Iterable[Leech], places: Iterable[Place], proposals: Iterable[Proposal]) -> Wordings:
    """What a writer is to be asked about leeches, and why it is not asked about the others."""
    known = {place.point.id: place for place in places}
    before = {one.rewords: one.lapses for one in proposals if one.what == "rewording" and not one.adds}
    asked, reworded, own, unread = list[Wording](), list[Wording](), 0, 0
    for leech in found:
        place = known.get(leech.card.source.point)
        if leech.card.by_hand:
            own += 1
        elif place is None or place.episode.language != ENGLISH:
            unread += 1
        elif leech.card.key in before and leech.lapses < before[leech.card.key] + _AGAIN:
            reworded.append(_wording(leech, place))
        else:
            asked.append(_wording(leech, place))
    return Wordings(tuple(asked), own, tuple(reworded), unread)


def _wording(leech: Leech, place: Place) -> Wording:
    fields: Mapping[str, str] = leech.entry.fields
    answer = fields.get("answer", "")
    front = fields.get("question", "")
    if leech.entry.kind == "cloze":
        front = with_gap(fields.get("text", ""), answer, "[…]")
    key, held, kind = leech.card.key, leech.entry.key, leech.entry.kind
    return Wording(key, held, place, kind, front, answer, leech.lapses)
