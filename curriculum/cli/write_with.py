"""``curriculum write --with``: what goes where and what it costs, then the asking, then what came of it."""

import asyncio
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from curriculum.cards.writer.model_wish import ModelWish
from curriculum.cli import console
from curriculum.cli.drafts import summarize
from curriculum.cli.leeches import left_of, tell_reworded
from curriculum.cli.problem_list import show_problems
from curriculum.cli.write import NOTHING_TO_ASK, Door
from curriculum.cli.write_plan import agree, tell_plan
from curriculum.count import several
from curriculum.problems import CurriculumError

if TYPE_CHECKING:
    from curriculum.cards.writer.address import Address
    from curriculum.cards.writer.asking import Listener, Outcome, Work
    from curriculum.cards.writer.commission import Commission
    from curriculum.cards.writer.failure import Failure

_SHOWN = 10


def write_with(door: Door, wish: ModelWish, as_json: bool) -> None:
    """Ask the model about what is still to be asked, and tell what came of it.

    Raises CurriculumError where the model cannot be asked; wrong usage where nobody can agree to it.
    """
    from curriculum.cards.writer.address import addresses
    from curriculum.cards.writer.commission import commission
    from curriculum.cards.writer.share import need_keys

    assert wish.name is not None
    asked = commission(door.inquiry, *addresses(wish.name, wish.url, wish.critic, os.environ))
    if wish.dry_run and not asked.works and not as_json:
        console.tell(f"{NOTHING_TO_ASK}.")
        return
    if wish.dry_run:
        tell_plan(asked, as_json)
        return
    if asked.works:
        need_keys(asked.shares, os.environ)
        agree(asked, wish)
    outcome, seconds, stopped = _ask(asked, wish)
    _tell_outcome(door, wish, asked, outcome, seconds, as_json)
    if stopped:
        console.say("Stopped. What came in is kept; the same command asks for the rest.")
        raise click.Abort
    if outcome.stopped is not None:
        raise CurriculumError([outcome.stopped])
    if outcome.failed and outcome.failed == outcome.episodes:
        raise click.exceptions.Exit(1)


def _ask(asked: "Commission", wish: ModelWish) -> "tuple[Outcome, float, bool]":
    """Ask; returns what came of it, the seconds it took, and whether the person stopped it."""
    from curriculum.cards.writer.asking import Outcome
    from curriculum.cards.writer.commission import carry_out

    outcome = Outcome()
    begun = time.monotonic()
    stopped = False
    if asked.works:
        try:
            with _progress(len(asked.works)) as listener:
                asyncio.run(carry_out(asked, os.environ, wish.timeout, listener, outcome))
        except KeyboardInterrupt:
            stopped = True
    return outcome, time.monotonic() - begun, stopped


@contextmanager
def _progress(total: int) -> "Iterator[Listener]":
    """Whom to tell how it goes: a bar on a terminal, else a line for every episode."""
    from curriculum.cards.writer.asking import Listener

    def waits(failure: "Failure", address: "Address", seconds: float) -> None:
        status = f" (status {failure.status})" if failure.status else ""
        console.say(f"{address.host} does not answer now{status}: asking again in {seconds:.0f} s.")

    if sys.stderr is None or not sys.stderr.isatty():
        begun = time.monotonic()

        def told(work: "Work", outcome: "Outcome") -> None:
            left = (time.monotonic() - begun) / outcome.episodes * (total - outcome.episodes)
            passing = _passing(outcome)
            rest = f", about {_minutes(left)} left" if outcome.episodes < total else ""
            console.say(f"{outcome.episodes} of {total}: {work.episode.title} ({passing} so far{rest})")

        yield Listener(waits, told)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: list[Any] = [
        TextColumn("Writing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[passing]}"),
        TimeRemainingColumn(),
    ]
    with Progress(*columns, console=console.console(stderr=True), transient=True) as bar:
        task = bar.add_task("writing", total=total, passing="")

        def drawn(work: "Work", outcome: "Outcome") -> None:
            bar.update(task, completed=outcome.episodes, passing=_passing(outcome))

        yield Listener(waits, drawn)


def _passing(outcome: "Outcome") -> str:
    from curriculum.cards.writer.tally import tally

    told = tally(outcome.new.values())
    return f"{told.passing} of {several(told.cards, 'card')} passed"


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _tell_outcome(
    door: Door, wish: ModelWish, asked: "Commission", outcome: "Outcome", seconds: float, as_json: bool
) -> None:
    """What came in, what it took, and what went wrong."""
    from curriculum.cards.writer.share import dollars

    spent = asked.spent(outcome)
    new = list(outcome.new.values())
    inquiry = door.inquiry
    left = sum(len(one.asked) for one in inquiry.drafting.assignments(inquiry.episodes))
    if door.wordings:
        left = left_of(door)
    if as_json:
        console.write_json(
            {
                "drafts": [one.model_dump(mode="json") for one in new],
                "problems": [one.model_dump(mode="json") for one in outcome.problems],
                "left": left,
                "tokens": {"read": spent.read, "written": spent.written},
                "dollars": None if spent.dollars is None else float(spent.dollars),
                "seconds": round(seconds, 1),
            }
        )
        return
    if not outcome.episodes and not new and outcome.stopped is None:
        console.tell(f"{NOTHING_TO_ASK}.")
        return
    if not new and (outcome.stopped is not None or outcome.failed):
        show_problems(outcome.problems, limit=_SHOWN)
        return
    words = [f"--with {shlex.quote(wish.name or '')}", *([f"--url {wish.url}"] if wish.url else [])]
    if door.wordings:
        tell_reworded(door, new)
    else:
        summarize(new, left, door.sources, " ".join(words))
    price = "" if spent.here else f"; {dollars(spent.dollars, False)}"
    console.tell(f"Tokens: {spent.read:,} read, {spent.written:,} written, in {_minutes(seconds)}{price}.")
    show_problems(outcome.problems, limit=_SHOWN)
