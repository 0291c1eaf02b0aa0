"""Ten thousand written flashcards, from Markdown to a package, beside other programs.

    python benchmarks/decks_flashcards.py [--cards 10000] [--tools build/peers] [--rounds 3]

The same facts in each program's own input format, a hundred files; CPU seconds and peak memory of the whole
command, the median of the rounds, run in turn. Ours also reads for what needs a look, checks every card,
plans the weeks, keeps a lock and writes a package a week beside the whole. The floor is markdown-it and
genanki with thirty lines between them. The other programs are installed in environments of their own, from
the package index; one that needs another Python is left out where there is none.
"""

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import board

ROOT = Path(__file__).parents[1]
FILES = 100
PATIENCE = 120
"""Seconds after which a program is stopped."""
WORDS = (
    "memory thread gluten circuit sleep yeast warp cache spindle starter oven gate neuron proof bell "
    "river market copper winter council light wave forest salt engine bread stone music"
).split()

FLOOR = """
import sys, genanki
from pathlib import Path
from markdown_it import MarkdownIt
model = genanki.Model(1607392319, "Plain", fields=[{"name": "Question"}, {"name": "Answer"}],
    templates=[{"name": "Card 1", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr>{{Answer}}"}])
markdown, decks = MarkdownIt(), []
for number, path in enumerate(sorted(Path(sys.argv[1]).glob("*.md"))):
    deck = genanki.Deck(2059400110 + number, path.stem)
    for token in markdown.parse(path.read_text("utf-8")):
        if token.type == "inline" and token.content.startswith("Q: "):
            question, _, answer = token.content.partition("\\nA: ")
            fields = [markdown.renderInline(question[3:]), markdown.renderInline(answer)]
            deck.add_note(genanki.Note(model=model, fields=fields))
    decks.append(deck)
genanki.Package(decks).write_to_file(sys.argv[2])
"""
GENANKI = """
import html, json, sys, genanki
model = genanki.Model(1607392319, "Plain", fields=[{"name": "Question"}, {"name": "Answer"}],
    templates=[{"name": "Card 1", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr>{{Answer}}"}])
decks = []
for number, cards in enumerate(json.load(open(sys.argv[1]))):
    deck = genanki.Deck(2059400110 + number, f"Deck {number}")
    for card in cards:
        deck.add_note(genanki.Note(model=model, fields=[html.escape(text) for text in card]))
    decks.append(deck)
genanki.Package(decks).write_to_file(sys.argv[2])
"""

Deck = list[tuple[str, str]]


class Peer(NamedTuple):
    """Another program."""

    name: str
    needs: tuple[str, ...]
    most: float | None
    """What our time by its time was to be at most."""
    python: str = "python3.11"
    """The oldest Python that runs it."""


PEERS = (
    Peer("ankdown", ("ankdown==0.7.1",), 1.0),
    Peer("markdown-anki-decks", ("markdown-anki-decks==1.1.1", "click==8.0.4"), 1.0),
    Peer("Md2Anki", ("md2anki==3.1.0",), 1.0, "python3.12"),
)


