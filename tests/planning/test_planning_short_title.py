"""Short titles of episodes, and lists of them."""

import pytest
from made_libraries import episode

from curriculum.planning.short_title import listed, recurring, short

SHOW = ("Salt Talk 7: Kelp", "Salt Talk 8: Nori and its farmers", "Salt Talk 19: What the tide brings")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Salt Talk 20: Agar", "Agar"),
        ("Salt Talk 20", "Salt Talk 20"),
        ("101 · Free to use", "Free to use"),
        ("The Long Reef: how corals count the years they live", "The Long Reef"),
        ("Reef: how corals count the years they live", "Reef: how corals count…"),
        ("Dr. Ann Reef — Corals that count the years", "Corals that count the…"),
        ("How corals count the years they live", "How corals count the…"),
        ("How corals count the years they live (live)", "How corals count the…"),
        ("Reef (part 2)", "Reef (part 2)"),
    ],
)
def test_a_short_title_says_what_the_episode_is_about(title: str, expected: str) -> None:
    assert short(episode(title), recurring(SHOW), 26) == expected


def test_who_speaks_is_no_short_title() -> None:
    talk = episode("Mira Kelp: Corals that count the years they live").model_copy(
        update={"guests": ("Mira Kelp",)}
    )
    assert short(talk, (), 40) == "Corals that count the years they live"


def test_a_number_in_brackets_that_all_titles_have_is_left_out() -> None:
    titles = [f"{name} (no. {n})" for n, name in enumerate(("Biscuits", "Seven ships", "Concrete"))]
    shows = recurring(titles)
    assert [short(episode(title), shows, 26) for title in titles] == ["Biscuits", "Seven ships", "Concrete"]


def test_a_list_names_the_episodes_each_as_long_as_there_is_room() -> None:
    long = [episode(f"What the {name} tide brings to the shore") for name in ("spring", "neap", "king")]
    assert listed([episode("Kelp")], ()) == "Kelp"
    assert listed([episode("Kelp"), episode("Nori")], ()) == "Kelp · Nori"
    assert listed(long[:2], ()) == " · ".join(one.title for one in long[:2])
    assert listed(long, (), 66) == "What the spring… · What the neap tide… · What the king tide…"


def test_a_list_of_many_counts_the_last() -> None:
    assert listed([episode(f"E{n}") for n in range(9)], ()) == "E0 · E1 · E2 · E3 · E4 · E5 · and 3 more"
