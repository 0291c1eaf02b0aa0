"""Whether a card breaks what holds together: marks, ranges, rows, one half of a pair."""

import re

from curriculum.cards.amount import SMALL, UNITS
from curriculum.cards.gap import around
from curriculum.cards.inflect import is_finite
from curriculum.cards.tried import Tried

_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
_OPENED = re.compile(r"(?:^|(?<=[\s(\[]))['‘](?=\w)")
_CLOSED = re.compile(r"(?<=[\w.,!?…])['’](?=$|[\s.,;:!?)\]])")


def broken(card: Tried) -> str:
    """Why a card breaks what belongs together; "" when it does not."""
    if not all(balanced(text) for text in (card.draft.answer, card.front, card.context)):
        return "A bracket or quotation mark has no partner."
    return _halved(card) or _broken_off(card) or _number_cut(card) or _member_cut(card) or _row_cut(card)


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


_BESIDE = {"either": "or", "neither": "nor", "both": "and", "between": "and"}
_MORE_WAYS = re.compile(
    r"(?: \w+ly)?(?:, \w+ing\b[^.;]*)?,? (?:and|or) (?:by |then )?(?:\w+ly )?\w+ing\b(?! \w+(?:s|ed)\b)"
)
"""What goes on behind "by proving": ", kneading, and resting"; not "and resting helps"."""


def _halved(card: Tried) -> str:
    """Of "by A and by B" or "either A or B" the answer has both."""
    answer = card.draft.answer
    if match := re.match(r"(?:and|or|but|nor|yet)\b", answer, re.IGNORECASE):
        return f"The answer begins with “{match.group()}”."
    first = answer.split(maxsplit=1)[0].lower() if answer.strip() else ""
    if first in _BESIDE and not re.search(rf"\b{_BESIDE[first]}\b", answer):
        return f"The answer has only one half of “{first} … {_BESIDE[first]}”."
    if answer.startswith("by ") and _MORE_WAYS.match(_beside(card)[1]):
        return "The answer has only the first of several ways."
    return ""


_ACTS = re.compile(r"(?:by )?(?:\w+ly )?\w+ing\b.* (?:and|or) (?:\w+ly )?\w+ing$")
_GOES_ON = re.compile(r" (?!(?:in|on|at|for|with|by|from|during|within|across|of)\b)\w")
_LINKED = re.compile(r"\b(for|with|from|to|as|in|by|of|on|into|at)\b.* (?:and|or) ")


def _broken_off(card: Tried) -> str:
    """What the line goes on with is no part of the answer."""
    answer, rest = card.draft.answer, _beside(card)[1]
    last = answer.split()[-1] if answer.strip() else ""
    within = re.search(r"\b(?:who|whom|that|which)\b(?: [\w’'-]+){1,3}$", answer)
    if within and is_finite(last) and re.match(r" to \w", rest):
        return f"The answer breaks off at “{last}”."  # "those who wanted" to do what?
    if _ACTS.match(answer) and _GOES_ON.match(rest):
        return f"The answer breaks off at “{last}”."
    asked = re.search(r"\b(from|for|to|with|into)\?$", card.draft.question)
    if asked and re.search(rf" (?:and|or) [^,]+ {asked[1]} \w", answer):
        return f"The answer runs into the next “… {asked[1]} …”."
    if pairs := _PAIRS_ASKED.search(card.draft.question):
        return f"The question runs into the next “… {pairs[1]} …”."
    linked = _LINKED.search(answer)
    if linked and rest.startswith(f" {linked[1]} "):
        return f"The answer runs into the next “… {linked[1]} …”."  # "honey for salt and wax" for iron
    return ""


_PAIRS_ASKED = re.compile(r"\b(from|for|with|into) [^,?]+ (?:and|or) [^,?]+ \1 \w")
_NUMBER = rf"(?:[$€£]? ?\d[\d,.]*(?: ?%| ?(?:thousand|million|billion|{UNITS})\b)?|\b(?:one|{SMALL})\b)"
_LINK = r"(?: ?[-–—/×,] ?| (?:up )?to | or | and | by |, ?(?:or|and|sometimes|even) )"
_TO_NUMBER = re.compile(rf"{_NUMBER}{_LINK}(?:up to |about |even |roughly )?$")
_ON_TO_NUMBER = re.compile(rf"{_LINK}(?:up to |about |even |roughly )?{_NUMBER}", re.IGNORECASE)


