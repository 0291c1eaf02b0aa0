"""The wall page: which goals, which guesses, which minutes; a long title."""

import pytest
from guides_material import goal, question
from guides_sample import make_outline
from guides_tree import printed, squeeze, texts

from curriculum.cards.card import Card
from curriculum.cards.study import Study
from curriculum.guides import days, wall
from curriculum.guides.allot import allot
from curriculum.guides.grounded import grounded
from curriculum.guides.guide import Course
from curriculum.guides.name import name
from curriculum.guides.paper import PLAIN
from curriculum.guides.templates import short
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Source, SubPoint
from curriculum.reading.library import Library


def key_point(episode: str, number: int, label: str, text: str, *below: str) -> KeyPoint:
    subs = tuple(SubPoint(text=one, line=number) for one in below)
    id = f"{episode}/p{number}"
    return KeyPoint(id=id, label=label, text=text, line=number, number=number, subpoints=subs)


def episode(id: str, *points: KeyPoint) -> Episode:
    return Episode(id=id, title=id, points=points, source=Source(path="a.md", line=1))


def week(*ids: str, question: str = "", title: str = "W") -> Week:
    placed = tuple(Placed(id=id, why="") for id in ids)
    return Week(number=1, title=title, theme="", minutes=9, episodes=placed, question=question)


def told(ids: str, *study: Study) -> list[tuple[str, str]]:
    """The goals of a week of these episodes and what tests them."""
    return [(one.text, one.question) for one in allot(list(ids), study).goals]


def test_goals_are_of_different_episodes_and_name_their_test() -> None:
    study = [
        goal("a", 1, "Name the amber.", "What is amber of Fundy?"),
        goal("a", 2, "Explain why birch burns.", "Why does wet birch burn?"),
        goal("b", 1, "Compare oak and pine.", "How do oak and pine differ?"),
    ]
    assert told("ab", *study) == [
        ("Explain why birch burns.", "Why does wet birch burn?"),
        ("Name the amber.", "What is amber of Fundy?"),
        ("Compare oak and pine.", "How do oak and pine differ?"),
    ], "more than remembering first"
    assert [text for text, _ in told("abc", *study, goal("c", 1, "Say what elm is.", "What is elm?"))] == [
        "Explain why birch burns.",
        "Compare oak and pine.",
        "Say what elm is.",
    ]


def test_of_four_episodes_those_have_a_goal_whose_goal_asks_for_more() -> None:
    more = (("b", "birch"), ("c", "cedar"), ("d", "dune"))
    study = [goal(id, 1, f"Explain why {word} lasts.", f"Why does {word} last?") for id, word in more]
    found = told("abcd", goal("a", 1, "Name the amber.", "What is amber?"), *study)
    assert [text.split()[2] for text, _ in found] == ["birch", "cedar", "dune"]


def test_a_goal_is_tested_by_a_question_that_asks_for_what_it_promises() -> None:
    explain = goal("a", 1, "Explain why birch burns.", "What does birch hold?")
    why = question("a", 1, "why", "Why does birch burn so well?", "It holds oil.")
    assert told("a", explain, why) == [("Explain why birch burns.", "Why does birch burn so well?")]
    (aim,) = allot(["a"], [explain, why]).goals
    assert (aim.ask.kind, aim.ask.answer) == ("goal", "It holds oil.")
    elsewhere = question("a", 2, "why", "Why does birch burn so well?", "It holds oil.")
    assert told("a", explain, elsewhere) == [("Answer the question “What does birch hold?”", "")], (
        "of another point"
    )
    naming = goal("a", 1, "Explain what birch holds.", "What does old birch hold?")
    assert told("a", naming) == [("Say what birch holds.", "What does old birch hold?")]


def test_without_study_material_goals_are_those_of_the_plan_that_speak_of_a_matter() -> None:
    points = (
        key_point("a", 1, "Reef knots and bowlines", "Reef knots are crucial for safe sails."),
        key_point("a", 2, "Fog horns", "Fog horns are loud."),
    )
    listed = key_point("b", 1, "Harbour lights", "", "Red lights.", "Green lights.", "White lights.")
    episodes = [episode("a", *points), episode("b", listed)]
    planned = (
        "Say why “reef knots” matter",
        "Compare reef knots and bowlines",
        "Explain “fog horns” in your own words",
        "Row a boat",
    )
    found = grounded(episodes, planned, ())
    assert [one.text for one in found] == ["Row a boat", "Compare reef knots and bowlines"]
    assert found[0].ask is None, "a person's own"
    assert found[1].ask
    assert found[1].ask.point == "a/p1"
    assert [one.ask for one in grounded(episodes, planned, ["a/p1"])] == [None, None], "asked already"


def test_a_week_without_goals_has_lines_for_ones_own(outline: Outline, library: Library) -> None:
    bare = outline.model_copy(update={"weeks": (outline.weeks[0].model_copy(update={"goals": ()}),)})
    page = printed(bare, library, (), weeks=1)[0].document.pages[0]
    text = squeeze("".join(box.text for box in texts(page)))
    assert squeeze("By the end of this week I want to be able to …") in text
    assert squeeze("What I already know about these episodes") in text


