"""Real notes by other hands that two readers labelled, and how well reading agrees with them.

The labels are places in files that lie beside the repository, if they do (see labels/README.md).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.tables import key

LABELS = Path(__file__).parent / "labels"
NOTES = Path(__file__).resolve().parents[3] / "shared" / "notes"

needs_notes = pytest.mark.skipif(
    not NOTES.is_dir(), reason="the notes by other hands do not lie beside the repository"
)
"""Skips a test where those notes are not at hand: they are never part of the repository."""

_FREE_WORDS = frozenset("the a podcast show with and".split())
"""Words by which one name of a show may differ from another."""


class LabelledFile(NamedTuple):
    """A file and what each reader found in it."""

    path: Path
    author: str
    half: str
    readers: tuple[Sequence[dict[str, Any]], ...]


@dataclass
class Count:
    """How many of the labelled were found (``hit`` of ``wanted``), of how many given."""

    hit: int = 0
    wanted: int = 0
    given: int = 0

    def add(self, other: "Count") -> None:
        """Add another count to this one."""
        self.hit, self.wanted, self.given = (
            self.hit + other.hit,
            self.wanted + other.wanted,
            self.given + other.given,
        )

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found."""
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Share of what was given that is labelled."""
        return self.hit / self.given if self.given else 1.0


FIELDS = ("points", "quotes", "episodes", "title", "show", "people")


@dataclass
class Score:
    """The counts of one file or of many."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    missed: list[int] = field(default_factory=list)
    """First lines of labelled points that were not found."""
    wrong: list[int] = field(default_factory=list)
    """Lines of points given that no label agrees with."""

    def __getitem__(self, name: str) -> Count:
        return self.counts[name]

    def add(self, other: "Score") -> None:
        """Add another score to this one."""
        for name in FIELDS:
            self.counts[name].add(other[name])


def labelled_files(labels: Path = LABELS, notes: Path = NOTES) -> Iterator[LabelledFile]:
    """Every labelled file; raises ValueError when its bytes are not those that were labelled."""
    for table in sorted(labels.glob("*.json")):
        for name, entry in json.loads(table.read_text("utf-8")).items():
            path = notes / name
            if sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
                raise ValueError(f"{name} is not the file that was labelled")
            yield LabelledFile(path, table.stem, entry["half"], tuple(entry["readers"]))


def scored(file: LabelledFile, library: Library | None, notes: Path = NOTES) -> Score:
    """How the reading of one file (None: no episode was found) agrees with its readers, counts summed."""
    episodes = library.episodes if library else ()
    lines = file.path.read_text("utf-8").split("\n")
    within = file.path.relative_to(notes).as_posix()
    score = Score()
    for labels in file.readers:
        _score_points(score, labels, episodes)
        given = [quote.line for episode in episodes for quote in episode.quotes]
        wanted = [range(first, last + 1) for label in labels for first, last in label["quotes"]]
        score["quotes"].add(_claimed(given, wanted))
        score["episodes"].add(Count(int(len(episodes) == len(labels)), 1, 1))
        for label, episode in _paired(labels, episodes):
            _score_names(score, label, episode, [within, *lines])
    return score


def _claimed(given: Iterable[int], wanted: Sequence[range]) -> Count:
    free = list(wanted)
    count = Count(wanted=len(free))
    for line in given:
        count.given += 1
        found = next((place for place in free if line in place), None)
        if found is not None:
            free.remove(found)
            count.hit += 1
    return count


def _score_points(score: Score, labels: Sequence[dict[str, Any]], episodes: Sequence[Episode]) -> None:
    """A point given counts where its line lies in a labelled range that no other claims.

    One at an ``also`` line counts neither way, nor does then the label that names it, unless it is claimed.
    """
    free = [point for label in labels for point in label["points"]]
    count = Count()
    aside: list[dict[str, Any]] = []
    given = sorted(point.line for episode in episodes for point in (*episode.points, *episode.takeaways))
    for line in given:
        found = next((point for point in free if point["lines"][0] <= line <= point["lines"][1]), None)
        fair = next(
            (point for label in labels for point in label["points"] if line in point.get("also", ())), None
        )
        if found is not None and (fair is None or line == found["lines"][0]):
            free.remove(found)
            count.hit += 1
            count.given += 1
        elif fair is not None:
            aside.append(fair)
        else:
            count.given += 1
            score.wrong.append(line)
    missed = [point for point in free if not any(point is other for other in aside)]
    score.missed.extend(point["lines"][0] for point in missed)
    count.wanted = count.hit + len(missed)
    score["points"].add(count)


def _paired(
    labels: Sequence[dict[str, Any]], episodes: Sequence[Episode]
) -> Iterator[tuple[dict[str, Any], Episode | None]]:
    """Each labelled episode with the one that opens within its lines, else the one at the same place."""
    for number, label in enumerate(labels):
        inside = [
            episode
            for episode in episodes
            if any(first <= episode.source.line <= last for first, last in label["lines"])
        ]
        same = episodes[number] if len(episodes) == len(labels) else None
        yield label, inside[0] if inside else same


def _score_names(score: Score, label: dict[str, Any], episode: Episode | None, lines: Sequence[str]) -> None:
    for name in ("title", "show"):
        if label[name] is not None:
            said = _words(_text(label[name], lines))
            given = _words(getattr(episode, name) if episode else "")
            score[name].add(Count(int(given == said and bool(said)), 1, int(bool(given))))
    wanted = {_words(_text(place[:3], lines)) for place in label["people"]}
    given_people = {_words(name) for name in (*episode.hosts, *episode.guests)} if episode else set()
    score["people"].add(Count(len(wanted & given_people), len(wanted), len(given_people)))


def _text(place: Sequence[int], lines: Sequence[str]) -> str:
    line, first, end = place
    return lines[line][first:end]


def _words(text: str) -> tuple[str, ...]:
    """A name as it is compared: words without case, marks and what one may add or leave out."""
    return tuple(word for word in key(text).split() if word not in _FREE_WORDS)
