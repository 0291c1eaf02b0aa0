"""The forecast of study minutes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.planning.workload import AFTER, even, forecast, pace
from curriculum.planning.workload_chart import by_week

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
