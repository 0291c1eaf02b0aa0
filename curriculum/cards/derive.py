"""Facts inside a sentence that have a subject of their own to borrow: tails, relative clauses, second
verbs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from curriculum.cards.clause import Clause, clause
from curriculum.cards.inflect import base, form
from curriculum.cards.phrase import FINITE, NOUNS, phrase, simple_phrase, verb_group
from curriculum.cards.refer import SOMEBODY
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence, tag
from curriculum.cards.unframe import tells

LONGEST = 30
"""Words of a derived sentence; longer ones are two facts again."""


class _Part(NamedTuple):
    """A clause in the making."""

    text: str
    named: bool
    """Whether it opens with a name."""
    unsure: str = ""
    """Why its subject is not certain; "" when it is."""


_OF_THE_CLAUSE = "This may be said of the whole clause before it, not of its last or first noun."
_OF_ANOTHER = "This may be said of another noun of the clause before it."


def derive(st: Statement) -> Iterator[Statement]:
    """Further statements that the same quoted words make, each a clause of its own.

    ", with SambaNova leaning into X" → "SambaNova leans into X"; "wear the headband, which activates
    during sleep" → "The headband activates during sleep"; "S does A and does B" → "S does B";
    "S does A, rejecting B" → "S rejects B"; "…, and T does C" → "T does C".
    """
    if st.loose:
        return
    seen = {st.sentence.text}
    for part in _parts(st):
        text = part.text.strip(" ,;.") + "."
        if text in seen or not 4 <= len(text.split()) <= LONGEST:
            continue
        seen.add(text)
        sentence = tag(text[:1].upper() + text[1:], part.named)
        found = clause(sentence)
        if found is not None and not _second_verb(sentence):
            made = replace(st, sentence=sentence, clause=found, derived=True, framed=False)
            yield replace(made, unsure=part.unsure)
    yield from _reported(st)


_REPORTS = frozenset(
    """find show argue propose suggest conclude estimate report claim demonstrate observe warn predict
    discover believe""".split()
)


def _reported(st: Statement) -> Iterator[Statement]:
    """What a named person or study is said to have found, with its speaker: "X showed in 1974 that …"."""
    c, s = st.clause, st.sentence
    if c is None or c.lead or c.group.passive or c.lemma not in _REPORTS or st.speaker:
        return
    at = next((i for i in range(c.group.end, min(c.group.end + 4, s.end)) if s.low(i) == "that"), -1)
    speaker = c.subject_text
    if (
        at < 0
        or s.tag(c.subject[0]) == "Q"
        or not 2 <= len(speaker.split()) <= 9
        or any(s.find(mark) >= 0 for mark in ";:")
    ):
        return
    text = s.words(at + 1, s.end)
    sentence = tag(text[:1].upper() + text[1:] + ".", text[:1].isupper())
    found = clause(sentence)
    if found is not None and sentence.tag(found.subject[0]) != "Q":
        yield replace(st, sentence=sentence, clause=found, derived=True, framed=False, speaker=speaker)


def _second_verb(s: Sentence) -> bool:
    """Whether a verb stands right behind a comma: it belongs to a subject that was left behind.

    "but adding fructose, which uses GLUT5, allows more" is not "Fructose uses GLUT5, allows more".
    """
    return any(s.at(at).text == "," and s.tag(at + 1) in ("VBZ", "VBD") for at in range(s.end - 1))


def _parts(st: Statement) -> Iterator[_Part]:
    s, c = st.sentence, st.clause
    # a frame taken off with its tail: the tail still stands in the quoted words
    yield from _with(tag(st.quote) if st.framed else s)
    if c is None:
        yield from _owner(s)
        return
    yield from _relative(s, st.framed or tells(s.words(c.group.main, c.group.end)))
    subject = s.words(*c.subject)
    named = s.tag(c.subject[0]) == "P"
    plural = c.plural
    if s.tag(c.subject[0]) == "Q":
        return
    yield from _halves(s, subject if len(subject.split()) <= 4 else "", plural)
    foreign = False
    for at in range(c.group.end, s.end):
        joined = s.low(at - 1) in ("and", "but", "or") or s.tag(at - 1) in ("W", "R")
        if s.tag(at) in FINITE and not joined:
            # a second subject stands somewhere before this verb: what follows is that one's
            turns = (i for i in range(c.group.end, at) if s.tag(i) in ("W", "S", "TO"))
            # "and that October the …" is no relative clause
            foreign = foreign or all(s.low(i - 1) in ("and", "but") for i in turns)
        if s.at(at).text in (";", ":") or (s.at(at).text == "," and s.low(at + 1) in ("whereas", "while")):
            return  # what follows has a subject of its own
        if s.low(at) in ("and", "but"):
            comma = s.at(at - 1).text == ","
            following = at + 1
            while s.tag(following) == "R":
                following += 1
            if s.tag(following) in ("VBZ", "VBP", "VBD") and not _relative_before(s, c, at):
                if not foreign and (s.tag(following) == s.tag(c.verb_at) or s.tag(c.verb_at) == "M"):
                    told = s.words(at + 1, _until(s, following + 1))
                    if (
                        s.low(following + 1) == "them"
                        and phrase(s, c.group.end) == at
                        and s.tag(at - 1) == "NS"
                    ):
                        # "makes its own wheels and sells them": the object of the verb before
                        told = told.replace(" them", f" {s.words(c.group.end, at)}", 1)
                    yield _Part(f"{subject} {told}", named)
            elif comma or s.low(at) == "but":
                near = at + 1 + (s.low(at + 1) in ("about", "around", "roughly", "nearly"))
                end = phrase(s, near)
                if end > near and verb_group(s, end):
                    if s.tag(at + 1) != "Q":
                        yield _Part(s.words(at + 1, _until(s, end + 1)), s.at(at + 1).text[:1].isupper())
                    return
        tail = s.at(at).text == "," and s.tag(at + 1) == "VBG" and at >= c.end - 1
        if tail and not c.group.passive and not foreign:
            if any(s.low(i) == "and" and s.low(i + 1).endswith("ing") for i in range(at, _until(s, at + 2))):
                continue  # "admitting A and promising B": only the first would get a verb
            lemma = base(s.at(at + 1).text)
            verb = lemma if plural else form(lemma, "VBZ")
            if s.tag(c.verb_at) == "VBD":
                verb = form(lemma, "VBD")
            if verb and lemma not in (
                "make",
                "use",
                "include",
                "involve",
                "enable",
                "allow",
                "ensure",
                "suggest",
                "lead",
                "put",
                "leave",
                "cause",
                "force",
            ):
                text = f"{subject} {verb} {s.words(at + 2, _until(s, at + 2))}"
                yield _Part(text, named, _OF_THE_CLAUSE)


def _owner(s: Sentence) -> Iterator[_Part]:
    """ "Velomax's commitment to X, setting Y" → "Velomax sets Y"."""
    if (
        s.tag(0) != "P"
        or s.tag(1) != "POS"
        or s.low(2) not in ("commitment", "work", "effort", "efforts", "focus")
    ):
        return
    at = next((i for i in range(3, s.end - 2) if s.at(i).text == "," and s.low(i + 1).endswith("ing")), 0)
    verb = form(base(s.low(at + 1)), "VBZ") if at and s.tag(at + 1) == "VBG" else ""
    if verb and verb != "aims":
        yield _Part(f"{s.words(0, 1)} {verb} {s.words(at + 2, s.end)}", True)


def _halves(s: Sentence, owner: str, many: bool) -> Iterator[_Part]:
    """The clause behind a semicolon or ", whereas", when it has a subject of its own.

    ``owner`` is the subject of the first clause, whose "its score" may be ("" when it is too long to repeat).
    """
    for at in range(3, s.end - 3):
        turn = s.at(at).text == "," and s.low(at + 1) in ("whereas", "while")
        start = at + 2 if turn else at + 1
        if (turn or s.at(at).text == ";") and s.tag(start) not in ("Q", "CC", "W", "S", "R"):
            told = s.words(start, _until(s, start))
            if s.low(start) in ("its", "their"):
                if not owner or (s.low(start) == "their") != many:
                    continue
                told = f"{owner}{'’' if owner.endswith('s') else '’s'}{told[len(s.low(start)) :]}"
            yield _Part(told, told[:1].isupper())


def _relative_before(s: Sentence, c: Clause, at: int) -> bool:
    return any(s.tag(i) in ("W", "S") for i in range(c.group.end, at))


def _until(s: Sentence, at: int) -> int:
    """The end of a borrowed clause: before the next tail."""
    for here in range(at, s.end):
        if s.at(here).text in (";", ":"):
            return here
        if s.at(here).text == "," and s.tag(here + 1) in ("VBG", "W", "S", "VBZ", "VBD"):
            return here
        if s.tag(here) == "S" and s.low(here) in ("while", "although", "whereas"):
            return here
        if s.low(here) in ("and", "but") and s.tag(here + 1) in FINITE and here > at + 1:
            return here
    return s.end


def _with(s: Sentence) -> Iterator[_Part]:
    """ ", with NP VBG …" """
    at = s.find(",", "with")
    if at < 0:
        return
    end = simple_phrase(s, at + 2)
    end -= end > at + 3 and s.tag(end - 1) == "VBG"
    if end == at + 2 or s.tag(end) != "VBG" or s.low(end - 1) in ("plans",):
        return
    lemma = base(s.at(end).text)
    plural = s.tag(end - 1) == "NS" or any(s.low(i) == "and" for i in range(at + 2, end))
    verb = lemma if plural else form(lemma, "VBZ")
    if verb:
        text = f"{s.words(at + 2, end)} {verb} {s.words(end + 1, _until(s, end + 1))}"
        yield _Part(text, s.tag(at + 2) == "P")


def _relative(s: Sentence, framed: bool) -> Iterator[_Part]:
    """ "NP, which VBZ …" and "NP, who VBD …", the phrase right before the comma."""
    for at in range(2, s.end - 2):
        if (
            s.at(at).text != ","
            or s.low(at + 1) not in ("which", "who")
            or s.tag(at + 2) not in (*FINITE, "R")
        ):
            continue
        start = at - 1
        while start > 0 and s.tag(start - 1) in (*NOUNS, "J", "D", "CD", "VBN"):
            start -= 1
        if s.tag(start - 1) == "VBG":
            continue  # "running economy, which …": part of the name, or not
        if simple_phrase(s, start) != at or s.tag(start) in ("Q",) or s.low(start - 1) in ("of", "and", ","):
            continue
        verb = at + 3 if s.tag(at + 2) == "R" else at + 2
        if s.low(verb) in ("means", "meant"):
            continue
        if s.low(verb) in ("is", "was") and s.low(verb + 1) in (
            "known",
            "called",
            "why",
            "precisely",
            "how",
            "one",
        ):
            continue  # said of the whole clause
        plural = s.tag(at - 1) == "NS"
        if s.tag(verb) in ("M", "VBD") and s.tag(at - 1) != "P":
            continue  # number does not show whether the noun or the whole clause is meant
        # the verb's number says which noun the clause belongs to
        if (s.tag(verb) == "VBZ" and plural) or (s.tag(verb) == "VBP" and not plural):
            continue
        text = f"{s.words(start, at)} {s.words(at + 2, _until(s, at + 2))}"
        yield _Part(text, s.tag(start) == "P", _antecedent(s, start, at, framed))


def _antecedent(s: Sentence, start: int, at: int, framed: bool) -> str:
    """Why the noun phrase before the ", which" or ", who" at ``at`` may not be what it stands for; else "".

    A plural noun with a plural verb is no whole clause, and of what a speaker only tells of (``framed``)
    nothing else can be said.
    """
    linked = s.tag(start - 1) == "IN"
    if s.low(at + 1) == "who":
        others = (s.tag(i) == "P" or SOMEBODY.search(s.low(i)) for i in range(start))
        return _OF_ANOTHER if any(others) else ""
    verb = at + 3 if s.tag(at + 2) == "R" else at + 2
    if s.tag(at - 1) == "NS" and (s.tag(verb) == "VBP" or s.low(verb) == "were"):
        return _OF_ANOTHER if linked and any(s.tag(i) == "NS" for i in range(start)) else ""
    if not framed:
        return _OF_THE_CLAUSE
    return _OF_ANOTHER if linked else ""
