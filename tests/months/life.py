"""Three months of one learner: episodes arrive, a real Anki is studied, some cards will not stick."""

import html
import json
import random
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.stats_pb2 import GraphsResponse
from bare_guides import bare_guides
from click.testing import CliRunner, Result
from learner import pass_days

from curriculum.cli import group

AGAIN, GOOD = 1, 3
_FIELDS = {
    "kiln": "clay glaze kiln pot slip bisque firing potter wheel".split(),
    "bee": "hive queen honey pollen swarm comb drone nectar keeper".split(),
    "sail": "mast rope anchor keel tide harbour sailor knot wind".split(),
    "bread": "dough yeast oven crust flour loaf starter crumb baker".split(),
}


def episode(number: int) -> tuple[str, str]:
    """The name and the text of a file: one of four fields, three points, each with a flashcard."""
    field = list(_FIELDS)[number % 4]
    nth = number // 4 + 1
    told = chosen(number)
    lines = [f"# The {field} talk about {told[0]}, {nth}", "", "## Key points", ""]
    for at, word in enumerate(told, start=1):
        lines.append(
            f"{at}. **The {word} of {field} {nth}**: "
            f"In York, Ada Clarke sold {number + 10}{at} pieces of {word} number {number}."
        )
    lines += ["", "## Flashcards", ""]
    for at, word in enumerate(told, start=1):
        lines.append(f"- Which mark has {word} number {number} in {field} talk {nth}? :: mark {number}{at}")
    return f"{number:02}-{field}.md", "\n".join(lines) + "\n"


def chosen(number: int) -> list[str]:
    """The three words that an episode is about."""
    words = list(_FIELDS.values())[number % 4]
    return [words[(number + step) % len(words)] for step in (0, 2, 5)]


class Life:
    """A folder of notes and a collection; time passes when it is told to."""

    def __init__(self, home: Path) -> None:
        self.notes, self.decks, self.path = home / "notes", home / "decks", home / "collection.anki2"
        self.notes.mkdir()
        self._open()
        self.col.set_config("fsrs", True)
        self._chance = random.Random(1)

    def _open(self) -> None:
        self.col = Collection(str(self.path))
        self.col.db.execute("pragma synchronous = off")  # a power cut may take this life

    def close(self) -> None:
        self.col.close()

    def hear(self, *numbers: int) -> None:
        """Episodes whose notes are written."""
        for number in numbers:
            name, text = episode(number)
            (self.notes / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        """A command, which must end well."""
        result = CliRunner().invoke(group, arguments)
        assert result.exit_code == 0, (result.exception, result.output)
        return result

    def build(self, month: str, *options: str) -> dict[str, Any]:
        """What ``build --json`` says of a month's curriculum; without options nobody looks at its guides."""
        order = ["build", str(self.notes), "--month", month, "--output", str(self.decks), "--json"]
        return dict(json.loads(self.run(*order, *(options or bare_guides())).stdout))

    def guides(self, made: dict[str, Any]) -> str:
        """What the guides of the weeks say, as pages for a screen."""
        pages = Path(made["folder"]).glob("week-*.html")
        return " ".join(html.unescape(page.read_text("utf-8")) for page in sorted(pages))

    @staticmethod
    def asked_again(text: str, numbers: Iterable[int]) -> int:
        """How many flashcards of these episodes a text asks."""
        return sum(
            len(re.findall(rf"{word}\s+number\s+{number}\b", text))
            for number in numbers
            for word in chosen(number)
        )

    def take_in(self, made: dict[str, Any]) -> None:
        """Import the package of a build, as from Anki's menu."""
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_deck_configs=True)
        self.col.import_anki_package(ImportAnkiPackageRequest(package_path=made["package"], options=options))

    def progress(self) -> dict[str, Any]:
        """What ``progress --json`` says."""
        order = ["progress", str(self.notes), "--collection", str(self.path), "--json"]
        return dict(json.loads(self.run(*order).stdout))

    def live(self, days: int, knows: Callable[[str], float]) -> None:
        """Study all that is due for so many days; ``knows`` gives the chance that a key is remembered."""
        for _ in range(days):
            for deck in self.col.decks.all_names_and_ids():
                self.col.decks.select(deck.id)
                while (card := self.col.sched.getCard()) is not None:
                    card.timer_started = time.time() - 8
                    right = self._chance.random() < knows(card.note()["Key"])
                    self.col.sched.answerCard(card, GOOD if right else AGAIN)
            self._sleep()

    def _sleep(self) -> None:
        pass_days(self.col)
        self.col.close()
        self._open()

    def note(self, key: str) -> Any:
        (id,) = self.col.find_notes(f'"Key:{key}"')
        return self.col.get_note(id)

    def held(self) -> set[str]:
        """Of all notes; two with one key are a fault."""
        keys = [self.col.get_note(id)["Key"] for id in self.col.find_notes("")]
        assert len(keys) == len(set(keys))
        return set(keys)

    def history(self) -> dict[str, set[tuple[int, int]]]:
        """Key → the answers that were given, by button and duration: time passes, they do not change."""
        rows = self.col.db.all(
            "select notes.id, revlog.id, ease from revlog join cards on cards.id = cid "
            "join notes on notes.id = nid order by revlog.id"
        )
        found: dict[str, set[tuple[int, int]]] = {}
        first = rows[0][1] if rows else 0
        for id, at, ease in rows:
            found.setdefault(self.col.get_note(id)["Key"], set()).add((at - first, ease))
        return found

    def true_retention(self) -> tuple[int, int]:
        """Reviews of the last 30 days that Anki's own table counts as passed, and all of them."""
        graphs: GraphsResponse = self.col._backend.graphs(search="", days=365)
        month = graphs.true_retention.month
        passed = month.young_passed + month.mature_passed
        return passed, passed + month.young_failed + month.mature_failed
