"""An episode's page: a question beside each point or room for one, its subject, its quotes, its link."""

import pytest

from curriculum.cards.study import Study
from curriculum.guides import cues, qr
from curriculum.guides.ask import BLANK, Ask
from curriculum.guides.quotation import once, quoted
from curriculum.guides.standfirst import standfirst
from curriculum.reading.episode import Episode, KeyPoint, Quote, Source, SubPoint


def point(number: int, label: str = "", text: str = "It is so.", topic: str = "") -> KeyPoint:
    return KeyPoint(id=f"e/{number}", number=number, label=label, text=text, topic=topic, line=number)


def episode(*points: KeyPoint, takeaways: tuple[KeyPoint, ...] = ()) -> Episode:
    return Episode(
        id="e", title="Tides", points=points, takeaways=takeaways, source=Source(path="a.md", line=1)
    )


def labelled(count: int) -> Episode:
    return episode(*(point(number, f"Label {number}") for number in range(1, count + 1)))


def card(number: int) -> dict[str, tuple[Ask, ...]]:
    ask = Ask(f"k{number}", f"What is it of {number}?", "so", "e", f"e/{number}")
    return {ask.point: (ask,)}


def cards(*numbers: int) -> dict[str, tuple[Ask, ...]]:
    return {at: asked for number in numbers for at, asked in card(number).items()}


def study(number: int, what: str, kind: str = "", question: str = "the tide") -> Study:
    return Study(
        key=f"{number}/{what}/{kind}",
        what=what,  # type: ignore[arg-type]
        kind=kind,
        question=question,
        answer="so",
        quote="It is so.",
        path="a.md",
        line=1,
        episode="e",
        point=f"e/{number}",
        verdict="ship",
    )


def told(column: cues.Column) -> list[tuple[str, int, int]]:
    return [(cue.question, cue.first, cue.last) for cue in (*column.points, *column.takeaways)]


def test_every_point_stands_in_one_block_in_its_order() -> None:
    for count in (1, 3, 7, 10, 20, 33):
        for asked in ((), (1,), (2, 3), tuple(range(1, count + 1))):
            one = labelled(count)
            column = cues.arrange(one, cards(*asked), (), ())
            assert [point.id for cue in column.points for point in cue.points] == [p.id for p in one.points]
            assert next(cue.first for cue in column.points) == 1


def test_a_question_stands_beside_its_own_point_and_the_learner_writes_the_others() -> None:
    column = cues.arrange(labelled(4), cards(2, 3), (), ())
    assert told(column) == [
        ("", 1, 1),
        ("What is it of 2?", 2, 2),
        ("What is it of 3?", 3, 3),
        ("", 4, 4),
    ]
    assert [cue.own for cue in column.points] == [True, False, False, True]


def test_every_point_that_has_a_question_is_asked_it() -> None:
    column = cues.arrange(labelled(20), cards(*range(1, 21)), (), ())
    assert all(cue.question for cue in column.points)


def test_nobody_is_to_ask_for_what_the_notes_do_not_say() -> None:
    bare = point(1, "Chart of the coast", "https://example.org/chart")
    column = cues.arrange(episode(bare, point(2, "Cut off", "")), {}, (), ())
    assert [cue.own for cue in column.points] == [False, False]


def test_without_a_question_the_labels_are_the_hooks_and_nothing_is_made_up() -> None:
    column = cues.arrange(labelled(5), {}, (), ())
    assert not any(cue.question for cue in column.points)
    assert [cue.label for cue in column.points] == [f"Label {number}" for number in range(1, 6)]
    assert (column.asks, column.hooks) == (False, True)


def test_short_lines_with_nothing_to_go_by_stand_together_and_long_ones_alone() -> None:
    long = (
        "The sluice of the mill closes before the tide turns, and nobody but its keeper opens it again. " * 2
    )
    column = cues.arrange(
        episode(point(1), point(2), point(3, text=long), point(4, text=long), point(5, "Named")), {}, (), ()
    )
    assert told(column) == [("", 1, 2), ("", 3, 3), ("", 4, 4), ("", 5, 5)]
    assert not cues.arrange(episode(point(1), point(2)), {}, (), ()).hooks


