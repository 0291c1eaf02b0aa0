"""The gate for what a writer proposes: what it lets through, what it holds, and why."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curriculum.cards.card import Card
from curriculum.cards.write import write
from curriculum.cards.writer.assignment import places
from curriculum.cards.writer.intake import Signed, take
from curriculum.cards.writer.item import Item
from curriculum.cards.writer.proposal import RULE
from curriculum.reading.library import Library
from curriculum.reading.read import read

FIXTURE = Path(__file__).parent / "fixtures" / "drafts.toml"


def cases() -> Iterator[Any]:
    for episode in tomllib.loads(FIXTURE.read_text("utf-8"))["episode"]:
        for card in episode["card"]:
            yield pytest.param(episode["notes"], card, id=f"{card['question'][:50]} {card['answer'][:20]}")


def drafted(library: Library, **said: Any) -> Card:
    """The card of one draft, proposed for the point that has the words it copies, or for the first."""
    item = Item.model_validate({"what": "card", **said})
    every = places(library)
    taken = take([(1, item)], every, (), Signed("chat", "1"))
    if not taken.proposals:
        item = item.model_copy(update={"point": every[0].id})
        taken = take([(1, item)], every, (), Signed("chat", "1"))
    (card,) = (one for one in write(library, {}, taken.proposals) if one.rule == RULE)
    return card


@pytest.mark.parametrize(("notes", "card"), list(cases()))
def test_a_draft_ships_or_says_why_it_does_not(notes: str, card: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(notes, encoding="utf-8")
    said = {name: value for name, value in card.items() if name != "held"}
    found = drafted(read((tmp_path,)), **said)
    if card.get("held"):
        assert found.verdict == "held"
        assert card["held"] in " ".join(found.reasons)
    else:
        assert found.reasons == ()
        assert found.verdict == "ship"


def test_a_card_quotes_the_whole_sentence_of_the_notes(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(
        "# Mills\n\nKey points:\n\n1. **Gates**: Nobody knew. The Rance mill stores water *behind gates*.\n",
        encoding="utf-8",
    )
    card = drafted(
        read((tmp_path,)),
        question="Where does the Rance mill store water?",
        answer="behind gates",
        support="the Rance mill  stores water **behind** gates",
    )
    assert card.quote == "The Rance mill stores water behind gates."
    assert card.source.line == 5
