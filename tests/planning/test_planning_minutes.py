"""The minutes of a week are one sum, said with its parts."""

import pytest

from curriculum.planning.minutes import Minutes


@pytest.mark.parametrize(
    ("minutes", "said", "short"),
    [
        (Minutes(173), "173 minutes to read and recall", "173"),
        (Minutes(1), "1 minute to read and recall", "1"),
        (
            Minutes(173, 40, 18),
            "231 minutes: 173 to read and recall, 40 to test and review, 18 for Anki cards",
            "173+40+18",
        ),
        (Minutes(173, 40), "213 minutes: 173 to read and recall, 40 to test and review", "173+40"),
        (Minutes(1200, 0, 5), "1,205 minutes: 1,200 to read and recall, 5 for Anki cards", "1,200+5"),
        (Minutes(0, 40, 18), "0 minutes to read and recall", "0"),
    ],
)
def test_the_parts_of_the_sum_are_named(minutes: Minutes, said: str, short: str) -> None:
    assert (minutes.said, str(minutes)) == (said, short)
