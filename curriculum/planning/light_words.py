"""Words that stand in texts on anything: they tell no two episodes apart."""

from functools import cache

from curriculum.reading.tables import table
from curriculum.reading.words import stem


@cache
def light() -> frozenset[str]:
    """The stems of the light words (``data/light_words.toml``)."""
    return frozenset(stem(word) for kind in table("light_words").values() for word in kind.split())
