"""Cards that ask nearly the same do not ship side by side."""

from curriculum.cards.card import Card, CardSource
from curriculum.cards.likeness import collisions, same_fact


def card(key: str, question: str, answer: str, **more: str) -> Card:
    source = CardSource(path="a.md", line=1, episode=more.pop("episode", "e"), point="")
    return Card(
        key=key,
        guid=key,
        kind="question",
        rule=more.pop("rule", "svo"),
        question=question,
        answer=answer,
        quote=answer,
        credit="",
        source=source,
        verdict="ship",
        **more,
    )


def test_the_same_question_twice_gives_way_by_its_place() -> None:
    first = card("a", "What did the Concordat of Worms regulate?", "the choice of bishops", episode="e")
    second = card("b", "What did the Concordat of Worms regulate?", "the choice of bishops", episode="f")
    assert list(collisions([first, second])) == ["b"]


def test_one_front_with_two_answers_interferes() -> None:
    first = card("a", "What did the guild of Lyon tax most heavily?", "silk")
    second = card("b", "What did the guild of Lyons tax most heavily?", "salt")
    assert "wants another answer" in collisions([first, second])["b"]


def test_a_vague_question_gives_way_to_a_fuller_one() -> None:
    vague = card("a", "What does AB 77 regulate?", "old houses")
    full = card("b", "What does AB 77 regulate during winter?", "rented rooms")
    assert "asks more exactly" in collisions([vague, full])["a"]


def test_numbers_tell_questions_apart() -> None:
    first = card("a", "What did AlphaFold 2 predict for the first time?", "structures")
    second = card("b", "What did AlphaFold 3 predict for the first time?", "interactions")
    assert collisions([first, second]) == {}


def test_what_the_person_wrote_stays() -> None:
    ours = card("a", "What did the Concordat of Worms regulate?", "the choice of bishops")
    own = card("b", "What did the Concordat of Worms regulate?", "the choice of bishops", rule="written")
    assert list(collisions([ours, own])) == ["a"]


def test_two_answers_give_one_fact_when_most_words_are_shared() -> None:
    assert same_fact("rapid iteration and improvement", "iteration and improvement")
    assert not same_fact("proprietary data", "model accuracy and applicability")
