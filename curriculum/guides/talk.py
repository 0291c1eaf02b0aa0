"""Sentences that tell of the talk itself, and not of its matter."""

from curriculum.reading.tables import table

FIRST = 3
"""Among so many words from the start the talk is named, if a sentence tells of it."""


def names_talk(sentence: str) -> bool:
    """Whether a sentence names the talk anywhere: "Since the tides turn, the podcast asks why"."""
    return not set(sentence.lower().split()).isdisjoint(table("guide_words")["talk"].split())


def tells_of_talk(sentence: str) -> bool:
    """Whether a sentence tells of the talk: "The discussion turns to tides"."""
    said = sentence.lower().split()[:FIRST]
    return not set(table("guide_words")["talk"].split()).isdisjoint(said)
