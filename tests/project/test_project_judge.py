"""The fit of the judge of cards: on made grades it finds what was put in, and it says what it measured."""

import csv
import json
import random
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from curriculum.cards.judge.features import FEATURES

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "benchmarks" / "cards_judge.py"
pytest.importorskip("sklearn", reason="scikit-learn comes with `make bench`")


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


def grades(path: Path, count: int = 240) -> Path:
    """Drafts by six authors: names in the answer are liked, empty words are not, all else is chance."""
    chosen = random.Random(7)
    names = [feature.name for feature in FEATURES]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("author", "group", "asks", *names, "grade"))
        for at in range(count):
            row = {name: chosen.random() for name in names}
            likes = 3 * row["answer_names"] - 3 * row["answer_empty"] + chosen.gauss(0, 0.3)
            grade = 1.0 if likes > 0.3 else 0.3 if likes > 0 else 0.0
            table.writerow((f"author-{at % 6}", f"episode-{at % 30}", "what", *row.values(), grade))
    return path


def test_the_fit_finds_what_readers_like(bench: dict[str, Any], tmp_path: Path) -> None:
    told = bench["read"](grades(tmp_path / "grades.csv"))
    found = bench["fit"](told, 0.1)
    weights = dict(zip(bench["NAMES"], found.weights, strict=True))
    ranked = sorted(weights, key=lambda name: weights[name])
    assert (ranked[0], ranked[-1]) == ("answer_empty", "answer_names")
    chances = bench["judged"](told)
    assert bench["auc"](chances, told.grades) > 0.85
    best = bench["chosen"](bench["levels"](chances, told))
    assert best.precision >= bench["PRECISION"]
    assert best.coverage > 0.6


def test_the_table_it_writes_is_read_as_it_was_fitted(bench: dict[str, Any], tmp_path: Path) -> None:
    told = bench["read"](grades(tmp_path / "grades.csv"))
    found = bench["fit"](told, 0.1)
    table = tomllib.loads(bench["toml_of"](found, 42, ["said"], "remark"))
    assert table["threshold"] == 42
    assert list(table["features"]) == list(bench["NAMES"])
    assert table["features"]["answer_names"]["weight"] == pytest.approx(
        found.weights[bench["NAMES"].index("answer_names")], abs=1e-4
    )


def test_graded_drafts_become_rows_without_text(bench: dict[str, Any], tmp_path: Path) -> None:
    draft = {
        "author": "Ada", "group": "e1", "grade": 0.65, "shares": {"zymurgia": 0.1}, "prose": 1.0,
        "asks": "when", "traits": ["passive"], "kind": "question", "question": "When was Zymurgia founded?",
        "answer": "1889", "quote": "Zymurgia was founded in 1889.", "context": "", "label": "", "title": "",
    }  # fmt: skip
    source, target = tmp_path / "graded.jsonl", tmp_path / "grades.csv"
    source.write_text(json.dumps(draft) + "\n", "utf-8")
    bench["measure"](source, target, tmp_path / "taste.toml")
    told = bench["read"](target)
    assert told.grades.tolist() == [0.65]
    assert dict(zip(bench["NAMES"], told.values[0], strict=True))["asks_when"] == 1
    assert "zymurgia" not in target.read_text("utf-8").lower()
    bench["add"](source, target)
    assert bench["read"](target).grades.tolist() == [0.65, 0.65]


def test_the_threshold_is_set_by_other_peoples_notes_and_by_many_authors(
    bench: dict[str, Any], tmp_path: Path
) -> None:
    told = bench["read"](grades(tmp_path / "grades.csv", 240))
    owners = ["seeds"] * 100 + ["Ada"] * 100 + [f"author-{at}" for at in range(40)]
    kept = [1.0] * 200 + [0.0] * 40
    mixed = told._replace(authors=owners, grades=bench["np"].array(kept))
    (level, *_) = bench["levels"](bench["np"].full(240, 0.9), mixed)
    assert level.ships == 140  # those of the seeds set nothing
    assert level.precision == pytest.approx(10 / 50)  # a hundred drafts of one author count as ten


def test_words_count_by_drafts_of_several_authors_and_never_by_ones_own(
    bench: dict[str, Any], tmp_path: Path
) -> None:
    source, target, taste = (tmp_path / name for name in ("graded.jsonl", "grades.csv", "taste.toml"))
    drafts = []
    for at in range(48):
        liked, author = at // 4 % 2, at % 4
        noun, verb = ("mill" if liked else "vision"), ("own" if author else "rare")
        drafts.append({
            "author": f"author-{author}", "group": f"e{at}", "grade": float(liked),
            "prose": 1.0, "shares": {},
            "asks": "what", "traits": [], "kind": "question",
            "question": f"What does the {noun} of Ada Clarke {verb}?", "answer": "a barge",
            "quote": "It was so.", "context": "", "label": "", "title": "",
        })  # fmt: skip
    source.write_text("".join(json.dumps(draft) + "\n" for draft in drafts), "utf-8")
    bench["measure"](source, target, taste)
    counts = tomllib.loads(taste.read_text("utf-8"))["front"]
    assert counts["mill"] > 0 > counts["vision"]
    assert not {"rare", "Ada", "Clarke"} & set(counts)  # one author's, and names
    told = bench["read"](target)
    liked = told.values[:, bench["NAMES"].index("front_taste")]
    assert min(liked[told.grades == 1]) > max(liked[told.grades == 0])


def test_grades_with_other_features_are_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("author,group,asks,grade\nAda,e1,what,1\n", "utf-8")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--grades", str(path)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 1
    assert "--measure" in done.stderr
