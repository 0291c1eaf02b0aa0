"""Pronouns, "the bill" and short names of people replaced by the names they certainly stand for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from curriculum.cards.cast import LAW, THING, Cast
from curriculum.cards.inflect import in_dictionary
from curriculum.cards.kind import organisation
from curriculum.cards.parse.clause import Clause
from curriculum.cards.parse.sentence import Instead, Sentence
from curriculum.cards.statement import Statement
from curriculum.cards.words import table
from curriculum.reading.lexicon import is_ordinary
from curriculum.reading.persons import FIRST_NAMES, is_particle

LONGEST = 8
"""Words of a name that still stands in a question in the place of a pronoun."""
_EMPTY = re.compile(
    r"^It (?:is|was|has been|will be|would be|may be|might be|seems|took|takes)\b"
    r"(?=.*\b(?:that|to|who|whom|whose|which|whether|why|how|when|where)\b)"
)
"""It may stand for what follows: "It is a myth that …"."""


class Before(NamedTuple):
    """The sentence before, as it was read."""

    sentence: Sentence
    main: Clause | None
    """None when its subject is not certain."""


def named(s: Sentence, st: Statement, names: frozenset[str], before: Before | None) -> Sentence:
    """The sentence with its names marked, and whatever certainly stands for a name said as that name.

    ``names`` are the words that library and episode treat as names; ``before`` is the sentence before in the
    same passage, None for the first.
    """
    marked = replace(s, names=frozenset(_names(s, st.cast, names)))
    found = [*_people(marked, st.cast), *_common(marked, st.cast)]
    taken = {at for span in found for at in range(span.start, span.end)}
    found += (span for span in _pronouns(marked, st, before) if span.start not in taken)
    return replace(marked, instead=tuple(sorted(found)))


def points_back(clause: Clause) -> bool:
    """Whether a clause's subject is, or belongs to, something that the card does not name."""
    s, subject = clause.sentence, clause.subject
    if any(span.start <= subject < span.end for span in s.instead):
        return False
    if s.low(subject) in table("pronouns"):
        return True
    covered = {at for span in s.instead for at in range(span.start, span.end)}
    said = (at for at in clause.subject_positions() if at not in covered)
    return any(s.low(at) in table("owning") and s.tag(at) in ("PRP$", "DT", "PDT") for at in said)


def _names(s: Sentence, cast: Cast, names: frozenset[str]) -> Iterator[int]:
    for at, token in enumerate(s.tokens):
        word = token.text
        if not word[:1].isupper() or word == "I":
            continue
        if s.tag(at) in ("DT", "IN", "CC", "PRP", "PRP$", "WRB") and s.tag(at + 1)[:2] != "CD":
            continue  # "The" and "In" at a start
        opens = at == 0 or s.tokens[at - 1].text in '“"‘(:'
        titled = (
            s.tag(at).startswith("NNP")
            and s.tag(at + 1).startswith("NNP")
            and s.tokens[at + 1].text[:1].isupper()
        )
        known = titled or word in names or word in cast.people or not (word[1:].islower() or len(word) == 1)
        if (
            known
            or word.lower() in table("peoples")
            or (token.tag in ("NNP", "NNPS") and not (opens and _ordinary(word)))
        ):
            yield at


def _ordinary(word: str) -> bool:
    return in_dictionary(word) or is_ordinary(word)


def _people(s: Sentence, cast: Cast) -> Iterator[Instead]:
    """A short name made whole where it stands alone: "Adam relied" → "Adam Majmudar relied"."""
    for at, token in enumerate(s.tokens):
        whole = cast.people.get(token.text)
        alone = not s.tag(at - 1).startswith("NNP") and not s.tag(at + 1).startswith("NNP")
        said = whole and any(word in s.text for word in whole.split() if word != token.text)
        if whole and alone and not said and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "poss"):
            yield Instead(at, at + 1, whole)
            return


def _common(s: Sentence, cast: Cast) -> Iterator[Instead]:
    """Common nouns that stand for the episode's own thing: "the bill", "the platform"."""
    for at in range(1, len(s.tokens)):
        noun = s.low(at)
        if s.low(at - 1) not in ("the", "this") or s.low(at + 1) in ("of", "that", "which", "for"):
            continue
        found = ""
        if noun in LAW:
            found = cast.law
        elif noun in THING:
            found = cast.things.get(noun, "")
        if found and found.removeprefix("the ") not in s.text:
            yield Instead(at - 1, at + 1, found)


