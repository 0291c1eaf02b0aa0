"""Two episodes about mills, what a good model says about them, and how a test asks a model."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from model_server import Answer, ModelServer, Request, chat, items, named, spoken, verdicts

from curriculum.cards.writer import drafts_file
from curriculum.cards.writer.address import address, key
from curriculum.cards.writer.asking import Listener, Outcome, Scribe, Told, Work, works, write
from curriculum.cards.writer.critic import waiting
from curriculum.cards.writer.drafting import Drafting
from curriculum.cards.writer.model import Model
from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.sheet import instruction
from curriculum.reading.read import read

# ruff: noqa: E501  # notes have a point on one line
TIDE = """\
# Tidal mills on the Rance

Show: Water Works
Hosts: Ada Byron

## Key points

- **How the mill works**: The tidal mills on the Rance store the flood behind gates and let it out over about six hours.
- **Who built it**: The mill at Beauchet was built by the abbot Guillaume Marchand and ground rye for four parishes.
"""
WIND = """\
# Wind mills of Kinderdijk

Show: Water Works
Hosts: Ada Byron

## Key points

- **What they drain**: The wind mills of Kinderdijk lift the water of the Alblasserwaard polder into the river Lek.
"""
CARDS = (
    (
        "store the flood",
        "What do the tidal mills on the Rance store behind gates?",
        "the flood",
        "The tidal mills on the Rance store the flood behind gates",
    ),
    (
        "Guillaume Marchand",
        "Which abbot built the mill at Beauchet?",
        "Guillaume Marchand",
        "The mill at Beauchet was built by the abbot Guillaume Marchand",
    ),
    (
        "river Lek",
        "Into which river do the wind mills of Kinderdijk lift water?",
        "the river Lek",
        "The wind mills of Kinderdijk lift the water of the Alblasserwaard polder into the river Lek",
    ),
)
"""Words of a point, then the question, the answer and the support of a card that passes."""


def notes(folder: Path, *texts: str) -> Path:
    """The episodes as files of a new folder."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts, start=1):
        (folder / f"{number}.md").write_text(text, "utf-8")
    return folder


def cards(request: Request) -> list[dict[str, Any]]:
    """A good card for every point that the request asks about."""
    return cards_for(json.dumps(request.body, ensure_ascii=False).replace("\\n", "\n"))


def cards_for(text: str) -> list[dict[str, Any]]:
    """A good card for every point that a text asks about."""
    found = []
    for place in text.split("[p-")[1:]:
        for words, question, answer, support in CARDS:
            if words in place.split("\n## ")[0]:
                said = {"question": question, "answer": answer, "support": support, "worth": 95}
                found.append({"what": "card", "point": f"p-{place[:6]}", **said})
    return found


def pasted(prompt: str) -> str:
    """What a chat answers that does as it is told."""
    return "Gladly!\n" + "\n".join(map(json.dumps, cards_for(prompt)))


def good(request: Request) -> Answer:
    """The answer of a model that does what it is told: good cards, and a critic that keeps them."""
    if request.judges:
        drafts = [f"d-{number}" for number in range(1, 10)]
        kept = ({"draft": one, "verdict": "keep", "reason": "it is exact"} for one in drafts)
        return spoken(request, named(verdicts(*kept), request))
    return spoken(request, items(*cards(request)))


def plain(request: Request) -> Answer:
    """The same cards as lines of JSON between a chat's friendly words."""
    lines = "\n".join(json.dumps(one) for one in cards(request))
    return chat(f"Sure! Here you are:\n\n```json\n{lines}\n```\nAnything else?")


class Asked(NamedTuple):
    """How it went."""

    outcome: Outcome
    waits: list[float]
    """How long it would have waited, each time."""
    drafts: tuple[Proposal, ...]
    """What stands in the file."""


def ask(
    server: ModelServer | str, folder: Path, *, critic: bool = False, patience: float = 20, at_once: int = 1
) -> Asked:
    """Ask the server about the notes of a folder; waits take no time."""
    url = server if isinstance(server, str) else server.url
    drafting = Drafting(read((folder,)), folder / drafts_file.FILE)
    told = Told(instruction())
    waits: list[float] = []
    outcome = Outcome()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def go() -> None:
        to = address("some-model", url, {})
        async with Model(to, key(to, {}), patience) as model:
            listener = Listener(lambda *_: None, lambda *_: None)
            scribe = Scribe(drafting, model, model if critic else None, told, listener, sleep=sleep)
            await write(scribe, todo(drafting, told, critic), at_once, outcome)

    asyncio.run(go())
    return Asked(outcome, waits, drafts_file.read(drafting.path))


def todo(drafting: Drafting, told: Told, critic: bool) -> Sequence[Work]:
    """What is to be done about a library."""
    drafts = waiting(drafting.proposals, drafting.places) if critic else {}
    left = [episode for episode in drafting.library.episodes if episode.id in drafts]
    return works(drafting.assignments(), left, told)
