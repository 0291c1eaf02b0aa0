"""How well reading agrees with two readers' labels of real notes by other hands, by author.

    python benchmarks/reading_labels.py [--half open|closed] [--files] [--labels FOLDER --notes FOLDER]

Recall is the share of what the readers labelled that was found; precision the share of what reading
gave that they labelled. Each file is read by itself; both readers count.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "reading"), str(ROOT)]

from labelled import FIELDS, LABELS, NOTES, Score, labelled_files, scored  # noqa: E402

from curriculum.problems import CurriculumError  # noqa: E402
from curriculum.reading.read import read  # noqa: E402


def row(name: str, score: Score) -> str:
    cells = [f"{100 * score[field].recall:4.0f}/{100 * score[field].precision:3.0f}" for field in FIELDS]
    return f"{name:<16}" + "".join(f"{cell:>12}" for cell in cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--half", choices=("open", "closed"), help="only these files")
    parser.add_argument("--files", action="store_true", help="a row a file, with the lines that differ")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--notes", type=Path, default=NOTES)
    given = parser.parse_args()
    if not given.notes.is_dir():
        sys.exit("The notes by other hands do not lie beside the repository: nothing to measure.")
    print(f"{'recall/precision':<16}" + "".join(f"{name:>12}" for name in FIELDS))
    total, by_author = Score(), dict[str, Score]()
    for file in labelled_files(given.labels, given.notes):
        if given.half and file.half != given.half:
            continue
        try:
            library = read([file.path])
        except CurriculumError:
            library = None
        score = scored(file, library, given.notes)
        by_author.setdefault(file.author, Score()).add(score)
        total.add(score)
        if given.files:
            print(row(file.path.stem[:15], score), file.path.relative_to(given.notes))
            print(f"    missed {sorted(set(score.missed))}\n    wrong {sorted(set(score.wrong))}")
    for author, score in by_author.items():
        print(row(author, score))
    print(row("all", total))


if __name__ == "__main__":
    main()
