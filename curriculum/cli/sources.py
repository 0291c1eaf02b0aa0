"""The SOURCE argument and what the planner finds beside the sources."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from curriculum import opening
from curriculum.cli.crew import workers_option

if TYPE_CHECKING:
    from curriculum.planning.themes import Themes

Command = TypeVar("Command", bound=Callable[..., Any])


class _Sources(click.Argument):
    """The sources, known before any option: what stands beside them is the default of the options."""

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """Take in the sources and, for every option that is not typed, the settings beside them."""
        from curriculum.cli.defaults import default_map

        sources, args = super().handle_parse_result(ctx, opts, args)
        if not ctx.resilient_parsing:
            folders = [folder_of((source,)) for source in sources] or [folder_of(())]
            ctx.default_map = default_map(ctx.command.name or "", folders, opts)
        return sources, args


def names_argument(command: Command) -> Command:
    """Give a command its SOURCE arguments, passed on as ``sources``, and the settings beside them."""
    return click.argument(
        "sources",
        cls=_Sources,
        metavar="[SOURCE]...",
        nargs=-1,
        type=click.Path(path_type=Path),
        is_eager=True,
    )(command)


def sources_argument(command: Command) -> Command:
    """Give a command its SOURCE arguments and ``--exclude``, passed on as ``sources`` and ``exclude``.

    And ``--workers``, which ``workers`` and ``crew`` of ``cli.crew`` know of.
    """
    option = click.option(
        "--exclude",
        multiple=True,
        metavar="GLOB",
        help="Leave out the files of a SOURCE with such a path in it, as 'Archive/**' (repeatable).",
    )
    return names_argument(option(workers_option(command)))


def folder_of(sources: tuple[Path, ...]) -> Path:
    """The folder that holds themes.toml and the like: the first source, or the folder it stands in."""
    first = sources[0] if sources else Path("seeds")
    return first if opening.is_folder(first) else first.parent


def themes_beside(sources: tuple[Path, ...]) -> "Themes":
    """Our themes with those of a themes.toml beside the sources."""
    from curriculum.planning.themes import read_themes

    return read_themes(folder_of(sources))


def typed(sources: Sequence[Path], exclude: Sequence[str] = ()) -> str:
    """The sources and globs as they follow a command's name in a sentence: " my-notes"; "" for ./seeds."""
    named = [] if list(sources) == [Path("seeds")] else [path.as_posix() for path in sources]
    words = [*named, *(word for glob in exclude for word in ("--exclude", glob))]
    return f" {shlex.join(words)}" if words else ""
