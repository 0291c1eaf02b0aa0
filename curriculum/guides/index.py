"""The index at the end of the whole curriculum: terms, people and phrases, with their pages."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from curriculum.guides.shared import Speech
from curriculum.reading.episode import Episode


class Entry(NamedTuple):
    """A line of the index."""

    words: str
    anchors: tuple[str, ...]
    """Where it stands, in the order of the pages."""
    letter: str
    """The letter it stands under; # for a digit or a sign."""


def entries(
    episodes: Sequence[tuple[str, Episode]], terms: Iterable[tuple[str, str]], speech: Speech
) -> tuple[Entry, ...]:
    """Every entry, by alphabet, accents folded.

    Args:
        episodes: each printed episode with its anchor, in the order of the pages.
        terms: the words to own, each with the anchor of its point.
        speech: which episodes of the library speak of which phrases.
    """
    found: dict[str, list[str]] = {}
    names: dict[str, str] = {}

    def add(words: str, anchor: str) -> None:
        key = words.casefold()
        names.setdefault(key, words)
        if anchor not in found.setdefault(key, []):
            found[key].append(anchor)

    for words, anchor in terms:
        add(words, anchor)
    anchors = {episode.id: anchor for anchor, episode in episodes}
    phrases = speech.index()
    for phrase in phrases:
        for id in anchors:  # in the order of the pages
            if id in phrases[phrase]:
                add(phrase, anchors[id])
    for anchor, episode in episodes:
        for person in (*episode.hosts, *episode.guests):
            add(person, anchor)

    return tuple(
        Entry(names[key], tuple(found[key]), _letter(key))
        for key in sorted(found, key=lambda key: (_letter(key), _folded(key), key))
    )


def _folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _letter(key: str) -> str:
    first = _folded(key)[:1].upper()
    return first if first.isalpha() else "#"