def _number_cut(card: Tried) -> str:
    """Of "5 to 6 hours" the answer has all; a question that says from where, asks of a change."""
    answer = card.draft.answer
    before, after = _beside(card)
    if card.draft.kind != "cloze" and re.search(r"\bfrom\b", before):
        return ""
    first = re.match(_NUMBER, answer) and _TO_NUMBER.search(before)
    last = re.search(rf"(?:{_NUMBER})$", answer) and _ON_TO_NUMBER.match(after)
    return "The answer is cut out of a range or row of numbers." if first or last else ""


_ADVERB = r"(?:\w+ly|also|even|later|never|now|often|only|so|still|then|thus|yet|more|less|fewer)\b"


def _member_cut(card: Tried) -> str:
    """A deletion is not one member of a row, "rye, oats and […]"; but it is one of two in a contrast."""
    if card.draft.kind != "cloze" or card.draft.asks == "contrast":
        return ""
    before, after = _beside(card)
    if re.search(r"\b(?:and|or|nor) (?:the |an? )?$", before):
        return "The deletion is cut out of a row."
    joined = re.match(rf"(?:,(?: [\w’'-]+){{1,4}})*,? (?:and|or) (?!{_ADVERB})([\w’'-]+)", after)
    fronted = re.fullmatch(r"(?:In|At|On|By|From|Since|After|Before) (?:the )?", before)
    if joined is None or is_finite(joined[1]) or (fronted and after.startswith(",")):
        return ""  # "In 1902, Lund and Visby …"
    return "The deletion is cut out of a row."


_MEMBER = re.compile(r", ((?:[\w’'-]+ ?){1,4}(?:\([^()]*\))?)(?=,|\s*(?:and|or) )")
_LAST = re.compile(rf"(?:, |,? ?)(?:and|or) (?!{_ADVERB}|(?:an?d?|the) \w+ing\b)([\w’'-]+)")
_NO_MEMBER = re.compile(
    r"\b(?:who|whom|whose|which|that|what|where|when|while|as|if|because|but|not|he|she|it|they|we|you|I|to|by"
    r"|of|in|on|at|for|with|from|into|than|like|such|especially|including|\w+ing|\w+ed)\b"
)


def _row_cut(card: Tried) -> str:
    """Of "a lens, a mirror (of silver) and a lamp" the answer has all."""
    one_of_many = card.draft.question.startswith(("Who is", "Who was"))  # the first of somebody's trades
    # a writer names the kind he asks for ("Which two techniques …?"), and an acronym stands for itself
    if card.draft.kind == "cloze" or card.draft.parts or one_of_many or card.draft.asks in ("", "acronym"):
        return ""
    rest = _beside(card)[1]
    if re.match(rf" \([^()]*\),? (?:and|or) (?!{_ADVERB})[\w’'-]+", rest):
        return "The answer is only the first of a row."
    at = 0
    while member := _MEMBER.match(rest, at):
        said = re.sub(r"\([^()]*\)", "", member[1])
        if _NO_MEMBER.search(said) or any(map(is_finite, said.split())):
            return ""
        at = member.end()
    last = _LAST.match(rest, at) if at else None
    if last is None or _NO_MEMBER.fullmatch(last[1]) or is_finite(last[1]):
        return ""
    return "The answer is only the first of a row."


def _beside(card: Tried) -> tuple[str, str]:
    """What stands in the quoted line before the answer and after it; nothing when it is not there."""
    if card.draft.kind == "cloze":
        return around(card.draft.text, card.draft.answer)
    line = card.quote.lower()
    for said in (card.draft.answer, card.draft.answer.removeprefix("by ")):  # "By" may be ours
        if said and (at := line.find(said.lower())) >= 0:
            return card.quote[:at], card.quote[at + len(said) :]
    return "", ""
