"""A week, or the whole curriculum, as one HTML page that carries its own styles."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum.cards.card import Card
from curriculum.guides import asks, days, qr, reviews
from curriculum.guides.asks import Asks
from curriculum.guides.paper import SHEET, Sheet
from curriculum.guides.templates import environment, render
from curriculum.planning.outline import Outline, Week
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.library import Correction, Doubt, Library

STYLES = ("page.css", "type.css", "components.css")


class EpisodePage(NamedTuple):
    """An episode as its Cornell page shows it."""

    place: int
    """1-based place in the week."""
    anchor: str
    episode: Episode
    why: str
    """Why the outline has it here."""
    link: str
    """Its first web link; "" without one."""
    code: str
    """That link as a QR code (a ``data:`` address)."""


class WeekPages(NamedTuple):
    """All that the templates show of a week."""

    week: Week
    anchor: str
    episodes: tuple[EpisodePage, ...]
    anchors: dict[str, str]
    """Point id → where it stands in the page."""
    asks: Asks
    days: tuple[days.Day, ...]
    reviews: tuple[reviews.Review, ...]
    strip: tuple[tuple[reviews.CalendarDay, ...], ...]
    doubts: tuple[Doubt, ...]
    corrections: tuple[Correction, ...]

    @property
    def has_test(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.asks.test or self.asks.earlier or self.asks.cues)

    @property
    def has_cue_answers(self) -> bool:
        """Whether the answers page has answers to cues."""
        return bool(self.asks.cues)


def _points(episode: Episode) -> tuple[KeyPoint, ...]:
    return (*episode.points, *episode.takeaways)


def _belongs(path: str, line: int, library: Library) -> str:
    """The id of the episode that a line of a file is part of; "" for none."""
    before = [e for e in library.episodes if e.source.path == path and e.source.line <= line]
    return max(before, key=lambda e: e.source.line).id if before else ""


def gather(week: Week, library: Library, cards: Sequence[Card]) -> WeekPages:
    """Everything a week's pages need, from the values of the other rooms."""
    anchor = f"w{week.number}"
    pages = []
    anchors: dict[str, str] = {}
    for place, placed in enumerate(week.episodes, start=1):
        episode = library.episode(placed.id)
        link = next((link for link in episode.links if link.startswith(("http://", "https://"))), "")
        code = qr.code(link) if link else ""
        pages.append(EpisodePage(place, f"{anchor}e{place}", episode, placed.why, link, code))
        for number, point in enumerate(_points(episode), start=1):
            anchors[point.id] = f"{anchor}e{place}p{number}"
    asked = asks.arrange(week, cards)
    mine = {placed.id for placed in week.episodes}
    episodes = tuple(page.episode for page in pages)
    come_back = reviews.plan(week)
    return WeekPages(
        week=week,
        anchor=anchor,
        episodes=tuple(pages),
        anchors=anchors,
        asks=asked,
        days=days.plan(week, episodes, fits=False, test=bool(asked.test or asked.earlier or asked.cues)),
        reviews=come_back,
        strip=reviews.strip(week, come_back),
        doubts=tuple(
            doubt
            for doubt in library.doubts
            if doubt.episode in mine or any(_belongs(p.path, p.line, library) in mine for p in doubt.places)
        ),
        corrections=tuple(
            correction
            for correction in library.corrections
            if correction.episode in mine
            or any(_belongs(p.path, p.line, library) in mine for p in correction.places)
        ),
    )


class Dates:
    """Dates in the guide's language (babel)."""

    def __init__(self, language: str) -> None:
        from babel import Locale

        self.locale = Locale.parse(language.replace("-", "_"))

    def day(self, date: dt.date) -> str:
        """Weekday, day and month: ``Mon 6 May``."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMEd", date, locale=self.locale)).replace(",", "")

    def month(self, date: dt.date) -> str:
        """The month's name."""
        from babel.dates import format_date

        return str(format_date(date, "LLLL", locale=self.locale))

    def weekday(self, place: int) -> str:
        """Short name of a weekday, 0 for Monday."""
        from babel.dates import get_day_names

        return str(get_day_names("abbreviated", context="stand-alone", locale=self.locale)[place % 7])

    def span(self, week: Week) -> str:
        """First to last day of a week; "" when it has no dates."""
        from babel.dates import format_interval

        if not (week.start and week.end):
            return ""
        return str(format_interval(week.start, week.end, "yMMMd", locale=self.locale))


def _render(
    name: str, outline: Outline, pages: Sequence[WeekPages], sheet: Sheet, language: str, **more: Any
) -> str:
    env = environment()
    dates = Dates(language)
    values = {
        "outline": outline,
        "sheet": sheet,
        "language": language,
        "dates": dates,
        "direction": "rtl" if dates.locale.text_direction == "right-to-left" else "ltr",
        **more,
    }
    styles = render(env, "sheet.css", values) + "".join(
        Path(str(env.get_template(style).filename)).read_text(encoding="utf-8") for style in STYLES
    )
    return render(env, name, {**values, "styles": styles, "weeks": tuple(pages)})


def render_week(
    outline: Outline,
    week: Week,
    library: Library,
    cards: Sequence[Card],
    sheet: Sheet = SHEET,
    language: str = "en-GB",
) -> str:
    """One week's guide as HTML.

    Raises:
        CurriculumError: a template has a mistake.
        KeyError: the week names an episode that the library has not.
    """
    return _render("week.html", outline, [gather(week, library, cards)], sheet, language)


def render_whole(
    outline: Outline,
    library: Library,
    cards: Sequence[Card],
    sheet: Sheet = SHEET,
    language: str = "en-GB",
) -> str:
    """The whole curriculum, all weeks in one, as HTML; raises as ``render_week``."""
    pages = [gather(week, library, cards) for week in outline.weeks]
    return _render("whole.html", outline, pages, sheet, language)
