"""Whether a card says what its words say: no more, nothing else, and nothing from elsewhere."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
    r"\b(?:not (?:only|just|merely|simply|necessarily|to mention)|whether or not|no matter)\b"
    r"|\b(?:not|cannot)\b(?=[^.;,]*\buntil\b)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"n't\b", re.IGNORECASE)
_JOINTS = re.compile(
    r"[;:]\s|\s[—–-]\s|, (?=(?:only )?\w+ing\b)"
    r"|, (?:but|whereas|while|and|so|yet|although|though|which|who)\b"
)


class Ground(NamedTuple):
    """What a card may be measured against."""

    quote: str
    """The whole sentences that its support stands in."""
    label: str
    """What the point is called."""
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
    foreign = _foreign(card.draft.answer, ground.quote)
    return f"The quoted words do not say “{foreign[0]}”." if foreign else ""


def answer_of_notes(card: Tried, ground: Ground) -> str:
    """Nearly all telling words of a longer answer stand somewhere in the notes of the episode."""
    foreign = [word for word in _foreign(card.draft.answer, ground.everything) if word not in table("asking")]
    most = len(telling_words(card.draft.answer)) / _ONE_IN
    return f"The notes do not say {_listed(foreign)}." if len(foreign) > most else ""


_ONE_IN = 8
"""Of so many telling words of a longer answer one may be the writer's own."""


def _foreign(text: str, within: str) -> list[str]:
    """The telling words of a text that another has not in any form."""
    told = forms(within)
    return [word for word in telling_words(text) if word not in table("light") and not _said(word, told)]


def _listed(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words[:3])


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
    """The names on the front are of these notes, and none stands where the quoted words have another one.

    What the whole episode is about may be named at any of its points.
    """
    everywhere = Counter(tokens(ground.everything))
    near, quoted = set(tokens(ground.near)), set(tokens(ground.quote))
    shown = set(tokens(f"{card.front} {card.draft.answer}"))
    others = [one for one in _names_in(ground) if not _any(shown, one)]
    rival = bool(others) and ground.quote.startswith(others[0]) and _theme(others[0], everywhere)
    for name in names(card.front):
        told = tokens(name)
        if not all(_has(everywhere, token) for token in told):
            return f"“{name}” is not in the notes of this episode."
        if _any(quoted, name):
            continue
        here = all(_has(near, token) for token in told)
        if rival or (others and not here and not _theme(name, everywhere)):
            return f"The quoted words are about “{others[0]}”, the card about “{name}”."
    return ""


def _theme(name: str, everywhere: Counter[str]) -> bool:
    return all(everywhere[token] + everywhere[f"{token}s"] >= _THEME for token in tokens(name))


_THEME = 3
"""Times that the notes have a name which the whole episode is about."""


def _names_in(ground: Ground) -> list[str]:
    """The names of the quoted words; their first one is a name if it is one elsewhere in the notes."""
    opening = ground.quote.split(maxsplit=1)[0].strip(" “\"'(‘[.,:;")
    known = re.sub(r"['’]s?$", "", opening)
    if known not in names(ground.everything) or stem(known.lower()) in _lower(ground.everything):
        return list(names(ground.quote))  # "Chapter 3" is no name where the notes have chapters
    return [known, *names(ground.quote)]


@lru_cache(maxsize=200)
def _lower(text: str) -> frozenset[str]:
    """The stems of the words that stand in a text without a capital."""
    return frozenset(stem(word) for word in re.findall(r"(?<![\w'’-])[a-z][\w'’-]*", text))


def _any(told: Collection[str], name: str) -> bool:
    return any(_has(told, token) for token in tokens(name))


def _has(told: Collection[str], token: str) -> bool:
    return token in told or token.removesuffix("s") in told or f"{token}s" in told


def _nothing_reversed(card: Tried, ground: Ground) -> str:
    """Where the words have one of two opposites, the card has not the other."""
    told, shown = forms(ground.near), forms(f"{card.front} {card.draft.answer}")
    quoted = forms(ground.quote)
    for one, other in opposites():
        for mine, theirs in ((one, other), (other, one)):
            if mine in shown and mine not in told and theirs in quoted and theirs not in shown:
                return f"The card has “{mine}” where the notes have “{theirs}”."
    return ""


_PREFIXES = ("non", "un", "in", "im", "ir", "dis", "anti")


def _no_prefix_lost(card: Tried, ground: Ground) -> str:
    """Where the words have "non-transient" or "unable", the card has not "transient" or "able" instead."""
    shown, quoted = _whole_words(f"{card.front} {card.draft.answer}"), _whole_words(ground.quote)
    for mine, theirs in ((shown, quoted), (quoted, shown)):
        for word in sorted(mine - theirs):
            for prefix in _PREFIXES:
                if f"{prefix}{word}" in theirs and f"{prefix}{word}" not in mine:
                    return f"The card or the notes have “{word}”, the other has “{prefix}{word}”."
    return ""


def _whole_words(text: str) -> frozenset[str]:
    """The words of a text, one with a denying prefix as one word: "non-transient" is "nontransient"."""
    return frozenset(
        re.sub(rf"^({'|'.join(_PREFIXES)})-(?=\w)", r"\1", word)
        for word in words(fold(text))
        if len(word) > _SHORT
    )


_SHORT = 3


