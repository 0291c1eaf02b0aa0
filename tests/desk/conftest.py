"""A folder of invented notes with cards that ship and drafts that wait, and the desk over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bare_guides import bare_guides
from chromium import Browser, browser
from desk_browser import started
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


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """The address of the desk over the folder; what it builds, with bare guides, goes beside the notes."""
    with started(folder, *bare_guides()[:2], "--output", str(folder.parent / "decks")) as one:
        yield one


@pytest.fixture(scope="session")
def browsing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        one.tell("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        yield one


@pytest.fixture
def chromium(browsing: Browser) -> Iterator[Browser]:
    """A browser without a tab."""
    yield browsing
    browsing.tidy()
