"""Titles of weeks: a theme's where it is sure and tells the week apart, else the notes' own words."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.planning.affinity import common_seeds, subjects
from curriculum.planning.forms import Phrase
from curriculum.planning.phrases import IN_TITLE, Phrases
from curriculum.planning.short_title import MOST, listed, recurring
from curriculum.planning.template import Heading
from curriculum.planning.text import Weighted
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode

SUITS = 0.5
"""A theme suits an episode from this fit on."""
MOST_OF = 0.75
"""A theme names a week when so many of its episodes are about it …"""
OUTSIDE = 0.4
"""… and of all that are no more than this share is in other weeks."""
HALF_OF = 0.5
"""A phrase names a week when so many have it in their titles …"""
ALONE = 0.6
LEAST = 3
"""… or so many, and three at least in weeks that have them, in the title or the text. A theme names the most
of a week when so many are about it."""
FIRST = 0.75
"""The mean share of the best theme's affinity that a theme needs that names the most of a week."""
WHOLE = 0.5
"""A theme that more than this share of all episodes have is what the whole library is about."""
LONGER = 0.3
"""A phrase counts so much more for each word after the first: it says more exactly what is meant."""


class Title(NamedTuple):
    """A week's title and what it names."""

    text: str
    themes: tuple[str, ...] = ()
    """Ids of the themes it names; empty when no theme does, and the title is automatic."""


