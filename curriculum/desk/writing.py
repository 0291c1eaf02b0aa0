"""Writing at the desk by pasting: what is to be asked, the prompts, and what becomes of a reply."""

from collections.abc import Iterable
from typing import Any

from starlette.routing import Route

from curriculum.cards.writer import critic
from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.receipt import NoReply, take_in
from curriculum.cards.writer.tally import tally
from curriculum.desk import answers, guard
from curriculum.desk.answers import Told
from curriculum.desk.asking import Agreed, Asking
from curriculum.desk.choice import Choice, inquiry
from curriculum.desk.desk import Desk
from curriculum.desk.received import shown
from curriculum.value import Value

_IS_PROMPT = (
    "This holds the prompt itself, so nothing was taken in: paste only what the chat answered. "
    "In most chats a button under the answer copies it."
)
_EMPTY = "The field is empty: paste what the chat answered."


class Pasted(Value):
    """What the person pasted."""

    text: str


def routes(desk: Desk) -> list[Route]:
    """The routes of the view."""
    asking = Asking(desk)
    return [
        answers.asked(desk, "/write", lambda: look(desk)),
        answers.told(desk, "/write/sheets", Choice, lambda choice: sheets(desk, choice)),
        answers.told(desk, "/write/reply", Pasted, lambda pasted: reply(desk, pasted.text)),
        answers.told(desk, "/write/plan", Choice, asking.plan),
        answers.told(desk, "/write/send", Agreed, asking.send, asking.plan),
        answers.told(desk, "/write/stop", dict, lambda body: asking.stop()),
        answers.asked(desk, "/write/job", asking.job),
    ]


def look(desk: Desk) -> Told:
    """Where one is. Raises CurriculumError when notes or drafts cannot be read."""
    with desk.turn():
        return _standing(desk)


def sheets(desk: Desk, choice: Choice) -> Told:
    """What to paste: for a writer while a point of the choice has no answer, then for a critic."""
    with desk.turn():
        made = inquiry(desk, choice).sheets(judge=desk.models.critic is not None)
        return {
            "about": made[0].about if made else "",
            "sheets": [{"text": one.text, "asked": one.asked, "letters": len(one.text)} for one in made],
        }


def reply(desk: Desk, text: str) -> Told:
    """Take in what a chat answered; it is in the file then.

    Raises:
        answers.Refused: it is no reply; nothing was taken in.
        CurriculumError: a file cannot be read or written.
    """
    if not text.strip():
        raise answers.Refused(_EMPTY)
    with desk.turn():
        desk.workspace.check()
        asked = inquiry(desk, Choice())
        try:
            receipt = take_in(asked.drafting, text, asked.told.instruction.version)
        except NoReply:
            raise answers.Refused(_IS_PROMPT) from None
        return {**_standing(desk), "receipt": shown(receipt)}


def _standing(desk: Desk) -> dict[str, Any]:
    """What is to be asked of whom, and what drafts there are."""
    drafting = desk.workspace.drafting
    points = {one.episode.id: len(one.asked) for one in drafting.assignments()}
    judge = desk.models.critic is not None
    waiting = critic.waiting(drafting.proposals, drafting.places) if judge else {}
    drafts = {id: len(group) for id, group in waiting.items()}
    cards = [one for one in drafting.proposals if one.what == "card"]
    told = tally(cards)
    return {
        "episodes": [
            {
                "id": one.id,
                "title": one.title,
                "points": points.get(one.id, 0),
                "drafts": drafts.get(one.id, 0),
            }
            for one in drafting.library.episodes
            if one.id in points or one.id in drafts
        ],
        "points": sum(points.values()),
        "drafts": sum(drafts.values()),
        "cards": {"all": told.cards, "passing": told.passing, "judged": _judged(cards)},
        "model": desk.models.name,
        "largest": guard.LARGEST,
    }


def _judged(cards: Iterable[Proposal]) -> int:
    return sum(bool(one.critic) for one in cards)
