"""Asking: several episodes at once, patient with a busy server; what comes in is kept at once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from curriculum.cards.writer import critic as critics
from curriculum.cards.writer import reply, wording
from curriculum.cards.writer.address import Address
from curriculum.cards.writer.assignment import Assignment, parts
from curriculum.cards.writer.drafting import Drafting, Received
from curriculum.cards.writer.failure import FINAL, PASSING, Failure, cut_short, problem
from curriculum.cards.writer.intake import Signed, most
from curriculum.cards.writer.item import Item, Items
from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.said import Question, Said, Shape, Tokens
from curriculum.cards.writer.sheet import Instruction, enclosed, form, notes_of, sheets
from curriculum.cards.writer.verdict import Verdicts
from curriculum.cards.writer.wording import Wording
from curriculum.problems import Problem
from curriculum.reading.episode import Episode

Read = TypeVar("Read")
Sleep = Callable[[float], Awaitable[None]]
Turn = Callable[[], AbstractContextManager[object]]
"""Holds what others in this process may touch, while drafts are taken in."""
Reword = Callable[[Iterable[tuple[int, Item]], Signed, str], Received]
"""Takes in other words for cards, each item with its line in a reply, whose path comes last."""

AT_ONCE = 4
"""Episodes that a provider is asked about at a time; a server on this machine gets one."""
_MOST_TRIES = 5
_TRIES_TO_REACH = 3
_FIRST, _LONGEST = 2.0, 120.0
"""Seconds before the second try, twice as many before each further one; and the most, whoever asks."""
_MISSES = 3
"""Episodes in a row that a server failed at, after which no more are asked about."""
_TIRING = PASSING | {"slow"}
_MOST_POINTS = 30
"""Points of one request: an answer about more is longer than many models may give."""
_MOST_LETTERS = 8
"""Letters of English that a token never has on average, by any model's count."""


class Asked(Protocol):
    """A model, as it is asked."""

    address: Address

    async def ask(self, question: Question, shape: type[Shape], plain: bool) -> Said[Shape]:
        """One request; raises Failure."""


class Work(NamedTuple):
    """What is to be done about one episode."""

    episode: Episode
    parts: tuple[Assignment, ...]
    """Each asked about in one request; none where only the critic has something to do."""
    wordings: tuple[Wording, ...] = ()
    """Cards that are to be reworded, in a request of their own."""


class Told(NamedTuple):
    """What the writer is told, and how long a request may be."""

    instruction: Instruction
    examples: str = ""
    size: int | None = None
    """Letters of one request, about; None for no limit."""


class Listener(NamedTuple):
    """Who wants to know how it goes."""

    waits: Callable[[Failure, Address, float], None]
    """A server is busy, and is asked again after so many seconds."""
    done: Callable[[Work, "Outcome"], None]
    """An episode is through, well or not."""


@dataclass
class Outcome:
    """What has come of it so far; true at every moment, also when somebody stops it."""

    new: dict[str, Proposal] = field(default_factory=dict)
    """The drafts by key, as they stand in the file."""
    problems: list[Problem] = field(default_factory=list)
    written: Tokens = field(default_factory=Tokens)
    judged: Tokens = field(default_factory=Tokens)
    """What the critic took."""
    episodes: int = 0
    """Those that are through."""
    failed: int = 0
    """Those of them that have no answer."""
    stopped: Problem | None = None
    """Why no more were asked about."""
    misses: int = 0


@dataclass(frozen=True)
class Scribe:
    """Who asks whom for what."""

    drafting: Drafting
    writer: Asked
    critic: Asked | None
    told: Told
    listener: Listener
    turn: Turn = nullcontext
    reword: Reword | None = None
    sleep: Sleep = asyncio.sleep
    unschooled: set[Address] = field(default_factory=set)
    """Those that have shown that they know no schemas."""
    forgetful: set[Address] = field(default_factory=set)
    """Those that have cut a request in silence."""


def works(assignments: Sequence[Assignment], waiting: Sequence[Episode], told: Told) -> tuple[Work, ...]:
    """What is to be done: episodes with points to ask about, then those whose drafts wait for a critic."""
    found = {one.episode.id: Work(one.episode, _parts(one, told)) for one in assignments}
    for episode in waiting:
        found.setdefault(episode.id, Work(episode, ()))
    return tuple(found.values())


def _parts(assignment: Assignment, told: Told) -> tuple[Assignment, ...]:
    each = {place.id: 1 for place in assignment.asked}
    small = parts(assignment, each, _MOST_POINTS)
    if told.size is None:
        return tuple(small)
    made = (sheets(told.instruction, told.examples, (one,), form(), told.size) for one in small)
    return tuple(part for files in made for _, group in files for part in group)


def question(told: Told, assignment: Assignment) -> Question:
    """What a writer is asked about an episode: our words apart from all others, which are material."""
    # the examples quote cards, which were made of notes, too
    given = (told.examples, enclosed(notes_of(assignment)), "Now answer for every point that has an id.")
    return Question(told.instruction.text, form(), "\n\n".join(part for part in given if part))


def pause(attempt: int, failure: Failure) -> float | None:
    """Seconds to wait after the try of that number (the first is 1) has failed; None to give up.

    What a server asks for in Retry-After holds, without it twice as long each time; both have a bound.
    """
    tries = _TRIES_TO_REACH if failure.cause == "unreachable" else _MOST_TRIES
    if failure.cause not in PASSING or attempt >= tries:
        return None
    wait = failure.retry_after if failure.retry_after is not None else _FIRST * 2 ** (attempt - 1)
    return min(max(wait, 0.0), _LONGEST)


