"""What a running Anki remembers, asked through the AnkiConnect add-on: nothing there is changed."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, Field

from curriculum.decks import seen
from curriculum.decks.anki_connect import Anki, portions
from curriculum.memory import presets, remembering
from curriculum.memory.clock import clock
from curriculum.memory.memory import Memory
from curriculum.memory.presets import Preset
from curriculum.memory.remembering import Asked, Card
from curriculum.memory.replaying import Replay
from curriculum.memory.reviews import Review
from curriculum.problems import CurriculumError
from curriculum.shipping.lock import Lock

_ROLLOVER = 4
"""The hour at which Anki's days begin, unless the learner moved it: AnkiConnect does not tell."""
_STATES = "prop:s>0"
"""Finds cards that have a state of FSRS: where there is none, FSRS is off."""
_DUE = "is:due"
_INSTEAD = "give its collection with --collection"
_PATIENCE = 60.0
"""Seconds in which Anki has answered any question about 500 cards."""
_Whole = Annotated[int, Field(strict=True, ge=-(2**53), le=2**53)]


class _Card(BaseModel):
    """What AnkiConnect tells of a card; what else it tells is left out."""

    cardId: _Whole
    ord: Annotated[_Whole, Field(ge=0)]
    type: Literal[0, 1, 2, 3]
    queue: _Whole
    interval: _Whole
    lapses: Annotated[_Whole, Field(ge=0)]
    deckName: str


class _Review(BaseModel):
    id: _Whole
    ease: Annotated[_Whole, Field(ge=0, le=4)]
    lastIvl: _Whole
    factor: _Whole
    time: _Whole
    type: _Whole


class _Note(NamedTuple):
    key: str
    tags: Sequence[str]


def read(anki: Anki, lock: Lock, former: Memory | None, now: int) -> Asked:
    """What a running Anki remembers of the lock's cards; ``former`` is what was remembered last time.

    AnkiConnect tells no state of FSRS: it is found again from the reviews. A deck's own limits, apart from
    its preset's, are not told either.

    Raises CurriculumError when Anki does not answer, refuses, or answers what AnkiConnect never does.
    """
    anki = Anki(anki.address, _INSTEAD, _PATIENCE)
    zone = -time.localtime(now).tm_gmtoff // 60
    today = clock(now, now, _ROLLOVER, zone, zone)
    held = anki.held()
    notes = _notes(anki, lock, held)
    ids = sorted(notes)
    due = set(anki.told(list[int], "findCards", query=_DUE))
    fsrs = _has_fsrs(anki)
    found = list(_cards(anki, ids))
    preset = _preset(anki, Counter(card.deckName for card in found))
    reviews = dict(_reviews(anki, [card.cardId for card in found]))
    replay = Replay(preset.parameters, today) if fsrs else None
    cards = [
        Card(
            card.cardId,
            notes[card.cardId].key,
            card.ord,
            card.type,
            card.queue,
            card.interval,
            card.lapses,
            notes[card.cardId].tags,
            card.cardId in due or card.queue in remembering.LEARNING,
            *_state(replay, reviews[card.cardId]),
        )
        for card in found
    ]
    every = (review for id in reviews for review in reviews[id])
    asked = remembering.remember(cards, every, remembering.Anki(today, fsrs, preset), former, now)
    if asked.problems:  # another collection says nothing of what was deleted
        return asked
    profile = anki.profile()
    had = seen.read(profile).of(held)  # what `ship` knows of from before anybody asked here
    ours = {entry.key for entry in lock.entries}
    here = ours & held.keys()
    seen.write(profile, had.further((*here, *asked.memory.gone)))  # `ship` brings none of them back
    lost = ours & set(had.keys) - held.keys()
    gone = tuple(sorted(lost.union(asked.memory.gone)))
    return asked._replace(memory=asked.memory.model_copy(update={"gone": gone}))


def _has_fsrs(anki: Anki) -> bool:
    try:
        return bool(anki.told(list[int], "findCards", query=_STATES))
    except CurriculumError:
        return False  # an Anki from before FSRS refuses the question; it answered the one before


def _notes(anki: Anki, lock: Lock, held: Mapping[str, Mapping[str, Any]]) -> Mapping[int, _Note]:
    """Id of a card → its note, of the notes that the lock knows."""
    notes = {entry.key: held[entry.key] for entry in lock.entries if entry.key in held}
    if not all(info["cards"] for info in notes.values()):  # a note has a card, and an old add-on does not say
        raise anki.lies("notesInfo")
    return {card: _Note(key, info["tags"]) for key, info in notes.items() for card in info["cards"]}


def _cards(anki: Anki, ids: Sequence[int]) -> Iterator[_Card]:
    for some in portions(ids):
        asked = set(some)
        for card in anki.told(list[_Card], "cardsInfo", cards=some):
            if card.cardId not in asked:  # also when it comes twice
                raise anki.lies("cardsInfo")
            asked.remove(card.cardId)
            yield card


def _reviews(anki: Anki, ids: Sequence[int]) -> Iterator[tuple[int, Sequence[Review]]]:
    """Every card with its reviews, earliest first."""
    for some in portions(ids):
        told = anki.told(dict[int, list[_Review]], "getReviewsOfCards", cards=some)
        if told.keys() - set(some):
            raise anki.lies("getReviewsOfCards")
        for id in some:
            rows = sorted(told.get(id, ()), key=lambda row: row.id)
            yield (
                id,
                [Review(id, row.id, row.ease, row.lastIvl, row.factor, row.time, row.type) for row in rows],
            )


def _preset(anki: Anki, decks: Counter[str]) -> Preset:
    """The settings of the deck that most of our cards are in, a filtered one left out."""
    for deck in sorted(decks, key=lambda name: (-decks[name], name)):
        config = anki.told(dict[str, Any] | Literal[False], "getDeckConfig", deck=deck)
        if not config or config.get("dyn"):
            continue
        try:
            return presets.of_json(config, {})
        except (ValueError, TypeError, AttributeError, OverflowError):
            raise anki.lies("getDeckConfig") from None
    return Preset()


def _state(replay: Replay | None, reviews: Sequence[Review]) -> tuple[float | None, float | None]:
    """Stability and decay as FSRS has them; None for a card that it knows nothing of."""
    stability = replay.stability(reviews) if replay else None
    return (None, None) if replay is None or stability is None else (stability, replay.decay)
