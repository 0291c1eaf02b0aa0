"""Headings: what kind of section a heading opens."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from curriculum.reading.tables import key, languages, spellings, table

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SLIP = 88
"""Least likeness (0 to 100) at which a misspelt heading still counts."""
EPISODE = "|".join(
    ("episode", "ep", *" ".join(table("languages")[code].get("episode", "") for code in languages()).split())
)
"""What stands before the number of an episode, in any language: alternatives of a pattern."""
_EPISODE = re.compile(
    rf"^\s*(?:(?:{EPISODE})\.?\s*#?\d{{1,5}}\s*[:–—-]\s+|[第제]\s?\d{{1,5}}\s?[期回話话集화회]\s*[:：–—-]\s*)",
    re.IGNORECASE,
)
_AND = re.compile(r" (?:and|or|&|und|et|y|e|en|i|ve|och|и) ")
_TAKEN = re.compile(r"(?:(?:key|main|my|big|top) )?takeaways (?:for|from) \w+(?: \w+){0,3}")
"""A section of takeaways that says whose they are: "takeaways for essay"."""
_ONE = re.compile(r"\b(?:quote|takeaway)\b")
_NO_SECTIONS = frozenset(("modifiers", "before_title", "after_title", "beside"))
_LONGEST = 8
"""A longer heading is a title, never a misspelt section name."""
_SHORTEST = 6
"""Letters; a shorter name with a slip in it may be any word."""


@cache
def _english() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, entry in table("headings").items():
        for phrase in entry["words"] if kind not in _NO_SECTIONS else ():
            kinds.setdefault(key(phrase), kind)
    return kinds


@cache
def kinds() -> dict[str, str]:
    """What the names of sections mean in every language; an English name keeps its meaning."""
    found = dict(_english())
    for code in languages():
        for kind, entry in table(f"sections/{code}").items():
            for phrase in (
                entry["words"]
                if kind not in (*_NO_SECTIONS, "fields", "evidence", "cards", "chatter")
                else ()
            ):
                for name in spellings(phrase):
                    found.setdefault(name, kind)
    return found


@cache
def _long() -> dict[int, list[str]]:
    """The English names of sections, which may be misspelt, by how many spaces they have."""
    phrases: dict[int, list[str]] = {}
    for phrase in _english():
        if len(phrase) >= _SHORTEST:
            phrases.setdefault(phrase.count(" "), []).append(phrase)
    return phrases


@cache
def _before_title() -> re.Pattern[str]:
    phrases = sorted(table("headings")["before_title"]["words"], key=lambda phrase: -len(phrase))
    forms = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?:{forms})\s*(?:[:：]\s*|\s[-–—|]\s+)(?=\S)", re.IGNORECASE)


def without_prefix(title: str) -> str:
    """A title line without the words that only say what follows ("Podcast Notes: …", "Episode Title: …")."""
    match = _before_title().match(title)
    return title[match.end() :] if match else title


@cache
def _after_title() -> re.Pattern[str]:
    phrases = sorted(table("headings")["after_title"]["words"], key=lambda phrase: -len(phrase))
    forms = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    several = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases if " " in phrase)
    return re.compile(
        rf"(?<=\S)(?:\s*\((?:{forms})\)|\s+[–—|·-]\s+(?:{forms})|\s?:\s+(?:{several}))\s*$", re.IGNORECASE
    )


def without_suffix(title: str) -> str:
    """A title line without the words at its end that only say what it heads ("… – Episode Summary")."""
    rest = _after_title().sub("", title)
    return title if _EPISODE.fullmatch(f"{rest}: ") else rest  # "Episode 12: Key Points" names a section


@cache
def _modifiers() -> frozenset[str]:
    tables = (table("headings"), *(table(f"sections/{code}") for code in languages()))
    return frozenset(word for found in tables for word in found["modifiers"]["words"])


def _unmodified(name: str) -> Iterator[str]:
    """A name with one after the other of its leading modifiers cut off."""
    bare = name.split()
    while len(bare) > 1 and bare[0] in _modifiers():
        bare = bare[1:]
        yield " ".join(bare)


def names_one(text: str) -> bool:
    """Whether a heading names a single quote or takeaway, not a section of them."""
    return bool(_ONE.search(key(text)))


@lru_cache(maxsize=4096)
def section_kind(text: str, *, exact: bool = False) -> str:
    """The kind of section a plain heading opens (a table of ``data/headings.toml``), or "".

    Without ``exact``, one or two wrong letters are forgiven, and words that only say which episode
    ("Key Points from this episode"); an episode title is never taken for a section.
    """
    text = _EPISODE.sub("", text)
    name = key(_ASIDE.sub("", text)) or key(text)
    known = kinds()
    if not name:
        return ""
    if name in known:
        return known[name]
    if _TAKEN.fullmatch(name):
        return "takeaways"
    if exact:
        return ""
    for filler in (
        " from this episode",
        " from the episode",
        " of the episode",
        " of this episode",
        " from the podcast",
        " discussed",
        " for listeners",
        " for you",
        " section",
        " list",
    ):
        if name.endswith(filler):
            name = name.removesuffix(filler)
    if name in known:
        return known[name]
    for cut in _unmodified(name):
        if cut in known:
            return known[cut]
    parts = [part for part in _AND.split(name) if part]
    if len(parts) > 1:
        # "Key Themes and Technological Insights": what is joined must end in names of sections
        parts[0] = next((cut for cut in _unmodified(parts[0]) if cut in known), parts[0])
        found = [known.get(part) or known.get(part.rpartition(" ")[2], "") for part in parts]
        if all(found) and (parts[0] in known or len(set(found)) == 1):
            return found[0]
    if len(name.split()) > _LONGEST or len(name) < _SHORTEST:
        return ""
    from rapidfuzz import fuzz, process  # late: cli --help must not pay for it

    alike = _long().get(name.count(" "), ())
    best = process.extractOne(name, alike, scorer=fuzz.ratio, score_cutoff=_SLIP)
    return _english()[best[0]] if best else ""
