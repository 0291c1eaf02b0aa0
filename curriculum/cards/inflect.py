"""Forms of English verbs: the base form of a word, and a base form put into another tense."""

import re
import sys
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.abc import MetaPathFinder
from typing import Any

from curriculum.reading.lexicon import dictionary

_BE = {"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be"}
_HAVE = {"has": "have", "had": "have", "having": "have"}
_DO = {"does": "do", "did": "do", "done": "do", "doing": "do"}
_ENDINGS = ("s", "d", "n", "t", "g")
"""How verbs end that are no base form."""
_OTHERS = {"mimicking": "mimic", "mimicked": "mimic", "panicking": "panic"}
_IRREGULAR = {**_OTHERS, **_BE, **_HAVE, **_DO}


class _Without(MetaPathFinder):
    """Hides one package from what is imported meanwhile."""

    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname == self.package:
            raise ModuleNotFoundError(f"{fullname} is not wanted here", name=fullname)

    def __enter__(self) -> None:
        sys.meta_path.insert(0, self)

    def __exit__(self, *_: object) -> None:
        sys.meta_path.remove(self)


@cache
def _lemminflect() -> Any:
    with _Without("spacy"):  # it would load all of it, for a second, to offer what we do not use
        import lemminflect  # late: only when cards are written

    return lemminflect


@lru_cache(maxsize=50_000)
def base(verb: str) -> str:
    """The base form of a verb in any form: "revolutionized" → "revolutionize"."""
    word = verb.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    known = _kinds(word).get("VERB", () if word.endswith(_ENDINGS) else (word,))
    if known:
        return known[0]
    # the dictionary has been asked: asked again, lemminflect would read it a second time, for half a second
    found = _lemminflect().getAllLemmasOOV(word, "VERB").get("VERB")
    return str(found[0]) if found else word


@lru_cache(maxsize=50_000)
def form(lemma: str, tag: str) -> str:
    """The base form ``lemma`` put into ``tag``: VBZ, VBD, VBG or VBN; "" when there is none."""
    if lemma == "be":
        return {"VBZ": "is", "VBD": "was", "VBG": "being", "VBN": "been"}[tag]
    found = _lemminflect().getInflection(lemma, tag)
    return str(found[0]) if found else ""


def can_be_verb(word: str) -> bool:
    """Whether the dictionary knows ``word`` (in this form) as a verb."""
    return "VERB" in _kinds(word)


def can_be_base_verb(word: str) -> bool:
    """Whether ``word`` is a verb's base form: "craft", not "crafts"."""
    return word.lower() in _kinds(word).get("VERB", ())


def in_dictionary(word: str) -> bool:
    """Whether the dictionary knows ``word`` at all; names are mostly unknown."""
    return bool(_kinds(word))


def can_be_noun(word: str) -> bool:
    """Whether the dictionary knows ``word`` as a noun or not at all, as it does not know names."""
    found = _kinds(word)
    return not found or "NOUN" in found or "PROPN" in found


@lru_cache(maxsize=50_000)
def is_finite(word: str) -> bool:
    """Whether a word can be what somebody does or did: "closed", "is", "become"; not "rye" or "milling".

    Of a word in its base form only when it is no noun, too: "and become", not "and rest".
    """
    kinds = _kinds(word)
    if word.lower() in _BE or "AUX" in kinds:
        return word.lower() not in ("been", "being")
    if "VERB" not in kinds or word.lower().endswith("ing"):
        return False
    return not can_be_base_verb(word) or "NOUN" not in kinds


@lru_cache(maxsize=50_000)
def only_modifies(word: str) -> bool:
    """Whether a word can be an adjective or an adverb and nothing else: "efficient", "long-term"."""
    kinds = _kinds(word)
    return kinds.keys() <= {"ADJ", "ADV"} if kinds else _JOINED_ADJECTIVE.match(word.lower()) is not None


_JOINED_ADJECTIVE = re.compile(r"(?:long|short|high|low|near|mid|large|small|full|real|open|multi)-[a-z]+$")


def _kinds(word: str) -> Mapping[str, tuple[str, ...]]:
    """What the dictionary knows a word as (NOUN, VERB, ADJ, ADV, AUX), with its base forms as each."""
    return dictionary().get(word.lower(), {})
