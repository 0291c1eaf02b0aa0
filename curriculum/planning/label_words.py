"""Words that tell which labels and phrases name a matter (``data/label_words.toml``)."""

from functools import cache

from curriculum.reading.tables import table
from curriculum.reading.words import stem


@cache
def generic() -> frozenset[str]:
    """Words that name no matter when a label turns on them, singular."""
    return frozenset(table("label_words")["heads"].split())


def is_generic(word: str) -> bool:
    """Whether a word, in small letters, names no matter when a label turns on it: "future", "directions"."""
    if word.endswith("ies"):
        return f"{word[:-3]}y" in generic()
    return (word[:-1] if word.endswith("s") and not word.endswith("ss") else word) in generic()


@cache
def generic_stems() -> frozenset[str]:
    """Their stems."""
    return frozenset(map(stem, generic()))


@cache
def pointing() -> frozenset[str]:
    """Words with which a label tells something, or asks to do it."""
    return frozenset(table("label_words")["pointing"].split())


@cache
def no_nouns() -> tuple[str, ...]:
    """How words end that are hardly nouns."""
    return tuple(table("label_words")["no_nouns"].split())
