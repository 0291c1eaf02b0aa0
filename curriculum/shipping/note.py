"""A note as it is shipped: a card with the identity and history that the lock gives it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from curriculum.cards.card import Card
from curriculum.planning.outline import Outline

Kind = Literal["question", "cloze", "term"]
State = Literal["new", "updated", "unchanged", "elsewhere", "retired"]

CARDS: Mapping[Kind, int] = {"question": 1, "cloze": 1, "term": 2}
"""How many cards Anki makes of a note of each kind: a term is asked both ways."""

FIELDS = ("question", "answer", "text", "context", "detail", "quote", "credit")
"""The card's fields that a learner sees, in order; plain text, as in ``Card``."""

FIRST_SHIPPED = 1_000_000_000
"""The change time (unix seconds, September 2001) of every note that has never changed: so early that
a lost lock never overwrites what a learner edited. Frozen for ever."""

RETIRED_TAG = "curriculum::retired"
"""What a note carries when the source of its card has gone."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a shipment. Complete when built."""

    key: str
    guid: str
    kind: Kind
    fields: Mapping[str, str]
    """Name (of ``FIELDS``) → plain text; empty fields are left out."""
    tags: tuple[str, ...]
    deck: str
    """The deck it first shipped in: full name, levels divided by ``::``."""
    week: str
    """The deck of the week that has it in this outline; for a retired note its own deck."""
    changed: int
    """When its fields or tags last changed, in unix seconds: Anki's ``mod``."""
    state: State
    """What this build did with it; ``elsewhere`` is unchanged and in another curriculum's deck."""
    before: Mapping[str, str] | None = None
    """For ``updated``: the fields as they were shipped before."""


def cards_a_week(cards: Iterable[Card], outline: Outline) -> tuple[int, ...]:
    """How many cards Anki makes, for each week, of those drafts of its episodes that ship."""
    found: Counter[str] = Counter()
    for card in cards:
        if card.verdict == "ship":
            found[card.source.episode] += CARDS[card.kind]
    return tuple(sum(found[placed.id] for placed in week.episodes) for week in outline.weeks)
