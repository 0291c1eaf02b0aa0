"""Forms of English verbs: the base form of a word, and a base form put into another tense."""

from functools import lru_cache
from typing import Any

_BE = {"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be"}
_HAVE = {"has": "have", "had": "have", "having": "have"}
_DO = {"does": "do", "did": "do", "done": "do", "doing": "do"}
_OTHERS = {"mimicking": "mimic", "mimicked": "mimic", "panicking": "panic"}
_IRREGULAR = {**_OTHERS, **_BE, **_HAVE, **_DO}


def _lemminflect() -> Any:
    import lemminflect  # late: only when cards are written

    return lemminflect


@lru_cache(maxsize=50_000)
def base(verb: str) -> str:
    """The base form of a verb in any form: "revolutionized" → "revolutionize"."""
    word = verb.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    found = _lemminflect().getLemma(word, "VERB")
    return str(found[0]) if found else word


@lru_cache(maxsize=50_000)
def form(lemma: str, tag: str) -> str:
    """The base form ``lemma`` put into ``tag``: VBZ, VBD, VBG or VBN; "" when there is none."""
    if lemma == "be":
        return {"VBZ": "is", "VBD": "was", "VBG": "being", "VBN": "been"}[tag]
    found = _lemminflect().getInflection(lemma, tag)
    return str(found[0]) if found else ""


@lru_cache(maxsize=50_000)
def can_be_verb(word: str) -> bool:
    """Whether the dictionary knows ``word`` (in this form) as a verb."""
    return "VERB" in _lemminflect().getAllLemmas(word.lower())


@lru_cache(maxsize=50_000)
def can_be_base_verb(word: str) -> bool:
    """Whether ``word`` is a verb's base form: "craft", not "crafts"."""
    return word.lower() in _lemminflect().getAllLemmas(word.lower()).get("VERB", ())


@lru_cache(maxsize=50_000)
def in_dictionary(word: str) -> bool:
    """Whether the dictionary knows ``word`` at all; names are mostly unknown."""
    return bool(_lemminflect().getAllLemmas(word.lower()))
