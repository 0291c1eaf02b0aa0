"""What a build made, as one document: printed for people, or given to another program."""

import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from curriculum.cli import console, problem_list
from curriculum.cli.changes import exchanged, replacements, searches
from curriculum.cli.elsewhere import told
from curriculum.cli.next_step import next_step
from curriculum.cli.table import write_table
from curriculum.count import several
from curriculum.planning.minutes import PARTS, Minutes

if TYPE_CHECKING:
    from curriculum.build import Report
    from curriculum.shipping.note import Note

_WORDS = {
    "new": "new",
    "updated": "updated",
    "unchanged": "as they were",
    "elsewhere": "shared with another curriculum",
    "retired": "retired (their source has gone, or you dropped them)",
}


_Row = tuple[int, str, str, int, int, int, Minutes]
"""A week: its number, dates and title; its episodes, notes, cards and minutes."""
_FROM = {
    "own": "written by you",
    "drafts": "drafted by a language model",
    "rules": "made by rule",
}


def document(report: "Report") -> dict[str, Any]:
    """The report as ``--json`` gives it; field names are those of the values.

    ``notes`` and ``cards`` count as Anki does: a term is one note with two cards.
    """
    from curriculum.cards.decision import is_dropped
    from curriculum.shipping import elsewhere
    from curriculum.shipping.supply import supply

    shipment = report.shipment
    dropped = sum(map(is_dropped, report.held))
    weeks = [report.notes_in(week) for week in report.outline.weeks]
    astray = Counter(note.deck for week in weeks for note in week if note.deck != note.week)
    guides = [path.name for path in report.files if path.suffix == ".pdf"]
    there = {path.name for path in report.files} | report.stays
    return {
        "title": report.outline.title,
        "folder": report.folder.as_posix(),
        "outline": report.outline.model_dump(mode="json"),
        "files": [path.as_posix() for path in report.files],
        **{
            name: path.as_posix() if path.name in there else ""
            for name, path in (("package", report.package), ("guide", report.guide), ("page", report.page))
        },
        "products": sorted(report.products),
        "first": report.first,
        "printed": [name for name in guides if name not in report.kept],
        "notes": {**_states(shipment.notes), "total": len(shipment.notes)},
        "cards": {
            **{state: _cards(shipment.of(state)) for state in _WORDS},  # type: ignore[arg-type]
            "held": len(report.held) - dropped,
            "dropped": dropped,
            "total": _cards(shipment.notes),
        },
        "supply": supply(report.outline, report.cards).model_dump(),
        "origins": dict(shipment.origins()),
        "waiting": len(shipment.waiting),
        "suspended": list(report.suspended),
        "notes_a_week": [len(week) for week in weeks],
        "cards_a_week": [_cards(week) for week in weeks],
        "minutes_a_week": [load._asdict() for load in report.loads],
        "other_decks": dict(sorted(astray.items())),
        "replaced": exchanged(shipment),
        "searches": searches(shipment, report.outline),
        "elsewhere": elsewhere.decks(shipment.elsewhere),
        "left_out": dict(Counter(one.kind for one in report.library.left_out)),
        "problems": [problem.model_dump(mode="json") for problem in report.problems],
    }


def _states(notes: Iterable["Note"]) -> dict[str, int]:
    counts = Counter(note.state for note in notes)
    return {state: counts[state] for state in _WORDS}  # type: ignore[index]


def _cards(notes: Iterable["Note"]) -> int:
    """How many cards Anki makes of these notes."""
    from curriculum.shipping.note import CARDS

    return sum(CARDS[note.kind] for note in notes)


def again(made: Mapping[str, Any]) -> dict[str, Any]:
    """The document of the same build made once more: nothing is new, updated or printed any longer."""
    counted = {}
    for name in ("notes", "cards"):
        counts = made[name]
        same = counts["unchanged"] + counts["new"] + counts["updated"]
        counted[name] = {**counts, "unchanged": same, "new": 0, "updated": 0}
    return {**made, **counted, "first": False, "printed": [], "suspended": []}


