"""What goes where and what it costs: said, and agreed to, before the first byte leaves this machine."""

import sys
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console

if TYPE_CHECKING:
    from curriculum.cards.writer.commission import Commission
    from curriculum.cards.writer.model_wish import ModelWish
    from curriculum.cards.writer.share import Share


def tell_plan(asked: "Commission", as_json: bool) -> None:
    """The answer of ``--dry-run``."""
    from curriculum.cards.writer.share import in_words

    if as_json:
        episodes = [one.episode.id for one in asked.works]
        console.write_json({"episodes": episodes, "asks": [*map(_share_json, asked.shares)]})
        return
    for line in in_words(asked.works, asked.shares):
        console.tell(line)
    console.tell("Nothing was sent.")


def _share_json(share: "Share") -> dict[str, Any]:
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


def agree(asked: "Commission", wish: "ModelWish") -> None:
    """Say what goes where, and ask whether it may, unless it stays on this machine.

    ``--yes`` agrees to what was typed: an address that stands beside the notes is not.
    """
    from curriculum.cards.writer.share import hosts, in_words

    for line in in_words(asked.works, asked.shares):
        console.say(line)
    elsewhere = " and ".join(hosts(asked.shares))
    if not elsewhere or (wish.yes and not wish.lent):
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(
            f"Nobody is there to be asked whether this may go to {elsewhere}: "
            f"{'--url, typed, with --yes' if wish.lent else '--yes'} agrees, --dry-run only looks."
        )
    if not click.confirm(f"Send this to {elsewhere}?", default=False, err=True):
        console.say("Nothing was sent.")
        raise click.exceptions.Exit(0)
