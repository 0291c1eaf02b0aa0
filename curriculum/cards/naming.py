"""A sentence's pronouns, "the company" and "the bill" replaced by the names they certainly stand for."""

import re
from typing import TYPE_CHECKING

from curriculum.cards.cast import LAW, ORGANISATION, THING, Cast
from curriculum.cards.inflect import base, can_be_base_verb, can_be_verb
from curriculum.cards.phrase import is_name
from curriculum.cards.refer import labelled, owned, refer, somebody
from curriculum.cards.tagger import tag
from curriculum.reading.episode import KeyPoint

if TYPE_CHECKING:
    from curriculum.cards.statement import Statement


def referred(
    text: str,
    point: KeyPoint | None,
    sublabel: str,
    cast: Cast,
    names: frozenset[str],
    before: "Statement | None",
) -> str:
    """The sentence with everything named that points back to the sentence before, the label or the episode.

    ``cast`` are the episode's names, ``names`` the words the library treats as names.
    """
    named = name(_headed(text, point, sublabel, names), cast, before)
    if before is not None and not before.loose and not _unclear(text, before):
        named = refer(named, before.sentence, before.clause, cast.told)
    elif before is None and point is not None:
        named = labelled(named, sublabel or point.label)
    if point is not None:
        named = owned(named, point.label, cast.firms)
    return named


def full_name(speaker: str, cast: Cast, before: "Statement | None") -> str:
    """The speaker's whole name: of "He" the subject of the sentence before, of a surname the person's."""
    if speaker in ("He", "She", "They"):
        return _subject(before) if before is not None and _speaks(before) else speaker
    return cast.people.get(speaker, speaker)


_EVENT = re.compile(r"(?:tion|sion|ment|ship|ance|ence|ing|shift|use|growth|change)s?$", re.IGNORECASE)
_LEARNING = re.compile(
    r"^[A-Z][\w-]+(?: [A-Z][\w-]+)* (?:Learning|Training|Testing|Farming|Building|Making)\b"
)
_FRONTED = "By|With|For|In|Under|At|On|After|Before|Since|From|During|Through|Despite|Without|To"


def name(text: str, cast: Cast, before: "Statement | None") -> str:
    """The sentence with pronouns and "the company" replaced by what they stand for.

    Only what is certain: "It" and "They" take the subject of the sentence before when the number
    agrees, "These models" a plural subject whose last word is the same, "the bill" the one bill
    that the episode names. Whatever is left stays, and the checks hold the card back.
    """
    text = _surname(text, cast)
    subject = "" if _unclear(text, before) else _subject(before)
    start = re.match(r"^(It|They|This|These|Both|He|She|Its|Their|His)\s+(\w[\w-]*)?", text)
    if start and subject and before is not None and before.clause is not None:
        word = start.group(1)
        plural = before.clause.plural or _joined(subject)
        if word in ("It", "Its") and not plural and somebody(before.clause, cast.told):
            pass  # a mill is meant, not who opened it
        elif (word == "It" and not plural) or (word == "They" and plural):
            text = subject + text[len(word) :]
        elif word == "It" and (thing := _single_object(before)):
            text = thing[:1].upper() + thing[1:] + text[len(word) :]
        elif word in ("Its", "Their") and (word == "Their") == plural and len(subject.split()) <= 4:
            text = f"{subject}{'’' if subject.endswith('s') else '’s'}" + text[len(word) :]
        elif word in ("These", "This"):
            text = _pointed(text, word, before, subject)
            if text.startswith("This involves") and _LEARNING.match(before.label):
                # what a sentence about somebody's progress "involves" is what the point is named for
                text = before.label[:1] + before.label[1:].lower().replace(" ai", " AI") + text[4:]
    later = re.match(rf"^(?:{_FRONTED}) [^,]{{3,70}}, (?P<word>it|they) ", text)
    if later and subject and before is not None and before.clause is not None:
        plural = before.clause.plural or _joined(subject)
        if (later["word"] == "they") == plural and (plural or not somebody(before.clause, cast.told)):
            spoken = (
                subject
                if before.sentence.tag(before.clause.subject[0]) == "P"
                else subject[:1].lower() + subject[1:]
            )
            text = text[: later.start("word")] + spoken + text[later.end("word") :]
    if start and subject and start.group(1) in ("He", "She") and before is not None:
        person = cast.people.get(subject.split()[-1], "") or (subject if _is_person(before, cast) else "")
        if person:
            text = person + text[len(start.group(1)) :]
    return _common(text, cast, subject, before)