def test_a_goal_whose_test_says_the_same_stands_once() -> None:
    how = goal("a", 1, "Explain how birch holds oil.", "How does birch hold oil?")
    (aim,) = allot(["a"], [how]).goals
    assert (aim.text, aim.question) == ("Explain how birch holds oil.", "")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What separates oak from elm?", "Say what separates oak from elm."),
        ("Who fells the oak of Brest?", "Say who fells the oak of Brest."),
        ("What does birch hold?", "Answer the question “What does birch hold?”"),
        ("Where do oak and elm grow?", "Answer the question “Where do oak and elm grow?”"),
    ],
)
def test_a_goal_is_a_sentence_that_begins_with_i_can(question: str, said: str) -> None:
    (aim,) = allot(["a"], [goal("a", 1, "Explain why trees burn.", question)]).goals
    assert aim.text == said


def test_guesses_are_open_questions_of_different_episodes() -> None:
    study = [
        question("a", 1, "how", "How a?"),
        question("a", 2, "why", "Why a?"),
        question("b", 1, "apply", "Which of yours?"),
        question("b", 2, "how", "How b?"),
        *(goal(id, at, "Say it.", "What?") for id, at in (("a", 1), ("a", 2), ("b", 2))),
    ]
    found = wall.guesses(week("a", "b"), study, ())
    assert [guess.question for guess in found] == ["Why a?", "How a?", "How b?"]
    spared = wall.guesses(week("a", "b", "c"), study, (), goals=[study[1].point])
    assert spared[0].question == "How a?", "the point of a goal is not asked first"


def test_what_alone_is_asked_of_a_point_stands_there_unless_there_is_too_little_else_to_guess() -> None:
    study = [
        question("a", 1, "how", "How a?"),
        goal("a", 1, "Say it.", "What?"),
        question("a", 2, "why", "Why a?"),
        question("b", 1, "why", "Why b?"),
        question("b", 2, "how", "How b?"),
    ]
    assert [guess.question for guess in wall.guesses(week("a", "b"), study, ())] == ["How a?", "Why b?"]


def test_nothing_is_asked_twice_in_the_same_words(outline: Outline, library: Library) -> None:
    material = [
        *(
            question("tides", 1, kind, f"{kind} do tides turn at {kind}?")
            for kind in ("why", "how", "object")
        ),
        *(
            question("light", 1, kind, f"{kind} do lamps burn at {kind}?")
            for kind in ("why", "how", "object")
        ),
    ]
    pages = Course(outline, library, (), material).week(outline.weeks[0], PLAIN)
    said = [guess.question for guess in pages.wall.guesses]
    said += [ask.question for ask in pages.asks.test]
    said += [cue.asked.text for page in pages.episodes for cue in page.cues.every if cue.asked]
    assert len(said) == len(set(said)) >= 4


def test_cards_stand_in_for_questions_when_they_are_of_two_episodes(cards: tuple[Card, ...]) -> None:
    tides = [card for card in cards if card.question.startswith("How")]
    assert wall.guesses(week("tides", "light"), (), tides) == (), "both are of one episode"
    light = tides[0].model_copy(update={"source": tides[0].source.model_copy(update={"episode": "light"})})
    found = wall.guesses(week("tides", "light"), (), [*tides, light])
    assert {guess.episode for guess in found} == {"tides", "light"}
    assert wall.guesses(week("tides"), (), tides) != (), "a week of one episode has no other"
    held = [card.model_copy(update={"verdict": "held", "reasons": ("x",)}) for card in tides]
    assert wall.guesses(week("tides"), (), held) == ()


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("React Tools · Zed is Ready… · Deno", "3 episodes"),
        ("Editors: React Tools · Zed is Ready… · Deno", "Editors: 3 episodes"),
        ("React Tools · Deno (2)", "3 episodes"),
        ("React Tools · Zed is Ready… · and 2 more", "3 episodes"),
        ("Rust · ownership", "Rust · ownership"),
        ("Tools", "Tools"),
    ],
)
def test_a_title_that_only_lists_episodes_gives_way_to_their_number(title: str, called: str) -> None:
    episodes = ["React Tools", "Why Zed is Ready for You", "Deno and its Makers"]
    assert name(title, episodes) == called
    assert name(title, episodes[:1]) == title, "a week of one episode has its title"


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("A · B", "A · B"),
        ("Everything about the tides of the sea and more", "Everything about the tides…"),
    ],
)
def test_a_running_head_ends_with_a_whole_word(title: str, head: str) -> None:
    assert short(title, 30) == head


def test_an_answer_of_ones_own_takes_longer_than_a_recall() -> None:
    assert days.answering(["apply"]) > days.answering(["why"]) > days.answering(["recall"]) == 1
    assert days.answering(["recall", "recall", "why"]) == 2 + days.answering(["why"])


def test_the_minutes_of_the_cards_are_in_the_total(library: Library, cards: tuple[Card, ...]) -> None:
    outline = make_outline()
    with_cards, without = (
        Course(outline, library, given).week(outline.weeks[0], PLAIN) for given in (cards, ())
    )
    assert with_cards.cards > without.cards == 0
    assert with_cards.minutes == sum(day.minutes for day in with_cards.days) > outline.weeks[0].minutes
    assert Course(outline, library, cards).week(outline.weeks[1], PLAIN).minutes == 0, "the plan has none"


def test_the_wall_page_is_one_page(outline: Outline, library: Library, cards: tuple[Card, ...]) -> None:
    document = printed(outline, library, cards, weeks=1)[0].document
    first, second = (squeeze("".join(box.text for box in texts(page))) for page in document.pages[:2])
    for words in ("By the end of the week", "Come back", "Day by day", "What I already know", "All"):
        assert squeeze(words) in first
    assert "DaybyDay" not in second
    assert "Howthe" in second, "an episode follows"
