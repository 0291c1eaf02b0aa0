"""What is wrong with an outline file that is TOML: each fault with its line and the way out."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from curriculum.count import several
from curriculum.planning import marks, study_time
from curriculum.planning.outline import EARLIEST, LATEST, MOST_CARDS
from curriculum.planning.outline_gone import KIND, Gone, gone_of, placed_in, titles_in
from curriculum.problems import Problem
from curriculum.reading.library import Library
from curriculum.settings import line_of, line_with, shown, toml_text

_LONGEST = 366
"""Days that a week may have: whoever takes longer over one writes two."""
_NAMED = 8
"""Dropped episodes that a message names."""


class _Page(NamedTuple):
    """The file that is looked at."""

    text: str
    path: str
    library: Library
    gone: Gone

    def line(self, nth: int, key: str = "") -> int:
        """The line of a key in the ``nth`` week, or of that week."""
        return line_of(self.text, "week", key, nth)

    def fault(self, line: int, message: str, remedy: str) -> Problem:
        """What stops the job at that line."""
        return Problem(
            path=self.path, line=line, kind="outline", message=message, remedy=remedy, severity="error"
        )

    def unknown(self, line: int, id: str) -> Problem:
        """A misspelt id, with the one that was probably meant."""
        remedy = (
            f"Perhaps “{self.gone.near(id)}” is meant; else name all your notes as SOURCE, or delete it; "
            "`curriculum read --json` lists the ids."
        )
        return self.fault(line, f"No episode has the id “{shown(id)}”.", remedy)

    def dropped(self) -> Iterator[Problem]:
        """One problem for all episodes that are no longer in the notes, if there are any."""
        if not self.gone.ids:
            return
        ids = sorted(self.gone.ids)
        titles = titles_in(self.text, ids)
        named = [f"“{shown(titles.get(id, id))}”" for id in ids[:_NAMED]]
        if more := len(ids) - len(named):
            named.append(f"{more:,} more")
        text = " and ".join([", ".join(named[:-1]), named[-1]] if named[1:] else named)
        verb = "is" if len(ids) == 1 else "are"
        message = f"{text} {verb} in the outline, but no longer in your notes."
        remedy = (
            "Name all your notes as SOURCE, or take what is gone out of the outline: "
            f"`curriculum plan --update {self.path}`; what only has another title stays."
        )
        fault = self.fault(line_with(self.text, toml_text(ids[0])), message, remedy)
        yield fault.model_copy(update={"kind": KIND})


class _Before(NamedTuple):
    """What the weeks before have."""

    numbers: dict[int, int]
    """Week number → its line."""
    episodes: dict[str, int]
    """Episode id → its line."""
    ends: list[tuple[int, dt.date]]
    """Place and last day of each dated week."""
    placed: frozenset[str]
    """The ids of all weeks, those after it too."""


def faults(document: Mapping[str, Any], text: str, path: str, library: Library) -> list[Problem]:
    """Everything that makes a TOML document no outline of this library, week by week."""
    page = _Page(text, path, library, gone_of(document, library))
    weeks = document.get("week", [])
    if not isinstance(weeks, list) or not weeks or not all(isinstance(week, dict) for week in weeks):
        return [page.fault(1, "The outline has no week.", "Write each week under a line [[week]].")]
    found = list(_of_top(page, document))
    before = _Before({}, {}, [], placed_in(document))
    for nth, week in enumerate(weeks, start=1):
        found += _of_title(page, week, page.line(nth, "title"), f"Week {nth}")
        found += _of_number(page, nth, week, before)
        found += _of_days(page, nth, week, before)
        wrong = list(_of_episodes(page, nth, week, before))
        found += wrong or (*_of_minutes(page, nth, week), *_of_recalls(page, nth, week, before))
    return [*found, *_of_left_out(page, document, before), *page.dropped()]


def _of_top(page: _Page, document: Mapping[str, Any]) -> Iterator[Problem]:
    if "weeks" in document:
        line = line_of(page.text, "", "weeks")
        yield page.fault(line, "The outline has a key “weeks”.", "Write each week under [[week]].")
    yield from _of_title(page, document, line_of(page.text, "", "title"), "The outline")
    cards = document.get("new_cards_a_day", 0)
    if isinstance(cards, int) and not 0 <= cards <= MOST_CARDS:
        line = line_of(page.text, "", "new_cards_a_day")
        remedy = f"Write a number up to {MOST_CARDS}, or 0 to have it worked out."
        yield page.fault(line, f"{cards:,} new cards a day cannot be.", remedy)


def _of_title(page: _Page, table: Mapping[str, Any], line: int, what: str) -> Iterator[Problem]:
    title = table.get("title")
    if isinstance(title, str) and not any(char.isalnum() for char in title):
        yield page.fault(line, f"{what} has no title.", 'Write title = "…" with at least one word.')


def _of_number(page: _Page, nth: int, week: Mapping[str, Any], before: _Before) -> Iterator[Problem]:
    number, line = week.get("number"), page.line(nth, "number")
    remedy = "Number the weeks 1, 2, 3 … in the order they stand in."
    if isinstance(number, int) and number in before.numbers:
        message = f"Two weeks have the number {number}, this one and that of line {before.numbers[number]}."
        yield page.fault(line, message, remedy)
    elif number != nth:
        message = f"Week {nth} is missing: the {_ordinal(nth)} [[week]] has number {shown(number)}."
        yield page.fault(line, message, remedy)
    if isinstance(number, int):
        before.numbers.setdefault(number, line)


def _of_days(page: _Page, nth: int, week: Mapping[str, Any], before: _Before) -> Iterator[Problem]:
    given = [name for name in ("start", "end") if name in week]
    if len(given) == 1:
        other = "end" if given == ["start"] else "start"
        message = f"Week {nth} has no {other}, only its {given[0]}."
        yield page.fault(page.line(nth, given[0]), message, f"Add a line {other} = …, or delete this one.")
    start, end = (day_of(week.get(name)) for name in ("start", "end"))
    if start is None or end is None:
        return
    line = page.line(nth, "end")
    if end < start:
        message = f"Week {nth} ends on {end}, before it begins on {start}."
        yield page.fault(line, message, "Mend the one or the other; the last day belongs to the week.")
    elif (end - start).days >= _LONGEST:
        message = f"Week {nth} has {(end - start).days + 1:,} days, from {start} to {end}."
        yield page.fault(line, message, f"Give it {_LONGEST} days at most.")
    if start < EARLIEST:
        message = f"Week {nth} begins on {start}, before the year {EARLIEST.year}."
        yield page.fault(page.line(nth, "start"), message, "Choose a later date.")
    if end > LATEST:
        message = f"Week {nth} ends on {end}: its reviews would fall after the year {dt.MAXYEAR}."
        yield page.fault(line, message, "Choose an earlier date.")
    if before.ends and start <= before.ends[-1][1]:
        earlier, last = before.ends[-1]
        message = f"Week {nth} begins on {start}, when week {earlier} (to {last}) has not ended."
        remedy = f"Let it begin after {last}, or end week {earlier} before {start}."
        yield page.fault(page.line(nth, "start"), message, remedy)
    before.ends.append((nth, end))


def day_of(value: object) -> dt.date | None:
    """A day as a file may write it; None for what is none."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _of_episodes(page: _Page, nth: int, week: Mapping[str, Any], before: _Before) -> Iterator[Problem]:
    episodes, start = week.get("episodes"), page.line(nth)
    line = page.line(nth, "episodes")
    if not isinstance(episodes, list) or not all(
        isinstance(placed, dict) and isinstance(placed.get("id"), str) for placed in episodes
    ):
        remedy = 'Write episodes = [ { id = "…", why = "…" }, … ].'
        yield page.fault(line, f"Week {nth} has no list of episodes.", remedy)
        return
    if not episodes:
        yield page.fault(line, f"Week {nth} has no episode.", "Give it one, or delete the week.")
    known = {episode.id for episode in page.library.episodes}
    for placed in episodes:
        id = placed["id"]
        line = line_with(page.text, toml_text(id), start, before.episodes.get(id, 0))
        if id not in known and id not in page.gone.ids:
            yield page.unknown(line, id)
        elif id in before.episodes:
            message = f"The episode “{shown(id)}” stands in the outline twice."
            yield page.fault(line, message, f"Delete this or line {before.episodes[id]}.")
        before.episodes.setdefault(id, line)


