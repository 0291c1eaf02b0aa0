"""The forecast of study minutes."""

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.planning.workload import AFTER, Forecast, even, forecast, pace
from curriculum.planning.workload_chart import by_week, caption, svg

MONTH = [25, 30, 28, 27]


def test_it_covers_the_weeks_and_four_weeks_after() -> None:
    assert len(forecast(MONTH, 6).days) == 7 * 4 + AFTER
    assert len(list(by_week(forecast(MONTH, 6)))) == 8


def test_every_card_is_begun_when_there_is_room() -> None:
    found = forecast(MONTH, even(MONTH))
    assert found.left == 0
    assert [week.new for week in by_week(found)] == [*MONTH, 0, 0, 0, 0]


def test_cards_that_do_not_fit_wait_for_later_weeks() -> None:
    found = forecast([70], 2)
    assert [day.new for day in found.days] == [2] * 35
    assert found.left == 0
    assert forecast([100], 2).left == 30


def test_no_cards_take_no_time() -> None:
    assert forecast([0, 0], 5).busiest == 0
    assert pace([], 10).busiest == 0


def test_reviews_grow_while_cards_come_and_fall_after() -> None:
    weeks = list(by_week(forecast(MONTH, 6)))
    assert weeks[0].high < weeks[3].high
    assert weeks[7].high < weeks[4].high < weeks[3].high


def test_pace_takes_as_many_cards_as_the_minutes_hold() -> None:
    chosen = pace([60, 60], 8)
    assert chosen.busiest <= 8
    assert forecast([60, 60], chosen.new_a_day + 1).busiest > 8


def test_one_card_a_day_is_the_least() -> None:
    assert pace([40], 1).new_a_day == 1


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=3), st.integers(1, 12))
def test_ranges_are_ranges_and_the_same_numbers_give_the_same_forecast(cards: list[int], new: int) -> None:
    found = forecast(cards, new)
    assert all(0 <= day.low <= day.middle <= day.high for day in found.days)
    assert all(day.new <= new for day in found.days)
    assert sum(day.new for day in found.days) + found.left == sum(cards) == found.cards
    assert forecast(cards, new) == found


def drawn(forecast: Forecast, **options: Any) -> ElementTree.Element:
    return ElementTree.fromstring(svg(forecast, **options))


def of(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return list(picture.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


@pytest.mark.parametrize("cards", [MONTH, [0], [300, 300], [2000], [20] * 52])
def test_the_chart_is_a_picture_inside_its_frame(cards: list[int]) -> None:
    found = forecast(cards, max(10, max(cards) // 7))
    picture = drawn(found)
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    corners = [
        tuple(map(float, one.split(","))) for one in of(picture, "polyline")[0].attrib["points"].split()
    ]
    assert len(corners) == len(found.days)
    corners += [
        (float(one.attrib[f"x{n}"]), float(one.attrib[f"y{n}"]))
        for one in of(picture, "line")
        for n in (1, 2)
    ]
    corners += [(float(one.attrib["x"]), float(one.attrib["y"])) for one in of(picture, "text")]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in corners)


def test_the_chart_survives_a_printer_that_knows_black_alone() -> None:
    picture = drawn(forecast(MONTH, 6))
    colours = {one.attrib[key] for one in picture.iter() for key in ("fill", "stroke") if key in one.attrib}
    assert colours <= {"#000", "none"}


def test_many_weeks_are_numbered_as_far_as_there_is_room() -> None:
    numbers = [text.text for text in of(drawn(forecast([5] * 52, 2)), "text")]
    assert numbers.count("1") == 1
    assert len(numbers) < 40


def test_the_chart_takes_its_typeface_from_the_page_or_is_told() -> None:
    assert "font-family" not in svg(forecast(MONTH, 6))
    assert drawn(forecast(MONTH, 6), font='A "B" & C').attrib["font-family"] == 'A "B" & C'


def test_the_caption_says_what_the_chart_shows() -> None:
    found = forecast(MONTH, 6)
    assert caption(found).startswith("Weeks 1 to 4 take ")
    assert caption(forecast([7], 1)).startswith("Week 1 takes ")
    assert caption(forecast([0], 1)) == "There are no cards to study."
    assert caption(found) in (drawn(found)[1].text or "")
