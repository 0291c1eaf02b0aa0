"""``curriculum plan``: the outline of a curriculum, with the reason for every choice."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.library import library_of
from curriculum.cli.outline_options import others_of, outline_options, session_option, wish_of
from curriculum.cli.sources import folder_of, sources_argument, themes_beside
from curriculum.cli.table import write_table

if TYPE_CHECKING:
    from curriculum.planning.earlier import Earlier
    from curriculum.planning.outline import Outline, Week
    from curriculum.planning.renamed import Shipped
    from curriculum.planning.themes import Themes
    from curriculum.reading.library import Library


@click.command("plan")
@sources_argument
@outline_options
@session_option
@click.option("--alternative", type=click.IntRange(min=1), default=1, metavar="N", help="The N-th best plan.")
@click.option(
    "--update",
    "update_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Put new episodes into this outline.toml, take out those that are gone, change nothing else.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of tables.")
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    outline_file: Path | None,
    output: Path | None,
    lock: Path | None,
    after: tuple[Path, ...],
    session: dt.time,
    alternative: int,
    update_file: Path | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Show the outline: weeks, dates, themes, minutes, and why each episode stands where it does.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default. Nothing is written, but with
    --output DIR the outline goes to DIR/<curriculum>/outline.toml, to be edited.

    \b
    Examples:
      curriculum plan my-notes --month 2024-05
      curriculum plan my-notes --theme biology --output decks
    """
    wish = wish_of(outline_file=outline_file or update_file, alternative=alternative, **wishes)
    if update_file and (outline_file or output):
        raise click.UsageError("--update changes its file: give neither --outline nor --output with it.")
    from curriculum.memory import forgetting
    from curriculum.order import LOCK
    from curriculum.planning import outline_file as files
    from curriculum.planning.plan import plan
    from curriculum.shipping.renamed import by_cards

    library = library_of(sources, exclude)
    themes = themes_beside(sources)
    others = others_of(wish, sources, library, update_file or outline_file, output, after, lock)
    if update_file:
        _update(update_file, library, themes, others, by_cards(lock or folder_of(sources) / LOCK, library))
        outline_file = update_file
    outline = (
        others.placing(files.read(outline_file, library, themes))
        if outline_file
        else plan(library, themes, wish, others, forgetting.read(lock or folder_of(sources) / LOCK))
    )
    written = _write(outline, outline_file, library, themes, output, session) if output else []
    if as_json:
        console.write_json(outline.model_dump(mode="json"))
    else:
        _show(outline, library)
    for sentence in outline.advice:
        console.say(sentence)
    for path in written:
        console.say(f"Written: {path.as_posix()}", path.as_posix())


def _write(
    outline: "Outline",
    given: Path | None,
    library: "Library",
    themes: "Themes",
    output: Path,
    session: dt.time,
) -> list[Path]:
    """Write outline.toml into the curriculum's folder, but never over a person's.

    ``given`` is the file that the outline was read from: it goes there to the letter. Beside it go
    outline.md, to read, and outline.ics when the outline has dates.
    """
    from curriculum.planning import outline_file as files
    from curriculum.planning import outline_pages, standing
    from curriculum.publish import put
    from curriculum.reading.slug import slug
    from curriculum.writable import check_writable
    from curriculum.writing import unwritten

    folder = output / slug(outline.title)
    text = outline_pages.to_edit(outline, given, library)
    check_writable(folder, "Name another folder with --output.")
    standing.check_free(folder / files.NAME, text, given, library, themes)
    pages = outline_pages.render(outline, text, library, folder, session)
    try:
        copies = put(folder, pages, standing.source(folder, given))
    except OSError as error:
        remedy = "Make room on the disk, or name another folder with --output."
        raise unwritten(error, error.filename, remedy) from error
    for copy in copies:
        console.say(f"Kept: {copy.as_posix()} has what you had written there.")
    return [folder / name for name in pages]


def _update(path: Path, library: "Library", themes: "Themes", others: "Earlier", shipped: "Shipped") -> None:
    """Write ids of today into the file, take what is gone out of it, write the missing episodes into it, and
    say what went where.
    """
    from curriculum.kept import replace
    from curriculum.planning.outline_drop import without_gone
    from curriculum.planning.outline_file import text_of
    from curriculum.planning.outline_rename import with_names_of_today
    from curriculum.planning.update import updated
    from curriculum.writing import unwritten

    before = text_of(path)
    named, names = with_names_of_today(before, path, library, shipped)
    rest = without_gone(named, path, library)
    text, additions = updated(rest.text, path, library, themes, others)
    try:
        copy = replace(path, text) if text != before else None
    except OSError as error:
        remedy = "Make room on the disk, or copy the outline to a folder that you may write."
        raise unwritten(error, path, remedy) from error
    for old, new in names.items():
        console.say(f"Written under its title of today: {library.episode(new).title} (before: {old}).")
    for drop in rest.drops:
        console.say(f"Taken out, as your notes no longer have it: {drop.title} ({', '.join(drop.places)}).")
    for title in rest.weeks:
        console.say(f"The week “{title}” had no other episode and is gone.")
    for addition in additions:
        title = library.episode(addition.id).title
        console.say(f"Added to week {addition.week}: {title} ({addition.why}).")
    if copy:
        console.say(f"Kept: {copy.as_posix()} has the outline as it was.")
    if text == before:
        console.say("Every episode is in the outline; nothing changed.")


def _show(outline: "Outline", library: "Library") -> None:
    """A table a week, then what was left out."""
    from curriculum.planning.minutes import BESIDES
    from curriculum.planning.recalled import recalled

    console.tell(outline.title)
    for week in outline.weeks:
        rows = [
            (number, library.episode(placed.id).title, placed.why)
            for number, placed in enumerate(week.episodes, start=1)
        ]
        write_table(_heading(week), ("", "Episode", "Why"), rows, _in_lines)
        if week.recalls:
            console.tell(f"  Recalls: {recalled(week, outline, library)}")
    console.tell(BESIDES)
    for left in outline.left_out:
        console.tell(f"Left out: {library.episode(left.id).title}: {left.why}.")


def _in_lines(row: tuple[int, str, str]) -> str:
    number, title, why = row
    return f"  {number}  {title}\n     {why}"


def _heading(week: "Week") -> str:
    from curriculum.planning.dates import span
    from curriculum.planning.minutes import Minutes

    dates = span(week.start, week.end)
    dates = f" · {dates}" if dates else ""
    return f"Week {week.number} · {week.title}{dates} · {Minutes(week.minutes).said}"
