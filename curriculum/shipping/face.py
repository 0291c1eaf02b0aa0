"""The face of a card: what it asks and answers, and when two faces ask for one fact."""

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.letters import fold
from curriculum.reading.words import STOPWORDS
from curriculum.shipping.lock import Entry

_CLOZE = re.compile(r"\{\{c\d+::(.*?)\}\}", re.DOTALL)
_FILLERS = frozenset(
    """a an the that which of is are was were be been and it its their this these do does did have has had
    can could will would may might also so very just such what""".split()
)
"""Words that may come and go without a question or an answer becoming another."""
_EDGES = ".,;:!?…()[]{}\"'*"


class Near(Enum):
    """How near two cards stand that may be one: the nearer, the less their words must agree."""

    POINT = "point"
    EPISODE = "episode"
    LIBRARY = "library"


class Face(NamedTuple):
    """What a card asks and answers, folded for comparison."""

    kind: str
    ask: str
    answer: str

    @classmethod
    def of(cls, kind: str, question: str, answer: str, text: str) -> "Face":
        """The face of a card or of a lock entry."""
        if kind != "cloze":
            return cls(kind, fold(question), fold(answer))
        deletion = " ".join(_CLOZE.findall(text))
        return cls(kind, fold(_CLOZE.sub(" … ", text)), fold(deletion or answer))

    @property
    def lower(self) -> "Face":
        """The face without capitals: cards with one such face ask the same."""
        return Face(self.kind, self.ask.lower(), self.answer.lower())


def face_of_card(card: Card) -> Face:
    """The face of a draft."""
    return Face.of(card.kind, card.question, card.answer, card.text)


def face_of_entry(entry: Entry) -> Face:
    """The face of a shipped card."""
    return face_of_fields(entry.kind, entry.fields)


def face_of_fields(kind: str, fields: Mapping[str, str]) -> Face:
    """The face of a note with these fields."""
    return Face.of(kind, fields.get("question", ""), fields.get("answer", ""), fields.get("text", ""))


class Likeness(NamedTuple):
    """How two texts differ, word by word."""

    share: float
    """Of the words of both that tell, how many stand in both, 0 to 1."""
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether no word that tells has come, gone or changed its place."""
        return self.share == 1.0

    @property
    def replaced(self) -> bool:
        """Whether words stand for other words: more than additions and slips of spelling."""
        return bool(self.gone and self.come)

    @property
    def turned(self) -> bool:
        """Whether among words that were replaced are names, numbers or the like of before, not, against."""
        words = self.gone + self.come
        return self.replaced and any(
            word != word.lower() or _is_number(word) or word in STOPWORDS for word in words
        )

    @property
    def recounted(self) -> bool:
        """Whether all that differs is one number for another."""
        return len(self.gone) == len(self.come) > 0 and all(map(_is_number, self.gone + self.come))


def _is_number(word: str) -> bool:
    return any(map(str.isdigit, word))


@lru_cache(maxsize=100_000)
def likeness(one: str, other: str) -> Likeness:
    """How two folded texts differ."""
    from rapidfuzz.distance import Levenshtein  # late: a first build compares nothing

    first, second = _words(one), _words(other)
    lower, lower_second = [word.lower() for word in first], [word.lower() for word in second]
    if lower == lower_second:
        return Likeness(1.0)
    if sorted(lower) == sorted(lower_second):
        return Likeness(0.75, ("",), ("",))  # in another order words may say something else
    gone, come, kept = list[str](), list[str](), 0
    for step in Levenshtein.opcodes(lower, lower_second):
        old, new = first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]
        for was, now in zip_longest(old, new):
            if was and now and (step.tag == "equal" or _slip(was.lower(), now.lower())):
                kept += 1
                continue
            gone += [was] if was else []
            come += [now] if now else []
    return Likeness(2 * kept / (len(first) + len(second)), tuple(gone), tuple(come))


def _words(text: str) -> list[str]:
    """The words that tell; all words of a text that has no other."""
    words = [word for part in text.split() if (word := part.strip(_EDGES))]
    return [word for word in words if word.lower() not in _FILLERS] or words


def _slip(one: str, other: str) -> bool:
    """Whether two words are one, mistyped or in the plural. SIMD and SIMT are two words."""
    from rapidfuzz.distance import OSA

    if one + "s" == other or other + "s" == one:
        return True
    letters = one.replace("-", "").replace("'", ""), other.replace("-", "").replace("'", "")
    return (
        min(map(len, letters)) >= 5
        and all(map(str.isalpha, letters))
        and OSA.distance(*letters, score_cutoff=1) <= 1
    )


def certainty(one: Face, other: Face, near: Near) -> float:
    """How sure it is, 0 to 100, that of two cards one is the other edited; 0 when it may be another fact.

    The answer or the question must have stayed, and the rest must still say it in part. "What does SIMD
    stand for?" and "What does SIMT stand for?" differ in one letter, and their answers in one word: such
    a pair gets 0, and so does one question with two answers, or a history would move to another fact.
    """
    if one.kind != other.kind:
        return 0.0
    ask, answer = likeness(one.ask, other.ask), likeness(one.answer, other.answer)
    if not answer.same:
        sure = ask.same and _still_answers(answer, near)
    else:
        sure = ask.same or _still_asks(ask, near)
    return 50 * (ask.share + answer.share) if sure else 0.0


def _still_answers(answer: Likeness, near: Near) -> bool:
    """Whether the answer to one question is the earlier one, corrected."""
    if answer.replaced and near is Near.POINT:
        return answer.share >= 0.5 or answer.recounted
    if answer.replaced:
        return answer.share > 0.5 and near is Near.EPISODE
    return answer.share >= 0.5 or (near is Near.POINT and answer.share > 0)


def _still_asks(ask: Likeness, near: Near) -> bool:
    """Whether a question with one answer is the earlier one, in other words."""
    if ask.replaced:
        return near is Near.POINT and ask.share >= 0.6 and not ask.turned
    return near is not Near.LIBRARY and ask.share >= 0.5
