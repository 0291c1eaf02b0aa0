"""A folder of invented notes with cards that ship and drafts that wait, and the desk over it."""

from pathlib import Path

import pytest
from desk_sample import NOTES, desk_of

from curriculum.desk.desk import Desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "mills.md").write_text(NOTES, encoding="utf-8")
    (notes / "judge.toml").write_text("bias = -20.0\n", encoding="utf-8")  # what rules write is held
    return notes


@pytest.fixture
def desk(folder: Path) -> Desk:
    return desk_of(folder)
