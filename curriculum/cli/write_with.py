"""``curriculum write --with``: what goes where and what it costs, then the asking, then what came of it."""

import asyncio
import importlib.util
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.drafts import summarize
from curriculum.cli.model_options import ModelWish
from curriculum.cli.problem_list import show_problems
from curriculum.cli.write import NOTHING_TO_ASK, Door
from curriculum.cli.write_plan import Share, agree, dollars, need_keys, shares_of, tell_plan
from curriculum.count import several
from curriculum.problems import CurriculumError

if TYPE_CHECKING:
    from curriculum.cards.writer.address import Address
    from curriculum.cards.writer.asking import Listener, Outcome, Told, Work
    from curriculum.cards.writer.failure import Failure
    from curriculum.cards.writer.said import Tokens

_PATIENCE, _PATIENCE_HERE = 600.0, 3600.0
"""Seconds for one answer; a model on a person's own machine is slow, and nobody else waits for it."""
_SHOWN = 10
INSTALL = "pip install 'curriculum[writer]'"


def write_with(door: Door, wish: ModelWish, size: int | None, as_json: bool) -> None:
    """Ask the model about what is still to be asked, and tell what came of it.

    Raises CurriculumError where the model cannot be asked; wrong usage where nobody can agree to it.
    """
    from curriculum.cards.writer.asking import Told

    _need_packages()
    writer, critic = _addresses(wish)
    told = Told(door.told, door.examples, size)
    work = _work(door, told, writer, critic)
    shares = shares_of(door.drafting, told, work, writer, critic)
    if wish.dry_run and not work and not as_json:
        console.tell(f"{NOTHING_TO_ASK}.")
        return
    if wish.dry_run:
        tell_plan(work, shares, as_json)
        return
    if work:
        need_keys(shares)
        agree(work, shares, wish)
    outcome, seconds, stopped = _ask(door, told, work, shares, wish)
    _tell_outcome(door, wish, shares, outcome, seconds, as_json)
    if stopped:
        console.say("Stopped. What came in is kept; the same command asks for the rest.")
        raise click.Abort
    if outcome.stopped is not None:
        raise CurriculumError([outcome.stopped])
    if outcome.failed and outcome.failed == outcome.episodes:
        raise click.exceptions.Exit(1)


def _need_packages() -> None:
    """Raises CurriculumError when the extra is not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("pydantic_ai", "httpx2", "genai_prices")):
        said = "--with needs the packages of the extra “writer”, which are not installed."
        raise CurriculumError.of("model", said, f"Type: {INSTALL}")


def _addresses(wish: ModelWish) -> "tuple[Address, Address | None]":
    """The writer and the critic. ``--url`` is the critic's too, unless its name says another provider."""
    from curriculum.cards.writer.address import address

    assert wish.name is not None
    writer = address(wish.name, wish.url, os.environ)
    if wish.critic is None:
        return writer, None
    if wish.critic == wish.name:
        return writer, writer
    provider = wish.critic.partition(":")[0]
    try:
        own = address(wish.critic, None, os.environ)
    except CurriculumError:
        return writer, address(wish.critic, wish.url, os.environ)
    return writer, address(wish.critic, wish.url, os.environ) if provider == writer.provider else own


def _work(door: Door, told: "Told", writer: "Address", critic: "Address | None") -> "tuple[Work, ...]":
    """What is to be done, no more episodes than the limit."""
    from curriculum.cards.writer.asking import works
    from curriculum.cards.writer.critic import waiting

    drafting = door.drafting
    drafts = waiting(drafting.proposals, drafting.places) if critic else {}
    episodes = [
        episode
        for episode in drafting.library.episodes
        if episode.id in drafts and (door.episodes is None or episode.id in door.episodes)
    ]
    return works(door.assignments, episodes, told)[: door.limit]


def _ask(
    door: Door, told: "Told", work: "tuple[Work, ...]", shares: list[Share], wish: ModelWish
) -> "tuple[Outcome, float, bool]":
    """Ask; returns what came of it, the seconds it took, and whether the person stopped it."""
    from curriculum.cards.writer.asking import Outcome

    outcome = Outcome()
    begun = time.monotonic()
    stopped = False
    if work:
        try:
            with _progress(len(work)) as listener:
                asyncio.run(_asking(door, told, work, shares, wish.timeout, listener, outcome))
        except KeyboardInterrupt:
            stopped = True
    return outcome, time.monotonic() - begun, stopped


async def _asking(
    door: Door,
    told: "Told",
    work: "tuple[Work, ...]",
    shares: list[Share],
    timeout: float | None,
    listener: "Listener",
    outcome: "Outcome",
) -> None:
    """Open the models and let them be asked."""
    from curriculum.cards.writer.address import key
    from curriculum.cards.writer.asking import AT_ONCE, Scribe, write
    from curriculum.cards.writer.model import Model

    async with AsyncExitStack() as stack:
        models: dict[Address, Model] = {}
        for address in dict.fromkeys(share.address for share in shares):
            patience = timeout or (_PATIENCE_HERE if address.here else _PATIENCE)
            opened = Model(address, key(address, os.environ), patience)
            models[address] = await stack.enter_async_context(opened)
        writer, *critics = (models[share.address] for share in shares)
        # a server on this machine works on one answer at a time; the others would only wait and time out
        at_once = 1 if any(share.address.here for share in shares) else AT_ONCE
        scribe = Scribe(door.drafting, writer, critics[0] if critics else None, told, listener)
        await write(scribe, work, at_once, outcome)


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
    cards = [one for one in outcome.new.values() if one.what == "card"]
    return f"{sum(one.verdict == 'ship' for one in cards)} of {several(len(cards), 'card')} passed"


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _tell_outcome(
    door: Door, wish: ModelWish, shares: list[Share], outcome: "Outcome", seconds: float, as_json: bool
) -> None:
    """What came in, what it took, and what went wrong."""
    from curriculum.cards.writer.price import cost

    used: list[tuple[Address, Tokens]] = [
        (share.address, tokens)
        for share, tokens in zip(shares, (outcome.written, outcome.judged), strict=False)
    ]
    costs = [cost(address, tokens) for address, tokens in used]
    known = [one for one in costs if one is not None]
    total = sum(known, Decimal(0)) if len(known) == len(costs) else None
    read, written = sum(tokens.read for _, tokens in used), sum(tokens.written for _, tokens in used)
    new = list(outcome.new.values())
    left = sum(len(one.asked) for one in door.drafting.assignments(door.episodes))
    if as_json:
        console.write_json(
            {
                "drafts": [one.model_dump(mode="json") for one in new],
                "problems": [one.model_dump(mode="json") for one in outcome.problems],
                "left": left,
                "tokens": {"read": read, "written": written},
                "dollars": None if total is None else float(total),
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
    summarize(new, left, door.sources, " ".join(words))
    here = all(address.here for address, _ in used)
    price = "" if here else f"; {dollars(total, False)}"
    console.tell(f"Tokens: {read:,} read, {written:,} written, in {_minutes(seconds)}{price}.")
    show_problems(outcome.problems, limit=_SHOWN)
