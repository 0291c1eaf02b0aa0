"""The benchmarks' board: what was measured, beside a peer and a target, and an error where it is missed."""

import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
NEED_MORE = {"planning_titles.py": "names a folder", "reading_labels.py": "needs notes by other hands"}
"""Benchmarks that `make bench` does not run, and why."""


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(FOLDER))
    import board

    yield board
    del sys.modules["board"]


def test_every_benchmark_is_run_by_make_bench(board: Any) -> None:
    run = runpy.run_path(str(FOLDER / "run.py"))
    there = {path.name for path in FOLDER.glob("*.py") if "__main__" in path.read_text("utf-8")}
    assert {f"{name}.py" for name in run["BENCHMARKS"]} == there - {"run.py", *NEED_MORE}


@pytest.mark.parametrize(
    ("ours", "theirs", "said"), [(1.5, 1.0, "| 1.50 | ratio ≤ 2 | met |"), (3.0, 1.0, "**missed** |")]
)
def test_a_figure_stands_beside_a_peers_and_its_target(
    board: Any, ours: float, theirs: float, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    board.beside("cards", ours, "s", "genanki", theirs, 2.0)
    assert capsys.readouterr().out.strip().endswith(said)


def test_a_target_that_is_missed_is_an_error(board: Any, capsys: pytest.CaptureFixture[str]) -> None:
    board.below("an unchanged build", 0.2, "s", 0.5)
    board.end()
    board.above("nDCG@10", 0.5, "BM25", 0.6)
    with pytest.raises(SystemExit) as end:
        board.end()
    assert end.value.code == board.MISSED
    assert capsys.readouterr().err == "missed: nDCG@10\n"


def test_the_table_has_the_figures_of_all_benchmarks(
    board: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(board.BOARD, str(tmp_path / "board.jsonl"))
    board.told("first build", 12.25, "s")
    board.beside("notes", 20_000, "", "genanki", 10_000, 1.3)
    figures = board.read(tmp_path / "board.jsonl")
    run = runpy.run_path(str(FOLDER / "run.py"))
    page = tmp_path / "README.md"
    page.write_text("before\n<!-- table: begin -->\nold\n<!-- table: end -->\nafter\n", "utf-8")
    run["put"](page, run["render"](figures, ["reading_speed"], 120.0))
    text = page.read_text("utf-8")
    assert "0 of 1 targets met; 2 minutes on" in text
    assert "| first build | 12.2 s |" in text
    assert "| notes | 20,000 | genanki | 10,000 | 2.00 | ratio ≤ 1.3 | **missed** |" in text
    assert "Ended with an error: reading_speed." in text
    assert "old" not in text
    assert text.startswith("before\n")
    assert text.endswith("after\n")
