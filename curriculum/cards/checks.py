"""What every card must pass, one small function a check; each says in words why a card fails it."""

import re
from collections.abc import Callable

from curriculum.cards.asked import unfit
from curriculum.cards.cast import LAW, ORGANISATION, THING
from curriculum.cards.content import content
from curriculum.cards.context import given_away
from curriculum.cards.draft import LONGEST_ANSWER
from curriculum.cards.gap import marked, with_gap
from curriculum.cards.said import unsaid
from curriculum.cards.tried import Tried, unquoted
from curriculum.cards.whole import broken
from curriculum.cards.worth import (
    condition_kept,
    enough_said,
    exact_answer,
    placed,
    table,
    unfamiliar,
)

LONGEST_QUESTION = 40
LONGEST_DELETION = 5
LONGEST_LIST = 4

_SPACES = re.compile(r"\s+")


def one_ask(card: Tried) -> str:
    """One question mark, one question word in the asking place, one verb that fits it."""
    if card.draft.kind != "question":
        return ""
    question = card.draft.question
    if unquoted(question).count("?") != 1 or not question.endswith("?"):
        return "It does not ask exactly one question."
    if re.search(
        r"\b(?:and|or) (?:what|which|who|how|why|when|where) (?:do|does|did|is|are|was|were|can|could)\b",
        question,
    ):
        return "It asks two things at once."
    return unfit(card)


def short_question(card: Tried) -> str:
    """At most 40 words."""
    return (
        ""
        if len(card.front.split()) <= LONGEST_QUESTION
        else f"The front has more than {LONGEST_QUESTION} words."
    )


def short_answer(card: Tried) -> str:
    """At most 15 words, and at least one letter or digit."""
    if not any(char.isalnum() for char in card.draft.answer):
        return "It has no answer."
    if len(card.draft.answer.split()) > LONGEST_ANSWER:
        return f"The answer has more than {LONGEST_ANSWER} words."
    return ""


_SIZES = frozenset("000 thousand million billion trillion".split())
"""Parts of numbers, which tell nothing of the number."""


def no_leak(card: Tried) -> str:
    """No content word of the answer stands on the front, by its stem."""
    if card.draft.asks == "acronym":
        return ""
    shared = (content(card.draft.answer) & content(card.front)) - _SIZES
    if len(content(card.draft.answer)) > 2:
        shared -= table("familiar")  # "AI" in a longer answer tells nothing
    if (
        card.draft.asks in ("definition", "why", "condition", "how")
        and len(content(card.draft.answer) - shared) >= 3
    ):
        return ""  # "ring vaccination": a strategy in which all contacts are vaccinated
    return f"The front gives away “{_as_written(card.draft.answer, shared)}”." if shared else ""


def no_leaking_context(card: Tried) -> str:
    """No content word of the answer stands in the context line."""
    shared = given_away(content(card.draft.answer), card.context)
    return f"The context line gives away “{_as_written(card.draft.answer, shared)}”." if shared else ""


def not_yes_no(card: Tried) -> str:
    """Not answerable by yes or no."""
    if card.draft.kind == "question" and re.match(
        r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may|might|must)\b",
        card.draft.question,
        re.IGNORECASE,
    ):
        return "It can be answered by yes or no."
    return ""


def no_long_list(card: Tried) -> str:
    """No set of more than four things to recite."""
    count = len(re.findall(r",(?! (?:and|or)\b)|\b(?:and|or)\b", card.draft.answer)) + 1
    return (
        f"The answer lists {count} things; more than {LONGEST_LIST} are not recalled."
        if count > LONGEST_LIST
        else ""
    )


_MEDIUM = re.compile(
    r"\b(?:this|the|that) (?:podcast(?!['’]s (?:hosts|guests|speakers))|episode|discussion|conversation|"
    r"interview|guests?|hosts?|speakers?|presenters?|interviewers?|moderator|talk|transcript|notes?|"
    r"author|article|chapter|lecture|above|former|latter)\b(?! of [“\"]?[A-Z])",
    re.IGNORECASE,
)
_THEME = re.compile(r"\b(?:major|main|key|central) (?:theme|topic|takeaway)s?\b", re.IGNORECASE)
_OTHERS = "team|technology|field|movement|process|news|design|method|bank|agency|museum|institute"
_COMMON = re.compile(
    rf"\b(?:the|this|that) (?:{'|'.join(sorted(ORGANISATION | LAW | THING))}|{_OTHERS})\b"
    rf"(?! (?:of|for|that|which|(?:in|at)(?! \d))\b)(?<!depending on the application)",
    re.IGNORECASE,
)
_SOME_STUDY = re.compile(
    r"\b(?:participants|respondents|volunteers|the (?:authors|researchers|study|trial|experiment))\b"
    r"(?! (?:of|on|at|in|who|that)\b)",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:he|she|they|them|him|we|us|you|i|it|itself|themselves|his|her|hers|our|my|your)\b", re.IGNORECASE
)
_POINTING = re.compile(
    r"\b(?:this|these|such|those(?! (?:of|who|with|from|\w+ed)\b))\b(?! as\b)|\b(?:thus|thereby)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\bthe (?:\w+(?:er|est)|other|former|latter|first|second|last|same|right|wrong) ones?\b"
    r"|^(?:What|Who) (?:is|was) .*\bthe \w+er one\b",
    re.IGNORECASE,
)
"""One of several that only the notes tell of: "the larger one"."""
_THEN = re.compile(r"^(?!.*\b(?:if|when|once|after|first)\b).*\b(then)\b", re.IGNORECASE)

