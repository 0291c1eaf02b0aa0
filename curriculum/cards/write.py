"""Cards written from a Library: draft, check, choose, compare."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.checks import WRITTEN_CHECKS, check
from curriculum.cards.choose import MOST, Entry, choose
from curriculum.cards.decision import Decision, apply, place_of, resolve
from curriculum.cards.detail import detail
from curriculum.cards.doubt import Doubts, texts_of
from curriculum.cards.draft import Draft
from curriculum.cards.finish import Drafted, finish
from curriculum.cards.gate.judge import CRITIC
from curriculum.cards.judge.court import Court
from curriculum.cards.judge.prose import prose_of
from curriculum.cards.judge.rarity import rarity_of
from curriculum.cards.judge.weights import Judge, ours
from curriculum.cards.likeness import collisions, same_fact
from curriculum.cards.parse.kept import parsed
from curriculum.cards.parse.model import missing, problem
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.proposed import place, propose
from curriculum.cards.respelling import Reading, readings
from curriculum.cards.rewording import put, rewordings
from curriculum.cards.ruled import entries
from curriculum.cards.statement import Statement, by_point
from curriculum.cards.support import Notes
from curriculum.cards.told import Told, tell
from curriculum.cards.tried import Tried
from curriculum.cards.writer.assignment import places
from curriculum.cards.writer.proposal import Proposal
from curriculum.crew.crew import Crew
from curriculum.crew.hire import lent
from curriculum.problems import Problem
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.library import Library
from curriculum.reading.slug import slug

_SECONDS = 3e-3
"""That one core takes for the cards of a point."""
_BATCH = 8


def write(
    library: Library,
    decisions: Mapping[str, Decision] | None = None,
    proposals: Collection[Proposal] = (),
    judge: Judge | None = None,
    crew: Crew | None = None,
) -> tuple[Card, ...]:
    """Every card of a library, shipped and held, in the order of its episodes and points.

    ``decisions`` are the learner's, by key (``shipping.decisions.read``), ``proposals`` what writers drafted
    (``cards.writer.drafts_file.read``), ``judge`` that of cards by rule, ours when it is None, and ``crew``
    makes them, one of all cores when it is None. The result depends on the texts alone: the same library in
    any order of files gives the same cards. Where sentences cannot be parsed (``unparsed``), there are no
    cards by rule. Raises CurriculumError when a process is lost.
    """
    doubts = Doubts(library.doubts)
    # most libraries have no drafts: then no place needs to be known
    placed = place(proposals, library, places(library)) if proposals else {}
    rooms = [_Room(reading, Notes(reading.episode)) for reading in readings(library)]
    for room in rooms:
        own = placed.get(room.reading.episode.id, ())
        room.proposed = propose(room.notes, own, room.groups, doubts)
        room.reworded = rewordings(room.notes, own, room.groups, doubts)
    decided: dict[str, list[str]] = {}
    for key in decisions or {}:
        decided.setdefault(place_of(key), []).append(key)
    prose = prose_of({room.episode.id: room.reading.statements for room in rooms})
    court = Court(judge or ours(), rarity_of(library), prose, doubts)
    with lent(crew) as here:
        parses = parsed([text for room in rooms for text in room.unread()], here)
        works = (room.work(parses, decided) for room in rooms)
        seconds = _SECONDS * sum(len(room.groups) for room in rooms)
        cards = [card for made in here.map(_cards, court, works, seconds, _BATCH) for card in made]
    return apply(_apart(_settle(cards, doubts)), decisions or {})


def unparsed(cards: Iterable[Card]) -> tuple[Problem, ...]:
    """What to tell the person where cards by rule are missing for want of the parser."""
    reason = missing()
    return (problem(),) if reason and any(reason in card.reasons for card in cards) else ()


class _Work(NamedTuple):
    """All that the cards of one episode are made of, beside the court."""

    room: "_Room"
    parses: Mapping[str, Sentence]
    """Of its sentences."""
    decided: Mapping[str, Collection[str]]
    """The keys of decisions on it, by point."""


def _cards(court: Court, work: _Work) -> list[Card]:
    """One episode's cards."""
    room = work.room
    return list(put(room.cards(work.parses, court, work.decided), room.reworded.values()))


