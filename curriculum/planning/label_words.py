"""Words that tell which labels and phrases name a matter (``data/label_words.toml``)."""

from functools import cache

from curriculum.reading.tables import table
from curriculum.reading.words import stem


@cache
def generic() -> frozenset[str]:
    """Words that name no matter when a label turns on them, singular."""
    return frozenset(table("label_words")["heads"].split())


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
