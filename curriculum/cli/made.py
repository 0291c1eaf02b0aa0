"""What a build made, as one document: printed for people, or given to another program."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from curriculum.cli import console
from curriculum.cli.changes import advice, exchanged, replacements, searches
from curriculum.cli.console import several
from curriculum.cli.next_step import next_step

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


_FROM = {"own": "of your own", "drafts": "from drafts", "rules": "by rule"}


def document(report: "Report") -> dict[str, Any]:
    """The report as ``--json`` gives it; field names are those of the values.

    ``notes`` and ``cards`` count as Anki does: a term is one note with two cards.
    """
    from curriculum.cards.decision import is_dropped

    shipment = report.shipment
    dropped = sum(map(is_dropped, report.held))
    weeks = [report.notes_in(week) for week in report.outline.weeks]
    astray = Counter(note.deck for week in weeks for note in week if note.deck != note.week)
    guides = [path.name for path in report.files if path.suffix == ".pdf"]
    return {
        "title": report.outline.title,
        "folder": report.folder.as_posix(),
        "outline": report.outline.model_dump(mode="json"),
        "files": [path.as_posix() for path in report.files],
        "package": report.package.as_posix(),
        "guide": report.guide.as_posix(),
        "first": report.first,
        "printed": [name for name in guides if name not in report.kept],
        "notes": {**_states(shipment.notes), "total": len(shipment.notes)},
        "cards": {
            **{state: _cards(shipment.of(state)) for state in _WORDS},  # type: ignore[arg-type]
            "held": len(report.held) - dropped,
            "dropped": dropped,
            "total": _cards(shipment.notes),
        },
        "origins": dict(shipment.origins()),
        "waiting": len(shipment.waiting),
        "notes_a_week": [len(week) for week in weeks],
        "cards_a_week": [_cards(week) for week in weeks],
        "other_decks": dict(sorted(astray.items())),
        "replaced": exchanged(shipment),
        "searches": searches(shipment),
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
    return {**made, **counted, "first": False, "printed": []}


def show(made: Mapping[str, Any], sources: str) -> None:
    """The weeks, the notes, the files, and what to do next; ``sources`` as ``sources.typed`` gives them."""
    _show_weeks(made)
    outline, notes, cards = made["outline"], made["notes"], made["cards"]
    for sentence in outline["advice"]:
        _say(sentence)
    for left in outline["left_out"]:
        _say(f"Left out: {left['id']}: {left['why']}")
    said = [f"{notes[state]} {word}" for state, word in _WORDS.items() if notes[state] or state == "new"]
    _say(f"Notes: {', '.join(said)}.")
    notes_in_all, cards_in_all = sum(made["notes_a_week"]), sum(made["cards_a_week"])
    origins = ", ".join(f"{count} {_FROM[name]}" for name, count in made["origins"].items() if count)
    of_them = f": {origins}" if made["origins"]["rules"] != notes_in_all else ""
    _say(f"To study: {several(notes_in_all, 'note')} with {several(cards_in_all, 'card')}{of_them}.")
    if made["waiting"]:
        _say(
            f"Waiting: {several(made['waiting'], 'card')} of text whose cards you hold already: `curriculum "
            f"build{sources} --rewrite` takes them instead, and those retire."
        )
    if cards["held"]:
        why = f"`curriculum cards{sources} --held` says why"
        _say(f"Held back: {several(cards['held'], 'card')}; {why}.")
    if made["other_decks"]:
        places = (f"{count} in “{deck}”" for deck, count in made["other_decks"].items())
        _say(f"Notes stay in the deck they first came in: {', '.join(places)}.")
    for line in (*replacements(made["replaced"]), *advice(made["searches"])):
        _say(line)
    _say(f"In {made['folder']}/:")
    for path in made["files"]:
        _say(f"  {path.rpartition('/')[2]}")
    _show_left_out(made["left_out"], sources)
    _show_problems(made["problems"], sources)
    for line in next_step(made, sources):
        _say(line)


def _show_weeks(made: Mapping[str, Any]) -> None:
    weeks = zip(made["outline"]["weeks"], made["notes_a_week"], made["cards_a_week"], strict=True)
    rows = [
        (week["number"], _dates(week), week["title"], len(week["episodes"]), notes, cards, week["minutes"])
        for week, notes, cards in weeks
    ]
    columns = ("Week", "Dates", "Theme", "Episodes", "Notes", "Cards", "Minutes")
    console.write_table(console.clean(made["title"]), columns, rows)


def show_problems(made: Mapping[str, Any]) -> None:
    """Every problem of the build, on standard error."""
    from curriculum.problems import Problem

    console.show_problems(Problem.model_validate(problem) for problem in made["problems"])


def _show_left_out(counts: Mapping[str, int], sources: str) -> None:
    """How many files were left out for what they say, or at the person's wish."""
    from curriculum.reading.left_out import JUDGED, summed_up

    kinds = Counter({kind: count for kind, count in counts.items() if kind in JUDGED or kind == "excluded"})
    if kinds:
        console.say(f"Left out: {summed_up(kinds.elements())}. `curriculum read{sources} --json` lists them.")


def _show_problems(problems: Collection[Mapping[str, Any]], sources: str) -> None:
    """The problems of printing in full; how many reading had of which kind, and where they are told."""
    from curriculum.cli.read import KINDS
    from curriculum.problems import Problem

    of_reading = Counter(problem["kind"] for problem in problems if problem["kind"] in KINDS)
    printing = [one for one in problems if one["kind"] not in KINDS or one["kind"] in _WHOLE]
    console.show_problems(map(Problem.model_validate, printing), limit=_MOST)
    for kind in _WHOLE:
        del of_reading[kind]
    if of_reading:
        counted = ", ".join(f"{count} × {kind}" for kind, count in sorted(of_reading.items()))
        console.say(f"Worth a look: {counted}. `curriculum read{sources}` tells each with its line.")


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


def _say(text: str) -> None:
    console.tell(text)
