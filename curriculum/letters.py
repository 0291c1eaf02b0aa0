"""Letters: one form of text, whichever editor and system saved it."""

import re
import unicodedata
from typing import Literal

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and marks of no width that only say where a line may break."""
_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_PILE = re.compile(r"([^\w\s\x00-\x7f]{31,})")
"""More marks upon one letter than any language has; composing them takes quadratic time."""
_FORMAT = re.compile("[\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters, line breaks, marks that turn the direction of what follows, halves of letters."""
_DASHES = re.compile(
    r"(?P<option>(?<!\S)(?:--|[\u2013\u2014])(?=\w))|[-\u2010-\u2015\u2212]{2,}|[\u2010-\u2015\u2212]"
)
"""Dashes of every make; that of an option such as ``--all`` is another than the hyphen of ``-a``."""
_TYPED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
    | {"\u2026": "..."}
)


def clean(text: str) -> str:
    """The text composed (NFC), with spaces for no-break ones and without invisible marks.

    Line ends stay. For everything that is read: episode files, settings, what somebody asks for.
    """
    if text.isascii():
        return text
    return _normalized("NFC", _NO_BREAK.sub(" ", _INVISIBLE.sub("", text)))


def is_line(text: str) -> bool:
    """Whether a text is one line that shows all it has: joiners of letters and of emoji are no signs by
    themselves."""
    return not _UNSEEN.search(text)


def decompose(text: str) -> str:
    """The text with every accent as a mark of its own (NFD), as some systems save it."""
    return text if text.isascii() else _normalized("NFD", text)


def _normalized(form: Literal["NFC", "NFD"], text: str) -> str:
    if not _PILE.search(text):
        return unicodedata.normalize(form, text)
    parts = _PILE.split(text)
    return "".join(
        part if place % 2 else unicodedata.normalize(form, part) for place, part in enumerate(parts)
    )


def fold(text: str) -> str:
    """The text as a plain typewriter has it, for comparison only: straight quotes, hyphens, single spaces.

    Two texts are folded alike when one is the other as an editor's autocorrection leaves it.
    """
    if text.isascii():
        if "-" not in text:
            return " ".join(text.split())
    else:
        text = _FORMAT.sub("", clean(text)).translate(_TYPED)
    return " ".join(_DASHES.sub(lambda dash: "--" if dash["option"] else "-", text).split())
