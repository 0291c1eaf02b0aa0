"""A week composed: each part laid out in the first type in which it fits, then bound with its page numbers.

A part begins on a page of its own and ends with more writing lines than its last page can hold; the
pages that hold nothing else are dropped. So the lines begin where the text ends and reach the foot of
every page, on any paper, without an estimate of any height. The numbers of the pages are known when
they are printed: the opening, which names them all, is laid out last.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from curriculum.guides import estimate, guide, pdf
from curriculum.guides.guide import Course
from curriculum.guides.pages import Part, WeekPages
from curriculum.guides.paper import Format, Setting

TRIES = 3
"""How often the parts may be laid out until the opening is as long as they expect."""
LONG = 10
"""Pages of a part from which it is laid out once: a page less would save little."""


class Trial(NamedTuple):
    """A part laid out in a setting."""

    setting: Setting
    layout: pdf.Layout
    """Its own pages, and those that hold writing lines only."""
    pages: int
    """How many are its own."""
    end: float
    """How far down its last page its own content reaches, in points from the top of the text area."""


class Composed(NamedTuple):
    """A week laid out."""

    layout: pdf.Layout
    numbers: Mapping[str, str]
    """Anchor → the number of its page, as it is printed."""


def ladder(part: Part, format: Format) -> tuple[Setting, ...]:
    """The settings to try, the best first."""
    types = format.sheet.edition.types
    if part.name == "answers":
        types = types[min(2, len(types) - 1) :]  # they are looked up, not read
    whole = tuple(Setting(type_) for type_ in types)
    if part.name in ("opening", "test"):
        return (Setting(types[0], lines=2), *whole)
    if part.name in ("fits", "answers") or (part.episode and part.episode.episode.summary):
        return (*whole, *(Setting(type_, bare=True) for type_ in types))
    return whole


class _Unknown(dict[str, str]):
    """Page numbers before they are known: as wide as a real one."""

    def __init__(self, prefix: str) -> None:
        self._like = f"{prefix}22"

    def __missing__(self, anchor: str) -> str:
        return self._like

    def __bool__(self) -> bool:
        return True


class Press:
    """Lays out the weeks of a course; their styles are read once, and they share their fonts."""

    def __init__(self, course: Course, format: Format, fonts: Any) -> None:
        self.course = course
        self.format = format
        self.fonts = fonts
        self.styles = pdf.style(guide.styles(format), fonts)
        self._standing: dict[str, str] = {}
        """Point id → where it stands in the weeks composed so far, as it is printed."""
        self._opening: Trial | None = None
        """The opening of the week before: the next one is expected to be as long."""

    def compose(self, week: WeekPages) -> Composed:
        """A week's pages; weeks come in their order, for each names pages of those before."""
        prefix = guide.prefix_of(self.course.outline, week.week)
        first = week.opening
        opening = self._opening or self._fit(week, first, 1, _Unknown(prefix))
        for _ in range(TRIES):
            start = 1 + opening.pages
            numbers = {week.anchor: f"{prefix}1"}
            layouts = []
            for part in week.parts:
                trial = self._fit(week, part, start, numbers)
                for anchor, page in trial.layout.anchors.items():
                    if page <= trial.pages:
                        numbers[anchor] = f"{prefix}{start - 1 + page}"
                last = start - 1 + trial.pages
                numbers[f"{part.anchor}to"] = f"–{last}" if trial.pages > 1 else ""
                layouts.append(pdf.keep(trial.layout, trial.pages))
                start = last + 1
            expected = opening.pages
            opening = self._fit(week, first, 1, numbers)
            if opening.pages == expected:
                break
        self._opening = opening
        for point, anchor in week.anchors.items():
            self._standing[point] = f"Week {week.week.number}, p. {numbers[anchor]}"
        return Composed(pdf.bind([pdf.keep(opening.layout, opening.pages), *layouts]), numbers)

    def _fit(self, week: WeekPages, part: Part, start: int, numbers: Mapping[str, str]) -> Trial:
        """The part in the first setting that takes the fewest pages.

        An episode begins with the setting that an estimate of its height asks for, so that most are laid
        out once.
        """
        settings = ladder(part, self.format)
        if part.episode:
            settings = settings[
                estimate.place(settings, part.episode.episode, week.asks, self.format.sheet) :
            ]
        elif part.name == "test" and not estimate.has_room(week.asks, len(week.match), self.format.sheet):
            settings = settings[1:]
        best = self._try(week, part, settings[0], start, numbers)
        for setting in settings[1:]:
            if best.pages == 1 or best.pages > LONG:
                break
            if self._could_save(week, part, best, setting):
                trial = self._try(week, part, setting, start, numbers)
                best = trial if trial.pages < best.pages else best
        return best

    def _could_save(self, week: WeekPages, part: Part, best: Trial, setting: Setting) -> bool:
        """Whether a part could take a page less: its area shrinks as size and leading do."""
        sheet = self.format.sheet
        before, after = best.setting.type, setting.type
        shrunk = after.size * after.lead / (before.size * before.lead)
        if setting.bare and not best.setting.bare:
            shrunk *= 0.85  # what can be spared is at most about so much
        if after.tight and not before.tight:
            shrunk *= 0.93  # less space between points, a line less for the sentence
        high = (best.pages - 1) * sheet.height + best.end
        if part.name == "test":
            lines = sum(not ask.has_gap for ask in (*week.asks.test, *week.asks.earlier))
        else:
            lines = 2 * len(week.episodes)
        high -= (best.setting.lines - setting.lines) * lines * sheet.rule
        return high * shrunk <= (best.pages - 1 + 0.02) * sheet.height

    def _try(
        self, week: WeekPages, part: Part, setting: Setting, start: int, numbers: Mapping[str, str]
    ) -> Trial:
        """Lay a part out in one setting, its first page numbered ``start``."""
        html = guide.render_part(
            self.course, week, part, setting, start, numbers, self._standing, self.format
        )
        layout = pdf.lay_out(html, self.fonts, self.styles)
        pages, end = _end(layout, f"{part.anchor}end")
        return Trial(setting, layout, pages, end - self.format.sheet.top)


def _end(layout: pdf.Layout, anchor: str) -> tuple[int, float]:
    """The page on which an anchor stands, counted from 1, and how far down, in points.

    A template of the user's own may have left the anchor out: then every page is the part's own.
    """
    for number, page in enumerate(layout.document.pages, start=1):
        if anchor in page.anchors:
            return number, page.anchors[anchor][1] * 0.75
    return len(layout.document.pages), 0.0


def compose(course: Course, weeks: Sequence[WeekPages], format: Format, fonts: Any) -> Iterator[Composed]:
    """The weeks laid out, one after the other.

    Raises:
        CurriculumError: a template has a mistake, or asks for something outside itself.
    """
    press = Press(course, format, fonts)
    for week in weeks:
        yield press.compose(week)
