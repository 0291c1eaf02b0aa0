"""Names: the proper names in an episode's lines, with where they stand."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.reading.inline import plain
from curriculum.reading.limits import LEFT_OUT
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS, stem

_TOKEN = re.compile(r"[^\W_][\w'’]*(?:[-.][^\W_][\w'’]*)*")
_CODE = re.compile(r"(?<![\w-])([A-Z]{1,5})[ -](\d{3,5})(?![\w.])")
_LABEL = re.compile(r"^\s*(?:[-*+]|\d+[.)])?\s*(?:\*\*|__)([^*_]+)(?:\*\*|__)|^\s*#{1,6}\s.*$")
_BREAK = re.compile(r"[.!?:;\"“”(\[|/]\s*$|[-–—]\s+$|^\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOMAIN = re.compile(r"\.(?:ai|com|org|io|net|co|fm|dev)$", re.IGNORECASE)
_OF_PLACES = frozenset("n an ean ian ese ish ic".split())
_PLACES = frozenset(["", "y", "a", "e", "as", "es", "o", "os", "us", "i", "ia", "is"])
_COMMON = re.compile(
    r".*(?:tions?|ings?|ments?|ness|ity|ities|ers|ed|ive|ives|ences?|ances?|ings|ous|ful|able|ible|ally|ics|isms?)$"
)


class Name(NamedTuple):
    """A proper name (one word, or a code such as "SB 1047") as an episode uses it."""

    form: str
    times: int
    line: int
    """First line."""
    titled: bool
    """Stands in the episode's title."""
    running: bool
    """Stands with its capital inside a sentence, where common words have none."""
    before: frozenset[str]
    """Capitalised words that stand directly before it."""
    after: frozenset[str]


class Names(NamedTuple):
    """What an episode's lines say about names."""

    names: tuple[Name, ...]
    small: frozenset[str]
    """Words that occur without a capital: no names."""
    shows: tuple[tuple[str, int], ...]
    """(phrase, line) for each "the … podcast" and "episode of …"."""


_SHOW = re.compile(
    r"\b(?:[Tt]he|[Tt]his)\s+[\"“]?((?:[A-Z][\w'’]*\s+){1,4}?)[Pp]odcast\b"
    r"|\b(?:episode|podcast|edition)\s+(?:of|from)\s+[\"“*]*((?:(?:The\s+)?[A-Z][\w'’]*)(?:\s+[A-Z][\w'’]*){0,4})"
)


def names_in(lines: Iterable[tuple[int, str, str]]) -> Names:
    """Collect names from (line number, account, source text) of one episode's lines."""
    found: dict[str, list[tuple[int, bool, bool, str, str]]] = {}
    small: set[str] = set()
    shows: list[tuple[str, int]] = []
    for number, account, raw in lines:
        if account.startswith(("heading", "separator", "comment", "mark", "transcript", LEFT_OUT)):
            continue
        titled = account == "title"
        label = _LABEL.match(raw)
        text = plain(raw)
        edge = len(plain(label.group(1))) if label and label.group(1) else 0
        loose = titled or account == "front matter" or bool(label and not label.group(1))
        offset = text.find(plain(label.group(1))) if edge and label else 0
        for match in _CODE.finditer(text):
            found.setdefault(match.group(), []).append((number, titled, True, "", ""))
        for phrase in _SHOW.finditer(text):
            shows.append(((phrase.group(1) or phrase.group(2)).strip(), number))
        _tokens(text, number, titled, loose, max(0, offset) + edge, found, small)
    return Names(tuple(_name(form, places) for form, places in found.items()), frozenset(small), tuple(shows))


def _tokens(
    text: str,
    number: int,
    titled: bool,
    loose: bool,
    edge: int,
    found: dict[str, list[tuple[int, bool, bool, str, str]]],
    small: set[str],
) -> None:
    tokens = [(match, _bare(match.group())) for match in _TOKEN.finditer(text)]
    for place, (match, word) in enumerate(tokens):
        if not word[:1].isupper():
            small.add(word)
            continue
        if not is_namelike(word):
            continue
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        opens = bool(_BREAK.search(text[max(0, match.start() - 4) : match.start()])) if place else True
        running = not loose and match.start() >= edge and not opens
        left = before[1] if before and text[before[0].end() : match.start()] == " " else ""
        right = after[1] if after and text[match.end() : after[0].start()] == " " else ""
        found.setdefault(word, []).append(
            (number, titled, running, left if is_namelike(left) else "", right if is_namelike(right) else "")
        )


def _name(form: str, places: list[tuple[int, bool, bool, str, str]]) -> Name:
    return Name(
        form,
        len(places),
        min(place[0] for place in places),
        any(place[1] for place in places),
        any(place[2] for place in places),
        frozenset(place[3] for place in places) - {""},
        frozenset(place[4] for place in places) - {""},
    )


def _bare(token: str) -> str:
    """A word without possessive ending and web domain."""
    if "'" in token or "’" in token:
        token = _POSSESSIVE.sub("", token)
    return _DOMAIN.sub("", token) if "." in token else token


@lru_cache(maxsize=100_000)
def is_namelike(word: str) -> bool:
    """Whether a capitalised word can be (part of) a name: letters, not all capitals, no common ending."""
    return (
        len(word) >= 3
        and word[0].isupper()
        and not word.isupper()
        and not any(char.isdigit() for char in word)
        and word.lower() not in STOPWORDS
        and not _COMMON.match(word.lower())
    )


def _is_people(one: str, other: str) -> bool:
    """Whether two endings turn a place or a person into its adjective: Europe, European."""
    ends = {one, other}
    return ends == {"y", ""} or bool(ends & _OF_PLACES and ends <= _OF_PLACES | _PLACES)


@cache
def _told_apart() -> dict[str, frozenset[int]]:
    groups: dict[str, frozenset[int]] = {}
    for number, group in enumerate(table("people")["told_apart"]):
        for name in group.casefold().split():
            groups[name] = groups.get(name, frozenset()) | {number}
    return groups


def same_word(one: str, other: str) -> bool:
    """Whether two forms are surely no slips of one another.

    One word in two forms (plural, hyphen, case, "Germany" and "German"), or names known to differ.
    """
    a, b = one.casefold().replace("-", ""), other.casefold().replace("-", "")
    if a == b or stem(a) == stem(b) or a.rstrip("s") == b.rstrip("s"):
        return True
    if _told_apart().get(a, frozenset()) & _told_apart().get(b, frozenset()):
        return True
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 4 and _is_people(a[shared:], b[shared:])