_THAT = re.compile(
    r"\b(?:without|with|after|before|in|at|by|from|during|for|of|on|to) that "
    r"(?!(?:of|it|they|he|she|the|a|an|is|are|was|were|can|could|may|has|have)\b)\w+",
    re.IGNORECASE,
)
"""A noun that "that" points at: "without that predator"."""


PLAIN = r"\b(?:should|can) you\b|\bis it \w+ (?=challenging)|\bUS\b|\bIT\b|\bthe (?:[\w-]+ ){1,3}itself\b"
"""Words that look like pronouns without a name and are none."""


def self_contained(card: Tried) -> str:
    """No word on the front that points outside the card."""
    return points_outside(card) or _pronoun(card) or _points_back(card)


def points_outside(card: Tried, named: bool = False) -> str:
    """No "this episode", "the guest", "the participants"; no "the company" but where a name may say which.

    ``named`` says that the front has a name and that its writer can be trusted to have meant it.
    """
    front = unquoted(card.front)
    for pattern in (_MEDIUM,) if named else (_MEDIUM, _COMMON, _THEME):
        match = pattern.search(front)
        if match:
            return f"“{match.group()}” points outside the card."
    match = re.match(
        r"(?:Its|Their)\b|.*\bthe (?:term|number)\b(?! (?:of|for|that|(?-i:[“\"A-Z])))", front, re.I
    )
    if match:
        return f"“{match.group().split()[-1]}” points outside the card."
    match = _SOME_STUDY.search(front)
    if match and not re.search(r"(?<=[\w,’'] )[A-Z][a-z]", front):
        return f"“{match.group()}” belongs to a study the card does not name."
    return ""


_ANYBODY = re.compile(
    r"(?:.+, )?(?:what|why|how) (?:should|can) you\b|What (?:\w+ )?happen(?:s|ed)? (?:if|when|once|unless)\b",
    re.IGNORECASE,
)
"""How a front opens whose "you" is anybody."""


def _pronoun(card: Tried) -> str:
    """No pronoun without its name before it."""
    front = unquoted(card.front)
    yours = r"|\byou(?:r|['’]re)?\b" if _ANYBODY.match(front) else ""
    match = PRONOUN.search(re.sub(PLAIN + yours, "", front))
    if match and not _anchored(front, match):
        return f"“{match.group()}” stands for something the card does not name."
    return ""


def _points_back(card: Tried) -> str:
    """No "this", "such", "the other one", "then" of a sentence before."""
    front = unquoted(card.front)
    bare = re.sub(r"\b(?:does|did|do|could|can|may|might|will|would) this\b", "", front)
    match = _POINTING.search(bare) or _THAT.search(bare)
    if some := _RELATIVE.search(front):
        return f"“{some.group()}” points outside the card."
    if _THEN.match(bare):
        return "“then” points outside the card."
    return f"“{match.group()}” points outside the card." if match else ""


def _anchored(front: str, match: re.Match[str]) -> bool:
    """Whether a pronoun has a name before it on the same front ("… Avila … his …")."""
    word = match.group().lower()
    if word in ("we", "us", "you", "i", "our", "my", "your"):
        return word == "i" and front[match.start() - 1 : match.start()] != " "
    before = front[: match.start()]
    name = re.search(r"(?<=\s)[A-Z][a-z]+", before)
    if word in ("his", "her", "he", "she", "him"):
        return name is not None
    # "it", "they": only with a clause of their own subject before them
    if word not in ("they", "them", "themselves", "itself", "it") or len(before.split()) < 4:
        return False
    before = re.sub(
        r"^(?:According to .+?, )?(?:when|which)\b", "", before, flags=re.IGNORECASE
    )  # "When" that asks joins no clause
    joined = r"\b(?:when|while|because|if|that|which|once|until|before|after|so)"
    # as the subject of that clause for certain: "the change that made it usable" is about something else
    joined += r" $" if word == "it" else r"\b"
    return re.search(joined, before, re.IGNORECASE) is not None


_OPEN_END = frozenset(
    """and or but of to in for with by from at on as the a an its their that which who than into such
    e.g eg i.e
    including like between over about sure""".split()
)