def facts(count: int) -> list[Deck]:
    """Questions and answers, in as many decks as there are files; no two questions are alike."""
    chance = random.Random(1)
    decks: list[Deck] = []
    for number in range(count):
        if number % -(-count // FILES) == 0:
            decks.append([])
        first, second, third = chance.sample(WORDS, 3)
        asked = f"What does the {first} of number {number} do for the {second} in {1500 + number % 500}?"
        told = f"It carries the {third} past the {chance.choice(WORDS)} {number % 97} times."
        decks[-1].append((asked, told))
    return decks


def write(folder: Path, decks: list[Deck]) -> None:
    """The facts in every program's format, each in a folder of its own."""
    import json

    for name in ("ours", "ankdown", "markdown-anki-decks", "Md2Anki"):
        (folder / name).mkdir()
    (folder / "genanki.json").write_text(json.dumps(decks), "utf-8")
    book = []
    for number, deck in enumerate(decks):
        name = f"notes-{number:04}"
        ours = "".join(f"Q: {ask}\nA: {answer}\n\n" for ask, answer in deck)
        title = f"# Practical Talk: {WORDS[number % len(WORDS)].title()} {number}\n\n## Flashcards\n\n"
        (folder / "ours" / f"{name}.md").write_text(title + ours, "utf-8")
        (folder / "ankdown" / name).mkdir()
        theirs = "".join(f"{ask}\n\n%\n\n{answer}\n\n---\n" for ask, answer in deck)
        (folder / "ankdown" / name / "cards.md").write_text(theirs, "utf-8")
        headed = f"# {name}\n" + "".join(f"\n## {ask}\n\n{answer}\n" for ask, answer in deck)
        (folder / "markdown-anki-decks" / f"{name}.md").write_text(headed, "utf-8")
        book.append(f"# {name}\n" + "".join(f"\n## {ask}\n\n{answer}\n" for ask, answer in deck))
    (folder / "Md2Anki" / "cards.md").write_text("\n".join(book), "utf-8")


def prepared(peer: Peer, tools: Path) -> Path | None:
    """The folder of a peer's programs, installed where it is not yet; None without the Python it needs."""
    home = tools / peer.name
    if not (home / "bin").exists():
        if peer.python == "python3.11":
            venv.create(home, with_pip=True)
        else:
            python = shutil.which(peer.python)
            made = python and subprocess.run([python, "-m", "venv", home], capture_output=True, check=False)
            if not made or made.returncode:
                return None
        pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", *peer.needs]
        subprocess.run(pip, check=True)
    return home / "bin"


def commands(folder: Path, tools: Path) -> Iterator[tuple[str, list[str | Path]]]:
    """Program → its command, which writes into ``folder/out``."""
    out = folder / "out"
    yield "plain genanki", [sys.executable, "-c", GENANKI, folder / "genanki.json", out / "plain.apkg"]
    yield "markdown-it + genanki", [sys.executable, "-c", FLOOR, folder / "ours", out / "floor.apkg"]
    ours = [sys.executable, "-m", "curriculum", "build", folder / "ours", "--only", "decks"]
    yield "ours", [*ours, "--output", out / "ours", "--lock", out / "ours.lock"]
    for peer in PEERS:
        bin = prepared(peer, tools)
        if bin is None:
            print(f"{peer.name} needs {peer.python}, which is not here: left out.")
        elif peer.name == "ankdown":
            yield peer.name, [bin / "ankdown", "-r", folder / peer.name, "-p", out / "ankdown.apkg"]
        elif peer.name == "markdown-anki-decks":
            yield peer.name, [bin / "mdankideck", folder / peer.name, out / "mad"]
        else:
            yield peer.name, [bin / "md2anki", folder / peer.name / "cards.md", "-o-anki", out / "m.apkg"]


class Run(NamedTuple):
    """What a run took."""

    seconds: float
    megabytes: float
    ended: bool


def measure(command: list[str | Path], out: Path) -> Run:
    """CPU seconds and peak memory of a command that begins with nothing made and nothing kept."""
    shutil.rmtree(out, ignore_errors=True)
    (out / "mad").mkdir(parents=True)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(out / "cache")}
    process = subprocess.Popen(
        [str(part) for part in command],
        env=env,
        cwd=out,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE)),
    )
    _, said = process.communicate()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, -9, -24):
        raise SystemExit(f"{command[0]} ended with {process.returncode}: {said.decode()[-500:]}")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode == 0)


def apart(command: list[str | Path], out: Path) -> Run:
    """As ``measure``, in a process of its own: the use of children is only known as a sum and a peak."""
    import json

    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(writer, "w") as pipe:
            json.dump(measure(command, out), pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return Run(*json.loads(told))


def main() -> None:
    """Show every program's figures beside ours."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cards", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--tools", type=Path, default=ROOT / "build" / "peers")
    given = options.parse_args()
    tools = given.tools.absolute()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, facts(given.cards))
        runs: dict[str, list[Run]] = {}
        todo = list(commands(folder, tools))
        for _ in range(given.rounds):
            for program, command in todo:
                if all(run.ended for run in runs.get(program, ())):
                    runs.setdefault(program, []).append(apart(command, folder / "out"))
                    print(program, runs[program][-1], flush=True)
    found = {
        program: [statistics.median(column) for column in zip(*some, strict=True)]
        for program, some in runs.items()
    }
    seconds, megabytes, _ = found["ours"]
    cards = f"{given.cards:,} flashcards"
    floor = "markdown-it + genanki"
    board.beside(f"{cards}, CPU", seconds, "s", "plain genanki", found["plain genanki"][0])
    board.beside(f"{cards}, CPU", seconds, "s", floor, found[floor][0], 2.0)
    board.beside(f"{cards}, memory", megabytes, "MB", floor, found[floor][1], 3.0)
    for peer in PEERS:
        if peer.name in found:
            ended = all(run.ended for run in runs[peer.name])
            name = peer.name if ended else f"{peer.name}, stopped after {PATIENCE} s"
            board.beside(f"{cards}, CPU", seconds, "s", name, found[peer.name][0], peer.most)
    board.end()


if __name__ == "__main__":
    main()
