"""Words that point back into the sentence before ("these complaints", "because they …"), made plain."""

import re
from collections.abc import Callable

from curriculum.cards.clause import Clause, clause
from curriculum.cards.inflect import in_dictionary
from curriculum.cards.kind import first_names, organisation
from curriculum.cards.names import OPENERS
from curriculum.cards.phrase import FINITE, NOUNS, is_name, starts_lower
from curriculum.cards.tagger import Sentence, tag

_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "strategy technique method approach tactic practice",
        "challenge problem issue difficulty obstacle",
        "company firm startup",
        "law bill rule",
        "study paper trial",
        "clause provision",
        "sound consonant vowel",
    )
)
"""Nouns that a writer uses for one another."""
_OCCASION = re.compile(r"^(?:When|Once|If|After|Although|Until|Whenever) (?P<word>it|they) (?=\w)")
_GROUND = re.compile(
    r"^(?:Because|Since|As) (?P<lead>it|they) [^,]+, [^,;]*?\b(?P<word>it|its|them|their|they)\b"
)
_THESE = re.compile(
    r"\b(?P<those>[Tt]hese|[Ss]uch|[Tt]hose) (?P<noun>[a-z]{4,}s)\b(?! (?:as|that|which|who)\b)"
)


def refer(text: str, before: Sentence, told: Clause | None, everything: str = "") -> str:
    """The sentence with what points to the sentence ``before`` replaced, where only one thing can be meant.

    ``told`` is the main clause of the sentence before, ``everything`` what the whole episode says. A pronoun
    in an "if" or "when" clause takes its subject; one in the main clause behind "Because they …" does, too,
    so that the reason itself stays word for word; "these complaints" takes the one noun phrase whose last
    word is "complaint(s)" or a like noun.
    """
    if told is not None and told.subject[1] - told.subject[0] <= 9:
        text = _person(_pronoun(text, told, everything), told)
    text = _SUCH.sub(lambda match: _singular(match, before), text)
    return _THESE.sub(lambda match: _plural(match, before), text)


_IT = re.compile(r"^(?P<word>It|They|Its|Their) (?=[a-z])|^[A-Z][^,]{3,60}, (?P<later>it|they) (?=[a-z])")


def labelled(text: str, label: str) -> str:
    """The first sentence of a point with its "it" replaced by what its label is about, where that is certain.

    A label that is a statement has a subject ("Caffeine hides tiredness"); a label that is a name is one.
    """
    match = _IT.match(text)
    owner = re.match(r"((?:[A-Z][\w-]+ ?){1,3})['’]s ", label)
    if owner and re.match(r"(?:He|She) (?=[a-z])", text):
        return owner[1] + text[text.index(" ") :]
    if not match or not label:
        return text
    s = tag(label)
    c = clause(s)
    word = match["word"] or match["later"]
    if c is not None and not c.lead and s.tag(c.subject[0]) not in ("Q", "W", "VBG"):
        thing, many = s.words(*c.subject), c.plural
    elif is_name(s, s.low(0) == "the", s.end) and len(label.split()) <= 5:
        thing, many = label.strip(" :."), False
    else:
        return text
    if (word.lower() in ("they", "their")) != many or len(thing.split()) > 6:
        return text
    said = f"{thing}{'’' if thing.endswith('s') else '’s'}" if word in ("Its", "Their") else thing
    if match["later"]:
        said = said if s.tag(0) == "P" else said[:1].lower() + said[1:]
        return text[: match.start("later")] + said + text[match.end("later") :]
    return said[:1].upper() + said[1:] + text[match.end("word") :]


SOMEBODY = re.compile(r"(?:er|or|ist|ian|man|woman|child|king|queen|monk|nurse|boss|clerk|chief)$")
"""How nouns for people end, and some that are not people's."""


def somebody(told: Clause, text: str) -> bool:
    """Whether the subject may be a person and something else that "it" could mean follows it.

    "Ada Clarke opened a mill. It grinds rye.": the mill does. ``text`` is all that the episode says: a name
    of one word is a person's when a first name stands before it somewhere.
    """
    s = told.sentence
    start, end = told.subject
    if not any(s.tag(at) in ("N", "P") for at in range(told.group.end, s.end)):
        return False
    if not is_name(s, start, end):
        return s.tag(end - 1) == "N" and SOMEBODY.search(s.low(end - 1)) is not None
    name = s.words(start, end)
    if end - start > 1:
        return not organisation(name, text)
    named = (first for first in first_names(name, text) if first.lower() not in OPENERS)
    return told.lemma in _PERSONAL or any(not in_dictionary(first) for first in named)


def _pronoun(text: str, told: Clause, everything: str) -> str:
    s = told.sentence
    subject = starts_lower(s, told.subject[0], told.group.start).rstrip(" ,")
    many = told.plural or (bool(re.search(r"\band\b", subject)) and " of " not in subject)
    if s.tag(told.subject[0]) == "Q" or s.low(told.subject[0]) in ("this", "these", "those", "that"):
        return text
    if not many and somebody(told, everything):
        return text
    match = _OCCASION.match(text)
    if match and (match["word"] == "they") == many:
        return text[: match.start("word")] + subject + text[match.end("word") :]
    match = _GROUND.match(text)
    if match and (match["lead"] == "they") == many and (match["word"] in ("they", "them", "their")) == many:
        owned = match["word"] in ("its", "their")
        said = f"{subject}{'’' if many and subject.endswith('s') else '’s'}" if owned else subject
        return text[: match.start("word")] + said + text[match.end("word") :]
    return text


