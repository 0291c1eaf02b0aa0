"""Asking a model at the desk: what would go where, the person's word that it may, and how it goes."""

import hashlib
import os
from decimal import Decimal
from typing import Any

from curriculum.cards.writer import failure
from curriculum.cards.writer.address import addresses
from curriculum.cards.writer.commission import Commission, commission
from curriculum.cards.writer.receipt import Receipt
from curriculum.cards.writer.share import dollars, hosts, in_words, need_keys
from curriculum.cards.writer.tally import tally
from curriculum.count import several
from curriculum.desk import answers
from curriculum.desk.answers import Told
from curriculum.desk.choice import Choice, inquiry
from curriculum.desk.desk import Desk
from curriculum.desk.errand import Busy, Errand, Progress
from curriculum.desk.received import UNREAD, shown
from curriculum.problems import Problem

_NONE = "No model is named: start the desk with --with, or name one in curriculum.toml."
_BUSY = "A model is being asked already."
_CHANGED = "Meanwhile something has changed: look once more at what would go where."
_LENT = (
    "The address stands in curriculum.toml, which may have come with the notes, so nothing was sent: "
    "tick that you know it."
)


class Agreed(Choice):
    """What the person has agreed to."""

    seal: str
    """Of the plan that was shown."""
    known: tuple[str, ...] = ()
    """Hosts that the person says to know, where the address was not typed."""


class Asking:
    """The models that the desk was started with, and one errand at a time to them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._errand = Errand(desk.hold, desk.explain)

    def plan(self, choice: Choice) -> Told:
        """What would go where and what it costs; nothing goes.

        Raises answers.Refused when there is no model, CurriculumError when it cannot be asked.
        """
        with self._desk.turn():
            asked = self._commission(choice)
            if asked.works:
                need_keys(asked.shares, os.environ)
            lent = self._desk.models.lent
        elsewhere = hosts(asked.shares)
        return {
            "lines": [*in_words(asked.works, asked.shares)] if asked.works else [],
            "send": _button(asked),
            "hosts": elsewhere,
            "lent": elsewhere if lent else (),
            "seal": _seal(asked),
        }

    def send(self, agreed: Agreed) -> Told:
        """Ask, now that the person has agreed.

        Raises:
            answers.Stale: it is another plan by now; nothing was sent.
            answers.Refused: a model is being asked already, or the address is not known to the person.
            CurriculumError: it cannot be asked.
        """
        with self._desk.turn():
            models = self._desk.models
            self._desk.workspace.check()
            asked = self._commission(agreed)
            if _seal(asked) != agreed.seal or not asked.works:
                raise answers.Stale(_CHANGED)
            if models.lent and not set(hosts(asked.shares)) <= set(agreed.known):
                raise answers.Refused(_LENT)
            need_keys(asked.shares, os.environ)
            try:
                self._errand.begin(asked, os.environ, models.timeout)
            except Busy:
                raise answers.Refused(_BUSY) from None
        return self.job()

    def stop(self) -> Told:
        """Let it end; what came in stays."""
        self._errand.stop()
        return self.job()

    def job(self) -> Told:
        """How far it is."""
        progress = self._errand.progress
        return {"job": None if progress is None else _shown(progress)}

    def _commission(self, choice: Choice) -> Commission:
        models = self._desk.models
        if models.name is None:
            raise answers.Refused(_NONE)
        pair = addresses(models.name, models.url, models.critic, os.environ)
        # the errand goes on while others read the drafts
        return commission(inquiry(self._desk, choice, own_drafting=True), *pair)


def _button(asked: Commission) -> str:
    """What the person agrees to, in one line: what of how many letters goes to whom at what cost."""
    points = sum(len(part.asked) for one in asked.works for part in one.parts)
    what = several(points, "point") if points else f"the drafts of {several(len(asked.works), 'episode')}"
    leaving = [share for share in asked.shares if not share.address.here]
    letters = sum(share.job.letters for share in leaving or asked.shares)
    costs = [share.cost for share in leaving]
    cost = None if None in costs else sum((one for one in costs if one is not None), Decimal(0))
    if not leaving:
        return f"Send {what}, {letters:,} characters, to this machine's own model: nothing leaves it"
    to = " and ".join(hosts(asked.shares))
    return f"Send {what}, {letters:,} characters, to {to}: {dollars(cost, False)}"


def _seal(asked: Commission) -> str:
    """Letters that are others when anything else would be sent, or elsewhere."""
    places = [
        (part.episode.id, place.fingerprint)
        for one in asked.works
        for part in one.parts
        for place in part.asked
    ]
    told = (places, asked.inquiry.told, [one.episode.id for one in asked.works], asked.shares)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _shown(progress: Progress) -> dict[str, Any]:
    """How far it is, for the page."""
    asked, outcome = progress.asked, progress.outcome
    total, through = len(asked.works), outcome.episodes
    told = tally([*outcome.new.values()])
    found: dict[str, Any] = {
        "running": progress.running,
        "stopped": progress.stopped,
        "episodes": total,
        "through": through,
        "failed": outcome.failed,
        "passed": f"{told.passing} of {several(told.cards, 'card')} passed" if told.cards else "no card yet",
        "waits": progress.waits,
        "seconds": round(progress.seconds),
        "left": round(progress.seconds / through * (total - through)) if through else None,
    }
    if not progress.running:
        spent = asked.spent(outcome)
        cost = "" if spent.here else f"; {dollars(spent.dollars, False)}"
        found["receipt"] = shown(Receipt(tuple(outcome.new.values())))
        found["spent"] = f"{spent.read:,} tokens read, {spent.written:,} written{cost}."
        broken = [*progress.problems, *([outcome.stopped] if outcome.stopped else [])]
        found["why"] = [_in_words(one) for one in broken]
        found["unanswered"] = [_in_words(one) for one in outcome.problems[:UNREAD]]
    return found


def _in_words(problem: Problem) -> str:
    remedy = problem.remedy.replace(failure.AGAIN, "").strip()
    return f"{problem.message} {remedy}".strip()
