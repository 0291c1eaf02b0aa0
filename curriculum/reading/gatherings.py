"""Gatherings: headings that stand for many episodes, and files that hold none."""

import re
from collections.abc import Sequence
from functools import cache

from curriculum.reading.blocks import Block
from curriculum.reading.headings import without_prefix
from curriculum.reading.inline import plain
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key, table

_NUMBERS = re.compile(r"\b\d+(?:st|nd|rd|th)?\b")
_COUNTED = re.compile(r"\W*\d{1,3}[.)]?\s|.*(?:#|\b(?:episode|ep)\.?\s*#?)\d", re.IGNORECASE)
"""What one episode of a show, and no heading for all of them, has: a number."""
_YEAR = re.compile(r"\b20\d\d\b")
_OPENS = re.compile(r"\W*(?P<noun>[^\W\d_]+) (?:with|about|on|from|by|of)\s", re.IGNORECASE)
_PHRASE = re.compile(r"[^,:;|–—()]+")
_MANY = re.compile(
    r"\b(?:podcasts|episodes|(?:a|the) (?:weekly )?podcast (?:about|on|for|in which))\b", re.IGNORECASE
)
_THIS = re.compile(r"\b(?:this|today['’]s) (?:episode|podcast|conversation|interview)\b", re.IGNORECASE)
_PAGE_LINKS = re.compile(r"\W*(?:(?:\[[^\[\]]*\]\((?!https?:)[^()]*\)|\[\[[^\[\]]*\]\])\W*)+$")
"""Nothing but links to other files."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("cuts")["collection"][name].split())


@cache
def _pages(name: str) -> frozenset[str]:
    return frozenset(key(phrase) for phrase in table("cuts")["pages"][name].split("|"))


def is_collection(text: str, shows: Shows) -> bool:
    """Whether a heading stands for many episodes: a show, a month, "Podcast notes", "The Harbour Show"."""
    rest = without_prefix(text)
    if rest != text:
        return is_collection(rest, shows)
    if _COUNTED.match(text):
        return False
    opens = _OPENS.match(text)
    if shows.full_name(text) or (opens and opens.group("noun").casefold() in _words("nouns")):
        return True
    show, end = shows.leading(text)
    said = _NUMBERS.sub(" ", key(text[end:] if show else text)).split()
    words = [word for word in said if word not in _words("plain")]
    told = sum(word in _words("words") for word in words)
    of_many = bool(show) and told * 2 >= len(words) and not {"on", "about"} & set(said)  # no "Notes on Bread"
    if told * 3 >= len(words) * 2 or of_many:
        return bool(words or show or _YEAR.search(text))
    return len(words) <= 5 and bool(_PHRASE.fullmatch(text)) and words[-1] in _words("nouns")


def is_bare(text: str) -> bool:
    """Whether such a heading may stand over a single episode as well ("Podcast Notes")."""
    return set(key(text).split()) <= _words("bare")


def speaks_of_many(parts: Sequence[Block]) -> bool:
    """Whether a preface speaks of a podcast as a whole, or of several episodes, and of none in particular."""
    text = " ".join(part.text for part in parts if part.kind in ("paragraph", "quote"))
    return bool(_MANY.search(text)) and not _THIS.search(text)


def is_no_episode(parts: Sequence[Block]) -> bool:
    """Whether parts are plainly no notes: a page of thanks, a README, an index of other files."""
    headings = [key(plain(part.text)) for part in parts if part.kind == "heading"]
    sections = sum(heading in _pages("sections") for heading in headings[1:])
    if _pages("titles").intersection(headings[:1]) or (sections >= 2 and _pages("signs") & {*headings}):
        return True
    listed = [item for part in parts if part.kind == "list" for item in part.children]
    others = [part for part in parts if part.kind not in ("list", "heading", "rule")]
    return len(listed) >= 2 and not others and all(map(_is_link, listed))


def _is_link(part: Block) -> bool:
    return (
        bool(_PAGE_LINKS.match(part.text)) if part.kind == "paragraph" else all(map(_is_link, part.children))
    )
