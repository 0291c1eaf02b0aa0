"""What importing again does to a learner: this program and three others, the same way, in the real Anki.

    python benchmarks/decks_reimport.py [--tools FOLDER] [--write docs/reimport.md]

Each tool gets the same twelve facts in its own input format, makes a package, and a learner imports it,
studies seven cards, edits an answer, adds a tag, moves a card to a deck of their own and suspends one.
Then the author changes something, the tool makes the package anew, and the learner imports again with
Anki's own defaults. What the learner lost is counted, fact by fact. The other tools are installed in
virtual environments of their own under FOLDER (a temporary one by default), at the versions named here.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "decks"), str(ROOT)]

import board  # noqa: E402
import test_decks_reimport as cases  # noqa: E402
from author import Author, Told, ask_otherwise, ask_what  # noqa: E402
from learner import Learner  # noqa: E402

from curriculum.decks import package as packages  # noqa: E402

PLAIN_GENANKI = """
import json, sys, genanki
model = genanki.Model(1607392319, "Plain", fields=[{"name": "Question"}, {"name": "Answer"}],
    templates=[{"name": "Card 1", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr>{{Answer}}"}])
decks = []
for number, (name, cards) in enumerate(json.load(open(sys.argv[1])).items()):
    deck = genanki.Deck(2059400110 + number, name)
    for question, answer in cards:
        deck.add_note(genanki.Note(model=model, fields=[question, answer]))
    decks.append(deck)
genanki.Package(decks).write_to_file(sys.argv[2])
"""


def by_deck(author: Author) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Deck name → file name → questions and answers, as an author would lay them out by hand."""
    laid_out: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for number, (title, places) in enumerate(author.weeks, start=1):
        deck = laid_out.setdefault(f"{author.title}::Week {number} · {title}", {})
        for place in places:
            told = author.episodes[place]
            deck[told.title] = [author.ask(point) for point in told.points]
    return laid_out


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


@dataclass
class Tool:
    """One program under test."""

    name: str
    needs: tuple[str, ...] = ()
    make: Callable[[Path, Author, Path], None] | None = None
    """Python of its environment, author, package to make; None for this program."""
    python: Path = Path(sys.executable)

    def build(self, author: Author, folder: Path) -> Path:
        if self.make is None:
            return author.build()[0]
        time.sleep(1.1)  # these tools stamp notes with the clock: the next build is a later second
        author.built += 1
        path = folder / f"{author.built}.apkg"
        work = Path(tempfile.mkdtemp(dir=folder))
        self.make(self.python, author, path)
        work.rmdir()
        return path


def plain_genanki(python: Path, author: Author, path: Path) -> None:

    decks = {
        name: [card for cards in files.values() for card in cards] for name, files in by_deck(author).items()
    }
    given, script = path.with_suffix(".json"), path.with_suffix(".py")
    given.write_text(json.dumps(decks), "utf-8")
    script.write_text(PLAIN_GENANKI, "utf-8")
    _run(python, script, given, path)


def ankdown(python: Path, author: Author, path: Path) -> None:
    folder = path.with_suffix("")
    for deck, files in by_deck(author).items():
        (folder / deck.replace("::", " - ")).mkdir(parents=True)
        for name, cards in files.items():
            text = "".join(f"{question}\n\n%\n\n{answer}\n\n---\n" for question, answer in cards)
            (folder / deck.replace("::", " - ") / f"{name}.md").write_text(text, "utf-8")
    _run(python.with_name("ankdown"), "-r", folder, "-p", path)


def markdown_anki_decks(python: Path, author: Author, path: Path) -> None:
    folder, made = path.with_suffix(""), path.with_suffix(".out")
    folder.mkdir()
    made.mkdir()
    for deck, files in by_deck(author).items():
        cards = [card for some in files.values() for card in some]
        text = f"# {deck}\n" + "".join(f"\n## {question}\n\n{answer}\n" for question, answer in cards)
        (folder / f"{deck.replace('::', ' - ')}.md").write_text(text, "utf-8")
    _run(python.with_name("mdankideck"), folder, made)


TOOLS = [
    Tool("curriculum"),
    Tool("plain genanki", ("genanki==0.13.1",), plain_genanki),
    Tool("ankdown", ("ankdown==0.7.1",), ankdown),
    Tool("markdown-anki-decks", ("markdown-anki-decks==1.1.1", "click==8.0.4"), markdown_anki_decks),
]


class Student:
    """A learner whose notes may be of any note type: question first, answer second."""

    def __init__(self, folder: Path) -> None:
        self.learner = Learner(folder / "collection.anki2")
        self.col = self.learner.col

    def take(self, path: Path) -> None:
        """Import a package, or every package that a tool put beside it."""
        made = path.with_suffix(".out")
        for one in sorted(made.glob("*.apkg")) if made.exists() else [path]:
            self.learner.import_package(one)

    def note(self, question: str) -> Any:
        (found,) = [note for note in self.learner.notes() if question in note.fields[0]]
        return found

    def make_it_theirs(self) -> None:
        """What a learner does with cards that are dear to them."""
        self.learner.study(7)
        spindle = self.note("What is a spindle?")
        spindle.fields[1] = "MY WORDS"
        spindle.add_tag("hard")
        self.col.update_note(spindle)
        gluten, starter = self.note("What is gluten?"), self.note("What is a starter?")
        self.col.set_deck(gluten.card_ids(), self.col.decks.id("My own deck"))
        self.col.sched.suspend_cards(starter.card_ids())


@dataclass
class Facts:
    """Which fact a question asks, in whatever words it has been asked."""

    of: dict[str, str] = field(default_factory=dict)

    def learn(self, episodes: Iterable[Told]) -> None:
        for told in episodes:
            for point in told.points:
                for ask in (ask_what, ask_otherwise):
                    self.of[ask(point)[0]] = point.fact

    def fact(self, note: Any) -> str:
        text = note.fields[0]
        return next((fact for question, fact in self.of.items() if question in text), text)


def state(student: Student, facts: Facts) -> dict[int, dict[str, Any]]:
    """Note id → its fact, what it says, and all that a learner would miss about its cards."""
    found = {}
    for note in student.learner.notes():
        cards = [(card.did, card.queue, card.due, card.ivl, card.reps) for card in note.cards()]
        found[note.id] = {
            "fact": facts.fact(note),
            "answer": note.fields[1],
            "tags": set(note.tags),
            "cards": cards,
            "dear": any(card[4] for card in cards)
            or "hard" in note.tags
            or any(card[1] == -1 for card in cards),
        }
    return found


def losses(
    before: dict[int, dict[str, Any]], after: dict[int, dict[str, Any]], present: set[str]
) -> list[str]:
    """What the learner lost, in words; ``present`` are the facts that the author has now."""
    said = []
    moved = [id for id, held in before.items() if held["dear"] and after[id]["fact"] != held["fact"]]
    if moved:
        said.append(f"{len(moved)} histories go to other cards")
    lost = set()
    for id, held in before.items():
        if held["dear"] and held["fact"] in present:
            twins = [other for other, now in after.items() if now["fact"] == held["fact"] and other != id]
            if [twin for twin in twins if twin not in before]:
                lost.add(held["fact"])
    if lost:
        said.append(f"{len(lost)} studied cards start anew")
    copies = len(after) - len({held["fact"] for held in after.values()})
    copies -= len(before) - len({held["fact"] for held in before.values()})
    if copies > 0:
        said.append(f"{copies} copies")
    for id, held in before.items():
        if held["answer"] == "MY WORDS" and id not in moved:
            if after[id]["answer"] != "MY WORDS":
                said.append("edit overwritten")
            if "hard" not in after[id]["tags"]:
                said.append("tag removed")
    changed = [id for id, held in before.items() if after[id]["cards"] != held["cards"]]
    if changed:
        said.append(f"{len(changed)} schedules changed")
    return said


def _delete_and_restore(tool: Tool, author: Author, student: Student, folder: Path) -> None:
    gone = author.episodes[0].points.pop(0)
    student.take(tool.build(author, folder))
    author.episodes[0].points.insert(0, gone)
    student.take(tool.build(author, folder))


def _theme(tool: Tool, author: Author, student: Student, folder: Path) -> None:
    theme = author.sibling("Making", [("Chips and bread", [0, 2])])
    student.take(tool.build(theme, folder))


def _lose_lock(tool: Tool, author: Author, student: Student, folder: Path) -> None:
    if tool.make is None:
        author.lock_path.unlink()
    student.take(tool.build(author, folder))


def _new_looks(tool: Tool, author: Author, student: Student, folder: Path) -> None:
    old, when = packages.looks, packages.LOOKS_CHANGED
    packages.looks = lambda kind: old(kind)._replace(css=old(kind).css + "\n.new {}")  # type: ignore[assignment]
    packages.LOOKS_CHANGED = when + 1
    try:
        student.take(tool.build(author, folder))
    finally:
        packages.looks, packages.LOOKS_CHANGED = old, when  # type: ignore[assignment]


def _rewrite(tool: Tool, author: Author, student: Student, folder: Path) -> None:
    cases.write_drafts(author)
    student.take(author.build(rewrite=True)[0])


def _other_card(tool: Tool, author: Author, student: Student, folder: Path) -> None:
    author.point(1, 1, answer="the settling of memories in deep sleep")
    student.take(tool.build(author, folder))


Step = Callable[[Tool, Author, Student, Path], None]


def after(edit: Callable[[Author], None]) -> Step:
    """The step of importing again after an edit."""

    def step(tool: Tool, author: Author, student: Student, folder: Path) -> None:
        edit(author)
        student.take(tool.build(author, folder))

    return step


STEPS: dict[str, tuple[Step, bool]] = {
    "same build again": (after(cases.do_nothing), True),
    "answer edited": (after(cases.reword_answer), True),
    "question edited": (after(cases.reword_question), True),
    "typo mended": (after(cases.mend_typos), True),
    "label edited": (after(cases.relabel), True),
    "point inserted on top": (after(cases.insert_on_top), True),
    "points and episodes reordered": (after(cases.reorder), True),
    "point deleted, then restored": (_delete_and_restore, True),
    "episode retitled": (after(cases.retitle), True),
    "episode moved to another file": (after(cases.move_file), True),
    "points moved to another episode": (after(cases.move_points), True),
    "week renamed": (after(cases.rename_week), True),
    "outline re-planned": (after(cases.replan), True),
    "theme curriculum imported after the whole": (_theme, True),
    "lock deleted": (_lose_lock, False),
    "note type CSS changed": (_new_looks, False),
    "a rule of the program changed": (after(cases.change_a_rule), False),
    "drafts written for points whose cards are held": (after(cases.write_drafts), False),
    "the same, built with --rewrite": (_rewrite, False),
    "learner edited one card, source changed another": (_other_card, True),
}
"""Case → what happens, and whether it means anything for the other tools."""


def two_orders(tool: Tool, folder: Path) -> list[str]:
    """Losses over both orders of importing two curricula, twice each."""
    said: list[str] = []
    for first in (True, False):
        home = Path(tempfile.mkdtemp(dir=folder))
        author, student, facts = Author(home), Student(home), Facts()
        facts.learn(author.episodes)
        whole = tool.build(author, home)
        theme = tool.build(author.sibling("Making", [("Chips and bread", [0, 2])]), home)
        order = [whole, theme] if first else [theme, whole]
        student.take(order[0])
        student.take(order[1])
        copies = len(student.learner.notes()) - 12
        student.learner.study(7)
        before = state(student, facts)
        for path in order:
            student.take(path)
        found = losses(before, state(student, facts), set(facts.of.values()))
        said += [f"{copies} copies"] * (copies > 0) + found
        student.learner.close()
    return list(dict.fromkeys(said))


def try_case(tool: Tool, step: Step, folder: Path) -> list[str]:
    home = Path(tempfile.mkdtemp(dir=folder))
    author, student, facts = Author(home), Student(home), Facts()
    facts.learn(author.episodes)
    student.take(tool.build(author, home))
    student.make_it_theirs()
    before = state(student, facts)
    step(tool, author, student, home)
    facts.learn(author.episodes)
    present = {point.fact for told in author.episodes for point in told.points}
    found = losses(before, state(student, facts), present)
    student.learner.close()
    return found


def prepare(tool: Tool, folder: Path) -> None:
    """Install a tool into a virtual environment of its own, unless it is there."""
    if not tool.needs:
        return
    home = folder / tool.name.replace(" ", "-")
    tool.python = home / "bin" / "python"
    if not tool.python.exists():
        venv.create(home, with_pip=True)
        _run(tool.python, "-m", "pip", "install", "--quiet", *tool.needs)


def table(folder: Path) -> list[list[str]]:
    """The rows: case, then what the learner of each tool lost."""
    rows = []
    for name, (step, for_all) in STEPS.items():
        cells = [
            "; ".join(try_case(tool, step, folder)) or "nothing lost" if for_all or tool.make is None else "–"
            for tool in TOOLS
        ]
        rows.append([name, *cells])
        print(" | ".join(rows[-1]), flush=True)
    cells = ["; ".join(two_orders(tool, folder)) or "nothing lost" for tool in TOOLS]
    rows.append(["two curricula imported in either order", *cells])
    print(" | ".join(rows[-1]), flush=True)
    return rows


def render(rows: list[list[str]]) -> str:
    heads = ["case", *(tool.name for tool in TOOLS)]
    lines = ["| " + " | ".join(row) + " |" for row in [heads, ["---"] * len(heads), *rows]]
    return TEXT.format(
        table="\n".join(lines),
        anki=version("anki"),
        versions=", ".join(
            need.replace("==", " ") for tool in TOOLS for need in tool.needs if "click" not in need
        ),
    )


TEXT = """# Importing again

What happens to a learner who imports a package, studies, and imports the next one? This table is made by
`python benchmarks/decks_reimport.py --write docs/reimport.md`, in the real Anki ({anki}) with its default
import options; nothing in it is written by hand.

Each tool gets the same twelve facts in its own format. The learner studies seven cards, edits one answer
("MY WORDS") and tags that note, moves a card to a deck of their own and suspends another. Then the author
changes something, the tool makes its package anew, and the learner imports it. The table says what the
learner lost.

{table}

- *histories go to other cards*: what the learner studied now stands on a card that asks something else.
- *studied cards start anew*: a card that was studied, tagged or suspended comes again as a new one.
- *copies*: notes that ask what another note asks already.
- *edit overwritten*, *tag removed*: the learner's own words or tag are gone from a note that the author had
  not changed.
- *schedules changed*: a card's deck, queue, due date, interval or number of reviews is not what it was.
- –: the case means nothing for this tool (it has no lock, and its wording is the author's own).

Versions: {versions}. `tests/decks/test_decks_reimport.py` holds this program to the first column, case by
case, `tests/decks/test_decks_scripts.py` and `test_decks_edits.py` to random scripts of such events.

## What this program cannot do

- A note whose question or answer the author has changed arrives whole: what the learner had written on *that*
  note, and tags of their own on it, give way to the new text. Anki's importer knows no finer way;
  `curriculum ship --to anki` at least leaves the tags (see [anki.md](anki.md)). What changes on the back
  alone is not sent.
- A note that the learner has edited gets no tag from a package when its source goes, for the tag would come
  with our words; the search that `build` prints finds it all the same, and `ship` tags it.
- A package that tells of a retired card, as it does until the next change, brings it also to a learner who
  never had it, for a package is the same for all: as the last of the new cards, suspended where *Import any
  learning progress* is ticked. `ship` does not send it.
- A note that the learner deleted comes back with the next package, for Anki's importer does not remember it.
  `ship` does not send it again, and a card that `curriculum progress` was told to drop is in no package.
- A card that an edit has changed too much to be surely the same begins anew, and the old one retires:
  `build --dry-run` names both.
- A lock that is lost after answers were edited: those cards come as new ones, since their keys were made
  from the first wording. Nothing is overwritten. Keep `curriculum.lock` with your notes.
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--tools", type=Path, help="folder for the other tools' virtual environments")
    options.add_argument("--write", type=Path, help="write the document there")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for tool in TOOLS:
            prepare(tool, (given.tools or Path(folder)).absolute())
        rows = table(Path(folder))
    if given.write:
        given.write.write_text(render(rows), "utf-8")
    for place, tool in enumerate(TOOLS, start=1):
        lost = sum(row[place] not in ("nothing lost", "–") for row in rows)
        what = f"events of {len(rows)} after which a learner loses something"
        if place == 1:
            board.below(what, lost, "", 0)
        else:
            board.told(f"{what}, {tool.name}", lost, "")
    board.end()


if __name__ == "__main__":
    main()
