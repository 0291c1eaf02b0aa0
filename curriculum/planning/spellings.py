"""How an episode's running text spells the words of its headings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode, SubPoint
from curriculum.reading.words import STOPWORDS, stem

_BRIEF = 4
"""Words of a text without a stop that may be a heading."""


class Spellings:
    """The words of an episode's running text: "gpu" → "GPU", "claude" → "Claude", "memory" → "memory".

    The first word of a sentence says nothing of its spelling; a word that text writes small anywhere is
    no name.
    """

    def __init__(self, episode: Episode) -> None:
        self.language = episode.language
        self._known: dict[str, str] = {}
        texts = (text for text in _texts(of_points(episode)) if not is_heading(text))
        for text in (episode.introduction, episode.summary, *texts):
            for sentence in re.split(r"(?<=[.!?:;])\s+|\n", text):
                for at, word in enumerate(re.findall(r"[^\W_]+(?:-[^\W_]+)*", sentence)):
                    self._add(word, opens=not at)
        self._of_stem: dict[str, list[str]] = defaultdict(list)
        for word in self._known:
            self._of_stem[stem(word)].append(word)

    def _add(self, word: str, opens: bool) -> None:
        low = word.lower()
        if word == low or (not opens and self._known.get(low) != low) or word[1:] != word[1:].lower():
            self._known[low] = word if self._known.get(low) != low else low

    def spelled(self, label: str) -> str:
        """The label as running text would spell it; "" when a word's spelling is not known."""
        spelled = []
        for word in label.split():
            bare = word.strip(",")
            if bare.isupper() and len(bare) > 1:
                spelled.append(word)
            elif bare.lower() in STOPWORDS or bare.isdigit():
                spelled.append(word.lower())
            elif bare.lower() in self._known:
                spelled.append(word.replace(bare, self._known[bare.lower()]))
            elif small(bare) != bare.lower():
                spelled.append(word)
            elif "-" in bare and bare[1:] != bare[1:].lower():
                spelled.append(word.replace(bare, bare.lower()))
            elif other := self._either(bare.lower()):
                spelled.append(other)
            else:
                return ""
        return " ".join(spelled)

    def _either(self, word: str) -> str:
        """A word that the text has only in another form (singular, plural), small if that form is small."""
        forms = self._of_stem.get(stem(word), [])
        return word if forms and all(self._known[form] == form for form in forms) else ""


def is_heading(text: str) -> bool:
    """Whether a text without a label may be one itself: a few words without a stop."""
    return len(text.split()) <= _BRIEF and text[-1:].isalnum()


def small(text: str) -> str:
    """Words that running text nowhere has, with small letters but for acronyms and the like."""
    parts = re.split(r"([\s-]+)", text)  # "Third-Party" is two words with a capital each
    return "".join(part if part[1:] != part[1:].lower() else part.lower() for part in parts)


def _texts(points: Iterable[SubPoint]) -> Iterator[str]:
    for point in points:
        yield from (passage.text for passage in point.passages())
