"""Parameters of FSRS: whatever is given, py-fsrs takes what comes out."""

import math

import pytest
from fsrs import Scheduler
from hypothesis import given
from hypothesis import strategies as st

from curriculum.memory.parameters import filled


@given(
    st.sampled_from([17, 19, 21]).flatmap(
        lambda size: st.lists(st.floats(-9, 99), min_size=size, max_size=size)
    )
)
def test_parameters_are_put_within_their_bounds(given_: list[float]) -> None:
    if found := filled(given_):
        Scheduler(parameters=found)


@pytest.mark.parametrize("given_", [[], [0.5] * 20, [math.nan] * 21, [math.inf] * 19], ids=str)
def test_what_is_none_of_fsrs_is_left_out(given_: list[float]) -> None:
    assert filled(given_) == ()
