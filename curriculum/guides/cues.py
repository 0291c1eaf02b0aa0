"""The cue column of an episode: at most six questions, each beside the neighbours that it stands for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.study import Study
from curriculum.guides.ask import Ask
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.tables import table

MOST = 6
"""Questions of an episode, at most."""
SHARE = 4
"""Points that one question may stand for, where six questions reach that far."""


class Cue(NamedTuple):
    """What stands in the column beside a run of points."""

    question: str
    """Nothing ("") where none is known: then the label of its point is the hook."""
    kind: str
    """What the question is made of: ``card``, ``goal``, ``term``, or what a study question asks
    for (``why``, ``how``, ``compare``, ``object``, ``apply``); "" without one."""
    points: tuple[KeyPoint, ...]
    """Neighbours, in their order."""
    first: int
    """Number of the first of them on the page."""
    shares: bool = False
    """Whether its points carry their labels in the text, and the question alone stands in the column."""

    @property
    def last(self) -> int:
        """Number of the last of them."""
        return self.first + len(self.points) - 1

    @property
    def blanks(self) -> int:
        """How many things the question wants named: one line to write on for each; 0 when it does not say."""
        opening = [word for word in self.question.casefold().split()[:3] if word != "the"]
        if len(opening) < 2 or opening[0] not in ("which", "what", "name"):
            return 0
        return int(table("cues")["counts"].get(opening[1], 0))

    def whole(self, much: int) -> bool:
        """Whether its points stay on one page: what a question is answered from, to ``much`` letters."""
        letters = sum(len(passage.text) for point in self.points for passage in point.passages())
        return letters <= much and (bool(self.question) or len(self.points) == 1)

    @property
    def topic(self) -> str:
        """The heading that its points stand under."""
        return self.points[0].topic

    @property
    def label(self) -> str:
        """The label of the first of them, which is a hook where no question stands for them."""
        return self.points[0].label


class Column(NamedTuple):
    """The cues of an episode's page."""

    points: tuple[Cue, ...]
    takeaways: tuple[Cue, ...]

    @property
    def questions(self) -> frozenset[str]:
        """All that it asks."""
        return frozenset(cue.question for cue in (*self.points, *self.takeaways)) - {""}

    @property
    def asks(self) -> bool:
        """Whether any question stands in it."""
        return bool(self.questions)

    @property
    def hooks(self) -> bool:
        """Whether any label or heading stands in it."""
        return any(
            point.label or point.topic for cue in (*self.points, *self.takeaways) for point in cue.points
        )


class _Asked(NamedTuple):
    """A question that may stand beside a point."""

    text: str
    kind: str


_TIERS = (("goal",), ("term",))
"""Kinds for points that nothing better asks: what tests a goal, then what a term means."""
_WEAK = tuple(kind for tier in _TIERS for kind in tier)


