"""Untitled: a name for an episode that has none, from its file's name or its text."""

import re
from collections import Counter
from collections.abc import Sequence

from curriculum.reading.file_names import plain_name

_HASH = re.compile(
    r"(?=\w*\d)[0-9a-f]{8,}|\d+|untitled|episodes?|notes?|podcasts?|new|file|document|text|draft|copy|export"
)
_RUN = re.compile(r"\b[A-Z][\w'’-]*[a-z][\w'’-]*(?:\s+[A-Z][\w'’-]*)+")
_TITLE_WORDS = 9


def title_of(name: str, guests: Sequence[str], about: str, labels: Sequence[str], said: str = "") -> str:
    """A title for an episode without one, the same for the same input.

    ``said``: what the file's name says of the title (see ``provenance``). A file name that says
    something; else the guest and the firm the text names most; else the first words of the text;
    else the first label; else the file name as it is.
    """
    stem = plain_name(name)
    stem = stem.rpartition(".")[0] or stem
    words = [word for word in re.split(r"[\W_]+", said or stem) if word]
    telling = [word for word in words if not _HASH.fullmatch(word.lower())]
    if telling:
        return _as_written(telling, about) if not said or said.islower() else said
    if guests:
        firm = _firm(about, guests)
        return f"{' and '.join(guests[:2])} of {firm}" if firm else " and ".join(guests[:2])
    text = about or next(iter(labels), "")
    opening = re.split(r"(?<=[.!?])\s|\n", text.strip())[0].split()
    start = " ".join(opening[:_TITLE_WORDS]).rstrip(".,;:")
    if start:
        return start + ("…" if len(opening) > _TITLE_WORDS else "")
    return stem.strip(" .") or "Untitled"


def _as_written(words: Sequence[str], about: str) -> str:
    """The words of a file name, spelt as the text spells them."""
    phrase = r"[\s_-]+".join(re.escape(word) for word in words)
    found = re.search(rf"\b{phrase}\b", about, re.IGNORECASE)
    if found and not found.group().islower():
        return found.group()
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _firm(about: str, guests: Sequence[str]) -> str:
    """The name in capitals that the text gives most often and that is no guest's, twice at least."""
    counted = Counter(
        run
        for run in _RUN.findall(about)
        if not any(part in guest.split() for guest in guests for part in run.split())
    )
    best = max(counted.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return best[0] if best[1] >= 2 else ""
