"""Multiple choice: a card's answer among other answers of the week that are like it and not true of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.guides.ask import Ask, apart, content, same_words, tells
from curriculum.reading.persons import FIRST_NAMES
from curriculum.reading.words import STOPWORDS, stems, words

COUNT = 2
"""Choices of a self-test."""
FEWEST, MOST = 2, 3
"""Wrong options of a choice."""

_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.,]*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_JOINED = re.compile(r",|\b(?:and|or)\b")
_LONGEST = 8
"""Words of an option, at most."""


class Form(NamedTuple):
    """What an answer looks like; answers of one form can stand in one choice."""

    asked: str
    """The word its question begins with, when that tells more than the answer does: who, why, how, when."""
    figure: str
    """For an amount or a date: its unit with the figure taken out ("# percent", "####"); else ""."""
    name: str
    """``person`` or ``name`` when every word is written as a name, else ""."""
    joined: bool
    """Whether it is of several things."""
    lead: str
    """The small word it begins with: "by", "to"; "" for none."""


def option(answer: str) -> str:
    """The answer as an option: without its article, which another option may not have."""
    return _ARTICLE.sub("", answer, count=1) if _ARTICLE.match(answer) else answer


def _unit(answer: str) -> str:
    """An answer with its figures taken out; of a bare number, how many digits it has; "" without figures."""
    bare = _FIGURE.sub("#", answer).casefold()
    return "#" * len(answer) if bare == "#" else bare if "#" in bare else ""


def form(ask: Ask) -> Form:
    """What the answer of a question looks like."""
    plain = option(ask.answer)
    every = plain.split()
    head = next(iter(words(ask.question)), "")
    unit = _unit(plain)
    lead = every[0].lower() if every and every[0].lower() in STOPWORDS else ""
    named = [word for word in every if word.lower() not in STOPWORDS]
    name = ""
    if named and all(word[:1].isupper() for word in named):
        name = "person" if named[0].lower() in FIRST_NAMES else "name"
    return Form(
        head if head in ("who", "why", "how", "when", "where") and not unit else "",
        unit,
        name,
        bool(_JOINED.search(plain)),
        lead,
    )


def _near(one: str, other: str) -> bool:
    """Whether two options are about equally long."""
    few, many = sorted((len(one.split()), len(other.split())))
    short, long = sorted((len(one), len(other)))
    return many - few <= 1 + (many > 4) and long <= 2 * short


def _kin(ask: Ask, other: Ask) -> bool:
    """Whether two answers are of one kind: amounts of one unit, persons, names of one episode, things that
    one noun names, reasons or ways of one episode."""
    mine, theirs = form(ask), form(other)
    if mine != theirs:
        return False
    if mine.figure or mine.name == "person":
        return True
    if mine.name or mine.asked or mine.lead:
        return ask.episode == other.episode
    return stems(ask.answer)[-1:] == stems(other.answer)[-1:]


def misleads(ask: Ask, other: Ask) -> bool:
    """Whether the other answer can stand as a wrong option: like the right one, and not true as well.

    It is of the same kind and length, says as much of the question as the right one does, does not stand in
    the sentence that is asked, and its own sentence is not about what is asked.
    """
    right, wrong = option(ask.answer), option(other.answer)
    question, mine, theirs = (content(text) for text in (ask.question, right, wrong))
    if not mine or not theirs or mine <= theirs or theirs <= mine:
        return False
    if not _near(right, wrong) or not _kin(ask, other):
        return False
    if mine & question != theirs & question or (theirs & content(ask.quote)) - question - mine:
        return False
    return 2 * len(question & content(other.quote)) < len(question)


def _wrong(ask: Ask, pool: Sequence[Ask], others: Sequence[Ask]) -> tuple[Ask, ...]:
    """The answers that mislead, those of the same episode first; none that answers another question."""
    found: list[Ask] = []
    for other in sorted(pool, key=lambda other: other.episode != ask.episode):
        said = {option(one.answer).casefold() for one in (ask, *found)}
        told = any(tells(other.answer, one) for one in others)
        if not told and option(other.answer).casefold() not in said and misleads(ask, other):
            found.append(other)
    return tuple(found[:MOST])


def _of_terms(terms: Sequence[Ask]) -> list[Ask]:
    """Words to own, asked by what they mean; a name without what its brackets say."""
    found = []
    for term in terms:
        name = _BRACKETS.sub("", term.question).strip()
        plain = name[:1].lower() + name[1:] if name[1:] == name[1:].lower() else name
        found.append(term._replace(question=f"Which term means “{term.answer}”?", answer=plain))
    return found


def _among(ask: Ask, terms: Sequence[Ask]) -> tuple[Ask, ...]:
    """Other words to own as wrong options, those of the same episode first.

    A word that the meaning says is no give-away only where another option says it as well.
    """
    meaning, mine = content(ask.question), content(ask.answer)
    found = [
        other
        for other in sorted(terms, key=lambda other: other.episode != ask.episode)
        if not same_words(ask, other)
        and other.answer.casefold() != ask.answer.casefold()
        and content(other.answer) & meaning <= mine & meaning
        and _near(ask.answer, other.answer)
    ]
    shared = mine & meaning
    return tuple(found[:MOST]) if not shared or any(shared <= content(one.answer) for one in found) else ()


def _made(ask: Ask, wrong: Sequence[Ask]) -> Ask:
    """A question with its options by alphabet."""
    right = option(ask.answer)
    options = sorted((right, *(option(other.answer) for other in wrong)), key=str.casefold)
    return ask._replace(answer=right, options=tuple(options), kind="choice")


def choose(
    asks: Sequence[Ask], pool: Sequence[Ask], terms: Sequence[Ask], others: Sequence[Ask], spare: int = 99
) -> tuple[Ask, ...]:
    """Up to two questions as multiple choice, of different episodes where they can be.

    Args:
        asks: questions that the cards of the week ask.
        pool: whose answers may stand as wrong options.
        terms: words to own: they are asked by their meaning, among each other.
        others: what else the self-test asks.
        spare: how many answers of the pool may be used up: what an option says is not asked any more.

    Returns:
        The questions with three or four options by alphabet, none without at least two good wrong ones.
    """
    words = _of_terms(terms)
    made = [
        (ask, _wrong(ask, [other for other in (*pool, *words) if other.key != ask.key], others))
        for ask in asks
        if not ask.has_gap and len(ask.answer.split()) <= _LONGEST
    ]
    made += [(word, _among(word, words)) for word in words]
    free = [_made(ask, wrong) for ask, wrong in made if len(wrong) >= FEWEST]
    answers = {option(ask.answer) for ask in pool}
    taken: list[Ask] = []
    while len(taken) < COUNT:
        free = [
            ask
            for ask in free
            if len(answers.intersection(ask.options)) <= spare and apart(ask, (*others, *taken))
        ]
        if not free:
            break
        taken.append(min(free, key=lambda ask: sum(one.episode == ask.episode for one in taken)))
        spare -= len(answers.intersection(taken[-1].options))
    return tuple(taken)