def test_a_heading_asks_for_its_list_where_it_says_what_is_listed() -> None:
    ponds = [
        point(at, text=text, topic="Parts of a mill") for at, text in ((1, "the pond"), (2, "the wheel"))
    ]
    others = [point(at, text=text, topic="Brest") for at, text in ((3, "the harbour"), (4, "the wall"))]
    column = cues.arrange(episode(*ponds, *others), {}, (), ())
    assert told(column) == [("Name the two parts.", 1, 2), ("", 3, 4)]


def test_a_label_that_only_says_what_kind_of_thing_follows_is_no_hook() -> None:
    column = cues.arrange(episode(point(1, "Opinion", "Mills will return.")), {}, (), ())
    (cue,) = column.points
    assert (cue.label, cue.points[0].text, cue.own) == ("", "Opinion: Mills will return.", True)


def test_the_questions_are_of_different_kinds() -> None:
    material = [study(n, "question", kind) for n in (1, 2, 3) for kind in ("why", "compare", "apply")]
    column = cues.arrange(labelled(3), cards(1), (), material)
    assert len({cue.asked.kind for cue in column.points if cue.asked}) == 3


def test_a_term_is_asked_where_nothing_better_is_and_a_claim_never() -> None:
    material = (
        study(1, "claim", question="High tide"),
        study(1, "question", "why", "Why is it?"),
        study(2, "claim", question="Low tide"),
        study(3, "term", question="neap"),
        study(4, "goal", question="Which tide is it?"),
        study(4, "claim"),
    )
    column = cues.arrange(labelled(4), {}, (), material)
    assert [cue.question for cue in column.points] == [
        "Why is it?",
        "",
        "What does “neap” mean here?",
        "Which tide is it?",
    ]


def test_what_is_asked_elsewhere_gives_way_to_another_question_of_its_point() -> None:
    material = (study(1, "question", "why", "Why is it?"), study(1, "term", question="neap"))
    asked = [("e/1", "Why is it?")]
    assert told(cues.arrange(labelled(1), {}, (), material, asked)) == [("What does “neap” mean here?", 1, 1)]
    (alone,) = cues.arrange(labelled(1), {}, (), material[:1], asked).points
    assert (alone.question, alone.own) == ("", True)
    like = study(1, "goal", question="Which tide of Fundy turns first?")
    said = [("e/1", "Which spring tide of Fundy turns first?")]
    assert told(cues.arrange(labelled(1), {}, (), [like], said)) == [("", 1, 1)]
    elsewhere = [("e/2", "Which spring tide of Fundy turns first?")]
    assert told(cues.arrange(labelled(1), {}, (), [like], elsewhere)) == [(like.question, 1, 1)]


def test_a_gap_that_the_test_has_is_no_cue() -> None:
    worth = "Old charts are essential for dating the first mills of Brest."
    asked = [("e/1", f"Tidal mills: Old charts are essential for {BLANK}.")]
    (cue,) = cues.arrange(episode(point(1, "Tidal mills", worth)), {}, (), (), asked).points
    assert cue.own


def test_takeaways_have_questions_of_their_own() -> None:
    one = episode(point(1, "A"), takeaways=(point(2, "B"), point(3, "C")))
    column = cues.arrange(one, cards(1, 2), (), ())
    assert told(column) == [("What is it of 1?", 1, 1), ("What is it of 2?", 2, 2), ("", 3, 3)]


def test_a_point_that_has_a_label_alone_says_it_unless_the_notes_stop_there() -> None:
    column = cues.arrange(episode(point(1, "Use real data", ""), point(2, "Cut off", "")), {}, (), ())
    assert [(cue.points[0].label, cue.points[0].text) for cue in column.points] == [
        ("", "Use real data"),
        ("Cut off", ""),
    ]


