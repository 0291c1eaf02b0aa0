"""An episode that moves in the text of an outline file; all else stays as the person wrote it."""

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field as Limited

from curriculum import toml_list, toml_source
from curriculum.letters import clean
from curriculum.planning import marks, outline_file
from curriculum.planning.outline import Mark, Outline
from curriculum.reading.library import Library
from curriculum.settings import line_of, toml_text
from curriculum.toml_list import Piece
from curriculum.toml_source import Table, source
from curriculum.value import Value

OUT = 0
"""The number of no week: the episode is left out."""
PUT, LEFT = "you put it here", "you left it out"
"""Why an episode stands where the person put it."""


class Move(Value):
    """An episode goes to another place."""

    id: str
    week: Annotated[int, Limited(ge=0)]
    """The number of a week as the outline has it, one more for a new week at the end, or ``OUT``."""
    place: Annotated[int, Limited(ge=0)] | None = None
    """How many of the week's other episodes come before it; None puts it at the end."""


class Refused(Exception):
    """The file is written in a way that this cannot change, or the change makes no sense; says why."""


def added(text: str, id: str, why: str, week: int, title: str) -> str:
    """The text with an episode that it does not have yet at the end of a week."""
    new = Piece((f"# {outline_file.comment(title)}",), outline_file.entry(id, why))
    return _with(text, week, None, new)


def moved(text: str, move: Move, outline: Outline, library: Library) -> str:
    """The text after a move; raises Refused for one that cannot be."""
    episode = next((one for one in library.episodes if one.id == move.id), None)
    if episode is None:
        raise Refused("there is no such episode.")
    there = outline.week_of(move.id)
    if len(outline.weeks) == 1 and there and len(there.episodes) == 1 and move.week == OUT:
        raise Refused("it is the last episode of the plan, which needs one.")
    if there and there.number == move.week and len(there.episodes) == 1:
        return text
    text, held = taken(text, move.id)
    if held is None:
        held = Piece((f"# {outline_file.comment(episode.title)}",), "")
    mark = _mark(move.id, outline)
    held = held._replace(value=outline_file.entry(move.id, PUT if move.week else LEFT, mark))
    if move.week == OUT:
        text = _left(text, move.id, held, mark)
    elif move.week > len(outline.weeks):
        text = _with_week(text, outline, held, episode.title)
    else:
        text = _with(text, move.week, move.place, held)
    if there and len(there.episodes) == 1:
        text = without_week(text, there.number)
    return _recalled(text, move.id)


def _mark(id: str, outline: Outline) -> Mark | None:
    """The person's mark on an episode, which goes where it goes."""
    marks = {left.id: left.mark for left in outline.left_out}
    marks |= {placed.id: placed.mark for week in outline.weeks for placed in week.episodes}
    return marks.get(id)


def taken(text: str, id: str) -> tuple[str, Piece | None]:
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


def _left(text: str, id: str, held: Piece, mark: Mark | None) -> str:
    """The text with an episode among those that are left out."""
    there = source(text)
    if inline := there.tables[0].fields.get("left_out"):
        array = inline.value
        return toml_list.with_item(text, array, len(toml_list.items(text, array)), held)
    last = (there.named("left_out") or there.tables)[-1]
    beside = f"  {' '.join(held.beside)}" if held.beside else ""
    lines = ("[[left_out]]", *held.above, f"id = {toml_text(id)}{beside}", f"why = {toml_text(LEFT)}")
    lines += (f"mark = {toml_text(mark)}",) if mark else ()
    return toml_source.with_table(text, last.end, lines)


def _with(text: str, number: int, place: int | None, new: Piece) -> str:
    """The text with an episode in a week."""
    array = source(text).named("week")[number - 1].fields["episodes"].value
    count = len(toml_list.items(text, array))
    return toml_list.with_item(text, array, count if place is None else min(place, count), new)


def _with_week(text: str, outline: Outline, held: Piece, title: str) -> str:
    """The text with a new last week, which follows its episodes as a planned one does."""
    last = outline.weeks[-1]
    lines = ["[[week]]", f"number = {last.number + 1}", f"title = {toml_text(title)}"]
    if last.end:
        start = last.end + dt.timedelta(days=1)
        lines += [f"start = {start}", f"end = {start + dt.timedelta(days=6)}"]
    lines += ["goals = []", "episodes = [", *(f"    {one}" for one in held.above)]
    lines += [f"    {held.value},{''.join(f' {one}' for one in held.beside)}", "]"]
    lines += ["recalls = []", marks.line([], 0, [], [], title)]
    return toml_source.with_table(text, source(text).named("week")[-1].end, lines)


def without_week(text: str, number: int) -> str:
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


def with_more_minutes(text: str, number: int, more: int) -> str:
    """The text with so many more minutes of a week, if it has a line for them; minutes of ours stay ours."""
    line = line_of(text, "week", "minutes", number)
    lines = text.splitlines(keepends=True)
    found = re.search(r"\d[\d_]*", lines[line - 1])
    if line == line_of(text, "week", "", number) or found is None:
        return text  # the person took the minutes out: they are worked out on reading
    old = int(found[0])
    lines[line - 1] = f"{lines[line - 1][: found.start()]}{old + more}{lines[line - 1][found.end() :]}"
    return remarked("".join(lines), number, old, old + more)


def remarked(text: str, number: int, old: object, new: object) -> str:
    """The text in which a value of ours, of a week, is still told to be ours after it has changed."""
    lines = text.splitlines(keepends=True)
    line = line_of(text, "week", marks.KEY, number)
    lines[line - 1] = lines[line - 1].replace(marks.digest(old), marks.digest(new))
    return "".join(lines)


def places(outline: Outline) -> tuple[Sequence[Sequence[str]], set[str]]:
    """Ids week by week, and those left out."""
    weeks = [[one.id for one in week.episodes] for week in outline.weeks]
    return weeks, {one.id for one in outline.left_out}


def moved_places(outline: Outline, move: Move) -> tuple[Sequence[Sequence[str]], set[str]]:
    """The same after a move."""
    weeks, left = places(outline)
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
