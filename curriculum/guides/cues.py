"""The cue column of an episode: beside each point its question, or room for the learner to write one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from curriculum.cards.answering import wanted
from curriculum.cards.study import Study
from curriculum.guides.ask import THINKING, Ask, content
from curriculum.guides.demand import Demand, demands, named, says_kind
from curriculum.guides.label_question import label_question
from curriculum.planning.spellings import Spellings
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.tables import table

HEAD = 90
"""Letters of a line that may be the label of what stands below it, or share a row with its neighbours."""
STOPS = (".", "!", "?", "…")
"""End a sentence, which is no label of a list."""


class Question(NamedTuple):
    """A question that stands beside points, with its answer."""

    text: str
    kind: str
    """What it is made of: ``recall`` (a card), ``draft`` (a card that taste alone holds), ``goal``, ``term``,
    ``label`` (what its label asks by itself), or what a study question asks for (``why``, ``how``,
    ``compare``, ``object``, ``apply``)."""
    answer: str = ""
    point: str = ""
    """Id of the point that answers it."""
    quote: str = ""
    """The words of the notes that support the answer."""

    @property
    def things(self) -> int:
        """How many things it wants named ("Which two …"); 0 when it does not say."""
        return wanted(self.text)

    @property
    def open(self) -> bool:
        """Whether other answers are as good."""
        return self.kind in (*THINKING, "object")


class Cue(NamedTuple):
    """What stands in the column beside a point, or beside short lines that stand together."""

    points: tuple[KeyPoint, ...]
    """One, or neighbours in their order that are named together or have nothing to go by."""
    first: int
    """Number of the first of them on the page."""
    asked: Question | None = None
    """None where no question is known: then the label of its point is the hook."""
    demand: Demand | None = None
    """What is asked beside that label, or beside the heading that all of them stand under."""

    @property
    def last(self) -> int:
        """Number of the last of them."""
        return self.first + len(self.points) - 1

    @property
    def question(self) -> str:
        """What is asked; "" for nothing."""
        return self.asked.text if self.asked else self.demand.text if self.demand else ""

    @property
    def own(self) -> bool:
        """Whether the learner is to write the question: there is none, and the notes say something."""
        return not self.question and any(
            len(passage.text.split()) > 1 for point in self.points for passage in point.passages()
        )

    @property
    def blanks(self) -> int:
        """How many things are to be named: one line to write on for each; 0 when it does not say."""
        return self.asked.things if self.asked else self.demand.things if self.demand else 0

    @property
    def topic(self) -> str:
        """The heading that its points stand under."""
        return self.points[0].topic

    @property
    def label(self) -> str:
        """The label of its point."""
        return self.points[0].label


class Column(NamedTuple):
    """The cues of an episode's page."""

    points: tuple[Cue, ...]
    takeaways: tuple[Cue, ...]

    @property
    def every(self) -> tuple[Cue, ...]:
        """All of it."""
        return (*self.points, *self.takeaways)

    @property
    def asks(self) -> bool:
        """Whether any question stands in it."""
        return any(cue.question for cue in self.every)

    @property
    def hooks(self) -> bool:
        """Whether any label or heading stands in it."""
        return any(cue.label or cue.topic for cue in self.every)


_TIERS = (("goal",), ("term",), ("draft",))
"""Kinds for points that nothing better asks: what tests a goal, what a term means, a card of little taste."""
_WEAK = tuple(kind for tier in _TIERS for kind in tier)


def arrange(
    episode: Episode,
    asks: Mapping[str, Sequence[Ask]],
    terms: Sequence[Ask],
    study: Sequence[Study],
    others: Collection[tuple[str, str]] = (),
) -> Column:
    """The cue column of an episode.

    Args:
        episode: whose points are asked.
        asks: point id → questions of cards beside it.
        terms: cards of words to own; those of other episodes are passed over.
        study: study material; that of other episodes is passed over.
        others: point ids with what is asked of them elsewhere in the week, before reading or in the test.
    """
    quoted = {quote.point for quote in episode.quotes}
    told = [_unnamed(_untitled(point, episode.title)) for point in (*episode.points, *episode.takeaways)]
    count = len(episode.points)
    points = (*_worded(told[:count], quoted), *_worded(told[count:], quoted))
    chosen = _vary(
        [[one for one in _of_point(point, asks, terms, study) if not _again(one, others)] for point in points]
    )
    spans = ((0, count), (count, len(points)))
    known = Spellings(episode)
    return Column(*(tuple(_rows(points, *span, chosen, others, known)) for span in spans))


def _again(one: Question, others: Collection[tuple[str, str]]) -> bool:
    """Whether a question is asked elsewhere: in its words, or, if no card's, of its point in like ones."""
    mine = content(one.text)
    for point, text in others:
        theirs = content(text)
        like = 5 * len(mine & theirs) >= 4 * min(len(mine), len(theirs)) > 0
        if one.text == text or (point == one.point and like and one.kind not in ("recall", "term")):
            return True
    return False


def _untitled(point: KeyPoint, title: str) -> KeyPoint:
    """The point without a heading that only says the title again: "Summary: Tides of Fundy"."""
    heading = content(point.topic)
    again = 3 * len(heading & content(title)) >= 2 * len(heading)
    return point.model_copy(update={"topic": ""}) if heading and again else point


