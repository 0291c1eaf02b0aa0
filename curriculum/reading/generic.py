"""Generic names: headings that name a kind of section in words no table has, told by their main noun."""

import re
from functools import cache, lru_cache

from curriculum.reading.headings import kinds, section_kind
from curriculum.reading.tables import key, table

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_JOINED = re.compile(r"\s*(?:[/&,+]|\band\b|\bor\b)\s*", re.IGNORECASE)
_LINKED = re.compile(r"\s(?:of|for|from|to|in|on|about|with|worth|by)\s")
_BESIDE = re.compile(r"[^()（）]+[(（](?P<inside>[^()（）]{3,60})[)）]")
"""A name with the same in other words behind it: "核心洞察 (Core Conclusions)"."""
_CLAUSE = re.compile(r"\s(?:that\s|which\s)?(?:i|we|you|they|he|she)\s.*")
"""What says whose the things are: "Quotes I liked"."""
_PARTICIPLES = frozenset(
    """mentioned named discussed covered raised referenced cited explored shared learned recommended noted
    made""".split()
)
_MOST_WORDS = 9
"""A longer heading says something, whatever noun it ends in."""
_MARKED_WORDS = 7


@cache
def _nouns() -> dict[str, tuple[str, bool]]:
    """Main noun → its kind of section, and whether it is a plural."""
    found: dict[str, tuple[str, bool]] = {}
    for kind, entry in table("nouns").items():
        for number in ("plural", "singular"):
            for word in entry.get(number, "").split():
                found.setdefault(word, (kind, number == "plural"))
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("nouns")[name]["words"].split())


@cache
def _marks() -> dict[str, str]:
    return {word: kind for kind, words in table("nouns")["marks"].items() for word in words.split()}


@cache
def _asides() -> frozenset[str]:
    return frozenset(key(phrase) for phrase in table("headings")["beside"]["words"])


@lru_cache(maxsize=4096)
def names_section(text: str) -> str:
    """The kind of section that a heading within an episode names, or "" when it says something of its own.

    By the tables of section names first; else by a word that settles it ("… - Sponsor"), or by its main
    noun ("Key Technical Insights"). Not for titles: "Lessons of the Kelp Farm" may be one.
    """
    return is_tabled(text) or _by_nouns(text) or _by_nouns(_beside(text))


def says_only_kind(text: str) -> bool:
    """Whether a label's every word is a section's: "Companies mentioned", not "Discoveries of the dig"."""
    return set(key(text).split()) <= {*_nouns(), *_words("plain"), *_PARTICIPLES, "and"}


def may_name(text: str) -> bool:
    """Whether a line's last word, or words in brackets behind it, may make it the name of a section."""
    last = key(text.rsplit(maxsplit=1)[-1]).split() if text.strip() else []
    return (bool(last) and last[-1] in _endings()) or text.rstrip(" :：*_").endswith((")", "）"))


@cache
def _endings() -> frozenset[str]:
    return frozenset(name.rpartition(" ")[2] for name in (*kinds(), *_nouns(), *_marks(), *_PARTICIPLES))


def is_tabled(text: str) -> str:
    """The kind of section that a table says a heading is, also by the words behind it in brackets, or ""."""
    return section_kind(text) or section_kind(_beside(text))


def _beside(text: str) -> str:
    match = _BESIDE.fullmatch(text.strip(" :：*_"))
    return match["inside"] if match else ""


def says_how(text: str) -> bool:
    """Whether a topic only says how a recording goes on: "Welcome to Salt Talk", "Sponsor: …"."""
    words = key(text).split()
    begins = words[:1] == ["welcome"] or "brought to you by" in " ".join(words)
    return begins or " ".join(words) in _asides() or any(_marks().get(word) == "asides" for word in words)


def _by_nouns(text: str) -> str:
    shown = _ASIDE.sub(" ", text).strip(" :：*_")
    words = key(shown).split()
    if not words or len(words) > _MOST_WORDS:
        return ""
    if len(words) <= _MARKED_WORDS:
        marked = next((_marks()[word] for word in words if word in _marks()), "")
        if marked:
            return marked
    kinds = [_kind(piece) for piece in _JOINED.split(shown) if key(piece)]
    if not kinds or not kinds[-1]:
        return ""
    return "links" if "links" in kinds else next(kind for kind in kinds if kind)


def _kind(piece: str) -> str:
    """The kind of section that one part of a heading names by its main noun, or ""."""
    before, *after = _LINKED.split(_CLAUSE.sub("", f" {key(piece)} "), maxsplit=1)
    if before.split() == ["how"] and after:
        before, after = after[0], []
    if after and not set(after[0].split()) <= _words("complement") | _words("plain"):
        return ""
    words = before.split()
    while len(words) > 1 and words[-1] in _PARTICIPLES:
        words.pop()
    if not words or words[-1] not in _nouns():
        return ""
    kind, plural = _nouns()[words[-1]]
    return kind if plural or set(words[:-1]) <= _words("plain") else ""
