"""What a build made is offered by name, and nothing else, wherever a name may lead."""

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from desk_sample import NOTES

from curriculum import publish
from curriculum.build import build
from curriculum.desk import made
from curriculum.order import Order


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """A build's, which has been made."""
    home = tmp_path_factory.mktemp("home")
    (home / "notes").mkdir()
    (home / "notes" / "mills.md").write_text(NOTES, encoding="utf-8")
    wanted = Order(sources=(home / "notes",), output=home / "decks", now=1_800_000_000)
    build(wanted)
    return wanted


@pytest.fixture
def folder(order: Order) -> Path:
    found = publish.last(order.output, order.lock_path)
    assert found
    return found


def test_the_package_comes_first_and_each_file_says_what_it_is(folder: Path) -> None:
    files = made.of(folder).files
    assert files[0].name == f"{folder.name}.apkg"
    assert "Import this in Anki: File, Import" in files[0].what
    assert all(file.what and file.size for file in files)
    assert {file.name for file in files} == {*publish.read_manifest(folder), f"{folder.name}.zip"}
    assert len({file.what for file in files}) == len(files)


def test_all_files_are_fetched_as_one_folder_in_which_the_links_of_the_page_work(
    folder: Path, tmp_path: Path
) -> None:
    whole = made.of(folder).files[1]
    assert whole.name == f"{folder.name}.zip"
    assert whole.what == "All files as one folder. Unpack it and open index.html: there all links work"
    data, kind = made.read(folder, whole.name)
    assert kind == "application/zip"
    assert made.read(folder, whole.name)[0] == data, "the same bytes each time"
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(tmp_path)
    unpacked = tmp_path / folder.name
    assert {path.name: path.read_bytes() for path in unpacked.iterdir()} == {
        name: (folder / name).read_bytes() for name in publish.read_manifest(folder)
    }
    page = (unpacked / "index.html").read_text("utf-8")
    links = re.findall(r'<a href="([^"#:]+)"', page)
    assert links
    assert all((unpacked / unquote(unescape(link))).is_file() for link in links)


def test_each_is_read_with_its_type(folder: Path) -> None:
    types = {name.rpartition(".")[2]: made.read(folder, name)[1] for name in publish.read_manifest(folder)}
    assert types["pdf"] == "application/pdf"
    assert types["csv"].startswith("text/csv")
    package = f"{folder.name}.apkg"
    assert made.read(folder, package)[0] == (folder / package).read_bytes()


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../notes/mills.md", "/etc/passwd", publish.MANIFEST, "mine.txt", "INDEX.HTML", "\0"],
)
def test_no_other_name_leads_anywhere(folder: Path, name: str) -> None:
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(made.Gone):
        made.read(folder, name)


@pytest.fixture
def linked(folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A file that was made, and that somebody has put a link in the place of."""
    table, secret = folder / "cards.csv", tmp_path / "secret"
    kept = table.read_bytes()
    secret.write_text("secret", encoding="utf-8")
    table.unlink()
    table.symlink_to(secret)
    yield table
    table.unlink()
    table.write_bytes(kept)


def test_a_link_leads_nowhere(folder: Path, linked: Path) -> None:
    with pytest.raises(made.Gone):
        made.read(folder, linked.name)
    assert linked.name not in {file.name for file in made.of(folder).files}


def test_a_name_that_no_file_may_have_is_not_offered(tmp_path: Path) -> None:
    name = f"{'a' * 300}.pdf"
    (tmp_path / "mine.pdf").write_bytes(b"")
    (tmp_path / publish.MANIFEST).write_text(json.dumps({"files": {"mine.pdf": "", name: ""}}), "utf-8")
    assert [file.name for file in made.of(tmp_path).files] == ["mine.pdf"]
    with pytest.raises(made.Gone):
        made.read(tmp_path, name)


def test_what_is_gone_is_not_offered(folder: Path) -> None:
    table = folder / "cards.csv"
    kept = table.read_bytes()
    table.unlink()
    try:
        assert table.name not in {file.name for file in made.of(folder).files}
        with pytest.raises(made.Gone):
            made.read(folder, table.name)
    finally:
        table.write_bytes(kept)


def test_the_last_build_is_the_one_that_left_the_lock(order: Order, folder: Path, tmp_path: Path) -> None:
    stranger = order.output / "stranger"
    stranger.mkdir()
    (stranger / publish.MANIFEST).write_text('{"files": {}, "lock": "0"}', encoding="utf-8")
    os.utime(stranger / publish.MANIFEST, (2_000_000_000, 2_000_000_000))
    assert publish.last(order.output, order.lock_path) == folder
    assert publish.last(order.output, tmp_path / "no.lock") is None
    assert publish.last(tmp_path / "nowhere", order.lock_path) is None
