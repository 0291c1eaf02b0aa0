"""Quotations with one kind of quotation mark, whatever the notes set them in."""

import re

_OPEN, _CLOSE = '“„«"', '”“»"'
_INNER = re.compile(r'[“„«]\s?([^“”„«»"]*?)\s?[”“»]|"([^“”„«»"]*)"')


def quoted(text: str) -> str:
    """The words between “ and ”, their own outer marks taken off, marks inside made single ones."""
    text = text.strip()
    while len(text) > 1 and _wrapped(text):
        text = text[1:-1].strip()
    text = _lone(text)
    inner = _INNER.sub(r"‘\1\2’", text)
    return f"“{inner}”"


def _wrapped(text: str) -> bool:
    """Whether one pair of marks stands around the whole text, and not around two parts of it."""
    if text[0] not in _OPEN or text[-1] not in _CLOSE:
        return False
    inside = text[1:-1]
    if text[0] == '"':
        return inside.count('"') % 2 == 0 and not ('"' in inside and _ends_early(inside))
    depth = 0
    for char in inside:
        depth += (char in "“„«") - (char in "”»")
        if depth < 0:
            return False
    return True


def _ends_early(inside: str) -> bool:
    """Whether the first straight mark inside closes a quotation: a letter or a stop stands before it."""
    before = inside[: inside.index('"')]
    return bool(before) and not before[-1].isspace() and before[-1] not in "(—–-"


def _lone(text: str) -> str:
    """The text without a straight mark at one end that has no partner."""
    if text.count('"') % 2 == 0:
        return text
    return text[1:].lstrip() if text.startswith('"') else text[:-1].rstrip() if text.endswith('"') else text
