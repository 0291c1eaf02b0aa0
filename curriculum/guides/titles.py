"""Titles as a printer sets them: curly quotes, a dash between spaces, a capital at the beginning."""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt

from curriculum.planning.outline import Outline
from curriculum.planning.short_title import BETWEEN
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
    """The library with its titles set."""
    episodes = (one.model_copy(update={"title": typeset(one.title)}) for one in library.episodes)
    return library.model_copy(update={"episodes": tuple(episodes)})


def of_outline(outline: Outline) -> Outline:
    """The outline with the titles of its weeks set, each episode's where a title lists them."""
    weeks = (
        week.model_copy(update={"title": BETWEEN.join(map(typeset, week.title.split(BETWEEN)))})
        for week in outline.weeks
    )
    return outline.model_copy(update={"weeks": tuple(weeks)})