async def write(scribe: Scribe, work: Sequence[Work], at_once: int, outcome: Outcome) -> None:
    """Do the work, several episodes at a time, and keep in ``outcome`` what has come of it.

    An episode that fails is a problem and does not stop the others; what would fail for all stops all.
    Whoever cancels this loses nothing but the requests on their way. Raises CurriculumError when the drafts
    cannot be written.
    """
    queue = list(reversed(work))

    async def worker() -> None:
        while queue and outcome.stopped is None:
            await _episode(scribe, queue.pop(), outcome)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(at_once, len(work))):
                group.create_task(worker())
    except BaseExceptionGroup as errors:
        for error in errors.exceptions:
            if not isinstance(error, _Stop):
                raise error from None


class _Stop(Exception):
    """No more is asked."""


async def _episode(scribe: Scribe, work: Work, outcome: Outcome) -> None:
    """One episode: its parts, then its drafts before the critic."""
    asked = scribe.writer
    try:
        for part in work.parts:
            bound = most(1, len(part.asked))
            await _write(scribe, question(scribe.told, part), bound, scribe.drafting.receive, outcome)
        if work.wordings and scribe.reword is not None:
            told, bound = scribe.told, most(0, len(work.wordings))
            words = wording.question(told.instruction, told.examples, work.wordings)
            await _write(scribe, words, bound, scribe.reword, outcome)
        if scribe.critic is not None:
            asked = scribe.critic
            await _judge(scribe, scribe.critic, work.episode, outcome)
    except Failure as failure:
        outcome.failed += 1
        outcome.misses = outcome.misses + 1 if failure.cause in _TIRING else 0
        if failure.cause in FINAL or outcome.misses == _MISSES:
            if outcome.stopped is None:
                outcome.stopped = problem(failure, asked.address)
            raise _Stop from None  # the others that are on their way would meet the same
        outcome.problems.append(problem(failure, asked.address, work.episode.title))
    else:
        outcome.misses = 0
    outcome.episodes += 1
    scribe.listener.done(work, outcome)


async def _write(scribe: Scribe, asked: Question, bound: int, receive: Reword, outcome: Outcome) -> None:
    def read(said: Said[Items]) -> reply.Reply | None:
        outcome.written = outcome.written.plus(said.tokens)
        if said.value is not None:
            return reply.Reply(tuple(enumerate(said.value.items, start=1)), ())
        found = reply.read(said.text, "")
        return found if found.items else None

    answer = await _answer(scribe, scribe.writer, asked, Items, read, outcome)
    items: Sequence[tuple[int, Item]] = answer.items[:bound]
    signed = Signed(scribe.writer.address.name, scribe.told.instruction.version)
    with scribe.turn():
        received = receive(items, signed, "")
    outcome.new |= {one.key: one for one in received.proposals}
    outcome.problems += [*answer.problems, *received.problems]


async def _judge(scribe: Scribe, critic: Asked, episode: Episode, outcome: Outcome) -> None:
    drafting = scribe.drafting
    drafts = critics.waiting(drafting.proposals, drafting.places).get(episode.id, ())
    if not drafts:
        return

    def read(said: Said[Verdicts]) -> critics.Found | None:
        outcome.judged = outcome.judged.plus(said.tokens)
        return critics.revisions(said, drafts) or None

    places = [place for place in drafting.places if place.episode.id == episode.id]
    asked = critics.question(drafts, places, scribe.told.size)
    found = await _answer(scribe, critic, asked, Verdicts, read, outcome)
    with scribe.turn():
        outcome.new |= {one.key: one for one in drafting.revise(found, critic.address.name)}


async def _answer(
    scribe: Scribe,
    model: Asked,
    question: Question,
    shape: type[Shape],
    read: Callable[[Said[Shape]], Read | None],
    outcome: Outcome,
) -> Read:
    """What ``read`` makes of the model's answer: asked in a schema, then, where that fails, in plain text.

    Raises Failure when every try is used up.
    """
    plain = model.address in scribe.unschooled
    refused = False
    attempt = 0
    while True:
        attempt += 1
        try:
            said = await model.ask(question, shape, plain)
            _see_that_it_read_all(scribe, model.address, question, said.tokens, outcome)
            found = read(said)
            if found is None:
                raise Failure("unreadable", said="nothing in it is what was asked for")
            if refused:
                scribe.unschooled.add(model.address)
            return found
        except Failure as failure:
            if not plain and failure.cause in ("rejected", "unreadable"):
                # not every server knows schemas, and not every model keeps to them
                plain, refused = True, failure.cause == "rejected"
                continue
            plain |= failure.cause == "server"  # some fail at a schema and do not say so
            wait = pause(attempt, failure)
            if wait is None:
                raise
            scribe.listener.waits(failure, model.address, wait)
            await scribe.sleep(wait)


def _see_that_it_read_all(
    scribe: Scribe, address: Address, question: Question, tokens: Tokens, outcome: Outcome
) -> None:
    """Say once where a server counts far fewer tokens than so many letters can be: it has cut them."""
    few = 0 < tokens.read * _MOST_LETTERS < len(question.told) + len(question.given)
    if few and address not in scribe.forgetful:
        scribe.forgetful.add(address)
        outcome.problems.append(cut_short(address, tokens.read, question.length // 4))
