"""``curriculum build``: the main job, and what to do with what it made."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.crew import cluster_option, workers
from curriculum.cli.library import given
from curriculum.cli.outline_options import outline_options, session_option, wish_of
from curriculum.cli.print_options import OPTIONS, format_of, print_options
from curriculum.cli.product_options import product_options, products_of
from curriculum.cli.sources import sources_argument, typed

if TYPE_CHECKING:
    from rich.table import Table

    from curriculum.build import Tell
    from curriculum.guides.duration import Printed
    from curriculum.order import Order


_DONE = "Printed "
"""How a step begins that is over when it is told."""


@click.command("build")
@sources_argument
@outline_options
@session_option
@print_options
@product_options
@cluster_option
@click.option("--dry-run", is_flag=True, help="Say what would change, card by card; write nothing.")
@click.option(
    "--rewrite",
    is_flag=True,
    help="Put shipped cards into the words of today, and drafts in the place of cards by rule.",
)
@click.option(
    "--allow-retire",
    is_flag=True,
    help="Retire cards although unread files or lines may be why their source is missing.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a summary.")
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    outline_file: Path | None,
    output: Path | None,
    lock: Path | None,
    after: tuple[Path, ...],
    cluster: str,
    dry_run: bool,
    rewrite: bool,
    allow_retire: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Make a curriculum: its outline, its Anki decks, its printed guides and a page of it all.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default. Everything goes to a folder of the
    curriculum's own under ./decks, or under --output.

    \b
    Examples:
      curriculum build my-notes --month 2024-05
      curriculum build my-notes --theme biology --paper letter
      curriculum build my-notes --only decks
    """
    chosen = format_of(**{name: options.pop(name) for name in OPTIONS})
    session = options.pop("session")
    products = products_of(options)
    options = {name: value for name, value in options.items() if name not in products}
    wish = wish_of(outline_file=outline_file, **options)
    from curriculum.order import OUTPUT, Order

    order = Order(
        sources=given(sources),
        exclude=exclude,
        wish=wish,
        outline=outline_file,
        output=output or OUTPUT,
        after=after,
        lock=lock,
        workers=workers(),
        cluster=cluster,
        format=chosen,
        session=session,
        now=now(),
        rewrite=rewrite,
        allow_retire=allow_retire,
        **products,
    )
    if dry_run:
        from curriculum.build import preview
        from curriculum.cli import changes

        with steps() as tell:
            draft = preview(order, tell)
        if as_json:
            console.write_json(changes.document(draft))
        else:
            changes.show(draft)
        return
    from curriculum.cli import made
    from curriculum.stamp import find

    done: Mapping[str, Any] | None = find(order)
    if done is None:
        with steps() as tell:
            done = make(order, tell)
    else:
        console.say("Nothing has changed since the last build.")
    if as_json:
        console.write_json(done)
        made.show_problems(done)
    else:
        made.show(done, typed(sources, exclude))


def make(order: "Order", tell: "Tell") -> Mapping[str, Any]:
    """Build, and give the document of what was made."""
    from curriculum.build import build
    from curriculum.cli import made

    return made.document(build(order, tell, lambda report: made.again(made.document(report))))


def make_now(order: "Order", tell: "Tell") -> Mapping[str, Any]:
    """Build with the time of now, unless nothing has changed; gives the document of what was made."""
    from curriculum.stamp import find

    order = order.model_copy(update={"now": now()})
    return find(order) or make(order, tell)


def look_now(order: "Order", tell: "Tell") -> Mapping[str, Any]:
    """Decide with the time of now what would change, and write nothing; gives the document of it."""
    from curriculum.build import preview
    from curriculum.cli import changes

    return changes.document(preview(order.model_copy(update={"now": now()}), tell))


def now() -> int:
    """The time of this run in unix seconds: SOURCE_DATE_EPOCH when it is set, else the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return int(time.time())
    if not given.isascii() or not given.isdigit() or len(given) > 12:  # a trillion seconds: 30,000 years
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {given[:40]!r}: it must be a whole number of seconds.")
    return int(given)


@contextmanager
def steps() -> "Iterator[Tell]":
    """Show long steps on standard error: a live line on a terminal, plain lines elsewhere."""
    from curriculum.guides.duration import Printed

    screen = console.console(stderr=True)
    if not screen.is_terminal:
        yield lambda step: console.say(_long(step) if isinstance(step, Printed) else f"{step} …")
        return
    with screen.status("Starting") as status:

        def tell(step: str) -> None:
            said = console.clean(_long(step) if isinstance(step, Printed) else step)
            if not isinstance(step, Printed) or not step.done:
                screen.print(said, style="dim", soft_wrap=True)
            if isinstance(step, Printed):
                status.update(_bar(step))
            elif not step.startswith(_DONE):
                status.update(f"{said} …")

        yield tell


def _long(step: "Printed") -> str:
    """How far a long printing is; before it begins, what makes the packages without it."""
    return f"{step}." if step.done else f"{step}; --only decks makes the packages alone."


def _bar(step: "Printed") -> "Table":
    """The same as a bar, for a terminal."""
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    row = Table.grid(padding=(0, 1))
    row.add_row(ProgressBar(total=step.total, completed=step.done, width=30), str(step))
    return row
