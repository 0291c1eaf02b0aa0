"""A zip file is read where it lies and never unpacked; one that could do harm is refused whole, in words."""

import io
import os
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_program import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum import archive, opening
from curriculum.reading.read import read

NOTES = "# Practical AI: Bread\n\n## Key Points\n1. **Gluten**: Gluten is essential for chewy bread.\n"
KELP = "# Kelp\n\nGuest: Oda Brisk\n\n- Cold matters.\n- Ropes stand wide.\n"


def packed(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return page.getvalue()


def outside() -> bytes:
    return packed({"a.md": NOTES, "../../escaped.md": KELP})


def absolute() -> bytes:
    return packed({"a.md": NOTES, "/etc/kelp.md": KELP})


def drive() -> bytes:
    return packed({"a.md": NOTES, "C:\\kelp.md": KELP})


def locked() -> bytes:
    data = bytearray(packed({"a.md": NOTES}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def cut_off() -> bytes:
    return packed({"a.md": NOTES})[:-30]


def no_archive() -> bytes:
    return b"PK\x03\x04 not really" * 9


def empty() -> bytes:
    return b""


def overlapping() -> bytes:
    data = packed({"a.md": os.urandom(9000), "b.md": NOTES})
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    changed = bytearray(data)
    changed[second + 20 : second + 24] = struct.pack("<L", 9000)
    return bytes(changed)


def bomb() -> bytes:
    return packed({"a.md": NOTES, **{f"{n}.md": b"kelp" * 5_000_000 for n in range(6)}})


def nested() -> bytes:
    data = packed({"a.md": NOTES})
    for _ in range(4):
        data = packed({"inner.zip": data})
    return data


HOSTILE: dict[Callable[[], bytes], str] = {
    outside: "it names a place outside itself: ../../escaped.md",
    absolute: "it names a place outside itself: /etc/kelp.md",
    drive: "it names a place outside itself: C:/kelp.md",
    locked: "it is locked with a password",
    cut_off: "it is no zip file, or a broken one",
    no_archive: "it is no zip file, or a broken one",
    empty: "it is no zip file, or a broken one",
    overlapping: "its files lie over one another, as no program packs them",
    bomb: "120 MB are packed into 0.1 MB, as no notes are",
    nested: "more than 3 zip files lie in one another in it",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_one_that_is_named_is_an_error_and_one_in_a_folder_is_left_out_by_name(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "bread.md").write_text(NOTES, "utf-8")
    (tmp_path / "notes" / "odd.zip").write_bytes(make())
    before = sorted(tmp_path.rglob("*"))
    named = run(tmp_path, "read", "notes/odd.zip")
    assert named.returncode == 1
    assert f"notes/odd.zip: error: This cannot be opened: {HOSTILE[make]}" in named.stderr
    assert "unpack it and name the folder" in named.stderr
    among = run(tmp_path, "read", "notes")
    assert among.returncode == 0
    assert f"notes/odd.zip: warning: This cannot be opened: {HOSTILE[make]}" in among.stderr
    assert "1 episode in " in among.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.zip").write_bytes(packed({f"{n}.md": "" for n in range(12)}))
    monkeypatch.setattr(archive, "MOST", 10)
    with pytest.raises(OSError, match="it has 12 files, and at most 10 are looked at"):
        opening.members(tmp_path / "odd.zip")
    monkeypatch.setattr(archive, "_DIRECTORY", 100)
    opening._kept_directory.cache_clear()
    with pytest.raises(OSError, match="it has more than 10 files"):
        opening.members(tmp_path / "odd.zip")


def test_archives_within_it_may_not_swell_it_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = packed({"a.md": b"kelp" * 20_000})
    (tmp_path / "odd.zip").write_bytes(packed({f"{n}.zip": inner for n in range(9)}))
    monkeypatch.setattr(archive, "_FREE", 100_000)
    monkeypatch.setattr(archive, "_SWELLING", 1)
    with pytest.raises(OSError, match="the zip files within it hold more than any notes do"):
        opening.members(tmp_path / "odd.zip")


def test_a_file_that_is_broken_or_too_large_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(packed({"bad.md": KELP, "good.md": NOTES, "big.md": os.urandom(20_000_001)}, 0))
    data[data.index(b"Cold")] = ord("B")
    (tmp_path / "notes.zip").write_bytes(data)
    library = read([tmp_path / "notes.zip"])
    assert [episode.title for episode in library.episodes] == ["Bread"]
    assert {Path(one.path).name: one.message for one in library.problems if one.kind == "unreadable"} == {
        "bad.md": "This cannot be opened: it is broken.",
        "big.md": "This cannot be opened: it has 20.0 MB, and at most 20 MB are read.",
    }


def test_a_link_in_an_archive_leads_nowhere(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("a.md", NOTES)
    (tmp_path / "notes.zip").write_bytes(page.getvalue())
    assert opening.members(tmp_path / "notes.zip") == ("a.md",)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_names_and_texts_of_an_archive_are_those_that_were_packed(tmp_path: Path, method: int) -> None:
    files = {"Käse/Früh.md": KELP, "a\\b.md": NOTES, "./c.md": ""}
    (tmp_path / "notes.zip").write_bytes(packed(files, method))
    assert opening.members(tmp_path / "notes.zip") == ("Käse/Früh.md", "a/b.md", "c.md")
    for name, text in zip(opening.members(tmp_path / "notes.zip"), files.values(), strict=True):
        assert opening.read_text(tmp_path / "notes.zip" / name) == text
    assert opening.is_there(tmp_path / "notes.zip" / "c.md")
    assert not opening.is_there(tmp_path / "notes.zip" / "d.md")


def test_a_name_packed_by_a_mac_without_saying_that_it_is_utf_8_is_read_as_meant(tmp_path: Path) -> None:
    data = bytearray(packed({"Früh.md": KELP}))
    data[7] = data[data.index(b"PK\x01\x02") + 9] = 0
    (tmp_path / "notes.zip").write_bytes(data)
    assert opening.members(tmp_path / "notes.zip") == ("Früh.md",)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6),
    end=st.integers(0, 10_000),
)
def test_a_spoilt_archive_is_read_or_refused_with_a_reason(
    tmp_path: Path, changes: list[tuple[int, int]], end: int
) -> None:
    data = bytearray(packed({"a.md": NOTES, "b.zip": packed({"c.md": KELP}), "d/e.md": KELP}))
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path / "odd.zip"
    path.write_bytes(data[: len(data) - end % 40 if end % 3 == 0 else len(data)])
    opening._kept_directory.cache_clear()
    opening._kept_inner.cache_clear()
    why = ""
    try:
        for name in opening.members(path):
            opening.read_bytes(path / name)
    except OSError as error:
        why = opening.why(error)
    assert re.match(r"$|(?:it|its|the|more|there|\S+ in it|[\d,.]+ MB) ", why), why


def test_a_changed_archive_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "notes.zip").write_bytes(packed({"a.md": NOTES}))
    assert [episode.title for episode in read([tmp_path / "notes.zip"]).episodes] == ["Bread"]
    (tmp_path / "notes.zip").write_bytes(packed({"a.md": NOTES, "b.md": KELP}))
    assert [episode.title for episode in read([tmp_path / "notes.zip"]).episodes] == ["Bread", "Kelp"]
