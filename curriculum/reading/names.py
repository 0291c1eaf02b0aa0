"""Names: the proper names in an episode's lines, with where they stand."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from curriculum.reading.inline import plain
from curriculum.reading.limits import LEFT_OUT
from curriculum.reading.persons import is_role
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS

_TOKEN = re.compile(r"([^\W_][\w'’]*(?:[-.][^\W_][\w'’]*)*)")
_CODE = re.compile(r"[A-Z](?<![\w-].)[A-Z]{0,4}[ -]\d{3,5}(?![\w.])")
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


_NO_TEXT = ("separator", "comment", "mark", "transcript", "chatter", LEFT_OUT)
"""How the accounts begin of lines whose names do not count."""


@dataclass(slots=True)
class _Seen:
    """What is seen of a name while the lines are looked at, in their order."""

    line: int
    times: int = 0
    titled: bool = False
    running: bool = False
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)

    def name(self, form: str, small: Set[str]) -> Name:
        """The name; ``small`` are words that stand without a capital elsewhere: they only open a sentence."""
        before, after = _names(self.before, small), _names(self.after, small)
        return Name(form, self.times, self.line, self.titled, self.running, before, after)


def names_in(lines: Iterable[tuple[int, str, str]]) -> Names:
    """Collect names from (line number, account, source text) of one episode's lines."""
    found: dict[str, _Seen] = {}
    small: set[str] = set()
    shows: list[tuple[str, int]] = []
    couples: dict[tuple[str, str], int] = {}
    for number, account, raw in lines:
        if account.startswith(_NO_TEXT):
            continue
        titled = account == "title"
        label = _LABEL.match(raw)
        text = plain(raw)
        head = plain(label.group(1)) if label and label.group(1) else ""
        edge = max(0, text.find(head)) + len(head)
        if titled or account == "front matter" or (label and not head):
            edge = len(text)
        for match in _CODE.finditer(text):
            _entered(found, match.group(), number, titled=titled, running=True)
        of_show = "odcast" in text or "episode" in text or "edition" in text
        for phrase in _SHOW.finditer(text) if of_show else ():
            shows.append(((phrase.group(1) or phrase.group(2)).strip(), number))
        for word, running, before, after in _uses(text, edge, small):
            seen = _entered(found, word, number, titled=titled, running=running)
            if before:
                seen.before.add(before)
            if after:
                seen.after.add(after)
                couples.setdefault((word, after), number)
    forms = {form.casefold() for form in found}
    return Names(
        tuple(seen.name(form, small) for form, seen in found.items()),
        frozenset(small),
        tuple(shows),
        tuple((" ".join(two), line) for two, line in couples.items() if "".join(two).casefold() in forms),
        len(_NOUNS_CAPITAL & small) >= _TELLING,
        len(_INFLECTED & small) >= _TELLING,
    )


def _entered(found: dict[str, _Seen], word: str, line: int, *, titled: bool, running: bool) -> _Seen:
    """What is seen of a word, with one more place."""
    seen = found.get(word)
    if seen is None:
        seen = found[word] = _Seen(line)
    seen.times += 1
    seen.titled = seen.titled or titled
    seen.running = seen.running or running
    return seen


def _uses(text: str, edge: int, small: set[str]) -> Iterator[tuple[str, bool, str, str]]:
    """(name, whether it stands inside a sentence, name before it, name after it) for each in a text.

    Capitals before ``edge``, in a title or label, say nothing by themselves.
    """
    pieces = _TOKEN.split(text)  # a gap, a word, a gap, a word, …, a gap
    words = [word if word.isalpha() else _bare(word) for word in pieces[1::2]]
    names: list[int] = []
    for place, word in enumerate(words):
        if not word[:1].isupper():
            small.add(word)
        elif is_namelike(word):
            names.append(place)
    if not names:
        return
    ends = list(accumulate(map(len, pieces)))
    if in_title_case(word for word, start in zip(words, ends[::2], strict=False) if start >= edge):
        edge = len(text)
    for place in names:
        gap = pieces[2 * place]
        if gap[-1:] in ("@", "#"):
            continue
        before = words[place - 1] if place else ""
        left = before if gap == " " or (gap == ". " and before.istitle()) else ""
        role = _is_role(left)  # "Dr. Ann Lee": no sentence ends there
        opens = place == 0 or ends[2 * place - 1] <= edge
        opens = opens or (not role and bool(_BREAK.search((before + gap)[-4:])))
        left = left.casefold() if role else left if gap == " " and is_namelike(left) else ""
        right = words[place + 1] if pieces[2 * place + 2] == " " and place + 1 < len(words) else ""
        running = ends[2 * place] >= edge and not opens
        yield words[place], running, left, right if is_namelike(right) else ""


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


def _names(neighbours: Set[str], small: Set[str]) -> frozenset[str]:
    return frozenset(word for word in neighbours if word.islower() or word.casefold() not in small)


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
