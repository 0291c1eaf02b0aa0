"""How the pages of an episode end, whatever the notes are made of; and what stands beside its points."""

from functools import lru_cache
from typing import Any

import guides_faults
import pytest
from guides_tree import print_weeks

from curriculum.guides import cues, pdf
from curriculum.guides.paper import A4, A5, EDITIONS, PLAIN, STANDARD, Format
from curriculum.guides.rows import Rows, rows
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Quote, Source, SubPoint
from curriculum.reading.library import Library

SENTENCE = "The tide rises twice a day on most coasts, and the moon is the cause of that. "


def point(id: str, number: int, text: str = SENTENCE, label: str = "", subs: int = 0) -> KeyPoint:
    under = tuple(SubPoint(text=f"It is {place}.", line=number) for place in range(subs))
    return KeyPoint(id=f"{id}/{number}", number=number, label=label, text=text, line=number, subpoints=under)


def episode(id: str, points: int, quotes: int = 0, takeaways: int = 0, label: str = "Tide") -> Episode:
    return Episode(
        id=id,
        title=f"Of {id}",
        points=tuple(
            point(id, n, SENTENCE * (1 + n % 3), label and f"{label} {n}") for n in range(1, points)
        ),
        takeaways=tuple(point(id, 50 + n) for n in range(takeaways)),
        quotes=tuple(Quote(text=f"{n} {SENTENCE}", line=90 + n) for n in range(quotes)),
        source=Source(path="a.md", line=1),
    )


KINDS = {
    "labels": lambda n: episode(f"l{n}", n),
    "no labels": lambda n: episode(f"n{n}", n + 4, label=""),
    "quotes": lambda n: episode(f"q{n}", n + 3, quotes=n),
    "takeaways": lambda n: episode(f"t{n}", n, takeaways=3),
}


@lru_cache(maxsize=1)
def week() -> tuple[Library, Outline]:
    """Episodes of each kind that grow from one to the next, so that they end at many heights."""
    episodes = tuple(list(KINDS.values())[n % 4](n) for n in range(6, 18))
    placed = tuple(Placed(id=one.id, why="") for one in episodes)
    planned = Week(number=1, title="Tides", theme="", minutes=0, episodes=placed)
    return Library(episodes=episodes), Outline(title="Sea", weeks=(planned,))


@pytest.mark.parametrize(
    "format",
    [Format(A4, STANDARD), Format(A5, STANDARD), Format(A4, EDITIONS["large"])],
    ids=lambda format: f"{format.paper.name}-{format.edition.name}",
)
def test_no_page_of_an_episode_is_left_early(format: Format) -> None:
    library, outline = week()
    for layout in print_weeks(outline, library, (), format):
        found = guides_faults.faults(layout.document, max(8.5, format.edition.least))
        assert found == {}
        assert left_empty(layout.document) == []


@pytest.mark.parametrize("passages", range(8, 14))
def test_the_head_of_an_only_point_is_not_left_alone(passages: int) -> None:
    """One that nearly fills a page and ends in a long passage has no line to give to the foot."""
    long = SubPoint(text=SENTENCE * 11, line=99)
    under = (*(SubPoint(text=SENTENCE * 2, line=line) for line in range(passages)), long)
    only = KeyPoint(id="only/1", number=1, label="Tide", text="", line=1, subpoints=under)
    one = Episode(id="only", title="Of one", points=(only,), source=Source(path="a.md", line=1))
    planned = Week(number=1, title="Tides", theme="", minutes=0, episodes=(Placed(id="only", why=""),))
    (layout,) = print_weeks(Outline(title="Sea", weeks=(planned,)), Library(episodes=(one,)), (), PLAIN)
    assert left_empty(layout.document) == []


def left_empty(document: Any) -> list[str]:
    """Pages that an episode leaves though two thirds of them are free."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        _, top, _, bottom = guides_faults.area(page)
        last = [box for box in guides_faults.flow(page) if "sheet" in guides_faults.classes(box)][-1:]
        for sheet in last:
            inside = [*guides_faults.boxes(sheet)]
            goes_on = not any("tomorrow" in guides_faults.classes(box) for box in inside)
            low = max(box.position_y + box.height for box in inside if guides_faults.is_text(box))
            if goes_on and low - top < (bottom - top) / 3:
                found.append(f"page {number}")
    return found


def of(one: Episode, format: Format = PLAIN) -> Rows:
    return rows(cues.arrange(one, {}, (), ()), one.quotes, format.sheet)


@pytest.mark.parametrize("high", [20, 60])
def test_a_page_left_early_is_found(high: int) -> None:
    style = "@page{size:100mm 100mm;margin:10mm} .row{height:%dmm}"
    second = "<div class=row style='break-before:page;height:30mm'>b</div>"
    html = f"<style>{style % high}</style><section class=sheet><div class=row>a</div>{second}</section>"
    found = guides_faults.left_early(pdf.lay_out(f"<html lang=en><body>{html}").document)
    assert bool(found) == (high == 20)


def test_a_row_that_fills_a_quarter_of_a_page_may_be_divided() -> None:
    long = episode("e", 8)
    last = long.points[-1].model_copy(update={"text": SENTENCE * 15})
    made = of(long.model_copy(update={"points": (*long.points[:-1], last)}))
    assert [row.whole for row in made.points] == [True] * 6 + [False]


def test_there_are_lines_beside_notes_that_are_taller_than_the_cue() -> None:
    made = of(episode("e", 8))
    assert [row.lines for row in made.points[:3]] == [3, 4, 2]
    assert [row.room for row in made.points[:3]] == [0, 1, 0]
    assert not any(row.room for row in of(episode("e", 8), Format(A4, EDITIONS["large"])).points), "stacked"


def test_what_takes_a_line_or_two_is_told_in_one_line() -> None:
    two = Episode(
        id="s",
        title="S",
        points=(point("s", 1, "High."), point("s", 2, "Low.")),
        source=Source(path="a", line=1),
    )
    assert of(two).brief
    assert not of(episode("e", 4)).brief


@pytest.mark.parametrize(
    ("topic", "heading"), [("\U0001f6e1\ufe0f Safe harbours", "Safe harbours"), ("Tides", "Tides")]
)
def test_a_heading_is_printed_without_the_picture_before_it(topic: str, heading: str) -> None:
    one = point("t", 1).model_copy(update={"topic": topic})
    made = of(Episode(id="t", title="T", points=(one,), source=Source(path="a", line=1)))
    assert made.points[0].heading == heading
