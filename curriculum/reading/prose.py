"""Prose: the parts of an introduction or a summary."""

from curriculum.reading.blocks import Block
from curriculum.reading.body import Body, is_keyed, states_facts
from curriculum.reading.quotes import is_quote


def say(part: Block, role: str, body: Body, *, announced: bool) -> None:
    """Enter one part below the title or in an introduction or summary (``role``), its facts and quotes apart.

    ``announced``: whether the paragraph before it ended in a colon.
    """
    into = body.summary if role == "summary" else body.introduction
    account = role or "introduction"
    if part.kind == "rule":
        body.ledger.take(part.numbers, "separator")
    elif part.kind == "paragraph":
        body.take_prose(part, into, account)
    elif part.kind == "quote" and (announced or is_quote(part)):
        body.take_quotes(part)
    elif role != "summary" and _lists_facts(part, role):
        body.take_facts(part)
    else:
        body.take_text(part, into, account)


def _lists_facts(part: Block, role: str) -> bool:
    if part.kind not in ("list", "table", "quote"):
        return False
    return states_facts(part) or (part.kind == "list" and role == "introduction" and is_keyed(part))
