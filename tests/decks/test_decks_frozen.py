"""What may never change, or every learner's collection would fork. These values are pinned, not derived."""

import hashlib
import json

from curriculum.cards.key import guid_of
from curriculum.decks.ids import deck_ids
from curriculum.decks.note_types import LOOKS_CHANGED, NOTE_TYPES, looks
from curriculum.shipping.note import FIRST_SHIPPED, RETIRED_TAG

SHARED = ["Context", "Detail", "Quote", "Source", "Picture", "Sound", "Key", "Spare 1", "Spare 2", "Spare 3"]


def test_note_types_are_the_ones_learners_have() -> None:
    frozen = {
        kind: (kept.id, kept.name, list(kept.fields), list(kept.templates))
        for kind, kept in NOTE_TYPES.items()
    }
    assert frozen == {
        "question": (1100543822811, "Curriculum Question", ["Question", "Answer", *SHARED], ["Recall"]),
        "cloze": (1099998497153, "Curriculum Cloze", ["Text", *SHARED], ["Cloze"]),
        "term": (
            1100036810249,
            "Curriculum Term",
            ["Term", "Meaning", *SHARED],
            ["Term to meaning", "Meaning to term"],
        ),
    }


def test_guids_are_the_ones_learners_have() -> None:
    keys = [
        "tiny-gpu/parallelization/acronym/single-instruction-multiple-data",
        "",
        "ключ/é/ß/日本",
        "a__b/c",
    ]
    assert [guid_of(key) for key in keys] == [
        "zcjhpogpzml3yjug",
        "xlx3ts2h4jb4e3om",
        "cglgdkdworgdu2xm",
        "p6tgkzskodjrlpn3",
    ]


def test_the_first_change_time_and_the_retired_tag_stay() -> None:
    assert (FIRST_SHIPPED, RETIRED_TAG) == (1_000_000_000, "curriculum::retired")


def test_deck_ids_come_from_names() -> None:
    assert deck_ids(["May 2024", "May 2024::Week 1 · Chips"]) == {
        "May 2024": 2584330610865,
        "May 2024::Week 1 · Chips": 2782753075382,
    }


def test_new_looks_have_a_new_time() -> None:
    """Anki takes changed templates and CSS only when the note type's time grows.

    When this fails you changed something under templates/cards: raise LOOKS_CHANGED in
    curriculum/decks/note_types.py to today's unix time, and put both values here.
    """
    digest = hashlib.sha256(json.dumps([looks(kind) for kind in sorted(NOTE_TYPES)]).encode()).hexdigest()
    assert (LOOKS_CHANGED, digest[:16]) == (1_795_363_956, "328027c44285aba4")
