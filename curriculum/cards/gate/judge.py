"""The verdict on a proposal: every reason against it, in words that a person and a writer can act on."""

from collections.abc import Callable, Iterator

from curriculum.cards.answering import unanswered
from curriculum.cards.checks import check
from curriculum.cards.doing import agree, of_goal, of_question
from curriculum.cards.draft import Draft
from curriculum.cards.gate.denials import no_prefix_lost, nothing_denied, nothing_reversed
from curriculum.cards.gate.ground import Ground
from curriculum.cards.gate.names import names_said
from curriculum.cards.gate.numbers import numbers_said, right_number
from curriculum.cards.gate.proof import (
    answer_of_notes,
    answer_said,
    asked_of_quote,
    question_said,
    whole_pair,
)
from curriculum.cards.gate.strength import bounds_kept, nothing_stronger
from curriculum.cards.gate.wording import WORDING
from curriculum.cards.said import asked_by_notes
from curriculum.cards.support import FEWEST, tokens
from curriculum.cards.tried import Tried

FAITHFUL: tuple[Callable[[Tried, Ground], str], ...] = (
    answer_said, numbers_said, names_said, nothing_reversed, no_prefix_lost, nothing_denied,
    nothing_stronger, bounds_kept, right_number, whole_pair, question_said, asked_of_quote,
)  # fmt: skip
"""Whether a card says what its words say: no more, nothing else, and nothing from elsewhere."""
LEAST_WORTH, LEAST_JUDGED = 75, 50
"""Of a hundred readers, how many must keep a draft as its writer thinks, or as a critic who has judged it.

Measured on drafts that two readers had graded (docs/cards.md). Critics are told a higher line."""

CRITIC, WRITER = "The critic", "Its writer"
"""How the reasons begin that are somebody's opinion."""
_LEAST_OF_STUDY = 50
"""The same of study material: it is read once, not reviewed for years."""
_LONGEST = {"term": 25, "claim": 12, "question": 40, "goal": 16}
"""Words of an answer in study material."""
KINDS = ("why", "how", "compare", "apply", "object")
"""What a question for the study guide may ask for."""


def without_support(copied: str) -> str:
    """Why copied words that were not found in the notes do not count."""
    if not copied.strip():
        return "It copies no words of the notes that support it."
    if len(tokens(copied)) < FEWEST:
        return f"It copies fewer than {FEWEST} words of the notes: too few to prove anything."
    return f"The notes do not have the words “{_short(copied)}” in one run: copy them as they stand."


def judge(draft: Draft, context: str, ground: Ground) -> tuple[str, ...]:
    """Every reason why a proposed card says or asks what it must not; none when it passes."""
    tried = Tried(draft, context, ground.quote)
    reasons = [*check(tried, WORDING)] if draft.answer.strip() else ["The card has no answer."]
    if draft.answer.strip():
        reasons += unfaithful(tried, ground)
    if reason := asked_by_notes(ground.quote):
        reasons.append(reason)
    return tuple(dict.fromkeys(reasons))


def unfaithful(card: Tried, ground: Ground) -> list[str]:
    """Every reason why a card, whoever wrote it, says something else than its words; none if it does not."""
    return [reason for one in FAITHFUL if (reason := one(card, ground))]


def doubted(worth: int | None, critic: str, judged: int | None, objection: str) -> str:
    """Why a card is not worth its reviews in the eyes of its critic, or of its writer while it has none.

    The critic's number decides; its word does where it gives none.
    """
    if not critic:
        low = worth is not None and worth < LEAST_WORTH
        return f"{WRITER} doubts that it is worth keeping ({worth} of 100)." if low else ""
    if judged is None:
        return f"{CRITIC} would drop it: {objection}" if objection else ""
    why = f": {objection}" if objection else "."
    low = judged < LEAST_JUDGED
    return f"{CRITIC} doubts that it is worth keeping ({judged} of 100){why}" if low else ""


def judge_study(what: str, kind: str, draft: Draft, ground: Ground, worth: int | None) -> tuple[str, ...]:
    """Every reason why a piece of study material must not be printed; none when it passes."""
    return tuple(_of_study(what, kind, draft, ground, worth))


def _of_study(what: str, kind: str, draft: Draft, ground: Ground, worth: int | None) -> Iterator[str]:
    if not draft.question.strip() or not draft.answer.strip():
        yield "A text is missing."
        return
    if len(draft.answer.split()) > _LONGEST[what]:
        yield f"“{_short(draft.answer)}” has more than {_LONGEST[what]} words."
    if what == "question" and kind not in KINDS:
        yield f"It says none of {', '.join(KINDS)}."
    if what in ("question", "goal") and draft.question.count("?") != 1:
        yield "It does not ask exactly one question."
    if what in ("question", "goal"):
        answer = ground.quote if what == "goal" else draft.answer
        if reason := unanswered(draft.question, answer, kind if kind in KINDS else ""):
            yield reason
    tried = Tried(draft, "", ground.quote)
    # an answer for a quiet half hour may take names and numbers from all over the episode
    wide = ground._replace(quote=ground.everything)
    checks: list[tuple[Callable[[Tried, Ground], str], Ground]] = [(names_said, wide), (numbers_said, wide)]
    if what != "goal":  # a goal is ours to word
        checks.append((answer_of_notes if what == "question" else answer_said, ground))
    yield from (reason for one, within in checks if (reason := one(tried, within)))
    if worth is not None and worth < _LEAST_OF_STUDY:
        yield f"{WRITER} doubts that it is worth keeping ({worth} of 100)."


def untested(goal: Draft) -> tuple[str, ...]:
    """Why the question of a goal does not test it; nothing when it does."""
    if agree(goal.answer, goal.question):
        return ()
    promised, asked = of_goal(goal.answer), of_question(goal.question)
    return (f"The goal promises “{promised}”, its question asks for “{asked}”: ask for what the goal says.",)


def _short(text: str) -> str:
    told = text.split()
    return " ".join(told[:10]) + (" …" if len(told) > 10 else "")
