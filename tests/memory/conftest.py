"""Pupils with a real Anki collection each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pupil import Pupil


@pytest.fixture
def pupils(tmp_path: Path) -> Iterator[Callable[..., Pupil]]:
    """Makes pupils, and closes their Anki."""
    made: list[Pupil] = []

    def make(*keys: str, fsrs: bool = True) -> Pupil:
        folder = tmp_path / f"pupil {len(made)}"
        folder.mkdir()
        made.append(Pupil(folder, *keys, fsrs=fsrs))
        return made[-1]

    yield make
    for one in made:
        one.close()
