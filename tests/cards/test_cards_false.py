"""Sentences that once made false or broken cards: those never pass again, and what passes is written down.

    python tests/cards/test_cards_false.py --write

writes what passes today below each sentence of ``fixtures/false.md`` (``-``); read it before it is committed.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from building import library, told

from curriculum.cards.checks import check
from curriculum.cards.context import context
from curriculum.cards.doubt import Doubts
from curriculum.cards.gate.ground import ground_of
from curriculum.cards.gate.judge import unfaithful
from curriculum.cards.parse.kept import parsed
from curriculum.cards.pattern import patterns
from curriculum.cards.support import Notes
from curriculum.cards.tried import Tried
from curriculum.cards.write import write

PAGE = Path(__file__).parent / "fixtures" / "false.md"


class Sentence(NamedTuple):
    """One sentence of the page, its kind, the cards that pass and those that never may."""

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
READ = any(sentence.cards for sentence in ALL)
"""Whether somebody has read what passes; nothing is compared before."""


@pytest.fixture(scope="module", autouse=True)
def at_once() -> None:
    """Parse the page in one go: the parser works in batches."""
    parsed([sentence.text for sentence in ALL])


def passed(text: str) -> list[str]:
    """Whatever any pattern drafts from a sentence, and every check lets pass, in order."""
    made = library(text)
    (episode,) = made.episodes
    notes = Notes(episode)
    found = []
    for one in told(made):
        st = one.statement
        assert st.point is not None
        ground = ground_of(st.quote, episode, st.point, notes)
        for draft in (draft for pattern in patterns() for draft in pattern.drafts(one)):
            # the episode's topic stands above a front that names nothing
            tried = Tried(draft, context(draft, st, Doubts(())) or episode.title, st.quote)
            if not check(tried) and not unfaithful(tried, ground):
                found.append(f"{draft.text or draft.question} → {draft.answer}")
    return list(dict.fromkeys(found))


def alike(cards: tuple[str, ...] | list[str]) -> set[str]:
    """Cards for comparison: neither capitals nor articles make a false card a true one."""
    return {re.sub(r"\b(?:the|an?) |\W", "", card.lower()) for card in cards}


@pytest.mark.parametrize("sentence", ALL, ids=lambda sentence: sentence.text[:50])
def test_a_false_card_passes_for_no_pattern(sentence: Sentence) -> None:
    assert alike(passed(sentence.text)).isdisjoint(alike(sentence.wrong))


@pytest.mark.skipif(not READ, reason="what passes has not been read since the patterns changed")
@pytest.mark.parametrize("sentence", ALL, ids=lambda sentence: sentence.text[:50])
def test_what_passes_has_been_read(sentence: Sentence) -> None:
    assert tuple(passed(sentence.text)) == sentence.cards


def test_no_false_card_of_the_page_ships() -> None:
    for sentence in ALL:
        ships = [card for card in write(library(sentence.text)) if card.verdict == "ship"]
        shown = [f"{card.text or card.question} → {card.answer}" for card in ships]
        assert alike(shown).isdisjoint(alike(sentence.wrong))


def test_the_page_has_ten_sentences_and_a_false_card_of_every_kind() -> None:
    kinds = {sentence.kind for sentence in ALL}
    assert len(kinds) == 8
    for kind in kinds:
        mine = [sentence for sentence in ALL if sentence.kind == kind]
        assert len(mine) >= 10, kind
        assert any(sentence.wrong for sentence in mine), kind


def renewed() -> Iterator[str]:
    """The page with what passes today."""
    for line in PAGE.read_text("utf-8").splitlines():
        if not line.startswith("- "):
            yield line
        if line.startswith("> "):
            yield from (f"- {card}" for card in passed(line.removeprefix("> ")))


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text("\n".join(renewed()) + "\n", "utf-8")
    else:
        print("\n".join(renewed()))
