"""AnkiConnect's interface over a real collection: the actions that we use, answered as the add-on does.

Written after the add-on's own source (version 6 of its interface): names of actions and parameters,
shape of answers and of errors, ``importPackage`` through ``anki.importing`` with the options that the
legacy importer sets. The add-on itself needs Anki's window.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any

from anki.collection import Collection
from anki.errors import NotFoundError
from anki.importing import _LegacyAnkiPackageImporter


class Actions:
    """Each method is an action; its parameters have the add-on's names."""

    def __init__(self, col: Collection, profile: str = "User 1") -> None:
        self._col = col
        self._asked: list[str] = []
        self._profile = profile

    def version(self) -> int:
        return 6

    def modelNames(self) -> list[str]:
        return [entry.name for entry in self._col.models.all_names_and_ids()]

    def findNotes(self, query: str | None = None) -> list[int]:
        return [] if query is None else list(map(int, self._col.find_notes(query)))

    def notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:
        return [self._info(id) for id in notes]

    def _info(self, id: int) -> dict[str, Any]:
        note = self._col.get_note(id)
        order = {field["name"]: field["ord"] for field in note.note_type()["flds"]}
        return {
            "noteId": note.id,
            "profile": "User 1",
            "tags": note.tags,
            "fields": {name: {"value": value, "order": order[name]} for name, value in note.items()},
            "modelName": note.note_type()["name"],
            "mod": note.mod,
            "cards": [card.id for card in note.cards()],
        }

    def findCards(self, query: str | None = None) -> list[int]:
        return [] if query is None else list(map(int, self._col.find_cards(query)))

    def cardsInfo(self, cards: list[int]) -> list[dict[str, Any]]:
        return [self._card(id) for id in cards]

    def _card(self, id: int) -> dict[str, Any]:
        try:
            card = self._col.get_card(id)
        except NotFoundError:
            return {}
        note = card.note()
        order = {field["name"]: field["ord"] for field in card.note_type()["flds"]}
        states = self._col._backend.get_scheduling_states(card.id)
        deck = self._col.decks.get(card.did)
        assert deck is not None
        return {
            "cardId": card.id,
            "fields": {name: {"value": value, "order": order[name]} for name, value in note.items()},
            "fieldOrder": card.ord,
            "question": card.question(),
            "answer": card.answer(),
            "modelName": card.note_type()["name"],
            "ord": card.ord,
            "deckName": deck["name"],
            "css": card.note_type()["css"],
            "factor": card.factor,
            "interval": card.ivl,
            "note": card.nid,
            "type": card.type,
            "queue": card.queue,
            "due": card.due,
            "reps": card.reps,
            "lapses": card.lapses,
            "left": card.left,
            "mod": card.mod,
            "nextReviews": list(self._col._backend.describe_next_states(states)),
            "flags": card.flags,
        }

    def getReviewsOfCards(self, cards: list[int]) -> dict[int, list[dict[str, int]]]:
        columns = ("id", "usn", "ease", "ivl", "lastIvl", "factor", "time", "type")
        return {
            card: [
                dict(zip(columns, row, strict=True))
                for row in self._col.db.all(f"select {', '.join(columns)} from revlog where cid = ?", card)
            ]
            for card in cards
        }

    def getDeckConfig(self, deck: str) -> dict[str, Any] | bool:
        if deck not in [entry.name for entry in self._col.decks.all_names_and_ids()]:
            return False
        return self._col.decks.config_dict_for_deck_id(self._col.decks.id(deck))

    def updateNoteFields(self, note: dict[str, Any]) -> None:
        held = self._col.get_note(note["id"])
        for name, value in note["fields"].items():
            if name in held:
                held[name] = value
        self._col.update_note(held, skip_undo_entry=True)

    def addTags(self, notes: list[int], tags: str) -> None:
        self._col.tags.bulk_add(notes, tags)

    def removeTags(self, notes: list[int], tags: str) -> None:
        self._col.tags.bulk_remove(notes, tags)

    def importPackage(self, path: str) -> bool:
        # what the add-on's AnkiPackageImporter is in this Anki, without its printed deprecation
        _LegacyAnkiPackageImporter(self._col, path).run()
        return True

    def getActiveProfile(self) -> str:
        return self._profile

    def deckNamesAndIds(self) -> dict[str, int]:
        return {entry.name: entry.id for entry in self._col.decks.all_names_and_ids()}

    def deleteNotes(self, notes: list[int]) -> None:
        self._col.remove_notes(notes)


@contextmanager
def serving(
    col: Collection, profile: str = "User 1", lies: Mapping[str, Callable[[Any], Any]] = MappingProxyType({})
) -> Iterator[tuple[str, list[str]]]:
    """The address of such a server, and the list of actions that it is asked for.

    ``lies``: action → what it answers instead, made of its true answer.
    """
    actions = Actions(col, profile)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            actions._asked.append(request["action"])
            try:
                method = getattr(actions, request["action"], None)
                if method is None or request["action"].startswith("_"):
                    raise Exception("unsupported action")
                result = method(**request.get("params", {}))
                lie = lies.get(request["action"], lambda truth: truth)
                answer = {"result": lie(result), "error": None}
            except Exception as error:
                answer = {"result": None, "error": str(error)}
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", actions._asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def nobody() -> str:
    """An address where nobody listens."""
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.server_close()
    return f"http://127.0.0.1:{server.server_port}"


def write_garbage(path: Path) -> Path:
    path.write_bytes(b"PK not a package")
    return path