_EMPTY = re.compile(
    r"^It (?:is|was|has been|will be|would be|may be|might be|seems|took|takes)\b"
    r"(?=.*\b(?:that|to|who|whom|whose|which|whether|why|how|when|where)\b)"
)
"""It may stand for what follows: "It is a myth that …", "It was a year of plague that …"."""
_DEFINES = re.compile(r"^(?:It|They|He|She) (?:is|are|was|were) (?:an?|the|one)\b")


def _unclear(text: str, before: "Statement | None") -> bool:
    """Whether the pronoun a sentence opens with may stand for something else than the subject before.

    "Curie hired Perey. She was a chemist …" defines one of two, and only the world knows which.
    """
    if _EMPTY.match(text):
        return True
    if not _DEFINES.match(text) or before is None or before.clause is None:
        return False
    c, s = before.clause, before.sentence
    named = any(s.at(place).text[:1].isupper() for place in range(c.group.end, s.end))
    return named or (c.lemma != "be" and c.object() > c.group.end)


_GOALS = re.compile(r"^(?:Goals?|Aims?|Objectives?|Purpose) of (?P<what>[^:]{2,40})$")


def _headed(text: str, point: KeyPoint | None, sublabel: str, names: frozenset[str]) -> str:
    """A line without a subject, given the one its label names.

    Under "Goals of SB 1047", "Ensure X" is "SB 1047 aims to ensure X"; under "Anthropic's Philosophical
    Approach", "Emphasizes X" is "Anthropic's philosophical approach emphasizes X".
    """
    label = (sublabel or (point.label if point else "")).strip(" :.")
    first = text.split(maxsplit=1)[0] if text.split() else ""
    if not label or not first.isalpha() or "," in label or " and " in label:
        return text
    low = first.lower()
    goals = _GOALS.match(label)
    if goals and can_be_base_verb(low) and not low.endswith("ing"):
        return f"{goals['what']} aims to {low}{text[len(first) :]}"
    owner = re.match(r"^[A-Z][\w-]*['’]s (?=[A-Z])", label)
    if (
        owner
        and low.endswith("s")
        and can_be_verb(low)
        and base(low) != low
        and tag(text).tag(0) in ("VBZ", "NS")
    ):
        rest = [word if word in names else word.lower() for word in label[owner.end() :].split()]
        return f"{owner.group()}{' '.join(rest)} {low}{text[len(first) :]}"
    return text


def _single_object(before: "Statement") -> str:
    """The object of the sentence before, when it is one specific thing ("the Halo headband"); else ""."""
    c = before.clause
    if c is None or not c.plural:
        return ""
    s = before.sentence
    start, end = c.group.end, c.object()
    if end - start < 2 or s.tag(end - 1) not in ("N", "P") or s.low(start) not in ("the", "a", "an"):
        return ""
    return "the " + s.words(start + 1, end) if s.at(end).text in (",", ".") else ""


def _surname(text: str, cast: Cast) -> str:
    """A person's short name at the start made whole: "Adam relied" → "Adam Majmudar relied"."""
    match = re.match(r"^([A-Z][\w-]+)(?=(?:['’]s)?\s)(?!\s+[A-Z])", text)
    if match and match.group(1) in cast.people:
        if text.lower().startswith(cast.people[match.group(1)].lower()):
            return text  # "Mohammed el-Kurd" is whole
        return cast.people[match.group(1)] + text[match.end() :]
    return text


