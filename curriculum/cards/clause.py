"""The main clause of a sentence: subject, verb group, object, tails."""

import re
from dataclasses import dataclass

from curriculum.cards.inflect import base, can_be_verb, form
from curriculum.cards.phrase import (
    FINITE,
    NOUNS,
    Group,
    gerund,
    phrase,
    simple_phrase,
    starts_lower,
    verb_group,
)
from curriculum.cards.tagger import Sentence


@dataclass(frozen=True, slots=True)
class Clause:
    """Where the parts of a main clause stand; positions count tokens, ends exclusive."""

    sentence: Sentence
    lead: int
    """End of the fronted part with its comma; 0 when there is none."""
    subject: tuple[int, int]
    aside: tuple[int, int]
    """The part between commas after the subject, commas excluded; (0, 0) when there is none."""
    group: Group
    end: int
    """Where the clause's own words end: before the first tail or the full stop."""

    @property
    def subject_text(self) -> str:
        """The subject as it stands inside a question."""
        return starts_lower(self.sentence, *self.subject)

    @property
    def lemma(self) -> str:
        """The main verb's base form."""
        return self.group.lemma(self.sentence)

    @property
    def plural(self) -> bool:
        """Whether the subject takes a plural verb."""
        s = self.sentence
        first = s.at(self.verb_at)
        if first.tag == "M" or (first.tag == "VBD" and first.low not in ("was", "were")):
            # the verb does not tell: the subject's head noun does, before its first preposition
            start, end = self.subject
            head = next((at for at in range(start + 1, end) if s.tag(at) in ("IN", "VBN")), end)
            joined = any(s.low(at) == "and" and s.tag(at - 1) in NOUNS for at in range(start + 1, head))
            return s.tag(head - 1) == "NS" or joined
        return first.tag == "VBP" or first.low == "were"

    @property
    def verb_at(self) -> int:
        """The first finite token of the group."""
        return next(at for at in range(self.group.start, self.group.end) if self.sentence.tag(at) in FINITE)

    @property
    def main_text(self) -> str:
        """The clause from its subject to its end without the aside, as the start of a question."""
        s = self.sentence
        text = f"{s.words(*self.subject)} {s.words(self.group.start, self.end)}"
        return (text[:1].upper() + text[1:]).rstrip(" ,")

    def rest(self) -> str:
        """The words from after the verb group to the clause's end."""
        return self.sentence.words(self.group.end, self.end)

    def object(self) -> int:
        """The end of the noun phrase right after the verb group; the group's end when none stands there."""
        return phrase(self.sentence, self.group.end)


def clause(s: Sentence, start: int = 0) -> Clause | None:
    """The main clause of a sentence, or None when its subject or verb is not certain."""
    lead = _lead(s, start)
    opened = phrase(s, lead)
    if opened == lead and s.tag(lead) == "R" and s.tag(lead + 1) == "D" and s.tag(lead + 2) == "CD":
        opened = phrase(s, lead + 1)  # "nearly a billion adults"
    if opened == lead and s.tag(lead + 1 + (s.low(lead + 1) == "than")) == "CD":
        opened = phrase(s, lead + 1 + (s.low(lead + 1) == "than"))  # "about 70% of mined cobalt"
    opened = _with_relative(s, lead, opened)
    subject = (lead, max(opened, gerund(s, lead)) if opened > lead else lead)
    if subject[1] == lead or s.tag(lead) == "EX":
        return None
    at = subject[1]
    aside = (0, 0)
    if s.low(at) == "," and s.tag(at + 1) not in FINITE:
        close = _comma(s, at + 1)
        if (
            close > at + 1
            and verb_group(s, close + 1)
            and s.tag(at + 1) in ("D", "VBN", "P", "N", "W", "IN", "R", "J", "X", "CD")
        ):
            aside = (at + 1, close)
            at = close + 1
    elif (s.low(at) == "like" or (s.low(at), s.low(at + 1)) == ("such", "as")) and at < s.end:
        # "AI systems like GPT-4 achieve …": examples between subject and verb
        opened = at + (1 if s.low(at) == "like" else 2)
        close = phrase(s, opened)
        if close > opened:
            aside = (at, close)
            at = close
    group = verb_group(s, at)
    if group is None or _either(s, group):
        return None
    return Clause(s, lead, subject, aside, group, tail_start(s, group.end))


def _with_relative(s: Sentence, start: int, end: int) -> int:
    """The end of a subject with its "that"/"who" clause: before the next verb; ``end`` when there is none."""
    verb = end + 1 + (s.tag(end + 1) == "R")
    if end == start or s.low(end) not in ("that", "who") or s.tag(verb) not in FINITE:
        return end
    for at in range(verb + 1, min(start + 15, s.end)):
        text = s.at(at).text
        if text in (",", ";", ":") or s.tag(at) in ("W", "S", "Q"):
            return end
        before = s.tag(at - 1)
        if (
            s.tag(at) in FINITE
            and before in (*NOUNS, "R", "CD")
            and verb_group(s, at) is not None
            and at > verb + 1
        ):
            return at
    return end


def _either(s: Sentence, group: Group) -> bool:
    """Whether the word before a verb without object may be the verb: "the spike changes shape when …"."""
    at = group.start
    bare = group.end == at + 1 and s.tag(at) == "VBP" and s.tag(group.end) in ("W", "S", ".", "")
    word = s.low(at - 1)
    return (
        bare and s.tag(at - 1) == "NS" and s.tag(at - 2) == "N" and base(word) != word and can_be_verb(word)
    )


