"""When two cards ask for one fact: a history must never go to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.shipping.face import Face, Near, certainty

faces = st.builds(
    Face,
    kind=st.sampled_from(["question", "cloze"]),
    ask=st.text("abc ", max_size=12),
    answer=st.text("abc ", max_size=12),
)


def sure(one: tuple[str, str], other: tuple[str, str], near: Near) -> bool:
    return certainty(Face.of("question", *one, ""), Face.of("question", *other, ""), near) > 0


@given(one=faces, other=faces, near=st.sampled_from(Near))
def test_certainty_is_symmetric_and_full_for_the_same_face(one: Face, other: Face, near: Near) -> None:
    assert certainty(one, other, near) == certainty(other, one, near)
    assert certainty(one, one, near) == 100
    if one.kind != other.kind:
        assert certainty(one, other, near) == 0


@given(one=faces, other=faces)
def test_the_farther_apart_two_cards_stand_the_more_must_agree(one: Face, other: Face) -> None:
    near, nearby, far = (certainty(one, other, where) > 0 for where in Near)
    assert near >= nearby >= far


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("What does SIMD stand for?", "Single Instruction Multiple Data"),
            ("What does SIMT stand for?", "Single Instruction Multiple Thread"),
        ),
        (("Who founded Nous?", "Karan"), ("Who founded Gradient?", "Mark")),
        (
            ("What does Nous share for free?", "models and data sets"),
            ("What does Nous sell for money?", "models and services"),
        ),
        # one question, two answers
        (("What is the Loom?", "a headband for weavers"), ("What is the Loom?", "a mill by the river")),
        # one answer, two questions
        (("What is a warp?", "a list"), ("What is a wasp?", "a list")),
        (("What does Nous sell?", "models"), ("What does Groq sell?", "models")),
        # more in both: another thing
        (("What is a cache?", "a memory"), ("What is a cache line?", "a block of memory")),
        (("What comes before kilning?", "steeping"), ("What comes after kilning?", "steeping")),
        (("What does yeast increase?", "the volume"), ("What does yeast decrease?", "the volume")),
    ],
)
def test_another_fact_is_never_taken_for_the_same(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not sure(one, other, Near.POINT)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        (
            ("What does SIMD stand for?", "Single Instruction Multiple Dada"),
            ("What does SIMD stand for?", "Single Instruction Multiple Data"),
            Near.EPISODE,
        ),
        (
            ("Who started the LibreChat project?", "Danny Avila"),
            ("Who initiated the LibreChat project?", "Danny Avila"),
            Near.POINT,
        ),
        (
            ("What does paralelization need?", "many small procesors"),
            ("What does parallelization need?", "many small processors"),
            Near.LIBRARY,
        ),
        (
            ("On privacy, what does LibreChat emphasize?", "user control"),
            ("What does LibreChat emphasize on privacy?", "user control"),
            Near.POINT,
        ),
        (
            ("What is Open Loom?", "a project aimed at mending old looms"),
            ("What is Open Loom?", "a project that provides help with mending old looms"),
            Near.EPISODE,
        ),
        (("When was the mill built?", "1998"), ("When was the mill built?", "1999"), Near.POINT),
        (
            ("What is a warp?", "a list of “threads”"),
            ("What is a warp?", 'a list of "threads"'),
            Near.LIBRARY,
        ),
    ],
)
def test_the_same_fact_edited_is_known(one: tuple[str, str], other: tuple[str, str], far: Near) -> None:
    ways = list(Near)
    allowed = ways[: ways.index(far) + 1]
    assert [near for near in ways if sure(one, other, near)] == allowed
