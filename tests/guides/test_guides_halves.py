"""A question of two halves: a key for each, or only the half that the notes answer; keys are sentences."""

import pytest
from guides_material import goal, question

from curriculum.cards.doing import is_personal
from curriculum.cards.study import Study
from curriculum.guides.ask import BLANK, Ask, halves
from curriculum.guides.halves import fitted, lettered
from curriculum.guides.personal import criterion
from curriculum.guides.sentence import keyed
from curriculum.reading.episode import Episode, KeyPoint, Source, SubPoint

OAK = "Oak lasts for a century in salt water."
ELM = "Elm bends without a crack, so shipwrights steam it."
FOG = "Fog keeps the yards of Brest closed until noon."


def said_by(*texts: str, labels: tuple[str, ...] = ()) -> Episode:
    """An episode with one point that has these lines, and two others."""
    named = labels or ("",) * len(texts)
    lines = tuple(SubPoint(label=label, text=text, line=3) for label, text in zip(named, texts, strict=True))
    point = KeyPoint(id="a/point-1", number=1, label="Timber", line=2, text="", subpoints=lines)
    others = (
        KeyPoint(id=f"a/point-{at}", number=at, label="Yards", line=9, text="Yards buy timber.")
        for at in (2, 3)
    )
    return Episode(id="a", title="Yards", points=(point, *others), source=Source(path="a.md", line=1))


def fit(one: Study, episode: Episode) -> tuple[Study, ...]:
    return fitted([one], [episode])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            "What is oak, and why does it last?",
            ("What is oak?", "Why does it last?"),
        ),
        ("Which wood is bent and for what is it used?", ("Which wood is bent?", "For what is it used?")),
        ("What is oak?", ("What is oak?",)),
        ("How does he know when, and where, to fell?", ("How does he know when, and where, to fell?",)),
        ("Who cuts, and who saws, in a yard?", ("Who cuts, and who saws, in a yard?",)),
        (
            "What is oak, and what is elm, and what is ash?",
            ("What is oak, and what is elm, and what is ash?",),
        ),
    ],
)
def test_a_question_has_two_halves_where_each_can_stand_alone(asked: str, found: tuple[str, ...]) -> None:
    assert halves(asked) == found


def test_the_words_of_a_goal_get_the_sentence_that_answers_its_other_half() -> None:
    one = goal("a", 1, "Say what oak and elm are for.", "What lasts in water, and what do shipwrights steam?")
    (whole,) = fit(one.model_copy(update={"quote": ELM}), said_by(OAK, ELM, FOG))
    assert whole.quote == f"{OAK} {ELM}"
    assert lettered(whole.question, whole.quote) == (OAK, ELM)


def test_an_answer_gets_the_sentence_that_answers_the_other_half() -> None:
    one = question(
        "a", 1, "how", "How long does oak last, and which wood is steamed?", "For a century: oak lasts"
    )
    (whole,) = fit(one, said_by(OAK, ELM))
    assert whole.answer == f"For a century: oak lasts. {ELM}"


def test_a_half_that_the_notes_do_not_answer_is_not_asked() -> None:
    one = question("a", 1, "object", "What speaks for oak, and which price does it fetch?", "Oak lasts.")
    (alone,) = fit(one, said_by(OAK, ELM))
    assert alone.question == "What speaks for oak?"


@pytest.mark.parametrize(
    ("asked", "answer", "left"),
    [
        ("What speaks for oak, and for what reason?", "It lasts.", "What speaks for oak?"),
        ("What speaks for oak, and why?", "It lasts because salt keeps it.", "What speaks for oak, and why?"),
        ("What is said of yards, and what is left open?", "It lasts.", "What is said of yards?"),
    ],
    ids=["no reason", "a reason", "no word of either"],
)
def test_where_no_word_tells_what_answers_which_the_first_half_is_asked(
    asked: str, answer: str, left: str
) -> None:
    (fits,) = fit(question("a", 1, "object", asked, answer), said_by(OAK, ELM))
    assert fits.question == left


