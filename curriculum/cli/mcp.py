"""``curriculum mcp``: a server for assistants, on standard input and output."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli.library import SEEDS
from curriculum.cli.print_options import OPTIONS, format_of, print_options
from curriculum.cli.sources import sources_argument

if TYPE_CHECKING:
    from curriculum.build import Tell
    from curriculum.order import Order


@click.command("mcp")
@sources_argument
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder for what build makes."
)
@click.option(
    "--lock",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What was shipped before; curriculum.lock in the source folder by default.",
)
@print_options
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    output: Path | None,
    lock: Path | None,
    **options: Any,
) -> None:
    """Let an assistant read the notes, propose cards, plan and build, over the Model Context Protocol.

    An assistant starts this command itself and speaks with it on standard input and output;
    docs/assistants.md shows how to set that up. It can write drafts, decisions and what build makes, where
    these options say, and nothing else.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default.

    \b
    Example:
      curriculum mcp my-notes
    """
    from curriculum.assistant.server import serve
    from curriculum.assistant.workspace import Workspace
    from curriculum.cli import reasons
    from curriculum.order import OUTPUT, Order

    order = Order(
        sources=sources or SEEDS,
        exclude=exclude,
        output=output or OUTPUT,
        lock=lock,
        format=format_of(**{name: options[name] for name in OPTIONS}),
        now=0,
    )
    serve(Workspace(order, _make, reasons))


def _make(order: "Order", tell: "Tell") -> Mapping[str, Any]:
    """What ``curriculum build`` does with that order now."""
    from curriculum.cli.build import make, now
    from curriculum.stamp import find

    order = order.model_copy(update={"now": now()})
    return find(order) or make(order, tell)
