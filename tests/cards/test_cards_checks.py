"""Each check lets the good card pass and says in words why the bad one fails."""

from collections.abc import Callable

import pytest

from curriculum.cards import checks
from curriculum.cards.checks import CHECKS, check
from curriculum.cards.draft import Draft
from curriculum.cards.tried import Tried

QUOTE = "In 1889 the Velomax company opened its first workshop in Graz to repair bicycles for postmen."


def card(question: str, answer: str, quote: str = QUOTE, context: str = "", **more: object) -> Tried:
    draft = Draft("made", question, answer, **({"asks": "what"} | more))  # type: ignore[arg-type]
    return Tried(draft, context, quote)


GOOD = card("What did Velomax open in Graz in 1889?", "its first workshop")


def test_a_good_card_passes_every_check() -> None:
    assert check(GOOD) == ()


def test_a_card_without_an_answer_is_held_and_nothing_else_is_asked_of_it() -> None:
    assert check(card("What did Velomax open in Graz?", " ")) == ("The card has no answer.",)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("one_ask", card("What did Velomax open in Graz", "its first workshop")),
        ("one_ask", card("What did Velomax open and where did it stand?", "its first workshop")),
        ("short_question", card("What did Velomax " + "very " * 40 + "gladly open?", "its first workshop")),
        ("short_answer", card("What did Velomax open in Graz?", "a " * 16)),
        ("short_answer", card("What did Velomax open in Graz?", "—")),
        ("no_leak", card("What workshops did Velomax open in Graz?", "its first workshop")),
        ("no_leaking_context", card(GOOD.draft.question, "its first workshop", context="A Workshop")),
        ("not_yes_no", card("Did Velomax open its doors in Graz?", "its first workshop")),
        (
            "no_long_list",
            card("What did Velomax open in Graz?", "a, b, c, d and e", quote="a, b, c, d and e"),
        ),
        ("self_contained", card("What did the company open in Graz in 1889?", "its first workshop")),
        ("self_contained", card("What did they open in Graz in 1889?", "its first workshop")),
        ("self_contained", card("What does this episode say of Velomax in Graz?", "its first workshop")),
        ("self_contained", card("What did these postmen of Graz open?", "its first workshop")),
        ("self_contained", card("Without that loan, what did Velomax open?", "its first workshop")),
        (
            "self_contained",
            card("What did Velomax open with the change that made it rich?", "its first workshop"),
        ),
        ("self_contained", card("Why is the larger one in Graz known to Velomax?", "its first workshop")),
        ("self_contained", card("What did participants wear for an hour in graz?", "its first workshop")),
        ("whole", card("What did Velomax open in Graz?", "its first workshop in")),
        (
            "whole",
            card("Which model reads long files well?", "Gemini 1", quote="Gemini 1.5 reads long files."),
        ),
        ("whole", card("What did Velomax open in Graz?", "e.g.", quote="shops, e.g. in Graz")),
        ("whole", card("What did Velomax open in Graz?", "(its first workshop")),
        ("whole", card("What did Velomax open in Graz and?", "its first workshop")),
        ("whole", card("What reached Graz?", "trade about 4,000 years", quote="trade about 4,000 years ago")),
        ("one_deletion", card("", "first", kind="cloze", text="Velomax opened its first workshop in Graz.")),
        (
            "one_deletion",
            card("", "first", kind="cloze", text="{{c1::Velomax}} opened its {{c1::first}} workshop."),
        ),
        ("grounded", card("What did Velomax open in Graz?", "a second workshop")),
        ("grounded", card("When did Velomax open in Graz?", "1890")),
        ("plain_text", card("When does Velomax lend% of its tools in Graz?", "at noon")),
        ("exact_answer", card("What did Velomax open in Graz?", "various shops")),
        ("exact_answer", card("What did Velomax open in Graz?", "the impact")),
        ("exact_answer", card("What did Velomax open in Graz?", "the application")),
        ("exact_answer", card("What did Velomax open in Graz?", "the second option")),
        ("exact_answer", card("What did Velomax open in Graz?", "the smaller gain")),
        ("exact_answer", card("What did Velomax open in Graz?", "them in Graz")),
        ("enough_said", card("What opened?", "its first workshop")),
        (
            "condition_kept",
            card("What opens Velomax in Graz?", "a key", quote="A key opens it if turned twice."),
        ),
        ("condition_kept", card("What opens Velomax in Graz?", "a key", quote="Only a key opens it.")),
        (
            "condition_kept",
            card(
                "What did Velomax sell in Graz?", "bells", quote="Velomax sold bells, but nobody rang them."
            ),
        ),
        ("placed", card("What was opened first?", "a workshop", quote="a workshop")),
        ("plain_text", card("What does https://velomax.test open in Graz?", "its first workshop")),
        ("plain_text", card("What did … open in Graz?", "its first workshop")),
    ],
)
def test_a_bad_card_fails_with_a_reason(name: str, bad: Tried) -> None:
    reason = getattr(checks, name)(bad)
    assert reason.endswith(".")
    assert reason in check(bad)
    assert getattr(checks, name)(GOOD) == ""


def test_an_acronym_that_everybody_knows_is_not_asked() -> None:
    known = Tried(
        Draft("made", "What does CPU stand for?", "central processing unit", asks="acronym"), "", ""
    )
    assert "Everybody" in checks.unfamiliar(known)
    said = "single instruction, multiple threads"
    rare = Tried(Draft("made", "What does SIMT stand for?", said, asks="acronym"), "", "")
    assert checks.unfamiliar(rare) == ""


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.__name__)
def test_no_check_asks_which_pattern_made_a_card(one: Callable[[Tried], str]) -> None:
    bad = card("What did they open and?", "its first workshop in", context="A workshop if it may")
    assert one(bad) == one(bad._replace(draft=bad.draft._replace(rule="another")))


def test_every_check_says_what_it_asks_for() -> None:
    assert all((test.__doc__ or "").strip().endswith(".") for test in CHECKS)
    assert len({test.__name__ for test in CHECKS}) == len(CHECKS)
