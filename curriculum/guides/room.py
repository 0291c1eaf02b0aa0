"""Where "Looking back" goes: under the self-test or under the answers, where there is room to write.

It never gets a page of its own. Heights are counted in baselines, as the stylesheets set them.
"""

from collections.abc import Sequence
from typing import Literal

from curriculum.guides.answers import Line
from curriculum.guides.asks import BLANK, Asks
from curriculum.guides.fit import lines
from curriculum.guides.match import Pair
from curriculum.guides.paper import Sheet

NEED = 4
"""Writing lines that make it worth while."""


def _left(high: float, sheet: Sheet) -> float:
    """What the last page of something ``high`` baselines high leaves, in points.

    Nothing when the last page has hardly begun: the estimate may be wrong by a line or two.
    """
    last = high * sheet.type.lead % sheet.height
    return sheet.height - last if last > 5 * sheet.type.lead else 0.0


def test_height(asked: Asks, pairs: Sequence[Pair], sheet: Sheet) -> float:
    """Height of the self-test, in baselines."""
    ems = sheet.width / sheet.type.size
    rule = sheet.rule / sheet.type.lead
    high = 0.0
    high += 4.5
    if pairs:
        high += 2.75 + 1.25 * ((len(pairs) + 1) // 2)
    for ask in (*asked.test, *asked.earlier):
        high += 0.5 + lines(ask.question, ems - 9, bold=False) + (0 if BLANK in ask.question else rule)
    return high + (2 if asked.earlier else 0) + 2


def shorten(asked: Asks, pairs: Sequence[Pair], sheet: Sheet) -> Asks:
    """The asks with as many questions on earlier weeks as leave the self-test on one page.

    All of them where the week's own questions take more than a page already.
    """
    page = sheet.height - 5 * sheet.type.lead  # the estimate may be wrong by some lines
    if test_height(asked._replace(earlier=()), pairs, sheet) * sheet.type.lead > page:
        return asked
    while test_height(asked, pairs, sheet) * sheet.type.lead > page:
        asked = asked._replace(earlier=asked.earlier[:-1])
    return asked


def answers_height(columns: Sequence[Sequence[Line]], sources: int, sheet: Sheet) -> float:
    """Height of answers, review dates and sources, in baselines; ``sources`` counts lines."""
    measure = sheet.width / 2 / sheet.type.size - 4
    tallest = max(
        (
            sum(
                lines(line.text + line.note[:32], measure, bold=False) if line.number else 1.5
                for line in column
            )
            for column in columns
        ),
        default=0,
    )
    return 2 + tallest + 3.5 + 1.25 + 5 * 1.5 + 0.5 + 1.35 * 8 + 1 + 3 + sources


def choose(test: float, answers: float, sheet: Sheet) -> Literal["test", "answers", ""]:
    """Under which of the two it goes; "" when neither has room."""
    need = 3.5 * sheet.type.lead + (NEED + 0.6) * sheet.rule
    if _left(test, sheet) >= need:
        return "test"
    if _left(answers, sheet) >= need + 6 * sheet.type.lead:  # many small parts: a rougher estimate
        return "answers"
    return ""
