"""A week, or the whole curriculum, as one HTML page that carries its own styles."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from curriculum.cards.card import Card
from curriculum.guides import asks, calendar, index
from curriculum.guides.dates import Dates
from curriculum.guides.pages import WeekPages, gather
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.shared import Speech
from curriculum.guides.templates import environment, render
from curriculum.planning.outline import Outline, Week
from curriculum.planning.themes import Themes, read_themes
from curriculum.reading.library import Library

STYLES = ("page.css", "type.css", "components.css", "editions.css")
"""The stylesheets after ``sheet.css``, in the order of the cascade."""


def _render(name: str, pages: Sequence[WeekPages], format: Format, **values: Any) -> str:
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
    )
    styles = render(env, "sheet.css", values)
    for style in STYLES:
        path = env.get_template(style).filename
        styles += Path(str(path)).read_text(encoding="utf-8")
    return render(env, name, {**values, "styles": styles, "weeks": tuple(pages)})


def _titles(library: Library) -> dict[str, str]:
    return {episode.id: episode.title for episode in library.episodes}


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
    pages = gather(week, library, cards, format.sheet, Speech(library.episodes, themes or read_themes()))
    return _render("week.html", [pages], format, outline=outline, titles=_titles(library))


def render_whole(
    outline: Outline,
    library: Library,
    cards: Sequence[Card],
    format: Format = PLAIN,
    themes: Themes | None = None,
) -> str:
    """The whole curriculum, all weeks in one, as HTML; raises as ``render_week``."""
    speech = Speech(library.episodes, themes or read_themes())
    pages = [gather(week, library, cards, format.sheet, speech) for week in outline.weeks]
    episodes = [(page.anchor, page.episode) for week in pages for page in week.episodes]
    terms = [
        (term.question, week.anchors[term.point])
        for week in pages
        for term in week.asks.terms
        if term.point in week.anchors
    ]
    return _render(
        "whole.html",
        pages,
        format,
        outline=outline,
        titles=_titles(library),
        index=index.entries(episodes, terms, speech),
        calendar=calendar.rows(outline.weeks),
    )
