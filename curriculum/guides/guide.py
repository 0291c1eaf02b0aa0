"""A week, or the whole curriculum, as one HTML page that carries its own styles."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from curriculum.cards.card import Card
from curriculum.guides import asks, calendar, flashcards, index
from curriculum.guides.dates import Dates
from curriculum.guides.pages import WeekPages, gather
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.shared import listen
from curriculum.guides.templates import environment, read, render
from curriculum.planning.outline import Outline, Week
from curriculum.planning.themes import Themes
from curriculum.problems import Problem
from curriculum.reading.library import Library

STYLES = ("page.css", "type.css", "components.css", "editions.css")
"""The stylesheets after ``sheet.css``, in the order of the cascade."""


def _render(name: str, pages: Sequence[WeekPages], format: Format, folio: str, **values: Any) -> str:
    """Fill one template with the pages, the styles and what every page needs."""
    env = environment(format.templates)
    dates = Dates(format.language)
    values.update(
        sheet=format.sheet,
        format=format,
        language=format.language,
        dates=dates,
        direction=dates.direction,
        blank=asks.BLANK,
        folio=folio,
    )
    styles = render(env, "sheet.css", values)
    styles += "".join(read(env, style) for style in STYLES)
    return render(env, name, {**values, "styles": styles, "weeks": tuple(pages)})


def prefix_of(outline: Outline, week: Week) -> str:
    """What stands before a week's page numbers: ``2·`` in week 2, nothing when there is one week only.

    Pages are counted by week, so that a page has one number in the week's guide and in the whole book.
    """
    return f"{week.number}·" if len(outline.weeks) > 1 else ""


def render_week(
    outline: Outline,
    week: Week,
    library: Library,
    cards: Sequence[Card],
    format: Format = PLAIN,
    themes: Themes | None = None,
) -> str:
    """One week's guide as HTML; ``themes`` (ours when None) name what episodes share.

    Raises:
        CurriculumError: a template has a mistake.
        KeyError: the week names an episode that the library has not.
    """
    pages = gather(
        week,
        library,
        cards,
        format.sheet,
        listen(library.episodes, themes),
        outline,
    )
    prefix = prefix_of(outline, week)
    return _render(
        "week.html",
        [pages],
        format,
        f'"{prefix}" counter(page)',
        prefix=prefix,
        outline=outline,
        titles={episode.id: episode.title for episode in library.episodes},
    )


class Cover(NamedTuple):
    """What the whole curriculum has around its weeks, as HTML."""

    front: str
    """Cover, calendar and contents."""
    back: str
    """The index; "" when there is nothing to list."""


def render_cover(
    outline: Outline,
    library: Library,
    cards: Sequence[Card],
    numbers: Mapping[str, str],
    format: Format = PLAIN,
    themes: Themes | None = None,
) -> Cover:
    """The pages around the weeks.

    Args:
        outline: the plan.
        library: what was read.
        cards: all cards.
        numbers: where each anchor of the weeks' pages (and ``index``) stands, as it is printed.
        format: paper, edition, colour, language and templates.
        themes: the theme file; ours when None.

    Raises:
        CurriculumError: a template has a mistake.
    """
    values = _whole(outline, library, cards, format, themes)
    values.update(numbers=numbers, prefix="")
    front = _render("front.html", format=format, folio="counter(page, lower-roman)", **values)
    if not values["index"]:
        return Cover(front, "")
    return Cover(front, _render("back.html", format=format, folio=f'"{INDEX}" counter(page)', **values))


def render_whole(
    outline: Outline,
    library: Library,
    cards: Sequence[Card],
    format: Format = PLAIN,
    themes: Themes | None = None,
) -> str:
    """The whole curriculum as one HTML page, to be read on a screen; raises as ``render_week``."""
    values = _whole(outline, library, cards, format, themes)
    return _render("whole.html", format=format, folio="counter(page)", numbers={}, prefix="", **values)


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
    sheets = flashcards.impose(made, stock)
    html = _render(
        "flashcards.html",
        [],
        format,
        "none",
        stock=stock,
        sheets=sheets,
        prefix="",
        outline=outline,
        week=week,
    )
    return html, problems


INDEX = "Index "
"""Stands before the page numbers of the index."""


def _whole(
    outline: Outline, library: Library, cards: Sequence[Card], format: Format, themes: Themes | None
) -> dict[str, Any]:
    """What the templates of the whole curriculum show."""
    speech = listen(library.episodes, themes)
    pages = [gather(week, library, cards, format.sheet, speech, outline) for week in outline.weeks]
    episodes = [(page.anchor, page.episode) for week in pages for page in week.episodes]
    terms = [
        (term.question, week.anchors[term.point])
        for week in pages
        for term in week.asks.terms
        if term.point in week.anchors
    ]
    return {
        "pages": pages,
        "outline": outline,
        "titles": {episode.id: episode.title for episode in library.episodes},
        "index": index.entries(episodes, terms, speech),
        "calendar": calendar.rows(outline.weeks),
    }