def _pointed(text: str, word: str, before: "Statement", subject: str) -> str:
    """ "These models can …" with the subject of the sentence before, when it is those models."""
    match = re.match(rf"^{word}\s+((?:[\w-]+\s+){{0,2}}?)([\w-]+)(?=\s)", text)
    if not match or before.clause is None:
        return text
    s = before.sentence
    head = s.low(before.clause.subject[1] - 1)
    for found in re.finditer(r"[\w-]+", text[len(word) : len(word) + 60]):
        if found.group().lower() == head and len(head) > 2:
            return subject + text[len(word) + found.end() :]
        if found.start() > 40:
            break
    noun = re.match(r"^This\s+(?:[\w-]+\s+)?approach\b", text)
    if noun:
        if is_name(s, *before.clause.subject):
            return f"{subject}’s approach" + text[noun.end() :]
        if _EVENT.search(subject.split()[0]):
            return subject + text[noun.end() :]
    bare = re.match(r"^This\s+(?=(?:involves|ensures|allows|enables|requires|means|includes)\b)", text)
    if bare and _EVENT.search(subject.split()[0]):
        return subject + " " + text[bare.end() :]
    return text


def _common(text: str, cast: Cast, subject: str, before: "Statement | None") -> str:
    """Common nouns that stand for the episode's own thing: "the company", "the bill", "the platform"."""

    def put(match: re.Match[str]) -> str:
        noun, tail = match["noun"].lower(), match["own"] or ""
        found = ""
        if noun in LAW:
            found = cast.law
        elif noun in ORGANISATION:
            found = _firm(text[: match.start()], cast, subject, before)
        elif noun in THING:
            found = cast.things.get(noun, "")
        return (found + tail) if found else match.group()

    return re.sub(
        rf"\b(?:[Tt]he|[Tt]his) (?P<noun>{'|'.join(sorted(ORGANISATION | LAW | THING))})\b(?P<own>['’]s)?"
        r"(?! (?:of|that|which|for)\b)",
        put,
        text,
    )


_ANYBODY = frozenset("some many most few several others all both none each one people".split())
"""Subjects that name nobody: "Some say … They are …"."""


def _subject(before: "Statement | None") -> str:
    if before is None or before.clause is None or before.loose:
        return ""
    start, end = before.clause.subject
    text = re.sub(r"\s*\([^()]*\)", "", before.sentence.words(start, end))
    if text.lower() in _ANYBODY:
        return ""
    # too long to repeat in a question
    return text if len(text.split()) <= 9 else ""


def _joined(subject: str) -> bool:
    return bool(re.search(r"\b(?:and)\b", subject)) and " of " not in subject


def _firm(said: str, cast: Cast, subject: str, before: "Statement | None") -> str:
    """The one company that "the company" behind the words ``said`` stands for; "" when it is not certain.

    It is the subject of the sentence before, else the episode's topic; what is not shown to be a company,
    or stands beside another one, is never taken.
    """
    if before is not None and re.search(r"\b(?:he|she|his|her|who)\b", before.quote, re.IGNORECASE):
        subject = ""  # somebody's company is not named by the person's name
    near = f"{before.sentence.text if before else ''}\n{said}"
    for name in (subject, cast.topic):
        if cast.firms(name) == [name] and all(other in name or name in other for other in cast.firms(near)):
            return name
    return ""


def _speaks(before: "Statement") -> bool:
    """Whether the subject of the sentence before may have said something: a name, or several people."""
    if before.clause is None or re.search(r"['’]", _subject(before)):
        return False  # "Ada Holm's mill" says nothing
    return before.clause.plural or is_name(before.sentence, *before.clause.subject)


def _is_person(before: "Statement", cast: Cast) -> bool:
    if before.clause is None:
        return False
    subject = before.sentence.words(*before.clause.subject)
    words = subject.split()
    if re.search(r"['’]", subject):
        return False  # "Ada Holm's mill" is no person
    return bool(words) and (words[-1] in cast.people or words[0] in cast.people)
