"""One change of an outline file: from its text to its text afterwards, all else as the person wrote it."""

import datetime as dt
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Annotated

from pydantic import Field as Limited

from curriculum import opening, toml_source
from curriculum.letters import is_line
from curriculum.planning import outline_file
from curriculum.planning.outline import MOST_CARDS, Outline
from curriculum.planning.outline_move import Move, Refused, moved, moved_places, places
from curriculum.planning.themes import Themes
from curriculum.reading.library import Library
from curriculum.settings import toml_text
from curriculum.toml_source import Source, Table, source
from curriculum.value import Value

_TITLE, _TEXT, _GOALS = 300, 1000, 20
"""Characters of a title, and of a question or a goal; goals of a week."""


class Days(Value):
    """A week's first and last day."""

    start: dt.date
    end: dt.date
    later: bool = False
    """Whether the weeks after it move by as many days as its end."""


class Edit(Value):
    """A week gets other values; None leaves one as it is."""

    week: int
    title: str | None = None
    question: str | None = None
    goals: tuple[str, ...] | None = None
    minutes: Annotated[int, Limited(ge=0)] | None = None
    """0 has them worked out again."""
    days: Days | None = None


class Top(Value):
    """The curriculum gets another title, first day or number of new cards; None leaves one as it is."""

    title: str | None = None
    start: dt.date | None = None
    """Where all weeks have days they move along; else they get them, one after the other."""
    new_cards_a_day: Annotated[int, Limited(ge=0, le=MOST_CARDS)] | None = None


Change = Move | Edit | Top


def changed(text: str, change: Change, library: Library, themes: Themes, path: Path) -> tuple[str, Outline]:
    """The text of the file after a change, and the outline that it is then.

    Raises:
        Refused: it cannot be changed so.
        CurriculumError: it is no sound outline, or would be none.
    """
    before = outline_file.parse(text, path, library, themes)
    is_move = isinstance(change, Move)
    if not isinstance(change, Top) and not (not is_move) <= change.week <= len(before.weeks) + is_move:
        raise Refused(f"there is no week {change.week}.")
    check(source(text))
    if isinstance(change, Move):
        after = moved(text, change, before, library)
    else:
        _check_words(change, before)
        after = _retitled(text, change, before) if isinstance(change, Top) else _edited(text, change, before)
    if len(after.encode("utf-8", "surrogatepass")) > opening.LARGEST:
        raise Refused("the file would be too long to be read again.")
    outline = outline_file.parse(after, path, library, themes)
    if isinstance(change, Move) and places(outline) != moved_places(before, change):
        raise Refused("the file is written in a way that would not say then what you mean: edit it by hand.")
    return after, outline


def check(there: Source) -> None:
    """Raise Refused for a file that says in another way what we can change."""
    names = {table.name for table in there.tables}
    weeks = there.named("week")
    written = bool(weeks) and all("episodes" in week.fields for week in weeks)
    if names - {"", "week", "earlier", "left_out"} or not written:
        raise Refused("its weeks are written in a way that only you can change: edit the file by hand.")


def _check_words(change: Edit | Top, there: Outline) -> None:
    """Raise Refused for words that are too long, or more than a line; those that stand there may stay."""
    asked = [("a title", change.title, _TITLE)]
    if isinstance(change, Edit):
        goals = change.goals or ()
        if len(goals) > _GOALS:
            raise Refused(f"a week has at most {_GOALS} goals.")
        asked += [("a question", change.question, _TEXT), *(("a goal", goal, _TEXT) for goal in goals)]
    weeks = ((week.title, week.question, *week.goals) for week in there.weeks)
    known = {there.title, *chain.from_iterable(weeks)}
    for what, words, most in asked:
        if words is not None and words not in known and (len(words) > most or not is_line(words)):
            raise Refused(
                f"{what} is one line of at most {most:,} characters, without signs that nobody sees."
            )


def _edited(text: str, edit: Edit, outline: Outline) -> str:
    """The text with other values in a week."""

    def put(name: str, value: str, *after: str) -> None:
        nonlocal text
        table = source(text).named("week")[edit.week - 1]
        text = toml_source.with_value(text, table, name, value, after)

    if edit.title is not None:
        text = _without_note(text, source(text).named("week")[edit.week - 1])
        put("title", toml_text(edit.title), "number")
    if edit.question is not None:
        put("question", toml_text(edit.question), "title")
    if edit.goals is not None:
        put("goals", outline_file.list_of(edit.goals), "minutes", "end", "title")
    if edit.minutes:
        put("minutes", str(edit.minutes), "end", "title")
    elif edit.minutes == 0 and (field := source(text).named("week")[edit.week - 1].fields.get("minutes")):
        text = toml_source.without_key(text, field)
    if edit.days:
        text = _dated(text, _days(edit.week, edit.days, outline))
    return text


def _dated(text: str, weeks: Iterable[tuple[int, dt.date, dt.date]]) -> str:
    """The text with other days of these weeks."""
    for number, start, end in weeks:
        for name, day in (("end", end), ("start", start)):
            table = source(text).named("week")[number - 1]
            text = toml_source.with_value(text, table, name, day.isoformat(), ("title",))
    return text


def _without_note(text: str, week: Table) -> str:
    """The text without our comment that a week's title was made by us."""
    start, end = week.head.start, week.end
    return (
        text[:start] + re.sub(rf"{re.escape(outline_file.AUTOMATIC)}\r?\n", "", text[start:end]) + text[end:]
    )


def _days(number: int, days: Days, outline: Outline) -> Iterable[tuple[int, dt.date, dt.date]]:
    """Week, first and last day, of each that gets other ones."""
    yield number, days.start, days.end
    old = outline.weeks[number - 1].end
    if not days.later or not old:
        return
    for week in outline.weeks[number:]:
        if week.start and week.end:
            try:
                yield week.number, week.start + (days.end - old), week.end + (days.end - old)
            except OverflowError:
                raise Refused("a week would lie beyond the calendar.") from None


def _from(start: dt.date, outline: Outline) -> Iterable[tuple[int, dt.date, dt.date]]:
    """Week, first and last day, of all weeks of an outline that begins on a day."""
    try:
        for place, week in enumerate(outline.weeks):
            first = outline.weeks[0].start
            if first and all(one.start and one.end for one in outline.weeks) and week.start and week.end:
                yield week.number, week.start + (start - first), week.end + (start - first)
            else:
                begins = start + dt.timedelta(7 * place)
                yield week.number, begins, begins + dt.timedelta(6)
    except OverflowError:
        raise Refused("a week would lie beyond the calendar.") from None


def _retitled(text: str, top: Top, outline: Outline) -> str:
    if top.start is not None:
        text = _dated(text, list(_from(top.start, outline)))
    if top.title is not None:
        text = toml_source.with_value(text, source(text).tables[0], "title", toml_text(top.title))
    if top.new_cards_a_day is not None:
        new = str(top.new_cards_a_day)
        text = toml_source.with_value(
            text, source(text).tables[0], "new_cards_a_day", new, ("themes", "title")
        )
    return text
