"""A folder of invented notes."""

from pathlib import Path

import pytest
from assistant_client import NOTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One episode with three points: one is for a writer, one holds nothing, one is done by a rule."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "mills.md").write_text(NOTES, encoding="utf-8")
    (notes / "judge.toml").write_text("bias = 20.0\n", encoding="utf-8")  # what passes the checks ships
    return notes
