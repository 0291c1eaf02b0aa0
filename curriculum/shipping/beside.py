"""What stands beside the notes and has a say in their cards."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from curriculum.cards.decision import Decision
from curriculum.cards.judge import weights
from curriculum.cards.writer import drafts_file
from curriculum.cards.writer.proposal import Proposal
from curriculum.shipping import decisions


class Beside(NamedTuple):
    """The files beside the notes, in the order in which ``cards.write.write`` takes them."""

    decided: Mapping[str, Decision]
    """The learner's decisions (``cards.toml``)."""
    proposals: Collection[Proposal]
    """What writers drafted (``drafts.jsonl``)."""
    judge: weights.Judge
    """The learner's own (``judge.toml``), else ours."""


def beside(folder: Path) -> Beside:
    """What stands in that folder. Raises CurriculumError when a file of it cannot be read."""
    return Beside(
        decisions.read(folder / decisions.FILE),
        drafts_file.read(folder / drafts_file.FILE),
        weights.read(folder / weights.FILE),
    )
