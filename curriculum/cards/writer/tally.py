"""A tally of drafts: how many came in, how many pass, which are held."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from curriculum.cards.writer.proposal import Proposal


class Tally(NamedTuple):
    """Drafts by what became of them."""

    cards: int
    passing: int
    """Cards that the gate passes."""
    held: tuple[Proposal, ...]
    """The other cards."""
    empty: int
    """Points with nothing to ask."""
    study: Mapping[str, int]
    """What of study material (``term``, ``goal`` …) → how many pass."""
    study_held: int


def tally(drafts: Iterable[Proposal]) -> Tally:
    """The tally of these drafts."""
    drafts = tuple(drafts)
    cards = [one for one in drafts if one.what in ("card", "rewording")]
    held = tuple(one for one in cards if one.verdict == "held")
    study = [one for one in drafts if one.what not in ("card", "none", "rewording")]
    passing = Counter(one.what for one in study if one.verdict == "ship")
    return Tally(
        cards=len(cards),
        passing=len(cards) - len(held),
        held=held,
        empty=sum(one.what == "none" for one in drafts),
        study=dict(sorted(passing.items())),
        study_held=len(study) - passing.total(),
    )
