"""Titles as a printer sets them: curly quotes, a dash between spaces, a capital at the beginning."""

from collections import Counter
from functools import cache
from typing import Any

from markdown_it import MarkdownIt

from curriculum.planning.outline import Outline
from curriculum.planning.short_title import BETWEEN
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library


@cache
def _quotes() -> Any:
    """What curls quotation marks, and nothing else."""
    return MarkdownIt("zero", {"typographer": True}).enable("smartquotes")


def typeset(title: str) -> str:
    """A title with “ and ” for straight quotation marks, – for a hyphen between spaces, and a capital first.

    A word with a capital of its own ("iPhone") keeps its small letter.
    """
    (line,) = _quotes().parseInline(title.replace(" - ", " – "))
    set_ = "".join(part.content for part in line.children or ()) if "\n" not in title else title
    first = set_.partition(" ")[0]
    return set_[0].upper() + set_[1:] if first.islower() and first[0].isalpha() else set_


def of_library(library: Library) -> Library:
    """The library with its titles set, and told apart where several episodes have the same one."""
    having = Counter(one.title.casefold() for one in library.episodes)
    episodes = (
        one.model_copy(
            update={"title": typeset(_apart(one) if having[one.title.casefold()] > 1 else one.title)}
        )
        for one in library.episodes
    )
    return library.model_copy(update={"episodes": tuple(episodes)})


def _apart(episode: Episode) -> str:
    """A title with the show behind it, or what else is known: "November (Harbour Talk)"."""
    people = " and ".join(episode.guests or episode.hosts)
    known = next(filter(None, (episode.show, episode.date, people)), "")
    return f"{episode.title} ({known})" if known else episode.title


def of_outline(outline: Outline) -> Outline:
    """The outline with the titles of its weeks set, each episode's where a title lists them."""
    weeks = (
        week.model_copy(update={"title": BETWEEN.join(map(typeset, week.title.split(BETWEEN)))})
        for week in outline.weeks
    )
    return outline.model_copy(update={"weeks": tuple(weeks)})
