"""A part of a week, or what stands around the weeks, as HTML to print."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.study import Study
from curriculum.guides import calendar, days, flashcards, mend, titles
from curriculum.guides.curly import curled
from curriculum.guides.dates import Dates
from curriculum.guides.halves import fitted
from curriculum.guides.index.entries import Entry, entries
from curriculum.guides.index.stands import stands
from curriculum.guides.mend import Mend
from curriculum.guides.pages import Part, WeekPages, gather, work
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.shared import listen
from curriculum.guides.soften import soften
from curriculum.guides.templates import environment, read, render
from curriculum.memory.progress import Progress
from curriculum.planning import workload
from curriculum.planning.backlog import NONE, Backlog
from curriculum.planning.habit import Habit
from curriculum.planning.minutes import Minutes
from curriculum.planning.outline import Outline, Week
from curriculum.planning.themes import Themes, read_themes
from curriculum.problems import Problem
from curriculum.reading.library import Library
from curriculum.shipping.note import cards_a_week

STYLES = (
    "page.css",
    "type.css",
    "components.css",
    "editions.css",
    "episode.css",
    "wall.css",
    "fits.css",
    "test.css",
    "book.css",
)
"""The stylesheets after ``sheet.css``, in the order of the cascade."""

INDEX = "Index "
"""Stands before the page numbers of the index."""


_SPACE = re.compile(' (<(?:a class="page|span class="(?:at|page))[^>]*>)')
"""A space before a page number or a source. It goes inside: before an element that does not fit, weasyprint
70 takes a space for part of the line, finds that too wide, and ends the line after its first word."""


class Book(NamedTuple):
    """What all weeks show, and the index of them."""

    weeks: tuple[WeekPages, ...]
    entries: tuple[Entry, ...]
    """Of the index."""


class Course(NamedTuple):
    """Everything the guides are made of."""

    outline: Outline
    library: Library
    cards: Sequence[Card]
    """All cards; those that ship are asked."""
    study: Sequence[Study] = ()
    """The study material of its episodes; what ships of it is printed."""
    themes: Themes | None = None
    """The theme file, which names what episodes share; ours when None."""
    progress: Progress | None = None
    """What Anki remembers of the cards; None when it was never asked."""
    backlog: Backlog = NONE
    """Cards of earlier curricula that are reviewed beside its own."""

    def soft(self) -> "Course":
        """The course as it is printed: titles and marks set, endless words made to break, all answered."""
        return self._replace(
            outline=soften(curled(titles.of_outline(self.outline))),
            library=soften(curled(titles.of_library(self.library))),
            cards=tuple(soften(curled(card)) for card in self.cards),
            study=fitted((soften(curled(one)) for one in self.study), self.library.episodes),
        )

    def week(self, week: Week, format: Format) -> WeekPages:
        """What the pages of a week show.

        Raises:
            KeyError: the week names an episode that the library has not.
        """
        speech = listen(self.library.episodes, self.themes)
        told = self.library, self.cards, self.study
        return gather(week, *told, format.sheet, speech, self.outline, self._due(week), self._weak)

    def load(self, week: Week) -> Minutes:
        """The minutes of a week, as its pages have them; raises as ``week``."""
        speech = listen(self.library.episodes, self.themes)
        told = self.library, self.cards, self.study
        return days.load(week, work(week, *told, speech, self.outline, self._due(week), self._weak).days)

    def _due(self, week: Week) -> Sequence[float]:
        """Minutes that the Anki cards take on each day of a week."""
        first = workload.WEEK * (week.number - 1)
        return [day.middle for day in self.forecast.days[first : first + workload.WEEK]]

    @property
    def _weak(self) -> Mapping[str, float]:
        """Point id → how weak the learner is there, as far as Anki was asked."""
        return self.progress.weak if self.progress else {}

    def book(self, format: Format) -> Book:
        """What the pages of all weeks show, with their index; raises as ``week``."""
        weeks = tuple(self.week(week, format) for week in self.outline.weeks)
        begin = {page.episode.id: page.anchor for week in weeks for page in week.episodes}
        themes = self.themes or read_themes()
        return Book(weeks, entries(list(stands(weeks)), begin, self._terms(begin), self.library, themes))

    def _terms(self, episodes: Collection[str]) -> Iterator[str]:
        """What the notes of these episodes define, as far as it ships."""
        for one in self.study:
            if one.episode in episodes and one.what == "term" and one.verdict == "ship":
                yield one.question
        for card in self.cards:
            if card.source.episode in episodes and card.kind == "term" and card.verdict == "ship":
                yield card.question

    @property
    def titles(self) -> dict[str, str]:
        """Episode id → title."""
        return {episode.id: episode.title for episode in self.library.episodes}

    @property
    def forecast(self) -> workload.Forecast:
        """The minutes that the cards take on each day."""
        habit = self.progress.habit if self.progress else workload.ANYBODY
        counts = cards_a_week(self.cards, self.outline)
        return _forecast(counts, self.outline.new_cards_a_day, habit, self.backlog)


@lru_cache(maxsize=2)
def _forecast(counts: tuple[int, ...], new_a_day: int, habit: Habit, backlog: Backlog) -> workload.Forecast:
    """The forecast of these cards, worked out once for all guides."""
    return workload.forecast(counts, new_a_day or max(1, workload.even(counts)), habit, backlog)


def styles(format: Format, folio: str = "none") -> str:
    """All stylesheets as one; ``folio`` is the content of the page number."""
    env = environment(format.templates)
    text = render(env, "sheet.css", {"sheet": format.sheet, "format": format, "folio": folio})
    return text + "".join(read(env, style) for style in STYLES)


def _render(name: str, course: Course, format: Format, **values: Any) -> str:
    """Fill one template with what every page needs, and ``values``."""
    dates = Dates(format.language)
    common = {
        "outline": course.outline,
        "titles": course.titles,
        "progress": course.progress,
        "sheet": format.sheet,
        "format": format,
        "language": format.language,
        "dates": dates,
        "direction": dates.direction,
        "marked": set[str](),
        "styles": "",
    }
    return _SPACE.sub(r"\1 ", render(environment(format.templates), name, {**common, **values}))


def prefix_of(outline: Outline, week: Week) -> str:
    """What stands before a week's page numbers: ``2·`` in week 2, nothing when there is one week only.

    Pages are counted by week, so that a page has one number in the week's guide and in the whole book.
    """
    return f"{week.number}·" if len(outline.weeks) > 1 else ""


def render_part(
    course: Course,
    week: WeekPages,
    part: Part,
    start: int,
    numbers: Mapping[str, str],
    standing: Mapping[str, str],
    format: Format,
    better: Mend = mend.NONE,
) -> str:
    """One part of a week as HTML without its stylesheets.

    Args:
        course: what it is made of.
        week: what its week shows.
        part: which part.
        start: the number of its first page.
        numbers: anchor → page number, as it is printed.
        standing: id of a point, or anchor of a part, of an earlier week → where it stands, as it is printed.
        format: paper, edition, colour, language and templates.
        better: what a first layout of it showed to be set otherwise.

    Raises:
        CurriculumError: a template has a mistake.
    """
    return _render(
        "part.html",
        course,
        format,
        w=week,
        part=part.name,
        start=start,
        prefix=prefix_of(course.outline, week.week),
        numbers=numbers,
        standing=standing,
        mend=better,
        fill=int(format.sheet.height // format.sheet.rule),
    )


class Cover(NamedTuple):
    """What the whole curriculum has around its weeks, as HTML."""

    front: str
    """Cover, calendar and contents."""
    back: str
    """The index; "" when there is nothing to list."""


def render_cover(course: Course, book: Book, numbers: Mapping[str, str], format: Format = PLAIN) -> Cover:
    """The pages around the weeks.

    Args:
        course: what the guides are made of.
        book: what its weeks and its index show.
        numbers: where each anchor of the weeks' pages (and ``index``) stands, as it is printed.
        format: paper, edition, colour, language and templates.

    Raises:
        CurriculumError: a template has a mistake.
    """
    values = {
        "weeks": book.weeks,
        "index": book.entries,
        "numbers": numbers,
        "calendar": calendar.rows(book.weeks),
        "loads": [day.minutes for week in book.weeks if week.minutes for day in week.days],
        "forecast": course.forecast,
        "package": f"{course.outline.stem}.apkg",
        "prefix": "",
    }
    folio = styles(format, "counter(page, lower-roman)")
    front = _render("front.html", course, format, styles=folio, **values)
    if not book.entries:
        return Cover(front, "")
    folio = styles(format, f'"{INDEX}" counter(page)')
    fill = int(format.sheet.height // format.sheet.rule)
    return Cover(front, _render("back.html", course, format, styles=folio, fill=fill, **values))


def render_empty(course: Course, format: Format = PLAIN) -> str:
    """A page with nothing on it, which makes the next one a right-hand page; raises as ``render_cover``."""
    return _render("empty.html", course, format, styles=styles(format))


def render_flashcards(
    outline: Outline, week: Week, cards: Sequence[Card], format: Format = PLAIN
) -> tuple[str, tuple[Problem, ...]]:
    """The week's cards to cut out as HTML ("" when it has none), and those that are too long for that.

    Raises:
        CurriculumError: a template has a mistake.
    """
    stock = flashcards.INDEX_CARD if format.flashcards == "index" else flashcards.sheet(format.paper)
    made, problems = flashcards.make(week, cards, stock)
    if not made:
        return "", problems
    course = Course(outline, Library(episodes=()), cards)
    sheets = flashcards.impose(made, stock)
    return _render("flashcards.html", course, format, stock=stock, sheets=sheets, week=week), problems