def arrange(
    episode: Episode, asks: Mapping[str, Sequence[Ask]], terms: Sequence[Ask], study: Sequence[Study]
) -> Column:
    """The cue column of an episode.

    Args:
        episode: whose points are asked.
        asks: point id → questions of cards beside it.
        terms: cards of words to own; those of other episodes are passed over.
        study: study material; that of other episodes is passed over.
    """
    points = (*_worded(episode.points), *_worded(episode.takeaways))
    found = [_of_point(point, asks, terms, study) for point in points]
    chosen = _vary(_anchors(found), found)
    count = len(episode.points)
    limit = max(SHARE, -(-len(points) // MOST))
    return Column(
        _blocks(points, 0, count, chosen, limit), _blocks(points, count, len(points), chosen, limit)
    )


def _worded(points: Sequence[KeyPoint]) -> Iterator[KeyPoint]:
    """The points; one that has a label only says what its label says, unless the notes stop there."""
    for point in points:
        if point.label and not point.text and not point.subpoints and point is not points[-1]:
            point = point.model_copy(update={"text": point.label, "label": ""})
        yield point


def _of_point(
    point: KeyPoint, asks: Mapping[str, Sequence[Ask]], terms: Sequence[Ask], study: Sequence[Study]
) -> list[_Asked]:
    """All that could be asked beside a point, what is asked best first; nothing of a point that is empty."""
    if not point.text and not point.subpoints:
        return []
    own = [one for one in study if one.point == point.id]
    meant = [ask.question for ask in terms if ask.point == point.id]
    meant += [one.question for one in own if one.what == "term"]
    forms = table("cues")["forms"]
    found = [_Asked(ask.question, "card") for ask in asks.get(point.id, ())]
    found += [_Asked(one.question, one.kind or "why") for one in own if one.what == "question"]
    found += [_Asked(one.question, "goal") for one in own if one.what == "goal"]
    found += [_Asked(forms["term"].format(word), "term") for word in meant]
    return found


def _anchors(found: Sequence[Sequence[_Asked]]) -> list[int]:
    """The places of at most six points whose questions stand in the column, as even as can be."""
    strong = [place for place, asked in enumerate(found) if any(one.kind not in _WEAK for one in asked)]
    while len(strong) > MOST:
        strong.remove(_closest(strong))
    weak = [place for place, asked in enumerate(found) if asked and place not in strong]
    while weak and len(strong) < MOST:
        # into the longest run without a question
        best = max(weak, key=lambda place: (_alone(place, strong, len(found)), -place))
        weak.remove(best)
        strong = sorted((*strong, best))
    return strong


def _closest(places: Sequence[int]) -> int:
    """The place whose points a neighbour takes over with the least to carry."""
    ends = [*places[1:], places[-1] + SHARE]
    starts = [places[0] - SHARE, *places[:-1]]
    spans = zip(places, starts, ends, strict=True)
    return min(spans, key=lambda span: (span[2] - span[1], -span[0]))[0]


def _alone(place: int, chosen: Sequence[int], count: int) -> int:
    """How far the nearest chosen places on both sides of a place are apart."""
    before = max((one for one in chosen if one < place), default=-1)
    after = min((one for one in chosen if one > place), default=count)
    return min(place - before, after - place) * count + after - before


def _vary(places: Sequence[int], found: Sequence[Sequence[_Asked]]) -> dict[int, _Asked]:
    """Place → its question, of the kind that the fewest before it are of."""
    chosen: dict[int, _Asked] = {}
    kinds: list[str] = []
    for place in places:
        best = [one for one in found[place] if one.kind not in _WEAK]
        for tier in _TIERS:
            best = best or [one for one in found[place] if one.kind in tier]
        one = min(best, key=lambda asked: kinds.count(asked.kind))
        chosen[place] = one
        kinds.append(one.kind)
    return chosen


def _blocks(
    points: Sequence[KeyPoint], start: int, end: int, chosen: Mapping[int, _Asked], limit: int
) -> tuple[Cue, ...]:
    """The points from ``start`` to ``end`` as blocks: shared where every question then stands for few."""
    places = sorted(place for place in chosen if start <= place < end)
    edges = [start, *places[1:], end]
    if places and all(edges[n + 1] - edges[n] <= limit for n in range(len(places))):
        return tuple(
            Cue(
                chosen[place].text,
                chosen[place].kind,
                tuple(points[edges[n] : edges[n + 1]]),
                edges[n] + 1,
                shares=True,
            )
            for n, place in enumerate(places)
        )
    return tuple(_own(points, start, end, chosen))


def _own(points: Sequence[KeyPoint], start: int, end: int, chosen: Mapping[int, _Asked]) -> list[Cue]:
    """Each point by itself, but those without a label and a question of their own in a run of one topic."""
    found: list[Cue] = []
    for place in range(start, end):
        point, asked = points[place], chosen.get(place, _Asked("", ""))
        bare = not asked.text and not point.label
        before = found[-1] if found else None
        if before and bare and not before.question and before.topic == point.topic and not before.label:
            found[-1] = before._replace(points=(*before.points, point))
            continue
        found.append(Cue(asked.text, asked.kind, (point,), place + 1))
    return found
