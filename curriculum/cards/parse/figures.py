"""Figures of a text, each whole: "over 300 million", "2 to 8 years", "from 60% to 70%", "by 2030"."""

import re
from collections.abc import Iterator
from functools import cache

from curriculum.cards.amount import SMALL, UNITS
from curriculum.cards.sentence import Span
from curriculum.cards.words import table

_ABOUT = (
    r"(?:(?:about|around|over|under|nearly|almost|roughly|approximately|exactly|well over|up to|as \w+ as"
    r"|at (?:least|most)|(?:more|less|fewer|greater|higher|lower|no more) than"
    r"|an? (?:estimated|average of)) )*"
)
_SIZE = r"(?:[ -](?:hundred|thousand|million|billion|trillion))*"
_NUMBER = (
    rf"(?:(?<![\w.,/:#=@–-])[~≈]?[$€£]?\d[\d.,]*(?<=\d)(?:[kKMBTx]|bn|m|\+)?(?![\w/:@]|[.,]\d)|\b(?:{SMALL})\b"
    r"|\b(?:one|a)(?= (?:hundred|thousand|million|billion|trillion)\b))"
    rf"{_SIZE}"
)
_UNIT = rf"(?: ?%| percent(?:age points)?| times\b|[ -](?:{UNITS})\b|-fold\b)"
_SECOND = r"(?:\d[\d.,]*(?<=\d)(?:[kKMBT]\b)?" + rf"{_SIZE})"
_TO = r"(?: ?[-–—] ?| (?:up )?to (?:about |up to |over )?| or (?=\d))"
_RANGE = rf"{_TO}[$€£~]?(?:{_SECOND}|(?:{SMALL})\b)(?:{_UNIT})?"
_PART = (
    r"\b(?:one|two|three|a|an)[ -](?:half|third|quarter|fifth|tenth|dozen)s?\b"
    r"|\bhalf(?= (?:of|the)\b)|\btwice\b"
    r"|\b(?:\d+|two|three|four|five|ten|hundred|thousand)-?fold\b"
    r"|\b(?:tens|hundreds) of (?:thousands|millions|billions)\b"
)
_BETWEEN = rf"between [$€£]?{_SECOND}(?:{_UNIT})? and [$€£]?{_SECOND}(?:{_UNIT})?"
_FIGURE = re.compile(rf"{_BETWEEN}|{_ABOUT}(?:{_PART}|{_NUMBER}(?:{_UNIT})?(?:{_RANGE})?)", re.IGNORECASE)
_CENTURY = r"(?:(?:early|mid|late)[ -])?(?:(?:the )?\d{1,2}(?:th|st|nd|rd) century(?: BCE?| AD)?)"
_YEAR = r"(?<![\w.,/:#=$€£–-])(?:1[0-9]|20)\d\d(?:s|(?:–|-| to )(?:\d\d){1,2})?(?![\w%:/-]|[.,]\d)"
_UNDATED = rf"{_CENTURY}|(?:(?:early|mid|late)[ -])?{_YEAR}(?: BCE?| AD| CE)?|\b\d+ (?:AD|BCE?)\b"
"""A date without a month."""
_LABELLED = re.compile(
    r"(?:[A-Z][\w&.]*|\b(?:page|step|chapter|line|verse|part|version|last|past|next)|#) ?$|/$|\d $"
)
"""What stands before a number that only names ("Stage 3"), and before the rest of "140 over 90"."""
_KNOWN = re.compile(r"\b(?:the|all|all of the|these|those|its|their|his|her) $", re.IGNORECASE)
"""What stands before things that are known, whose number is no news: "the five largest mills", "all five"."""
_FUNCTION = re.compile(
    r"(?:^|.*\W)(?:The|A|In|By|On|At|Over|About|With|Of|For|From|After|Before|Since|Some|Only|Between|Around|Its|To)"
    r" $",
    re.DOTALL,
)
_BOOK = re.compile(r"^:\d|^(?:st|nd|rd|th)\b|^ ?[-–]?(?:[A-Z]\d)|^-(?!fold)\w|^ and \d|^ \d|^ over \d")


@cache
def _date() -> re.Pattern[str]:
    months = "|".join(month.title() for month in sorted(table("months")))
    return re.compile(rf"(?:{months})(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? {_YEAR}|{_UNDATED}")


def figures(text: str) -> Iterator[Span]:
    """Where each figure of a text that counts, measures or dates stands, with all that belongs to it.

    What only names something is none: "Stage 3".
    """
    taken: set[int] = set()
    for match in (*_date().finditer(text), *_FIGURE.finditer(text)):
        start, end = match.span()
        before = text[:start]
        named = _LABELLED.search(before) and not _FUNCTION.match(before)
        word = end - start == 1 or (match[0].isalpha() and match[0].istitle())
        book = word and re.match(" [A-Z][a-z]", text[end:])  # "Four Seasons", "2 John"
        few = match[0].strip().lower() in ("two", "2", "1") or (match[0].isalpha() and _KNOWN.search(before))
        if not (taken & {*range(start, end)} or named or few or book or _BOOK.match(text[end:])):
            yield Span(start, end)
        taken |= {*range(start, end)}
