"""Names: the proper names in an episode's lines, with where they stand."""

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import NamedTuple

from curriculum.reading.inline import plain
from curriculum.reading.limits import LEFT_OUT
from curriculum.reading.persons import is_role
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS

_TOKEN = re.compile(r"[^\W_][\w'’]*(?:[-.][^\W_][\w'’]*)*")
_CODE = re.compile(r"(?<![\w-])([A-Z]{1,5})[ -](\d{3,5})(?![\w.])")
_LABEL = re.compile(r"^\s*(?:[-*+]|\d+[.)])?\s*(?:\*\*|__)([^*_]+)(?:\*\*|__)|^\s*#{1,6}\s.*$")
_BREAK = re.compile(r"[.!?:;\"“”(\[|/]\s*$|[-–—]\s+$|^\s*$")
_CONTRACTED = re.compile(r"['’][a-z]")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOMAIN = re.compile(r"\.(?:ai|app|com|org|io|net|co|fm|dev|tv|me|js|ts|py|rs)$", re.IGNORECASE)
_NOUNS_CAPITAL = frozenset(table("names")["nouns_capital"].split())
_INFLECTED = frozenset(table("names")["inflected"].split())
_TELLING = 4
"""So many of those small words are a text in such a language: fewer may be a quotation."""
_LONG, _HEADLINE = 4, 3
"""Letters of a longer word, and how many such words are a headline."""
_OF_SHOW = re.compile(r"[Pp]odcast|episode|edition")
_SHOW = re.compile(
    r"\b(?:[Tt]he|[Tt]his)\s+[\"“]?((?:[A-Z][\w'’]*\s+){1,4}?)[Pp]odcast\b"
    r"|\b(?:episode|podcast|edition)\s+(?:of|from)\s+[\"“*]*((?:(?:The\s+)?[A-Z][\w'’]*)(?:\s+[A-Z][\w'’]*){0,4})"
)


NOBODY: frozenset[str] = frozenset()


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
    """Capitalised words that stand directly before it, and roles, in small letters."""
    after: frozenset[str]
    """Capitalised words that stand directly after it."""


class Names(NamedTuple):
    """What an episode's lines say about names."""

    names: tuple[Name, ...]
    small: frozenset[str]
    """Words that occur without a capital: no names."""
    shows: tuple[tuple[str, int], ...]
    """(phrase, line) for each "the … podcast" and "episode of …"."""
    couples: tuple[tuple[str, int], ...] = ()
    """(two capitalised words, line) where the episode has them as one word too: "Deep Mind"."""
    nouns_capital: bool = False
    """Whether the language gives every noun a capital, as German does: no sign of a name there."""
    inflected: bool = False
    """Whether the language gives names endings, as Polish does."""


class _Use(NamedTuple):
    """A name at one place."""

    line: int
    titled: bool
    running: bool
    before: str = ""
    after: str = ""


def names_in(lines: Iterable[tuple[int, str, str]]) -> Names:
    """Collect names from (line number, account, source text) of one episode's lines."""
    found: dict[str, list[_Use]] = {}
    small: set[str] = set()
    shows: list[tuple[str, int]] = []
    couples: dict[tuple[str, str], int] = {}
    for number, account, raw in lines:
        if account.startswith(("separator", "comment", "mark", "transcript", "chatter", LEFT_OUT)):
            continue
        titled = account == "title"
        label = _LABEL.match(raw)
        text = plain(raw)
        head = plain(label.group(1)) if label and label.group(1) else ""
        edge = max(0, text.find(head)) + len(head)
        if titled or account == "front matter" or (label and not head):
            edge = len(text)
        for match in _CODE.finditer(text):
            found.setdefault(match.group(), []).append(_Use(number, titled, True))
        for phrase in _SHOW.finditer(text) if _OF_SHOW.search(text) else ():
            shows.append(((phrase.group(1) or phrase.group(2)).strip(), number))
        for word, use in _uses(text, number, titled, edge, small):
            found.setdefault(word, []).append(use)
            if use.after:
                couples.setdefault((word, use.after), number)
    forms = {form.casefold() for form in found}
    return Names(
        tuple(_name(form, uses, small) for form, uses in found.items()),
        frozenset(small),
        tuple(shows),
        tuple((" ".join(two), line) for two, line in couples.items() if "".join(two).casefold() in forms),
        len(_NOUNS_CAPITAL & small) >= _TELLING,
        len(_INFLECTED & small) >= _TELLING,
    )


def _uses(text: str, line: int, titled: bool, edge: int, small: set[str]) -> Iterable[tuple[str, _Use]]:
    """The names of a text; capitals before ``edge``, in a title or label, say nothing by themselves."""
    tokens = [
        (match, word if word.isalpha() else _bare(word))
        for match in _TOKEN.finditer(text)
        for word in (match.group(),)
    ]
    if in_title_case(word for match, word in tokens if match.start() >= edge):
        edge = len(text)
    small.update(word for _, word in tokens if not word[:1].isupper())
    for place, (match, word) in enumerate(tokens):
        if (
            not word[:1].isupper()
            or not is_namelike(word)
            or text[match.start() - 1 : match.start()] in ("@", "#")
        ):
            continue
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        gap = text[before[0].end() : match.start()] if before else ""
        left = before[1] if before and (gap == " " or (gap == ". " and before[1].istitle())) else ""
        role = _is_role(left)  # "Dr. Ann Lee": no sentence ends there
        opens = before is None or before[0].end() <= edge
        opens = opens or (not role and bool(_BREAK.search(text[max(0, match.start() - 4) : match.start()])))
        running = match.start() >= edge and not opens
        left = left.casefold() if role else left if gap == " " and is_namelike(left) else ""
        right = after[1] if after and text[match.end() : after[0].start()] == " " else ""
        yield word, _Use(line, titled, running, left, right if is_namelike(right) else "")


_is_role = lru_cache(maxsize=50_000)(is_role)


def in_title_case(words: Iterable[str]) -> bool:
    """Whether every longer word has a capital, and there are some: a headline, whatever line it stands in."""
    long = 0
    for word in words:
        if len(word) >= _LONG:
            if not word[0].isupper():
                return False
            long += 1
    return long >= _HEADLINE


def _name(form: str, uses: list[_Use], small: Set[str]) -> Name:
    """``small`` are words that stand without a capital elsewhere: beside a name they only open a sentence."""
    lines, titled, running, before, after = zip(*uses, strict=True)
    return Name(
        form, len(uses), min(lines), any(titled), any(running), _names(before, small), _names(after, small)
    )


def _names(neighbours: tuple[str, ...], small: Set[str]) -> frozenset[str]:
    words = frozenset(neighbours) - {""}
    return frozenset(word for word in words if word.islower() or word.casefold() not in small)


def _bare(token: str) -> str:
    """A word without possessive ending, and without that of a web domain or a program's file."""
    if "'" in token or "’" in token:
        token = _POSSESSIVE.sub("", token)
    return _DOMAIN.sub("", token) if "." in token else token


@lru_cache(maxsize=100_000)
def is_namelike(word: str) -> bool:
    """Whether a capitalised word can be (part of) a name: letters, not all capitals, no small word."""
    return (
        len(word) >= 3
        and word[0].isupper()
        and not word.isupper()
        and not any(char.isdigit() for char in word)
        and not _CONTRACTED.search(word)
        and word.lower() not in STOPWORDS
    )
