"""Titles as they are printed, and what the sources and the plan name."""

import pytest
from guides_sample import CARDS, make_library, make_outline

from curriculum.cards.card import Card
from curriculum.guides import titles
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.guides.write import printed
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library


def shown(outline: Outline, library: Library, week: int = 0, cards: tuple[Card, ...] = CARDS) -> str:
    """The printed HTML of a week."""
    course = Course(outline, library, cards).soft()
    return printed(course, course.week(course.outline.weeks[week], PLAIN), PLAIN)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ('Race to "Her" - Is the Sea Near?', "Race to “Her” – Is the Sea Near?"),
        ("The moon's 'diary'", "The moon’s ‘diary’"),
        ("policy to prompt", "Policy to prompt"),
        ("iPhone and eBay - a *talk* <b>", "iPhone and eBay – a *talk* <b>"),
        ("well-kept 12\" disks", "Well-kept 12\" disks"),
        ("71 tides", "71 tides"),
        ("élan", "Élan"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_title_is_set_as_a_printer_sets_it(title: str, wanted: str) -> None:
    assert titles.typeset(title) == wanted


def test_titles_are_set_in_print_and_in_the_names_of_weeks_that_list_them() -> None:
    library, outline = make_library(), make_outline()
    tides = library.episodes[0].model_copy(update={"title": "the moon's sea - part 1"})
    library = library.model_copy(update={"episodes": (tides, *library.episodes[1:])})
    week = outline.weeks[0].model_copy(update={"title": "the moon's sea · why lighthouses blink"})
    page = shown(outline.model_copy(update={"weeks": (week, outline.weeks[1])}), library)
    assert "The moon’s sea – part&nbsp;1" in page.replace("\u00a0", "&nbsp;")
    assert "Why lighthouses" in page
    assert "the moon's sea" not in page


def test_the_sources_have_the_address_of_the_episode_and_no_other() -> None:
    library = make_library()
    links = (
        "https://cdn.example.org/tides.mp3",
        "https://instagram.com/harbour",
        "https://sponsor.example.com",
    )
    tides = library.episodes[0].model_copy(update={"links": links})
    page = shown(make_outline(), library.model_copy(update={"episodes": (tides, *library.episodes[1:])}))
    assert "https://cdn.example.org/tides.mp3</p>" in page
    assert "instagram" not in page
    assert "sponsor" not in page


def test_a_day_without_a_task_is_free_and_has_nothing_to_tick() -> None:
    outline = make_outline()
    page = shown(outline, make_library(), week=1, cards=())
    rows = [row for row in page.split("<tr>") if "Free." in row]
    assert rows
    assert not any("box" in row for row in rows)
    assert "Anki cards alone." in shown(outline, make_library(), week=1)


def test_the_last_two_questions_stand_on_one_page() -> None:
    page = shown(make_outline(), make_library())
    asked = [part.partition('"')[0] for part in page.split('<div class="')[1:] if part.startswith("item ")]
    assert asked[-2:] == ["item marked tail"] * 2
    assert set(asked[:-2]) <= {"item marked"}
    assert 'class="label total tail"' in page