class _Room:
    """One episode's cards in the making."""

    def __init__(self, reading: Reading, notes: Notes) -> None:
        self.reading, self.notes, self.episode = reading, notes, reading.episode
        self.groups = by_point(reading.statements)
        self.proposed: Mapping[str, tuple[Card, ...]] = {}
        self.reworded: Mapping[str, Card] = {}
        self.keys: Counter[str] = Counter()

    def _served(self, point: str) -> bool:
        """Whether a writer's draft of a point ships: it comes before any rule."""
        return any(card.verdict == "ship" for card in self.proposed.get(point, ()))

    def unread(self) -> list[str]:
        """The sentences that only a rule can make cards of, as they were before any correction."""
        return [
            meant.quote
            for meant in self.reading.meant
            if not meant.endless and not self._served(meant.point.id if meant.point else "")
        ]

    def work(self, parses: Mapping[str, Sentence], decided_on: Mapping[str, Collection[str]]) -> _Work:
        """What is to be done here: only what concerns this episode goes to whoever does it."""
        own = {text: parses[text] for text in self.unread() if text in parses}
        words = {token.text for sentence in own.values() for token in sentence.tokens}
        self.reading = self.reading._replace(names=self.reading.names & words)
        places = (id or self.episode.id for id in self.groups)
        return _Work(self, own, {id: decided_on[id] for id in places if id in decided_on})

    def _told(self, parses: Mapping[str, Sentence]) -> Mapping[str, list[tuple[Statement, Told]]]:
        """Every parsed sentence by its point: as it is spelt today, and as it was told."""
        pairs = [
            pair
            for pair in zip(self.reading.statements, self.reading.meant, strict=False)
            if pair[1].quote in parses
        ]
        meant = [was for _, was in pairs]
        told = tell(meant, [parses[was.quote] for was in meant], self.reading.names)
        groups: dict[str, list[tuple[Statement, Told]]] = {}
        for (today, _), one in zip(pairs, told, strict=True):
            groups.setdefault(today.point.id if today.point else "", []).append((today, one))
        return groups

    def cards(
        self, parses: Mapping[str, Sentence], court: Court, decided_on: Mapping[str, Collection[str]]
    ) -> Iterator[Card]:
        """Its cards, in the order of the notes; ``decided_on`` are the keys of decisions, by point."""
        doubts = court.doubts
        yield from _written(self.episode, self.keys, doubts)
        told = self._told(parses)
        silent = "" if told else missing()
        for id, group in self.groups.items():
            own = self.proposed.get(id, ())
            yield from own
            made = [] if self._served(id) else entries(told.get(id, ()), self.reading, self.notes, court)
            found = [_beside(entry, own) for entry in made]
            # a draft that the learner decided on keeps its place, whatever other drafts now say
            decided, free = _decided(found, own, decided_on.get(id or self.episode.id, ()))
            shipped, held = choose(free, most=2 if id == "" else MOST)
            for entry in sorted((*decided, *shipped), key=found.index):
                yield _card(entry, group, self.keys, doubts)
            if shipped or decided or own or id == "":
                continue
            yield _card(held, group, self.keys, doubts) if held else _recall(group, self.keys, doubts, silent)


def _beside(entry: Entry, own: Iterable[Card]) -> Entry:
    """A rule's draft, held where a critic did not want the same fact from a writer."""
    for card in own:
        unwanted = any(reason.startswith(CRITIC) for reason in card.reasons)
        if unwanted and same_fact(card.answer, entry.draft.answer):
            said = f"A critic did not want this fact: “{card.question or card.text}”"
            return entry._replace(reasons=(*entry.reasons, said))
    return entry


def _decided(
    entries: list[Entry], own: Iterable[Card], decisions: Collection[str]
) -> tuple[list[Entry], list[Entry]]:
    """The entries on which the learner decided, each key once, and the others.

    ``own`` are the cards of writers beside them, ``decisions`` the keys of the decisions on the point.
    """
    if not decisions:
        return [], entries
    keys = [_key(entry.statement.episode, entry.statement.point, entry.draft) for entry in entries]
    known = resolve((*keys, *(card.key for card in own)), decisions)
    decided: dict[str, Entry] = {}
    free: list[Entry] = []
    for key, entry in zip(keys, entries, strict=True):
        if key in known:
            decided.setdefault(key, entry)
        else:
            free.append(entry)
    return list(decided.values()), free


