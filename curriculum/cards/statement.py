"""One sentence of an episode, with its place in the notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from curriculum.cards.cast import Cast
from curriculum.cards.names import texts
from curriculum.cards.sentence import split
from curriculum.reading.episode import Episode, KeyPoint, SubPoint

LONGEST = 2_000
"""Characters; a longer sentence is none that a rule could read. The longest we know has 1,354."""


@dataclass(frozen=True)
class Statement:
    """A sentence of the notes, exactly as they have it."""

    episode: Episode
    point: KeyPoint | None
    """None for the introduction."""
    label: str
    """The point's label."""
    sublabel: str
    """The label of the line itself, when it is a labelled sub-point; else ""."""
    line: int
    quote: str
    """The sentence exactly as the notes have it."""
    cast: Cast
    place: str
    """Where it stands: ``point``, ``takeaway`` or ``introduction``."""
    opens: bool = True
    """Whether nothing before it belongs to it: the first sentence of a point or of a labelled line."""
    labelled: int = 0
    """How many lines of the point have labels of their own."""

    @property
    def term(self) -> str:
        """What the sentence's own line names before it tells of it: its label; "" when it has none."""
        own = self.sublabel or (
            self.label if self.point and self.line in (self.point.line, self.point.text_line) else ""
        )
        return own.strip(" :.*") if self.opens else ""

    @property
    def endless(self) -> bool:
        """Whether the sentence is too long to be read: no rule looks at it."""
        return len(self.quote) > LONGEST


def state(episode: Episode, cast: Cast) -> tuple[Statement, ...]:
    """Every sentence of the introduction, points and takeaways, in the order of the file."""
    return tuple(_Stating(episode, cast).all())


def by_point(told: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of each point, by its id; "" for those of the introduction."""
    groups: dict[str, list[Statement]] = {}
    for statement in told:
        groups.setdefault(statement.point.id if statement.point else "", []).append(statement)
    return groups


def common_words(episode: Episode) -> frozenset[str]:
    """The words that stand somewhere in the episode in lower case: no names, wherever they stand."""
    return frozenset(word for text in texts(episode) for word in re.findall(r"(?<![\w-])[a-z][\w-]+", text))


class _Stating:
    """One episode's statements in the making."""

    def __init__(self, episode: Episode, cast: Cast) -> None:
        self.episode, self.cast = episode, cast
        self.fresh = True

    def all(self) -> Iterator[Statement]:
        line = self.episode.source.line
        for paragraph in (text for text in self.episode.introduction.split("\n\n") if text.strip()):
            yield from self._passage(None, "", line, paragraph, "introduction")
        for place, points in (("point", self.episode.points), ("takeaway", self.episode.takeaways)):
            for point in points:
                self.fresh = True
                yield from self._point(point, point, place)

    def _point(self, point: KeyPoint, part: SubPoint, place: str) -> Iterator[Statement]:
        sublabel = "" if part is point or part.kind else part.label
        labelled = sum(bool(sub.label) and not sub.kind for sub in part.subpoints)
        if part.text:
            yield from self._passage(point, sublabel, part.text_line, part.text, place)
        for sub in part.subpoints:
            if sub.subpoints:
                yield from self._point(point, sub, place)
            elif sub.text:
                label = "" if sub.kind else sub.label  # "Problem", "Significance" are no terms
                yield from self._passage(point, label, sub.text_line, sub.text, place, labelled)

    def _passage(
        self, point: KeyPoint | None, sublabel: str, line: int, text: str, place: str, labelled: int = 0
    ) -> Iterator[Statement]:
        fresh = self.fresh or bool(sublabel) or point is None
        self.fresh = False
        for nth, span in enumerate(split(text)):
            yield Statement(
                episode=self.episode,
                point=point,
                label=point.label if point else "",
                sublabel=sublabel,
                line=line + text.count("\n", 0, span.start),
                quote=text[span.start : span.end],
                cast=self.cast,
                place=place,
                opens=nth == 0 and fresh,
                labelled=labelled,
            )
