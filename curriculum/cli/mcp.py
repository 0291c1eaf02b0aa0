"""``curriculum mcp``: a server for assistants, on standard input and output."""

from pathlib import Path
from typing import Any

import click

from curriculum.cli import defaults
from curriculum.cli.crew import workers
from curriculum.cli.library import given
from curriculum.cli.outline_options import place_options, session_option
from curriculum.cli.print_options import OPTIONS, format_of, print_options
from curriculum.cli.product_options import product_options, products_of
from curriculum.cli.sources import sources_argument


@click.command("mcp")
@sources_argument
@place_options
@session_option
@print_options
@product_options
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
    these options say, and nothing else. What the settings beside the notes say of a plan holds unless the
    assistant asks for something else.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default.

    \b
    Example:
      curriculum mcp my-notes
    """
    from curriculum.assistant.server import serve
    from curriculum.cli import reasons
    from curriculum.cli.build import make_now
    from curriculum.cli.problem_list import show_problems
    from curriculum.order import OUTPUT, Order
    from curriculum.problems import CurriculumError
    from curriculum.reading.places import find
    from curriculum.workspace import Workspace

    order = Order(
        sources=given(sources),
        exclude=exclude,
        wish=defaults.wish(),
        after=defaults.after(),
        output=output or OUTPUT,
        lock=lock,
        workers=workers(),
        session=options["session"],
        format=format_of(**{name: options[name] for name in OPTIONS}),
        now=0,
        **products_of(options),
    )
    try:
        find(order.sources, order.exclude)
    except CurriculumError as error:  # a folder may come yet: it is told here at once, and to whoever asks
        show_problems(error.problems)
    serve(Workspace(order, make_now, reasons))
