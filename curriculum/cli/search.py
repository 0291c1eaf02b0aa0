"""``curriculum search``: episodes and key points ranked for a theme."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cli import console
from curriculum.cli.outline_options import some_words
from curriculum.cli.sources import sources_argument, themes_beside

if TYPE_CHECKING:
    from curriculum.planning.search import Found
    from curriculum.reading.library import Library


@click.command("search")
@click.argument("theme", type=some_words)
@sources_argument
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a listing.")
def command(theme: str, sources: tuple[Path, ...], as_json: bool) -> None:
    """Rank episodes and their key points for THEME, best first; only those that matter.

    THEME is free text or a theme's name (curriculum themes --all). "Quoted words" must occur as they
    stand, -word must not. SOURCE is an episode file or a folder of them, ./seeds by default.
    """
    from curriculum.planning.search import search
    from curriculum.reading.read import read

    library = read(sources or (Path("seeds"),))
    found = search(library, theme, themes_beside(sources))
    if as_json:
        console.write_json(found.model_dump(mode="json"))
    elif found.episodes:
        _show(found, library)
    else:
        click.echo(console.clean(f"Nothing here matters for “{theme}”."))


def _show(found: "Found", library: "Library") -> None:
    """Each episode with its score, the words that matched and its best points."""
    rows = []
    for one in found.episodes:
        episode = library.episode(one.id)
        labels = {point.id: point.label or point.text for point in (*episode.points, *episode.takeaways)}
        best = "\n".join(f"· {labels[point.id]}" for point in one.points[:3])
        more = f"\n· and {len(one.points) - 3} more" if len(one.points) > 3 else ""
        rows.append((f"{one.score:.2f}", episode.title, ", ".join(one.words), best + more))
    title = f"“{found.theme}”: {len(rows)} of {len(library.episodes)} episodes"
    console.write_table(title, ("Score", "Episode", "Matched", "Key points"), rows)