class Signs(NamedTuple):
    """What the titles of weeks are made of; indexes are places in a list of episodes."""

    sure: tuple[Mapping[str, float], ...]
    """For each episode the themes that it is about."""
    phrases: Phrases
    themes: Themes

    @classmethod
    def of(
        cls,
        episodes: Sequence[Episode],
        texts: Sequence[Sequence[Weighted]],
        themes: Themes,
        template: Collection[Heading],
    ) -> "Signs":
        """The signs that the episodes give, which say these texts; headings of the template are none."""
        common = common_seeds(texts, themes)
        sure = tuple(subjects(text, themes, common) for text in texts)
        return cls(sure, Phrases.of(episodes, texts, template), themes)

    def title(self, group: Sequence[int], taken: Collection[str]) -> Title:
        """The title of a week of these episodes, if it can be one that no other week has (``taken``).

        A theme that at least three in four of them are about and few others are; else a phrase of
        one's title that most of them have and few others; else such a theme that other weeks are
        about, too; else a theme of most of them "and more"; else none.
        """
        clear = list(self._themes(group))
        fields = [title for title in clear if not self.themes[title.themes[0]].parent]
        narrow = [title for title in clear if title not in fields]
        for title in (*narrow, *self._phrases(group), *fields):
            if title.text not in taken:
                return title
        again = next(self._themes(group, outside=1.0), None)
        return again or next((title for title in self._partly(group) if title.text not in taken), Title(""))

    def _partly(self, group: Sequence[int]) -> Iterator[Title]:
        """Titles of the themes that most of the week is about, and nothing else more."""
        for title in self._themes(group, ALONE):
            if self.themes[title.themes[0]].parent and self._leads(title.themes[0], group):
                yield Title(f"{title.text}, and more")

    def _themes(
        self, group: Sequence[int], least: float = MOST_OF, outside: float = OUTSIDE
    ) -> Iterator[Title]:
        """Titles of the themes that so many of the week are about, surest first, fields after theirs.

        Of those that have it no larger share may lie ``outside``, and not most of the library.
        """
        inside = set(group)
        worth: dict[str, float] = {}
        for id in sorted({id for place in group for id in self.sure[place]}):
            have = [place for place, sure in enumerate(self.sure) if id in sure]
            mine = [place for place in have if place in inside]
            if len(mine) < max(least * len(group), min(2, len(group))):
                continue
            alone = len(group) == len(self.sure)
            if len(have) - len(mine) <= outside * len(have) and (
                alone or len(have) <= WHOLE * len(self.sure)
            ):
                worth[id] = sum(self.sure[place][id] * (1 if place in inside else -1) for place in have)
        for id in sorted(worth, key=lambda id: (not self.themes[id].parent, -round(worth[id], 4), id)):
            yield Title(self.themes[id].title, (id,))

    def _leads(self, id: str, group: Sequence[int]) -> bool:
        """Whether the theme is nearly the best of those that have it: parables of gardens are about none."""
        shares = [self.sure[place][id] for place in group if id in self.sure[place]]
        return math.fsum(shares) >= FIRST * len(shares)

    def _phrases(self, group: Sequence[int]) -> Iterator[Title]:
        """Phrases that name the week, best first."""
        worth, had = self._worths(group)
        for phrase in sorted(worth, key=lambda phrase: (-worth[phrase], phrase)):
            if self._alone(phrase, had[phrase], len(group)):
                text = self.phrases.written(phrase, had[phrase])
                if " " in text:  # a single word ("Open-source") is seldom what a week is about
                    yield Title(text)

    def _alone(self, phrase: Phrase, places: Sequence[int], size: int) -> bool:
        """Whether a phrase that these of the week's episodes have names it."""
        had = [self.phrases.had[place][phrase] for place in places]
        if max(had) < IN_TITLE:
            return False
        return len(places) >= (
            HALF_OF * size if min(had) == IN_TITLE else max(ALONE * size, min(LEAST, size))
        )

    def _worths(self, group: Sequence[int]) -> tuple[Mapping[Phrase, float], Mapping[Phrase, list[int]]]:
        """Phrase → how well it names the week, for those that several of its episodes have and few others.

        The share of the week that has it, times the log-odds between the week and the others, more for a
        phrase of several words, less for one that headings have seldom.
        """
        inside, rest = set(group), len(self.sure) - len(group)
        worth: dict[Phrase, float] = {}
        had: dict[Phrase, list[int]] = {}
        for phrase in sorted({phrase for place in group for phrase in self.phrases.had[place]}):
            mine = [place for place in group if phrase in self.phrases.had[place]]
            if len(mine) < max(2, HALF_OF * len(group)):
                continue
            others = sum(phrase in some for place, some in enumerate(self.phrases.had) if place not in inside)
            if others > OUTSIDE * (others + len(mine)):
                continue
            odds = math.log((len(mine) + 0.5) / (len(group) - len(mine) + 0.5)) - math.log(
                (others + 0.5) / (rest - others + 0.5)
            )
            named = math.fsum(self.phrases.had[place][phrase] for place in mine) / len(mine)
            share = len(mine) / len(group)
            worth[phrase] = round(share * odds * named * (1 + LONGER * (len(phrase) - 1)), 4)
            had[phrase] = mine
        return worth, had


def told_apart(
    titles: Sequence[Title], weeks: Sequence[Sequence[Episode]], known: Sequence[Episode]
) -> list[Title]:
    """The weeks' titles in order: one that is none, or that comes again, names the week's episodes.

    A week of one episode has its title. ``known`` are all, of whose titles what recurs is left out.
    """
    shows = recurring(one.title for one in known)
    had, found = Counter[str](), list[Title]()
    coming = Counter(title.text for title, week in zip(titles, weeks, strict=True) if len(week) > 1)
    for title, episodes in zip(titles, weeks, strict=True):
        text = title.text if len(episodes) > 1 else ""
        if not text or coming[text] > 1:
            start = f"{text}: " if text else ""
            text = f"{start}{listed(episodes, shows, MOST - len(start))}"
        had[text] += 1
        number = f" ({had[text]})" if had[text] > 1 else ""
        found.append(title._replace(text=f"{text}{number}"))
    return found


def relisted(title: str, start: str, episodes: Sequence[Episode], shows: Collection[str]) -> str:
    """The title of a week that listed other episodes; what it begins with stays where that is ``start``.

    ``shows`` are what recurs in titles (``short_title.recurring``).
    """
    kept = start if start and title.startswith(start) and len(episodes) > 1 else ""
    return f"{kept}{listed(episodes, shows, MOST - len(kept))}"
