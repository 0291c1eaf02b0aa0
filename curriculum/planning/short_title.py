"""Short titles of episodes, and the list of them that names a week which no one subject does."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from curriculum.planning.recurring import LEAST

LONG = 26
"""Characters of an episode's title from which on its first part stands for it."""
MOST = 84
"""Characters of a list."""
BETWEEN = " · "
_PARTS = re.compile(r"\s*[|·]\s*|\s+[-–—]\s+|:\s+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_FIGURES = re.compile(r"\d+")


def recurring(titles: Iterable[str]) -> frozenset[str]:
    """The parts that so many of the titles have that they are a show's: "Salt Talk 14:", "(no. 7)"."""
    having = Counter(one for title in titles for one in {_alike(part) for part in _split(title)})
    return frozenset(one for one, count in having.items() if count >= LEAST)


def short(title: str, shows: Collection[str]) -> str:
    """A title without parts that recur and bare numbers; of a long one its first part, or its beginning."""
    parts = [part for part in _split(title) if _alike(part) not in shows and not _FIGURES.fullmatch(part)]
    bare = _BRACKETS.sub("", title) if _alike(_bracketed(title)) in shows else title
    whole = bare if len(parts) == len(_split(title)) else ": ".join(parts)
    if not parts:
        return title
    if len(whole) <= LONG:
        return whole
    if len(parts[0].split()) > 1 and len(parts[0]) <= LONG:
        return parts[0]
    return f"{whole[:LONG].rsplit(maxsplit=1)[0].rstrip(' ,;:–—-')}…"


def listed(titles: Sequence[str]) -> str:
    """Short titles in a row; of those that would make it too long the number."""
    for count in range(len(titles), 1, -1):
        more = [f"and {len(titles) - count} more"] * (count < len(titles))
        text = BETWEEN.join((*titles[:count], *more))
        if len(text) <= MOST:
            return text
    return BETWEEN.join((titles[0], f"and {len(titles) - 1} more")) if len(titles) > 1 else titles[0]


def _split(title: str) -> list[str]:
    """The parts of a title, and what stands in brackets at its end."""
    return [part for part in (*_PARTS.split(_BRACKETS.sub("", title)), _bracketed(title)) if part]


def _bracketed(title: str) -> str:
    match = _BRACKETS.search(title)
    return match.group().strip() if match else ""


def _alike(part: str) -> str:
    return _FIGURES.sub("0", part).casefold()