def _nothing_denied(card: Tried, ground: Ground) -> str:
    """What the words deny, the card denies; what it denies, they deny."""
    shown = f"{card.front} {card.draft.answer}"
    said = forms(shown)
    mine, theirs = _denials(shown), _denials(ground.quote)
    for denial, following in _denials(clause_of(ground.quote, card.draft.answer, card.front)):
        if not mine and any(_said(word, said) for word in following):
            return f"The notes deny this (“{denial} …”), the card does not."
    denied = [word for _, following in mine for word in following]
    if mine and not theirs and not any(_opposed(word, ground.quote) for word in denied):
        return f"The card denies (“{mine[0][0]} …”) what the quoted words do not."
    other = forms(" ".join(word for _, following in theirs for word in following))
    if mine and theirs and denied and not any(_said(word, other) for word in denied):
        moved = [word for word in denied if _said(word, forms(ground.quote))]
        return f"The card denies “{moved[0]}”, the notes deny something else." if moved else ""
    return ""


def _nothing_stronger(card: Tried, ground: Ground) -> str:
    """What the words leave open, narrow down or only plan, the card does not say as a plain fact."""
    clause = clause_of(ground.quote, card.draft.answer)
    shown = set(words(f"{card.front} {card.draft.answer}"))
    for kind, said in (
        ("possible", "leave this open"),
        ("intended", "tell this as a plan"),
        ("narrowed", "limit this"),
    ):
        known = table(kind)
        found = _first(clause, kind)
        if found and not shown & (known | (table("possible") if kind == "intended" else frozenset())):
            return f"The notes {said} (“{found}”), the card does not."
    wide = next((word for word in words(f"{card.front} {card.draft.answer}") if word in table("always")), "")
    some = next((word for word in words(ground.quote) if word in table("sometimes")), "")
    if wide and some and not _said(wide, forms(ground.near)):
        return f"The notes say “{some}”, the card “{wide}”."
    return ""


def _first(clause: str, kind: str) -> str:
    """The first word of a table in a clause; plans are told with "to" behind: "plans to", "yet to"."""
    told = words(_SO_LATE.sub(" ", clause))
    for word, following in zip(told, [*told[1:], ""], strict=True):
        if word in table(kind) and (kind != "intended" or following == "to"):
            return word
    return ""


_SO_LATE = re.compile(r"\bonly (?:\w+ )?(?:in|on|since|after|until) (?:the )?(?=(?:[A-Z]\w+ )?\d)")
"""Not before, and no condition: "only reconnecting in the 1970s"."""


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


def _asked_of_quote(card: Tried, ground: Ground) -> str:
    """The quoted words speak of what the front asks, not only of the answer."""
    asked = [word for word in telling_words(card.front) if not _is_asking(word)]
    told = forms(f"{ground.label} {ground.quote}")
    if card.draft.kind == "question" and asked and not any(_said(word, told) for word in asked):
        return (
            f"The quoted words do not speak of {_listed(asked)}: they do not prove the answer by themselves."
        )
    return ""


def _is_asking(word: str) -> bool:
    return word in table("asking") or stem(word) in _stems(table("asking"))


def _question_said(card: Tried, ground: Ground) -> str:
    """Nearly all telling words of the front stand in the notes of the episode, and half at the point."""
    asking = table("asking")
    front = [
        word for word in telling_words(card.front) if word not in asking and stem(word) not in _stems(asking)
    ]
    everything, near = forms(ground.everything), forms(ground.near)
    foreign = [word for word in front if not _said(word, everything)]
    if len(foreign) > _FOREIGN * len(front) + 0.5:
        return f"The notes do not speak of {_listed(foreign)}."
    far = [word for word in front if not _said(word, near)]
    if len(far) > _FAR * len(front) + 0.5:
        return f"This point does not speak of {_listed(far)}."
    return ""


_FOREIGN, _FAR = 0.25, 0.4
"""Shares of the telling words of a front that may be no words of the episode, and none of the point."""


_CHECKS: tuple[Callable[[Tried, Ground], str], ...] = (
    answer_said, numbers_said, names_said, _nothing_reversed, _no_prefix_lost, _nothing_denied,
    _nothing_stronger, _bounds_kept, _question_said, _asked_of_quote,
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
    shares = [sum(_said(word, said) for word in telling_words(part)) for part in parts]
    best = max(shares)
    return parts[shares.index(best)] if shares.count(best) == 1 else quote


@lru_cache(maxsize=5_000)
def names(text: str) -> tuple[str, ...]:
    """The words of a text with a capital within a sentence, or among their letters."""
    found = []
    for match in re.finditer(r"[^\W_][\w’'&.-]*", text):
        word = match.group().rstrip(".-'’")
        before = text[: match.start()].rstrip(" “\"'(‘[")
        opens = not before or before[-1] in ".?!:\n"
        inner = any(char.isupper() for char in word[1:])
        if inner or (word[:1].isupper() and not opens and word != "I"):
            found.append(re.sub(r"['’]s?$", "", word))
    return tuple(found)


def telling_words(text: str) -> list[str]:
    """The words of a text that say something, as they stand, in parts where they are joined."""
    return [
        part
        for word in words(_expanded(text))
        for part in re.split(r"[-'](?=\w)", re.sub(r"'s?$", "", word))
        if part not in STOPWORDS and part not in ("", "s") and part not in table("denials")
    ]


def _expanded(text: str) -> str:
    """A text without contractions: "can't" is "can not"."""
    return _CONTRACTED.sub(" not", re.sub(r"\bcan't\b", "can not", fold(text)))


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
    return frozenset((bare, stem(bare), stem(base(bare)), _counted(bare)))


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
    longest = max(len(one), len(other))
    return (shared >= 6 and shared >= 0.7 * longest) or (shared >= 7 and shared >= 0.6 * longest)


def _denials(text: str) -> list[tuple[str, list[str]]]:
    """Each denial of a text with the telling words that follow it closely."""
    plain = _NOT_DENIED.sub(" ", _expanded(text))
    told = words(plain)
    return [
        (word, telling_words(" ".join(told[at + 1 : at + 1 + _NEAR])))
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
