"""What no learner could use: vague answers, fronts that fit too much, lost conditions."""

import re

from curriculum.cards.amount import SMALL
from curriculum.cards.content import content
from curriculum.cards.tried import Tried
from curriculum.cards.words import table as words_of

_CONDITION = re.compile(
    r"\b(where appropriate|stops? short of|in some cases|in certain cases|if [\w ]+)\b", re.IGNORECASE
)
_WORDS = re.compile(r"[\w'’-]+")


def table(name: str) -> frozenset[str]:
    """The words of one entry of ``data/cards_worth.toml``."""
    return words_of(name, "cards_worth")


_JOINTS = re.compile(r"[;:]\s|, (?:but|whereas|while|and|so) (?!only\b|if\b|not\b|then\b)")


def own_clause(quote: str, answer: str) -> str:
    """The part of a compound sentence that holds the answer; the whole where that is not certain."""
    parts = [part for part in _JOINTS.split(quote) if answer.lower() in part.lower()]
    return parts[0] if answer and len(parts) == 1 and len(parts[0].split()) >= 5 else quote


def lost_condition(quote: str, shown: str) -> str:
    """The condition of the quoted sentence that the card does not show; "" when there is none."""
    low = shown.lower()
    match = _CONDITION.search(quote)
    if (
        match
        and match.group(1).split()[0].lower().removesuffix("s") not in low.replace("stops", "stop").split()
    ):
        return str(match.group(1)).split(",")[0]
    quote = re.sub(r"\bnot only\b", "", quote, flags=re.IGNORECASE)
    said = {word.lower() for word in _WORDS.findall(quote)}
    if re.search(r"\bonly in \d{4}\b", quote):
        said.discard("only")  # so late, not on a condition
    for word in sorted(said & table("limits")):
        if word not in {other.lower() for other in _WORDS.findall(shown)}:
            return str(word)
    return ""


_VAGUE_START = re.compile(
    r"^(?:an? |the )?(?:various|effective \w+$|several|many|certain|some|different|"
    r"other|numerous|multiple|significant|substantial|"
    r"these|those|this|such|them|they|it|he|she|him|no(?!-)|nothing|issues|concerns|things|all|"
    r"everything|both aspects|both of|(?:use case|situation|circumstances|context|details)$|"
    rf"more(?! \w+ (?:and|or)\b| than (?:[$€£]?\d|(?:{SMALL})\b)))\b",
    re.IGNORECASE,
)
_OWN = frozenset(("what", "how"))


_OF_A_TERM = frozenset(("acronym", "definition", "term", "name"))


def exact_answer(card: Tried) -> str:
    """The answer names something: not "various ways", not a bare "impact"."""
    answer = card.draft.answer
    match = _VAGUE_START.match(answer)
    predicate = rf"\b(?:is|are|was|were|be) {re.escape(answer)}"  # "are more social" names something
    if card.draft.asks == "condition" and match and match.group() in ("it", "they", "no", "nothing"):
        match = None  # of what the question names: "What happens if rye is damp?" – "it rots"
    if match and not (match.group() == "more" and re.search(predicate, card.quote)):
        return f"“{match.group()} …” is too vague an answer."
    if re.search(r"\b(?:this|these|those|such)\b(?! as\b)|^(?:his|her|their|my)\b", answer):
        return "The answer points at something the card does not name."
    if (
        card.draft.asks in _OWN
        and answer.startswith(("its ", "their "))
        and not re.search(r"[A-Z]", card.front[1:])
    ):
        return "The answer points at something the card does not name."
    if re.match(
        r"the (?:(?:first|second|third|former|latter|same|other|next) (?:view|case|option|idea)"
        r"|(?:larger|smaller|bigger|greater|lesser|better|worse) \w+)$",
        answer,
    ):
        return f"“{answer}” is too vague an answer."
    words = [word.strip(".,;:").lower() for word in answer.split()]
    telling = [word for word in words if content(word)]
    if (
        telling
        and telling[-1] in words_of("vague_heads")
        and words[0] != "by"
        and len(telling) <= 2
        and not re.search(r"\d", answer)
    ):
        return f"“{answer}” is too vague an answer."
    if len(telling) == 1 and telling[0] in table("allpurpose") and card.draft.asks not in _OF_A_TERM:
        return f"“{answer}” is too vague an answer."
    after = len(words) > 1 and words[-2] in ("in", "of", "for", "with")  # "self-education in AI"
    if len(telling) <= 2 and telling and telling[-1] in table("familiar") and not after:
        return f"“{answer}” is too vague an answer."
    if telling and telling[-1] in words_of("bare_heads") and telling[:-1] in ([], ["ai"]):
        return f"“{answer}” is too vague an answer."
    return "" if telling else "The answer says nothing by itself."


_OF_A_NAME = frozenset(("acronym", "definition"))
"""Questions that need no more than the name that they ask about."""


def enough_said(card: Tried) -> str:
    """The front says enough for one answer: three content words, or two and a context line."""
    if card.draft.kind != "question" or card.draft.asks in _OF_A_NAME:
        return ""
    count = len(content(card.front))
    if count >= 3 or (count == 2 and card.context):
        return ""
    return "The question fits too many answers."


def unfamiliar(card: Tried) -> str:
    """An acronym that learners have not met a hundred times."""
    match = re.match(r"What does (\S+) stand for", card.draft.question)
    known = card.draft.asks == "acronym" and match is not None and match.group(1).lower() in table("familiar")
    if known:
        return "Everybody in the field knows this acronym."
    words = {word.lower() for word in _WORDS.findall(card.draft.question.replace("’s", "").replace("'s", ""))}
    if (
        card.draft.question.startswith("Who is")
        and card.draft.asks == "definition"
        and words & table("famous")
    ):
        return "Everybody in the field knows who that is."
    return ""


def condition_kept(card: Tried) -> str:
    """What limits the fact in the notes ("if", "only", "where appropriate") stands on the card."""
    if card.draft.asks == "acronym":
        return ""
    after = card.quote.partition(card.draft.answer)[2]
    other = r", but (?:\w+ly )?\w+s\b" if card.draft.asks == "why" else r", but\b"
    if card.draft.asks in ("what", "why") and re.match(other, after) and " but " not in card.front:
        return "The notes go on with a “but” that the card does not tell."
    part = own_clause(card.quote, card.draft.answer)
    lost = lost_condition(part, f"{card.front} {card.draft.answer}")
    return f"The notes limit this (“{lost} …”), the card does not." if lost else ""


def placed(card: Tried) -> str:
    """The front names something, or a context line says what it is about."""
    if card.draft.kind == "term" or card.context or card.draft.asks == "acronym":
        return ""
    named = re.search(r"(?<=[\w,’')] )[A-Z]|\d", card.front)
    defined = card.draft.asks == "definition"
    said = len(content(card.front)) >= 5
    return "" if named or defined or said else "Nothing on the front says what it is about."
