"""The self-test as it is printed: nothing twice, nothing given away, and points that add up."""

import re

import pytest
from guides_material import of_episode, study
from guides_sample import CARDS, make_library, make_outline
from guides_tree import squeeze
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from curriculum.guides import answers, write
from curriculum.guides.ask import Ask, same_words, shown
from curriculum.guides.asks import Asks, arrange
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.guides.recall import headings, recall, says_something
from curriculum.guides.selftest import selftest
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library

WORDS = ("amber", "birch", "cedar", "dune")
OUTLINE, LIBRARY = make_outline(), make_library()
MATERIAL = (
    *of_episode("tides", "goal why compare apply"),
    *of_episode("light", "goal how goal term"),
)
SETS = st.lists(st.sampled_from(MATERIAL), unique_by=lambda one: one.key)


def arranged(material: list, cards: list) -> Asks:
    return arrange(OUTLINE.weeks[0], LIBRARY, cards, material, OUTLINE)


@settings(deadline=None)
@given(SETS, st.lists(st.sampled_from(CARDS), unique_by=lambda card: card.key))
def test_no_item_stands_twice_nor_gives_another_away(material: list, cards: list) -> None:
    asked = arranged(material, cards)
    every = (*asked.test, *asked.earlier)
    keys = [ask.key for ask in every if ask.key]
    assert len(set(keys)) == len(keys)
    assert not set(keys).intersection(ask.key for cues in asked.cues.values() for ask in cues)
    assert asked.tested == set(keys).intersection(one.key for one in material if one.what != "term")
    for ask in every:
        for other in every:
            if other is not ask:
                assert not (ask.answer and ask.answer.casefold() in shown(other).casefold())
                assert not same_words(ask, other)


@given(SETS)
def test_points_add_up_to_the_total_and_numbers_run_on(material: list) -> None:
    asked = arranged(material, list(CARDS))
    test = selftest(asked)
    assert test.points == sum(item.ask.points for item in test.items)
    numbers = [item.number for item in test.items]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [item.ask for item in test.items] == [*asked.test, *asked.earlier]


def printed(course: Course, number: int = 1) -> str:
    return write.printed(course, course.week(course.outline.weeks[number - 1], PLAIN), PLAIN)


def test_the_margin_has_the_points_and_the_head_their_sum() -> None:
    page = printed(Course(OUTLINE, LIBRARY, CARDS, MATERIAL))
    total = int(re.search(r"(\d+) points?\. Pencil only", page)[1])  # type: ignore[index]
    assert sum(map(int, re.findall(r'class="got"></span>/(\d+)', page))) == total
    assert page.count(f"of {total}, certain and wrong") == 2, "when it is taken again, too"
    assert page.count('<p class="label">Front</p>') == 6 + 2, "of which those that have room are printed"


def test_no_episode_is_named_beside_a_question() -> None:
    page = printed(Course(OUTLINE, LIBRARY, CARDS, MATERIAL))
    test = page[page.index("Pencil only") : page.index("First time")]
    assert not any(episode.title in test for episode in LIBRARY.episodes)
    assert "Episode" not in Markup(test).striptags()


def test_study_material_takes_the_place_of_matching_and_headings() -> None:
    with_it = Course(OUTLINE, LIBRARY, CARDS, MATERIAL).week(OUTLINE.weeks[0], PLAIN)
    assert [section.name for section in with_it.test.sections] == ["goals", "recall", "thinking"]
    assert len(with_it.asks.goals) == 3
    without = Course(OUTLINE, LIBRARY, CARDS).week(OUTLINE.weeks[0], PLAIN)
    assert {section.name for section in without.test.sections} <= {"recall", "headings", "thinking"}


def test_a_week_that_asks_nothing_has_no_test_and_no_blanks_for_cards() -> None:
    outline = Outline(title="O", weeks=(OUTLINE.weeks[1].model_copy(update={"number": 1}),))
    week = Course(outline, LIBRARY, ()).week(outline.weeks[0], PLAIN)
    assert not week.has_test
    assert {"test", "cards"}.isdisjoint(part.name for part in week.parts)
    page = printed(Course(outline, LIBRARY, ()))
    for label in ("What I will use", "What I still do not understand", "What I changed my mind about"):
        assert page.count(label) == 1


def test_an_answer_names_page_and_point() -> None:
    page = squeeze(Markup(printed(Course(OUTLINE, LIBRARY, CARDS, MATERIAL))).striptags())
    assert "Onegoodanswer:" in page
    notes = answers.Notes({"tides/point-2": "w1e1p2"}, LIBRARY.episodes)
    (here,) = notes.places(Ask("k", "Q?", "a", "tides", "tides/point-2"))
    assert (here.number, here.anchor) == (2, "w1e1p2")
    (elsewhere,) = notes.places(Ask("k", "Q?", "a", "light", "light/point-1"))
    assert (elsewhere.number, elsewhere.anchor, elsewhere.episode) == (1, "", "Why Lighthouses Blink")
    (whole,) = notes.places(Ask("k", "Q?", "a", "tides", ""))  # of its introduction
    assert (whole.number, whole.point) == (0, "tides/point-1")


