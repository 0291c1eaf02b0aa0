"""Weeks side by side: the same bytes with any number of workers, and nothing printed that stays as it is."""

import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from bare_guides import TEMPLATES

from curriculum import publish
from curriculum.cards.card import Card
from curriculum.crew.crew import Alone, R, S, T
from curriculum.guides import afar, compose, pdf
from curriculum.guides import write as writing
from curriculum.guides.compose import Press, Untold
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.series import Planned, Series, show
from curriculum.guides.workers import Workers
from curriculum.opening import digest
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library

PART = """{% extends "page.html" %}
{% block title %}{{ w.week.title }}{% endblock %}
{% block page %}
{% if part == "opening" %}{{ w.week.question }} p. {{ numbers[w.anchor ~ "episodes"] }} GROWTH
{% elif part == "episodes" %}<p id="{{ w.anchor }}episodes">
{% for anchor in w.anchors.values() %}<a id="{{ anchor }}"></a>{% endfor %}
{% elif part == "answers" %}
{% for name in ("tides", "light", "fog") %}<p>{{ standing.get(name ~ "/point-1", "?") }}{% endfor %}
{% endif %}
{% endblock %}
"""
"""Pages of which nothing is seen but what weeks say of each other."""
GROWTH = '{% if "22" not in numbers[w.anchor ~ "episodes"] %}<div style="height: 2000pt"></div>{% endif %}'
"""An opening that grows when it knows its pages."""


def templates(folder: Path, growth: str = "") -> Format:
    folder.mkdir()
    for name, text in {**TEMPLATES, "part.html": PART.replace("GROWTH", growth)}.items():
        (folder / name).write_text(text, "utf-8")
    return PLAIN._replace(templates=folder)


@pytest.fixture
def format(tmp_path: Path) -> Format:
    return templates(tmp_path / "templates")


@pytest.fixture
def course(outline: Outline, library: Library, cards: tuple[Card, ...]) -> Course:
    """Four weeks of an episode each."""
    (_, second) = outline.weeks
    placed = [one for week in outline.weeks for one in week.episodes]
    weeks = tuple(
        second.model_copy(update={"number": number, "title": title, "recalls": (), "episodes": (one,)})
        for number, (title, one) in enumerate(
            zip(["Tides", "Lights", "Sound", "Rope"], placed, strict=True), 1
        )
    )
    return Course(outline.model_copy(update={"weeks": weeks}), library, cards)


@pytest.fixture
def printed(course: Course, format: Format, tmp_path: Path) -> writing.Written:
    """Its guides, printed by one worker, with the manifest of a build."""
    folder = tmp_path / "printed"
    folder.mkdir()
    made = writing.write(folder, course, format=format, workers=1)
    files = {path.name: digest(path) for path in made.paths}
    (folder / publish.MANIFEST).write_text(json.dumps({"files": files}), encoding="utf-8")
    return made


def asked_otherwise(course: Course, question: str) -> Course:
    """The course with another question over its second week."""
    weeks = list(course.outline.weeks)
    weeks[1] = weeks[1].model_copy(update={"question": question})
    return course._replace(outline=course.outline.model_copy(update={"weeks": tuple(weeks)}))


def again(
    course: Course, format: Format, folder: Path, previous: Path | None = None, workers: int = 1
) -> writing.Written:
    folder.mkdir()
    return writing.write(folder, course, previous=previous, format=format, workers=workers)


def bytes_of(made: writing.Written) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in made.paths}


@pytest.mark.parametrize("workers", [2, 5])
def test_any_number_of_workers_gives_the_same_bytes(
    workers: int, course: Course, format: Format, printed: writing.Written, tmp_path: Path
) -> None:
    other = again(course, format, tmp_path / "other", workers=workers)
    assert not other.kept
    assert bytes_of(other) == bytes_of(printed)


@pytest.mark.parametrize(
    ("question", "kept"), [("What is a light?", [0, 2, 3]), ("What do the lights say to a ship? " * 200, [0])]
)
def test_a_week_whose_words_change_is_printed_with_those_that_name_a_page_that_moved(
    question: str, kept: list[int], course: Course, format: Format, printed: writing.Written, tmp_path: Path
) -> None:
    changed = asked_otherwise(course, question)
    new = again(changed, format, tmp_path / "new", printed.paths[0].parent)
    assert new.kept == tuple(printed.paths[place].name for place in kept)
    assert bytes_of(new) == bytes_of(again(changed, format, tmp_path / "clean"))


@pytest.mark.parametrize("gone", [0, 3, 4])
def test_where_one_guide_is_gone_it_alone_is_printed(
    gone: int, course: Course, format: Format, printed: writing.Written, tmp_path: Path
) -> None:
    printed.paths[gone].rename(tmp_path / "gone.pdf")
    new = again(course, format, tmp_path / "new", printed.paths[0].parent)
    assert set(bytes_of(new)) - set(new.kept) == {printed.paths[gone].name}
    assert new.paths[gone].read_bytes() == (tmp_path / "gone.pdf").read_bytes()


