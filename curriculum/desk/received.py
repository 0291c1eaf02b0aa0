"""What came in from a writer or a critic, as the page shows it."""

from typing import Any

from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.receipt import Receipt
from curriculum.cards.writer.tally import tally

_HELD, UNREAD = 50, 10
"""Held drafts, and problems, that an answer tells; of more their number."""


def shown(receipt: Receipt) -> dict[str, Any]:
    """A receipt with the reasons of what is held."""
    new, judged = tally(receipt.new), tally(receipt.judged)
    held = {one.key: one for one in (*new.held, *judged.held)}
    return {
        "came": new.cards,
        "passing": new.passing,
        "empty": new.empty,
        "study": [{"what": what, "passing": number} for what, number in new.study.items()],
        "study_held": new.study_held,
        "judged": judged.cards,
        "judged_passing": judged.passing,
        "held": [_held(one) for one in [*held.values()][:_HELD]],
        "held_all": len(held),
        "unread": [{"line": one.line, "message": one.message} for one in receipt.problems[:UNREAD]],
        "unread_all": len(receipt.problems),
    }


def _held(one: Proposal) -> dict[str, Any]:
    return {"question": one.question, "answer": one.answer, "reasons": one.reasons}