def test_a_line_that_a_quote_backs_is_its_label() -> None:
    one = episode(point(1, "Salt", ""), point(2, text="The moon pulls"), point(3, "Cut off", ""))
    quotes = tuple(Quote(text="It does.", line=9, point=f"e/{number}") for number in (1, 2))
    column = cues.arrange(one.model_copy(update={"quotes": quotes}), {}, (), ())
    assert [(cue.label, cue.points[0].text) for cue in column.points] == [
        ("Salt", ""),
        ("The moon pulls", ""),
        ("Cut off", ""),
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ways to measure a tide", "Ways to measure a tide"),
        ("Have the guts to dive.", ""),
        ("How tides are told " * 6, ""),
    ],
)
def test_a_line_over_a_list_is_its_label_unless_it_is_a_sentence(text: str, label: str) -> None:
    under = (SubPoint(text="By a pole", line=2), SubPoint(text="By a float", line=3))
    listed = point(1, text=text).model_copy(update={"subpoints": under})
    (cue,) = cues.arrange(episode(listed), {}, (), ()).points
    assert (cue.label, cue.points[0].text) == (label, "" if label else text)


@pytest.mark.parametrize(
    ("question", "blanks"),
    [
        ("Which three edges do humans keep?", 3),
        ("Name two tides.", 2),
        ("What do three tides share?", 0),
        ("Why are there three?", 0),
        ("", 0),
    ],
)
def test_a_question_that_wants_things_named_has_a_blank_for_each(question: str, blanks: int) -> None:
    assert cues.Cue((point(1),), 1, cues.Question(question, "card")).blanks == blanks


def test_a_label_is_asked_what_its_words_answer_and_the_kinds_take_turns() -> None:
    worth = "Old charts are essential for dating the first mills of Brest."
    both = "Mills grind barley with the sea rather than with the wind, which is crucial for bakers."
    column = cues.arrange(
        episode(point(1, "Tidal mills", worth), point(2, "The sea's power", both), point(3, "Dams")),
        {},
        (),
        (),
    )
    assert [cue.question for cue in column.points] == [
        f"Old charts are essential for {BLANK}.",
        f"Mills grind barley with the sea rather than {BLANK}, which is crucial for bakers.",
        "",
    ]
    assert column.asks


def test_a_heading_that_says_the_title_again_is_no_heading() -> None:
    one = episode(point(1, "Mills", topic="Summary: Tides of Fundy"), point(2, "Dams", topic="Coasts"))
    column = cues.arrange(one.model_copy(update={"title": "The Tides of Fundy"}), {}, (), ())
    assert [cue.topic for cue in column.points] == ["", "Coasts"]


def test_points_that_ask_of_themselves_keep_their_own_column() -> None:
    why = "Old charts are essential for dating the first mills of Brest."
    column = cues.arrange(
        episode(*(point(number, f"Mill {number}", why) for number in range(1, 5))), cards(2), (), ()
    )
    gap = f"Old charts are essential for {BLANK}."
    assert [cue.question for cue in column.points] == [
        gap,
        "What is it of 2?",
        gap,
        gap,
    ]


def test_a_card_that_taste_alone_holds_is_a_cue_where_nothing_better_is() -> None:
    draft = Ask("d", "Where do tides rise most?", "at Fundy", "e", "e/1", kind="draft")
    column = cues.arrange(labelled(1), {"e/1": (draft,)}, (), ())
    assert [cue.asked for cue in column.points] == [
        cues.Question("Where do tides rise most?", "draft", "at Fundy", "e/1")
    ]
    better = cues.arrange(labelled(1), {"e/1": (draft,)}, (), [study(1, "question", "why", "Why?")])
    assert told(better) == [("Why?", 1, 1)]


