"""The notes that the program is made for, when they lie beside the repository."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

needs_real_notes = pytest.mark.skipif(
    not any(SEEDS.glob("*.txt")), reason="the real episode files do not lie beside the repository"
)
"""Skips a test where the user's own notes are not at hand: they are never part of the repository."""

RETOLD = Path(__file__).resolve().parents[2] / "seeds"
"""The same episodes in our words, part of the repository."""
