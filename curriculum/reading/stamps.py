"""Stamps: show, number and date that a title line carries in brackets or at its end."""

import re
from typing import NamedTuple

from curriculum.reading.fields import is_date, iso_date
from curriculum.reading.headings import EPISODE
from curriculum.reading.provenance import is_generic

_NO_SHOW = rf"(?!(?i:{EPISODE}|e|s|no|nr|part|teil|day|week|vol)(?![^\W\d_]))"
_CODE = re.compile(
    rf"\[{_NO_SHOW}(?P<show>[A-Z]{{2,6}}|[^\W\d_a-z][^\[\]\d#]* [^\[\]\d#]*?)"
    r"\s*[-#]?\s*(?P<number>\d{1,5})\]\s*[-–—:|]?\s*(?P<title>\S.*)"
)
"""A code in brackets before a title: "[TT-088] Kelp"."""
_COUNTED = re.compile(
    r"\[(?P<show>[^\W\d_a-z][^\[\]#]*)\]\s*#?(?P<number>\d{1,5})\s*[-–—:|]\s*(?P<title>\S.*)"
)
"""A show in brackets before number and title: "[The Tide Table] 88 - Kelp"."""
_DATED_SHOW = re.compile(
    r"(?P<title>\S.*\S)\s+\((?P<show>[^\W\d_a-z][^()\[\],#]{1,49}?),\s+(?P<date>[^()]{6,20})\)"
)
"""Show and date in brackets behind a title: "Kelp (The Tide Table, 3 May 2024)"."""
_DATED = re.compile(
    r"(?<=\w)(?:\s+[-–—|·,]\s+|,\s+|\s*\()(?P<date>[\w ./-]{0,20}\d{4}[\w./-]{0,12}|\w[\w ,.]{2,14}\d{4})\)?$"
)


class Stamp(NamedTuple):
    """A title line's title, and the show and number beside it."""

    title: str
    show: str
    number: int | None


def stamp(text: str) -> Stamp | None:
    """What a title line with its show in brackets says, beside a number or date; None for any other."""
    if (said := _DATED_SHOW.fullmatch(text)) and is_date(said["date"]):
        return Stamp(said["title"], said["show"].strip(), None)
    said = _CODE.fullmatch(text) or _COUNTED.fullmatch(text)
    if said is None or is_generic(said["show"]):
        return None
    return Stamp(said["title"], said["show"].strip(), int(said["number"]))


def date_of(text: str) -> str:
    """The ISO date that a plain title line ends with ("Tide Table Episode 12 - 2024-05-03"), or ""."""
    said = _DATED_SHOW.fullmatch(text) or _DATED.search(text)
    return iso_date(said["date"]) if said and is_date(said["date"].strip()) else ""


def undated(text: str) -> str:
    """A title line without the date that it ends with."""
    match = _DATED.search(text)
    return text[: match.start()] if match and is_date(match["date"].strip()) else text
