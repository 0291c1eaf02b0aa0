"""A decision on a shipped card that no rule writes any more holds all the same."""

from curriculum.cards.decision import Decision
from curriculum.shipping.lock import Entry
from curriculum.shipping.settle import in_words_of

ENTRY = Entry(
    key="a/p/old/rye",
    guid="g",
    kind="question",
    rule="old",
    fields={"question": "What does it grind?", "answer": "rye", "context": "Mill"},
    tags=(),
    fingerprint="1-2",
    episode="a",
    point="a/p",
    file="a.md",
    changed=1,
    deck="May::1",
)


def test_own_words_take_the_place_of_the_shipped_ones() -> None:
    said = in_words_of(Decision(question="What does the mill grind?", context=""), ENTRY)
    assert said == {"question": "What does the mill grind?", "answer": "rye"}


def test_without_words_of_the_person_nothing_changes() -> None:
    assert in_words_of(Decision(), ENTRY) == ENTRY.fields
    assert in_words_of(None, ENTRY) == ENTRY.fields


def test_the_words_of_a_gap_change_its_answer_too() -> None:
    fields = {"text": "The mill grinds {{c1::rye}}.", "answer": "rye"}
    gap = ENTRY.model_copy(update={"kind": "cloze", "fields": fields})
    said = in_words_of(Decision(text="The York mill grinds {{c1::oats}}."), gap)
    assert said == {"text": "The York mill grinds {{c1::oats}}.", "answer": "oats"}
    assert in_words_of(Decision(answer="oats"), gap) == fields  # no deletion of the text says "oats"
