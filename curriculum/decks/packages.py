"""A curriculum's packages, and the table of all its cards."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from curriculum.decks import names, package, table
from curriculum.decks.check import check
from curriculum.decks.note_types import values_of
from curriculum.planning import workload
from curriculum.planning.outline import Outline, Week
from curriculum.shipping.note import CARDS, Note
from curriculum.writing import named

TABLE = "cards.csv"


def write(folder: Path, outline: Outline, titles: Mapping[str, str], notes: Sequence[Note]) -> None:
    """Write one package for the curriculum, one for each week that has cards, and the table of all cards.

    Without a note there is nothing to import, and no file.

    Args:
        folder: where they go; it exists.
        outline: the weeks.
        titles: episode id → title.
        notes: all that ship, in the order of study.

    Raises:
        OSError: a file cannot be written; its name is in it.
        CurriculumError: a note is none that Anki would take.
    """
    if not notes:
        return
    descriptions = names.describe(outline, titles)
    own = [(week, of_week(notes, outline, week)) for week in outline.weeks]
    a_week = [sum(CARDS[note.kind] for note in its) for _, its in own]
    pace = outline.new_cards_a_day or workload.even(a_week)
    check(notes)
    known = {note.key: values_of(note) for note in notes}

    def values(note: Note) -> Sequence[str]:
        return known[note.key]

    package.write(folder / f"{outline.stem}.apkg", notes, descriptions, pace, values)
    for week, its in own:
        if its:
            package.write(folder / f"{week.stem}.apkg", its, descriptions, pace, values)
    with named(folder / TABLE), (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        file.writelines(table.render(notes, values))


def of_week(notes: Sequence[Note], outline: Outline, week: Week) -> tuple[Note, ...]:
    """The notes that a week ships, in order."""
    deck = names.deck_of(outline, week)
    return tuple(note for note in notes if note.week == deck and note.state != "retired")
