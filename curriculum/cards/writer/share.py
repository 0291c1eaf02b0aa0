"""A share: what one model is about to be asked, where it goes and what it costs, in words for a person."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from curriculum.cards.writer import critic as critics
from curriculum.cards.writer import price, wording
from curriculum.cards.writer.address import Address, key, needs_key
from curriculum.cards.writer.asking import Told, Work, question
from curriculum.cards.writer.assignment import Assignment
from curriculum.cards.writer.drafting import Drafting
from curriculum.cards.writer.failure import Failure, problem
from curriculum.cards.writer.price import Job
from curriculum.cards.writer.sheet import form, instruction, notes_of
from curriculum.count import several
from curriculum.problems import CurriculumError


class Share(NamedTuple):
    """What one model is asked: the writer's share, or the critic's."""

    role: Literal["writes", "judges the drafts"]
    address: Address
    job: Job

    @property
    def cost(self) -> Decimal | None:
        """In US dollars; None where nobody knows."""
        return price.cost(self.address, self.job.tokens)


def shares_of(
    drafting: Drafting, told: Told, work: tuple[Work, ...], writer: Address, critic: Address | None
) -> tuple[Share, ...]:
    """What each model is about to be asked."""
    parts = [part for one in work for part in one.parts]
    points = sum(len(part.asked) for part in parts) + sum(len(one.wordings) for one in work)
    asked = sum(bool(one.parts) for one in work)
    questions = [question(told, part) for part in parts]
    questions += [
        wording.question(told.instruction, told.examples, one.wordings) for one in work if one.wordings
    ]
    writes = Share("writes", writer, price.job(questions, points, asked))
    if critic is None:
        return (writes,)
    drafts = critics.waiting(drafting.proposals, drafting.places)
    there = sum(len(drafts.get(one.episode.id, ())) for one in work)
    own = len(instruction("critic").text) + len(form("critic_form"))
    notes = (len(notes_of(Assignment(one.episode, ()))) for one in work)
    return writes, Share("judges the drafts", critic, price.critic_job(notes, own, points, there))


def in_words(work: tuple[Work, ...], shares: Iterable[Share]) -> Iterator[str]:
    """What goes where, a sentence each."""
    shares = tuple(shares)
    points = sum(len(part.asked) for one in work for part in one.parts)
    cards = sum(len(one.wordings) for one in work)
    what = several(cards, "card") if cards else several(points, "point")
    episodes = len({one.episode.id for one in work})
    yield f"{several(episodes, 'episode')}, {what} to ask about."
    for share in shares:
        job, address = share.job, share.address
        where = "on this machine" if address.here else f"at {address.host}"
        yield (
            f"{address.name} {where} {share.role}: {several(job.requests, 'request')}, "
            f"{job.letters:,} characters; about {job.read:,} tokens to read, {job.written:,} to write; "
            f"{dollars(share.cost, address.here)}."
        )
        if address.open:
            yield f"What goes to {address.host} is not encrypted (http)."
    if not all(share.address.here for share in shares):
        yield "Tokens are estimates; a model that thinks before it answers writes several times as many."


def dollars(cost: Decimal | None, here: bool) -> str:
    """A price in words."""
    if here:
        return "nothing leaves this machine"
    if cost is None:
        return "its price is not known"
    return "less than $0.01" if cost < Decimal("0.01") else f"about ${cost:.2f} at list price"


def hosts(shares: Iterable[Share]) -> tuple[str, ...]:
    """The other machines that something goes to, each once; none where all stays here."""
    return tuple(dict.fromkeys(share.address.host for share in shares if not share.address.here))


def need_keys(shares: Iterable[Share], environment: Mapping[str, str]) -> None:
    """Raises CurriculumError when a key is missing: before anybody is asked anything."""
    for share in shares:
        found = key(share.address, environment)
        if needs_key(share.address) and not found:
            raise CurriculumError([problem(Failure("no-key"), share.address)])
        if not (found.isascii() and found.isprintable()):
            raise CurriculumError([problem(Failure("bad-key"), share.address)])
