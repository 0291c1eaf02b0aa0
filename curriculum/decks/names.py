"""Names of decks: the tree that a curriculum makes in Anki."""

import re
from collections.abc import Mapping

from curriculum.decks.escape import plain
from curriculum.planning.outline import Outline, Week
from curriculum.reading.slug import slug

LONGEST = 90
"""Characters of one level's name; more than Anki's deck list shows on any screen."""
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def level(title: str) -> str:
    """A title as one level of a deck name.

    ``::`` would open a sublevel, hidden direction marks would turn the deck list around, and a
    quotation mark would end the search that finds the deck.
    """
    name = _HIDDEN.sub("", plain(title)).replace('"', "'")
    name = re.sub(r":{2,}", ":", " ".join(name.split())).strip(": ")
    if len(name) > LONGEST:
        cut = name[:LONGEST].rpartition(" ")[0] or name[:LONGEST]
        name = cut.rstrip(" ,;:.") + "…"
    return name or slug(title)


def deck_of(outline: Outline, week: Week) -> str:
    """The full name of a week's deck: ``<Curriculum>::Week N · <title>``."""
    return f"{level(outline.title)}::{level(f'Week {week.number} · {week.title}')}"


def place(outline: Outline) -> Mapping[str, str]:
    """Episode id → full name of its week's deck, in the order of study."""
    return {placed.id: deck_of(outline, week) for week in outline.weeks for placed in week.episodes}


def describe(outline: Outline, titles: Mapping[str, str]) -> Mapping[str, str]:
    """Deck name → what the deck is about, as plain text.

    ``titles`` gives each episode id its title.
    """
    weeks = [f"Week {week.number}: {week.title}" for week in outline.weeks]
    described = {level(outline.title): "\n".join(["A curriculum from podcast notes.", *weeks])}
    for week in outline.weeks:
        lines = [f"Week {week.number} of {len(outline.weeks)}: {week.title}"]
        if week.question:
            lines.append(week.question)
        lines += [f"· {titles.get(placed.id, placed.id)}" for placed in week.episodes]
        described[deck_of(outline, week)] = "\n".join(lines)
    return described