def test_a_quoted_answer_names_the_point_that_says_it() -> None:
    """A writer may support a question by words from elsewhere in the episode."""
    notes = answers.Notes({"tides/point-2": "w1e1p2"}, LIBRARY.episodes)
    asked = Ask("k", "Q?", "a", "tides", "tides/point-2", quote="Sun and Moon pull along one line.")
    assert [place.number for place in notes.quoting(asked)] == [2]
    (other,) = notes.quoting(asked._replace(quote="The Moon raises one bulge below it"))
    assert (other.point, other.number) == ("tides/point-1", 1)
    (whole,) = notes.quoting(asked._replace(quote="People who live by the tides listen to Ada Brook."))
    assert (whole.number, whole.anchor) == (0, "")


def lines_of(*material: object) -> tuple[answers.Line, ...]:
    asked = arranged(list(material), [])
    notes = answers.Notes({}, LIBRARY.episodes)
    return answers.listed([], selftest(asked), notes, "t")[1:]


def test_a_good_answer_has_the_words_of_the_notes_that_it_does_not_say_itself() -> None:
    why = study(
        "tides/point-1",
        "question",
        "Why are there two?",
        "The Moon pulls at both sides",
        "why",
        quote="The Moon pulls at both sides. Nobody in the harbour believed it.",
    )
    goal = study("light/point-1", "goal", "What tells lights apart?", "Tell", quote="Each has its rhythm.")
    told, reason, *_ = lines_of(why, goal)
    assert (told.text, told.quote, told.open) == ("", "Each has its rhythm.", False)
    assert (reason.text, reason.open) == ("The Moon pulls at both sides.", True)
    assert reason.quote == "Nobody in the harbour believed it."


def test_two_episodes_that_share_a_phrase_are_compared() -> None:
    episodes = [
        LIBRARY.episode("light").model_copy(
            update={
                "id": id,
                "points": tuple(
                    point.model_copy(update={"id": f"{id}/{number}"})
                    for number, point in enumerate(LIBRARY.episode("light").points, start=1)
                ),
            }
        )
        for id in ("one", "two")
    ]
    placed = [OUTLINE.weeks[0].episodes[0].model_copy(update={"id": id}) for id in ("one", "two")]
    week = OUTLINE.weeks[0].model_copy(update={"episodes": tuple(placed)})
    library = Library(episodes=tuple(episodes))
    outline = Outline(title="O", weeks=(week,))
    (ask,) = [
        a for a in arrange(week, library, (), (), outline, ("Fresnel lenses",)).test if a.kind == "compare"
    ]
    assert "Fresnel lenses" in ask.question
    assert (ask.places, ask.points) == (("one/2", "two/2"), 2)
    (line,) = [
        line
        for line in answers.listed(
            [],
            selftest(arrange(week, library, (), (), outline, ("Fresnel lenses",))),
            answers.Notes({}, episodes),
            "t",
        )
        if line.parts
    ]
    assert line.parts == ("Fresnel lenses & mirrors need < 100 kg of glass.",) * 2
    for phrase in ("paper boat", "glass", "Fresnel glass"):
        asked = arrange(week, library, (), (), outline, (phrase,)).test
        assert all(a.kind != "compare" for a in asked), phrase


def test_cards_are_taken_from_the_episode_of_which_least_is_asked() -> None:
    piles = [
        [
            Ask(f"{id}{at}", f"What is {id} {word}?", f"{word}{at}", id, f"{id}/{at}")
            for at, word in enumerate(WORDS)
        ]
        for id in ("oak", "elm")
    ]
    goals = [Ask("g", "Why is pine soft?", "It grows fast.", "oak", "oak/9", kind="goal") for _ in range(2)]
    assert [ask.episode for ask in recall(piles, goals, 4)] == ["elm", "elm", "oak", "elm"]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Nota bene", "All that is told here stands under a licence of the harbour."),
        ("Charts of the coast", "https://example.org/charts"),
        ("Charts of the coast", "Tidal mills."),
    ],
    ids=["a note", "an address", "a few words"],
)
def test_a_label_is_asked_only_where_a_sentence_answers_it(label: str, text: str) -> None:
    point = LIBRARY.episode("light").points[0].model_copy(update={"label": label, "text": text})
    episode = LIBRARY.episode("light").model_copy(update={"points": (point,)})
    assert headings([episode], (), ()) == ()


def test_a_gap_is_asked_only_for_words_that_say_something() -> None:
    said = says_something
    assert (said("your success"), said("more people"), said("spring tide")) == (False, False, True)
