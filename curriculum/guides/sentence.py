"""A key as a sentence: it begins with a capital and ends with a stop."""

import re

from curriculum.reading.lexicon import dictionary
from curriculum.reading.words import STOPWORDS

SHORT = 4
"""Letters of a word that may be the name of a tool."""
_EXAMPLE = re.compile(r"^e\.g\.,? ")
_ENDS = (".", "!", "?", "…", ":")
_CLOSING = "”’\"')]»"


def keyed(text: str) -> str:
    """An answer with a capital and a stop; a short word that no dictionary has ("gcc") stays as it is."""
    text = _EXAMPLE.sub("For example, ", text)
    first = text.partition(" ")[0].strip(".,;:!?")
    word = len(first) > SHORT or first in STOPWORDS or first in dictionary()
    plain = first.replace("-", "").isalpha() and first.islower() and word
    return stopped(f"{text[0].upper()}{text[1:]}" if plain else text)


def stopped(text: str) -> str:
    """A text with a stop at its end, where there is none; "" for ""."""
    bare = text.rstrip(" ,;")
    return bare if not bare or bare.rstrip(_CLOSING).endswith(_ENDS) else f"{bare}."
