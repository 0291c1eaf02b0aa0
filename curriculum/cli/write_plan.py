"""What goes where and what it costs: said, and agreed to, before the first byte leaves this machine."""

import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from curriculum.cli import console
from curriculum.count import several
from curriculum.problems import CurriculumError

if TYPE_CHECKING:
    from curriculum.cards.writer.address import Address
    from curriculum.cards.writer.asking import Told, Work
    from curriculum.cards.writer.drafting import Drafting
    from curriculum.cards.writer.price import Job
    from curriculum.cli.model_options import ModelWish


class Share(NamedTuple):
    """What one model is asked: the writer's share, or the critic's."""

    role: str
    address: "Address"
    job: "Job"

    @property
    def cost(self) -> Decimal | None:
        """In US dollars; None where nobody knows."""
        from curriculum.cards.writer.price import cost

        return cost(self.address, self.job.tokens)


def shares_of(
    drafting: "Drafting", told: "Told", work: "tuple[Work, ...]", writer: "Address", critic: "Address | None"
) -> list[Share]:
    """What each model is about to be asked."""
    from curriculum.cards.writer import price
    from curriculum.cards.writer.asking import question
    from curriculum.cards.writer.assignment import Assignment
    from curriculum.cards.writer.critic import waiting
    from curriculum.cards.writer.sheet import form, instruction, notes_of

    parts = [part for one in work for part in one.parts]
    points = sum(len(part.asked) for part in parts)
    asked = sum(bool(one.parts) for one in work)
    shares = [Share("writes", writer, price.job((question(told, part) for part in parts), points, asked))]
    if critic is not None:
        drafts = waiting(drafting.proposals, drafting.places)
        there = sum(len(drafts.get(one.episode.id, ())) for one in work)
        own = len(instruction("critic").text) + len(form("critic_form"))
        notes = (len(notes_of(Assignment(one.episode, ()))) for one in work)
        shares.append(Share("judges the drafts", critic, price.critic_job(notes, own, points, there)))
    return shares


def _plan_lines(work: "tuple[Work, ...]", shares: list[Share]) -> Iterator[str]:
    """What goes where, in words."""
    points = sum(len(part.asked) for one in work for part in one.parts)
    yield f"{several(len(work), 'episode')}, {several(points, 'point')} to ask about."
    for share in shares:
        job, address = share.job, share.address
        where = "on this machine" if address.here else f"at {address.host}"
        yield (
            f"{address.name} {where} {share.role}: {several(job.requests, 'request')}, "
            f"{job.letters:,} characters; about {job.read:,} tokens to read, {job.written:,} to write; "
            f"{dollars(share.cost, address.here)}."
        )
        if address.open:
            yield f"What goes to {address.host} is not encrypted (http)."
    if not all(share.address.here for share in shares):
        yield "Tokens are estimates; a model that thinks before it answers writes several times as many."


def dollars(cost: Decimal | None, here: bool) -> str:
    """A price in words."""
    if here:
        return "nothing leaves this machine"
    if cost is None:
        return "its price is not known"
    return "less than $0.01" if cost < Decimal("0.01") else f"about ${cost:.2f} at list price"


def tell_plan(work: "tuple[Work, ...]", shares: list[Share], as_json: bool) -> None:
    """The answer of ``--dry-run``."""
    if as_json:
        console.write_json(
            {"episodes": [one.episode.id for one in work], "asks": [*map(_share_json, shares)]}
        )
        return
    for line in _plan_lines(work, shares):
        console.tell(line)
    console.tell("Nothing was sent.")


def _share_json(share: Share) -> dict[str, Any]:
    job, address = share.job, share.address
    return {
        "model": address.name,
        "role": "writer" if share.role == "writes" else "critic",
        "host": address.host,
        "this_machine": address.here,
        "requests": job.requests,
        "characters": job.letters,
        "tokens": {"read": job.read, "written": job.written},
        "dollars": None if share.cost is None else float(share.cost),
    }


def need_keys(shares: list[Share]) -> None:
    """Raises CurriculumError when a key is missing: before anybody is asked anything."""
    from curriculum.cards.writer.address import key, needs_key
    from curriculum.cards.writer.failure import Failure, problem

    for share in shares:
        found = key(share.address, os.environ)
        if needs_key(share.address) and not found:
            raise CurriculumError([problem(Failure("no-key"), share.address)])
        if not (found.isascii() and found.isprintable()):
            raise CurriculumError([problem(Failure("bad-key"), share.address)])


def agree(work: "tuple[Work, ...]", shares: list[Share], wish: "ModelWish") -> None:
    """Say what goes where, and ask whether it may, unless it stays on this machine.

    ``--yes`` agrees to what was typed: an address that stands beside the notes is not.
    """
    for line in _plan_lines(work, shares):
        console.say(line)
    if (wish.yes and not wish.lent) or all(share.address.here for share in shares):
        return
    hosts = " and ".join(dict.fromkeys(share.address.host for share in shares if not share.address.here))
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(
            f"Nobody is there to be asked whether this may go to {hosts}: "
            f"{'--url, typed, with --yes' if wish.lent else '--yes'} agrees, --dry-run only looks."
        )
    if not click.confirm(f"Send this to {hosts}?", default=False, err=True):
        console.say("Nothing was sent.")
        raise click.exceptions.Exit(0)
