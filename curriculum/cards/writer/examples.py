"""The learner's own decisions on cards, as examples for a writer."""

from collections.abc import Collection, Mapping

from curriculum.cards.card import Card
from curriculum.cards.decision import Decision, is_dropped, resolve
from curriculum.cards.likeness import front

MOST = 8
"""Examples of each sort: more would only make the instruction longer."""


def examples(cards: Collection[Card], decisions: Mapping[str, Decision]) -> str:
    """What this learner kept, reworded and dropped, as a part of the instruction; "" when nothing."""
    kept: list[str] = []
    dropped: list[str] = []
    known = resolve((card.key for card in cards), decisions)
    for card in cards:
        if card.key not in known:
            continue
        said = f"- {_plain(front(card))} → {_plain(card.answer)}"
        if is_dropped(card):
            dropped.append(said)
        elif card.verdict == "ship":
            kept.append(said)
    parts = [
        f"Cards that this person {what}:\n\n" + "\n".join(found[-MOST:])
        for what, found in (("kept or worded like this", kept), ("threw out", dropped))
        if found
    ]
    return "## What this person likes\n\n" + "\n\n".join(parts) if parts else ""


def _plain(text: str) -> str:
    return " ".join(text.split())
