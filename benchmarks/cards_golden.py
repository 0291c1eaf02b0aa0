"""Golden lists: every card that notes give, shipped or held, and what has been won and lost since.

    python benchmarks/cards_golden.py [NAME [SOURCE...]] [--local] [--write]

Compares today's cards with benchmarks/golden/NAME.txt, or with each list there, and ends with an error when
anything differs; --write renews the list. With --local it lies in build/golden, which git ignores: the place
for notes not of the project. Rules alone speak: drafts.jsonl and cards.toml would hide what they do.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import board

from curriculum.cards.card import Card
from curriculum.cards.gap import with_gap
from curriculum.cards.write import share, write
from curriculum.problems import CurriculumError
from curriculum.reading.read import read

ROOT = Path(__file__).resolve().parents[1]
GOLDEN, LOCAL = ROOT / "benchmarks" / "golden", ROOT / "build" / "golden"
LISTS = {"seeds": ROOT / "seeds", "corpus": ROOT / "tests" / "planning" / "fixtures" / "corpus"}


class Line(NamedTuple):
    verdict: str
    point: str
    rule: str
    front: str
    answer: str
    reason: str = ""

    def __str__(self) -> str:
        face = f"{self.verdict}  {self.point}  {self.rule}  {self.front} → {self.answer}"
        return f"{face}  — {self.reason}" if self.reason else face

    @classmethod
    def of(cls, card: Card) -> "Line":
        front = with_gap(card.text, card.answer, "[…]") if card.kind == "cloze" else card.question
        told = (" ".join(text.split()) for text in (front, card.answer, *card.reasons[:1]))
        return cls(card.verdict, card.source.point or card.source.episode, card.rule, *told)

    @classmethod
    def parse(cls, row: str) -> "Line":
        verdict, point, rule, rest = row.split("  ", 3)
        face, _, reason = rest.partition("  — ")
        return cls(verdict, point, rule, *face.rpartition(" → ")[::2], reason)


def listed(sources: Sequence[Path]) -> str:
    """The list of the notes: a line of counts, then their cards by episode, point, verdict and wording."""
    library = read(sources)
    cards, order = write(library), dict[str, int]()
    for episode in library.episodes:
        for id in (episode.id, *(point.id for point in (*episode.points, *episode.takeaways))):
            order[id] = len(order)
    lines = sorted(map(Line.of, cards), key=lambda line: (order[line.point], line.verdict == "held", line))
    covered, points = share(cards, library.episodes)
    ships = sum(line.verdict == "ship" for line in lines)
    counts = f"# {points} points, {covered} with a card; {ships} cards shipped, {len(lines) - ships} held"
    return "".join(f"{row}\n" for row in (counts, *lines))


def compared(before: str, now: str) -> Iterator[str]:
    """Each shipped card won, lost (and why, if it is held now) or reworded, by point; then counts."""
    old, new = ([Line.parse(row) for row in text.splitlines()[1:]] for text in (before, now))
    was, ships = ({(one.point, *one[3:]): one for one in of if one.verdict == "ship"} for of in (old, new))
    why = {(line.point, line.answer): line.reason for line in new if line.verdict == "held"}
    changes = [line._replace(verdict="won") for face, line in ships.items() if face not in was]
    for line in (line for face, line in was.items() if face not in ships):
        fact = line.point, line.answer
        same = (n for n, one in enumerate(changes) if (one.verdict, one.point, one.answer) == ("won", *fact))
        if (at := next(same, None)) is None:
            changes.append(line._replace(verdict="lost", reason=why.get(fact, "")))
        else:
            changes[at] = changes[at]._replace(
                verdict="reworded", front=f"{line.front} ⇒ {changes[at].front}"
            )
    points = list(dict.fromkeys(line.point for line in (*new, *old)))
    yield from map(str, sorted(changes, key=lambda line: (points.index(line.point), line)))
    ruled = sum(face in was and was[face].rule != line.rule for face, line in ships.items())
    held = sum(line.verdict == "held" for line in set(old) ^ set(new))
    for what in ("won", "lost", "reworded"):
        yield f"{what}: {sum(line.verdict == what for line in changes)}"
    yield f"shipped by another rule: {ruled}; lines of held cards that differ: {held}"
    yield from (f"{name:<6} {text.splitlines()[0]}" for name, text in (("before", before), ("now", now)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument("sources", nargs="*", type=Path, metavar="SOURCE")
    parser.add_argument("--local", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.name and not given.sources and given.name not in LISTS:
        parser.error(f"{given.name} is no list of the repository: name its notes, SOURCE.")
    if not given.local and not all(one.resolve().is_relative_to(ROOT) for one in given.sources):
        parser.error("Notes from outside the repository stay outside: add --local.")
    for name in [given.name] if given.name else LISTS:
        path = (LOCAL if given.local else GOLDEN) / f"{name}.txt"
        try:
            now = listed(given.sources or [LISTS[name]])
        except CurriculumError as error:
            sys.exit("\n".join(f"{one.place}: {one.message} {one.remedy}" for one in error.problems))
        if not given.write and not path.is_file():
            sys.exit(f"{path} is not there to compare with: write it with --write.")
        before = path.read_text("utf-8") if path.is_file() else now
        print(f"== {name}", *(compared(before, now) if before != now else now.splitlines()[:1]), sep="\n")
        if given.write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now, "utf-8")
        if not given.write:
            changed = set(before.splitlines()) ^ set(now.splitlines())
            board.below(f"lines of the golden list {name} that differ", len(changed), "", 0)
    board.end()


if __name__ == "__main__":
    main()
