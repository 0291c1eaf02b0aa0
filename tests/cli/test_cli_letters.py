"""Characters that no font has, as a person meets them: on reading, on building, and when a font comes."""

import json
import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from test_cli_build import run

from curriculum.guides import fonts

RARE = "\U00016bff"
"""A character that Unicode has not given out: no font has it by accident."""
NOTES = f"""# Kelp farms

## Key Points
- **Holdfast**: A holdfast is a grip that ties kelp to a rock.
- **Sign**: The sign {RARE} stands on every rope.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's folder with one episode file and no fonts of their own."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "kelp.md").write_text(NOTES, "utf-8")
    return tmp_path


def install_font(home: Path) -> None:
    """Put a font that has the rare character where a person's fonts lie."""
    (home / ".fonts").mkdir()
    with TTFont(fonts.file("SourceSansPro-Regular")) as font:
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format == 12:
                table.cmap[ord(RARE)] = table.cmap[ord("A")]
        for record in font["name"].names:
            record.string = "Kelp"
        font.save(home / ".fonts" / "kelp.ttf")


def build(home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What a person types who prints the weeks alone."""
    return run("build", "--no-book", *options, cwd=home, HOME=str(home))


def page_of(home: Path) -> str:
    (path,) = (home / "decks").glob("*/week-1-*.pdf")
    return " ".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_read_and_build_name_the_same_file_and_line(home: Path) -> None:
    read = run("read", "--json", cwd=home, HOME=str(home))
    built = build(home, "--json")
    assert built.returncode == 0, built.stderr
    (told,) = [problem for problem in json.loads(read.stdout)["problems"] if problem["kind"] == "glyph"]
    assert (told["path"], told["line"]) == ("seeds/kelp.md", 5)
    assert "U+16BFF (line 5)" in told["message"]
    assert told in json.loads(built.stdout)["problems"]
    assert "seeds/kelp.md:5: warning: No font has U+16BFF" in built.stderr
    assert "seeds/kelp.md:5: warning: No font has U+16BFF" in run("read", cwd=home, HOME=str(home)).stderr
    assert "The sign [1 unknown character] stands on every rope" in page_of(home)


def test_no_name_of_a_folder_that_is_gone_is_told_or_kept(home: Path) -> None:
    templates = home / "templates"
    assert run("templates", "--copy", templates, cwd=home).returncode == 0
    page = templates / "opening.html"
    page.write_text(
        page.read_text("utf-8").replace("Day by day", f"Day by day {RARE}"), "utf-8"
    )  # the guides themselves have a problem
    built = run("build", "--html", "--json", "--templates", templates, cwd=home, HOME=str(home))
    report = json.loads(built.stdout)
    printed = [problem["path"] for problem in report["problems"] if problem["path"].endswith(".pdf")]
    assert set(printed) <= set(report["files"])
    assert printed
    again = run("build", "--html", "--json", "--templates", templates, cwd=home, HOME=str(home))
    assert json.loads(again.stdout)["problems"] == report["problems"]
    assert "staged" not in built.stdout + built.stderr + again.stdout + again.stderr
    assert not [path for path in home.rglob("*") if path.is_file() and b".staged" in path.read_bytes()]


def test_a_font_that_comes_is_noticed(home: Path) -> None:
    assert build(home).returncode == 0
    assert "Nothing has changed" in build(home).stderr
    install_font(home)
    again = build(home)
    assert "Nothing has changed" not in again.stderr
    assert "No font" not in again.stderr
    assert f"The sign {RARE} stands" in page_of(home)
    assert "Nothing has changed" in build(home).stderr


def test_a_font_that_no_page_needs_makes_nothing_anew(home: Path) -> None:
    (home / "seeds" / "kelp.md").write_text(NOTES.replace(RARE, "é"), "utf-8")
    assert build(home).returncode == 0
    install_font(home)
    assert "Nothing has changed" in build(home).stderr
