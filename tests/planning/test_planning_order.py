"""The order of study: parts, visits of a guest, like weeks side by side, and only true reasons."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_libraries import SHELF, episode, library

from curriculum.planning.order import arrange, band
from curriculum.planning.part import part
from curriculum.planning.plan import Wish, plan
from curriculum.planning.succession import Succession
from curriculum.planning.themes import read_themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library

THEMES = read_themes()
ROME = ("Emperors: The Roman Empire had an emperor.", "War: The Roman army lost.")


def told(
    title: str,
    *points: str,
    guest: str = "",
    date: str = "",
    show: str = "",
    number: int | None = None,
) -> Episode:
    """An episode about Rome, or of these points, with what its notes tell of guest, date and show."""
    return episode(title, *(points or ROME)).model_copy(
        update={"guests": (guest,) if guest else (), "date": date, "show": show, "number": number}
    )


def order(*episodes: Episode, weeks: int = 1) -> list[str]:
    """The titles in the order of study."""
    made = library(*episodes)
    outline = plan(made, THEMES, Wish(weeks=weeks))
    return [made.episode(placed.id).title for week in outline.weeks for placed in week.episodes]


def reasons(*episodes: Episode, wish: Wish | None = None) -> dict[str, str]:
    """Title → why the episode stands where it does."""
    made = library(*episodes)
    outline = plan(made, THEMES, wish or Wish(weeks=1))
    return {made.episode(one.id).title: one.why for week in outline.weeks for one in week.episodes}


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        ("The Fall of Rome, Part 2 of 3", "story", 2),
        ("The Fall of Rome (pt. 2)", "story", 2),
        ("Der Fall von Rom, Teil 3", "story", 3),
        ("The Fall of Rome (2/3)", "story", 2),
        ("Part Two: The Fall of Rome", "story", 2),
        ("The Fall of Rome, part IV", "story", 4),
        ("Lesson 4", "course", 4),
        ("Lecture 12: Kelp", "course", 12),
        ("Chapter 3 – Kelp", "course", 3),
        ("Kelp, Ep. 7", "episode", 7),
        ("The Fall of Rome III", "bare", 3),
        ("The Fall of Rome 2: the kings", "bare", 2),
    ],
)
def test_a_title_tells_its_part(title: str, kind: str, number: int) -> None:
    found = part(title)
    assert found is not None
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize(
    "title",
    ["Kelp", "Open 24/7", "Part of the problem", "10 Lessons", "Lesson learnt", "Chapter 11.5", "Why I left"],
)
def test_a_title_without_a_part_tells_none(title: str) -> None:
    assert part(title) is None


@pytest.mark.parametrize(
    "titles",
    [
        ("Rome in ruins (1/2)", "Rome in ruins (2/2)"),
        ("Rome, Part 1: the kings", "Rome, Part 2: consuls and tribunes"),
        ("Rome I", "Rome II"),
        ("Teil 1: Rome", "Teil 2: Rome again"),
        ("Lecture 9: Zama", "Lecture 12: Actium"),
        ("Lesson nine: Zama", "Lesson ten: Actium"),
    ],
)
def test_the_numbers_of_a_series_say_the_order(titles: tuple[str, str]) -> None:
    first, second = titles
    # the other way round in likeness and id
    assert order(told(second), told(first)) == [first, second]
    assert order(told(second), told(first), weeks=2) == [first, second]


def test_parts_of_two_shows_are_no_series() -> None:
    known = Succession.of([told("Rome, part 1", show="One"), told("Rome, part 2", show="Two")])
    assert not known.places


def test_lectures_of_two_courses_in_a_folder_are_no_series() -> None:
    titles = ("Lecture 1: Kelp", "Lecture 2: Crabs", "Lecture 1: Zama")
    assert not Succession.of([told(title) for title in titles]).places


def test_a_show_goes_on_with_a_part_of_another_name_within_a_fortnight() -> None:
    one = told("Fathers (Part 1)", show="Long Table", date="2021-08-26")
    soon = told("A riddle (Part 2)", show="Long Table", date="2021-09-02")
    late = soon.model_copy(update={"date": "2021-12-02"})
    assert set(Succession.of([one, soon]).places) == {one.id, soon.id}
    assert not Succession.of([one, late]).places


def test_the_number_of_a_show_decides_where_nothing_better_does() -> None:
    titles = ["Zama", "Actium", "Cannae"]
    numbered = [told(title, show="Rome", number=at) for at, title in enumerate(titles, 101)]
    assert order(*numbered) == titles
    part_two = told("Rome, part 2", show="Rome", number=1)
    part_one = told("Rome, part 1", show="Rome", number=9)
    assert order(part_two, part_one) == ["Rome, part 1", "Rome, part 2"]


def test_a_guests_earlier_episode_comes_first_and_its_day_is_told() -> None:
    early = told("Zama", guest="Ann Lee", date="2024-03-03")
    late = told("Actium", guest="Ann Lee", date="2024-05-01")
    assert order(late, early) == ["Zama", "Actium"]
    assert order(late, early, weeks=2) == ["Zama", "Actium"]
    why = reasons(late, early)
    assert "after Ann Lee’s earlier episode of 3 March 2024" in why["Actium"]
    assert "Ann Lee" not in why["Zama"]


def test_a_guests_visits_are_told_apart_by_number_where_there_is_no_date() -> None:
    early = told("Zama", guest="Ann Lee", show="Rome", number=12)
    late = told("Actium", guest="Ann Lee", show="Rome", number=40)
    assert order(late, early) == ["Zama", "Actium"]
    assert "after Ann Lee’s earlier episode, number 12" in reasons(late, early)["Actium"]


@pytest.mark.parametrize("guest", ["Ann", ""])
def test_a_first_name_alone_is_nobody(guest: str) -> None:
    early, late = told("Zama", guest=guest, date="2024-03-03"), told("Actium", guest=guest, date="2024-05-01")
    assert not Succession.of([early, late]).pairs


def test_the_episode_that_began_the_outline_opens_it_whatever_its_guest_said_before() -> None:
    late = told("Actium", guest="Ann Lee", date="2024-05-01")
    inspired = episode("Actium", *ROME, remark="This inspired my outline for May").remarks
    late = late.model_copy(update={"remarks": inspired})
    early = told("Zama", guest="Ann Lee", date="2024-03-03")
    assert order(early, late) == ["Actium", "Zama"]
    assert "Ann Lee" not in reasons(early, late)["Actium"]


def test_the_reason_of_a_part_says_what_is_there() -> None:
    one, two, three = (told(f"Rome, part {number}") for number in (1, 2, 3))
    assert "part 1, before part 2" in reasons(one, two, three)["Rome, part 1"]
    assert "part 3, after part 2" in reasons(one, two, three)["Rome, part 3"]
    assert "part 3, after part 1; part 2 is not among the episodes" in reasons(one, three)["Rome, part 3"]
    left = reasons(one, two, three, wish=Wish(weeks=1, best=1))
    assert all("is left out" in why for why in left.values())


def test_weeks_of_like_themes_stand_together() -> None:
    rome = [told(f"{name} of Rome", *ROME) for name in ("Baths", "Roads")]
    bread = [
        told(f"{name} at home", "Dough: Yeast makes the dough rise.", "Oven: Bake the bread in an oven.")
        for name in ("Bread", "Rolls")
    ]
    found = order(*rome, *bread, weeks=4)
    assert {"of Rome" in title for title in found[:2]} in ({True}, {False})
    assert {"of Rome" in title for title in found[2:]} in ({True}, {False})


@pytest.mark.parametrize(
    ("levels", "found"), [([1], 1), ([1, 1, 2], 1), ([1, 2], 2), ([2, 2, 3], 2), ([3], 3)]
)
def test_a_weeks_level_is_coarse(levels: list[int], found: int) -> None:
    assert band(levels) == found


@given(st.permutations(range(7)), st.integers(0, 2**32))
def test_nothing_stands_before_what_must_precede_it(items: list[int], seed: int) -> None:
    """Whatever the likeness: even before odd of one tens, smaller ranks first."""

    def alike(one: int, other: int) -> float:
        return ((min(one, other) * 7919 + max(one, other) * 104729 + seed) % 97) / 97

    found = arrange(
        items,
        before=lambda one, other: int(one % 3 == other % 3 and one < other),
        rank=lambda item: (item % 3 == 2,),
        rather=lambda one, other: False,
        alike=alike,
        name=lambda item: item,
    )
    assert sorted(found) == list(range(7))
    for one, other in itertools.combinations(found, 2):
        assert not (one % 3 == other % 3 and one > other)
        assert (one % 3 == 2) <= (other % 3 == 2)
    assert found == arrange(
        sorted(items),
        before=lambda one, other: int(one % 3 == other % 3 and one < other),
        rank=lambda item: (item % 3 == 2,),
        rather=lambda one, other: False,
        alike=alike,
        name=lambda item: item,
    )


def test_contradicting_orders_break_as_little_as_may_be() -> None:
    found = arrange(
        ["a", "b", "c"],
        before=lambda one, other: {("a", "b"): 4, ("b", "c"): 4, ("c", "a"): 1}.get((one, other), 0),
        rank=lambda item: (),
        rather=lambda one, other: False,
        alike=lambda one, other: 0.0,
        name=lambda item: item,
    )
    assert found == ["a", "b", "c"]


def test_the_order_does_not_depend_on_the_files() -> None:
    shelf = (*SHELF.episodes, told("Rome, part 2"), told("Rome, part 1"))
    one = plan(Library(episodes=shelf), THEMES, Wish(weeks=3))
    assert plan(Library(episodes=shelf[::-1]), THEMES, Wish(weeks=3)) == one
