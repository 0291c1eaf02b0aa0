"""The outline as ``outline.md``, to read and to share."""

import re
from collections.abc import Iterator

from curriculum.planning.dates import span
from curriculum.planning.minutes import BESIDES, Minutes
from curriculum.planning.outline import Outline, Week
from curriculum.planning.recalled import recalled
from curriculum.reading.library import Library

NAME = "outline.md"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def render(outline: Outline, library: Library) -> str:
    """The Markdown text; texts from episode files are escaped, so that they stay texts."""
    return "\n".join(_lines(outline, library)).rstrip("\n") + "\n"


def _lines(outline: Outline, library: Library) -> Iterator[str]:
    titles = {episode.id: episode.title for episode in library.episodes}
    yield f"# {_escaped(outline.title)}"
    yield ""
    for sentence in outline.advice:
        yield f"> {_escaped(sentence)}"
        yield ""
    for week in outline.weeks:
        yield from _week(week, titles, recalled(week, outline, library))
    yield BESIDES
    yield ""
    if outline.left_out:
        yield "## Left out"
        yield ""
        for left in outline.left_out:
            yield f"- {_escaped(titles.get(left.id, left.id))}: {_escaped(left.why)}"
        yield ""


def _week(week: Week, titles: dict[str, str], recalls: str) -> Iterator[str]:
    yield f"## Week {week.number}: {_escaped(week.title)}"
    yield ""
    dates = span(week.start, week.end)
    takes = Minutes(week.minutes).said
    yield f"{dates}, about {takes}." if dates else f"About {takes}."
    yield ""
    if week.question:
        yield f"*{_escaped(week.question)}*"
        yield ""
    for number, placed in enumerate(week.episodes, start=1):
        yield f"{number}. **{_escaped(titles.get(placed.id, placed.id))}**"
        if placed.why:
            yield f"   {_escaped(placed.why)}"
    yield ""
    if week.goals:
        yield "By the end of the week you can:"
        yield ""
        yield from (f"- [ ] {_escaped(goal)}" for goal in week.goals)
        yield ""
    if recalls:
        yield f"Recall: {_escaped(recalls)}."
        yield ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text))
