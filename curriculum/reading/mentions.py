"""Mentions: an episode's date, length and number as running text says them."""

import re

from curriculum.reading import fields

_TOLD_DATE = re.compile(
    r"\b(?:recorded|released|published|aired|broadcast|streamed|posted"
    r"|enregistrée?|diffusée?|publiée?|aufgenommen|veröffentlicht|gesendet|grabado|publicado|emitido|registrat[oa]"
    r"|pubblicat[oa]|gravado|opgenomen)\s+(?P<date>(?:[^.\n]|(?<=\d)\.){4,90})",
    re.IGNORECASE,
)
_TOLD_NUMBER = re.compile(
    r"\b[Ee]pisode #?(?P<number>\d{1,5}) (?:of|from) (?=\W*(?:the )?\W*[A-Z])"
    r"|\b[Pp]odcast,? [Ee]pisode #?(?P<beside>\d{1,5})\b"
    r"|\b[Ff]rom [^.\n]{3,120}?, (?:episode|ep\.?) #?(?P<after>\d{1,5})\b"
)
_TOLD_LENGTH = re.compile(
    r"(?P<length>\b\d{1,3}(?:\.\d)?[- ](?:minute|min|hour)s?\b)"
    r"(?=[- ](?:\w+[- ]){0,3}(?:episode|podcast|conversation|interview|talk|show))"
    r"|\((?P<clock>\d{1,2}h\s?\d{1,2}m(?:in)?|\d{1,3}\s?min(?:utes)?|\d{1,2}:\d\d:\d\d)\)",
    re.IGNORECASE,
)


def date_in_text(text: str) -> str:
    """The date that running text gives: "Recorded on 3 May 2024"."""
    found = (fields.iso_date(match["date"]) for match in _TOLD_DATE.finditer(text[:3000]))
    return next(filter(None, found), "")


def number_in_text(text: str) -> int | None:
    """The number that running text gives: "episode 14 of The Tide Table"."""
    match = _TOLD_NUMBER.search(text[:3000])
    return int(match["number"] or match["beside"] or match["after"]) if match else None


def length_in_text(text: str) -> int | None:
    """The length that running text gives: "This 51-minute episode", "(1h15m)"."""
    match = _TOLD_LENGTH.search(text[:3000])
    return fields.minutes(match["length"] or match["clock"]) if match else None
