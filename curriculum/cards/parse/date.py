"""Dates: a year, a day, a decade or a century, and nothing else beside it."""

import re

from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table

_YEAR = re.compile(r"(?:1[0-9]|20)\d\ds?|\d{1,2}(?:th|st|nd|rd)")
_ERA = re.compile(r"century|centuries|bc|bce|ad|ce|(?:1[0-9]|20)\d\ds?", re.IGNORECASE)


def is_date(s: Sentence, phrase: list[int]) -> bool:
    """Whether a phrase says when, and how surely: "the late 19th century", "May 3, 1887"."""
    return any(_ERA.fullmatch(s.low(at)) for at in phrase) and all(_tells_time(s, at) for at in phrase)


def has_year(s: Sentence, at: int) -> bool:
    """Whether a word is a year: beside another date it says that something else happened then."""
    return re.fullmatch(r"(?:1[0-9]|20)\d\ds?", s.low(at)) is not None


def _tells_time(s: Sentence, at: int) -> bool:
    word, day = s.low(at), s.tag(at) == "CD" and len(s.low(at)) < 3
    known = _YEAR.fullmatch(s.tokens[at].text) or _ERA.fullmatch(word) or day
    return bool(known) or word in table("months") | table("beside_dates")
