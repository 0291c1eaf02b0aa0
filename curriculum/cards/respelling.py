"""Corrected episodes: what a word stands for is decided before the correction, then cards are respelt."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from curriculum.cards.cast import Cast, cast
from curriculum.cards.draft import Draft
from curriculum.cards.names import known_names
from curriculum.cards.statement import Statement, state
from curriculum.reading.corrections import respelt
from curriculum.reading.episode import Episode
from curriculum.reading.language import ENGLISH
from curriculum.reading.library import Library


class Reading(NamedTuple):
    """An episode's sentences, as they stand today and as they were before any correction."""

    episode: Episode
    statements: tuple[Statement, ...]
    """Of the notes as they are spelt today."""
    meant: tuple[Statement, ...]
    """The same before any correction; empty where the two cannot be told together."""
    names: frozenset[str]
    """The words that the library treated as names before any correction."""
    spell: Callable[[str], str]
    """Puts the words of a text right as the corrections did."""

    def respell(self, draft: Draft) -> Draft:
        """A draft of what was meant in today's spelling."""
        spell = self.spell
        return draft._replace(
            question=spell(draft.question),
            answer=spell(draft.answer),
            text=spell(draft.text),
            parts=tuple(map(spell, draft.parts)),
        )


def readings(library: Library) -> Iterator[Reading]:
    """Each episode of a library with its statements, in the order of the library.

    A correction may turn a name into another one that the rest of the episode is about; "the company" is
    still what it was in the words before the correction. An episode in another language has no statements:
    its sentences are not read.
    """
    english = [episode for episode in library.episodes if episode.language == ENGLISH]
    names = known_names(english)
    uncorrected = dict(library.written)
    before = (
        known_names(uncorrected.get(episode.id, episode) for episode in english) if uncorrected else names
    )
    for episode in library.episodes:
        written = uncorrected.get(episode.id)
        if episode.language != ENGLISH:
            yield Reading(episode, (), (), names, str)
        elif written is None:
            told = state(episode, cast(episode, names))
            yield Reading(episode, told, told, names, str)
        else:
            spell = partial(respelt, corrections=library.corrections, episode=written.id)
            yield _corrected(episode, written, before, spell)


def _corrected(
    episode: Episode, written: Episode, names: frozenset[str], spell: Callable[[str], str]
) -> Reading:
    known = cast(written, names)
    meant, told = state(written, known), state(episode, _cast(known, spell))
    alike = len(meant) == len(told) and all(
        spell(one.quote) == other.quote for one, other in zip(meant, told, strict=True)
    )
    return Reading(episode, told, meant if alike else (), names, spell)


def _cast(told: Cast, spell: Callable[[str], str]) -> Cast:
    return Cast(
        people={spell(short): spell(whole) for short, whole in told.people.items()},
        topic=spell(told.topic),
        law=spell(told.law),
        things={noun: spell(name) for noun, name in told.things.items()},
        thing=spell(told.thing),
        topics=tuple(spell(topic) for topic in told.topics),
        told=spell(told.told),
    )
