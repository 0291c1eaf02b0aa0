"""A week, or all of them, as one page to read and to work with on a screen."""

import base64
import hashlib
from collections.abc import Sequence
from itertools import chain
from string import ascii_lowercase
from typing import Any

from markupsafe import Markup

from curriculum.guides import keys
from curriculum.guides.answers import Line
from curriculum.guides.dates import Dates
from curriculum.guides.guide import Book, Course
from curriculum.guides.pages import WeekPages
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.templates import environment, read, render
from curriculum.planning import workload_chart
from curriculum.planning.text import of_points


def render_week(course: Course, week: WeekPages, format: Format = PLAIN) -> str:
    """One week as an HTML page that needs nothing but itself.

    Args:
        course: what the week belongs to.
        week: what its pages show.
        format: edition, language and templates.

    Raises:
        CurriculumError: a template has a mistake.
    """
    return _render("week.html", course, [week], format)


def render_whole(course: Course, book: Book, format: Format = PLAIN) -> str:
    """All weeks as one such page, with an index; raises as ``render_week``."""
    forecast = course.forecast
    around = {
        "index": book.entries,
        "forecast": list(workload_chart.by_week(forecast)) if forecast.cards else [],
        "places": {anchor: place for week in book.weeks for anchor, place in _places(week).items()},
    }
    return _render("whole.html", course, book.weeks, format, **around)


def _render(name: str, course: Course, weeks: Sequence[WeekPages], format: Format, **values: Any) -> str:
    """Fill one template with what both pages need, and ``values``."""
    env = environment(format.templates)
    style, script = (plain(read(env, name)) for name in ("screen.css", "screen.js"))
    dates = Dates(format.language)
    common = {
        "outline": course.outline,
        "weeks": weeks,
        "format": format,
        "language": format.language,
        "dates": dates,
        "direction": dates.locale.text_direction,
        "keys": keys,
        "lettered": _lettered,
        "answers": {week.anchor: answers(week) for week in weeks},
        "anchors": {point: anchor for week in weeks for point, anchor in week.anchors.items()},
        "policy": policy(style, script),
        "style": Markup(style),
        "script": Markup(script),
    }
    return render(env, name, {**common, **values})


def plain(text: str) -> str:
    """A text with the ends of lines that a browser reads, of which it takes the digest."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def policy(style: str, script: str, *more: str) -> str:
    """What the page may do, as a Content Security Policy: its own style and script, no connection.

    ``more``: directives besides."""
    own = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") for text in (style, script)
    )
    allowed = (
        "default-src 'none'",
        "img-src data:",
        f"style-src 'sha256-{next(own)}'",
        f"script-src 'sha256-{next(own)}'",
        "base-uri 'none'",
        "form-action 'none'",
        *more,
    )
    return "; ".join(allowed)


def answers(week: WeekPages) -> dict[tuple[str, str], list[Line]]:
    """Anchor of the page that asks, and number there → the answers."""
    found: dict[tuple[str, str], list[Line]] = {}
    anchor = ""
    for line in chain.from_iterable(week.answers):
        if line.number:
            found.setdefault((anchor, line.number), []).append(line)
        else:
            anchor = line.anchor
    return found


def _lettered(options: Sequence[str]) -> list[tuple[str, str]]:
    """The options of a question, each with what stands on the page: its letter before it."""
    return [
        (option, f"{letter}\u2002{option}") for letter, option in zip(ascii_lowercase, options, strict=False)
    ]


def _places(week: WeekPages) -> dict[str, str]:
    """Anchor of an episode or of a point → week and place of the episode, ``2·3``; else the week."""
    found = {f"{week.anchor}{part}": f"week {week.week.number}" for part in ("fits", "words")}
    for page in week.episodes:
        place = f"{week.week.number}·{page.place}"
        own = (week.anchors[point.id] for point in of_points(page.episode))
        found.update(dict.fromkeys((page.anchor, *own), place))
    return found
