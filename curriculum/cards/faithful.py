"""Whether a card says what its words say: no more, nothing else, and nothing from elsewhere."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from curriculum.cards.inflect import base
from curriculum.cards.support import tokens
from curriculum.cards.tried import Tried
from curriculum.letters import fold
from curriculum.reading.words import STOPWORDS, stem, words

_NUMBER = re.compile(r"\d")
_ORDER = "zero one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: str(number) for number, word in enumerate(_ORDER.split())}
_NEAR = 4
"""Words behind a denial that it may be said of."""
_NOT_DENIED = re.compile(
    r"\b(?:not (?:only|just|merely|simply|necessarily|to mention)|whether or not|no matter)\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"n't\b", re.IGNORECASE)
_JOINTS = re.compile(r"[;:]\s|\s[—–-]\s|, (?:but|whereas|while|and|so|yet|although|though|which|who)\b")


class Ground(NamedTuple):
    """What a card may be measured against."""

    quote: str
    """The whole sentences that its support stands in."""
    near: str
    """What a question may take its names from: the point, title, people and introduction."""
    everything: str
    """All the notes of the episode."""


def faithful(card: Tried, ground: Ground) -> Iterator[str]:
    """Every reason why a card says something else than the words that it stands on."""
    for check in _CHECKS:
        if reason := check(card, ground):
            yield reason


def answer_said(card: Tried, ground: Ground) -> str:
    """Every telling word of the answer stands in the quoted sentences, in whatever form."""
    told = forms(ground.quote)
    for word in _telling(card.draft.answer):
        if not _said(word, told):
            return f"The quoted words do not say “{word}”."
    return ""


def numbers_said(card: Tried, ground: Ground) -> str:
    """The numbers of the answer stand in the quoted sentences, those of the question in the notes."""
    for text, within, where in (
        (card.draft.answer, ground.quote, "The quoted words do"),
        (card.front, ground.everything, "The notes of this episode do"),
    ):
        told = set(map(_counted, tokens(within)))
        for token in tokens(text):
            if _NUMBER.search(token) and _counted(token) not in told:
                return f"{where} not have “{token}”."
    return ""


def names_said(card: Tried, ground: Ground) -> str:
    """The names on the front stand at the point, in the title, the introduction or among the people."""
    near, everything = set(tokens(ground.near)), set(tokens(ground.everything))
    for name in names(card.front):
        for token in tokens(name):
            bare = token.removesuffix("s")
            if token in near or bare in near:
                continue
            if token in everything or bare in everything:
                return f"“{name}” stands in the notes, but not at this point."
            return f"“{name}” is not in the notes of this episode."
    return ""


def _nothing_reversed(card: Tried, ground: Ground) -> str:
    """Where the words have one of two opposites, the card has not the other."""
    told, shown = forms(ground.near), forms(f"{card.front} {card.draft.answer}")
    quoted = forms(ground.quote)
    for one, other in opposites():
        for mine, theirs in ((one, other), (other, one)):
            if mine in shown and mine not in told and theirs in quoted and theirs not in shown:
                return f"The card has “{mine}” where the notes have “{theirs}”."
    return ""


def _nothing_denied(card: Tried, ground: Ground) -> str:
    """What the words deny, the card denies; what it denies, they deny."""
    shown = f"{card.front} {card.draft.answer}"
    said = forms(shown)
    mine = _denials(shown)
    for denial, following in _denials(clause_of(ground.quote, card.draft.answer, card.front)):
        if not mine and any(_said(word, said) for word in following):
            return f"The notes deny this (“{denial} …”), the card does not."
    opposed = any(_opposed(word, ground.quote) for _, following in mine for word in following)
    if mine and not _denials(ground.quote) and not opposed:
        return f"The card denies (“{mine[0][0]} …”) what the quoted words do not."
    return ""


def _nothing_stronger(card: Tried, ground: Ground) -> str:
    """What the words leave open, narrow down or only plan, the card does not say as a plain fact."""
    clause = clause_of(ground.quote, card.draft.answer, card.front)
    shown = set(words(f"{card.front} {card.draft.answer}"))
    for kind, said in (
        ("possible", "leave this open"),
        ("intended", "tell this as a plan"),
        ("narrowed", "limit this"),
    ):
        known = table(kind)
        found = next((word for word in words(clause) if word in known), "")
        if found and not shown & (known | (table("possible") if kind == "intended" else frozenset())):
            return f"The notes {said} (“{found}”), the card does not."
    wide = next((word for word in words(f"{card.front} {card.draft.answer}") if word in table("always")), "")
    some = next((word for word in words(ground.quote) if word in table("sometimes")), "")
    if wide and some and not _said(wide, forms(ground.near)):
        return f"The notes say “{some}”, the card “{wide}”."
    return ""


def _bounds_kept(card: Tried, ground: Ground) -> str:
    """A number keeps what stands before it: "about", "at least", "up to"."""
    shown = set(words(f"{card.front} {card.draft.answer}"))
    for match in re.finditer(r"\d[\d.,]*", card.draft.answer):
        at = ground.quote.find(match.group())
        before = words(ground.quote[:at])[-3:] if at >= 0 else []
        bound = next((word for word in before if word in table("bounds")), "")
        if bound and not shown & table("bounds"):
            return f"The notes have “{bound}” before “{match.group()}”, the card does not."
    return ""


def _question_said(card: Tried, ground: Ground) -> str:
    """Nearly all telling words of the front stand in the notes of the episode, and half at the point."""
    asking = table("asking")
    front = [word for word in _telling(card.front) if word not in asking and stem(word) not in _stems(asking)]
    everything, near = forms(ground.everything), forms(ground.near)
    foreign = [word for word in front if not _said(word, everything)]
    if len(foreign) > _FOREIGN * len(front) + 0.5:
        return f"The notes do not speak of {' or '.join(f'“{word}”' for word in foreign[:3])}."
    far = [word for word in front if not _said(word, near)]
    if len(far) > _FAR * len(front) + 0.5:
        return f"This point does not speak of {' or '.join(f'“{word}”' for word in far[:3])}."
    return ""


_FOREIGN, _FAR = 0.25, 0.4
"""Shares of the telling words of a front that may be no words of the episode, and none of the point."""


_CHECKS: tuple[Callable[[Tried, Ground], str], ...] = (
    answer_said, numbers_said, names_said, _nothing_reversed, _nothing_denied, _nothing_stronger,
    _bounds_kept, _question_said,
)  # fmt: skip


@cache
def table(name: str) -> frozenset[str]:
    """The words of one entry of ``data/cards_faith.toml``."""
    return frozenset(_tables()[name].split())


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Every pair of opposites, as stems."""
    pairs = (line.split() for line in _tables()["opposites"].splitlines() if line.strip())
    return tuple((stem(one), stem(other)) for one, other in pairs)


