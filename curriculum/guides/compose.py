"""A week composed: each part laid out in the type of its edition, then bound with its page numbers.

A part begins on a page of its own and ends with more writing lines than its last page can hold; the
pages that hold nothing else are dropped. So the lines begin where the text ends and reach the foot of
every page, on any paper, without an estimate of any height. The numbers of the pages are known when
they are printed: the opening, which names them all, is laid out last.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from curriculum.guides import guide, pdf
from curriculum.guides.guide import Course
from curriculum.guides.pages import Part, WeekPages
from curriculum.guides.paper import Format

TRIES = 3
"""How often the parts may be laid out until the opening is as long as they expect."""


class Composed(NamedTuple):
    """A week laid out."""

    layout: pdf.Layout
    numbers: Mapping[str, str]
    """Anchor → the number of its page, as it is printed."""


class Unknown(dict[str, str]):
    """Page numbers before they are known: one that stands for any."""

    def __init__(self, like: str) -> None:
        self._like = like

    def __missing__(self, anchor: str) -> str:
        """The number that stands for any."""
        return self._like


class Press:
    """Lays out the weeks of a course; their styles are read once, and they share their fonts."""

    def __init__(self, course: Course, format: Format, fonts: Any) -> None:
        self.course = course
        self.format = format
        self.fonts = fonts
        self.styles = pdf.style(guide.styles(format), fonts)
        self._standing: dict[str, str] = {}
        """Point id → where it stands in the weeks composed so far, as it is printed."""
        self._expected = 0
        """Pages of the opening of the week before: the next one is expected to be as long."""

    def compose(self, week: WeekPages) -> Composed:
        """A week's pages; weeks come in their order, for each names pages of those before."""
        prefix = guide.prefix_of(self.course.outline, week.week)
        if not self._expected:  # a number as wide as a real one
            self._expected = _count(self._lay_out(week, week.opening, 1, Unknown(f"{prefix}22")))
        for _ in range(TRIES):
            start = 1 + self._expected
            numbers = {week.anchor: f"{prefix}1"}
            layouts = []
            for part in week.parts:
                layout = self._lay_out(week, part, start, numbers)
                for anchor, page in layout.anchors.items():
                    numbers[anchor] = f"{prefix}{start - 1 + page}"
                last = start - 1 + _count(layout)
                numbers.update(_ranges(layout, start - 1))
                layouts.append(layout)
                start = last + 1
            opening = self._lay_out(week, week.opening, 1, numbers)
            expected, self._expected = self._expected, _count(opening)
            if self._expected == expected:
                break
        for point, anchor in week.anchors.items():
            # a template of the user's own may have left the point out
            stands = numbers.get(anchor, numbers[week.anchor])
            self._standing[point] = f"Week {week.week.number}, p. {stands}"
        return Composed(pdf.bind([opening, *layouts]), numbers)

    def _lay_out(self, week: WeekPages, part: Part, start: int, numbers: Mapping[str, str]) -> pdf.Layout:
        """A part's own pages, the first of them numbered ``start``.

        A test that ends on a left-hand page is faced by a page for what was wrong, not by its answers.
        """
        html = guide.render_part(self.course, week, part, start, numbers, self._standing, self.format)
        layout = pdf.lay_out(html, self.fonts, self.styles)
        # a template of the user's own may have left out where a part ends: then every page is its own
        pages = layout.anchors.get(f"{part.anchor}end", _count(layout))
        if part.name == "test" and self.format.sheet.paper.duplex and (start - 1 + pages) % 2 == 0:
            return self._lay_out(week, part._replace(name="faced"), start, numbers)
        return pdf.keep(layout, pages)


def _ranges(layout: pdf.Layout, before: int) -> Mapping[str, str]:
    """``<anchor>to`` → the last page of what begins at an anchor, "–7", where it is another than the first.

    ``before`` are the pages of the week before this part.
    """
    found = {}
    for anchor, last in layout.anchors.items():
        first = layout.anchors.get(anchor.removesuffix("end"), last)
        if anchor.endswith("end"):
            found[f"{anchor.removesuffix('end')}to"] = f"–{before + last}" if last > first else ""
    return found


def _count(layout: pdf.Layout) -> int:
    """How many pages a layout has."""
    return len(layout.document.pages)


def compose(course: Course, weeks: Sequence[WeekPages], format: Format, fonts: Any) -> Iterator[Composed]:
    """The weeks laid out, one after the other.

    Raises:
        CurriculumError: a template has a mistake, or asks for something outside itself.
    """
    press = Press(course, format, fonts)
    for week in weeks:
        yield press.compose(week)
