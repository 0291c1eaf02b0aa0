"""Sentences that once made false or broken cards: what ships of them now, and nothing else."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from rule_cases import library

from curriculum.cards.cast import cast
from curriculum.cards.checks import check
from curriculum.cards.context import context
from curriculum.cards.derive import derive
from curriculum.cards.doubt import Doubts
from curriculum.cards.names import known_names
from curriculum.cards.rules import rules
from curriculum.cards.statement import state
from curriculum.cards.tried import Tried
from curriculum.cards.write import write

PAGE = Path(__file__).parent / "fixtures" / "false.md"


class Sentence(NamedTuple):
    """One sentence of the page, its kind, its cards and those it must not make."""

    kind: str
    text: str
    cards: tuple[str, ...]
    wrong: tuple[str, ...]


def sentences() -> list[Sentence]:
    """Every sentence of the page."""
    found = []
    for part in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        kind, _, body = part.partition("\n")
        for paragraph in body.strip().split("\n\n"):
            head, *lines = paragraph.splitlines()
            cards = tuple(line[2:] for line in lines if line.startswith("- "))
            wrong = tuple(line[2:] for line in lines if line.startswith("x "))
            found.append(Sentence(kind, head.removeprefix("> "), cards, wrong))
    return found


ALL = sentences()


def passed(text: str) -> set[str]:
    """Whatever any rule drafts from a sentence, whole or in part, and every check lets pass."""
    made = library(text)
    (episode,) = made.episodes
    names = known_names(made.episodes)
    found = set()
    for whole in state(episode, cast(episode, names), names):
        for statement in (whole, *(part for part in derive(whole) if not part.unsure)):
            for rule in rules():
                silent = rule.clause and (statement.clause is None or statement.loose)
                if silent or (rule.words and rule.words.isdisjoint(statement.sentence.lows)):
                    continue
                for draft in rule.draft(statement):
                    line = context(draft, statement, Doubts(())) or episode.title
                    if draft.trust >= 60 and not check(Tried(draft, line, statement.quote)):
                        found.add(f"{draft.text or draft.question} → {draft.answer}")
    return found


@pytest.mark.parametrize("sentence", ALL, ids=lambda sentence: sentence.text[:50])
def test_a_sentence_makes_the_true_cards_and_no_others(sentence: Sentence) -> None:
    assert passed(sentence.text) == set(sentence.cards)


def test_no_false_card_of_the_page_ships() -> None:
    for sentence in ALL:
        shipped = {
            f"{card.text or card.question} → {card.answer}"
            for card in write(library(sentence.text))
            if card.verdict == "ship"
        }
        assert shipped.isdisjoint(sentence.wrong)
        assert shipped <= set(sentence.cards)


def test_the_page_has_ten_sentences_and_a_false_card_of_every_kind() -> None:
    kinds = {sentence.kind for sentence in ALL}
    assert len(kinds) == 8
    for kind in kinds:
        mine = [sentence for sentence in ALL if sentence.kind == kind]
        assert len(mine) >= 10, kind
        assert any(sentence.wrong for sentence in mine), kind
