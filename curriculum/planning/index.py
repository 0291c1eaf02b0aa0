"""What search needs to know of a library, worked out once and kept."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriculum.planning.affinity import affinity_of_text
from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode

K1, B = 1.2, 0.6
"""BM25's two constants: how fast repetition saturates, how much length counts (Robertson 2009)."""

SPEAKS = 0.5
"""An episode speaks of a theme from this affinity on: its word once in the title, or three times below."""


@dataclass(frozen=True)
class Postings:
    """The episodes that have one stem, or speak of one theme, and how much."""

    places: "array[int]"
    """Places in the index's episodes, ascending."""
    values: "array[float]"


@dataclass(frozen=True)
class Index:
    """An inverted index of episodes by stem and by theme."""

    episodes: tuple[Episode, ...]
    stems: Mapping[str, Postings]
    """Stem → BM25 weight in each episode, its rarity included."""
    themes: Mapping[str, Postings]
    """Theme id → the episode's affinity."""

    @classmethod
    def of(cls, episodes: Sequence[Episode], themes: Themes) -> "Index":
        """The index of these episodes, in order of id so that ties never depend on file order."""
        ordered = tuple(sorted(episodes, key=lambda episode: episode.id))
        lengths = array("d")
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("l"))
        values: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        spoken: defaultdict[str, tuple[array[int], array[float]]] = defaultdict(
            lambda: (array("l"), array("d"))
        )
        for place, episode in enumerate(ordered):
            text = tuple(of_episode(episode))
            count = weighted_counts(text)
            lengths.append(sum(count.values()))
            for stem, weight in count.items():
                places[stem].append(place)
                values[stem].append(weight)
            for theme, score in affinity_of_text(text, themes).items():
                spoken[theme][0].append(place)
                spoken[theme][1].append(score)
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        stems: dict[str, Postings] = {}
        for stem, where in places.items():
            rarity = idf(len(ordered), len(where))
            weights = array("d")
            for place, weight in zip(where, values[stem], strict=True):
                norm = K1 * (1 - B + B * lengths[place] / mean)
                weights.append(rarity * weight * (K1 + 1) / (weight + norm))
            stems[stem] = Postings(where, weights)
        return cls(ordered, stems, {theme: Postings(*pair) for theme, pair in spoken.items()})

    def common(self, theme: str) -> bool:
        """Whether more than half of the episodes speak of the theme: then it tells them little apart."""
        posting = self.themes.get(theme)
        having = sum(value >= SPEAKS for value in posting.values) if posting else 0
        return 2 * having > len(self.episodes)

    def rarity(self, stem: str) -> float:
        """The stem's inverse document frequency; highest when no episode has it."""
        posting = self.stems.get(stem)
        return idf(len(self.episodes), len(posting.places) if posting else 0)


def idf(total: int, having: int) -> float:
    """Inverse document frequency in the form that is never negative: ln(1 + (N - n + ½) / (n + ½))."""
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def weighted_counts(text: Sequence[Weighted]) -> Mapping[str, float]:
    """Stem → occurrences, each counted with the weight of its place."""
    count: Counter[str] = Counter()
    for passage in text:
        for stem in passage.stems:
            count[stem] += passage.weight  # type: ignore[assignment]
    return count
