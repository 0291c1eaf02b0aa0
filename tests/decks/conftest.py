"""A learner with a real Anki collection, and a small library whose points the tests edit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from author import Author
from learner import Learner


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path / "collection.anki2")
    yield someone
    someone.close()


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where ``ship`` remembers what Anki had: every learner begins anew."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "curriculum"