def _unnamed(point: KeyPoint) -> KeyPoint:
    """The point with a label that only says what kind of thing follows ("Opinion") before its text."""
    if not point.label or not point.text or not says_kind(point.label):
        return point
    return point.model_copy(update={"label": "", "text": f"{point.label.strip(' .:')}: {point.text}"})


def _worded(points: Sequence[KeyPoint], quoted: Collection[str]) -> Iterator[KeyPoint]:
    """The points; one that has a label only says what its label says, unless a quote backs it or the notes
    stop there. A short line over a quote, or over a list where no stop ends it, is the label of that."""
    for point in points:
        heads = point.id in quoted if not point.subpoints else not point.text.endswith(STOPS)
        said = bool(point.text or point.subpoints or point.id in quoted or point is points[-1])
        if heads and not point.label and point.text and len(point.text) <= HEAD:
            point = point.model_copy(update={"label": point.text, "text": ""})
        elif point.label and not said:
            point = point.model_copy(update={"text": point.label, "label": ""})
        yield point


def _of_point(
    point: KeyPoint, asks: Mapping[str, Sequence[Ask]], terms: Sequence[Ask], study: Sequence[Study]
) -> list[Question]:
    """All that could be asked beside a point, what is asked best first; nothing of a point that is empty."""
    if not point.text and not point.subpoints:
        return []
    own = [one for one in study if one.point == point.id]
    meant = [(ask.question, ask.answer) for ask in terms if ask.point == point.id]
    meant += [(one.question, one.answer) for one in own if one.what == "term"]
    form = table("cues")["forms"]["term"]
    found = [Question(ask.question, ask.kind, ask.answer, point.id) for ask in asks.get(point.id, ())]
    found += [
        Question(one.question, one.kind or "why", one.answer, point.id, one.quote)
        for one in own
        if one.what == "question"
    ]
    found += [
        Question(one.question, "goal", one.quote, point.id, one.quote) for one in own if one.what == "goal"
    ]
    return found + [Question(form.format(word), "term", meaning, point.id) for word, meaning in meant]


def _vary(found: Sequence[Sequence[Question]]) -> dict[int, Question]:
    """Place of a point → its question, of the kind that the fewest before it are of."""
    chosen: dict[int, Question] = {}
    kinds: list[str] = []
    for place, every in enumerate(found):
        best = [one for one in every if one.kind not in _WEAK]
        for tier in _TIERS:
            best = best or [one for one in every if one.kind in tier]
        if best:
            chosen[place] = min(best, key=lambda asked: kinds.count(asked.kind))
            kinds.append(chosen[place].kind)
    return chosen


def _rows(
    points: Sequence[KeyPoint],
    start: int,
    end: int,
    chosen: Mapping[int, Question],
    others: Collection[tuple[str, str]],
    known: Spellings,
) -> Iterator[Cue]:
    """Each point by itself, but together what a heading lists, and short lines with nothing to go by."""
    kinds: list[str] = []
    place = start
    while place < end:
        run = _run(points, place, end, chosen)
        short = tuple(takewhile(lambda point: len(point.text) <= HEAD and not point.subpoints, run))
        if listed := _listed(run, points[start:end]):
            cue = Cue(run, place + 1, demand=listed)
        elif short:
            cue = Cue(short, place + 1)
        else:
            cue = _single(points[place], place, chosen, kinds, others)
            cue = cue if cue.question else _labelled(cue, known, others)
        kinds.append(cue.demand.kind if cue.demand else "")
        place += len(cue.points)
        yield cue


def _listed(run: Sequence[KeyPoint], points: Sequence[KeyPoint]) -> Demand | None:
    """The demand to name the points of a run, where they are all that stands under their heading."""
    if not run or not run[0].topic or any(point.subpoints for point in run):
        return None
    whole = sum(point.topic == run[0].topic for point in points) == len(run)
    return named(run[0].topic, [point.text for point in run]) if whole else None


def _run(
    points: Sequence[KeyPoint], start: int, end: int, chosen: Mapping[int, Question]
) -> tuple[KeyPoint, ...]:
    """The points of one topic from ``start`` on that have neither label nor question."""
    place = start
    while (
        place < end
        and place not in chosen
        and not points[place].label
        and points[place].topic == points[start].topic
    ):
        place += 1
    return tuple(points[start:place])


def _single(
    point: KeyPoint,
    place: int,
    chosen: Mapping[int, Question],
    kinds: Sequence[str],
    others: Collection[tuple[str, str]],
) -> Cue:
    """A point by itself, with its question, or the demand of the kind that the fewest before it are of."""
    asked = chosen.get(place)
    said = {text for id, text in others if id == point.id}
    wanted = [] if asked else [one for one in demands(point) if one.about(point.label) not in said]
    demand = min(wanted, key=lambda one: kinds.count(one.kind)) if wanted else None
    return Cue((point,), place + 1, asked, demand)


def _labelled(cue: Cue, known: Spellings, others: Collection[tuple[str, str]]) -> Cue:
    """The cue with what its label asks by itself in the label's place; as it is where that asks nothing."""
    (point,) = cue.points
    asked = label_question(point.label, known) if cue.own else None
    if not asked or (point.id, asked.text) in others:
        return cue
    bare = point.model_copy(update={"label": ""})
    return cue._replace(points=(bare,), asked=Question(asked.text, "label", point=point.id))
