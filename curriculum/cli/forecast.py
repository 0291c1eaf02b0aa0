"""``curriculum forecast``: minutes a day for the cards of an outline, and the four weeks after it."""

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.crew import crew
from curriculum.cli.library import library_of
from curriculum.cli.outline_options import others_of, outline_options, wish_of
from curriculum.cli.problem_list import show_problems
from curriculum.cli.sources import folder_of, sources_argument, themes_beside
from curriculum.cli.table import write_table
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.planning.workload import Forecast


@click.command("forecast")
@sources_argument
@outline_options
@click.option(
    "--minutes-per-day",
    type=click.IntRange(min=1),
    metavar="N",
    help="Choose the most new cards a day that keep every day within N minutes.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a chart.")
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    outline_file: Path | None,
    output: Path | None,
    lock: Path | None,
    after: tuple[Path, ...],
    minutes_per_day: int | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Forecast the minutes a day that the cards of an outline take.

    The forecast is a range: one learner in ten needs less, one in ten needs more. It covers the
    outline's weeks and four weeks of reviews after them, and goes by your own pace where `curriculum
    progress` has asked Anki for it. docs/workload.md states the model. SOURCE is an episode file, a folder
    or a zip file, ./seeds by default.

    \b
    Example:
      curriculum forecast my-notes --minutes-per-day 10
    """
    wish = wish_of(outline_file=outline_file, **wishes)
    from curriculum.cards.write import unparsed, write
    from curriculum.memory import forgetting, memory_file
    from curriculum.memory.backlog import backlog
    from curriculum.order import LOCK
    from curriculum.planning import outline_file as files
    from curriculum.planning.plan import plan
    from curriculum.planning.workload import ANYBODY, even, forecast, pace
    from curriculum.planning.workload_chart import of_before
    from curriculum.publish import lock_to_read
    from curriculum.reading.slug import slug
    from curriculum.shipping import lock as locks
    from curriculum.shipping.beside import beside
    from curriculum.shipping.note import cards_a_week

    library = library_of(sources, exclude)
    themes = themes_beside(sources)
    lock = lock or folder_of(sources) / LOCK
    others = others_of(wish, sources, library, outline_file, output, after, lock)
    if outline_file:
        outline = files.read(outline_file, library, themes)
    else:
        outline = plan(library, themes, wish, others, forgetting.read(lock))
    cards = write(library, *beside(folder_of(sources)), crew=crew())
    show_problems(unparsed(cards))
    counts = cards_a_week(cards, outline)
    memory = memory_file.read(lock.parent / memory_file.FILE)
    habit = memory.habit if memory else ANYBODY
    old = backlog(locks.read(lock_to_read(lock)), memory, others.besides(slug(outline.title)), outline)
    if minutes_per_day:
        found = pace(counts, minutes_per_day, habit, old)
    else:
        found = forecast(counts, outline.new_cards_a_day or max(1, even(counts)), habit, old)
    if as_json:
        console.write_json(found.model_dump(mode="json"))
    elif not found.cards:
        console.tell(f"{outline.title}: these episodes give no card to study.")
    else:
        _show(outline.title, found)
        if said := of_before(found):
            console.tell(said)
    if minutes_per_day and found.busiest > minutes_per_day:
        console.say(
            f"Even one new card a day takes up to {several(ceil(found.busiest), 'minute')} on the busiest "
            f"day, more than {minutes_per_day}."
        )
    if found.left:
        total, are = several(found.cards, "card"), "is" if found.left == 1 else "are"
        console.say(f"{found.left} of {total} {are} not begun by the end of the forecast.")


def _show(title: str, found: "Forecast") -> None:
    """A row a week: new cards, minutes a day as a range, a bar a day."""
    from curriculum.planning.workload_chart import by_week

    weeks = len(found.days) // 7 - 4
    rows = [
        (
            str(week.number) if week.number <= weeks else f"{week.number} (after)",
            str(week.new or "–"),
            _range(week.low, week.high),
            week.bars,
        )
        for week in by_week(found)
    ]
    write_table(
        f"{title}: {several(found.cards, 'card')}, at most {found.new_a_day} new a day",
        ("Week", "New cards", "Minutes a day", "Day by day"),
        rows,
        _in_lines,
    )


def _in_lines(row: tuple[str, str, str, str]) -> str:
    week, new, minutes, bars = row
    return f"Week {week}: {'no' if new == '–' else new} new, {minutes} min. a day\n  {bars}"


def _range(low: float, high: float) -> str:
    """Minutes, whole, as a range where they differ."""
    least, most = f"{low:.0f}", f"{high:.0f}"
    if least != most:
        return f"{least} to {most}"
    return "under 1" if most == "0" and high else most
