"""Likeness: how near two spellings are, by letters and by sound."""

import unicodedata
from functools import lru_cache

from curriculum.reading.sound import sound


@lru_cache(maxsize=50_000)
def alike(a: str, b: str) -> bool:
    """Whether they have nearly the same letters, or the same sound with letters to match."""
    far, short = distance(a, b), min(len(a), len(b))
    same = same_sound(a, b)
    if short >= 5 and far <= 1:
        return same or short >= 6
    return (same and short >= 4 and 2 * far < max(len(a), len(b))) or (short >= 7 and far == 2)


@lru_cache(maxsize=50_000)
def loosely_alike(a: str, b: str) -> bool:
    """Whether they are alike enough where the same name stands beside both."""
    from rapidfuzz.distance import OSA

    one, other = sound(a), sound(b)
    far, short = distance(a, b), min(len(a), len(b))
    heard = one == other or (OSA.distance(one, other) <= 1 and min(len(one), len(other)) >= 2)
    return far <= max(1, short // 3) or (heard and 2 * far <= max(len(a), len(b)))


def closely_alike(a: str, b: str) -> bool:
    """Whether they are alike by one letter or by sound, as no pet name is (Charlie, Charles)."""
    return alike(a, b) and (same_sound(a, b) or distance(a, b) <= 1)


def opens_alike(a: str, b: str) -> bool:
    """Whether they have the same two first letters, and one sounds like the beginning of the other."""
    one, other = sorted((sound(a), sound(b)), key=len)
    return (
        a[:2].casefold() == b[:2].casefold()
        and len(one) >= 2
        and other.startswith(one)
        and len(other) - len(one) <= 1
        and min(len(a), len(b)) >= 4
    )


def same_sound(a: str, b: str, consonants: int = 2) -> bool:
    """Whether they sound the same, and have so many consonants at least that this says something."""
    return sound(a) == sound(b) and len(sound(a)) >= consonants


def distance(a: str, b: str) -> int:
    """How many letters are to be changed, accents and capitals aside."""
    from rapidfuzz.distance import OSA

    return OSA.distance(bare(a), bare(b))


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """A word without its accents and capitals."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    folded = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in folded if not unicodedata.combining(char))
