"""Drafts in words: what came in, what is held and why, and what comes next."""

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
    from curriculum.cards.writer.tally import tally

    told = tally(new)
    console.tell(
        f"{several(told.cards, 'card')} came in: {passes(told.passing)}, {len(told.held)} held; "
        f"{several(told.empty, 'point')} with nothing to ask."
    )
    if told.study or told.study_held:
        listed = ", ".join(several(n, one) for one, n in told.study.items()) or "none that passes"
        console.tell(
            f"Study material: {listed}, {told.study_held} held "
            f"(`curriculum cards{sources} --study` shows it)."
        )
    _tell_held(told.held, sources)
    if again and left:
        console.tell(f"{several(left, 'point')} still to be asked: `curriculum write{sources} {again}`.")
    if again and told.passing:
        console.tell("Next, with these cards:")
        console.paste(f"  curriculum build{sources}")


def _tell_held(held: "Sequence[Proposal]", sources: str) -> None:
    tell_held(held, f": `curriculum cards{sources} --held` shows them")


def tell_held(held: "Sequence[Proposal]", others: str = "") -> None:
    """Drafts that are held and why; of many the first, and ``others`` on where the rest can be seen."""
    for one in held[:SHOWN]:
        console.tell(f"  held  {one.question} → {one.answer}")
        for reason in one.reasons:
            console.tell(f"        {reason}")
    if len(held) > SHOWN:
        console.tell(f"  and {len(held) - SHOWN} more{others}.")


def tell_judged(revised: "Sequence[Proposal]", sources: str) -> None:
    """How many drafts a critic has judged, and those that are held, with the reasons."""
    from curriculum.cards.writer.tally import tally

    told = tally(revised)
    console.tell(
        f"{several(told.cards, 'draft')} judged by a critic: {passes(told.passing)}, {len(told.held)} held."
    )
    _tell_held(told.held, sources)


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
