"""The answers of a week in two columns of the same height."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from curriculum.guides.ask import THINKING, Ask, content
from curriculum.guides.cues import Column
from curriculum.guides.halves import lettered
from curriculum.guides.measure import lines
from curriculum.guides.paper import Sheet
from curriculum.guides.personal import criterion
from curriculum.guides.selftest import SelfTest
from curriculum.guides.sentence import keyed, stopped
from curriculum.reading.episode import Episode, KeyPoint

SHORT = 200
"""Letters of a sentence of the notes that is printed beside an answer."""
WHOLE = "All that this point says:"
"""The key to what is asked of a whole point."""


class Place(NamedTuple):
    """Where an answer stands in the notes."""

    point: str
    """Its id; of what is no point, the id of the episode's first one."""
    number: int
    """Of the point in its episode; 0 for what is no point."""
    anchor: str = ""
    """Where the guide has it; "" when it is of an earlier week, or of no point."""
    episode: str = ""
    """Title of the episode."""


class Line(NamedTuple):
    """An answer, or the heading of those that follow."""

    text: str
    number: str = ""
    """Of the question; "" for a heading."""
    episode: str = ""
    """Id of the episode that answers; "" for a heading, and where two are compared."""
    anchor: str = ""
    """For a heading: where its questions stand."""
    after: str = ""
    """For a heading: what follows the page number."""
    quote: str = ""
    """The words of the notes."""
    parts: tuple[str, ...] = ()
    """The answer to each half of a question, or what each of two episodes says; then there is no ``text``."""
    open: bool = False
    """Whether other answers are as good."""
    places: tuple[Place, ...] = ()
    """Where the answer stands, when the number does not tell."""
    earns: str = ""
    """What its two points are for (``Ask.earns``); "" where it is worth one."""
    continued: bool = False
    """For a heading: whether it stands in the column before, too."""


class Notes(NamedTuple):
    """The points of a library, to say where an answer stands."""

    anchors: Mapping[str, str]
    """Point id → anchor, of the week's own points."""
    episodes: Sequence[Episode]
    """All of the library."""

    def places(self, ask: Ask) -> tuple[Place, ...]:
        """Where the answer of a question stands: one point, those that it compares, or the episode."""
        wanted = ask.places or (ask.point,)
        found = {}
        for episode in self.episodes:
            points = (*episode.points, *episode.takeaways)
            for number, point in enumerate(points, start=1):
                anchor = self.anchors.get(point.id, "")
                found[point.id] = Place(point.id, number, anchor, episode.title)
            if points and not ask.point and episode.id == ask.episode:
                found[""] = found[points[0].id]._replace(number=0, anchor="")
        return tuple(found[id] for id in wanted if id in found)

    def quoting(self, ask: Ask) -> tuple[Place, ...]:
        """Where the words stand that an answer quotes: no point is named that does not say them.

        A writer may support a question by words from anywhere in the episode.
        """
        places = self.places(ask)
        episode = next((one for one in self.episodes if one.id == ask.episode), None)
        if not episode or not ask.point or ask.places:
            return places
        points = (*episode.points, *episode.takeaways)
        saying = [number for number, point in enumerate(points, start=1) if _says(point, ask.quote)]
        if not saying:
            return self.places(ask._replace(point=""))
        if places and places[0].number in saying:
            return places
        return self.places(ask._replace(point=points[saying[0] - 1].id))


def _says(point: KeyPoint, quote: str) -> bool:
    """Whether a point has four in five of the words of a quotation."""
    said = content(quote)
    text = " ".join(text for one in point.whole() for text in (one.label, one.text))
    return len(said - content(text)) * 5 <= len(said)


def _new(quote: str, answer: str) -> str:
    """The short sentences of a quotation most of whose words the answer has not; "" for none."""
    said = content(answer)
    parts = (part for part in re.split(r"(?<=[.!?])\s+", quote) if 0 < len(part) <= SHORT)
    return " … ".join(part for part in parts if 2 * len(said & content(part)) < len(content(part)))


def _line(number: int, ask: Ask, notes: Notes) -> Line:
    """The answer of one question of the self-test."""
    line = Line(ask.answer, str(number), ask.episode, places=notes.places(ask), earns=ask.earns)
    if ask.personal:
        return line._replace(text=criterion(ask.question))
    if ask.places:
        return line._replace(parts=tuple(map(keyed, ask.quote.split("\n"))))
    if ask.kind in ("goal", "label") and ask.quote and ask.answer in ("", ask.quote):
        return _told(ask, line._replace(text="", quote=ask.quote, places=notes.quoting(ask)))
    if ask.kind == "choice":
        return line._replace(text=f"{ask.letter}: {stopped(ask.answer)}")
    if ask.kind in ("goal", *THINKING) and ask.answer:
        quote = _new(ask.quote, ask.answer)
        places = notes.quoting(ask) if quote else line.places
        return _told(ask, line._replace(quote=quote, open=True, places=places))
    return line._replace(text=keyed(ask.answer) or WHOLE)


