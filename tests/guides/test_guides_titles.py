"""Titles as they are printed, and what the sources and the plan name."""

import pytest
from guides_sample import CARDS, make_library, make_outline

from curriculum.cards.card import Card
from curriculum.guides import guide, titles
from curriculum.guides.compose import Unknown
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.guides.qr import Link, of_episode
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


def test_episodes_of_one_title_are_told_apart_by_what_is_known_of_them() -> None:
    library = make_library()
    tides, light, *more = library.episodes
    some = (
        tides.model_copy(update={"title": "November", "show": "Harbour Talk"}),
        light.model_copy(update={"title": "November", "show": "", "date": "2024-11-03"}),
        *more,
    )
    told = titles.of_library(library.model_copy(update={"episodes": some})).episodes
    assert [one.title for one in told[:2]] == ["November (Harbour Talk)", "November (2024-11-03)"]
    assert [one.title for one in told[2:]] == [titles.typeset(one.title) for one in more]


def test_a_week_whose_title_lists_episodes_is_called_by_their_number_wherever_it_is_printed() -> None:
    library, outline = make_library(), make_outline()
    listed = " · ".join(one.title for one in library.episodes[:2])
    week = outline.weeks[0].model_copy(update={"title": listed})
    listing = outline.model_copy(update={"weeks": (week, *outline.weeks[1:])})
    course = Course(listing, library, CARDS).soft()
    page = printed(course, course.week(course.outline.weeks[0], PLAIN), PLAIN)
    assert "Week 1 · 2 episodes" in page.replace("\u00a0", " ")
    cover = guide.render_cover(course, course.book(PLAIN), Unknown("?"), PLAIN).front
    assert "Week 1 · 2 episodes" in cover
    assert typeset_in(cover, library.episodes[1].title), "in full, below the number of the week"


def typeset_in(page: str, title: str) -> bool:
    return titles.typeset(title) in page


def test_the_sources_have_the_address_of_the_episode_and_no_other() -> None:
    library = make_library()
    links = (
        "https://cdn.example.org/tides.mp3",
        "https://instagram.com/harbour",
        "https://sponsor.example.com",
    )
    tides = library.episodes[0].model_copy(update={"links": links})
    page = shown(make_outline(), library.model_copy(update={"episodes": (tides, *library.episodes[1:])}))
    assert "https://cdn.example.org/tides.mp3</span></p>" in page
    assert "instagram" not in page
    assert "sponsor" not in page


@pytest.mark.parametrize(
    "terms",
    [
        "https://creativecommons.org/licenses/by/3.0/",
        "http://harbour.example/legal/privacy",
        "https://harbour.example/LICENSE.txt",
    ],
)
def test_no_code_and_no_source_leads_to_a_licence(terms: str) -> None:
    assert of_episode([terms], "Tides") is None
    told = "https://harbour.example/what-a-licence-costs"
    assert (of_episode([terms, told], "What a licence costs") or Link("", "", "")).address == told


def test_the_sources_name_no_file_and_a_line_where_one_has_all() -> None:
    library = make_library()
    paths = {one.source.path for one in library.episodes}
    page = shown(make_outline(), library)
    sources = page[page.index("<h3>Sources</h3>") :]
    assert not [path for path in paths if path.rpartition("/")[2] in sources]
    source = library.episodes[0].source
    one_file = tuple(one.model_copy(update={"source": source}) for one in library.episodes)
    page = shown(make_outline(), library.model_copy(update={"episodes": one_file}))
    assert f", line {source.line} of your notes." in page


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
