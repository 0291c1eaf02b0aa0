"""Tables: the data files that say what words in notes mean."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_NOT_WORDS = re.compile(r"[^\w&]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans("łıøđ", "liod")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_LATIN = "\u024f"
"""The last letter of the alphabet that has accents to leave out."""
_NUMBERING = re.compile(r"(?:[\d\s]+|[一二三四五六七八九十]{1,3} )*")


def source(name: str) -> str:
    """The text of ``data/<name>.toml``."""
    return files("curriculum.data").joinpath(f"{name}.toml").read_text("utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of ``data/<name>.toml``."""
    return tomllib.loads(source(name))


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages besides English whose words are known (``data/languages.toml``)."""
    return tuple(code for code in table("languages") if code not in ("en", "english", "other"))


def spellings(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase as people type it: with its accents, without, and with ae, oe, ue for umlauts."""
    typed = key(phrase)
    if typed.isascii() or typed[0] > _LATIN:
        return (typed,)
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", typed.translate(_LETTERS)))
    others = (unicodedata.normalize("NFC", bare), typed.translate(_UMLAUTS))
    return tuple(
        dict.fromkeys((typed, *(name for name in others if name not in table("languages")["english"])))
    )


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """A heading or field name as tables compare it: lower case, words only, no numbering."""
    words = _NOT_WORDS.sub(" ", text.casefold().replace("'", "").replace("’", "")).replace("_", " ")
    return _NUMBERING.sub("", words, count=1).rstrip()
