"""Sound: a rough code of how a name is spoken, for names that a transcriber heard."""

import unicodedata
from functools import lru_cache

_STARTS = (
    ("kn", "n"),
    ("gn", "n"),
    ("pn", "n"),
    ("wr", "r"),
    ("ps", "s"),
    ("hua", "wa"),
    ("x", "s"),
    ("wh", "w"),
)
_GROUPS = (
    ("sch", "X"), ("tch", "X"), ("sh", "X"), ("ch", "X"), ("zh", "J"), ("ph", "f"), ("gh", ""), ("ck", "k"),
    ("dge", "J"), ("dgi", "J"), ("th", "t"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("qu", "kw"),
    ("x", "ks"),
)  # fmt: skip
_LETTERS = str.maketrans("bcdgqvzj", "pktkkfsJ")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The consonants of a word as they sound, in the manner of Lawrence Philips's Metaphone (1990).

    Voiced and unvoiced pairs (b/p, d/t, g/k, v/f, z/s) are one, since transcripts mix them up; a
    first vowel is ``A``, other vowels are dropped; doubles, also of a pair ("dt"), are single.
    """
    folded = unicodedata.normalize("NFKD", word.casefold())
    text = "".join(char for char in folded if char.isalpha() and not unicodedata.combining(char))
    for start, spoken in _STARTS:
        if text.startswith(start):
            text = spoken + text[len(start) :]
            break
    for letters, spoken in _GROUPS:
        text = text.replace(letters, spoken)
    text = text.translate(_LETTERS)
    code: list[str] = []
    for place, char in enumerate(text):
        if char in "aeiouy":
            letter = "A" if place == 0 else ""
        elif char in "hw":
            letter = char if place == 0 else ""
        else:
            letter = char
        if letter and not (code and code[-1] == letter and text[place - 1] == text[place]):
            code.append(letter)
    return "".join(code)
