"""Shipped cards in today's spelling: a correction makes no other fact of one."""

from collections.abc import Callable

from curriculum.reading.corrections import pattern_of, respelt
from curriculum.reading.library import Library
from curriculum.shipping.lock import Entry


def respelling(library: Library) -> Callable[[Entry], Entry]:
    """What puts the words of a shipped card right as the corrections in force do those of the notes."""
    corrections = library.corrections
    if not corrections:
        return lambda entry: entry
    wrong = pattern_of(one.wrong for one in corrections)
    tables = {id: written.id for id, written in library.written}

    def respell(entry: Entry) -> Entry:
        if not any(map(wrong.search, entry.fields.values())):
            return entry
        table = tables.get(entry.episode, entry.episode)
        fields = {name: respelt(text, corrections, table) for name, text in entry.fields.items()}
        return entry.model_copy(update={"fields": fields}) if fields != entry.fields else entry

    return respell