def _pronouns(s: Sentence, st: Statement, before: Before | None) -> Iterator[Instead]:
    """The first pronoun that is a subject, or owns one, as the subject of the sentence before."""
    at = next(
        (at for at, token in enumerate(s.tokens) if token.low in ("it", "they", "he", "she", "its", "their")),
        None,
    )
    if at is None or _EMPTY.match(s.text):
        return
    word, owns = s.low(at), s.low(at) in ("its", "their")
    if not owns and s.dep(at) not in ("nsubj", "nsubjpass"):
        return
    if any(
        s.tag(other)[:2] == "NN" and s.dep(other) in ("nsubj", "nsubjpass", "dobj", "pobj")
        for other in range(at)
    ):
        return  # something nearer may be meant
    thing, many, person = _referent(st, before, word in ("they", "their"))
    if not thing or len(thing.split()) > LONGEST:
        return
    if word in ("he", "she"):
        if person:
            yield Instead(at, at + 1, thing)
        return
    if (word in ("they", "their")) != many or (person and not many):
        return
    said = f"{thing}{'’' if thing.endswith('s') else '’s'}" if owns else thing
    yield Instead(at, at + 1, said)


def _referent(st: Statement, before: Before | None, several: bool) -> tuple[str, bool, bool]:
    """What a pronoun at the start stands for, whether it is several, and whether it is a person.

    ``several`` says that the pronoun itself is in the plural.
    """
    if before is None:
        label = st.label.strip(" :.")
        words = label.split()
        if (
            st.opens
            and 1 <= len(words) <= 4
            and all(word[:1].isupper() and not in_dictionary(word) for word in words)
        ):
            return label, False, label in st.cast.people.values()
        return "", False, False
    c = before.main
    unnamed = c is not None and not c.renamed and before.sentence.low(c.subject) in table("pronouns")
    if c is None or c.negated or unnamed:
        return "", False, False
    s, text = before.sentence, c.subject_text()
    person = is_person(text, s, c.subject, st.cast)
    many = c.plural or any(s.low(at) == "and" for at in s.kids(c.subject, "cc"))
    rivals = any(
        s.tag(at)[:2] == "NN" and s.dep(at) in ("dobj", "attr", "pobj") and s.is_name(at) for at in c.tail()
    )
    if person and not many:
        return ("", False, False) if _others(before, c, text, st.cast) else (text, False, True)
    if many and not (several and (s.is_name(c.subject) or s.low(c.subject) in table("people"))):
        return "", False, False  # of "the prices" or "the mills" they may be somebody else
    if not many and SOMEBODY.search(s.low(c.subject)) and not c.renamed:
        return "", False, False  # a mill is meant, not who opened it
    return ("", False, False) if rivals and c.is_be else (text, many, False)


def _others(before: Before, c: Clause, text: str, cast: Cast) -> bool:
    """Whether the sentence names a person besides its subject: "he" may be either."""
    s, own = before.sentence, set(c.subject_positions())
    if any(name in s.text and name != text for name in cast.people.values()):
        return True
    heads = (at for at in s.names if at not in own and s.tokens[at].head not in s.names)
    said = ((at, s.say(place for place in s.under(at) if place in s.names and place <= at)) for at in heads)
    return any(is_person(name, s, at, cast) for at, name in said)


SOMEBODY = re.compile(r"(?:er|or|ist|ian|man|woman|child|king|queen|monk|nurse|boss|clerk|chief)$")
"""How nouns for people end, and some that are not people's."""


def is_person(text: str, s: Sentence, head: int, cast: Cast) -> bool:
    """Whether a phrase is somebody: a known person, a noun for people, or a name that the notes never show
    to be a company and whose clause does what only people do."""
    words = text.split()
    if "'" in text or "’" in text or not words:
        return False
    if words[-1] in cast.people or text in cast.people.values():
        return True
    if s.low(head) in table("people"):
        return True
    words = [word for word in words if not is_particle(word)]  # "Ferdinand de Lesseps"
    two = len(words) == 2 and all(word[:1].isupper() for word in words) and first_name(words[0])
    return bool(two) and not organisation(text, cast.told)


def labels_person(label: str, s: Sentence, root: int) -> bool:
    """Whether a line's label is somebody whom the line tells of: "Ada Clarke: Head of the York Guild"."""
    words = label.split()
    name = 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)
    return name and (first_name(words[0]) or s.low(root) in table("offices"))


def first_name(word: str) -> bool:
    """Whether a word is a first name that many people have."""
    return word.lower() in FIRST_NAMES
