"""A filtered deck for a curriculum made by theme, of the cards that lie in other decks.

AnkiConnect has no action that makes one. Its import of a package keeps one that is in it, if a card lies
there (Anki 26.9; earlier ones refuse the package). So a note goes along that Anki has: a copy of it, as old
as can be and without its note type, of which an import takes nothing. Cards move when the learner presses
Rebuild.
"""

import json
import re
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, Field, ValidationError

from curriculum import publish
from curriculum.decks import seen, unpack
from curriculum.decks.anki_connect import Anki
from curriculum.decks.ids import deck_ids
from curriculum.decks.names import level
from curriculum.decks.zipped import write_zip
from curriculum.problems import CurriculumError
from curriculum.shipping.note import FIRST_SHIPPED

MOST = 9999
"""Cards that the deck takes at once."""
_ADDED = 5
"""Anki's number for the order in which cards came."""
_HOME = 1
"""The id of the deck that every collection has."""
_CARRIER = "curriculum::carrier"
"""Tag of the copy in the package, by which one that Anki took after all would be found."""
_SEARCH = r"tag:curriculum::(theme|episode)::[^\s\"\\*_()]+"

State = Literal["made", "there", "deleted", "refused"]


class Filtered(NamedTuple):
    """The deck, and what became of it."""

    name: str
    search: str
    """What finds its cards."""
    state: State
    """``there``: a deck has that name, and was left alone. ``deleted``: the learner deleted what was made.
    ``refused``: this Anki takes none from a package."""


class _Outline(BaseModel):
    title: str
    themes: Annotated[list[str], Field(min_length=1)]


class _Searches(BaseModel):
    elsewhere: Annotated[str, Field(pattern=rf"^{_SEARCH}( OR {_SEARCH})*$")]


class _Report(BaseModel):
    """What there is to know of the build that made a package."""

    package: str
    outline: _Outline
    searches: _Searches


class _Carrier(NamedTuple):
    """The note that goes along."""

    id: int
    guid: str
    fields: tuple[str, ...]
    """As Anki has them."""


def put(path: Path, anki: Anki) -> Filtered | None:
    """Make the filtered deck of a package's curriculum in Anki, empty, where there is none of its name.

    None where the package is not the whole of a curriculum that was made by theme and shares cards with
    others, as the manifest beside it says, or Anki has none of them.
    Raises CurriculumError when Anki does not answer, or answers what AnkiConnect never does.
    """
    try:
        report = _Report.model_validate(publish.report(path.parent))
    except ValidationError:
        return None
    if Path(report.package).name != path.name:
        return None
    top, found = level(report.outline.title), report.searches.elsewhere
    name = f"{top} · in other decks"
    profile = anki.profile()
    had = seen.read(profile)
    decks = anki.told(dict[str, int], "deckNamesAndIds")
    if name.casefold() in map(str.casefold, decks):
        return Filtered(name, found, "there")
    if name in had.decks:
        return Filtered(name, found, "deleted")
    if not anki.told(list[int], "findNotes", query=found):
        return None
    home = next((deck for deck, id in decks.items() if id == _HOME), "")
    carrier = _carrier(path, anki, found)
    if not home or carrier is None:
        return Filtered(name, found, "refused")
    with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
        package = Path(folder, "filtered.apkg")
        write(package, path, carrier, name, f"({found}) -deck:{_quoted(top)}", home)
        if not _import(package, anki, carrier, name):
            return Filtered(name, found, "refused")
    seen.write(profile, had.further((), [name]))
    return Filtered(name, found, "made")


def write(target: Path, source: Path, carrier: _Carrier, name: str, search: str, home: str) -> None:
    """Write a package with a filtered deck, and in it the copy of a note of the package ``source``.

    Args:
        target: the ``.apkg`` file.
        source: a package that we wrote, with the note.
        carrier: the note, as Anki has it.
        name: of the filtered deck.
        search: what it fetches.
        home: name of the deck with id 1: a filtered deck is one only while its card has a home.
    """
    unpack.write_part(source, {carrier.guid}, target)
    (id,) = deck_ids([name]).values()
    with unpack.collection(target) as database:
        with closing(sqlite3.connect(database)) as connection:
            default = json.loads(*connection.execute("select decks from col").fetchone())[str(_HOME)]
            decks = {str(_HOME): {**default, "name": home}, str(id): _deck(default, id, name, search)}
            connection.execute("update col set decks = ?, models = '{}'", (json.dumps(decks),))
            connection.execute(
                "update notes set mod = 0, tags = ?, flds = ?",
                (f" {_CARRIER} ", "\x1f".join(carrier.fields)),  # were it taken, it would say the same
            )
            connection.execute("delete from cards where ord > 0")
            connection.execute("update cards set did = ?, odid = ?, queue = -1", (id, _HOME))
            connection.commit()
            connection.execute("vacuum")
        write_zip(target, database)


def _deck(default: Mapping[str, Any], id: int, name: str, search: str) -> dict[str, Any]:
    """A filtered deck as Anki's packages have it, from the deck that every collection has."""
    kept = {key: value for key, value in default.items() if key not in ("conf", "extendNew", "extendRev")}
    made = {"id": id, "name": name, "desc": "", "dyn": 1, "mod": FIRST_SHIPPED, "delays": None}
    how = {"terms": [[search, MOST, _ADDED]], "resched": True, "separate": True, "previewDelay": 10}
    return {**kept, **made, **how}


def _quoted(deck: str) -> str:
    """A deck's name as Anki's search takes it."""
    return '"' + re.sub(r'([\\"*_])', r"\\\1", deck) + '"'


def _carrier(path: Path, anki: Anki, search: str) -> _Carrier | None:
    """A note that the search finds and whose first card is there: of others an import may add it."""
    guids = {note.fields["Key"]: note.guid for note in unpack.read(path)}
    there = set(anki.told(list[int], "findNotes", query=f"({search}) card:1"))
    for key, info in anki.held().items():
        if info["noteId"] in there and key in guids:
            values = tuple(field["value"] for field in info["fields"].values())
            return _Carrier(info["noteId"], guids[key], values)
    return None


def _import(package: Path, anki: Anki, carrier: _Carrier, name: str) -> bool:
    """Import the package; whether Anki has the filtered deck then.

    Should the note have another GUID in Anki, its copy comes in, and is taken out again.
    """
    carried = f"tag:{_CARRIER}"
    before = {carrier.id, *anki.told(list[int], "findNotes", query=carried)}
    try:
        anki.ask("importPackage", path=str(package.resolve()))
    except CurriculumError:
        return False
    if came := [id for id in anki.told(list[int], "findNotes", query=carried) if id not in before]:
        anki.ask("deleteNotes", notes=came)
    config = anki.ask("getDeckConfig", deck=name)
    return isinstance(config, dict) and bool(config.get("dyn"))
