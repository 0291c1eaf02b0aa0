"""The gate for what a language model, a chat or an assistant proposes: nothing ships that does not pass."""

from collections.abc import Callable, Iterator

from curriculum.cards.checks import CHECKS, check, facts_grounded, grounded
from curriculum.cards.draft import Draft
from curriculum.cards.faithful import Ground, answer_said, faithful, names_said, numbers_said
from curriculum.cards.said import asked_by_notes
from curriculum.cards.support import FEWEST, tokens
from curriculum.cards.tried import Tried

_OF_WORDING = tuple(one for one in CHECKS if one not in (grounded, facts_grounded))
"""The checks of every card; that it stands on its words is asked in another way than of a rule's card."""
LEAST_WORTH = 4
"""What a writer must think of its own draft, of 5, where it says what it thinks."""

_LONGEST = {"term": 25, "claim": 12, "question": 40, "goal": 16}
"""Words of an answer in study material."""
KINDS = ("why", "how", "compare", "apply", "object")
"""What a question for the study guide may ask for."""


def without_support(words: str) -> str:
    """Why copied words that were not found in the notes do not count."""
    if not words.strip():
        return "It copies no words of the notes that support it."
    if len(tokens(words)) < FEWEST:
        return f"It copies fewer than {FEWEST} words of the notes: too few to prove anything."
    return f"The notes do not have the words “{_short(words)}” in one run: copy them as they stand."


def judge(draft: Draft, context: str, ground: Ground, worth: int | None) -> tuple[str, ...]:
    """Every reason why a proposed card must not ship; none when it passes."""
    tried = Tried(draft, context, ground.quote)
    reasons = [*check(tried, _OF_WORDING)] if draft.answer.strip() else ["The card has no answer."]
    if draft.answer.strip():
        reasons += faithful(tried, ground)
    if reason := asked_by_notes(ground.quote):
        reasons.append(reason)
    if worth is not None and worth < LEAST_WORTH:
        reasons.append(f"Its writer doubts that it is worth keeping ({worth} of 5).")
    return tuple(dict.fromkeys(reasons))


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
    tried = Tried(draft, "", ground.quote)
    # an answer for a quiet half hour may take its words from all over the episode; a goal is ours to word
    wide = ground._replace(quote=ground.everything)
    checks: list[tuple[Callable[[Tried, Ground], str], Ground]] = [(names_said, wide), (numbers_said, wide)]
    if what != "goal":
        checks.append((answer_said, wide if what == "question" else ground))
    yield from (reason for one, within in checks if (reason := one(tried, within)))
    if worth is not None and worth < LEAST_WORTH:
        yield f"Its writer doubts that it is worth keeping ({worth} of 5)."


def _short(text: str) -> str:
    told = text.split()
    return " ".join(told[:10]) + (" …" if len(told) > 10 else "")
