"""``cards.csv``: the same notes as a table, for Anki's CSV importer and for other programs."""

import csv
from collections.abc import Iterator, Sequence

from curriculum.decks.note_types import NOTE_TYPES, Values, values_of
from curriculum.shipping.note import Note

_FIELDS = ("Front", "Back", "Context", "Detail", "Quote", "Source", "Picture", "Sound", "Key")
"""The columns of fields. A cloze has one field less before its Context: its row begins one to the left."""
_META = ("guid", "notetype", "deck", "tags")


class _Lines:
    """A file for ``csv.writer`` that keeps nothing: what is written is given back."""

    def write(self, line: str) -> str:
        return line


def render(notes: Sequence[Note], values: Values = values_of) -> Iterator[str]:
    """The lines of the table, after the header lines by which Anki knows its columns.

    Retired notes are left out: a table can add cards, not take them away. Cards that the learner
    has stay as they are ("keep current"): the importer of tables knows no change times, and would
    overwrite what the learner wrote.
    """
    yield "#separator:Comma\n#html:true\n#if matches:keep current\n"
    for number, name in enumerate(_META, start=len(_FIELDS) + 1):
        yield f"#{name} column:{number}\n"
    rows = csv.writer(_Lines(), lineterminator="\n", quoting=csv.QUOTE_ALL)  # an unquoted # begins a comment
    columns = [*_FIELDS, *(name.capitalize() for name in _META)]
    yield "#columns:" + ",".join(columns) + "\n"
    for note in notes:
        if note.state != "retired":
            yield rows.writerow(  # what ``write`` gives back
                [
                    *_filled(note, values(note)),
                    note.guid,
                    NOTE_TYPES[note.kind].name,
                    note.deck,
                    " ".join(note.tags),
                ]
            )


def _filled(note: Note, values: Sequence[str]) -> list[str]:
    kept = values[: len(NOTE_TYPES[note.kind].fields) - 3]  # without the spare fields, which are empty
    return [*kept, *[""] * (len(_FIELDS) - len(kept))]