class AllAtOnce(Workers):
    """Begins every task before it hears what any says."""

    @property
    def free(self) -> int:
        return 9


def test_a_week_that_was_told_of_pages_that_moved_since_is_printed_again(
    course: Course, tmp_path: Path
) -> None:
    course, format = course.soft(), templates(tmp_path / "growing", GROWTH)
    press = Press(course, format)
    weeks = [course.week(week, format) for week in course.outline.weeks]

    def run(workers: Workers, folder: Path) -> tuple[list[str], dict[str, bytes]]:
        folder.mkdir()
        planned = [
            Planned(week, f"{week.anchor}.pdf", "a" * 32, show(course, week, format).asking, "")
            for week in weeks
        ]
        series, started = Series(press, planned, folder, None), []
        with workers:
            started += series.start(workers)
            while workers.busy:
                for said in workers.listen():
                    series.hear(said)
                started += series.start(workers)
        return started, {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    numbers = compose.make(press, weeks[0], {}, "", "w1.pdf").numbers
    one_by_one, files = run(Workers(1), tmp_path / "one")
    assert one_by_one == ["w1.pdf", "w2.pdf", "w3.pdf", "w4.pdf"]
    assert compose.announce(press, weeks[0]) != compose.stands(weeks[0], numbers)
    at_once, same = run(AllAtOnce(1), tmp_path / "all")
    assert at_once == [*one_by_one, "w2.pdf", "w3.pdf", "w4.pdf"]
    assert same == files


def test_a_week_may_be_made_anywhere_from_values_that_are_sent_there(
    course: Course, format: Format, printed: writing.Written
) -> None:
    press = Press(course.soft(), format)
    standing: dict[str, str] = {}
    for path, planned in zip(printed.paths, press.course.outline.weeks, strict=False):
        there, week = pickle.loads(pickle.dumps((press, press.course.week(planned, format))))
        identifier = writing._identifier(path)
        made = compose.make(there, week, standing, identifier, path.name)
        assert made.data == path.read_bytes()
        assert compose.announce(there, week) == compose.stands(week, made.numbers)
        standing |= compose.stands(week, made.numbers)


@pytest.mark.parametrize(
    "ask",
    [
        lambda untold: untold["x"],
        lambda untold: untold.get("x"),
        lambda untold: "x" in untold,
        lambda untold: list(untold.items()),
        bool,
    ],
)
def test_a_part_that_asks_where_a_point_stands_is_noticed(ask: Callable[[Untold], object]) -> None:
    untold = Untold()
    assert not untold.asked
    ask(untold)
    assert untold.asked


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    pdf.put(b"one", tmp_path / "a.pdf")
    pdf.put(b"two", tmp_path / "a.pdf")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pdf", b"two")]


# --- afar ---------------------------------------------------------------------------------------


class Elsewhere(Alone):
    """A crew whose jobs travel, and that counts them."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def map(
        self, job: Callable[[S, T], R], shared: S, items: Iterable[T], seconds: float = 0, batch: int = 1
    ) -> Iterator[R]:
        for item in items:
            self.done[job.__name__] += 1
            there, what, one = pickle.loads(pickle.dumps((job, shared, item)))
            yield pickle.loads(pickle.dumps(there(what, one)))


@pytest.fixture
def two_weeks(course: Course) -> Course:
    outline = course.outline
    return course._replace(outline=outline.model_copy(update={"weeks": outline.weeks[:2]}))


def test_weeks_that_others_print_have_the_bytes_of_those_printed_here(
    two_weeks: Course, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "afar").mkdir()
    crew = Elsewhere()
    here = writing.write(tmp_path / "here", two_weeks, workers=1)
    heard: list[str] = []
    there = writing.write(tmp_path / "afar", two_weeks, heard.append, workers=1, afar=crew)
    assert crew.done == {"_announced": 2, "_made": 2}
    assert [path.read_bytes() for path in there.paths] == [path.read_bytes() for path in here.paths]
    assert sorted(heard) == sorted(f"Printed {path.name}" for path in here.paths)


def test_who_sets_pages_otherwise_prints_none(
    course: Course, format: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter(("ours", "ours", "theirs"))  # of two workers the second is another
    monkeypatch.setattr(afar, "specimen", lambda styles: next(said))
    crew, press = Elsewhere(), Press(course, PLAIN)
    planned = [
        Planned(week, f"{place}.pdf", "0" * 32, (), "") for place, week in enumerate(course.book(PLAIN).weeks)
    ]
    series = Series(press, planned, tmp_path, None)
    assert list(afar.print_by(crew, series)) == []
    assert crew.done == {"_announced": 2}
    with Workers(2) as workers:  # they are still to be printed here
        assert list(series.start(workers)) == ["0.pdf", "1.pdf"]


def test_templates_that_lie_here_are_used_here(course: Course, format: Format, tmp_path: Path) -> None:
    crew, folder = Elsewhere(), tmp_path / "made"
    folder.mkdir()
    assert writing.write(folder, course, format=format, workers=1, afar=crew).paths
    assert not crew.done
