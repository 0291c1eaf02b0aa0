"""Short titles of episodes, and lists of them."""

import pytest

from curriculum.planning.short_title import MOST, listed, recurring, short

SHOW = (
    "Salt Talk 7: Kelp",
    "Salt Talk 8: Nori and its farmers",
    "Salt Talk 19: What the tide brings",
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Salt Talk 20: Agar", "Agar"),
        ("Salt Talk 20", "Salt Talk 20"),
        ("101 · Free to use", "Free to use"),
        ("The Long Reef: how corals count the years they live", "The Long Reef"),
        ("Reef: how corals count the years they live", "Reef: how corals count…"),
        ("How corals count the years they live", "How corals count the…"),
        ("Reef (part 2)", "Reef (part 2)"),
    ],
)
def test_a_short_title_says_what_the_episode_is_about(title: str, expected: str) -> None:
    assert short(title, recurring(SHOW)) == expected


def test_a_number_in_brackets_that_all_titles_have_is_left_out() -> None:
    titles = [f"{name} (no. {n})" for n, name in enumerate(("Biscuits", "Seven ships", "Concrete"))]
    assert [short(title, recurring(titles)) for title in titles] == ["Biscuits", "Seven ships", "Concrete"]


def test_a_list_names_as_many_as_it_can_and_counts_the_others() -> None:
    assert listed(["Kelp"]) == "Kelp"
    assert listed(["Kelp", "Nori", "Agar"]) == "Kelp · Nori · Agar"
    many = listed([f"What tides bring {n}" for n in range(9)])
    assert many == "What tides bring 0 · What tides bring 1 · What tides bring 2 · and 6 more"
    assert len(many) <= MOST
