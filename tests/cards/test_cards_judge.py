"""The judge of cards by rule: what it measures, what it says, and what a learner's decisions do to it."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.cards.draft import Draft
from curriculum.cards.judge import learning, weights
from curriculum.cards.judge.features import ASKS, BY_NAME, FEATURES, TRAITS, Seen, features
from curriculum.cards.judge.weights import Judge, Weight, chance, ours
from curriculum.problems import CurriculumError

QUOTE = "In 1889 the Velomax company opened its first workshop in Graz to repair bicycles for postmen."


def seen(question: str, answer: str, quote: str = QUOTE, title: str = "Velomax", **more: object) -> Seen:
    draft = Draft("any", question, answer, **more)  # type: ignore[arg-type]
    return Seen(draft, "", quote, "Beginnings", title, lambda stem: 0.9 if stem == "bicycl" else 0.1, 0.8)


GOOD = features(seen("What did Velomax open in Graz in 1889?", "a workshop", asks="what"))
EMPTY = features(seen("What does good work provide?", "better efficiency", title="Clay", asks="what"))


@pytest.mark.parametrize(
    ("name", "more", "less"),
    [
        ("front_names", seen("Who led Velomax in Graz?", "x"), seen("Who led the company?", "x")),
        ("front_numbers", seen("What opened in 1889?", "x"), seen("What opened there?", "x")),
        ("front_rare", seen("What does zymurgy need?", "x"), seen("What do people need?", "x")),
        ("front_rare_here", seen("What of postmen?", "x"), seen("What of bicycles?", "x")),
        ("front_elsewhere", seen("What of bicycles?", "x"), seen("What of postmen?", "x")),
        ("front_broad", seen("What do companies need?", "x"), seen("What do postmen need?", "x")),
        ("front_familiar", seen("What does AI mend?", "x"), seen("What does a postman mend?", "x")),
        ("front_about", seen("What did Velomax open?", "x"), seen("What opened?", "x")),
        ("front_light", seen("What does Velomax provide?", "x"), seen("What does Velomax mend?", "x")),
        ("answer_names", seen("x", "Ada Clarke"), seen("x", "a workshop")),
        ("answer_numbers", seen("x", "1889"), seen("x", "a workshop")),
        ("answer_empty", seen("x", "better efficiency"), seen("x", "a workshop")),
        ("answer_broad", seen("x", "some applications"), seen("x", "a workshop")),
        ("answer_vague", seen("x", "various bicycles"), seen("x", "a workshop")),
        ("answer_points", seen("x", "their bicycles"), seen("x", "a workshop")),
        ("answer_quality", seen("x", "more reliable"), seen("x", "a workshop")),
        ("answer_dangles", seen("x", "a workshop in"), seen("x", "a workshop")),
        ("answer_row", seen("x", "bread, salt and oil"), seen("x", "a workshop")),
        ("answer_told", seen("x", "Velomax beginnings"), seen("x", "a workshop")),
        ("answer_near", seen("What did bicyclists buy?", "bicycles"), seen("What did they buy?", "bicycles")),
        ("hedged", seen("x", "y", "It may aim at Graz."), seen("x", "y", "It lies in Graz.")),
        ("limited", seen("x", "y", "Only Graz has it."), seen("x", "y", "Graz has it.")),
        ("asks_why", seen("x", "y", asks="why"), seen("x", "y", asks="how")),
        ("is_passive", seen("x", "y", traits=frozenset(("passive",))), seen("x", "y")),
    ],
)
def test_a_feature_measures_what_it_says(name: str, more: Seen, less: Seen) -> None:
    assert features(more)[name] > features(less)[name]


def test_a_capital_from_the_start_of_a_sentence_makes_no_name() -> None:
    opened = seen("x", "Trees", "Trees cool a street.")
    named = seen("x", "Graz", "Graz lies on the Mur.")
    assert (opened.answer_names, named.answer_names) == (0, 1)


def test_no_feature_knows_a_rule() -> None:
    one = seen("What did Velomax open?", "a workshop", asks="what", traits=frozenset(("passive",)))
    for rule in ("acronym", "svo", "written"):
        other = Seen(
            one.draft._replace(rule=rule, trust=1), "", one.quote, one.label, one.title, one.rarity, one.prose
        )
        assert features(other) == features(one)


@given(
    st.text(max_size=60),
    st.text(max_size=40),
    st.text(max_size=80),
    st.sampled_from(("question", "cloze", "term")),
)
def test_whatever_the_text_it_is_measured_and_judged(front: str, answer: str, quote: str, kind: str) -> None:
    draft = Draft("any", front, answer, kind, f"{front}{{{{c1::{answer}}}}}")  # type: ignore[arg-type]
    found = features(Seen(draft, front, quote, answer, quote, lambda stem: 0.5, 0.5))
    assert list(found) == [feature.name for feature in FEATURES]
    assert all(value == value and -100 <= value <= 100 for value in found.values())
    assert 0 <= ours().worth(found) <= 100
    assert ours().objection(found)


def test_our_table_has_every_feature_and_no_other() -> None:
    assert list(ours().weights) == [feature.name for feature in FEATURES]
    assert len(BY_NAME) == len(FEATURES)
    assert all(known.scale > 0 for known in ours().weights.values())
    assert {f"asks_{kind}" for kind in ASKS} | {f"is_{trait}" for trait in TRAITS} <= set(BY_NAME)


def test_every_feature_says_in_words_what_it_is() -> None:
    for feature in FEATURES:
        assert len(feature.means.split()) >= 3
        assert feature.much or feature.little, feature.name


SMALL = Judge(
    0.0,
    {
        "answer_empty": Weight(-1.0, 0.2, 0.2),
        "front_names": Weight(0.8, 1.0, 1.0),
        "answer_row": Weight(-0.3, 1.0, 1.0),
        "asks_why": Weight(0.5, 0.1, 0.3),
    },
    50,
)
USUAL = {"answer_empty": 0.2, "front_names": 1.0, "answer_row": 1.0, "asks_why": 0.1}


def test_a_usual_draft_has_the_usual_chance() -> None:
    assert SMALL.worth(USUAL) == 50
    assert SMALL.shifted(1.0, {}).worth(USUAL) == round(100 * chance(1.0)) == 73


@given(st.sampled_from(sorted(USUAL)), st.floats(0, 3), st.floats(0, 3))
def test_more_of_a_good_thing_never_lowers(name: str, value: float, more: float) -> None:
    less, much = ({**USUAL, name: amount} for amount in (value, value + more))
    good = SMALL.weights[name].weight > 0
    assert (SMALL.worth(much) - SMALL.worth(less)) * (1 if good else -1) >= 0


def test_the_objection_names_the_two_dearest_things_the_dearest_first() -> None:
    spoilt = {**USUAL, "answer_empty": 1.0, "front_names": 0.0, "answer_row": 2.0}
    assert SMALL.objection(spoilt) == "its answer would fit anything and its front names nothing"
    assert SMALL.objection({**USUAL, "answer_row": 2.0}) == "its answer has many parts"
    assert SMALL.objection(USUAL) == "such cards are seldom kept"


def test_a_feature_that_is_not_there_counts_as_usual() -> None:
    assert SMALL.worth({}) == SMALL.worth(USUAL)


def drafts(count: int, seed: int = 1) -> list[Mapping[str, float]]:
    chosen = random.Random(seed)
    return [
        {name: chosen.gauss(known.mean, known.scale) for name, known in ours().weights.items()}
        for _ in range(count)
    ]


def test_nothing_learnt_from_no_decision() -> None:
    learnt = learning.learn(ours(), [])
    assert learnt.bias == 0
    assert not any(learnt.shifts.values())
    assert learning.told(learnt) == "You decide as our readers did."


def test_our_own_judgements_teach_nothing() -> None:
    own = [(found, ours().worth(found) / 100) for found in drafts(200)]
    learnt = learning.learn(ours(), own)
    assert all(abs(shift) < 0.02 for shift in (learnt.bias, *learnt.shifts.values()))
    mine = ours().shifted(learnt.bias, learnt.shifts)
    assert all(abs(mine.worth(found) - ours().worth(found)) <= 2 for found in drafts(50, 2))


def test_a_taste_is_learnt_and_the_rest_stays() -> None:
    name = "answer_numbers"
    usual = ours().weights[name]
    taught = [(found, float(found[name] > usual.mean)) for found in drafts(120)]
    learnt = learning.learn(ours(), taught)
    assert max(learnt.shifts, key=lambda each: learnt.shifts[each]) == name
    assert learnt.shifts[name] > 0.3
    mine = ours().shifted(learnt.bias, learnt.shifts)
    assert "its answer has numbers" in learning.told(learnt)
    few, many = ({**drafts(1)[0], name: usual.mean + step * usual.scale} for step in (-1, 1))
    assert mine.worth(many) - mine.worth(few) > ours().worth(many) - ours().worth(few)


def test_who_drops_everything_is_stricter() -> None:
    learnt = learning.learn(ours(), [(found, 0.0) for found in drafts(40)])
    assert learnt.bias < -0.5
    assert learning.told(learnt).startswith("You are more strict than our readers")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from((0.0, 0.3, 1.0)), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(grades: list[float], chosen: random.Random) -> None:
    taught = list(zip(drafts(len(grades)), grades, strict=True))
    first = learning.learn(ours(), taught)
    chosen.shuffle(taught)
    again = learning.learn(ours(), taught)
    assert first.bias == pytest.approx(again.bias, abs=1e-4)
    assert all(first.shifts[name] == pytest.approx(again.shifts[name], abs=1e-4) for name in first.shifts)


def test_what_was_learnt_is_read_back(tmp_path: Path) -> None:
    learnt = learning.learn(ours(), [(found, float(at % 3 == 0)) for at, found in enumerate(drafts(30))])
    path = tmp_path / weights.FILE
    assert weights.read(path) == ours()
    path.write_text(learning.text_of(learnt), "utf-8")
    mine = ours().shifted(learnt.bias, learnt.shifts)
    read = weights.read(path)
    assert all(abs(read.worth(found) - mine.worth(found)) <= 1 for found in drafts(30, 3))
    path.unlink()
    assert weights.read(path) == ours()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("bias = 'much'\n", 1, "“bias” must be a number from -20 to 20"),
        ("bias = 1\n[shifts]\nfront_nmes = 0.1\n", 3, "“front_nmes” is nothing that the judge looks at"),
        ("[shifts]\nfront_names = nan\n", 2, "“front_names” must be a number"),
        ("[shifts]\nfront_names = true\n", 2, "“front_names” must be a number"),
        ("# mine\nshifts = 3\n", 2, "“shifts” is no table"),
        ("strict = 3\n", 1, "“strict” is unknown"),
        ("bias = \n", 1, "line 1 is no TOML"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / weights.FILE
    path.write_text(text, "utf-8")
    with pytest.raises(CurriculumError) as caught:
        weights.read(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path.as_posix(), line)
    assert said in problem.message
    assert "curriculum cards --learn" in problem.remedy


def test_an_empty_card_is_worth_less_than_one_that_names_things() -> None:
    assert ours().worth(EMPTY) < ours().worth(GOOD)
