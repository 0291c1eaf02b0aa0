"""One change of an outline file: from its text to its text afterwards, all else as the person wrote it."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

from pydantic import Field as Limited

from curriculum import opening, toml_list, toml_source
from curriculum.letters import clean, is_line
from curriculum.planning import marks, outline_file
from curriculum.planning.outline import MOST_CARDS, Outline
from curriculum.planning.themes import Themes
from curriculum.reading.library import Library
from curriculum.settings import toml_text
from curriculum.toml_list import Piece
from curriculum.toml_source import Source, Table, source
from curriculum.value import Value

OUT = 0
"""The number of no week: the episode is left out."""
PUT, LEFT = "you put it here", "you left it out"
"""Why an episode stands where the person put it."""

_TITLE, _TEXT, _GOALS = 300, 1000, 20
"""Characters of a title, and of a question or a goal; goals of a week."""


class Move(Value):
    """An episode goes to another place."""

    id: str
    week: Annotated[int, Limited(ge=0)]
    """The number of a week as the outline has it, one more for a new week at the end, or ``OUT``."""
    place: Annotated[int, Limited(ge=0)] | None = None
    """How many of the week's other episodes come before it; None puts it at the end."""


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


class Refused(Exception):
    """The file is written in a way that this cannot change, or the change makes no sense; says why."""


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
    _check(source(text))
    if isinstance(change, Move):
        after = _moved(text, change, before, library)
    else:
        _check_words(change, before)
        after = _retitled(text, change, before) if isinstance(change, Top) else _edited(text, change, before)
    if len(after.encode("utf-8", "surrogatepass")) > opening.LARGEST:
        raise Refused("the file would be too long to be read again.")
    outline = outline_file.parse(after, path, library, themes)
    if isinstance(change, Move) and _places(outline) != _moved_places(before, change):
        raise Refused("the file is written in a way that would not say then what you mean: edit it by hand.")
    return after, outline


def added(text: str, id: str, why: str, week: int, title: str) -> str:
    """The text with an episode that it does not have yet at the end of a week."""
    new = Piece((f"# {outline_file.comment(title)}",), outline_file.entry(id, why))
    return _with(text, week, None, new)


def _check(there: Source) -> None:
    """Raise Refused for a file that says in another way what we can change."""
    names = {table.name for table in there.tables}
    weeks = there.named("week")
    if names - {"", "week", "left_out"} or not all("episodes" in week.fields for week in weeks):
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


# ---------------------------------------------------------------- an episode moves


def _moved(text: str, move: Move, outline: Outline, library: Library) -> str:
    episode = next((one for one in library.episodes if one.id == move.id), None)
    if episode is None:
        raise Refused("there is no such episode.")
    there = outline.week_of(move.id)
    if len(outline.weeks) == 1 and there and len(there.episodes) == 1 and move.week == OUT:
        raise Refused("it is the last episode of the plan, which needs one.")
    if there and there.number == move.week and len(there.episodes) == 1:
        return text
    text, held = _taken(text, move.id)
    if held is None:
        held = Piece((f"# {outline_file.comment(episode.title)}",), "")
    held = held._replace(value=outline_file.entry(move.id, PUT if move.week else LEFT))
    if move.week == OUT:
        text = _left(text, move.id, held)
    elif move.week > len(outline.weeks):
        text = _with_week(text, outline, held, episode.title)
    else:
        text = _with(text, move.week, move.place, held)
    if there and len(there.episodes) == 1:
        text = _without_week(text, there.number)
    return _recalled(text, move.id)


def _taken(text: str, id: str) -> tuple[str, Piece | None]:
    """The text without an episode, wherever it stands, and what stood there; None when it did not."""
    there = source(text)
    lists = [week.fields["episodes"].value for week in there.named("week")]
    if inline := there.tables[0].fields.get("left_out"):
        lists.append(inline.value)
    for array in lists:
        for place, item in enumerate(toml_list.items(text, array)):
            if toml_source.loaded(text, item.value)["id"] == id:
                return toml_list.without_item(text, array, place), toml_list.piece(text, item)
    for table in there.named("left_out"):
        if toml_source.loaded(text, table.fields["id"].value) == id:
            return _without_left(text, table)
    return text, None


