"""Fields: ``key: value`` facts about an episode, wherever the notes put them."""

import datetime as dt
import re
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.reading.inline import plain
from curriculum.reading.persons import Person, listed
from curriculum.reading.tables import key, languages, spellings, table

_LINE = re.compile(
    r"\s*(?:[-*+]\s+)?(?:[^\w\s*_\[\"“]+\s*)?(?:\*\*|__|\*|_)?(?P<key>[^\W\d_][^:：*\n]{0,44}?)"
    r"(?:\*\*|__|\*|_)?\s*(?:[:：]{1,2}(?:\*\*|__|\*|_)?\s+|：(?:\*\*|__|\*|_)?)(?P<value>\S.*)$"
)
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*/)(?P<last>[^\[\]|/]+)\]\]")
_ALIASED = re.compile(r"\[\[(?P<page>[^\[\]|/]+)\|(?P<shown>[^\[\]|]+)\]\]")
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
_YEAR_FIRST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
"""Dots part day, month and year where the day stands first; slashes do so in either order."""
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_EPOCH = re.compile(r"(?<!\d)(1\d{9})(?:\d{3})?(?!\d)")
_WORDED = re.compile(
    r"(?<!\w)(?:(\d{1,2})(?:st|nd|rd|th|er|[.º°])?\s+(?:(?:of|de|di)\s+)?)?([^\W\d_]{3,12})\.?,?\s+(?:(?:de|del)\s+)?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?!\d)"
)
_CLOCK = re.compile(r"(?<!\d)(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?!\d)")
_SPOKEN = re.compile(
    r"(?:(?<![\d.])(\d{1,3}(?:\.\d+)?)[\s-]*(?:(?:hours?|hrs?|h|std|stunden?|heures?|horas?|or[ae]|uur|uren|godzin[ay]?|godz|saat|tim(?:mar|me)?|час\w*|ч)(?![^\W\d_])\.?|時間|小时|小時|시간))?"
    r"\s*(?:and|und|et|y|e|en|i|och|и|,)?\s*(?:(?<![\d.])(\d{1,4})[\s-]*(?:(?:min\w*|m|мин\w*|dakika|dk|хв)\b|分|분))?",
    re.I,
)
_SHORT = re.compile(r"(?<!\d)(\d{1,2})\s?h\s?(\d\d)(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST_DATE = 30
_MOST_MINUTES = 1000
"""A bare number of a length is minutes below this, and seconds from here on."""


_EQUAL = re.compile(r"\s*[^\W\d_]+(?: [^\W\d_]+)?\s=\s\S")
_NEXT_EQUAL = re.compile(r"[,;]\s+(?=[^\W\d_]+(?: [^\W\d_]+)?\s=\s)")
_SIDE = re.compile(r"[|·•/]")
_BESIDE = re.compile(rf"(?<=\s){_SIDE.pattern}\s+")
_SUBTITLE = re.compile(
    r"(?P<show>[^\W\d_][^,·|•–—()\[\]:]{1,50}?)\s*(?:[,·|•–—-]\s*)?(?:\b(?:episode|ep|folge|épisode|episodio)\b\.?|\bn[or]\.|\#)\s*\#?(?P<number>\d{1,5})\b"
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


_WORDY = frozenset(("show", "hosts", "guests"))
"""Facts whose key may go on: "Guest name and title"."""
_KEY_WORDS = 8


@cache
def _names() -> dict[str, str]:
    names = {key(word): name for name, words in table("fields").items() for word in words}
    for code in languages():
        for name, words in table(f"sections/{code}")["fields"].items():
            for word in words:
                names.update((spelt, name) for spelt in spellings(word) if spelt not in names)
    return names


@cache
def _words_of_keys(name: str) -> tuple[str, ...]:
    """A list of words in ``data/keys.toml``, in its order."""
    return tuple(table("keys")[name].split())


@lru_cache(maxsize=4096)
def field_name(word: str) -> str:
    """What a key means, or "" when it is not known; "people" for one of hosts and guests together.

    A key of show or people may say more than its name: "Hosts and their backgrounds/roles".
    """
    words = key(word).split()
    known = _names()
    if (name := known.get(" ".join(words), "")) or not words:
        return name
    for tail in _words_of_keys("joined_tails"):
        name = known.get("".join(words).removesuffix(tail), "") if len(words) < 3 else ""
        if name in _WORDY:
            return name
    for end in range(min(3, len(words) - 1), 0, -1):
        name, rest = known.get(" ".join(words[:end]), ""), words[end:]
        joined = rest[0] in ("and", "&")
        goes_on = joined or rest[0] in _words_of_keys("names")
        if name in _WORDY and goes_on and set(rest).issubset(_words_of_keys("tails")):
            return name
        other = field_name(" ".join(rest[joined:])) if name in _WORDY and len(words) <= _KEY_WORDS else ""
        if {name, other} == {"hosts", "guests"}:
            return "people"
        if name in _WORDY and (other == name or (joined and other in ("", "title"))):
            return name
    headed = len(words) > 1 and words[0] in _words_of_keys("heads")
    name = known.get(" ".join(words[1:]), "") if headed else ""
    return name if name in ("hosts", "guests", "date", "duration") else ""


def field(line: str) -> Field | None:
    """The fact that a ``Key: value`` line (bold, bulleted or plain) states, or None."""
    match = _keyed(line)
    if match is None:
        return None
    written = plain(match.group("key"))
    name = field_name(written)
    return Field(name, match.group("value").strip(), written) if name else None


def is_key_line(line: str) -> bool:
    """Whether a line looks like ``Key: value``, whatever the key means."""
    return bool(_keyed(line))


def _keyed(line: str) -> re.Match[str] | None:
    return _LINE.match(line) if ":" in line or "：" in line else None


def stated(line: str) -> tuple[Field, ...]:
    """Every fact that a line states: ``Show: Radiolab | Episode: 7`` states two."""
    pieces = [piece.rstrip() for piece in _BESIDE.split(line)] if _SIDE.search(line) else []
    found = [field(piece) for piece in pieces] if len(pieces) > 1 else []
    several = tuple(fact for fact in found if fact)
    if found and len(several) == len(found):
        return several
    whole = field(line)
    return (whole,) if whole else _equal(line)


def _equal(line: str) -> tuple[Field, ...]:
    """The facts of a line typed as ``host = Ann Lee, guest = Bob Ray``; none when a key is not known."""
    if "=" not in line or not _EQUAL.match(line):
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
    """A value with its wikilinks as the names they stand for: ``[[people/ann-lee]]``, ``[[Ann Lee|Ann]]``."""
    return _WIKI.sub(_last_part, _ALIASED.sub(_fuller_part, value.replace("]] [[", "]], [[")))


def _last_part(link: re.Match[str]) -> str:
    """The name that a wikilink into a folder stands for."""
    last = link.group("last")
    return " ".join(map(str.capitalize, last.split("-"))) if last.islower() and "-" in last else last


def _fuller_part(link: re.Match[str]) -> str:
    page, shown = link.group("page"), link.group("shown")
    return page if set(shown.split()) < set(page.split()) else shown


def people(value: str) -> tuple[Person, ...]:
    """The people that a value lists, as it is written; none when it says that nobody is known."""
    shown = plain(unlinked(value))
    return () if is_nothing(shown) else listed(shown)


@cache
def _nothing() -> tuple[frozenset[str], re.Pattern[str]]:
    words = table("people")
    return frozenset(words["nothing"].split()), re.compile("|".join(words["nothing_starts"]), re.IGNORECASE)


def is_nothing(value: str) -> bool:
    """Whether a plain value says that the fact is not known ("Unknown", "Not stated in the text")."""
    whole, starts = _nothing()
    bare = value.strip(" \t()[]{}\"'“”*_")
    first = re.split(r"\s*[(\[;]|\s+[-–—]\s", bare, maxsplit=1)[0]
    return not bare or first.casefold().rstrip(".") in whole or bool(starts.match(bare))


_SAID = re.compile(r"\b(?:called|titled|named|is|entitled)\s+[\"“*_'‘]+(?P<name>[^\"“”*_’]{2,80})[\"”*_'’]")
_GOES_ON = re.compile(r"\s*(?:[,;]\s+(?=[a-z])|\s[–—-]\s+(?=[a-z])|(?<=[a-z]{3})\.\s+(?=[A-Z])).*$")
_LONGEST_SHOW = 14
"""Words; more are a sentence about a show."""


def show_name(value: str) -> str:
    """The show that a plain value names, without what is said of it; "" when it names none."""
    if is_nothing(value):
        return ""
    if said := _SAID.search(value):
        return said.group("name").strip(" .,")
    name = _GOES_ON.sub("", value).strip(' "“”')
    sentence = name[:1].islower() or name.split()[-1:] == [] or len(name.split()) > _LONGEST_SHOW
    return "" if sentence and name != value else name


def iso_date(value: str) -> str:
    """The ISO date in a text (``2024-05-03``, ``3 May 2024``, ``May 3rd, 2024``, ``1714694400``), or "".

    ``05/03/2024`` is a date only where one of the two numbers can be no month.
    """
    if numbers := _ISO.search(value) or _YEAR_FIRST.search(value):
        return _date(*(int(part) for part in numbers.groups()))
    if numbers := _DAY_FIRST.search(value):
        return _date(*(int(part) for part in reversed(numbers.groups())))
    if numbers := _SLASHED.search(value):
        one, other, year = (int(part) for part in numbers.groups())
        sure = max(one, other) > 12 or one == other
        return _date(year, min(one, other), max(one, other)) if sure else ""
    for match in _WORDED.finditer(value.lower()):
        before, month, after, in_year = match.groups()
        if month in MONTHS and (before or after):
            return _date(int(in_year), MONTHS[month], int(before or after))
    if seconds := _EPOCH.search(value):
        return dt.datetime.fromtimestamp(int(seconds.group(1)), dt.UTC).date().isoformat()
    return ""


def is_date(value: str) -> bool:
    """Whether a text is a date and nothing else ("3 May 2024")."""
    words = [word for word in _WORD.findall(value.lower()) if word not in MONTHS]
    return len(value) < _LONGEST_DATE and bool(iso_date(value)) and not words


def _date(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def minutes(value: str) -> int | None:
    """A length in minutes, half a minute counted up, or None.

    ``1:02:33``, ``62 min``, ``1h15m``, ``51-minute``, ``PT1H2M``; a bare number of 1000 or more is seconds.
    """
    clock = _CLOCK.search(value)
    if clock:
        hours, middle, last = clock.groups()
        if hours is not None:
            return int(hours) * 60 + int(middle) + (int(last) >= 30)
        return max(1, int(middle) + (int(last) >= 30))
    if short := _SHORT.search(value):
        return int(short.group(1)) * 60 + int(short.group(2))
    for match in _SPOKEN.finditer(value.removeprefix("PT")):
        hours_said, minutes_said = match.groups()
        if hours_said or minutes_said:
            return round(float(hours_said or 0) * 60 + int(minutes_said or 0))
    if not value.isdecimal() or not 0 < int(value) < 100_000:
        return None
    return int(value) if int(value) < _MOST_MINUTES else round(int(value) / 60)
