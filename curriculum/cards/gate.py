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
    PREFIXES,
    Ground,
    answer_of_notes,
    answer_said,
    faithful,
    names,
    names_said,
    numbers_said,
)
from curriculum.cards.inflect import base
from curriculum.cards.said import asked_by_notes
from curriculum.cards.support import FEWEST, tokens
from curriculum.cards.tried import Tried
from curriculum.cards.worth import enough_said, exact_answer, table
from curriculum.reading.lexicon import frequency
from curriculum.reading.words import words

_ASKED = re.compile(
    r"(?:[^?]*, )?(?:\w+ ){0,3}?(?:which|what|how many|how much)\b((?: [\w-]+){1,5})", re.IGNORECASE
)
"""The words that a front asks with: "Which kind of data", "About how many hours"."""


def own_words(card: Tried) -> str:
    """The front gives no answer away: of a longer answer it may have the noun that it asks with."""
    answer, front = _parts(card.draft.answer), _parts(card.front)
    if opposite := next((word for word in sorted(answer) if _denied(word) & front), ""):
        return f"The front gives away “{opposite} …”, which denies a word of it."
    shared, left = answer & front, answer - front
    asked = _ASKED.match(card.front)
    head = next((word for word in reversed(card.draft.answer.split()) if _parts(word)), "")
    with_it = asked is not None and shared <= _parts(asked[1]) & _parts(head)
    if not shared or (left and (with_it or len(left) >= min(2 * len(shared), _ENOUGH))):
        return ""
    word = next(word for word in card.draft.answer.split() if _parts(word) & shared)
    return f"The front gives away “{word.strip('.,;:()')}”."


def _denied(stem: str) -> frozenset[str]:
    """What a stem would be without a denying prefix: "irrelev" is "relev"."""
    bare = (stem.removeprefix(prefix) for prefix in PREFIXES if stem.startswith(prefix))
    return frozenset(word for word in bare if len(word) >= _WHOLE)


_WHOLE = 5
"""Letters of a word that a prefix may stand before: "unless" denies no "less"."""


_ENOUGH = 3
"""Telling words of an answer that the front has not, however many it has."""


def _parts(text: str) -> frozenset[str]:
    """The stems of a text's telling words, "asyncio.gather" as two."""
    return content(" ".join(tokens(text)))


def outside(card: Tried) -> str:
    """No word on the front points outside the card."""
    return points_outside(card, named=bool(names(card.front)))


def paired(card: Tried) -> str:
    """Brackets and quotation marks have their partners."""
    whole = all(balanced(text) for text in (card.draft.answer, card.front))
    return "" if whole else "A bracket or quotation mark has no partner."


def telling(card: Tried) -> str:
    """The answer names something; a clause says enough, and whose "their" is the question says."""
    answer = re.sub(r"^(?:their|his|her|its) ", "", card.draft.answer)
    if len(answer.split()) >= _CLAUSE and not re.search(r"\b(?:this|these|those|such)\b(?! as\b)", answer):
        return ""
    return exact_answer(card._replace(draft=card.draft._replace(answer=answer)))


_CLAUSE = 5
"""Words of a clause that answers why or how: "they store the flood behind gates"."""


def specific(card: Tried) -> str:
    """The front says what it is about: by a name, a quoted term, or a word that most texts do not have."""
    known = table("familiar") | table("famous")
    named = any(name.casefold() not in known for name in names(card.front))
    if card.draft.kind == "term" or named or unquoted(card.front) != card.front:
        return ""
    common = _COMMON_BELOW_A_LINE if card.context else _COMMON
    if all(_frequency(word) > common for word in words(card.front)):
        return "Nothing on the front says what it is about: it would fit many episodes."
    return enough_said(card)


def _frequency(word: str) -> float:
    """How common a word is in the form that is used most."""
    return max(map(frequency, (word, base(word), word.removesuffix("s"))))


_COMMON, _COMMON_BELOW_A_LINE = 1 / 100_000, 1 / 40_000
"""A word of running English that is used oftener than that names no subject: "team",
"trust"; less is asked of a front above which a line says what it is about."""


_OF_WORDING = (
    one_ask, short_question, short_answer, own_words, no_leaking_context, not_yes_no, no_long_list,
    outside, pronouns_named, ended, paired, one_deletion, telling, specific, plain_text,
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


def without_support(copied: str) -> str:
    """Why copied words that were not found in the notes do not count."""
    if not copied.strip():
        return "It copies no words of the notes that support it."
    if len(tokens(copied)) < FEWEST:
        return f"It copies fewer than {FEWEST} words of the notes: too few to prove anything."
    return f"The notes do not have the words “{_short(copied)}” in one run: copy them as they stand."


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
