"""Dividing into groups: exactly, nearly, and within bounds."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import episode

from curriculum.planning.division import Bounds, worth
from curriculum.planning.exact import exactly
from curriculum.planning.improve import nearly
from curriculum.planning.likeness import Likeness
from curriculum.planning.partition import divide


def likeness(fits: list[dict[str, float]]) -> Likeness:
    size = len(fits)
    likes = tuple(tuple(0.0 if a == b else 1 / (2 + abs(a - b)) for b in range(size)) for a in range(size))
    return Likeness(tuple(episode(str(n)) for n in range(size)), tuple(fits), likes, (1.0,) * size)


themed = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.floats(0.1, 1.0).map(lambda x: round(x, 2)), min_size=1),
    min_size=2,
    max_size=7,
).map(likeness)


def brute(one: Likeness, loads: list[int], count: int, bounds: Bounds) -> float:
    """The best worth of any division within bounds, by trying every labelling."""
    best = float("-inf")
    size = len(loads)

    def label(place: int, labels: list[int]) -> None:
        nonlocal best
        if place == size:
            groups = [[p for p in range(size) if labels[p] == g] for g in range(count)]
            sums = [sum(loads[p] for p in group) for group in groups]
            if all(bounds.allow(load, len(group)) for load, group in zip(sums, groups, strict=True)):
                best = max(
                    best,
                    sum(
                        worth(one, group) - bounds.cost(load)
                        for load, group in zip(sums, groups, strict=True)
                    ),
                )
            return
        for group in range(count):
            label(place + 1, [*labels, group])

    label(0, [])
    return best


@settings(max_examples=40, deadline=None)
@given(themed, st.data())
def test_few_episodes_are_divided_in_the_best_way_there_is(one: Likeness, data: st.DataObject) -> None:
    size = len(one.fits)
    loads = data.draw(st.lists(st.integers(1, 30), min_size=size, max_size=size))
    count = data.draw(st.integers(1, min(3, size)))
    mean = sum(loads) / count
    bounds = Bounds(mean, size / count, 0, sum(loads), None)
    found = exactly(one, loads, count, bounds, 1)
    assert found
    assert found[0].worth == pytest.approx(brute(one, loads, count, bounds), abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(themed, st.data())
def test_the_search_for_many_finds_what_is_best_for_few(one: Likeness, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, min(3, len(one.fits))))
    loads = [10] * len(one.fits)
    bounds = Bounds(10 * len(loads) / count, len(loads) / count, 0, 1000, None)
    exact = exactly(one, loads, count, bounds, 1)
    near = nearly(one, loads, count, bounds, 1)
    assert exact
    assert near
    assert near[0].worth <= exact[0].worth + 1e-5  # each is a sum of rounded worths
    assert near[0].worth >= 0.9 * exact[0].worth


def test_every_place_is_in_one_group_and_none_is_empty() -> None:
    for size, count in ((1, 1), (5, 5), (9, 2), (40, 7)):
        one = likeness([{"abc"[n % 3]: 1.0} for n in range(size)])
        [division] = divide(one, [10 + n % 4 for n in range(size)], count)
        assert len(division.groups) == count
        assert sorted(place for group in division.groups for place in group) == list(range(size))


@pytest.mark.parametrize(("count", "capacity"), [(0, None), (4, None), (2, 5), (1, 29)])
def test_what_cannot_be_divided_is_not(count: int, capacity: int | None) -> None:
    assert divide(likeness([{"a": 1.0}] * 3), [10, 10, 10], count, capacity) == ()


def test_no_group_exceeds_the_capacity() -> None:
    one = likeness([{"a": 1.0}] * 30)
    loads = [5 + n % 7 for n in range(30)]
    [division] = divide(one, loads, 8, 36)
    assert all(sum(loads[place] for place in group) <= 36 for group in division.groups)


def test_alternatives_fall_in_worth_and_differ() -> None:
    one = likeness([{"abcd"[n % 4]: 1.0, "abcd"[n % 3]: 0.5} for n in range(8)])
    found = divide(one, [10] * 8, 3, wanted=5)
    assert len({division.groups for division in found}) == 5
    assert [division.worth for division in found] == sorted((d.worth for d in found), reverse=True)


def test_with_a_capacity_an_episode_heavier_than_the_mean_may_stand_alone() -> None:
    one = likeness([{"a": 1.0}] * 5)
    [division] = divide(one, [100, 5, 5, 5, 5], 2, 100)
    assert (0,) in division.groups


def test_without_a_capacity_groups_are_even_by_number_whatever_their_minutes() -> None:
    one = likeness([{"a": 1.0}] * 6)
    [division] = divide(one, [100, 5, 5, 5, 5, 90], 2)
    assert [len(group) for group in division.groups] == [3, 3]


def test_themes_decide_before_the_order_of_places() -> None:
    for order in permutations("aabb"):
        [division] = divide(likeness([{theme: 1.0} for theme in order]), [10] * 4, 2)
        assert all(len({order[place] for place in group}) == 1 for group in division.groups)
