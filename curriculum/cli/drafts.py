"""Drafts in words: what came in, what is held and why, and what comes next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from curriculum.cli import console
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.cards.writer.proposal import Proposal

SHOWN = 10
"""Held drafts that are shown with their reasons."""


def summarize(new: "Sequence[Proposal]", left: int, sources: str, again: str = "") -> None:
    """What came in: how much of it passes, what is held and why.

    ``again`` are the options that ask for what is left; "" where that is told elsewhere.
    """
    cards = [one for one in new if one.what == "card"]
    passing = sum(one.verdict == "ship" for one in cards)
    empty = sum(one.what == "none" for one in new)
    console.tell(
        f"{several(len(cards), 'card')} came in: {passes(passing)}, {len(cards) - passing} held; "
        f"{several(empty, 'point')} with nothing to ask."
    )
    study = [one for one in new if one.what not in ("card", "none")]
    if study:
        counts = Counter(one.what for one in study if one.verdict == "ship")
        listed = ", ".join(several(n, one) for one, n in sorted(counts.items())) or "none that passes"
        console.tell(
            f"Study material: {listed}, {len(study) - counts.total()} held "
            f"(`curriculum cards{sources} --study` shows it)."
        )
    _tell_held(cards, sources)
    if again and left:
        console.tell(f"{several(left, 'point')} still to be asked: `curriculum write{sources} {again}`.")
    if again and passing:
        console.tell("Next, with these cards:")
        console.paste(f"  curriculum build{sources}")


def _tell_held(cards: "Sequence[Proposal]", sources: str) -> None:
    held = [one for one in cards if one.verdict == "held"]
    for one in held[:SHOWN]:
        console.tell(f"  held  {one.question} → {one.answer}")
        for reason in one.reasons:
            console.tell(f"        {reason}")
    if len(held) > SHOWN:
        console.tell(f"  and {len(held) - SHOWN} more: `curriculum cards{sources} --held` shows them.")


def tell_judged(revised: "Sequence[Proposal]", sources: str) -> None:
    """How many drafts a critic has judged, and those that are held, with the reasons."""
    passing = sum(one.verdict == "ship" for one in revised)
    held = len(revised) - passing
    console.tell(f"{several(len(revised), 'draft')} judged by a critic: {passes(passing)}, {held} held.")
    _tell_held(revised, sources)


def tell_next(proposals: "Iterable[Proposal]", left: int, waiting: int, sources: str) -> None:
    """What comes next: points to ask about, drafts to judge, a build."""
    write = f"curriculum write{sources}"
    if left:
        console.tell(f"Next, for {several(left, 'point')} without an answer:")
    elif waiting:
        console.tell(f"Next, for a critic in a new chat who judges {several(waiting, 'draft')}:")
    if left or waiting:
        console.paste(f"  {write} --ask ask.md")
    if any(one.what == "card" and one.verdict == "ship" for one in proposals):
        console.tell("Or use what passes:" if left or waiting else "Next, with the cards that pass:")
        console.paste(f"  curriculum build{sources}")


def passes(number: int) -> str:
    """How many pass: "1 passes", "2 pass"."""
    return several(number, "passes", "pass")


def authors(proposals: "Iterable[Proposal]") -> str:
    """Who wrote the drafts, in one line."""
    return ", ".join(sorted({one.author for one in proposals})) or "nobody"
