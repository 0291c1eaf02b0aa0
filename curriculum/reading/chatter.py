"""Chatter: what a chat assistant or a newsletter says around notes, which is no part of them."""

import re
from functools import cache

from curriculum.reading.blocks import Block
from curriculum.reading.inline import plain
from curriculum.reading.tables import table

_LONGEST = 90
"""Words; a longer paragraph says something of its own."""
_SIGNS = re.compile(r"^[^\w(\"“]+")


@cache
def _phrases() -> re.Pattern[str]:
    phrases = table("chatter")
    return re.compile("|".join((*phrases["opens"], *phrases["closes"])), re.IGNORECASE)


def is_chatter(block: Block) -> bool:
    """Whether a paragraph by itself greets, offers or excuses instead of saying what the episode says."""
    if block.kind != "paragraph" or sum(len(line.text) for line in block.lines) > 12 * _LONGEST:
        return False
    text = _SIGNS.sub("", plain(block.text)).replace("’", "'")
    return bool(_phrases().match(text)) and len(text.split()) <= _LONGEST
