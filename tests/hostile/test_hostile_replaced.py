"""What is replaced, whatever it is: kept beside the new file, which nobody else may read than before."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from curriculum.kept import replace
from curriculum.publish import put


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [pipe, loop], ids=lambda make: make.__name__)
def test_what_is_no_file_is_kept_and_holds_nobody(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "outline.md"
    make(path)
    before = path.lstat().st_ino
    assert put(tmp_path, {"outline.md": "# May\n"}, {}) == (tmp_path / "outline.md~",)
    assert path.read_text("utf-8") == "# May\n"
    assert (tmp_path / "outline.md~").lstat().st_ino == before


def test_a_folder_in_the_way_is_named_and_stays(tmp_path: Path) -> None:
    (tmp_path / "outline.md" / "mine").mkdir(parents=True)
    with pytest.raises(OSError, match=r"outline\.md"):
        put(tmp_path, {"outline.md": "# May\n"}, {})
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine", "outline.md"]


def test_a_file_of_ones_own_stays_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "cards.toml"
    path.write_text("a = 1\n", "utf-8")
    path.chmod(0o600)
    assert replace(path, "b = 2\n") == tmp_path / "cards.toml~"
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "cards.toml~").stat().st_mode & 0o777 == 0o600
