"""The options ``--workers`` and ``--cluster``, and the crew that it hires for as long as a command runs."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from curriculum.crew.crew import Crew

Command = TypeVar("Command", bound=Callable[..., Any])

_ADDRESS = re.compile(r"tcp://(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}", re.ASCII)
_WORKERS, _CREW = "curriculum.workers", "curriculum.crew"
"""What a command's context knows."""


def workers_option(command: Command) -> Command:
    """Give a command ``--workers``."""
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        expose_value=False,
        callback=_keep,
        help="Processes that work side by side: one a core when nothing is said; with 1 there is no other.",
    )(command)


def cluster_option(command: Command) -> Command:
    """Give a command ``--cluster``, passed on as ``cluster``; no settings say it, for it sees all notes."""
    return click.option(
        "--cluster",
        default="",
        metavar="ADDRESS",
        callback=_address,
        help="Have Dask workers do the work, as tcp://scheduler:8786. Trust them as you trust this machine.",
    )(command)


def _address(ctx: click.Context, option: click.Parameter, value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise click.BadParameter(f"{value[:80]!r} is no scheduler's address: write it as tcp://host:8786.")
    return value


def _keep(ctx: click.Context, option: click.Parameter, value: int | None) -> None:
    ctx.meta[_WORKERS] = value


def workers() -> int | None:
    """How many were asked for; None when nobody said."""
    ctx = click.get_current_context(silent=True)
    return ctx.meta.get(_WORKERS) if ctx else None


def crew() -> "Crew":
    """The crew of the command that runs, which is left at its end; this process where no command runs."""
    from curriculum.crew.crew import Alone
    from curriculum.crew.hire import hire

    ctx = click.get_current_context(silent=True)
    if ctx is None:
        return Alone()
    if _CREW not in ctx.meta:
        ctx.meta[_CREW] = ctx.find_root().with_resource(hire(workers()))
    found: Crew = ctx.meta[_CREW]
    return found
