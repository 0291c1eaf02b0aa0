"""``curriculum progress``: what Anki remembers of the cards, and what is weakest now."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cli import console
from curriculum.cli.gone import ask_of_gone
from curriculum.cli.library import given, library_of
from curriculum.cli.problem_list import show_problems
from curriculum.cli.sources import folder_of, sources_argument, themes_beside, typed
from curriculum.cli.table import write_table
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.memory.memory import Memory
    from curriculum.memory.progress import Progress, Row
    from curriculum.memory.remembering import Asked
    from curriculum.shipping.lock import Lock

GROUPS = {"week": "weeks", "theme": "themes", "episode": "episodes", "point": "points"}
"""What ``--by`` takes → where the rows stand."""
_NAMED = 5
"""Leeches and weak episodes that are named; JSON has all."""
_LISTED, _WIDEST = 40, 60
"""Rows of a table, and letters of a title in it; JSON has all."""


@click.command("progress")
@sources_argument
@click.option(
    "--collection",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Ask this collection.anki2, or an exported .colpkg, instead of a running Anki.",
)
@click.option("--address", metavar="URL", help="Where AnkiConnect listens; http://127.0.0.1:8765 by default.")
@click.option(
    "--by",
    type=click.Choice(list(GROUPS)),
    default="week",
    show_default=True,
    help="What a row of the table is.",
)
@click.option(
    "--lock",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What was shipped; curriculum.lock in the source folder by default.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a table.")
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    collection: Path | None,
    address: str | None,
    by: str,
    lock: Path | None,
    as_json: bool,
) -> None:
    """Show what Anki remembers of your cards: learnt, due, mature, passed, forgotten, and the time spent.

    A running Anki with the AnkiConnect add-on is asked, or --collection; nothing changes there. What it
    says is kept as progress.json beside curriculum.lock: the next plan recalls what is weakest now. SOURCE
    is an episode file, a folder or a zip file, ./seeds by default.

    \b
    Examples:
      curriculum progress my-notes
      curriculum progress my-notes --collection backup.colpkg --by episode
    """
    if collection and address:
        raise click.UsageError("Give --collection or --address, not both.")
    from curriculum.memory import memory_file
    from curriculum.memory.progress import progress
    from curriculum.order import LOCK
    from curriculum.shipping import decisions

    folder = folder_of(given(sources))
    lock_path, decided = lock or folder / LOCK, folder / decisions.FILE
    kept = lock_path.parent / memory_file.FILE
    held = _shipped(lock_path, typed(sources, exclude))
    former = memory_file.read(kept)
    memory, others = _asked(collection, address, held, former)
    library, themes = library_of(sources, exclude), themes_beside(sources)
    found = progress(memory, held, library, themes, decisions.read(decided))
    if as_json:
        console.write_json(found.model_dump(mode="json"))
    else:
        _show(found, by)
    show_problems(others)
    if others:
        if former:
            stays = f"{kept.as_posix()} stays as it was; delete it to go by this collection."
            console.say(stays, kept.as_posix())
        return
    memory_file.write(kept, memory)
    if as_json:
        return
    console.say(f"Kept as {kept.as_posix()}: the next plan recalls what is weakest.", kept.as_posix())
    if found.back:
        are, them = ("is", "it") if len(found.back) == 1 else ("are", "them")
        console.say(
            f"{several(len(found.back), 'card')} that {decided.as_posix()} calls deleted {are} in Anki: "
            f"take {them} out there, and builds bring {them} again."
        )
    ask_of_gone(found.gone, decided)


def _shipped(path: Path, after: str) -> "Lock":
    """The lock; raises CurriculumError when nothing was ever shipped."""
    from curriculum.problems import CurriculumError
    from curriculum.shipping import lock as locks

    held = locks.read(path)
    if not held.entries:
        raise CurriculumError.of(
            "missing",
            "No card was made from these notes yet, so Anki has none.",
            f"Run `curriculum build{after}`, import the package into Anki, and study.",
            path.as_posix(),
        )
    return held


def _asked(collection: Path | None, address: str | None, held: "Lock", former: "Memory | None") -> "Asked":
    """What Anki says: a running one, or the collection."""
    from curriculum.cli.build import now

    if collection is None:
        from curriculum.decks import anki_memory
        from curriculum.decks.anki_address import ADDRESS
        from curriculum.decks.anki_connect import Anki

        return anki_memory.read(Anki(address or ADDRESS), held, former, now())
    from curriculum.memory import collection as collections

    return collections.read(collection, held, former, now())


def _show(found: "Progress", by: str) -> None:
    """The whole in words, a table, and what asks for something."""
    total = found.total
    console.tell(
        f"{total.learnt:,} of {several(total.cards, 'card')} learnt, {total.mature:,} of them mature; "
        f"{total.unseen:,} never seen, {total.due:,} due now."
    )
    if total.asked:
        console.tell(
            f"{_retention(total)} of {several(total.asked, 'review')} passed in the last {found.days} days."
        )
    minutes, low, high = found.spent
    if minutes:
        console.tell(f"{minutes:,.0f} min. spent; for as many new cards {low:,.0f} to {high:,.0f} are usual.")
    rows = [row for row in getattr(found, GROUPS[by]) if row.cards]
    if rows:
        write_table(
            "",
            (by.capitalize(), "Cards", "Learnt", "Mature", "Due", "Passed", "Forgotten", "Minutes"),
            [(_cut(row.title), *_numbers(row)) for row in rows[:_LISTED]],
            _in_lines,
        )
    if len(rows) > _LISTED:
        console.say(f"{len(rows) - _LISTED} more {GROUPS[by]} with --json.")
    _name("Weakest now", [row.title for row in found.weakest])
    _name("Forgotten again and again", [leech.asks for leech in found.leeches])
    if found.leeches:
        console.tell("`curriculum write --leeches` has a language model say them anew; the desk lets you.")


def _numbers(row: "Row") -> tuple[str, ...]:
    numbers = (row.cards, row.learnt, row.mature, row.due)
    passed = _retention(row) if row.asked else "–"
    return (*(f"{number:,}" for number in numbers), passed, f"{row.lapses:,}", f"{row.seconds / 60:,.0f}")


def _in_lines(row: tuple[str, ...]) -> str:
    title, cards, learnt, mature, due, passed, lapses, minutes = row
    times = "once" if lapses == "1" else f"{lapses} times"
    forgotten = f", forgotten {times}" if lapses != "0" else ""
    said = f"{learnt} of {cards} learnt, {mature} mature, {due} due{forgotten}, {minutes} min."
    return f"{title}\n  {said}" + (f" Passed: {passed}." if passed != "–" else "")


def _retention(row: "Row") -> str:
    """The share of passed reviews with its uncertainty: "87 % (80–92)"."""
    return f"{row.passed / row.asked:.0%} ({100 * row.low:.0f}–{100 * row.high:.0f})".replace("%", " %")


def _cut(title: str) -> str:
    return title if len(title) <= _WIDEST else f"{title[: _WIDEST - 1].rstrip(' …')}…"


def _name(what: str, names: Sequence[str]) -> None:
    """A heading and the first of a list, one a line; nothing for none."""
    if names:
        console.tell(f"{what}:")
        for name in names[:_NAMED]:
            console.tell(f"  · {name}")
        if len(names) > _NAMED:
            console.tell(f"  · and {len(names) - _NAMED} more")