@cache
def _tables() -> Mapping[str, str]:
    return tomllib.loads(files("curriculum.data").joinpath("cards_faith.toml").read_text("utf-8"))


@cache
def _stems(told: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, told))


def clause_of(quote: str, *shown: str) -> str:
    """The part of a sentence that the card is about: the one that shares the most words with it.

    The whole where two parts share as many.
    """
    parts = _JOINTS.split(quote)
    said = forms(" ".join(shown))
    shares = [sum(_said(word, said) for word in _telling(part)) for part in parts]
    best = max(shares)
    return parts[shares.index(best)] if shares.count(best) == 1 else quote


def names(text: str) -> tuple[str, ...]:
    """The words of a front with a capital within a sentence, or with a digit among letters."""
    found = []
    for match in re.finditer(r"[^\W_][\w’'&.-]*", text):
        word = match.group().rstrip(".-'’")
        before = text[: match.start()].rstrip(" “\"'(‘[")
        opens = not before or before[-1] in ".?!:"
        inner = any(char.isupper() for char in word[1:])
        if inner or (word[:1].isupper() and not opens and word != "I"):
            found.append(re.sub(r"['’]s?$", "", word))
    return tuple(found)


def _telling(text: str) -> list[str]:
    """The words of a text that say something, as they stand, in parts where they are joined."""
    return [
        part
        for word in words(fold(text))
        for part in re.split(r"[-'](?=\w)", re.sub(r"'s?$", "", word))
        if part not in STOPWORDS and part not in ("", "s")
    ]


@lru_cache(maxsize=5_000)
def forms(text: str) -> frozenset[str]:
    """The stems of a text's words and of their base forms; numbers as digits."""
    found: set[str] = set()
    for word in words(fold(text)):
        for part in (word, *re.split(r"[-'/](?=\w)", word)):
            found |= _forms(part)
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> frozenset[str]:
    bare = re.sub(r"'s?$", "", word)
    return frozenset((stem(bare), stem(base(bare)), _counted(bare)))


def _counted(token: str) -> str:
    return _COUNTS.get(token, token.replace(",", ""))


def _said(word: str, told: frozenset[str]) -> bool:
    """Whether a word stands in a text in some form: slept for sleep, validation for validate."""
    if not _forms(word).isdisjoint(told):
        return True
    return len(word) >= 7 and any(_akin(word, other) for other in told)


def _akin(one: str, other: str) -> bool:
    """Whether two words share so long a beginning that they are of one family."""
    shared = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return shared >= 6 and shared >= 0.7 * max(len(one), len(other))


def _denials(text: str) -> list[tuple[str, list[str]]]:
    """Each denial of a text with the telling words that follow it closely."""
    plain = _CONTRACTED.sub(" not", fold(_NOT_DENIED.sub(" ", fold(text))))
    told = words(plain)
    return [
        (word, [other for other in told[at + 1 : at + 1 + _NEAR] if other not in STOPWORDS])
        for at, word in enumerate(told)
        if word in table("denials")
    ]


def _opposed(word: str, quote: str) -> bool:
    """Whether the quoted words have the opposite of a word, which a denial of it may stand for."""
    told = forms(quote)
    mine = _forms(word)
    return any(
        (one in mine and other in told) or (other in mine and one in told) for one, other in opposites()
    )
