"""Words to own: terms with what they mean, some of the meanings left for the learner to write."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from string import ascii_lowercase
from typing import NamedTuple

from curriculum.cards.study import Study
from curriculum.guides.ask import Ask
from curriculum.guides.turns import in_turn
from curriculum.reading.tables import table
from curriculum.reading.words import stems, words

MOST = 8
"""Words of a week."""
ALONE = 3
"""So many are worth a page that shows nothing else."""
BLANKS = ((6, 2), (3, 1))
"""Of so many words and more so many have no meaning beside them."""
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_OPENING = 4
"""A meaning says in so many words what kind of thing it tells of."""


class Word(NamedTuple):
    """A term and what it means."""

    term: str
    meaning: str
    point: str
    """Id of the point that explains it; "" for none."""
    letter: str = ""
    """Of the blank in the place of its meaning; "" when the meaning is printed."""


def own(terms: Sequence[Ask], study: Sequence[Study], blanks: int = 0) -> tuple[Word, ...]:
    """At most ``MOST`` words of a week by alphabet: writers' terms, then those of the cards.

    Only what is defined in the notes; no people and no firms.

    Args:
        terms: the terms that cards ask for.
        study: the study material of the week's episodes that ships.
        blanks: how many blanks have a letter already.
    """
    turns: dict[str, list[Word]] = {}
    seen: set[tuple[str, ...]] = set()
    for episode, word in (*_of_study(study), *_of_cards(terms)):
        name = tuple(stems(word.term))
        if name not in seen and not (_is_firm(word.meaning) or _is_circular(word)):
            seen.add(name)
            turns.setdefault(episode, []).append(word)
    chosen = sorted(islice(in_turn(turns.values()), MOST), key=lambda word: (word.term.casefold(), word.term))
    return _with_blanks(chosen, blanks)


def _of_study(study: Sequence[Study]) -> Iterator[tuple[str, Word]]:
    for one in study:
        if one.what == "term":
            yield one.episode, Word(one.question, one.answer, one.point)


def _of_cards(terms: Sequence[Ask]) -> Iterator[tuple[str, Word]]:
    for ask in terms:
        if _defines(ask):
            yield ask.episode, Word(ask.question, ask.answer, ask.point)


def _defines(ask: Ask) -> bool:
    """Whether the notes say what the term is: "X is …", "X means …", or the meaning after a label."""
    quote, meaning = ask.quote.casefold().strip(), ask.answer.casefold().strip()
    term = re.escape(ask.question.casefold())
    return quote.startswith(meaning) or bool(re.search(rf"\b{term}\W+(?:{_defining()})\b", quote))


def _is_circular(word: Word) -> bool:
    """Whether a meaning has all words of its term, and so explains none of them."""
    return set(stems(_BRACKETED.sub("", word.term))) <= set(stems(word.meaning))


def _is_firm(meaning: str) -> bool:
    """Whether a meaning tells what somebody is, or that it is a firm."""
    return not _people_and_firms().isdisjoint(words(meaning)[:_OPENING])


def _with_blanks(chosen: Sequence[Word], blanks: int) -> tuple[Word, ...]:
    """The words, some without their meaning: always the same ones, and not the first by alphabet."""
    count = next((count for least, count in BLANKS if len(chosen) >= least), 0)
    mixed = sorted(chosen, key=lambda word: hashlib.sha256(word.term.encode("utf-8", "replace")).digest())
    empty = [word for word in chosen if word in mixed[:count]]
    letters = dict(zip(empty, ascii_lowercase[blanks:], strict=False))
    return tuple(word._replace(letter=letters.get(word, "")) for word in chosen)


@cache
def _defining() -> str:
    return "|".join(table("guide_words")["defining"].split())


@cache
def _people_and_firms() -> frozenset[str]:
    return frozenset(f"{table('guide_words')['firms']} {table('people')['roles']}".split())
