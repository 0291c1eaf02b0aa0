"""The SOURCE argument and what the planner finds beside the sources."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum import opening

if TYPE_CHECKING:
    from curriculum.planning.themes import Themes

sources_argument = click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(path_type=Path))


def folder_of(sources: tuple[Path, ...]) -> Path:
    """The folder that holds themes.toml and the like: the first source, or the folder it stands in."""
    first = sources[0] if sources else Path("seeds")
    return first if opening.is_folder(first) else first.parent


def themes_beside(sources: tuple[Path, ...]) -> "Themes":
    """Our themes with those of a themes.toml beside the sources."""
    from curriculum.planning.themes import read_themes

    return read_themes(folder_of(sources))


def typed(sources: Sequence[Path]) -> str:
    """The sources as they follow a command's name in a sentence: " my-notes"; "" for ./seeds."""
    if not sources or list(sources) == [Path("seeds")]:
        return ""
    return " " + shlex.join(path.as_posix() for path in sources)
