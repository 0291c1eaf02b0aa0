"""Lexicon: which words English knows, and which of them as names."""

from functools import cache, lru_cache
from math import exp
from typing import Any

_A_NAME = 0.08
"""From this share of its uses on, a word is a name too: Rose, Mark and Bill are, Apple and Hope hardly."""


@cache
def model() -> Any:
    """HanTa's model of English, loaded once."""
    from HanTa.HanoverTagger import HanoverTagger  # late: 0.1 s

    return HanoverTagger("morphmodel_en.pgz")


@lru_cache(maxsize=50_000)
def named_share(word: str) -> float | None:
    """How often a word of English is a name, as a share of its uses; None for a word the lexicon lacks.

    The lexicon is HanTa's: some 29,000 forms of newspapers and books, with what each was used as.
    """
    known = model()
    uses = known.cache.get(word.casefold())
    if not uses:
        return None
    chances = {kind: exp(chance) for kind, chance in uses}
    return float(chances.get(known.tag2int["NP0"], 0.0) / sum(chances.values()))


@lru_cache(maxsize=50_000)
def frequency(word: str) -> float:
    """The share of running English words that are this one, as HanTa's lexicon has it; 0 for one it lacks."""
    return sum(exp(chance) for _, chance in model().cache.get(word.casefold(), ()))


def is_known(word: str) -> bool:
    """Whether English knows the word, as a name or as any other."""
    return named_share(word) is not None


def is_ordinary(word: str) -> bool:
    """Whether English knows the word, and hardly as a name."""
    share = named_share(word)
    return share is not None and share < _A_NAME
