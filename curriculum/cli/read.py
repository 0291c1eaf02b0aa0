"""``curriculum read``: what was read, and every problem."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console

if TYPE_CHECKING:
    from curriculum.reading.library import Library


@click.command("read")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a summary.")
def command(sources: tuple[Path, ...], as_json: bool) -> None:
    """Read episode files and show what was read, and every problem.

    SOURCE is an episode file or a folder of them, ./seeds by default.
    """
    from curriculum.reading.read import read

    library = read(sources or (Path("seeds"),))
    if as_json:
        console.write_json(document(library))
        return
    _summary(library)
    console.show_problems(library.problems)


def document(library: "Library") -> dict[str, Any]:
    """The library as ``--json`` gives it; field names are those of the values."""
    return library.model_dump(mode="json", include={"episodes", "files", "doubts", "corrections", "problems"})


def _summary(library: "Library") -> None:
    """Episodes by show with their counts, and the share of lines read."""
    rows = [
        (
            episode.show or "unknown show",
            "" if episode.number is None else episode.number,
            episode.title,
            len(episode.points),
            len(episode.quotes),
            len(episode.takeaways),
        )
        for episode in sorted(library.episodes, key=lambda episode: (episode.show, episode.number or 0))
    ]
    console.write_table("Episodes", ("Show", "No", "Title", "Points", "Quotes", "Takeaways"), rows)
    lines = sum(file.lines for file in library.files)
    unread = sum(file.unread for file in library.files)
    share = 100 * (lines - unread) / lines if lines else 100
    files = len(library.files)
    click.echo(f"{len(library.episodes)} episodes in {files} files; {share:.1f} % of {lines} lines read.")
