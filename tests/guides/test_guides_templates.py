"""One's own templates: copied, used, and their mistakes named by file and line."""

import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from bare_guides import TEMPLATES
from click.testing import CliRunner
from markupsafe import escape

from curriculum.cards.card import Card
from curriculum.cli import group
from curriculum.cli.templates import command
from curriculum.guides import pdf, screen, write
from curriculum.guides import write as writing
from curriculum.guides.guide import Course, styles
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.templates import environment
from curriculum.planning.outline import Outline
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library
from curriculum.templates_dir import templates_dir


@pytest.fixture
def own(tmp_path: Path) -> Path:
    shutil.copytree(templates_dir() / "guide", tmp_path / "mine")
    return tmp_path / "mine"


def render(outline: Outline, library: Library, cards: tuple[Card, ...], format: Format) -> str:
    course = Course(outline, library, cards)
    week = course.week(outline.weeks[0], format)
    return styles(format) + write.printed(course, week, format) + screen.render_week(course, week, format)


def test_templates_of_ones_own_are_used(
    outline: Outline, library: Library, cards: tuple[Card, ...], own: Path
) -> None:
    page = own / "words.html"
    page.write_text(page.read_text("utf-8").replace("Words to own", "Palabras"), encoding="utf-8")
    style = own / "type.css"
    style.write_text(style.read_text("utf-8") + "/* mine */", encoding="utf-8")
    html = render(outline, library, cards, PLAIN._replace(templates=own))
    assert "Palabras" in html
    assert "/* mine */" in html


class Stop(Exception):
    """All marks are made, and nothing is laid out."""


@pytest.mark.parametrize(
    ("file", "old", "new", "printed"),
    [
        ("part.html", "{{ prefix }}", "p. {{ prefix }}", "weeks book"),
        ("macros.html", 'class="line"', 'class="line thin"', "weeks book"),
        ("episode.css", ".lead", ".lead, .led", "weeks book"),
        ("front.html", "{% block pages %}", "{% block pages %}<p>Names</p>", "book"),
        ("empty.html", "</div>", "Notes</div>", "book"),
        ("back.html", "{% block pages %}", "{% block pages %}<p>Names</p>", "book"),
        ("flashcards.html", "<h1>", "<h1>Cut: ", "sheets"),
        ("flashcards.css", ".text", ".text, .words", "sheets"),
        ("part.html", "{# ", "{# Mine. ", ""),
    ],
)
def test_what_a_changed_template_changes_is_printed_again(
    file: str,
    old: str,
    new: str,
    printed: str,
    outline: Outline,
    library: Library,
    cards: tuple[Card, ...],
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    made: list[str] = []
    mark = writing._fingerprint

    def stop() -> None:
        raise Stop

    def keep(pages: Sequence[str], machine: str) -> str:
        made.append(mark(pages, machine))
        return made[-1]

    monkeypatch.setattr(writing, "_fingerprint", keep)
    monkeypatch.setattr(pdf, "check", stop)
    course = Course(outline, library, cards)
    page = own / file
    for text in (page.read_text("utf-8"), page.read_text("utf-8").replace(old, new)):
        page.write_text(text, "utf-8")
        environment.cache_clear()
        with pytest.raises(Stop):
            writing.write(tmp_path, course, format=PLAIN._replace(templates=own, flashcards="sheet"))
    half = len(made) // 2
    changed = [one != other for one, other in zip(made[:half], made[half:], strict=True)]
    kinds = ["weeks", "weeks", "book", *["sheets"] * (half - 3)]
    assert half > 3
    assert {kind for kind, one in zip(kinds, changed, strict=True) if one} == set(printed.split())


def test_a_page_for_a_screen_of_ones_own_may_run_its_own_script(
    outline: Outline, library: Library, cards: tuple[Card, ...], own: Path
) -> None:
    (own / "screen.js").write_bytes(b"// mine\r\nvoid 0;\r\n")
    html = render(outline, library, cards, PLAIN._replace(templates=own))
    script = html.partition("<script>")[2].partition("</script>")[0]
    assert script == "// mine\nvoid 0;\n"
    style = html.rpartition("<style>")[2].partition("</style>")[0]
    assert escape(screen.policy(style, script)) in html


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("words.html", "one\n\n{{ w.nonsense }}", "nonsense"),
        ("words.html", "one\n\n{{ unheard_of }}", "'unheard_of' is undefined"),
        ("words.html", "one\n\n{% if %}", "Expected an expression"),
        ("words.html", "one\n\n{{ 1 / 0 }}", "division by zero"),
        ("screen_test.html", "one\n\n{{ answer }}", "answer"),
        ("sheet.css", "one\n\n{{ papers }}", "'papers' is undefined"),
    ],
)
def test_a_mistake_names_file_line_and_variable(
    file: str,
    text: str,
    message: str,
    outline: Outline,
    library: Library,
    cards: tuple[Card, ...],
    own: Path,
) -> None:
    (own / file).write_text(text, encoding="utf-8")
    with pytest.raises(CurriculumError) as caught:
        render(outline, library, cards, PLAIN._replace(templates=own))
    (problem,) = caught.value.problems
    assert problem.path == str(own / file)
    assert problem.line == 3
    assert message in problem.message
    assert "--templates" in problem.remedy


