"""The contrast of a week with the others: only what the others have seldom is a reason to stand in it."""

from collections.abc import Sequence
from functools import cached_property

from curriculum.planning.affinity import common_seeds, seeds_in, subjects
from curriculum.planning.forms import Phrase
from curriculum.planning.likeness import Likeness
from curriculum.planning.text import of_episode
from curriculum.planning.themes import Themes

TELLING = 0.5
"""What tells a week has in the others' episodes less than this multiple of its share in its own."""


class Contrast:
    """What tells the weeks of a plan apart."""

    def __init__(self, weeks: Sequence[Sequence[int]], likeness: Likeness, themes: Themes) -> None:
        """``weeks`` are the places of their episodes in the likeness."""
        self._weeks, self._likeness, self._themes = weeks, likeness, themes

    def word(self, phrase: Phrase, at: int) -> bool:
        """Whether a phrase of the theme file tells the week at a place, from 0, from the others."""
        others = [place for week in self._weeks for place in week if week is not self._weeks[at]]
        if not others:
            return True
        here, there = (
            sum(phrase in self._phrases[place] for place in places) / len(places)
            for places in (self._weeks[at], others)
        )
        return there < TELLING * here

    def theme(self, id: str, at: int) -> bool:
        """Whether it tells the week at a place that an episode of it suits this theme best: most others have
        none.
        """
        others = [week for week in self._weeks if week is not self._weeks[at]]
        having = sum(any(best(self._likeness, place) == id for place in week) for week in others)
        return having <= len(others) / 2

    def trusted(self, id: str, place: int) -> bool:
        """Whether the episode at a place speaks so surely of a theme that a title might say it."""
        return id in subjects(self._likeness.texts[place], self._themes, self._common)

    @cached_property
    def _common(self) -> frozenset[Phrase]:
        return common_seeds(self._likeness.texts, self._themes)

    @cached_property
    def _phrases(self) -> Sequence[frozenset[Phrase]]:
        """The phrases of the theme file in each episode."""
        return [
            frozenset(
                phrase
                for passage in of_episode(episode)
                for phrase, _ in seeds_in(passage.stems, self._themes)
            )
            for episode in self._likeness.episodes
        ]


def best(likeness: Likeness, place: int) -> str:
    """The theme that suits an episode best; "" for none."""
    fit = likeness.fits[place]
    return min(fit, key=lambda id: (-fit[id], id), default="")