_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


def _lead(s: Sentence, start: int) -> int:
    """The end of a fronted adjunct ("Beyond lucid dreaming, …") with its comma; ``start`` when none."""
    dated = start + 1
    while dated < start + 4 and (s.tag(dated) == "CD" or s.low(dated) in _MONTHS):
        dated += 1
    in_time = s.low(start) in ("in", "by", "since", "from", "on") and dated > start + 1
    if in_time and s.tag(dated - 1) == "CD" and s.low(dated) != "," and phrase(s, dated) > dated:
        return dated  # "In 1887 Ada Clarke opened …", "In May 1887 the …"
    if s.tag(start) in ("IN", "VBN", "S", "W") or s.low(start) in (
        "due",
        "once",
        "today",
        "however",
        "additionally",
    ):
        comma = _comma(s, start)
        placed = _place(s, start)
        if start < placed < (comma if comma > start else s.end):
            return placed
        if comma > start and s.low(start) not in ("while", "although", "though", "whereas", "if", "when"):
            return comma + 1
    return start


def _place(s: Sentence, start: int) -> int:
    """The end of a fronted "In a hemisphere" without a comma, before "the rings are …"; else ``start``."""
    end = simple_phrase(s, start + 1)
    if s.tag(start) != "IN" or end == start + 1 or s.tag(end) != "D" or s.low(end) in ("this", "that"):
        return start
    subject = phrase(s, end)
    return end if subject > end + 1 and verb_group(s, subject) is not None else start


def _comma(s: Sentence, start: int) -> int:
    """The next comma outside brackets; −1 when there is none."""
    depth = 0
    for at in range(start, s.end):
        mark = s.tag(at)
        depth += (mark == "(") - (mark == ")")
        if s.at(at).text == "," and depth == 0:
            return at
    return -1


def tail_start(s: Sentence, start: int) -> int:
    """Where the first tail begins (", enabling …", ", which …", ", with …", "; …"); else the end."""
    depth = 0
    for at in range(start, s.end):
        mark, text = s.tag(at), s.at(at).text
        depth += (mark == "(") - (mark == ")")
        if depth:
            continue
        if text in (";", ":", "—", "–"):
            return at
        if text == ",":
            following = at + 1
            while s.tag(following) == "R":
                following += 1
            if s.tag(following) in ("VBG", "W", "S", "VBN") or s.low(following) in (
                "with",
                "but",
                "not",
                "including",
                "such",
            ):
                return at
            if s.low(at + 1) == "and" and (s.tag(at + 2) in FINITE or _new_clause(s, at + 2)):
                return at
            if s.low(following) in ("particularly", "especially", "often") or s.low(at + 1) == "so":
                return at
        if (
            mark == "S"
            and s.low(at) in ("while", "because", "although", "whereas", "if", "unless")
            and at > start
        ):
            return at
        if text == "but" or (text == "and" and s.tag(at + 1) in FINITE):
            return at
    return s.end


def _new_clause(s: Sentence, at: int) -> bool:
    end = phrase(s, at)
    return end > at and verb_group(s, end) is not None


def plain_verb(tag: str, word: str) -> tuple[str, str]:
    """The helper and base form that turn a finite verb into a question: "uses" → ("does", "use")."""
    lemma = base(word)
    if tag == "VBD":
        return "did", lemma
    if tag == "VBZ":
        return "does", lemma
    return "do", lemma


_LINKING = re.compile(r"(?:^|(?<= ))(?:also|thus|therefore|thereby|hence|even) ")
"""Words that tie a sentence to the one before it, which a question does not repeat."""


def inverted(c: Clause, subject: str | None = None) -> str:
    """The clause's verb group with its subject, put in the order of a question.

    "LibreChat benefits significantly" → "does LibreChat benefit significantly";
    "ML could optimize" → "could ML optimize"; "the bill is aimed" → "is the bill aimed".
    """
    return _LINKING.sub("", _inverted(c, subject))


def _inverted(c: Clause, subject: str | None) -> str:
    s = c.sentence
    name = c.subject_text if subject is None else subject
    first = c.verb_at
    word = s.at(first)
    before = s.words(c.group.start, first)
    copula = word.low in ("is", "are", "was", "were")
    helper = word.tag == "M" or copula or (word.low in ("has", "have", "had") and c.group.main > first)
    if word.low == "cannot":
        return _join("can", name, "not", before, s.words(first + 1, c.group.end))
    if helper:
        return _join(word.low, name, before, s.words(first + 1, c.group.end))
    if word.low in ("does", "do", "did") and c.group.main > first:
        return _join(word.low, name, before, s.words(first + 1, c.group.end))
    do, lemma = plain_verb(word.tag, word.text)
    return _join(do, name, before, lemma, s.words(first + 1, c.group.end))


def third_person(c: Clause) -> str:
    """The verb group as it stands after "What" or "Who": singular ("are" → "is", "form" → "forms")."""
    s = c.sentence
    first = c.verb_at
    word = s.at(first)
    singular = {"are": "is", "were": "was", "have": "has", "do": "does"}.get(word.low)
    if singular is None:
        singular = form(base(word.text), "VBZ") if word.tag == "VBP" else word.low
    return _LINKING.sub("", _join(s.words(c.group.start, first), singular, s.words(first + 1, c.group.end)))


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
