"""A wording: how a card that is forgotten again and again is worded now, and how a writer is told of it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from curriculum.cards.writer.assignment import Place
from curriculum.cards.writer.said import Question
from curriculum.cards.writer.sheet import Instruction, batched, enclosed, form, passages

LEECH = "leech-"
"""How the names of cards begin that are to be reworded: no point is called so."""
_BEGIN, _END = "BEGIN CARDS", "END CARDS"
_MOST = 20
"""Cards of one request: an answer about more is longer than many models may give."""
_NOW = "Now answer for every card."


class Wording(NamedTuple):
    """A shipped card that somebody is to say in other words."""

    key: str
    """The card's key today."""
    held: str
    """The key of its note in the lock."""
    place: Place
    """The point that it is made of."""
    kind: str
    question: str
    """As it was shipped; of a cloze card the sentence with ``[…]``."""
    answer: str
    lapses: int
    """How often it was forgotten."""

    @property
    def name(self) -> str:
        """What a writer knows it by: ``leech-`` and six digits of a hash."""
        return f"{LEECH}{hashlib.sha256(self.held.encode()).hexdigest()[:6]}"


def requests(wordings: Iterable[Wording]) -> Iterator[tuple[Wording, ...]]:
    """The wordings in portions for one request each: of one episode, and not too many."""
    ordered = sorted(wordings, key=lambda one: (one.place.episode.id, one.held))
    for _, group in groupby(ordered, key=lambda one: one.place.episode.id):
        portion = tuple(group)
        yield from (portion[at : at + _MOST] for at in range(0, len(portion), _MOST))


def question(told: Instruction, examples: str, portion: Sequence[Wording]) -> Question:
    """What a writer is asked about cards of one episode: all but our words is material."""
    given = (examples, _given(portion), _NOW)
    return Question(told.text, form("leeches_form"), "\n\n".join(part for part in given if part))


def sheets(
    told: Instruction, examples: str, wordings: Iterable[Wording], size: int | None
) -> Iterator[tuple[str, int]]:
    """Texts to paste, of about ``size`` letters, one for all when that is None; each with how many cards."""
    head = "\n\n".join(part for part in (told.text, examples, form("leeches_form")) if part)
    portions = ((_given(portion), len(portion)) for portion in requests(wordings))
    return batched(head, portions, _NOW, size)


def _given(portion: Sequence[Wording]) -> str:
    """The points of an episode that the cards are made of, and the cards, each between lines of their own."""
    notes = enclosed(passages({one.place.id: one.place for one in portion}.values()))
    return "\n\n".join([notes, "\n".join([_BEGIN, "", *map(_line, portion), "", _END])])


def _line(one: Wording) -> str:
    """A card as JSON, in which no line can end what it stands in."""
    said = {
        "card": one.name,
        "point": one.place.point.label,
        "kind": one.kind,
        "question": one.question,
        "answer": one.answer,
        "forgotten": one.lapses,
    }
    return json.dumps(said, ensure_ascii=False)
