"""``curriculum build``: the main job, and what to do with what it made."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.outline_options import outline_options, wish_of

if TYPE_CHECKING:
    from curriculum.build import Report, Tell
    from curriculum.planning.outline import Week


@click.command("build")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(path_type=Path))
@outline_options
@click.option("--dry-run", is_flag=True, help="Say what would change, card by card; write nothing.")
@click.option("--rewrite", is_flag=True, help="Reword shipped cards too, as the rules would write them now.")
@click.option(
    "--allow-retire",
    is_flag=True,
    help="Retire cards although unread files or lines may be why their source is missing.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a summary.")
def command(
    sources: tuple[Path, ...],
    outline_file: Path | None,
    output: Path | None,
    lock: Path | None,
    dry_run: bool,
    rewrite: bool,
    allow_retire: bool,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Make a curriculum: its outline, its Anki decks and its printed guides.

    SOURCE is an episode file or a folder of them, ./seeds by default. Everything goes to a folder of the
    curriculum's own under ./decks, or under --output.
    """
    wish = wish_of(outline_file=outline_file, **wishes)
    from curriculum.build import Order, build, preview
    from curriculum.cli import changes

    order = Order(
        sources=sources or (Path("seeds"),),
        wish=wish,
        outline=outline_file,
        output=output or Path("decks"),
        lock=lock,
        now=now(),
        rewrite=rewrite,
        allow_retire=allow_retire,
    )
    if dry_run:
        with steps() as tell:
            draft = preview(order, tell)
        if as_json:
            console.write_json(changes.document(draft))
        else:
            changes.show(draft)
        return
    with steps() as tell:
        report = build(order, tell)
    if as_json:
        console.write_json(document(report))
        console.show_problems(report.problems)
    else:
        _summary(report)


def now() -> int:
    """The time of this run in unix seconds: SOURCE_DATE_EPOCH when it is set, else the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return int(time.time())
    if not given.isascii() or not given.isdigit():
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {given!r}: it must be a whole number of seconds.")
    return int(given)


@contextmanager
def steps() -> "Iterator[Tell]":
    """Show long steps on standard error: a live line on a terminal, plain lines elsewhere."""
    screen = console.console(stderr=True)
    if not screen.is_terminal:
        yield lambda step: console.say(f"{step} …")
        return
    with screen.status("Starting") as status:

        def tell(step: str) -> None:
            screen.print(console.clean(step), style="dim")
            status.update(f"{console.clean(step)} …")

        yield tell


def document(report: "Report") -> dict[str, Any]:
    """The report as ``--json`` gives it; field names are those of the values."""
    from curriculum.cli.changes import searches

    shipment = report.shipment
    return {
        "title": report.outline.title,
        "folder": report.folder.as_posix(),
        "outline": report.outline.model_dump(mode="json"),
        "files": [path.as_posix() for path in report.files],
        "cards": {**_counts(report), "total": len(shipment.notes)},
        "searches": searches(shipment),
        "problems": [problem.model_dump(mode="json") for problem in report.problems],
    }


def _counts(report: "Report") -> dict[str, int]:
    shipment = report.shipment
    return {
        "new": len(shipment.new),
        "updated": len(shipment.updated),
        "unchanged": len(shipment.unchanged),
        "elsewhere": len(shipment.elsewhere),
        "retired": len(shipment.retired),
        "held": len(report.held),
    }


def _summary(report: "Report") -> None:
    """The weeks, the files, the cards, and what to do next."""
    from curriculum.cli.changes import advice

    outline = report.outline
    rows = [
        (
            week.number,
            _dates(week),
            week.title,
            len(week.episodes),
            report.cards_in(week),
            week.minutes,
        )
        for week in outline.weeks
    ]
    console.write_table(outline.title, ("Week", "Dates", "Theme", "Episodes", "Cards", "Minutes"), rows)
    for left in outline.left_out:
        click.echo(console.clean(f"Left out: {left.id}: {left.why}"))
    click.echo(f"Cards: {_cards_in_words(report)}.")
    for line in advice(report.shipment):
        click.echo(console.clean(line))
    click.echo(f"Made in {console.clean(report.folder.as_posix())}/:")
    for path in report.files:
        click.echo(f"  {console.clean(path.name)}")
    console.show_problems(report.problems, limit=3)
    click.echo(f"Next: in Anki, choose File > Import and take {console.clean(report.package.as_posix())}.")
    click.echo(f"Then print {console.clean(report.guide.as_posix())} and begin with week 1.")


def _dates(week: "Week") -> str:
    if not week.start or not week.end:
        return ""
    return f"{week.start:%-d %b} – {week.end:%-d %b %Y}"


def _cards_in_words(report: "Report") -> str:
    counts = _counts(report)
    words = {
        "new": "new",
        "updated": "updated",
        "unchanged": "as they were",
        "elsewhere": "shared with another curriculum",
        "retired": "retired (their source has gone)",
        "held": "held back (curriculum cards --held says why)",
    }
    said = [f"{counts[name]} {word}" for name, word in words.items() if counts[name] or name == "new"]
    return ", ".join(said)