def _without_left(text: str, table: Table) -> tuple[str, Piece]:
    """The text without a ``[[left_out]]``; the comment beside its id stays beside it, others go above."""
    there = source(text)
    above = there.above(text, table.head.start)
    beside = table.fields["id"].beside
    spans = [one for one in (*above, *there.within(table.head.start, table.end)) if one != beside]
    held = Piece(tuple(one.of(text) for one in spans), "", (beside.of(text),) if beside else ())
    return toml_source.without_table(text, table, (), above), held


def _left(text: str, id: str, held: Piece) -> str:
    """The text with an episode among those that are left out."""
    there = source(text)
    if inline := there.tables[0].fields.get("left_out"):
        array = inline.value
        return toml_list.with_item(text, array, len(toml_list.items(text, array)), held)
    last = (there.named("left_out") or there.tables)[-1]
    beside = f"  {' '.join(held.beside)}" if held.beside else ""
    lines = ("[[left_out]]", *held.above, f"id = {toml_text(id)}{beside}", f"why = {toml_text(LEFT)}")
    return toml_source.with_table(text, last.end, lines)


def _with(text: str, number: int, place: int | None, new: Piece) -> str:
    """The text with an episode in a week."""
    array = source(text).named("week")[number - 1].fields["episodes"].value
    count = len(toml_list.items(text, array))
    return toml_list.with_item(text, array, count if place is None else min(place, count), new)


def _with_week(text: str, outline: Outline, held: Piece, title: str) -> str:
    """The text with a new last week, whose minutes and goals follow its episodes as in a planned one."""
    last = outline.weeks[-1]
    lines = ["[[week]]", f"number = {last.number + 1}", f"title = {toml_text(title)}"]
    if last.end:
        start = last.end + dt.timedelta(days=1)
        lines += [f"start = {start}", f"end = {start + dt.timedelta(days=6)}"]
    lines += ["goals = []", "episodes = [", *(f"    {one}" for one in held.above)]
    lines += [f"    {held.value},{''.join(f' {one}' for one in held.beside)}", "]"]
    lines += ["recalls = []", marks.line([], 0, [], [])]
    return toml_source.with_table(text, source(text).named("week")[-1].end, lines)


def _without_week(text: str, number: int) -> str:
    """The text without a week, those after it numbered anew; what the person noted in it stays."""
    there = source(text)
    table = there.named("week")[number - 1]
    notes = [one.of(text) for one in there.within(table.head.start, table.end)]
    text = toml_source.without_table(text, table, [one for one in notes if one not in outline_file.NOTES])
    for place in range(number, len(source(text).named("week")) + 1):
        text = toml_source.with_value(text, source(text).named("week")[place - 1], "number", str(place))
    return text


def _recalled(text: str, id: str) -> str:
    """The text without this episode in what the person had recalled before it is studied."""
    earlier: set[str] = set()
    for place, week in enumerate(tomllib.loads(clean(text))["week"]):
        earlier.update(one["id"] for one in week["episodes"])
        mine = {one["id"] for one in week["episodes"]}
        recalls = week.get("recalls", ())
        if id in recalls and id not in earlier - mine and not marks.is_ours(week, "recalls"):
            array = source(text).named("week")[place].fields["recalls"].value
            text = toml_list.without_item(text, array, recalls.index(id))
    return text


def _places(outline: Outline) -> tuple[Sequence[Sequence[str]], set[str]]:
    """Ids week by week, and those left out."""
    weeks = [[one.id for one in week.episodes] for week in outline.weeks]
    return weeks, {one.id for one in outline.left_out}


def _moved_places(outline: Outline, move: Move) -> tuple[Sequence[Sequence[str]], set[str]]:
    """The same after a move."""
    weeks, left = _places(outline)
    weeks = [[id for id in week if id != move.id] for week in weeks]
    left.discard(move.id)
    if move.week == OUT:
        left.add(move.id)
    else:
        weeks = [*weeks, []] if move.week > len(weeks) else weeks
        week = weeks[move.week - 1]
        place = len(week) if move.place is None else move.place
        weeks[move.week - 1] = [*week[:place], move.id, *week[place:]]
    return [week for week in weeks if week], left


# ---------------------------------------------------------------- a week or the curriculum is changed


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
