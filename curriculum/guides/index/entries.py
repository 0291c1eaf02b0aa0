"""The index at the end of the whole curriculum: people, names, terms, and what headings name, with pages."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.guides.index.naming import Named, Naming
from curriculum.guides.index.places import Stand, phrase_of
from curriculum.guides.index.subjects import Subject, Subjects
from curriculum.planning.forms import Phrase
from curriculum.planning.recurring import LEAST
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library

COMMON = 3
"""What more than a third of the episodes, and more than so many, speak of tells none of them apart."""


class Entry(NamedTuple):
    """A line of the index."""

    words: str
    anchors: tuple[str, ...]
    """Where it stands, in the order of the pages."""
    letter: str
    """The letter it stands under; # for a digit or a sign."""


def entries(
    stands: Sequence[Stand],
    anchors: Mapping[str, str],
    terms: Iterable[str],
    library: Library,
    themes: Themes,
) -> tuple[Entry, ...]:
    """Every entry, by alphabet, accents folded.

    Args:
        stands: the points of the book and what else it prints, in the order of the pages.
        anchors: id of each of its episodes → where it begins.
        terms: what the notes define.
        library: the episodes, and which names are in doubt.
        themes: whose phrases are known to name something.
    """
    own = _own(stands)
    episodes = [library.episode(id) for id in anchors]
    naming = Naming(own, episodes, library)
    names = [Subject(one.words, phrase_of(one.plain), one.anchors, True) for one in naming.things()]
    taken = {one.phrase for one in names}
    subjects = Subjects(own, episodes, naming).found(terms, themes, library.episodes)
    found = [*names, *(one for one in subjects if one.phrase not in taken)]
    of_anchor = {stand.anchor: stand.episode.id for stand in stands if stand.point}
    most = max(COMMON, len(episodes) // 3)
    few = [one for one in found if len({of_anchor.get(anchor) for anchor in one.anchors} - {None}) <= most]
    lines = [(one.words, one.anchors) for one in _apart(few)]
    for person in naming.persons():
        lines.append((person.words, _in_order(person, episodes, anchors, stands)))
    return tuple(
        Entry(words.replace("'", "’"), places, _letter(words))
        for words, places in sorted(lines, key=lambda line: (_letter(line[0]), _folded(line[0]), line[0]))
    )


def _own(stands: Sequence[Stand]) -> list[Stand]:
    """The points without those that come again, word for word, from episode to episode."""
    having: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for stand in stands:
        having[tuple(stand.texts)].add(stand.episode.id)
    return [stand for stand in stands if not stand.point or len(having[tuple(stand.texts)]) < LEAST]


def _in_order(
    person: Named, episodes: Iterable[Episode], anchors: Mapping[str, str], stands: Sequence[Stand]
) -> tuple[str, ...]:
    """Where a person is named, and where a guest's episodes begin; a host's where nothing names them."""
    own = {anchors[one.id] for one in episodes if person.plain in one.guests}
    hosted = {anchors[one.id] for one in episodes if person.plain in one.hosts}
    found = own.union(person.anchors) or hosted
    rows = dict.fromkeys([*(stand.anchor for stand in stands), *anchors.values()])
    return tuple(anchor for anchor in rows if anchor in found)


def _apart(found: Sequence[Subject]) -> Iterator[Subject]:
    """Those that stand somewhere and that no other one makes superfluous.

    A heading's is superfluous where a longer one stands in all of its places, or a shorter one in more: of
    "synthetic data utilization" and "synthetic data" one is enough. Names and terms stay.
    """
    longer: dict[Phrase, list[Subject]] = defaultdict(list)
    for one in found:
        for part in set(_parts(one.phrase)) - {one.phrase}:
            longer[part].append(one)
    by_phrase = {one.phrase: one for one in found}
    for one in found:
        places = set(one.anchors)
        shorter = [
            by_phrase[part]
            for part in _parts(one.phrase)
            if 1 < len(part) < len(one.phrase) and part in by_phrase
        ]
        within = any(places <= set(other.anchors) for other in longer[one.phrase])
        beside = any(places < set(other.anchors) or other.is_term for other in shorter)
        if places and (one.is_term or not (within or beside)):
            yield one


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    for start in range(len(phrase)):
        yield from (phrase[start:end] for end in range(start + 1, len(phrase) + 1))


def _folded(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parted if not unicodedata.combining(char))


def _letter(words: str) -> str:
    first = _folded(words)[:1].upper()
    return first if first.isalpha() else "#"