@pytest.mark.parametrize("file", ["words.html", "type.css", "screen_week.html", "screen.css", "screen.js"])
def test_a_missing_template_is_named(
    file: str, outline: Outline, library: Library, cards: tuple[Card, ...], own: Path
) -> None:
    (own / file).unlink()
    with pytest.raises(CurriculumError, match=file):
        render(outline, library, cards, PLAIN._replace(templates=own))


def test_the_command_copies_the_templates(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--copy", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    assert "curriculum build --templates" in result.output
    ours = {path.name: path.read_bytes() for path in (templates_dir() / "guide").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == ours


def test_the_command_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    result = CliRunner().invoke(command, ["--copy", str(tmp_path)])
    assert isinstance(result.exception, CurriculumError)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.html"]


def test_a_full_disk_leaves_no_half_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[Path] = []

    def full(source: Path, target: Path) -> None:
        copied.append(Path(target))
        Path(target).write_bytes(b"")
        if len(copied) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfile", full)
    result = CliRunner().invoke(command, ["--copy", str(tmp_path / "new")])
    assert isinstance(result.exception, CurriculumError)
    assert "the disk is full" in result.exception.problems[0].message
    assert len(copied) == 3
    assert list((tmp_path / "new").iterdir()) == []


def test_the_command_lists_the_templates() -> None:
    result = CliRunner().invoke(command)
    assert {"week.html", "episode.html", "page.css", "screen_week.html", "screen.css", "screen.js"} <= set(
        result.output.split()
    )


def test_points_that_ones_own_templates_leave_out_are_none_that_stops_a_build(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    own = tmp_path / "bare"
    own.mkdir()
    for name, text in TEMPLATES.items():
        (own / name).write_text(text, encoding="utf-8")
    (own / "part.html").write_text('{% extends "page.html" %}', encoding="utf-8")
    writing.write(tmp_path, Course(outline, library, cards), format=PLAIN._replace(templates=own))
    assert (tmp_path / "week-1-water-and-light.pdf").is_file()


def test_a_folder_without_templates_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# Tides\n\n1. **Spring**: Sun and Moon pull along one line.\n")
    (tmp_path / "none").mkdir()
    order = [
        "build",
        str(tmp_path / "notes"),
        "--output",
        str(tmp_path / "decks"),
        "--templates",
        str(tmp_path / "none"),
    ]
    result = CliRunner().invoke(group, order)
    assert isinstance(result.exception, CurriculumError)
    assert "There are no guide templates in" in str(result.exception)
    assert not (tmp_path / "decks").exists()
