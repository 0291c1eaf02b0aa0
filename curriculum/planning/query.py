"""What somebody looks for, taken apart."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curriculum.planning.affinity import affinity_of_text, seeds_in
from curriculum.planning.forms import Phrase
from curriculum.planning.light_words import light
from curriculum.planning.search_forms import alike, framing
from curriculum.planning.text import TITLE, Weighted
from curriculum.planning.themes import Themes
from curriculum.reading.words import stems, words

CHILD = 0.6
"""A theme of a field counts so much when the field is asked for."""
SPOKEN = 0.3
"""A theme that the words only speak of counts so much; one that they name counts 1."""

LIGHT = 0.2
"""A word that stands in texts on anything, or frames a question, counts so much beside others."""

_PART = re.compile(r'(?<!\S)(-?)(?:["“]([^"”]*)["”]|(\S+))')


@dataclass(frozen=True)
class Thing:
    """One thing that is asked for: a word, or words that name it together."""

    forms: tuple[Phrase, ...]
    """The stems of each of its forms, as it was asked first."""
    weight: float
    """1, or less for a light word."""
    themes: frozenset[str]
    """Ids of the meant themes that it speaks of."""


@dataclass(frozen=True)
class Query:
    """The parts of a question to the library."""

    text: str
    """As it was asked."""
    stems: tuple[str, ...]
    """Each stem once, in order; those of quoted phrases too."""
    things: tuple[Thing, ...]
    """What the stems name, each once, in order."""
    phrases: tuple[tuple[str, ...], ...]
    """Quoted: these must occur, word for word."""
    without: tuple[tuple[str, ...], ...]
    """After a minus sign: these must not occur."""
    themes: Mapping[str, float]
    """Theme id → how surely it is meant, 0 to 1."""

    @classmethod
    def of(cls, text: str, themes: Themes) -> "Query":
        """Free words, a theme's id or title, ``"quoted phrases"``, ``-without``, in any mix."""
        plain: list[str] = []
        phrases: list[tuple[str, ...]] = []
        without: list[tuple[str, ...]] = []
        for minus, quoted, word in _PART.findall(text):
            phrase = tuple(stems(quoted or word))
            if minus and phrase:
                without.append(phrase)
            elif quoted and phrase:
                phrases.append(phrase)
            elif not minus:
                plain.append(word)
        rest = " ".join(plain)
        found = [*stems(rest), *(stem for phrase in phrases for stem in phrase)]
        # a question of nothing but small words ("it", "who") is still a question
        found = found or ([] if without else words(rest))
        meant = {} if phrases and not plain else _themes(rest, themes)
        forms = [*alike(found[: len(found) - sum(map(len, phrases))]), *((phrase,) for phrase in phrases)]
        things = _things(dict.fromkeys(forms), rest, meant, themes)
        return cls(text, tuple(dict.fromkeys(found)), things, tuple(phrases), tuple(without), meant)


def _things(
    forms: Iterable[tuple[Phrase, ...]], text: str, meant: Mapping[str, float], themes: Themes
) -> tuple[Thing, ...]:
    """The things of these forms; a name of a theme speaks of it with all its words."""
    said = [*seeds_in(tuple(stems(text)), themes)]
    named = {id for id, surety in meant.items() if surety > SPOKEN}
    weak = light() | framing()
    light_ones = {some for some in forms if weak.issuperset(some[0])}
    return tuple(
        Thing(
            some,
            LIGHT if some in light_ones and len(light_ones) < len(set(forms)) else 1.0,
            frozenset(named.union(*(ids & set(meant) for phrase, ids in said if set(phrase) & set(some[0])))),
        )
        for some in forms
    )


def _themes(text: str, themes: Themes) -> Mapping[str, float]:
    """Theme id → how surely the text means it."""
    scores = affinity_of_text([Weighted(TITLE, tuple(stems(text)))], themes)
    best = max(scores.values(), default=0.0)
    meant = {id: round(SPOKEN * score / best, 4) for id, score in scores.items() if score >= 0.5 * best}
    named = themes.named(text)
    if named:
        meant.update({child.id: CHILD for child in themes.children(named.id)})
        meant[named.id] = 1.0
    return meant


def queries(asked: str | Sequence[str], themes: Themes) -> tuple[Query, ...]:
    """One query a theme asked for."""
    return tuple(Query.of(text, themes) for text in ([asked] if isinstance(asked, str) else asked))
