"""``curriculum themes``: what the episodes are about, and what a curriculum can be about."""

from collections import Counter
from pathlib import Path

import click

from curriculum.cli import console
from curriculum.cli.library import library_of
from curriculum.cli.sources import sources_argument, themes_beside
from curriculum.cli.table import write_table
from curriculum.count import several


@click.command("themes")
@sources_argument
@click.option("--all", "every", is_flag=True, help="Also the themes that no episode is about.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a table.")
def command(sources: tuple[Path, ...], exclude: tuple[str, ...], every: bool, as_json: bool) -> None:
    """List the themes of the episodes, with how many episodes are about each.

    An episode is about one to three themes; a field counts the episodes of its themes. SOURCE is an
    episode file, a folder or a zip file, ./seeds by default.

    \b
    Example:
      curriculum themes my-notes
    """
    from curriculum.planning.affinity import themes_of

    themes = themes_beside(sources)
    about = themes_of(library_of(sources, exclude), themes)
    count: Counter[str] = Counter()
    for ids in about.values():
        count.update({*ids, *(themes[id].parent for id in ids if themes[id].parent)})
    fields = [theme for theme in themes.themes if not theme.parent]
    listed = [theme for field in fields for theme in (field, *themes.children(field.id))]
    listed = [theme for theme in listed if every or count[theme.id]]
    if as_json:
        console.write_json(
            {
                "themes": [
                    {
                        **theme.model_dump(mode="json"),
                        "count": count[theme.id],
                        "episodes": sorted(
                            id
                            for id, ids in about.items()
                            if theme.id in ids or any(themes[one].parent == theme.id for one in ids)
                        ),
                    }
                    for theme in listed
                ]
            }
        )
        return
    rows = [
        (theme.id if not theme.parent else f"  {theme.id}", theme.title, theme.level, count[theme.id])
        for theme in listed
    ]
    columns = ("Theme", "Title", "Level", "Episodes")
    write_table(f"Themes of {several(len(about), 'episode')}", columns, rows, _in_lines)


def _in_lines(row: tuple[str, str, int, int]) -> str:
    id, title, level, count = row
    indent = " " * (len(id) - len(id.lstrip()) + 2)
    return f"{id}\n{indent}{title}\n{indent}level {level}, {several(count, 'episode')}"
