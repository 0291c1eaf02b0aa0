"""``curriculum cards --learn``: what your decisions teach the judge of cards by rule."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from curriculum.cli import console
from curriculum.cli.crew import crew
from curriculum.cli.library import given
from curriculum.cli.sources import folder_of, typed
from curriculum.problems import CurriculumError

if TYPE_CHECKING:
    from curriculum.cards.card import Card
    from curriculum.cards.decision import Decision


def learn(sources: tuple[Path, ...], exclude: Sequence[str]) -> None:
    """Fit the learner's own judge to ``cards.toml`` and write it beside the notes; say what it learnt."""
    from curriculum.cards.decision import Decision
    from curriculum.cards.judge import learning, weights
    from curriculum.cards.judge.decided import measured
    from curriculum.cards.write import write
    from curriculum.kept import replace
    from curriculum.reading.read import read
    from curriculum.shipping import decisions
    from curriculum.writing import unwritten

    library = read(given(sources), exclude=exclude, crew=crew())
    folder = folder_of(sources)
    decided = decisions.read(folder / decisions.FILE)
    # the wording that was decided on, not the learner's own
    bare = {key: Decision(verdict=decision.verdict) for key, decision in decided.items()}
    cards = [card for card in write(library, bare, crew=crew()) if card.key in decided]
    taught = [(found, _grade(card, decided[card.key])) for card, found in measured(cards, library)]
    path = folder / weights.FILE
    if len(taught) < learning.LEAST:
        raise CurriculumError.of(
            "judge",
            f"There is too little to learn from: it takes {learning.LEAST} decisions on cards that the judge "
            f"weighed, and you made {len(taught)}.",
            f"Decide on more of them: `curriculum cards{typed(sources, exclude)} --review`.",
            (folder / decisions.FILE).as_posix(),
        )
    learnt = learning.learn(weights.ours(), taught)
    try:
        replace(path, learning.text_of(learnt))
    except OSError as error:
        raise unwritten(error, path, "Make room on the disk and the folder writable.") from error
    console.tell(
        f"Learnt from {len(taught)} decisions; {path.as_posix()} keeps it, and deleting that file undoes it."
    )
    console.tell(learning.told(learnt))


def _grade(card: "Card", decision: "Decision") -> float:
    """What a decision says of the card as its rule wrote it."""
    from curriculum.cards.judge.learning import EDITED

    if decision.verdict == "drop":
        return 0.0
    words = ((decision.question, card.question), (decision.answer, card.answer), (decision.text, card.text))
    return EDITED if any(new.strip() not in ("", old) for new, old in words) else 1.0