def _plural(match: re.Match[str], s: Sentence) -> str:
    """The noun phrase of ``s`` that "these NOUNS" stands for, in the plural; as it is if unsure."""
    noun = _single(match["noun"])
    like = next((group for group in _ALIKE if noun in group), frozenset((noun,)))
    exact = [at for at in range(s.end) if s.tag(at) in ("N", "NS") and _single(s.low(at)) == noun]
    found = exact or [at for at in range(s.end) if s.tag(at) == "NS" and _single(s.low(at)) in like]
    if len(found) != 1:
        return match.group()
    at = found[0]
    start = at
    while start > 0 and s.tag(start - 1) in (*NOUNS, "J"):
        start -= 1
    if s.low(start - 1) == "and" and s.tag(start - 2) in NOUNS:
        start -= 2  # "synthetic data and distillation techniques"
        while start > 0 and s.tag(start - 1) in (*NOUNS, "J"):
            start -= 1
    if s.tag(at + 1) in NOUNS or s.tag(start - 1) in ("CC", "POS", "D$") or at == start:
        return match.group()
    words = s.words(start, at + 1)
    if s.tag(start) != "P" and start == 0:
        words = words[:1].lower() + words[1:]
    if re.match(r"(?:various|several|other|many|certain|new|more|main|key|major|important)\b", words):
        return match.group()
    said = words if s.tag(at) == "NS" else f"{words}s"
    return said[:1].upper() + said[1:] if match["those"][0].isupper() else said


_FIRM = re.compile(r"\b[Tt]he (?:company|firm|startup|organi[sz]ation|lab)\b(?! (?:of|that|which|for)\b)")


def owned(text: str, label: str, firms: Callable[[str], list[str]]) -> str:
    """ "The company" as the one company that the label has: "Cultural Shift at OpenAI".

    ``firms`` gives the names in a text that are shown to be companies (``Cast.firms``).
    """
    match = re.search(r"(?: at | of )(?P<name>[A-Z]\w*[A-Z]\w*)$", label.strip(" :."))
    if match is None or not _FIRM.search(text) or firms(label) != [match["name"]]:
        return text
    return _FIRM.sub(lambda _: match["name"], text)


_HE = re.compile(r"^(?:He|She)\b|(?:(?<=, so )|(?<=, but )|(?<=, and ))(?:he|she)\b")
_GROUPS = frozenset("Inc Labs Systems Company University Court Congress Party Church Council Press".split())


_PERSONAL = frozenset(
    """argue say write tell explain note warn claim believe think suggest insist recall admit invent found
    design compose paint propose publish study teach learn recommend persuade marry train join quit resign
    patent discover run own manage buy hire notice realize realise sketch draw decide refuse ask answer reply
    promise""".split()
)
"""What only a person does: after it, "he" is sure to be that person."""


_ROLE = re.compile(
    r"\b(?:owner|founder|engineer|scientist|professor|author|writer|composer|painter|trader|merchant|doctor|"
    r"lawyer|artist|teacher|chemist|physicist|keeper|apprentice)\b"
)


def _acts(s: Sentence, at: int) -> bool:
    """Whether a finite verb stands at ``at``, an adverb before it allowed."""
    return s.tag(at + (s.tag(at) == "R")) in FINITE


def _person(text: str, told: Clause) -> str:
    """ "He" as the name that is the subject of the sentence before: of a company one would say "it"."""
    s = told.sentence
    start, end = told.subject
    name = s.words(start, end)
    if not is_name(s, start, end) or end - start > 3 or name.split()[-1] in _GROUPS or "'" in name:
        return text
    if told.lemma not in _PERSONAL and not (
        told.lemma == "be" and _ROLE.search(s.words(told.group.end, s.end))
    ):
        return text  # what "became a mosque" is nobody
    if any(s.tag(at) == "P" and _acts(s, at + 1) for at in range(told.group.end, s.end)):
        return text  # another name acts in the same sentence: which of them is meant?
    match = _HE.search(text)
    if not match or re.search(r"(?<=\w )[A-Z][a-z]", text[: match.start()]):
        return text
    return text[: match.start()] + name + text[match.end() :]


_SUCH = re.compile(r"\bsuch an? (?P<noun>[a-z]{4,})\b(?! (?:as|that)\b)")


def _singular(match: re.Match[str], s: Sentence) -> str:
    """ "such a clause" as "a non-competition clause", when the sentence before has the one kind of them."""
    noun = match["noun"]
    found = [at for at in range(s.end) if s.tag(at) in ("N", "NS") and _single(s.low(at)) == noun]
    start = found[0] if len(found) == 1 else -1
    while start > 0 and s.tag(start - 1) in ("J", "N"):
        start -= 1
    if len(found) != 1 or start == found[0]:
        return match.group()
    kind = s.words(start, found[0])
    return f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind} {noun}"


def _single(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
