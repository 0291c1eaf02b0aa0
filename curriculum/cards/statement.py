"""One sentence of an episode made ready for the rules: unframed, named, tagged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from curriculum.cards.cast import LAW, ORGANISATION, THING, Cast
from curriculum.cards.clause import Clause, clause
from curriculum.cards.inflect import base, can_be_base_verb, can_be_verb
from curriculum.cards.names import texts
from curriculum.cards.phrase import is_name
from curriculum.cards.refer import labelled, owned, refer
from curriculum.cards.sentence import split
from curriculum.cards.tagger import Sentence, tag
from curriculum.cards.unframe import unframe
from curriculum.reading.episode import Episode, KeyPoint, SubPoint

LONGEST = 2_000
"""Characters; a longer sentence is none that a rule could read. The longest we know has 1,354."""


@dataclass(frozen=True)
class Statement:
    """A fact as the rules see it, with the exact words it came from."""

    episode: Episode
    point: KeyPoint | None
    """None for the introduction."""
    label: str
    """The point's label."""
    sublabel: str
    """The label of the line itself, when it is a labelled sub-point; else ""."""
    line: int
    quote: str
    """The sentence exactly as the notes have it."""
    sentence: Sentence
    """The working text: frame removed, pronouns replaced by names."""
    clause: Clause | None
    """Its main clause, when subject and verb are certain."""
    speaker: str
    """The person whose claim it is; "" for the notes' own statement."""
    cast: Cast
    place: str
    """Where it stands: ``point``, ``takeaway`` or ``introduction``."""
    labelled: int = 0
    """How many lines of the point have labels of their own."""
    framed: bool = False
    opens_named: bool = False
    """Whether its first word is one that the library treats as a name."""
    derived: bool = False
    """Whether it is a part of the sentence made a clause of its own (``cards.derive``)."""
    loose: bool = False
    """Whether it opens with a word that points back and could not be replaced ("This", "He")."""

    @property
    def endless(self) -> bool:
        """Whether the sentence is too long to be read: no rule looks at it."""
        return len(self.quote) > LONGEST

    @property
    def fragment(self) -> bool:
        """Whether the sentence has no certain main clause (a noun phrase, "Using X to …")."""
        return self.clause is None


_POINTING = re.compile(r"^(?:It|They|He|She|This|These|Those|That|Both|Such|His|Her|Their|Its)\b")
_EVENT = re.compile(r"(?:tion|sion|ment|ship|ance|ence|ing|shift|use|growth|change)s?$", re.IGNORECASE)


def state(episode: Episode, cast: Cast, names: frozenset[str]) -> Iterator[Statement]:
    """Every sentence of the introduction, points and takeaways, in the order of the file.

    ``cast`` are the episode's names, ``names`` the words the library treats as names.
    """
    line = episode.source.line
    common = _common_words(episode)
    for paragraph in (text for text in episode.introduction.split("\n\n") if text.strip()):
        yield from _passage(episode, None, "", line, paragraph, cast, names, "introduction", common=common)
    for place, points in (("point", episode.points), ("takeaway", episode.takeaways)):
        for point in points:
            yield from _point(episode, point, point, cast, names, place, common)


def _common_words(episode: Episode) -> frozenset[str]:
    """The words that stand somewhere in the episode in lower case: no names, wherever they stand."""
    return frozenset(word for text in texts(episode) for word in re.findall(r"(?<![\w-])[a-z][\w-]+", text))


def _point(
    episode: Episode,
    point: KeyPoint,
    part: SubPoint,
    cast: Cast,
    names: frozenset[str],
    place: str,
    common: frozenset[str],
) -> Iterator[Statement]:
    sublabel = "" if part is point else part.label
    labelled = sum(bool(sub.label) for sub in part.subpoints)
    before: Statement | None = None
    if part.text:
        yield from _passage(episode, point, sublabel, part.line, part.text, cast, names, place, None, common)
    for sub in part.subpoints:
        made: list[Statement] = []
        if sub.subpoints:
            made.extend(_point(episode, point, sub, cast, names, place, common))
        elif sub.text:
            made.extend(
                _passage(episode, point, sub.label, sub.line, sub.text, cast, names, place, before, common)
            )
        yield from (replace(statement, labelled=labelled) for statement in made)
        before = made[-1] if made else before


