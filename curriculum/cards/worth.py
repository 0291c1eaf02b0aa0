"""What is true and yet no card: empty benefits, broad subjects, familiar acronyms, lost conditions."""

import re
import tomllib
from functools import cache
from importlib.resources import files

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
    heads = [words[-1]]
    if "and" in words:
        heads.append(words[words.index("and") - 1])
    for link in ("in", "of", "for", "about", "across", "within"):
        if link in words[1:]:
            heads.append(words[words.index(link, 1) - 1])
    return words[-1] in benefits or (len(heads) > 1 and any(head in benefits for head in heads[1:]))


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


def lost_condition(quote: str, shown: str) -> str:
    """The condition of the quoted sentence that the card does not show; "" when there is none."""
    low = shown.lower()
    match = _CONDITION.search(quote)
    if match and match.group(1).split()[0].lower() not in low.split():
        return str(match.group(1)).split(",")[0]
    quote = re.sub(r"\bnot only\b", "", quote, flags=re.IGNORECASE)
    said = {word.lower() for word in _WORDS.findall(quote)}
    for word in sorted(said & table("limits")):
        if word not in {other.lower() for other in _WORDS.findall(shown)}:
            return str(word)
    return ""
