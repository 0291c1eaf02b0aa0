"""Emoji as they are printed: outlines of our own font, among spaces of the text's font."""

import re
from collections.abc import Iterable

from curriculum.guides import fonts

_TONES = "\U0001f3fb-\U0001f3ff"
_KEY = re.compile("([0-9#*]?)[\ufe0e\ufe0f]?\u20e3")
_CHOSEN = re.compile("(?<=[\\x00-\u203b])[\ufe0e\ufe0f](?!\u20e3)")
_PICTURE = re.compile(
    f"(?<!\u200d)([\u203c-\u20e2\u2100-\ufdff\U0001f000-\U0001faff])(?<![{_TONES}])[\ufe0e\ufe0f]?+(?![\u200d{_TONES}\U000e0020-\U000e007f])"
)


def has_emoji(texts: Iterable[str]) -> bool:
    """Whether there is anything in these texts that ``outlined`` changes."""
    return any(not text.isascii() and outlined(text) != text for text in texts)


def outlined(text: str) -> str:
    """The text with every emoji marked as one, and nothing else.

    One that is not marked would be set in the emoji's font as text, and the space beside it too, which is
    as wide as an emoji there. Figures and signs that the text's font has stand in that; a key only around
    what keys have.
    """
    keyed = _KEY.sub(lambda match: match[1] and f"{match[1]}\ufe0f\u20e3", text)
    return _PICTURE.sub(_marked, _CHOSEN.sub("", keyed))


def _marked(match: re.Match[str]) -> str:
    return f"{match[1]}\ufe0f" if ord(match[1]) in fonts.emoji() else match[1]