def _card(entry: Entry, statements: list[Statement], keys: Counter[str], doubts: Doubts) -> Card:
    st = entry.statement
    reasons = entry.reasons
    told = detail(entry, statements, doubts)
    made = Drafted(st.episode, st.point, entry.draft, entry.context, told, st.quote, st.line, reasons)
    return _numbered(made, keys, doubts)


def _recall(statements: list[Statement], keys: Counter[str], doubts: Doubts, silent: str) -> Card:
    """The card of a point that no rule can read: its label to recall it by."""
    st = statements[0]
    text = " ".join(other.quote for other in statements)
    label = st.label or " ".join(text.split()[:6])
    draft = Draft("recall", f"{label.rstrip(' .:?')}?", text, trust=0)
    reasons = (silent or "No rule finds a short question in this point.",)
    return _numbered(Drafted(st.episode, st.point, draft, "", "", text, st.line, reasons), keys, doubts)


def _written(episode: Episode, keys: Counter[str], doubts: Doubts) -> Iterator[Card]:
    """The cards that the person wrote in the episode file: theirs, word for word."""
    for own in episode.flashcards:
        if own.text:
            draft = Draft("written", "", own.answer, kind="cloze", text=own.text, trust=100)
        else:
            draft = Draft("written", own.question, own.answer, trust=100)
        reasons = check(Tried(draft, "", own.said), WRITTEN_CHECKS)
        if not (own.text or (own.question.strip() and own.answer.strip())):
            reasons = (*reasons, "The front or the back is empty.")
        yield _numbered(Drafted(episode, None, draft, "", "", own.said, own.line, reasons), keys, doubts)


def _key(episode: Episode, point: KeyPoint | None, draft: Draft) -> str:
    """What the card is about: its point, its rule and its answer, never its wording."""
    # the one part is the answer as the notes have it; the answer may add a "by" for the question's grammar
    found = draft.parts[0] if len(draft.parts) == 1 else draft.answer or draft.question
    return f"{point.id if point else episode.id}/{draft.rule}/{slug(found, 40)}"


def _numbered(made: Drafted, keys: Counter[str], doubts: Doubts) -> Card:
    """The card, its key numbered where another card of the episode has the same, so that no two share one."""
    key = base = _key(made.episode, made.point, made.draft)
    keys[base] += 1
    number = keys[base]
    if number > 1:
        while keys[key := f"{base}-{number}"]:  # the answer of another card ends with this number
            number += 1
        keys[key] += 1
    return finish(made, key, doubts)


def _settle(cards: list[Card], doubts: Doubts) -> list[Card]:
    """Held, whatever a rule says: every card on which a doubtful name can be read."""
    settled = []
    for card in cards:
        reason = doubts.reason(card.source.episode, *texts_of(card))
        if reason and card.verdict == "ship":
            card = card.model_copy(update={"verdict": "held", "reasons": (reason,)})
        settled.append(card)
    return settled


def _apart(cards: list[Card]) -> list[Card]:
    """Of cards that ask nearly the same, the one with the smaller key ships, whatever the order of files."""
    shipped = sorted(
        (card for card in cards if card.verdict == "ship"),
        key=lambda card: (card.rule != "written", card.key),
    )
    lost = collisions(shipped)
    return [
        card.model_copy(update={"verdict": "held", "reasons": (lost[card.key],)})
        if card.key in lost and card.verdict == "ship"
        else card
        for card in cards
    ]


def share(cards: Iterable[Card], episodes: Iterable[Episode]) -> tuple[int, int]:
    """How many key points have a shipped card, and how many key points there are."""
    points = [point.id for episode in episodes for point in episode.points]
    covered = {card.source.point for card in cards if card.verdict == "ship"}
    return sum(id in covered for id in points), len(points)
