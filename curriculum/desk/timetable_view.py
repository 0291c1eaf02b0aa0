"""The plan as the page shows it: values of the outline, and what follows from them."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from curriculum.cards.decision import apply
from curriculum.count import several
from curriculum.desk import answers, journal
from curriculum.desk.desk import Desk
from curriculum.desk.lately import lately
from curriculum.desk.loads import asked, kept
from curriculum.guides.dates import Dates
from curriculum.guides.guide import Course
from curriculum.guides.templates import environment, render
from curriculum.letters import clean
from curriculum.page import chart
from curriculum.planning import marks, study_time
from curriculum.planning.minutes import BESIDES, Minutes
from curriculum.planning.outline import Outline
from curriculum.planning.recalled import recalled
from curriculum.planning.update import missing
from curriculum.reading.episode import Episode
from curriculum.shipping.note import CARDS
from curriculum.shipping.supply import supply
from curriculum.templates_dir import templates_dir

_DATES = Dates("en-GB")


def text_of(desk: Desk) -> str | None:
    """What the file of the plan says; None when the program planned."""
    path = desk.workspace.order.outline
    return journal.text_at(path) if path else None


def view(desk: Desk) -> Mapping[str, Any]:
    """The plan as it stands. Raises CurriculumError when notes, settings or outline cannot be read."""
    workspace, outline = desk.workspace, desk.outline()
    text = text_of(desk)
    library = workspace.library
    cards = apply(workspace.drafted, workspace.decided)
    counts: Counter[str] = Counter()
    for card in cards:
        if card.verdict == "ship":
            counts[card.source.episode] += CARDS[card.kind]
    episodes = {one.id: one for one in library.episodes}

    def shown(id: str, why: str) -> Mapping[str, Any]:
        return _episode(episodes[id], counts[id], why)

    most = asked(desk)
    own, others = _own_minutes(text), workspace.others(workspace.order.wish)
    weeks = [
        {
            **week.model_dump(mode="json", exclude={"episodes", "recalls", "theme"}),
            "dates": _DATES.span(week),
            "own": own.get(week.number, False),
            "load": Minutes(week.minutes).said,
            "over": max(0, week.minutes - most) if most else 0,
            "cards": sum(counts[one.id] for one in week.episodes),
            "recalls": recalled(week, outline, library),
            "episodes": [shown(one.id, one.why) for one in week.episodes],
        }
        for week in outline.weeks
    ]
    path, built = workspace.order.outline, lately(desk)
    return {
        "seen": journal.digest(text) or "",
        "file": path.name if path else "",
        "foreign": foreign(desk),
        "anew": bool(path and not desk.is_given),
        "lately": {"title": built.title, "folder": built.outline.parent.as_posix()} if built else None,
        "wish": None if path else workspace.order.wish.model_dump(mode="json"),
        "title": outline.title,
        "new_cards_a_day": outline.new_cards_a_day,
        "advice": [] if path else outline.advice,
        "minutes": most,
        "besides": kept(most, [Minutes(week.minutes) for week in outline.weeks]) if most else BESIDES,
        "supply": answers.supplied(supply(outline, cards)),
        "weeks": weeks,
        "left_out": [shown(one.id, one.why) for one in outline.left_out],
        "newcomers": [shown(id, "") for id in missing(outline, library, workspace.themes, others)],
        "problems": [*map(answers.parts, library.problems)],
        "chart": _chart(Course(outline, library, cards)),
    }


def foreign(desk: Desk) -> str:
    """Why the desk does not change the outline that it follows; "" where it does."""
    path = desk.workspace.order.outline
    if path is None or not desk.is_foreign(path):
        return ""
    return (
        f"This plan stands in {path.as_posix()}, outside the folder of your notes, and curriculum.toml, "
        "which may have come with them, names it: it is shown and not changed here. If the file is yours, "
        "end the desk and start it with --outline and this path."
    )


def _episode(episode: Episode, cards: int, why: str) -> Mapping[str, Any]:
    minutes = study_time.minutes(episode)
    return {
        **episode.model_dump(include={"id", "title", "show"}),
        "minutes": minutes,
        "cards": cards,
        "why": why,
    }


def _own_minutes(text: str | None) -> Mapping[int, bool]:
    """Number of a week → whether the person set its minutes."""
    weeks: Iterable[dict[str, Any]] = tomllib.loads(clean(text))["week"] if text else ()
    return {
        number: "minutes" in week and not marks.is_ours(week, "minutes")
        for number, week in enumerate(weeks, start=1)
    }


def _chart(course: Course) -> str:
    """The forecast, as HTML of numbers and dates alone."""
    outline: Outline = course.outline
    values = {
        "shown": chart.chart(course.forecast, [week.start for week in outline.weeks]),
        "chart": chart,
        "dates": _DATES,
        "several": several,
    }
    return render(environment(templates_dir() / "page"), "chart.html", values)