def _of_minutes(page: _Page, nth: int, week: Mapping[str, Any]) -> Iterator[Problem]:
    minutes, line = week.get("minutes"), page.line(nth, "minutes")
    remedy = "Write the minutes that the week takes, or delete the line to have them worked out."
    if not isinstance(minutes, int):
        return
    if minutes < 1:
        yield page.fault(line, f"Week {nth} has {minutes:,} minutes.", remedy)
        return
    start, end = (day_of(week.get(name)) for name in ("start", "end"))
    days = max(1, (end - start).days + 1) if start and end else 7
    mine = {placed["id"] for placed in week["episodes"]}
    least = sum(study_time.minutes(one) for one in page.library.episodes if one.id in mine)
    recalls = week.get("recalls", ())
    least += study_time.RECALL * (len(recalls) if isinstance(recalls, list) else 0)
    if minutes > max(least, days * 24 * 60):  # ours may be more, in a short week of many episodes
        span = several(days, "day has", "days have")
        yield page.fault(line, f"Week {nth} has {minutes:,} minutes, more than {span}.", remedy)


def _of_recalls(page: _Page, nth: int, week: Mapping[str, Any], before: _Before) -> Iterator[Problem]:
    recalls, line = week.get("recalls", []), page.line(nth, "recalls")
    if not isinstance(recalls, list) or not all(isinstance(id, str) for id in recalls):
        message = f"Week {nth}: recalls is no list of episode ids."
        yield page.fault(line, message, 'Write recalls = ["…", "…"].')
        return
    if marks.is_ours(week, "recalls"):
        return  # nobody wrote them: those that are no longer studied before are left out on reading
    mine = {placed["id"] for placed in week["episodes"]}
    known = {episode.id for episode in page.library.episodes}
    for place, id in enumerate(recalls):
        if id in page.gone.ids:
            continue
        if id not in known:
            yield page.unknown(line, id)
        elif id in mine or (id in before.placed and id not in before.episodes):
            message = f"Week {nth} recalls “{shown(id)}”, which is not studied before that week."
            yield page.fault(line, message, "Delete it from recalls.")
        elif id in recalls[:place]:
            yield page.fault(line, f"Week {nth} recalls “{shown(id)}” twice.", "Delete it once.")


