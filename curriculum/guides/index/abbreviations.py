"""Abbreviations with what the notes say they stand for: "Commonwealth Fusion Systems (CFS)"."""

import re
from collections.abc import Iterable, Mapping

_BRACKETED = re.compile(r"((?:[\w-]+ ){2,7})\(([A-Z]{2,7})s?\)")


def abbreviations(texts: Iterable[str]) -> Mapping[str, str]:
    """Abbreviation → the words before it in the text, whose first letters it has."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _BRACKETED.finditer(text):
            words = match[1].split()
            for start in range(len(words)):
                if _initials(words[start:]) == match[2]:
                    found.setdefault(match[2], " ".join(words[start:]))
    return found


def _initials(words: Iterable[str]) -> str:
    return "".join(part[0] for word in words for part in word.split("-") if part).upper()
