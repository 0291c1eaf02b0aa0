"""A commission: models, what each is to be asked, and the asking, once a person has agreed to it."""

import importlib.util
from collections.abc import Mapping
from contextlib import AsyncExitStack, nullcontext
from decimal import Decimal
from typing import NamedTuple

from curriculum.cards.writer import price
from curriculum.cards.writer.address import Address, key
from curriculum.cards.writer.asking import AT_ONCE, Listener, Outcome, Scribe, Turn, Work, write
from curriculum.cards.writer.inquiry import Inquiry
from curriculum.cards.writer.said import Tokens
from curriculum.cards.writer.share import Share, shares_of
from curriculum.install import how_to
from curriculum.problems import CurriculumError

_PATIENCE, _PATIENCE_HERE = 600.0, 3600.0
"""Seconds for one answer; a model on a person's own machine is slow, and nobody else waits for it."""


class Spent(NamedTuple):
    """What requests took."""

    read: int
    """Tokens."""
    written: int
    dollars: Decimal | None
    """None where nobody knows."""
    here: bool
    """Whether nothing has left this machine."""


class Commission(NamedTuple):
    """Who is to be asked for what."""

    inquiry: Inquiry
    works: tuple[Work, ...]
    shares: tuple[Share, ...]
    """The writer's, then the critic's where there is one."""

    def spent(self, outcome: Outcome) -> Spent:
        """What has come of it so far took."""
        used: list[tuple[Address, Tokens]] = [
            (share.address, tokens)
            for share, tokens in zip(self.shares, (outcome.written, outcome.judged), strict=False)
        ]
        costs = [price.cost(address, tokens) for address, tokens in used]
        known = [one for one in costs if one is not None]
        total = sum(known, Decimal(0)) if len(known) == len(costs) else None
        read, written = sum(tokens.read for _, tokens in used), sum(tokens.written for _, tokens in used)
        return Spent(read, written, total, all(address.here for address, _ in used))


def commission(inquiry: Inquiry, writer: Address, critic: Address | None) -> Commission:
    """What these models would be asked. Raises CurriculumError when the extra is not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("pydantic_ai", "httpx2", "genai_prices")):
        said = "A model is asked with the packages of the extra “writer”, which are not installed."
        raise CurriculumError.of("model", said, how_to("curriculum[writer]"))
    works = inquiry.works(judge=critic is not None)
    return Commission(inquiry, works, shares_of(inquiry.drafting, inquiry.told, works, writer, critic))


async def carry_out(
    asked: Commission,
    environment: Mapping[str, str],
    timeout: float | None,
    listener: Listener,
    outcome: Outcome,
    turn: Turn = nullcontext,
) -> None:
    """Ask; what comes of it is in ``outcome`` and in the file at every moment, also when this is cancelled.

    Args:
        asked: of whom what; ``share.need_keys`` has passed it.
        environment: has the keys.
        timeout: seconds for one answer; None for as many as are usual.
        listener: wants to know how it goes.
        outcome: an empty one.
        turn: held while drafts are taken in.

    Raises CurriculumError when the drafts cannot be written.
    """
    from curriculum.cards.writer.model import Model  # late: its libraries take a second

    async with AsyncExitStack() as stack:
        models: dict[Address, Model] = {}
        for address in dict.fromkeys(share.address for share in asked.shares):
            patience = timeout or (_PATIENCE_HERE if address.here else _PATIENCE)
            opened = Model(address, key(address, environment), patience)
            models[address] = await stack.enter_async_context(opened)
        writer, *critics = (models[share.address] for share in asked.shares)
        # a server on this machine works on one answer at a time; the others would only wait and time out
        at_once = 1 if any(share.address.here for share in asked.shares) else AT_ONCE
        critic = critics[0] if critics else None
        scribe = Scribe(
            asked.inquiry.drafting, writer, critic, asked.inquiry.told, listener, turn, asked.inquiry.reword
        )
        await write(scribe, asked.works, at_once, outcome)