def _of_left_out(page: _Page, document: Mapping[str, Any], before: _Before) -> Iterator[Problem]:
    lefts = document.get("left_out", [])
    seen: dict[str, int] = {}
    if not isinstance(lefts, list):
        line = line_of(page.text, "left_out") or line_of(page.text, "", "left_out")
        yield page.fault(line, "What is left out is no list.", "Write each episode under [[left_out]].")
        return
    for nth, left in enumerate(lefts, start=1):
        id = left.get("id") if isinstance(left, dict) else None
        line = line_of(page.text, "left_out", "id", nth)
        if not isinstance(id, str):
            message = f"The {_ordinal(nth)} [[left_out]] names no episode."
            yield page.fault(line, message, 'Write id = "…" and why = "…" under it, or delete it.')
        elif id in before.episodes:
            message = f"The episode “{shown(id)}” is left out and in a week."
            yield page.fault(line, message, f"Delete this or line {before.episodes[id]}.")
        elif id in seen:
            yield page.fault(
                line, f"The episode “{shown(id)}” is left out twice.", f"Delete this or line {seen[id]}."
            )
        elif id not in page.gone.ids and all(id != episode.id for episode in page.library.episodes):
            yield page.unknown(line, id)
        else:
            seen[id] = line


def _ordinal(number: int) -> str:
    return ("", "first", "second", "third")[number] if number <= 3 else f"{number}th"
