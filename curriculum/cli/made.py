"""What a build made, as one document: printed for people, or given to another program."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from curriculum.cli import console
from curriculum.cli.changes import advice, exchanged, replacements, searches

if TYPE_CHECKING:
    from curriculum.build import Report

_WORDS = {
    "new": "new",
    "updated": "updated",
    "unchanged": "as they were",
    "elsewhere": "shared with another curriculum",
    "retired": "retired (their source has gone)",
    "held": "held back (curriculum cards --held says why)",
}


def document(report: "Report") -> dict[str, Any]:
    """The report as ``--json`` gives it; field names are those of the values."""
    shipment = report.shipment
    return {
        "title": report.outline.title,
        "folder": report.folder.as_posix(),
        "outline": report.outline.model_dump(mode="json"),
        "files": [path.as_posix() for path in report.files],
        "package": report.package.as_posix(),
        "guide": report.guide.as_posix(),
        "cards": {
            "new": len(shipment.new),
            "updated": len(shipment.updated),
            "unchanged": len(shipment.unchanged),
            "elsewhere": len(shipment.elsewhere),
            "retired": len(shipment.retired),
            "held": len(report.held),
            "total": len(shipment.notes),
        },
        "cards_a_week": [report.cards_in(week) for week in report.outline.weeks],
        "replaced": exchanged(shipment),
        "searches": searches(shipment),
        "problems": [problem.model_dump(mode="json") for problem in report.problems],
    }


def again(made: Mapping[str, Any]) -> dict[str, Any]:
    """The document of the same build made once more: no card is new or updated any longer."""
    counts = dict(made["cards"])
    counts["unchanged"] += counts["new"] + counts["updated"]
    return {**made, "cards": {**counts, "new": 0, "updated": 0}}


def show(made: Mapping[str, Any]) -> None:
    """The weeks, the files, the cards, and what to do next."""
    outline = made["outline"]
    rows = [
        (
            week["number"],
            _dates(week),
            week["title"],
            len(week["episodes"]),
            cards,
            week["minutes"],
        )
        for week, cards in zip(outline["weeks"], made["cards_a_week"], strict=True)
    ]
    columns = ("Week", "Dates", "Theme", "Episodes", "Cards", "Minutes")
    console.write_table(made["title"], columns, rows)
    for sentence in outline["advice"]:
        _say(sentence)
    for left in outline["left_out"]:
        _say(f"Left out: {left['id']}: {left['why']}")
    counts = made["cards"]
    said = [f"{counts[name]} {word}" for name, word in _WORDS.items() if counts[name] or name == "new"]
    _say(f"Cards: {', '.join(said)}.")
    for line in (*replacements(made["replaced"]), *advice(made["searches"])):
        _say(line)
    _say(f"Made in {made['folder']}/:")
    for path in made["files"]:
        _say(f"  {path.rpartition('/')[2]}")
    _show_problems(made["problems"])
    _say(f"Next: in Anki, choose File > Import and take {made['package']}.")
    _say(f"Then print {made['guide']} and begin with week 1.")


def show_problems(made: Mapping[str, Any]) -> None:
    """Every problem of the build, on standard error."""
    from curriculum.problems import Problem

    console.show_problems(Problem.model_validate(problem) for problem in made["problems"])


def _show_problems(problems: list[dict[str, Any]]) -> None:
    """What was kept of the person's; how many problems of which kind there were, and where they are told."""
    from curriculum.problems import Problem

    kept = [problem for problem in problems if problem["kind"] == "kept"]
    console.show_problems(map(Problem.model_validate, kept))
    problems = [problem for problem in problems if problem not in kept]
    if not problems:
        return
    kinds: dict[str, int] = {}
    for problem in problems:
        kinds[problem["kind"]] = kinds.get(problem["kind"], 0) + 1
    counted = ", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items()))
    console.say(f"Worth a look: {counted}. Run curriculum read for each with its line and remedy.")


def _dates(week: Mapping[str, Any]) -> str:
    """``6–12 May 2024`` or ``27 May – 2 Jun 2024``, or "" for a week without dates."""
    import datetime as dt

    if not week["start"] or not week["end"]:
        return ""
    start, end = (dt.date.fromisoformat(week[name]) for name in ("start", "end"))
    first = f"{start.day}–" if start.month == end.month else f"{start.day} {start:%b} – "
    return f"{first}{end.day} {end:%b %Y}"


def _say(text: str) -> None:
    console.tell(text)
