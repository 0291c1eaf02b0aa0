"""``curriculum plan``: the outline of a curriculum, with the reason for every choice."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.outline_options import outline_options, wish_of
from curriculum.cli.sources import sources_argument, themes_beside

if TYPE_CHECKING:
    from curriculum.planning.outline import Outline, Week
    from curriculum.reading.library import Library


@click.command("plan")
@sources_argument
@outline_options
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of tables.")
def command(
    sources: tuple[Path, ...],
    outline_file: Path | None,
    output: Path | None,
    lock: Path | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Show the outline: weeks, dates, themes, minutes, and why each episode stands where it does.

    SOURCE is an episode file or a folder of them, ./seeds by default. Nothing is written, but with
    --output DIR the outline goes to DIR/<curriculum>/outline.toml, to be edited.
    """
    wish = wish_of(outline_file=outline_file, **wishes)
    from curriculum.planning import outline_file as files
    from curriculum.planning.plan import plan
    from curriculum.reading.read import read

    library = read(sources or (Path("seeds"),))
    if outline_file:
        outline = files.read(outline_file, library)
    else:
        outline = plan(library, themes_beside(sources), wish)
    if as_json:
        console.write_json(outline.model_dump(mode="json"))
    else:
        _show(outline, library)
    for sentence in outline.advice:
        console.say(sentence)
    if output:
        console.say(f"Written: {_write(outline, library, output).as_posix()}")


def _write(outline: "Outline", library: "Library", output: Path) -> Path:
    """Write outline.toml into the curriculum's folder, but never over one that differs."""
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
    write_atomically(path, text)
    return path


def _show(outline: "Outline", library: "Library") -> None:
    """A table a week, then what was left out."""
    click.echo(console.clean(outline.title))
    for week in outline.weeks:
        rows = [
            (number, library.episode(placed.id).title, placed.why)
            for number, placed in enumerate(week.episodes, start=1)
        ]
        console.write_table(_heading(week), ("", "Episode", "Why"), rows)
        if week.recalls:
            titles = "; ".join(library.episode(id).title for id in week.recalls)
            click.echo(console.clean(f"  Recalls: {titles}"))
    for left in outline.left_out:
        click.echo(console.clean(f"Left out: {library.episode(left.id).title}: {left.why}."))


def _heading(week: "Week") -> str:
    dates = ""
    if week.start and week.end:
        from curriculum.planning.dates import MONTHS

        start, end = (f"{day.day} {MONTHS[day.month - 1][:3]}" for day in (week.start, week.end))
        dates = f" · {start} – {end} {week.end.year}"
    return f"Week {week.number} · {week.title}{dates} · {week.minutes} minutes"
