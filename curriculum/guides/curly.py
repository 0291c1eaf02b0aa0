"""Quotation marks and apostrophes as a printer sets them: “ ” ‘ ’ for the straight ones of a keyboard."""

import re
from typing import TypeVar

from curriculum.guides.respell import respell
from curriculum.value import Value

_STRAIGHT = re.compile("[\"']")
_CODE = re.compile(r"[={}<>;]\s*[\"']|[\"']\s*[={}<>;]")
"""A straight mark of a programming language stays."""
_OPENS = re.compile(r"(?<![^\s(\[{–—/“‘\"'-])([\"'])(?=[^\s])")
"""One that follows a space, a bracket or a dash …"""
_LEFT_OUT = re.compile(r"'(?=\d\d?s\b|(?:em|cause|til|tis|twas|n)\b)", re.IGNORECASE)
"""… but not where letters are left out: ’90s, ’em."""
_INCH = re.compile(r'(?<=\d)"')
_CURLED = TypeVar("_CURLED", bound=Value)


def curl(text: str) -> str:
    """A text with curly marks; itself where it has no straight ones, or is code."""
    if not _STRAIGHT.search(text) or _CODE.search(text):
        return text
    text = _LEFT_OUT.sub("’", text)
    if text.count('"') % 2:
        text = _INCH.sub("\N{DOUBLE PRIME}", text)
    text = _OPENS.sub(lambda mark: "“" if mark.group() == '"' else "‘", text)
    return text.replace('"', "”").replace("'", "’")


def curled(value: _CURLED) -> _CURLED:
    """The value with every text in it that says something set so."""
    return respell(value, curl)