def test_a_half_that_needs_the_other_is_not_asked_alone() -> None:
    one = question(
        "a", 1, "why", "Which price does elm fetch, and why do they steam it?", "It bends when steamed."
    )
    assert fit(one, said_by(OAK, ELM)) == ()


def test_a_goal_that_asks_for_each_has_all_the_parts_with_their_names() -> None:
    one = goal("a", 1, "Tell the woods apart.", "What is each of the two woods good for?")
    episode = said_by("It lasts.", "It bends.", labels=("Oak", "Elm"))
    (whole,) = fit(one.model_copy(update={"quote": "It lasts."}), episode)
    assert whole.quote == "Oak: It lasts; Elm: It bends."


def test_a_goal_that_asks_for_a_course_has_what_lies_between() -> None:
    one = goal("a", 1, "Tell a plank's way.", "What happens from the log to the plank?")
    way = ("A log floats to the yard.", "Two men saw it.", "A plank dries for a year.")
    (whole,) = fit(one.model_copy(update={"quote": way[2]}), said_by(*way))
    assert whole.quote == " ".join(way)


def test_words_from_elsewhere_and_what_is_one_s_own_stay() -> None:
    far = goal("a", 1, "Say.", "What lasts?").model_copy(update={"quote": "Ash is of another point."})
    own = question("a", 1, "apply", "Which of your own boats would you build, and why?", "Oak.")
    assert fitted([far, own], [said_by(OAK)]) == (far, own)


def test_one_sentence_is_divided_at_its_colon_or_not_at_all() -> None:
    asked = "What lasts in water, and what kind of crack has elm?"
    assert lettered(asked, "Oak lasts in water: elm has a crack.") == (
        "Oak lasts in water",
        "elm has a crack.",
    )
    assert lettered(asked, "Oak lasts in water and elm has no crack.") == ()
    assert lettered("What lasts?", f"{OAK} {ELM}") == ()


def test_each_half_is_worth_a_point_unless_the_answer_is_one_s_own() -> None:
    asked = "What is oak, and why does it last?"
    assert [Ask("", asked, "a", "e", "p", kind=kind).earns for kind in ("goal", "why", "recall")] == [
        "halves",
        "halves",
        "",
    ]
    assert Ask("", "Which oak would you fell, and why?", "a", "e", "p", kind="apply").earns == ""


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Which tool of your own would you lend?", "names one tool"),
        ("In which piece of your own work would you use oak, and why?", "names one piece, says why,"),
        ("Which of your own boats would you sell, and by what rule?", "names some, says by what rule,"),
        (
            "Where does your own work need oak, and what would elm change?",
            "names a place, says what follows,",
        ),
        ("If you could build one boat, would you use oak, and how?", "makes a choice, says how,"),
        ("How would you season your oak?", "is a case of your own"),
    ],
)
def test_an_answer_of_one_s_own_is_checked_by_what_its_question_wants(asked: str, wanted: str) -> None:
    assert is_personal(asked)
    assert criterion(asked) == f"Your own answer: good if it {wanted} and fits what the notes say."


def test_a_gap_is_filled_with_the_words_of_the_notes_whoever_they_speak_to() -> None:
    told = "Before you fell an oak of your own, you have to see its ____."
    gap = Ask("", told.replace("____", BLANK), "roots", "e", "p", kind="gap")
    assert is_personal(told)
    assert not gap.personal
    assert gap._replace(kind="apply").personal


def test_a_case_that_the_notes_answer_is_not_one_s_own() -> None:
    assert not is_personal("You have little oak of your own: what could help?")
    assert not is_personal("What do millers know?")


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("past messages", "Past messages."),
        ("by the sea", "By the sea."),
        ("transcranial waves", "Transcranial waves."),
        ("gcc xxxx", "gcc xxxx."),
        ("iPhone sales", "iPhone sales."),
        ("16.3 metres", "16.3 metres."),
        ("e.g., oak", "For example, oak."),
        ("“Never.”", "“Never.”"),
        ("so it is,", "So it is."),
        ("", ""),
    ],
)
def test_a_key_is_a_sentence(answer: str, key: str) -> None:
    assert keyed(answer) == key
