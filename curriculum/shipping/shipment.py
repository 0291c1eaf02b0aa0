"""Everything that one build ships."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from curriculum.cards.writer.proposal import REWORDED
from curriculum.cards.writer.proposal import RULE as DRAFTED
from curriculum.problems import Problem
from curriculum.shipping.lock import Lock
from curriculum.shipping.note import Note, State

Origin = Literal["own", "drafts", "rules"]
"""Who made a card: the learner in an episode file, a writer, or a rule."""
_ORIGINS: Mapping[str, Origin] = {"written": "own", DRAFTED: "drafts", REWORDED: "drafts"}


@dataclass(frozen=True)
class Shipment:
    """Everything one build ships, and the lock it leaves."""

    notes: tuple[Note, ...]
    """In the order of study; retired notes last."""
    lock: Lock
    drafts: Mapping[str, str] = field(default_factory=dict)
    """Key of each draft that ships → key of the note it ships as."""
    losses: frozenset[str] = frozenset()
    """Files (as the lock names them) of the cards that this build retires: ``loss.explain`` says whether
    reading may be to blame."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Key of a retired note → key of the new one that seems to have come in its place."""
    waiting: frozenset[str] = frozenset()
    """Keys of new cards that wait for ``rewrite``: learners hold cards by rule of their point, or line."""
    lock_problems: tuple[Problem, ...] = ()
    """What had to be settled in the lock that this build began from."""

    def of(self, state: State) -> tuple[Note, ...]:
        """The notes in that state, in order."""
        return tuple(note for note in self.notes if note.state == state)

    def origins(self) -> Mapping[Origin, int]:
        """How many notes to study come from where."""
        rules = {entry.key: entry.rule for entry in self.lock.entries}
        told = [_ORIGINS.get(rules[note.key], "rules") for note in self.notes if note.state != "retired"]
        return {origin: told.count(origin) for origin in dict.fromkeys(("own", *_ORIGINS.values(), "rules"))}

    @property
    def new(self) -> tuple[Note, ...]:
        """Cards that no build has shipped before."""
        return self.of("new")

    @property
    def updated(self) -> tuple[Note, ...]:
        """Shipped cards whose source has changed, or that came back."""
        return self.of("updated")

    @property
    def unchanged(self) -> tuple[Note, ...]:
        """Cards that learners hold already, in a deck of this curriculum."""
        return self.of("unchanged")

    @property
    def elsewhere(self) -> tuple[Note, ...]:
        """Cards that learners hold already, in a deck of another curriculum."""
        return self.of("elsewhere")

    @property
    def retired(self) -> tuple[Note, ...]:
        """Cards whose source has gone, shipped once more with their tag."""
        return self.of("retired")