def show(made: Mapping[str, Any], sources: str) -> None:
    """The weeks, the notes, the files, and what to do next; ``sources`` as ``sources.typed`` gives them."""
    _show_weeks(made)
    outline, notes, cards = made["outline"], made["notes"], made["cards"]
    for sentence in outline["advice"]:
        console.tell(sentence)
    for left in outline["left_out"]:
        console.tell(f"Left out: {left['id']}: {left['why']}")
    said = [f"{notes[state]} {word}" for state, word in _WORDS.items() if notes[state] or state == "new"]
    console.tell(_to_study(made))
    if "decks" in made["products"]:
        console.tell(f"Notes in Anki: {', '.join(said)}.")
    if made["waiting"]:
        console.tell(
            f"Waiting: {several(made['waiting'], 'card')} of text whose cards you hold already: `curriculum "
            f"build{sources} --rewrite` takes them instead, and those retire."
        )
    if cards["held"]:
        command = f"`curriculum cards{sources}"
        why = f"{command} --held` says why, {command} --review` lets you decide"
        console.tell(f"Held back: {several(cards['held'], 'card')} that did not pass every check; {why}.")
    places = [
        f"{count} in “{deck}”"
        for deck, count in made["other_decks"].items()
        if deck.partition("::")[0] not in made["elsewhere"]
    ]
    if places:
        console.tell(f"Notes stay in the deck they first came in: {', '.join(places)}.")
    shared = told(made["searches"], made["elsewhere"], by_theme=bool(outline["themes"]))
    for line in (*replacements(made["replaced"]), *shared):
        console.tell(line)
    console.tell(f"In {made['folder']}/:", f"{made['folder']}/:")
    for path in made["files"]:
        console.paste(f"  {path.rpartition('/')[2]}")
    _show_left_out(made["left_out"], sources)
    _show_problems(made["problems"], sources)
    for line, *paths in next_step(made, sources):
        console.tell(line)
        for path in paths:
            console.paste(f"  {shlex.quote(path)}")


def _to_study(made: Mapping[str, Any]) -> str:
    """How many cards there are to study, and who wrote them."""
    notes, cards = sum(made["notes_a_week"]), sum(made["cards_a_week"])
    of_notes = f" of {several(notes, 'note')} (a term is asked both ways)" if notes != cards else ""
    origins = {_FROM[name]: count for name, count in made["origins"].items() if count}
    if len(origins) == 1 and notes > 1:
        told = f", all {next(iter(origins))}"
    else:
        told = "".join(f", {count:,} {origin}" for origin, count in origins.items())
    return f"To study: {several(cards, 'card')}{of_notes}{told}."


def _show_weeks(made: Mapping[str, Any]) -> None:
    planned = made["outline"]["weeks"]
    loads = [Minutes(**one) for one in made["minutes_a_week"]] or [Minutes(one["minutes"]) for one in planned]
    weeks = zip(planned, made["notes_a_week"], made["cards_a_week"], loads, strict=True)
    rows: list[_Row] = [
        (week["number"], _dates(week), week["title"], len(week["episodes"]), notes, cards, load)
        for week, notes, cards, load in weeks
    ]
    columns = ("Week", "Dates", "Theme", "Episodes", "Notes", "Cards", "Minutes")
    write_table(made["title"], columns, rows, _week_in_lines)
    if any(load.total > load.study for load in loads):
        console.tell(f"Minutes are those {', '.join(PARTS)}.")


def _week_in_lines(row: _Row) -> str:
    number, dates, title, episodes, notes, cards, minutes = row
    head = " · ".join(filter(None, (f"Week {number}", dates, title)))
    counts = ((episodes, "episode"), (notes, "note"), (cards, "card"))
    return f"{head}\n  {', '.join(several(*count) for count in counts)}\n  {minutes.said}"


def show_problems(made: Mapping[str, Any]) -> None:
    """Every problem of the build, on standard error."""
    from curriculum.problems import Problem

    problem_list.show_problems(Problem.model_validate(problem) for problem in made["problems"])


def _show_left_out(counts: Mapping[str, int], sources: str) -> None:
    """How many files were left out for what they say, or at the person's wish."""
    from curriculum.reading.left_out import JUDGED, summed_up

    kinds = Counter({kind: count for kind, count in counts.items() if kind in JUDGED or kind == "excluded"})
    if kinds:
        console.say(f"Left out: {summed_up(kinds.elements())}. `curriculum read{sources} --json` lists them.")


def _show_problems(problems: Collection[Mapping[str, Any]], sources: str) -> None:
    """The problems of printing in full; how many reading had of which kind, and where they are told."""
    from curriculum.problems import Problem

    found = [Problem.model_validate(problem) for problem in problems]
    printing = [one for one in found if one.kind not in problem_list.KINDS or one.kind in _WHOLE]
    problem_list.show_problems((one for one in printing if one.kind not in problem_list.BESIDE), limit=_MOST)
    problem_list.show_problems(one for one in printing if one.kind in problem_list.BESIDE)
    if counted := problem_list.tally(one for one in found if one.kind not in _WHOLE):
        listed = ", ".join(counted)
        console.say(f"Worth a look: {listed}. `curriculum read{sources}` tells each with its line.")


_WHOLE = ("language", "glyph")
"""Kinds of reading's problems that say what the build could not do."""
_MOST = 12
"""Problems that are shown in full."""


def _dates(week: Mapping[str, Any]) -> str:
    """``6–12 May`` or ``27 May – 2 Jun``, or "" for a week without dates."""
    import datetime as dt

    if not week["start"] or not week["end"]:
        return ""
    start, end = (dt.date.fromisoformat(week[name]) for name in ("start", "end"))
    first = f"{start.day}–" if start.month == end.month else f"{start.day} {start:%b} – "
    return f"{first}{end.day} {end:%b}"