def _passage(
    episode: Episode,
    point: KeyPoint | None,
    sublabel: str,
    line: int,
    text: str,
    cast: Cast,
    names: frozenset[str],
    place: str,
    before: Statement | None = None,
    common: frozenset[str] = frozenset(),
) -> Iterator[Statement]:
    for span in split(text):
        quote = text[span.start : span.end]
        here = line + text.count("\n", 0, span.start)
        if len(quote) > LONGEST:
            before = Statement(
                episode=episode,
                point=point,
                label=point.label if point else "",
                sublabel=sublabel,
                line=here,
                quote=quote,
                sentence=Sentence(quote, (), ()),
                clause=None,
                speaker="",
                cast=cast,
                place=place,
                loose=True,
            )
            yield before
            continue
        bare = unframe(quote)
        speaker = _full_name(bare.speaker, cast, before)
        named = name(_headed(bare.text, point, sublabel, names), cast, before)
        if before is not None and not before.loose:
            named = refer(named, before.sentence, before.clause)
        elif before is None and point is not None:
            named = labelled(named, sublabel or point.label)
        if point is not None:
            named = owned(named, point.label)
        first = named.split(maxsplit=1)[0] if named.split() else ""
        opens_named = re.sub(r"['’]s?$", "", first.strip(",.:;")) in names or first in cast.people
        sentence = tag(named, opens_named, first.lower() in common and not opens_named)
        statement = Statement(
            episode=episode,
            point=point,
            label=point.label if point else "",
            sublabel=sublabel,
            line=here,
            quote=quote,
            sentence=sentence,
            clause=clause(sentence),
            speaker=speaker,
            cast=cast,
            place=place,
            framed=bare.framed,
            opens_named=opens_named,
            loose=_POINTING.match(named) is not None,
        )
        yield statement
        before = statement


def _full_name(speaker: str, cast: Cast, before: Statement | None) -> str:
    if speaker in ("He", "She", "They"):
        subject = _subject(before)
        return subject if subject else speaker
    return cast.people.get(speaker, speaker)


_LEARNING = re.compile(
    r"^[A-Z][\w-]+(?: [A-Z][\w-]+)* (?:Learning|Training|Testing|Farming|Building|Making)\b"
)
_FRONTED = "By|With|For|In|Under|At|On|After|Before|Since|From|During|Through|Despite|Without|To"


def name(text: str, cast: Cast, before: Statement | None) -> str:
    """The sentence with pronouns and "the company" replaced by what they stand for.

    Only what is certain: "It" and "They" take the subject of the sentence before when the number
    agrees, "These models" a plural subject whose last word is the same, "the bill" the one bill
    that the episode names. Whatever is left stays, and the checks hold the card back.
    """
    text = _surname(text, cast)
    subject = _subject(before)
    start = re.match(r"^(It|They|This|These|Both|He|She|Its|Their|His)\s+(\w[\w-]*)?", text)
    if start and subject and before is not None and before.clause is not None:
        word = start.group(1)
        plural = before.clause.plural or _joined(subject)
        if (word == "It" and not plural) or (word == "They" and plural):
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
        if (later["word"] == "they") == plural:
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


def _single_object(before: Statement) -> str:
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
        return cast.people[match.group(1)] + text[match.end() :]
    return text


def _pointed(text: str, word: str, before: Statement, subject: str) -> str:
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


def _common(text: str, cast: Cast, subject: str, before: Statement | None) -> str:
    """Common nouns that stand for the episode's own thing: "the company", "the bill", "the platform"."""

    def put(match: re.Match[str]) -> str:
        noun, tail = match["noun"].lower(), match["own"] or ""
        found = ""
        if noun in LAW:
            found = cast.law
        elif noun in ORGANISATION:
            found = subject if _is_thing(before) else cast.topic
        elif noun in THING:
            found = cast.things.get(noun, "")
        return (found + tail) if found else match.group()

    return re.sub(
        rf"\b(?:[Tt]he|[Tt]his) (?P<noun>{'|'.join(sorted(ORGANISATION | LAW | THING))})\b(?P<own>['’]s)?"
        r"(?! (?:of|that|which|for)\b)",
        put,
        text,
    )


def _subject(before: Statement | None) -> str:
    if before is None or before.clause is None or before.loose:
        return ""
    start, end = before.clause.subject
    text = re.sub(r"\s*\([^()]*\)", "", before.sentence.words(start, end))
    # too long to repeat in a question
    return text if len(text.split()) <= 9 else ""


def _joined(subject: str) -> bool:
    return bool(re.search(r"\b(?:and)\b", subject)) and " of " not in subject


def _is_thing(before: Statement | None) -> bool:
    if before is None or before.clause is None:
        return False
    if re.search(r"\b(?:he|she|his|her|who)\b", before.quote, re.IGNORECASE):
        return False  # somebody's company is not named by the person's name
    return is_name(before.sentence, *before.clause.subject) and not _is_person(before, before.cast)


def _is_person(before: Statement, cast: Cast) -> bool:
    if before.clause is None:
        return False
    words = before.sentence.words(*before.clause.subject).split()
    return bool(words) and (words[-1] in cast.people or words[0] in cast.people)
