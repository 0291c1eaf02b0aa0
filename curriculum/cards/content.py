"""The content words of a text, by their stems."""

from functools import lru_cache

from curriculum.reading.words import stems


@lru_cache(maxsize=50_000)
def content(text: str) -> frozenset[str]:
    """The stems of a text's content words; kept, since the same texts are compared again and again."""
    return frozenset(stems(text))