def ended(card: Tried) -> str:
    """Neither answer nor question breaks off at a word that something must follow."""
    words = card.draft.answer.split()
    if words and words[-1].lower().strip("“\"'(.,") in _OPEN_END:
        return f"The answer breaks off at “{words[-1]}”."
    if broken := re.search(r"\b(?:and|or|but)\?$", card.front):
        return f"The question breaks off at “{broken.group().rstrip('?')}”."
    return ""


def whole(card: Tried) -> str:
    """A complete phrase: not cut inside a name or number, brackets and quotation marks in pairs."""
    answer = card.draft.answer
    if reason := ended(card) or broken(card):
        return reason
    at = card.quote.lower().find(answer.lower()) if not card.draft.parts else -1
    if at >= 0:
        rest = card.quote[at + len(answer) :]
        if card.draft.asks == "acronym":
            rest = rest.removeprefix("s")
        if re.match(r"[.\-–:*]?\w|['’]s\b", rest):
            return "The answer is cut inside a word, name or number."
        if re.match(r"\s+ago\b", rest):
            return "The answer is cut before “ago”."
        if re.search(r"\b(?:too|so) \w+$", answer) and re.match(r"\s+(?:to|that)\b", rest):
            return "The answer is cut after “too” or “so”."
    if re.search(r"\band (?:beyond|more|others|so on)$", answer):
        return "The answer leaves open what it ends with."
    if re.search(r"\b(?:e\.g|i\.e|vs)\.?$", answer):
        return "The answer breaks off at an abbreviation."
    return ""


_NOT_ONE = "It does not have exactly one deletion."


def one_gap(card: Tried) -> str:
    """A cloze card has exactly one deletion, ``{{c1::…}}``."""
    if card.draft.kind != "cloze":
        return ""
    whole = bool(card.draft.answer.strip()) and card.draft.text.count(marked(card.draft.answer)) == 1
    return "" if whole else _NOT_ONE


def one_deletion(card: Tried) -> str:
    """A cloze card has one deletion of one to five words and says something around it."""
    if card.draft.kind != "cloze":
        return ""
    if one_gap(card) or card.draft.text.count("{{") != 1:
        return _NOT_ONE
    if len(card.draft.answer.split()) > LONGEST_DELETION:
        return f"The deletion has more than {LONGEST_DELETION} words."
    if len(content(with_gap(card.draft.text, card.draft.answer, " "))) < 3:
        return "Too little is left around the deletion."
    return ""


def grounded(card: Tried) -> str:
    """The answer stands word for word in the quoted sentence; so does each part of a joined one."""
    quote = _plain(card.quote)
    for part in card.draft.parts or (card.draft.answer,):
        if _plain(part) not in quote:
            return "The quoted sentence does not contain the answer."
    return unsaid(card)


_LEFT_OUT = re.compile(r"(?:^|\s)…(?=[\s?.,;:]|$)")


def plain_text(card: Tried) -> str:
    """No leftovers of markup, addresses, references or an abbreviation's list, and nothing left out."""
    if _LEFT_OUT.search(card.front) or _LEFT_OUT.search(card.draft.answer):
        return "Words are left out where “…” stands."
    if re.search(r"(?<![\d\]]) ?%", card.front.replace("[…] %", "")):
        return "A number is missing before “%”."
    if re.search(r"https?://|\bwww\.|\*\*|__|\be\.g\b", card.front):
        return "The front carries markup, an address or “e.g.”."
    whole = f"{card.front.replace('[…]', '')} {card.draft.answer}"
    if re.search(
        r"[\[\]]|\b(?:see|cf\.) (?:[Ff]ig|[Nn]ote|[Pp]age|p\.|[Ss]ection|[Cc]hapter|above|below)", whole
    ):
        return "The card carries a note or reference in brackets."
    return ""


CHECKS: tuple[Callable[[Tried], str], ...] = (
    one_ask, short_question, short_answer, no_leak, no_leaking_context, not_yes_no, no_long_list,
    self_contained,
    whole, one_deletion, grounded, exact_answer, enough_said, plain_text,
    unfamiliar, condition_kept, placed,
)  # fmt: skip
"""Every check of a single card, in the order their reasons are given."""

WRITTEN_CHECKS: tuple[Callable[[Tried], str], ...] = (short_question, one_gap)
"""What a card that the person wrote must pass: only that Anki can show it."""


def check(card: Tried, checks: tuple[Callable[[Tried], str], ...] = CHECKS) -> tuple[str, ...]:
    """The reasons why a card must not ship; empty when it passes every check."""
    if checks is CHECKS and not card.draft.answer.strip():
        return ("The card has no answer.",)  # the other checks compare an answer with its line
    return tuple(reason for test in checks if (reason := test(card)))


def _plain(text: str) -> str:
    plain = text.replace("’", "'").replace("“", '"').replace("”", '"')
    plain = re.sub(r'[.,](?=")', "", plain)  # a comma that only stands inside the quotation marks
    return _SPACES.sub(" ", plain).strip().lower()


def _as_written(answer: str, shared: frozenset[str]) -> str:
    for word in answer.split():
        if content(word) & shared:
            return word.strip(".,;:()")
    return answer
