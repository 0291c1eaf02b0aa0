"""An assignment: the points of an episode that a writer is asked about."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from curriculum.cards.writer.proposal import Proposal
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.language import ENGLISH
from curriculum.reading.library import Library
from curriculum.reading.text_print import text_print

FEWEST_WORDS = 5
"""Words of a point below which there is nothing to ask: "npm installing"."""
_CARDS = 3
"""Cards that a point of the usual length may have."""
_USUAL, _MORE, _MOST = 150, 75, 12
"""Words of such a point; words for one card more; and the most cards of any."""


class Place(NamedTuple):
    """A point of the library, as writers know it."""

    id: str
    """Its name in what a writer is given: ``p-`` and six digits of a hash."""
    episode: Episode
    point: KeyPoint
    fingerprint: str
    """Of its text, as the notes have it before any correction."""

    @property
    def words(self) -> int:
        """How many words it has without its label."""
        return sum(len(passage.text.split()) for passage in self.point.passages())

    @property
    def most(self) -> int:
        """How many cards it may have: three, and more where the notes put much under one head."""
        return min(_MOST, _CARDS + max(0, self.words - _USUAL) // _MORE)


class Assignment(NamedTuple):
    """What a writer is asked about one episode."""

    episode: Episode
    asked: tuple[Place, ...]
    """The points to write about, in the order of the notes; the others are there to be read."""
    alone: bool = False
    """Whether it is a part of an episode that is too long to be given as a whole."""


def places(library: Library) -> tuple[Place, ...]:
    """Every point and takeaway of the library, in its order, each with a name of its own."""
    written = dict(library.written)
    found: list[Place] = []
    taken: dict[str, int] = {}
    for episode in library.episodes:
        before = _points(written.get(episode.id, episode))
        own = _points(episode)
        # a correction that makes other points of the lines leaves nothing to compare with
        for point, other in zip(own, before if len(before) == len(own) else own, strict=True):
            body = text_print(other)
            name = hashlib.sha256(f"{episode.id}\n{body}".encode()).hexdigest()[:6]
            taken[name] = taken.get(name, 0) + 1
            id = f"p-{name}" if taken[name] == 1 else f"p-{name}-{taken[name]}"
            found.append(Place(id, episode, point, body))
    return tuple(found)


def _points(episode: Episode) -> tuple[KeyPoint, ...]:
    return (*episode.points, *episode.takeaways)


def answered(proposals: Iterable[Proposal]) -> frozenset[str]:
    """The fingerprints of the texts that a writer has answered for, with cards or with none."""
    return frozenset(one.fingerprint for one in proposals if one.what in ("card", "none"))


def assign(
    found: Iterable[Place], proposals: Iterable[Proposal], episodes: Collection[str] | None = None
) -> tuple[Assignment, ...]:
    """What is still to be asked, by episode: points that nobody has answered for as they stand today.

    Left out are points of a few words and episodes in another language than English, whose cards no check
    of ours could judge. ``episodes`` limits it to the episodes with these ids.
    """
    known = answered(proposals)
    asked: dict[str, list[Place]] = {}
    for place in found:
        if place.fingerprint in known or place.words < FEWEST_WORDS or place.episode.language != ENGLISH:
            continue
        if episodes is None or place.episode.id in episodes:
            asked.setdefault(place.episode.id, []).append(place)
    return tuple(Assignment(group[0].episode, tuple(group)) for group in asked.values())


def parts(assignment: Assignment, cost: Mapping[str, int], room: int) -> Iterator[Assignment]:
    """The assignment in parts of which each asks about as many points as there is room for, at least one.

    ``cost`` is what each asked point takes, by its id, in the unit of ``room``.
    """
    part: list[Place] = []
    used = 0
    for place in assignment.asked:
        if part and used + cost[place.id] > room:
            yield assignment._replace(asked=tuple(part))
            part, used = [], 0
        part.append(place)
        used += cost[place.id]
    if part:
        yield assignment._replace(asked=tuple(part))
