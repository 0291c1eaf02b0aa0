"""What is true and yet no card: empty benefits, broad subjects, familiar acronyms, lost conditions."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from curriculum.cards.content import content
from curriculum.cards.tried import Tried

_CONDITION = re.compile(
    r"\b(where appropriate|stops? short of|in some cases|in certain cases|if [\w ]+)\b", re.IGNORECASE
)
_WORDS = re.compile(r"[\w'’-]+")


@cache
def table(name: str) -> frozenset[str]:
    """The words of one entry of ``data/cards_worth.toml``."""
    text = files("curriculum.data").joinpath("cards_worth.toml").read_text("utf-8")
    return frozenset(str(tomllib.loads(text)[name]).split())


def empty_benefit(answer: str) -> bool:
    """Whether an answer only names a good that fits anything: "to improve efficiency"."""
    words = [word.lower() for word in _WORDS.findall(answer)]
    if not words:
        return False
    if words[0] == "to" and words[-1].endswith("ly"):
        return True  # "to integrate tools seamlessly"
    benefits = table("benefits")
    if words.count("and") == 1 and 0 < words.index("and") < len(words) - 1:
        # of two goods, one that is not empty is enough: "transparency and ease of auditing"
        joint = words.index("and")
        return empty_benefit(" ".join(words[:joint])) and empty_benefit(" ".join(words[joint + 1 :]))
    heads = [words[-1]]
    for link in ("in", "of", "for", "about", "across", "within"):
        if link in words[1:]:
            heads.append(words[words.index(link, 1) - 1])
    return words[-1] in benefits or (len(heads) > 1 and any(head in benefits for head in heads[1:]))


_AIM = re.compile(
    r"(?:How can (?:you|one)|How does one|.*[Ww]hat is needed to|What should you .* to|"
    r"Which two practices help to) \w+ (.+)\?$"
)


def fits_anything(aim: str) -> bool:
    """Whether what an act is for is nothing but benefits: "save time and resources", "stay informed about …".

    ``aim`` are the words after the verb. One thing named ("prompt reliability") makes it an aim of its own.
    """
    filler = table("benefits") | table("filler")
    if re.fullmatch(
        r"(?:ai|it|them) (?:seamlessly|smoothly|efficiently|successfully|effectively|well|better)",
        aim.lower(),
    ):
        return True
    for part in re.split(r"\band\b|,", aim.lower()):
        head = re.split(r"\b(?:in|for|about|across|within|with|on|to)\b", part)[0]
        words = [word for word in _WORDS.findall(head) if content(word) and not word.endswith("ly")]
        if any(word not in filler for word in words):
            return False
    return True


def broad_subject(question: str) -> bool:
    """Whether the question asks about "AI", "modern models" or "people" at large."""
    match = re.match(
        r"(?:what|how|which [\w ]+?|to what|in what|with what|for what) "
        r"(?:do|does|did|can|could|has|have|are|is|will|should) "
        r"(?P<subject>[\w-]+(?: [\w-]+){0,2}?) (?:\w+(?:ly)? )?[a-z]+\b",
        question,
        re.IGNORECASE,
    )
    if not match:
        return False
    words = [word.lower() for word in match["subject"].split()]
    return words[0] in table("broad") and all(word in table("broad") for word in words[:1])


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
    r"more(?! \w+ (?:and|or)\b))\b",
    re.IGNORECASE,
)
_OWN = frozenset(("object", "svo", "purpose", "result", "means"))
_VAGUE_HEAD = frozenset(
    """approach impact insight insights way ways thing things aspect aspects factor factors issue issues
    improvement improvements advancement advancements challenge challenges role potential importance
    solution solutions need needs effort efforts lot part progress concern concerns others future area
    areas field fields use implications context doubts risks""".split()
)


_OF_A_TERM = frozenset(("acronym", "definition", "ending", "table"))
_BARE_HEAD = frozenset("tool tools model models system systems technology technologies".split())


def exact_answer(card: Tried) -> str:
    """The answer names something: not "various ways", not a bare "impact"."""
    if card.draft.rule in ("written", "quote"):
        return ""
    answer = card.draft.answer
    match = _VAGUE_START.match(answer)
    predicate = rf"\b(?:is|are|was|were|be) {re.escape(answer)}"  # "are more social" names something
    if match and not (match.group() == "more" and re.search(predicate, card.quote)):
        return f"“{match.group()} …” is too vague an answer."
    if re.search(r"\b(?:this|these|those|such)\b(?! as\b)|^(?:his|her|their|my)\b", answer):
        return "The answer points at something the card does not name."
    if (
        card.draft.rule in _OWN
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
        and telling[-1] in _VAGUE_HEAD
        and words[0] != "by"
        and len(telling) <= 2
        and not re.search(r"\d", answer)
    ):
        return f"“{answer}” is too vague an answer."
    if len(telling) == 1 and telling[0] in table("allpurpose") and card.draft.rule not in _OF_A_TERM:
        return f"“{answer}” is too vague an answer."
    after = len(words) > 1 and words[-2] in ("in", "of", "for", "with")  # "self-education in AI"
    if len(telling) <= 2 and telling and telling[-1] in table("familiar") and not after:
        return f"“{answer}” is too vague an answer."
    if card.draft.rule != "fromto" and telling and telling[-1] in _BARE_HEAD and telling[:-1] in ([], ["ai"]):
        return f"“{answer}” is too vague an answer."
    return "" if telling else "The answer says nothing by itself."


def enough_said(card: Tried) -> str:
    """The front says enough for one answer: three content words, or two and a context line."""
    if card.draft.kind != "question" or card.draft.rule in (
        "written",
        "quote",
        "acronym",
        "definition",
        "apposition",
    ):
        return ""
    count = len(content(card.front))
    bare = card.draft.rule in ("svo", "object") and len(card.front.split()) <= 4  # "What does Ada write?"
    if count >= 3 or (count == 2 and card.context and not bare):
        return ""
    return "The question fits too many answers."


_ASKS_A_BENEFIT = frozenset(
    ("purpose", "practice", "result", "nominal", "object", "svo", "means", "participle", "basis")
)
_ASKS_OF_A_SUBJECT = frozenset("object svo nominal purpose timing ending listed several".split())


def worth_recalling(card: Tried) -> str:
    """The answer is more than a good that fits anything ("to improve efficiency")."""
    aim = _AIM.match(card.draft.question)
    if card.draft.rule == "practice" and aim and card.draft.question.startswith("What is needed"):
        named = {word.lower() for word in _WORDS.findall(aim[1]) if content(word) and not word.endswith("ly")}
        if named <= table("benefits") | table("filler") | table("broad"):
            return f"“{aim[1]}” would fit almost anything."
    if card.draft.rule in ("practice", "method") and aim and fits_anything(aim[1]):
        return f"“{aim[1]}” would fit almost anything."
    if card.draft.rule == "advice" and fits_anything(card.draft.answer):
        return f"“{card.draft.answer}” would fit almost anything."
    brief = len(card.draft.answer.split()) <= 8
    by = card.draft.answer.startswith("by ")
    if brief and not by and card.draft.rule in _ASKS_A_BENEFIT and empty_benefit(card.draft.answer):
        return f"“{card.draft.answer}” would fit almost anything."
    return ""


def narrow_subject(card: Tried) -> str:
    """The question is not about a subject so broad that it has countless answers."""
    if card.draft.rule in _ASKS_OF_A_SUBJECT and broad_subject(card.draft.question):
        return "The subject is too broad for one answer."
    far = re.match(
        r"What (?:does|do|will|can) (?:an? |the )?(.+?) (?:depend|rely|need|require)\b", card.draft.question
    )
    if far and {word.lower() for word in _WORDS.findall(far[1])} <= table("far") | table("broad"):
        return "The subject is too broad for one answer."
    about = re.search(r" (?:for|to|in) ([^,?]+)\?$", card.draft.question)
    if card.draft.rule == "essential" and about:
        wide = table("broad") | table("familiar") | table("far")
        if all(word in wide for word in _WORDS.findall(about[1].lower()) if content(word)):
            return "The subject is too broad for one answer."
    return ""


def told_anyway(card: Tried) -> str:
    """The answer is more than what every undertaking is told to use: feedback, input, a plan."""
    words = {word.lower() for word in _WORDS.findall(card.draft.answer) if content(word)}
    if card.draft.rule in ("essential", "basis", "object") and words <= table("platitudes"):
        return f"“{card.draft.answer}” would fit almost anything."
    return ""


def unfamiliar(card: Tried) -> str:
    """An acronym that learners have not met a hundred times."""
    match = re.match(r"What does (\S+) stand for", card.draft.question)
    known = card.draft.rule == "acronym" and match is not None and match.group(1).lower() in table("familiar")
    if known:
        return "Everybody in the field knows this acronym."
    words = {word.lower() for word in _WORDS.findall(card.draft.question.replace("’s", "").replace("'s", ""))}
    if (
        card.draft.question.startswith("Who is")
        and card.draft.rule in ("apposition", "definition")
        and words & table("famous")
    ):
        return "Everybody in the field knows who that is."
    return ""


def condition_kept(card: Tried) -> str:
    """What limits the fact in the notes ("if", "only", "where appropriate") stands on the card."""
    if card.draft.rule in ("acronym", "written", "quote", "apposition", "modifier"):
        return ""
    after = card.quote.partition(card.draft.answer)[2]
    other = r", but (?:\w+ly )?\w+s\b" if card.draft.rule == "cause" else r", but\b"
    if card.draft.rule in ("object", "svo", "cause") and re.match(other, after) and " but " not in card.front:
        return "The notes go on with a “but” that the card does not tell."
    part = own_clause(card.quote, card.draft.answer)
    lost = lost_condition(part, f"{card.front} {card.draft.answer}")
    return f"The notes limit this (“{lost} …”), the card does not." if lost else ""


def placed(card: Tried) -> str:
    """The front names something, or a context line says what it is about."""
    if card.draft.kind == "term" or card.context or card.draft.rule in ("quote", "acronym", "written"):
        return ""
    named = re.search(r"(?<=[\w,’')] )[A-Z]|\d", card.front)
    defined = card.draft.rule in ("definition", "apposition")
    said = len(content(card.front)) >= 5
    return "" if named or defined or said else "Nothing on the front says what it is about."
