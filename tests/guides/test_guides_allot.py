"""Which study material the self-test takes from the cues."""

from guides_material import of_episode, study
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards.study import Study
from curriculum.guides.allot import Allotment, allot
from curriculum.guides.ask import Ask, apart, ask_about

KINDS = st.lists(
    st.lists(st.sampled_from("goal why how compare apply object term".split()), max_size=10),
    min_size=1,
    max_size=5,
)
"""For each episode the kinds of its study material."""


def every(found: Allotment) -> list[Study]:
    """All that is taken, of a goal the goal itself."""
    return [*(aim.goal for aim in found.goals), *found.reasons, *found.comparison, *found.case]


def test_a_self_test_has_three_goals_two_reasons_a_comparison_and_a_case() -> None:
    found = allot(["a", "b", "c"], [one for id in "abc" for one in of_episode(id)])
    assert [one.goal.episode for one in found.goals] == ["a", "b", "c"]
    assert {one.kind for one in found.reasons} == {"why", "how"}
    assert [one.kind for one in (*found.comparison, *found.case)] == ["compare", "apply"]
    # of the four questions no episode has three
    asked = [one.episode for one in (*found.reasons, *found.comparison, *found.case)]
    assert max(asked.count(id) for id in "abc") == 2


def test_two_episodes_share_the_three_goals_and_one_has_two_of_its_own() -> None:
    material = [one for id in "ab" for one in of_episode(id)]
    assert [one.goal.episode for one in allot(["a", "b"], material).goals] == ["a", "a", "b"]
    assert len(allot(["a"], material).goals) == 2


@given(KINDS)
def test_nothing_is_taken_twice_nor_given_away(kinds: list[list[str]]) -> None:
    ids = [f"e{number}" for number in range(len(kinds))]
    material = [one for id, names in zip(ids, kinds, strict=True) for one in of_episode(id, " ".join(names))]
    found = allot(ids, material)
    taken = every(found)
    assert len({one.point for one in taken}) == len(taken)
    assert found.tested == {one.key for one in taken}
    assert not {"object", "term"}.intersection(one.kind or one.what for one in taken)
    for one in taken:
        assert apart(ask_about(one), [ask_about(other) for other in taken if other is not one])


def test_held_material_and_that_of_other_episodes_is_left_out() -> None:
    held = study("a/p1", "goal", "What of amber?", "Amber floats", verdict="held")
    other = study("b/p1", "goal", "What of birch?", "Birch burns")
    assert not allot(["a"], [held, other]).tested


def test_of_two_questions_on_one_sentence_one_is_asked() -> None:
    sentence = "The mill turns with the tide."
    goal = study("a/p1", "goal", "When does it turn?", "Say when the mill turns", quote=sentence)
    why = study("a/p2", "question", "Why does it turn?", "Water moves it", "why", quote=sentence)
    assert [one.what for one in every(allot(["a"], [goal, why]))] == ["goal"]


def test_the_goal_that_leaves_the_cards_room_comes_first() -> None:
    card = Ask("k", "What turns the mill?", "the tide", "a", "a/p1", "The mill turns with the tide.")
    same = study("a/p1", "goal", "When does it turn?", "Tell when", quote="The mill turns with the tide.")
    other = study("a/p2", "goal", "Who paid for it?", "Tell who", quote="The abbey paid for the wheel.")
    assert [aim.goal for aim in allot(["a"], [same, other]).goals] == [same, other]
    assert [aim.goal for aim in allot(["a"], [same, other], [card]).goals] == [other, same]
