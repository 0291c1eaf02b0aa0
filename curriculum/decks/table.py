"""``cards.csv``: the same notes as a table, for Anki's CSV importer and for other programs."""

import csv
import io
from collections.abc import Sequence

from curriculum.decks.note_types import NOTE_TYPES, Values, values_of
from curriculum.shipping.note import Note

_FIELDS = ("Front", "Back", "Context", "Detail", "Quote", "Source", "Picture", "Sound", "Key")
"""The columns of fields. A cloze has one field less before its Context: its row begins one to the left."""
_META = ("guid", "notetype", "deck", "tags")


def render(notes: Sequence[Note], values: Values = values_of) -> str:
    """The table as text, with the header lines by which Anki knows its columns.

    Retired notes are left out: a table can add cards, not take them away. Cards that the learner
    has stay as they are ("keep current"): the importer of tables knows no change times, and would
    overwrite what the learner wrote.
    """
    out = io.StringIO()
    out.write("#separator:Comma\n#html:true\n#if matches:keep current\n")
    for number, name in enumerate(_META, start=len(_FIELDS) + 1):
        out.write(f"#{name} column:{number}\n")
    rows = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)  # an unquoted # begins a comment
    columns = [*_FIELDS, *(name.capitalize() for name in _META)]
    out.write("#columns:" + ",".join(columns) + "\n")
    for note in notes:
        if note.state != "retired":
            rows.writerow(
                [
                    *_filled(note, values(note)),
                    note.guid,
                    NOTE_TYPES[note.kind].name,
                    note.deck,
                    " ".join(note.tags),
                ]
            )
    return out.getvalue()


def _filled(note: Note, values: Sequence[str]) -> list[str]:
    kept = values[: len(NOTE_TYPES[note.kind].fields) - 3]  # without the spare fields, which are empty
    return [*kept, *[""] * (len(_FIELDS) - len(kept))]
