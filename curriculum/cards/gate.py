"""The gate for what a language model, a chat or an assistant proposes: nothing ships that does not pass."""

import re
from collections.abc import Callable, Iterator

from curriculum.cards.checks import (
    check,
    ended,
    no_leaking_context,
    no_long_list,
    not_yes_no,
    one_ask,
    one_deletion,
    plain_text,
    points_outside,
    pronouns_named,
    short_answer,
    short_question,
    unquoted,
)
from curriculum.cards.content import content
from curriculum.cards.cut import balanced
from curriculum.cards.draft import Draft
from curriculum.cards.faithful import (
    Ground,
    answer_of_notes,
    answer_said,
    faithful,
    names,
    names_said,
    numbers_said,
    telling_words,
)
from curriculum.cards.said import asked_by_notes
from curriculum.cards.support import FEWEST, tokens
from curriculum.cards.tried import Tried
from curriculum.cards.worth import enough_said, exact_answer
from curriculum.reading.lexicon import frequency


def own_words(card: Tried) -> str:
    """The front gives no answer away: of a longer answer it may have the noun that it asks with."""
    answer, front = _parts(card.draft.answer), _parts(card.front)
    shared, left = answer & front, answer - front
    asked = re.match(
        r"(?:[^?]*, )?(?:\w+ )?(?:which|what|how many)\b((?: [\w-]+){1,5})", card.front, re.IGNORECASE
    )
    with_it = asked is not None and shared <= _parts(asked[1])
    if not shared or (left and (with_it or len(left) >= 2 * len(shared))):
        return ""
    word = next(word for word in card.draft.answer.split() if _parts(word) & shared)
    return f"The front gives away “{word.strip('.,;:()')}”."


def _parts(text: str) -> frozenset[str]:
    """The stems of a text's telling words, "asyncio.gather" as two."""
    return content(" ".join(tokens(text)))


def paired(card: Tried) -> str:
    """Brackets and quotation marks have their partners."""
    whole = all(balanced(text) for text in (card.draft.answer, card.front))
    return "" if whole else "A bracket or quotation mark has no partner."


def telling(card: Tried) -> str:
    """The answer names something; a clause may begin with "they" where the question says who they are."""
    if re.match(r"(?:they|it|he|she|there) ", card.draft.answer, re.IGNORECASE):
        return (
            ""
            if len(card.draft.answer.split()) >= _CLAUSE
            else f"“{card.draft.answer}” is too vague an answer."
        )
    return exact_answer(card)


_CLAUSE = 4
"""Words of a clause that answers why or how."""


def specific(card: Tried) -> str:
    """The front says what it is about: by a name, a quoted term, or a word that most texts do not have."""
    if card.draft.kind == "term" or names(card.front) or unquoted(card.front) != card.front:
        return ""
    if all(frequency(word) > _COMMON for word in telling_words(card.front)):
        return "Nothing on the front says what it is about: it would fit many episodes."
    return enough_said(card)


_COMMON = 1 / 160_000
"""A word of running English that is used oftener than that names no subject: "team", "trust"."""


_OF_WORDING = (
    one_ask, short_question, short_answer, own_words, no_leaking_context, not_yes_no, no_long_list,
    points_outside, pronouns_named, ended, paired, one_deletion, telling, specific, plain_text,
)  # fmt: skip
"""How a card is worded. Whether it is cut within what belongs together is asked of rules alone: they cut."""

LEAST_WORTH = 70
"""Of a hundred readers, how many must keep a draft in its writer's eyes, where it says so."""

_LEAST_OF_STUDY = 50
"""The same of study material: it is read once, not reviewed for years."""
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
        reasons.append(f"Its writer doubts that it is worth keeping ({worth} of 100).")
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
    # an answer for a quiet half hour may take names and numbers from all over the episode
    wide = ground._replace(quote=ground.everything)
    checks: list[tuple[Callable[[Tried, Ground], str], Ground]] = [(names_said, wide), (numbers_said, wide)]
    if what != "goal":  # a goal is ours to word
        checks.append((answer_of_notes if what == "question" else answer_said, ground))
    yield from (reason for one, within in checks if (reason := one(tried, within)))
    if worth is not None and worth < _LEAST_OF_STUDY:
        yield f"Its writer doubts that it is worth keeping ({worth} of 100)."


def _short(text: str) -> str:
    told = text.split()
    return " ".join(told[:10]) + (" …" if len(told) > 10 else "")
