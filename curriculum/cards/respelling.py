"""Corrected episodes: what a word stands for is decided before the correction, then names are respelt."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from curriculum.cards.cast import Cast, cast
from curriculum.cards.clause import clause
from curriculum.cards.names import known_names
from curriculum.cards.statement import Statement, common_words, is_loose, state, tagged
from curriculum.cards.unframe import unframe
from curriculum.reading.corrections import respelt
from curriculum.reading.episode import Episode
from curriculum.reading.language import ENGLISH
from curriculum.reading.library import Library


def statements(library: Library) -> Iterator[tuple[Episode, Iterable[Statement]]]:
    """Each episode of a library with its statements, in the order of the library.

    A correction may turn a name into another one that the rest of the episode is about; "the company" is
    still what it was in the words before the correction. A sentence that these words do not have keeps
    its pronouns as they are. An episode in another language has none: its sentences are not read.
    """
    english = [episode for episode in library.episodes if episode.language == ENGLISH]
    names = known_names(english)
    uncorrected = dict(library.written)
    before = known_names(uncorrected.get(episode.id, episode) for episode in english)
    for episode in library.episodes:
        written = uncorrected.get(episode.id)
        if episode.language != ENGLISH:
            yield episode, ()
        elif written is None:
            yield episode, state(episode, cast(episode, names), names)
        else:
            spell = partial(respelt, corrections=library.corrections, episode=written.id)
            yield episode, _respelt(episode, names, written, before, spell)


def _respelt(
    episode: Episode,
    names: frozenset[str],
    written: Episode,
    before: frozenset[str],
    spell: Callable[[str], str],
) -> Iterator[Statement]:
    told = cast(written, before)
    meant = dict(_placed(state(written, told, before)))
    known = _cast(told, spell)
    common = common_words(episode)
    for place, st in _placed(state(episode, known, names)):
        found = meant.get(place)
        if found is not None and spell(found.quote) == st.quote:
            text, speaker = spell(found.sentence.text), spell(found.speaker)
        else:
            bare = unframe(st.quote)
            text, speaker = bare.text, bare.speaker
        named, sentence = tagged(text, known, names, common)
        yield replace(
            st,
            sentence=sentence,
            clause=clause(sentence),
            speaker=speaker,
            opens_named=named,
            loose=is_loose(text),
        )


def _placed(found: Iterable[Statement]) -> Iterator[tuple[tuple[str, int, int], Statement]]:
    """Each statement with its section, its line, and which one of that line it is."""
    counts: dict[tuple[str, int], int] = {}
    for st in found:
        nth = counts.get((st.place, st.line), 0)
        counts[st.place, st.line] = nth + 1
        yield (st.place, st.line, nth), st


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
