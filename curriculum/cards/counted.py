"""How many things an answer has, told by its question: "Which two things …?"."""

import re

from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import NOUNS
from curriculum.cards.tagger import Sentence, tag

_RULES = frozenset(
    """planned advice especially object svo nominal essential purpose preference means elaboration
    participle""".split()
)
_FIXED = re.compile(
    r"\b(?:trial and error|research and development|supply and demand|cause and effect|law and order|"
    r"terms and conditions|checks and balances|pros and cons)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?P<number>(?:(?:about|around|almost|nearly|over|more than|roughly|some) )?\d[\d,.]*) "
    r"(?P<what>(?:[a-z-]+ ){0,2}[a-z-]+s)$"
)
_OBJECT = re.compile(
    r"^(?P<lead>.+?, )?[Ww]hat (?P<rest>(?:does|do|did|can|could|will|would|has|have|had) .+)$"
)
_AUX = r"(?:does|do|did|can|could|should|must|may|will|would|has|have|had|is|are|was|were)"


def counted(draft: Draft) -> Draft:
    """The draft with the number of its answer's two or three things in its question, where English allows it.

    "What does X rely on?" → "Which two things does X rely on?" for "A and B"; "…, especially regarding what?"
    → "… which two things?". An answer that is one thing ("trial and error", "the keeping of X and Y") is left
    as it is.
    """
    number = _NUMBER.match(draft.answer)
    asked = _OBJECT.match(draft.question)
    if number and asked and draft.rule in ("object", "svo"):
        how = f"{asked['lead']}how" if asked["lead"] else "How"
        return draft._replace(
            question=f"{how} many {number['what']} {asked['rest']}", answer=number["number"]
        )
    if draft.rule not in _RULES or draft.kind != "question" or " and " not in draft.answer:
        return draft
    if _FIXED.search(draft.answer):
        return draft
    many = _things(tag(draft.answer))
    if not many:
        return draft
    return draft._replace(question=_asked(draft.question, many))


def _things(s: Sentence) -> str:
    """ "two" or "three" when the answer is a row of short noun phrases, "" when it is not."""
    if any(t.tag in ("IN", "TO", "W", "S", "VBZ", "VBP", "VBD", "M", "VBG", "(") for t in s.tokens):
        return ""
    if s.low(0) in ("similar", "different", "common", "shared", "new"):
        return ""  # one quality for all of it: "similar gear and brake designs"
    joints = [at for at in range(s.end) if s.low(at) in ("and", "or")]
    if len(joints) != 1 or s.low(joints[0]) != "and":
        return ""
    commas = [at for at in range(s.end) if s.at(at).text == ","]
    joint = joints[0]
    if not commas:
        ends = [joint - 1, s.end - 1]
    elif len(commas) == 2 and commas[1] == joint - 1:
        ends = [commas[0] - 1, commas[1] - 1, s.end - 1]
    else:
        return ""
    if any(s.tag(at) not in NOUNS for at in ends):
        return ""
    return {2: "two", 3: "three"}[len(ends)]


def _asked(question: str, many: str) -> str:
    said = re.match(
        r"^(?P<lead>(?:According to|Compared to|In) [^,]+, )?(?P<wh>[Ww]hat) (?P<rest>.+)$", question
    )
    lead = said["lead"] or "" if said else ""
    which = f"{'which' if lead else 'Which'} {many}"
    if said and (noun := re.match(r"^(challenges|kinds|types) (?=do |does |are )", said["rest"])):
        return f"{lead}{which} {noun[1]} {said['rest'][noun.end() :]}"
    if said and re.match(rf"^{_AUX} ", said["rest"]):
        rest = said["rest"]
        if quality := re.match(
            r"^(is|was) (?=(?:\w+ly )?(?:complex|difficult|hard|easy|critical|central|crucial|"
            r"vital|essential|paramount|fundamental|key|necessary|integral|important|planned|needed)\b)",
            rest,
        ):
            rest = f"{'are' if quality[1] == 'is' else 'were'} {rest[quality.end() :]}"
        return f"{lead}{which} things {rest}"
    if said and (verb := re.match(r"^(\w+s) (?!of\b)", said["rest"])) and base(verb[1]) != verb[1]:
        return f"{lead}{which} things {base(verb[1])} {said['rest'][verb.end() :]}"
    if said and re.match(r"^\w+ed ", said["rest"]):
        return f"{lead}{which} things {said['rest']}"
    link = re.match(
        r"^(With|For|On|From|In|Against|Regarding|About|Over) what (?=does |do |did |can |is |are )", question
    )
    if link:
        return f"{link[1]} which {many} things {question[link.end() :]}"
    return re.sub(r" what\?$", f" which {many} things?", question)


_ASKS_FOR = re.compile(
    r"^(?P<ask>.*?\b[Ww]hich (?:two|three|four) [\w' -]+?)"
    r"(?P<rest> (?:do|does|did|can|could|is|are|was|were|have|has|follow|follows)\b.*)$"
)


def opened(draft: Draft, quote: str) -> Draft:
    """The draft with "among others" in its question where the notes give the row as examples.

    "Which two ports follow the rule?" of "ports like A and B follow the rule" would say that no other does.
    """
    asked = _ASKS_FOR.match(draft.question)
    if asked is None or re.search(r"\b(?:among others|for example|such as|including)\b", draft.question):
        return draft
    first = draft.parts[0] if draft.parts else re.split(r", | and ", draft.answer)[0]
    if re.search(rf"\b(?:such as|like|including) (?:\w+ing )?(?:the )?{re.escape(first)}", quote):
        some = "for example" if " other " in asked["ask"] else "among others"
        return draft._replace(question=f"{asked['ask']}, {some},{asked['rest']}")
    return draft
