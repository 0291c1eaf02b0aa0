"""Fields: ``key: value`` facts about an episode, wherever the notes put them."""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from curriculum.reading.inline import plain
from curriculum.reading.people import is_role
from curriculum.reading.tables import key, languages, spellings, table

_LINE = re.compile(
    r"\s*(?:[-*+]\s+)?(?:[^\w\s*_\[\"“]+\s*)?(?:\*\*|__|\*|_)?(?P<key>[^\W\d_][^:：*\n]{0,30}?)"
    r"(?:\*\*|__|\*|_)?\s*(?:[:：]{1,2}(?:\*\*|__|\*|_)?\s+|：(?:\*\*|__|\*|_)?)(?P<value>\S.*)$"
)
_HONORIFIC = re.compile(r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Professor|Doctor)\.?\s+)+(?=\S)")
_HOST_MARK = re.compile(r"\s*\((?:co-?)?(?:host|presenter|moderator|interviewer)\)", re.IGNORECASE)
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*/)(?P<last>[^\[\]|/]+)\]\]")
_NAMES = re.compile(r"\s*(?:[,;&/|、，；]|\band\b|\bund\b|\bet\b|\boch\b|\bve\b|\s(?:y|e|en|i|и)\s)\s*")
_ENGLISH_MONTHS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept"
    "|october oct|november nov|december dec"
)
MONTHS = {
    name: number
    for months in (*(table("languages")[code].get("months", "") for code in languages()), _ENGLISH_MONTHS)
    for number, names in enumerate(months.split("|"), 1)
    for name in names.split()
}
"""Name or short name of a month → its number."""
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_WORDED = re.compile(
    r"(?<!\w)(?:(\d{1,2})(?:st|nd|rd|th|er|[.º°])?\s+(?:(?:of|de|di)\s+)?)?([^\W\d_]{3,12})\.?,?\s+(?:(?:de|del)\s+)?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
"""Dots part day, month and year where the day stands first; slashes do so in either order."""
_CLOCK = re.compile(r"(?<!\d)(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?!\d)")
_SPOKEN = re.compile(
    r"(?:(\d{1,3}(?:\.\d+)?)\s*(?:(?:hours?|hrs?|h|std|stunden?|heures?|horas?|or[ae]|uur|uren|godzin[ay]?|godz|saat|tim(?:mar|me)?|час\w*|ч)\b\.?|時間|小时|小時|시간))?"
    r"\s*(?:and|und|et|y|e|en|i|och|и|,)?\s*(?:(\d{1,4})\s*(?:(?:min\w*|m|мин\w*|dakika|dk|хв)\b|分|분))?",
    re.I,
)


_EQUAL = re.compile(r"\s*[^\W\d_]+(?: [^\W\d_]+)?\s=\s\S")
_NEXT_EQUAL = re.compile(r"[,;]\s+(?=[^\W\d_]+(?: [^\W\d_]+)?\s=\s)")
_BESIDE = re.compile(r"\s+[|·•]\s+")
_SUBTITLE = re.compile(
    r"(?P<show>[^\W\d_][^,·|•–—()\[\]:]{1,50}?)\s*(?:[,·|•–—-]\s*)?(?:\b(?:episode|ep)\b\.?|\#)\s*\#?(?P<number>\d{1,5})\b"
    r"(?P<rest>|\s*[^\w\s].*|\s+(?:with|ft|feat|featuring)\b.*)",
    re.IGNORECASE,
)
_SUBTITLE_LENGTH = 110
_CONNECTING = frozenset("a an and at by for in of on the to & podcast show".split())


class Field(NamedTuple):
    """A known fact about the episode."""

    name: str
    """A key of ``data/fields.toml``: ``show``, ``hosts``, ``date`` …"""
    value: str
    """As written, inline marks still in it."""
    key: str
    """The key as written."""


@cache
def _names() -> dict[str, str]:
    names = {key(word): name for name, words in table("fields").items() for word in words}
    for code in languages():
        for name, words in table(f"sections/{code}")["fields"].items():
            for word in words:
                names.update((spelt, name) for spelt in spellings(word) if spelt not in names)
    return names


def field_name(word: str) -> str:
    """What a key means, or "" when it is not known."""
    return _names().get(key(word), "")


def field(line: str) -> Field | None:
    """The fact that a ``Key: value`` line (bold, bulleted or plain) states, or None."""
    match = _LINE.match(line)
    if match is None:
        return None
    written = plain(match.group("key"))
    name = field_name(written)
    return Field(name, match.group("value").strip(), written) if name else None


def is_key_line(line: str) -> bool:
    """Whether a line looks like ``Key: value``, whatever the key means."""
    return bool(_LINE.match(line))


def stated(line: str) -> tuple[Field, ...]:
    """Every fact that a line states: ``Show: Radiolab | Episode: 7`` states two."""
    pieces = _BESIDE.split(line)
    found = [field(piece) for piece in pieces] if len(pieces) > 1 else []
    several = tuple(fact for fact in found if fact)
    if found and len(several) == len(found):
        return several
    whole = field(line)
    return (whole,) if whole else _equal(line)


def _equal(line: str) -> tuple[Field, ...]:
    """The facts of a line typed as ``host = Ann Lee, guest = Bob Ray``; none when a key is not known."""
    if not _EQUAL.match(line):
        return ()
    pairs = [piece.partition("=") for piece in _NEXT_EQUAL.split(line)]
    found = [Field(field_name(key), value.strip(), key.strip()) for key, _, value in pairs if value.strip()]
    return tuple(found) if len(found) == len(pairs) and all(fact.name for fact in found) else ()


class Subtitle(NamedTuple):
    """A short line under a title that names the show and the episode's number ("Understory, episode 88")."""

    show: str
    number: int
    rest: str
    """What follows the number, such as "with Ann Lee"."""


def subtitle(line: str) -> Subtitle | None:
    """What a line under a title says of show and number, or None when it is a sentence."""
    shown = plain(line)
    match = _SUBTITLE.fullmatch(shown) if len(shown) <= _SUBTITLE_LENGTH else None
    if match is None or shown.endswith((".", ":", "!", "?")):
        return None
    words = match.group("show").split()
    if len(words) > 6 or not all(word[0].isupper() or word in _CONNECTING for word in words):
        return None
    return Subtitle(
        match.group("show").strip(), int(match.group("number")), match.group("rest").strip(" ()[],·|•–—-")
    )


def unlinked(value: str) -> str:
    """A value with the wikilinks that lead into a folder as the names they stand for."""
    return _WIKI.sub(_last_part, value)


def _last_part(link: re.Match[str]) -> str:
    """The name that a wikilink stands for: ``[[people/ann-lee]]`` is Ann Lee."""
    last = link.group("last")
    return " ".join(map(str.capitalize, last.split("-"))) if last.islower() and "-" in last else last


def hosts_among(value: str) -> tuple[str, str]:
    """A list of people cut into those with "(host)" behind their name, and the others."""
    pieces = re.split(r"(?<=\))\s*(?:[,;&]|and\b)\s*|;\s*", plain(value))
    hosts = [_HOST_MARK.sub("", piece) for piece in pieces if _HOST_MARK.search(piece)]
    others = [piece for piece in pieces if not _HOST_MARK.search(piece)]
    return (", ".join(hosts), "; ".join(others)) if hosts else ("", value)


def people(value: str) -> tuple[str, ...]:
    """The names in a list of people, roles in brackets or after a dash left out."""
    shown = re.sub(r"\([^()]*\)", "", plain(unlinked(value.replace("]] [[", "]], [["))))
    names: list[str] = []
    described = False
    if ";" in shown:  # "Ann Lee, a farmer; Bob Ray, trustee": what follows a comma describes
        shown = ";".join(piece.split(",")[0] for piece in shown.split(";"))
    for piece in _NAMES.split(shown):
        name, *role = re.split(r"\s+[-–—]\s+|\s+(?:of|from|at)\s+", piece)
        name = _HONORIFIC.sub("", name.strip(" @#\"'“”"))
        if names and (is_role(name) or (described and not role and " " not in name)):
            described = True
            continue  # "Ann Lee — Co-founder & CEO, Comet": still Ann Lee's description
        described = bool(role)
        names.append(name)
    capital = [name for name in names if name[:1].isupper()]
    return tuple(dict.fromkeys(capital or [name for name in names if name]))


def iso_date(value: str) -> str:
    """The ISO date in a text (``2024-05-03``, ``3 May 2024``, ``May 3rd, 2024``, ``3. Mai 2024``), or ""."""
    numbers = _ISO.search(value) or _YEAR_FIRST.search(value)
    if numbers:
        return _date(*(int(part) for part in numbers.groups()))
    if dotted := _DAY_FIRST.search(value):
        return _date(*(int(part) for part in reversed(dotted.groups())))
    for match in _WORDED.finditer(value.lower()):
        before, month, after, year = match.groups()
        if month in MONTHS and (before or after):
            return _date(int(year), MONTHS[month], int(before or after))
    return ""


def _date(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def minutes(value: str) -> int | None:
    """A duration in minutes, half a minute counted up (``1:02:33``, ``62 min``, ``1 h 2 min``), or None."""
    clock = _CLOCK.search(value)
    if clock:
        hours, middle, last = clock.groups()
        if hours is not None:
            return int(hours) * 60 + int(middle) + (int(last) >= 30)
        return max(1, int(middle) + (int(last) >= 30))
    for match in _SPOKEN.finditer(value):
        hours_said, minutes_said = match.groups()
        if hours_said or minutes_said:
            return round(float(hours_said or 0) * 60 + int(minutes_said or 0))
    return int(value) if value.isdecimal() and 0 < int(value) < 1000 else None
