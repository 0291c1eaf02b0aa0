"""Chatter: what a chat assistant, an export or a newsletter says around notes, which is no part of them."""

import re
from functools import cache, lru_cache

from curriculum.reading.blocks import Block
from curriculum.reading.inline import plain
from curriculum.reading.tables import languages, table

RESIDUE = "residue"
"""The mark of a block of lines that ``residue`` took out of the text."""
_LONGEST = 90
"""Words; a longer paragraph says something of its own."""
_SIGNS = re.compile(r"^[^\w(\"“~<]+")
_CURLY = str.maketrans("’‘“”", "''\"\"")
_UNMARKED = str.maketrans("’‘“”", "''\"\"", "*_`[]")
_DRESS = re.compile("[’‘“”*_`\\[\\]]")
_WHOLE = 200
"""Characters; a longer line is no such line, a longer item no mere excuse."""
_LISTED = re.compile(r"\s*(?:[-*+>#|]|\d{1,3}[.)])")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The patterns of this name in the table and, where they have them, in those of other languages."""
    tables = [table("chatter"), *(table(f"sections/{code}").get("chatter", {}) for code in languages())]
    phrases = (phrase for found in tables for phrase in found.get(name, ()))
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


def _bare(text: str) -> str:
    """A text without marks and the signs before it, as the patterns expect it."""
    return _SIGNS.sub("", plain(text).translate(_CURLY))


def is_chatter(block: Block) -> bool:
    """Whether a part by itself greets, offers or excuses instead of saying what the episode says.

    A paragraph may do so, or a heading that only announces what was asked for.
    """
    if block.mark == RESIDUE:
        return True
    if (
        block.kind not in ("paragraph", "heading")
        or sum(len(line.text) for line in block.lines) > 12 * _LONGEST
    ):
        return False
    whole = block.text
    text = _bare(whole)
    if block.kind == "heading":
        return bool(_pattern("opens").match(text))
    return len(text.split()) <= _LONGEST and (
        any(_pattern(name).match(text) for name in ("opens", "closes", "notices"))
        or is_line(whole)
        or is_excuse(whole)
    )


@lru_cache(maxsize=4096)
def is_excuse(text: str) -> bool:
    """Whether an item's whole text says that there is nothing to say ("N/A", "No metrics shared")."""
    if len(text) > _WHOLE:
        return False
    shown = plain(text).translate(_CURLY).strip(" \t*_[]().!…") or text.strip()
    return bool(_pattern("excuses").fullmatch(shown))


def is_notice(text: str) -> bool:
    """Whether a text only says under which licence or with what reserve the notes are given."""
    return len(text) <= 3 * _WHOLE and bool(_pattern("notices").match(_bare(text)))


def is_line(text: str) -> bool:
    """Whether a line is an assistant's or an export's own ("Thought for 12 seconds", a count of words)."""
    if len(text) > _WHOLE:
        return False
    shown = text.translate(_UNMARKED) if _DRESS.search(text) else text
    return bool(_pattern("lines").fullmatch(_SIGNS.sub("", shown).strip()))


def announces(text: str) -> bool:
    """Whether a line that is no item only announces what follows ("Here is your summary:")."""
    return (
        len(text) <= 2 * _WHOLE
        and text.rstrip(" *_").endswith((":", "："))
        and not _LISTED.match(text)
        and bool(_pattern("opens").match(_bare(text)))
    )
