"""Whether a card was cut where its sentence holds together: brackets, ranges, rows, a verb too many."""

import re

from curriculum.cards.amount import SMALL, UNITS
from curriculum.cards.gap import around, filled
from curriculum.cards.phrase import FINITE, NOUNS
from curriculum.cards.tagger import tag
from curriculum.cards.tried import Tried

_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
_OPENED = re.compile(r"(?:^|(?<=[\s(\[]))['‘](?=\w)")
_CLOSED = re.compile(r"(?<=[\w.,!?…])['’](?=$|[\s.,;:!?)\]])")


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark of a text has its partner, in order."""
    open_marks: list[str] = []
    for char in text:
        if char in _PAIRS.values():
            open_marks.append(char)
        elif char in _PAIRS and (not open_marks or open_marks.pop() != _PAIRS[char]):
            return False
    single = len(_OPENED.findall(text)) <= len(_CLOSED.findall(text))
    return not open_marks and text.count('"') % 2 == 0 and single


def cut(card: Tried) -> str:
    """Why a card breaks what belongs together; "" when it does not."""
    if not all(balanced(text) for text in (card.draft.answer, card.front, card.context)):
        return "A bracket or quotation mark has no partner."
    return _half_cut(card) or _range_cut(card) or _member_cut(card) or _row_cut(card)


_BESIDE = {"either": "or", "neither": "nor", "both": "and", "between": "and"}


def _half_cut(card: Tried) -> str:
    """Of "by A and by B" or "either A or B" the answer has both."""
    answer = card.draft.answer
    if match := re.match(r"(?:and|or|but|nor|yet)\b", answer, re.IGNORECASE):
        return f"The answer begins with “{match.group()}”."
    first = answer.split()[0].lower() if answer.split() else ""
    if first in _BESIDE and not re.search(rf"\b{_BESIDE[first]}\b", answer):
        return f"The answer has only one half of “{first} … {_BESIDE[first]}”."
    rest = _around(card)[1]
    acts = re.match(r"(?:by )?(?:\w+ly )?\w+ing\b.* (?:and|or) (?:\w+ly )?\w+ing$", answer)
    if acts and re.match(r" (?!(?:in|on|at|for|with|by|from|during|within|across|of)\b)\w", rest):
        return f"The answer breaks off at “{answer.split()[-1]}”."
    several = r"(?: \w+ly)?(?:, \w+ing\b[^.;]*)?,? (?:and|or) (?:by |then )?(?:\w+ly )?\w+ing\b"
    if answer.startswith("by ") and re.match(several, rest):
        return "The answer has only the first of several ways."
    return _broken_off(card, rest)


def _broken_off(card: Tried, rest: str) -> str:
    """What the line goes on with (``rest``) is no part of the answer."""
    answer = card.draft.answer
    told = tag(answer)
    within = re.search(r"\b(?:who|whom|that|which)\b(?: [\w’'-]+){1,3}$", answer)
    if within and told.tag(told.end - 1) in FINITE and re.match(r" to \w", rest):
        return f"The answer breaks off at “{answer.split()[-1]}”."  # "those who wanted" to do what?
    if card.draft.rule == "letting" and re.match(r", (?!wh)\w+ [^.;]*,? (?:and|or) \w+", rest):
        return "The answer has only the first of several acts."
    if re.match(r" ?[—–] ?[^—–]+[—–] ?(?:at|of|in|for|to|with|by|from|on|into)\b", rest):
        return "The answer is cut before an aside that it goes on behind."
    if re.search(r" for [^,]+$", answer) and re.match(r" to [a-z]", rest):
        return "The answer is cut inside “for … to …”."
    if re.match(r" as (?:an?|the|part|one) ", rest) and " as " not in card.front:
        return "The answer is cut before “as”."
    pairs = re.search(r"\b(for|with|from|to|as|in|by|of|on|into|at)\b.* (?:and|or) ", answer)
    if pairs and rest.startswith(f" {pairs[1]} "):
        return f"The answer runs into the next “… {pairs[1]} …”."  # "honey for salt and wax" for iron
    return ""


def _row_cut(card: Tried) -> str:
    """Of "a lens, a mirror (of silver) and a lamp" the answer has all."""
    after = _around(card)[1]
    one_of_many = card.draft.question.startswith(
        ("Who is", "Who was")
    )  # the first of somebody's trades is true
    if card.draft.kind == "cloze" or card.draft.parts or one_of_many or not after.startswith(", "):
        return ""
    quote = tag(card.quote)
    start = len(card.quote) - len(after)
    depth = 0
    for at in (place for place in range(quote.end) if quote.at(place).start > start):
        depth += (quote.tag(at) == "(") - (quote.tag(at) == ")")
        if depth == 0 and quote.tag(at) in (*FINITE, "VBG", "VBN", "W", "S", "Q", "TO", "IN", "R", "X"):
            return ""
        if depth == 0 and quote.low(at) in ("and", "or"):
            more = quote.tag(at + 1) in (*NOUNS, "J", "D", "D$", "CD")
            return "The answer is only the first of a row." if more else ""
    return ""


_NUMBER = rf"(?:[$€£]? ?\d[\d,.]*(?: ?%| ?(?:thousand|million|billion|{UNITS})\b)?|\b(?:one|{SMALL})\b)"
_LINK = r"(?: ?[-–—/×,] ?| (?:up )?to | or | and | by |, ?(?:or|and|sometimes|even) )"
_TO_NUMBER = re.compile(rf"{_NUMBER}{_LINK}(?:up to |about |even |roughly )?$")
_ON_TO_NUMBER = re.compile(rf"{_LINK}(?:up to |about |even |roughly )?{_NUMBER}", re.IGNORECASE)


def _range_cut(card: Tried) -> str:
    """Of "5 to 6 hours" the answer has all; what grows "from 18 to 24" is a change and no range."""
    answer = card.draft.answer
    before, after = _around(card)
    if card.draft.rule == "fromto" and re.search(r"\bfrom\b", before):
        return ""
    first = re.match(_NUMBER, answer) and _TO_NUMBER.search(before)
    last = re.search(rf"(?:{_NUMBER})$", answer) and _ON_TO_NUMBER.match(after)
    return "The answer is cut out of a range or row of numbers." if first or last else ""


def _member_cut(card: Tried) -> str:
    """A deletion is not one member of a row: "rye, oats and […]" is asked for whole."""
    if card.draft.kind != "cloze" or card.draft.rule == "contrast":
        return ""
    before, after = around(card.draft.text, card.draft.answer)
    if re.search(r"\b(?:and|or|nor) (?:the |an? )?$", before):
        return "The deletion is cut out of a row."
    joined = re.match(r"(?:,(?: [\w’'-]+){1,4})*,? (?:and|or) (?!more\b|less\b|fewer\b|so\b)", after)
    fronted = re.fullmatch(r"(?:In|At|On|By|From|Since|After|Before) (?:the )?", before)
    if joined is None or (fronted and after.startswith(",")):
        return ""  # "In 1902, Lund and Visby …"
    whole = tag(filled(card.draft.text, card.draft.answer))
    at = len(before) + len(card.draft.answer) + joined.end()
    following = next((place for place in range(whole.end) if whole.at(place).start >= at), whole.end)
    return "" if whole.tag(following) in (*FINITE, "R") else "The deletion is cut out of a row."


def _around(card: Tried) -> tuple[str, str]:
    """What stands in the quoted line before the answer and after it; nothing when it is not there."""
    if card.draft.kind == "cloze":
        return around(card.draft.text, card.draft.answer)
    line = card.quote.lower()
    for said in (card.draft.answer, card.draft.answer.removeprefix("by ")):  # "By" may be ours
        if (at := line.find(said.lower())) >= 0:
            return card.quote[:at], card.quote[at + len(said) :]
    return "", ""
