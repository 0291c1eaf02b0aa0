"""Names: which words of a library are names, and where they stand."""

import re
from collections.abc import Iterable, Sequence

from curriculum.cards.inflect import in_dictionary
from curriculum.cards.words import table
from curriculum.reading.episode import Episode, SubPoint

NAME_RUN = re.compile(r"[A-Z][\w+&-]*(?:\.\w+)?(?:\s+(?:[A-Z][\w+&-]*|\d+(?:\.\d+)*))*")
_WITHIN = re.compile(r"(?:(?<![\w-])(?P<before>[\w-]+)|(?<=[,;])) (?=(?P<word>[^\W\d_][\w-]*))")


def texts(episode: Episode) -> list[str]:
    """Every running text of an episode."""
    found = [episode.introduction, episode.summary]
    for point in (*episode.points, *episode.takeaways):
        found.extend(passage.text for passage in point.passages())
    return [text for text in found if text]


def known_names(episodes: Iterable[Episode]) -> frozenset[str]:
    """Words that stand capitalised within sentences of the library and never in lower case.

    A word of the dictionary counts only where it opens a name: "Health" in "the World Health Organization"
    makes no name of "Health workers".
    """
    upper: set[str] = set()
    lower: set[str] = set()
    for episode in episodes:
        for text in texts(episode):
            for match in _WITHIN.finditer(text):
                word = match["word"]
                if not word[0].isupper():
                    lower.add(word.capitalize())
                elif not (_common(match["before"] or "") and in_dictionary(word)):
                    upper.add(word)
    return frozenset(upper - lower)


def _common(word: str) -> bool:
    """Whether a word in front is a common one with a capital: "World", not "The", "Buckminster" or "of"."""
    return word[:1].isupper() and word.lower() not in table("openers") and in_dictionary(word)


def labels(points: Sequence[SubPoint]) -> list[str]:
    """The labels of points and sub-points."""
    return [one.label for point in points for one in point.whole() if one.label]


def named(text: str, names: frozenset[str]) -> bool:
    """Whether a capitalised text is a name: its first word is one, or is written like one ("LibreChat")."""
    first = text.split()[0]
    if first.lower() in table("openers") or (text.isupper() and text.isalpha()):
        return False
    return first in names or (any(char.isupper() for char in first[1:]) and not first.isupper())