@pytest.mark.parametrize(
    ("introduction", "wanted"),
    [
        ("Tides rise. They fall.", "Tides rise. They fall."),
        ("The discussion centers on tides at Brest. The hosts agree.", "Tides at Brest."),
        ("The episode explores the Moon and its Tides.", "The Moon and its Tides."),
        ("In this episode, Ada talks about tides. They rise twice a day.", ""),
        ("The podcast covers the technical aspects of this technology.", ""),
        ("Here is a structured summary of the podcast transcript:", ""),
        ("A diver\n\nAda Brook is a diver.\n\n- Born: 1967.", "Ada Brook is a diver."),
        ("Summary: Tides rise.", "Tides rise."),
        ("Adda Brook dives.", ""),
        ("Tides rise. " + "And then they fall again on every coast of the sea " * 4 + ".", "Tides rise."),
        ("Tides rise and fall on every coast of the wide sea " * 5 + ".", ""),
    ],
)
def test_the_introduction_is_its_subject_in_two_lines_or_nothing(introduction: str, wanted: str) -> None:
    assert standfirst(introduction, "Tides", ("Adda Brook",), 45) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The sea is wide.", "“The sea is wide.”"),
        ('"The sea is wide."', "“The sea is wide.”"),
        ("“The sea is wide.”", "“The sea is wide.”"),
        ("«The sea»", "“The sea”"),
        ('"He said "no" to it."', "“He said ‘no’ to it.”"),
        ('"No," he said, "never."', "“‘No,’ he said, ‘never.’”"),
        ("“No,” he said, “never.”", "“‘No,’ he said, ‘never.’”"),
        ('"The sea is wide.', "“The sea is wide.”"),
        ("The sea's wide", "“The sea's wide”"),
        ("", "“”"),
    ],
)
def test_a_quotation_has_one_kind_of_marks(text: str, wanted: str) -> None:
    assert quoted(text) == wanted


SEA = "The sea keeps the diary of the moon"


def quotes(*given: Quote) -> list[tuple[str, str, str]]:
    one = episode(point(1), point(2, "Bare", "")).model_copy(update={"quotes": given})
    return [(quote.point, quote.text, quote.label) for quote in once(one)]


def test_a_quotation_is_printed_once_beside_its_point_before_all() -> None:
    again = Quote(text=f"“{SEA.upper()}!”", line=3, label="Seas")
    assert quotes(again, Quote(text=SEA, line=4, point="e/1")) == [("e/1", again.text, "")]
    assert quotes(Quote(text=SEA, line=4, point="e/1"), Quote(text=SEA, line=5, point="e/2")) == [
        ("e/1", SEA, ""),
        ("e/2", SEA, ""),
    ], "a point that has nothing else keeps it"


def test_a_quotation_of_several_things_is_told_of_all_and_printed_at_its_longest() -> None:
    longer = f"{SEA}, and nobody reads it."
    given = (
        Quote(text=f"{SEA} …", line=3, label="Seas"),
        Quote(text="Yes.", line=4),
        Quote(text=longer, line=5, label="Moons"),
        Quote(text="Yes, and no, said the keeper.", line=6),
    )
    assert quotes(*given) == [
        ("", longer, "Seas, Moons"),
        ("", "Yes.", ""),
        ("", "Yes, and no, said the keeper.", ""),
    ]


@pytest.mark.parametrize(
    ("links", "wanted"),
    [
        (("https://a.org/cover.png", "https://open.spotify.com/episode/1"), "open.spotify.com"),
        (("https://a.org/Cover.JPG?w=3",), ""),
        (("https://www.a.org/how-the-moon-moves", "https://b.org/other"), "a.org"),
        (("https://sentry.io/", "https://cdn.a.org/1.mp3"), "cdn.a.org"),
        (("https://a.org/", "https://b.org/"), ""),
        (("https://www.a.org/",), "a.org"),
        (("https://en.wikipedia.org/wiki/Moon",), ""),
        (("ftp://a.org/", "mailto:a@b.org", "https://[broken/"), ""),
        ((), ""),
    ],
)
def test_the_code_leads_to_the_episode_or_there_is_none(links: tuple[str, ...], wanted: str) -> None:
    link = qr.of_episode(links, "How the Moon Moves")
    assert (link.host if link else "") == wanted


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.org/cover.png", True),
        ("https://a.org/Cover.JPG?w=3#top", True),
        ("https://a.org/photo/1?format=jpg", True),
        ("https://i.ytimg.com/vi/abc/hq", True),
        ("https://img.youtube.com/vi/abc/0", True),
        ("https://encrypted-tbn0.gstatic.com/images?q=tbn:abc", True),
        ("https://www.youtube.com/watch?v=abc", False),
        ("https://a.org/png", False),
        ("https://[broken/", False),
    ],
)
def test_a_picture_s_address_is_no_source(address: str, shown: bool) -> None:
    assert qr.is_picture(address) == shown
