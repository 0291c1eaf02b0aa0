"""Taking in what a writer says: each item becomes a proposal at the point that it is about."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.support import Notes
from curriculum.cards.writer.assignment import Place
from curriculum.cards.writer.item import Item
from curriculum.cards.writer.proposal import RULE, Proposal
from curriculum.cards.writer.wording import LEECH
from curriculum.letters import fold
from curriculum.problems import Problem
from curriculum.reading.slug import slug

_MOST_OF_POINT = 60
"""Items about one point that are taken in from one answer: each is compared with all others of it."""


class Signed(NamedTuple):
    """Who wrote by which instruction."""

    author: str
    instruction: str


class Taken(NamedTuple):
    """What became of the items."""

    proposals: tuple[Proposal, ...]
    """New ones; none that stood there before."""
    gone: frozenset[str]
    """Keys of drafts of an earlier text of a point that has now been answered for anew."""
    problems: tuple[Problem, ...]


def most(episodes: int, points: int) -> int:
    """The most items of an answer about so many that are taken in; no writer who does as told comes near."""
    return 40 * episodes + 15 * points


def take(
    items: Iterable[tuple[int, Item]],
    places: Sequence[Place],
    before: Iterable[Proposal],
    signed: Signed,
    path: str = "",
) -> Taken:
    """The proposals that the items make, at the places of a library.

    An item whose point has another name than we gave it is placed by the point's label or by the words
    that it copied. What says the same as a draft that is there already makes none.

    Args:
        items: each with its line in the reply.
        places: of the whole library (``assignment.places``).
        before: the drafts that stand there.
        signed: who wrote, by which instruction.
        path: of the reply, for the problems.
    """
    finder = _Finder(places)
    known = {one.key: one for one in before}
    made: dict[str, Proposal] = {}
    problems: list[Problem] = []
    count: Counter[str] = Counter()
    for line, item in items:
        place = finder.place(item)
        if place is None:
            problems.append(_lost(item, path, line))
            continue
        count[place.id] += 1
        if count[place.id] > _MOST_OF_POINT:
            if count[place.id] == _MOST_OF_POINT + 1:
                problems.append(_too_many(place, path, line))
            continue
        proposal = _proposal(item, place, signed, {**known, **made})
        if proposal is not None:
            made[proposal.key] = proposal
    answered = {one.point for one in made.values() if one.what in ("card", "none")}
    current = {place.point.id: place.fingerprint for place in places}
    gone = frozenset(
        one.key
        for one in known.values()
        if one.point in answered and one.fingerprint != current[one.point] and one.key not in made
    )
    return Taken(tuple(made.values()), gone, tuple(problems))


class _Finder:
    """Finds the point that an item is about."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._by_id = {place.id: place for place in places}
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            for name in {place.point.id, fold(place.point.label).casefold()} - {""}:
                self._by_name.setdefault(name, []).append(place)
        self._places = places
        self._notes: dict[str, Notes] = {}

    def place(self, item: Item) -> Place | None:
        """By its id, else by the label if only one point has it, else by the copied words."""
        said = item.point.strip("[]().,: ")
        if said.lower().startswith(LEECH):
            return None
        found = self._by_id.get(said.lower())
        if found is None:
            named = self._by_name.get(said) or self._by_name.get(fold(said).casefold()) or []
            found = named[0] if len(named) == 1 else self._of_words(item.support)
        return found

    def _of_words(self, words: str) -> Place | None:
        """The only point that has the copied words."""
        found: dict[str, Place] = {}
        for place in self._places:
            notes = self._notes.get(place.episode.id)
            if notes is None:
                notes = self._notes[place.episode.id] = Notes(place.episode)
            support = notes.find(words, place.point.id)
            if support is not None and support.point == place.point.id:
                found[place.point.id] = place
        return next(iter(found.values())) if len(found) == 1 else None


def _proposal(item: Item, place: Place, signed: Signed, taken: Mapping[str, Proposal]) -> Proposal | None:
    """The item as a proposal with a key of its own; None when one that says the same is there."""
    kind = item.kind.lower() if item.what in ("card", "question") else ""
    if item.what == "card" and kind not in ("question", "cloze", "term"):
        kind = "question"
    named = {"none": "", "term": item.question, "question": item.question}.get(item.what, item.answer)
    head = f"{place.point.id}/{RULE if item.what == 'card' else item.what}"
    base = f"{head}/{slug(named, 40)}" if named else head
    made = Proposal(
        key=base,
        what=item.what,
        kind=kind,
        episode=place.episode.id,
        point=place.point.id,
        question=item.question,
        answer=item.answer,
        support=item.support,
        worth=item.worth,
        author=signed.author,
        instruction=signed.instruction,
        fingerprint=place.fingerprint,
    )
    number = 1
    while (other := taken.get(made.key)) is not None:
        if says(other) == says(made) or other.origin == origin(made):
            # asked anew after the point changed: the draft is of today's text from now on
            return made if other.fingerprint != made.fingerprint else None
        number += 1
        made = made.model_copy(update={"key": f"{base}-{number}"})
    return made


def says(one: Proposal | Item) -> tuple[str, ...]:
    """What a draft says, whatever its key and its spelling: two that say the same are one."""
    return (one.what, *(fold(text).casefold() for text in (one.question, one.answer, one.support)))


def origin(one: Proposal | Item) -> str:
    """A hash of what a draft says, to know it by when a critic has given it other words."""
    return hashlib.sha256("\n".join(says(one)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _too_many(place: Place, path: str, line: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        kind="reply",
        message=f"More than {_MOST_OF_POINT} items are about “{place.point.label[:40]}”: "
        "from here on they are left out.",
        remedy="No point holds so much: look at what you saved.",
    )


def _lost(item: Item, path: str, line: int) -> Problem:
    said = item.question or item.answer
    if item.point.strip("[ ").lower().startswith(LEECH):
        message = f"“{said[:60]}” is another wording of a card that is forgotten again and again."
        remedy = "Take the answer in with `curriculum write --leeches --reply`."
        return Problem(path=path, line=line, kind="reply", message=message, remedy=remedy)
    return Problem(
        path=path,
        line=line,
        kind="reply",
        message=f"No point is called “{item.point[:40]}”, and none has the words that “{said[:60]}” copies.",
        remedy="`curriculum write --ask` asks again for what is missing.",
    )
