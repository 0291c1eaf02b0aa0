"""Cards on a page look as Anki shows them: the real library renders the same sides."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from learner import Learner
from test_decks_escape import HOSTILE
from test_decks_package import CLOZE, QUESTION, TERM

from curriculum.decks import package
from curriculum.decks.look import sides
from curriculum.shipping.note import Note


def bare(html: str) -> str:
    """A side without Anki's style and what it writes into a deletion's tag, spaces as one."""
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    html = re.sub(r'<span class="cloze"[^>]*>', '<span class="cloze">', html)
    return " ".join(re.sub(r"<a name=answer></a>", "", html).split())


FULL = {"context": "Chips", "detail": "More of it.", "quote": "A quote.", "credit": "Show · Episode"}


@pytest.mark.parametrize("note", [QUESTION, CLOZE, TERM], ids=lambda note: note.kind)
@pytest.mark.parametrize("more", [{}, FULL], ids=["bare", "full"])
def test_both_sides_are_those_that_anki_renders(
    note: Note, more: dict[str, str], tmp_path: Path, learner: Learner
) -> None:
    assert_same(replace(note, fields={**note.fields, **more}), tmp_path, learner)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_the_same_too(text: str, tmp_path: Path, learner: Learner) -> None:
    assert_same(
        replace(QUESTION, fields=dict.fromkeys((*FULL, "question", "answer"), text)), tmp_path, learner
    )
    cloze = {"text": f"before {text} {{{{c1::{text} key}}}} after", "answer": f"{text} key"}
    assert_same(replace(CLOZE, fields={**FULL, **cloze}), tmp_path, learner)


def assert_same(note: Note, folder: Path, learner: Learner) -> None:
    package.write(folder / "one.apkg", [note])
    learner.import_package(folder / "one.apkg")
    theirs = [(bare(card.question()), bare(card.answer())) for card in learner.note(note.key).cards()]
    assert [(bare(one.front), bare(one.back)) for one in sides(note.kind, note.fields)] == theirs
