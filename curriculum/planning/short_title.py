"""Short titles of episodes, and the list of them that names a week which no one subject does."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from curriculum.planning.recurring import LEAST
from curriculum.reading.episode import Episode
from curriculum.reading.tables import table

MOST = 110
"""Characters of a list, which its titles share …"""
LEAST_LONG = 20
"""… and of each of them at least; a longer one is told by a part of it, or its beginning."""
NAMED = 6
"""Episodes that a list names; it counts the others."""
BETWEEN = " · "
_PARTS = re.compile(r"\s*[|·]\s*|\s+[-–—]\s+|:\s+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_FIGURES = re.compile(r"\d+")


def recurring(titles: Iterable[str]) -> frozenset[str]:
    """The parts that so many of the titles have that they are a show's: "Salt Talk 14:", "(no. 7)"."""
    having = Counter(one for title in titles for one in {_alike(part) for part in parts(title)})
    return frozenset(one for one, count in having.items() if count >= LEAST)


def listed(episodes: Sequence[Episode], shows: Collection[str], long: int = MOST) -> str:
    """The short titles of episodes in a row of about ``long`` characters, without the parts of ``shows``."""
    some = episodes[:NAMED]
    each = max(LEAST_LONG, (long - len(BETWEEN) * (len(some) - 1)) // len(some))
    more = [f"and {len(episodes) - NAMED} more"] * (len(episodes) > NAMED)
    return BETWEEN.join((*dict.fromkeys(short(one, shows, each) for one in some), *more))


def short(episode: Episode, shows: Collection[str], long: int) -> str:
    """A title of at most ``long`` characters, without parts that recur and bare numbers.

    Of a longer one the first part that is not only who speaks, if it is of several words; or its beginning.
    """
    bracketed = _bracketed(episode.title)
    bare = _BRACKETS.sub("", episode.title) if _alike(bracketed) in shows else episode.title
    own = own_parts(episode.title, shows)
    if not own:
        return episode.title
    whole = bare if len(own) == len(parts(episode.title)) else ": ".join(own)
    if len(whole) <= long:
        return whole
    people = (*episode.guests, *episode.hosts)
    said = [part for part in own if part not in (bracketed, *people) and not _is_name(part)]
    first = said[0] if said else own[0]
    if " " in first and len(first) <= long:
        return first
    told = whole if first == own[0] else first
    return f"{told[:long].rsplit(maxsplit=1)[0].rstrip(' ,;:–—-')}…"


def own_parts(title: str, shows: Collection[str]) -> list[str]:
    """The parts of a title without those of ``shows`` and bare numbers."""
    return [part for part in parts(title) if _alike(part) not in shows and not _FIGURES.fullmatch(part)]


def parts(title: str) -> list[str]:
    """The parts of a title between dashes, colons and the like, and what stands in brackets at its end."""
    return [part for part in (*_PARTS.split(_BRACKETS.sub("", title)), _bracketed(title)) if part]


def _is_name(part: str) -> bool:
    """Whether a part is the name of somebody, as far as first names tell: "Dr. Paul Conti"."""
    words = [word for word in part.split() if not word.endswith(".")]
    return 1 < len(words) < 4 and words[0].lower() in table("first_names")["names"].split()


def _bracketed(title: str) -> str:
    match = _BRACKETS.search(title)
    return match.group().strip() if match else ""


def _alike(part: str) -> str:
    return _FIGURES.sub("0", part).casefold()
