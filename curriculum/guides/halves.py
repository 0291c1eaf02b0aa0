"""Questions that ask two things: the words of the notes that answer each, and what cannot be answered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from curriculum.cards.doing import is_personal
from curriculum.cards.study import Study
from curriculum.guides.ask import content, halves
from curriculum.planning.label_words import generic_stems
from curriculum.planning.light_words import light
from curriculum.planning.text import SENTENCE, of_points
from curriculum.reading.episode import Episode, KeyPoint

COMMON = 3
"""A word that stands in more than one in so many points of an episode tells none of them."""
SHORT = 3
"""Words of a half that goes on with the other's: "… and to what end?"."""
_REASON = re.compile(r"\b(?:because|since|so that|in order to)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[:;])\s+")
_EACH = re.compile(r"\b(?:each|both|all) (?:of )?(?:the )?\w+\b", re.IGNORECASE)
_COURSE = re.compile(r"\bfrom\b.* to\b", re.IGNORECASE)
"""What asks for all that lies between two things."""
_POINTING = re.compile(r"\b(?:it|its|they|their|them|he|his|him|she|her|this|that|these|those)\b", re.I)


def fitted(study: Iterable[Study], episodes: Sequence[Episode]) -> tuple[Study, ...]:
    """The study material as the notes answer it.

    The words that a goal stands on get the other sentences of its point that say what its question names. A
    question that asks two things, of which the notes say one, asks for that alone, or is left out where it
    cannot be asked alone.
    """
    points = {point.id: (point, episode) for episode in episodes for point in of_points(episode)}
    found: list[Study] = []
    for one in study:
        if one.what in ("goal", "question") and one.point in points and not is_personal(one.question):
            found += _fitted(one, *points[one.point])
        else:
            found.append(one)
    return tuple(found)


def lettered(question: str, answer: str) -> tuple[str, ...]:
    """An answer in one part for each half of its question; () where its sentences do not divide so."""
    asked = halves(question)
    if len(asked) < 2:
        return ()
    for units in (SENTENCE.split(answer), _clauses(answer)):
        parts = _divided(asked, [unit for unit in units if unit])
        if parts:
            return parts
    return ()


def _divided(asked: Sequence[str], units: Sequence[str]) -> tuple[str, ...]:
    """The units in two runs, each with a half that it answers best; () where one half has none."""
    first, second = (_own(half, asked) for half in asked)
    for place in range(1, len(units)):
        before, after = " ".join(units[:place]), " ".join(units[place:])
        mine, theirs = content(before) & first, content(after) & second
        short = len(asked[1].split()) <= SHORT
        if mine and (theirs or short) and len(mine) >= len(content(after) & first):
            return before.rstrip(":;"), after
        if content(after) & first and content(before) & second and not mine and not theirs:
            return after, before.rstrip(":;")
    return ()


def _fitted(one: Study, point: KeyPoint, episode: Episode) -> Iterator[Study]:
    """A goal or a question as its point answers it; nothing where that has no half that stands alone."""
    said = sentences(point)
    if one.what == "goal":
        one = one.model_copy(update={"quote": _completed(one, said, _common(episode))})
    asked = halves(one.question)
    told = one.quote if one.what == "goal" else one.answer
    missing = [half for half in asked if not content(told) & _own(half, asked)]
    if len(asked) < 2 or not missing:
        yield one
        return
    short = asked[1] in missing and len(asked[1].split()) <= SHORT
    if short or len(missing) == len(asked):  # no word tells what answers which
        both = lettered(one.question, told) or (short and _REASON.search(told))
        yield one if both else one.model_copy(update={"question": asked[0]})
        return
    named = _own(missing[0], asked)
    more = next((part for part in said if 2 * len(content(part) & named) >= len(named)), "")
    if more and one.what == "question":
        yield one.model_copy(update={"answer": f"{told.rstrip('.')}. {more}"})
        return
    (alone,) = (half for half in asked if half not in missing)
    if alone == asked[0] or not _POINTING.search(alone):
        yield one.model_copy(update={"question": alone})


def sentences(point: KeyPoint) -> list[str]:
    """The sentences of a point in their order, the first of a part with the part's label before it."""
    found = []
    for part in point.whole():
        label = f"{part.label.strip(' .:')}: " if part.label and part is not point else ""
        for sentence in filter(None, SENTENCE.split(part.text)):
            found.append(f"{label}{sentence}")
            label = ""
    return found


def _completed(goal: Study, said: Sequence[str], common: frozenset[str]) -> str:
    """The words that a goal stands on, with the sentences that say what else its question names."""
    quoted = content(goal.quote)
    chosen = {place for place, one in enumerate(said) if _quotes(quoted, one.partition(": ")[2] or one)}
    if not chosen:
        return goal.quote
    if _EACH.search(goal.question) and len(said) > 1 and all(": " in one for one in said):
        return "; ".join(one.rstrip(".") for one in said) + "."
    named = content(goal.question).difference(common, generic_stems(), light())
    for place, one in enumerate(said):
        lacking = named - content(" ".join(said[at] for at in chosen))
        if place not in chosen and lacking & content(one):
            chosen.add(place)
    if _COURSE.search(goal.question):
        chosen = set(range(min(chosen), max(chosen) + 1))
    return " ".join(said[place] for place in sorted(chosen))


def _quotes(quoted: frozenset[str], sentence: str) -> bool:
    """Whether a quotation has four in five of the words of a sentence."""
    return 5 * len(content(sentence) - quoted) <= len(content(sentence))


@lru_cache(maxsize=512)
def _common(episode: Episode) -> frozenset[str]:
    """The words that too many points of an episode have."""
    points = [content(" ".join(sentences(point))) for point in of_points(episode)]
    every = frozenset().union(*points)
    return frozenset(word for word in every if COMMON * sum(word in one for one in points) > len(points))


def _own(half: str, asked: Sequence[str]) -> frozenset[str]:
    """The words of a half of a question that its other half has not."""
    return content(half).difference(*(content(other) for other in asked if other != half))


def _clauses(answer: str) -> list[str]:
    return [clause for sentence in SENTENCE.split(answer) for clause in _CLAUSE.split(sentence)]
