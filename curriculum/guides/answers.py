"""The answers of a week in two columns of the same height."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from curriculum.guides.asks import Asks
from curriculum.guides.match import Pair
from curriculum.guides.measure import lines
from curriculum.guides.paper import Sheet
from curriculum.reading.episode import Episode


class Line(NamedTuple):
    """An answer, or the heading of those that follow."""

    text: str
    number: str = ""
    """Of the question; "" for a heading."""
    anchor: str = ""
    """Where the answer stands in the guide, or the questions of a heading; "" for nowhere."""
    note: str = ""
    """The episode, when it is of an earlier week."""
    point: str = ""
    """The point it is of, when that is of an earlier week; "" for none."""


def listed(
    episodes: Sequence[tuple[str, Episode]],
    asked: Asks,
    pairs: Sequence[Pair],
    anchors: Mapping[str, str],
    titles: Mapping[str, str],
    test: str,
) -> tuple[Line, ...]:
    """Every answer, cues first, in the order in which they are asked.

    Args:
        episodes: anchor and episode, in the order of the week.
        asked: what is asked.
        pairs: the matching exercise.
        anchors: point id → anchor.
        titles: episode id → title, of the whole library.
        test: anchor of the self-test.
    """
    found: list[Line] = []
    for anchor, episode in episodes:
        cued = [
            Line(ask.answer, str(number))
            for number, point in enumerate((*episode.points, *episode.takeaways), start=1)
            for ask in asked.cues.get(point.id, ())
        ]
        if cued:
            found += [Line("Cues of page", anchor=anchor), *cued]
    found.append(Line("Self-test, page", anchor=test))
    found.append(Line("Compare with the key points.", "1"))
    if pairs:
        places = ", ".join(str(pair.place) for pair in pairs)
        found.append(Line(f"From the top, left column first: {places}.", "2"))
    numbers = {
        point.id: number
        for _, episode in episodes
        for number, point in enumerate((*episode.points, *episode.takeaways), start=1)
    }
    for number, ask in enumerate((*asked.test, *asked.earlier), start=3 if pairs else 2):
        note, point = ("", "") if ask.point in anchors else (titles.get(ask.episode, ""), ask.point)
        found.append(
            Line(
                ask.answer or f"See point {numbers[ask.point]},",
                str(number),
                anchors.get(ask.point, ""),
                note,
                point,
            )
        )
    return tuple(found)


def columns(answers: Sequence[Line], sheet: Sheet) -> tuple[tuple[Line, ...], ...]:
    """The answers in two columns as even as can be; in one when two would not fit on a page.

    A heading never ends a column. Headings take two baselines, answers as many as they have lines.
    """
    measure = ((sheet.width - 2 * sheet.gutter) / 2 - 2 * sheet.type.size) / sheet.type.size
    high = [
        lines(f"{line.text} {line.note[:32]} p. 1·23", measure, bold=False) if line.number else 2
        for line in answers
    ]
    total = sum(high)
    if sheet.edition.single or total / 2 * sheet.type.lead > 0.8 * sheet.height:
        return (tuple(answers),)
    best, least = len(answers), total
    for place in range(1, len(answers)):
        tallest = max(sum(high[:place]), sum(high[place:]))
        if answers[place - 1].number and tallest < least:
            best, least = place, tallest
    left, right = tuple(answers[:best]), tuple(answers[best:])
    if right and right[0].number:
        head = next(line for line in reversed(left) if not line.number)
        right = (head._replace(note="(continued)"), *right)
    return left, right