def _told(ask: Ask, line: Line) -> Line:
    """An answer as it is printed: in two parts where its question asks two things."""
    parts = lettered(ask.question, line.text or line.quote)
    if parts:
        return line._replace(text="", quote="", parts=tuple(map(keyed, parts)))
    return line._replace(text=keyed(line.text), quote=keyed(line.quote))


def listed(
    columns: Sequence[tuple[str, str, Column]], test: SelfTest, notes: Notes, anchor: str
) -> tuple[Line, ...]:
    """Every answer, cues first, in the order in which they are asked.

    Args:
        columns: id, anchor and cues of each episode, in the order of the week.
        test: the self-test.
        notes: where the points stand.
        anchor: of the self-test.
    """
    found: list[Line] = []
    for id, page, column in columns:
        cued = list(_cued(column, id, notes))
        if cued:
            found += [Line("Cues of page", anchor=page, after=", by point"), *cued]
    if test.sections:
        found.append(Line("Self-test, page", anchor=anchor))
    found += [_line(item.number, item.ask, notes) for item in test.items]
    return tuple(found)


def _cued(column: Column, episode: str, notes: Notes) -> Iterator[Line]:
    """The answers of a column's questions, each with the number of the point that it stands at."""
    for cue in column.every:
        asked = cue.asked
        if asked and asked.answer:
            ask = Ask("", asked.text, asked.answer, episode, asked.point, asked.quote, asked.kind)
            yield _beside(cue.first, ask, asked.open, notes)
        elif cue.demand and not cue.demand.things:  # a list stands beside its blanks as it is asked
            yield Line(keyed(cue.demand.answer), str(cue.first), episode)


def _beside(number: int, ask: Ask, open: bool, notes: Notes) -> Line:
    """The answer of a question beside a point; it names its place where another point says it."""
    line = Line(ask.answer, str(number), ask.episode, open=open)
    if ask.personal:
        return line._replace(text=criterion(ask.question), open=False)
    places = notes.quoting(ask) if ask.quote else ()
    elsewhere = places if places and places[0].number and places[0].point != ask.point else ()
    return _told(ask, line._replace(places=elsewhere))


def _length(line: Line) -> str:
    """A text about as long as an answer with all that is printed beside it."""
    before = "One good answer: " if line.open else ""
    earns = "2 points for every side, 1 if one is missing." if line.earns else ""
    told = " ".join((line.text, line.quote, *line.parts))
    return f"{before}{told} {earns} {'p. 1·23, point 10; ' * len(line.places)}"


FULL = 0.85
"""Share of a page's height that two columns take at most, by the widths of their letters."""


def columns(answers: Sequence[Line], sheet: Sheet) -> tuple[tuple[Line, ...], ...]:
    """The answers in columns: two a page, those of the last page as even as can be; in one where the edition
    has no two.

    A heading never ends a column; one whose answers go on stands again. Headings take two baselines, answers
    as many as they have lines.
    """
    if sheet.edition.single:
        return (tuple(answers),)
    measure = ((sheet.width - 2 * sheet.gutter) / 2 - 2 * sheet.type.size) / sheet.type.size
    high = [lines(_length(line), measure, bold=False) if line.number else 2 for line in answers]
    most = int(FULL * sheet.height / sheet.type.lead)
    edges = [0]
    while edges[-1] < len(answers):
        start = edges[-1]
        ends = [end for end in range(start + 1, len(answers) + 1) if answers[end - 1].number]
        end = next((one for one in reversed(ends) if _split(answers, high, start, one)[1] <= most), ends[0])
        edges += [_split(answers, high, start, end)[0], end]
    return tuple(_column(answers, start, end) for start, end in pairwise(edges))


def _split(answers: Sequence[Line], high: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Where the second of two columns begins, and the lines of the longer one."""
    places = [place for place in range(start + 1, end) if answers[place - 1].number] or [end]
    return min(
        ((place, max(sum(high[start:place]), sum(high[place:end]))) for place in places),
        key=lambda split: split[1],
    )


def _column(answers: Sequence[Line], start: int, end: int) -> tuple[Line, ...]:
    """A column, with the heading that goes on in it."""
    column = tuple(answers[start:end])
    if start and column and column[0].number:
        head = next(line for line in reversed(answers[:start]) if not line.number)
        column = (head._replace(continued=True), *column)
    return column
