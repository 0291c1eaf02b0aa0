"""``curriculum search``: episodes and key points ranked for a theme."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from curriculum.cli import console
from curriculum.cli.crew import crew
from curriculum.cli.library import given, library_of, reading_bar
from curriculum.cli.outline_options import some_words
from curriculum.cli.sources import sources_argument, themes_beside
from curriculum.cli.table import write_table
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.planning.index import Index
    from curriculum.planning.search import Found
    from curriculum.reading.episode import Episode

SHOWN = 20
"""Episodes that a listing shows when no limit is given; JSON has all."""


class _Answer(NamedTuple):
    found: "Found"
    episodes: "list[Episode]"
    """Those found, in their order."""
    mattering: int
    """Episodes that matter, also those beyond the limit."""
    total: int
    """Episodes that were searched."""
    reason: str
    """Why only words were looked for; "" when meaning was too."""


@click.command("search")
@click.argument("theme", type=some_words)
@sources_argument
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Only the best N episodes; {SHOWN} by default, all with --json.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a listing.")
def command(
    theme: str, sources: tuple[Path, ...], exclude: tuple[str, ...], limit: int | None, as_json: bool
) -> None:
    """Rank episodes and their key points for THEME, best first; only those that matter.

    With the extra curriculum[semantic] episodes that say it in other words are found too.

    THEME is free text or a theme's name (curriculum themes --all). "Quoted words" must occur as they
    stand, -word must not. SOURCE is an episode file, a folder or a zip file, ./seeds by default. What a
    large folder says is kept in your cache folder, so that the next search need not read it again.

    \b
    Examples:
      curriculum search biology my-notes
      curriculum search '"drug discovery" -games' my-notes
    """
    from curriculum.planning.index import Index
    from curriculum.planning.kept_index import ask
    from curriculum.planning.meaning.model import is_installed
    from curriculum.planning.meaning.near import Near
    from curriculum.planning.query import queries
    from curriculum.planning.search import found, ranked

    themes = themes_beside(sources)
    most = limit or (None if as_json else SHOWN)

    def look(near: Near, index: "Index") -> _Answer:
        asked = queries(theme, themes)
        order = ranked(index, asked, near)
        best = order[:most]
        episodes = [] if as_json else [index.episode(one.place) for one in best]
        return _Answer(found(index, asked, best, themes), episodes, len(order), index.total, near.reason)

    with reading_bar() as progress:
        answer = ask(given(sources), themes, partial(look, Near(progress)), progress, exclude, crew())
    if answer is None:
        index = Index.of(library_of(sources, exclude).episodes, themes)
        with reading_bar() as progress:
            answer = look(Near(progress), index)
    if answer.reason and (not answer.mattering or is_installed()):
        console.say(answer.reason)
    if as_json:
        console.write_json(answer.found.model_dump(mode="json"))
    elif answer.episodes:
        _show(answer)
    else:
        console.tell(f"Nothing here matters for “{theme}”.")


def _show(answer: _Answer) -> None:
    """Each episode with its score, the words that matched and its best points."""
    rows = []
    for one, episode in zip(answer.found.episodes, answer.episodes, strict=True):
        labels = {point.id: point.label or point.text for point in (*episode.points, *episode.takeaways)}
        best = "\n".join(f"· {labels[point.id]}" for point in one.points[:3])
        more = f"\n· and {len(one.points) - 3} more" if len(one.points) > 3 else ""
        matched = ", ".join(one.words) or "by its meaning"
        rows.append((f"{one.score:.2f}", episode.title, matched, best + more))
    title = f"“{answer.found.theme}”: {answer.mattering:,} of {several(answer.total, 'episode')}"
    fewer = len(rows) < answer.mattering
    columns = ("Score", "Episode", "Matched", "Key points")
    write_table(f"{title}, the best {len(rows)}" if fewer else title, columns, rows, _in_lines)
    if fewer:
        console.say("--limit shows more.")


def _in_lines(row: tuple[str, str, str, str]) -> str:
    score, title, matched, points = row
    return "\n      ".join([f"{score}  {title}", f"matched: {matched}", *points.split("\n")])
