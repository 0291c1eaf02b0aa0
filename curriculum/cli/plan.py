"""``curriculum plan``: the outline of a curriculum, with the reason for every choice."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.library import library_of
from curriculum.cli.outline_options import outline_options, wish_of
from curriculum.cli.sources import sources_argument, themes_beside

if TYPE_CHECKING:
    from curriculum.planning.outline import Outline, Week
    from curriculum.planning.themes import Themes
    from curriculum.reading.library import Library


@click.command("plan")
@sources_argument
@outline_options
@click.option("--alternative", type=click.IntRange(min=1), default=1, metavar="N", help="The N-th best plan.")
@click.option(
    "--update",
    "update_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Put the episodes this outline.toml does not have yet into it, and change nothing else.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of tables.")
def command(
    sources: tuple[Path, ...],
    outline_file: Path | None,
    output: Path | None,
    lock: Path | None,
    alternative: int,
    update_file: Path | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Show the outline: weeks, dates, themes, minutes, and why each episode stands where it does.

    SOURCE is an episode file or a folder of them, ./seeds by default. Nothing is written, but with
    --output DIR the outline goes to DIR/<curriculum>/outline.toml, to be edited.
    """
    wish = wish_of(outline_file=outline_file or update_file, alternative=alternative, **wishes)
    if update_file and (outline_file or output):
        raise click.UsageError("--update changes its file: give neither --outline nor --output with it.")
    from curriculum.planning import outline_file as files
    from curriculum.planning.plan import plan

    library = library_of(sources)
    if update_file:
        _update(update_file, library, themes_beside(sources))
        outline_file = update_file
    if outline_file:
        outline = files.read(outline_file, library)
    else:
        outline = plan(library, themes_beside(sources), wish)
    written = _write(outline, library, output) if output else []
    if as_json:
        console.write_json(outline.model_dump(mode="json"))
    else:
        _show(outline, library)
    for sentence in outline.advice:
        console.say(sentence)
    for path in written:
        console.say(f"Written: {path.as_posix()}")


def _write(outline: "Outline", library: "Library", output: Path) -> list[Path]:
    """Write outline.toml into the curriculum's folder, but never over one that differs.

    Beside it go outline.md, to read, and outline.ics when the outline has dates.
    """
    from curriculum.planning import calendar_file, outline_markdown
    from curriculum.planning import outline_file as files
    from curriculum.problems import CurriculumError
    from curriculum.publish import check_writable, digest, read_manifest, write_atomically
    from curriculum.reading.slug import slug

    path = output / slug(outline.title) / files.NAME
    text = files.render(outline, library)
    check_writable(path.parent, "Name another folder with --output.")
    untouched = path.is_file() and read_manifest(path.parent).get(path.name) == digest(path)
    if path.exists() and not untouched and path.read_bytes() != text.encode():
        raise CurriculumError.of(
            "outline",
            "Another outline stands here, perhaps with your changes.",
            f"Follow it with --outline {path.as_posix()}, move it away, or give another --title or --output.",
            path.as_posix(),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = {
        files.NAME: text,
        outline_markdown.NAME: outline_markdown.render(outline, library),
        calendar_file.NAME: calendar_file.render(outline, library),
    }
    written = [path.with_name(name) for name, text in texts.items() if text]
    for file in written:
        write_atomically(file, texts[file.name])
    return written


def _update(path: Path, library: "Library", themes: "Themes") -> None:
    """Write the missing episodes into the file, and say where each went."""
    from curriculum.planning.update import update
    from curriculum.publish import write_atomically

    text, additions = update(path, library, themes)
    if additions:
        write_atomically(path, text)
    for addition in additions:
        title = library.episode(addition.id).title
        console.say(f"Added to week {addition.week}: {title} ({addition.why}).")
    if not additions:
        console.say("Every episode is in the outline; nothing changed.")


def _show(outline: "Outline", library: "Library") -> None:
    """A table a week, then what was left out."""
    from curriculum.planning.recalled import recalled

    click.echo(console.clean(outline.title))
    for week in outline.weeks:
        rows = [
            (number, library.episode(placed.id).title, placed.why)
            for number, placed in enumerate(week.episodes, start=1)
        ]
        console.write_table(_heading(week), ("", "Episode", "Why"), rows)
        if week.recalls:
            click.echo(console.clean(f"  Recalls: {recalled(week, outline, library)}"))
    for left in outline.left_out:
        click.echo(console.clean(f"Left out: {library.episode(left.id).title}: {left.why}."))


def _heading(week: "Week") -> str:
    from curriculum.planning.dates import span

    dates = span(week.start, week.end)
    dates = f" · {dates}" if dates else ""
    return f"Week {week.number} · {week.title}{dates} · {console.several(week.minutes, 'minute')}"
