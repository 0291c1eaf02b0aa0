"""Words that stand in texts on anything: they tell no two episodes apart."""

from functools import cache

from curriculum.reading.tables import table
from curriculum.reading.words import stem


@cache
def light() -> frozenset[str]:
    """The stems of the light words (``data/light_words.toml``)."""
    return frozenset(stem(word) for kind in table("light_words").values() for word in kind.split())


@cache
def generic() -> frozenset[str]:
    """Words that name no matter when a label turns on them, singular (``data/generic_heads.toml``)."""
    return frozenset(table("generic_heads")["heads"].split())


@cache
def generic_stems() -> frozenset[str]:
    """Their stems."""
    return frozenset(map(stem, generic()))
