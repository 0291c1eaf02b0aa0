"""Cards from what writers proposed: each draft placed in today's notes, judged, and the best chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.choose import Entry, gives_away, repeats
from curriculum.cards.context import context
from curriculum.cards.detail import detail
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.finish import Drafted, finish
from curriculum.cards.gap import marked
from curriculum.cards.gate.ground import ground_of
from curriculum.cards.gate.judge import doubted, judge, without_support
from curriculum.cards.gate.names import names
from curriculum.cards.statement import Statement
from curriculum.cards.support import Notes, Support
from curriculum.cards.writer.assignment import Place
from curriculum.cards.writer.proposal import GAP, RULE, Proposal
from curriculum.reading.corrections import respelt
from curriculum.reading.library import Library


class Placed(NamedTuple):
    """A proposal at a point of today's notes, in today's spelling."""

    proposal: Proposal
    place: Place


def place(
    proposals: Iterable[Proposal], library: Library, found: Sequence[Place]
) -> Mapping[str, tuple[Placed, ...]]:
    """Episode id → its proposals. A draft follows its text where a point has another name or episode.

    One whose point has been edited stays at the point of that name; one whose point has gone is left out.
    ``found`` are the places of the library (``assignment.places``).
    """
    named = {one.point.id: one for one in found}
    texts: dict[str, Place] = {}
    for one in found:
        texts.setdefault(one.fingerprint, one)
    ids = {new: old.id for new, old in library.written}
    sorted_out: dict[str, list[Placed]] = {}
    for proposal in proposals:
        at = named.get(proposal.point)
        if at is None or at.fingerprint != proposal.fingerprint:
            at = texts.get(proposal.fingerprint, at)
        if at is None:
            continue
        spell = partial(
            respelt, corrections=library.corrections, episode=ids.get(at.episode.id, at.episode.id)
        )
        if library.corrections:
            texts_now = {name: spell(getattr(proposal, name)) for name in ("question", "answer", "support")}
            proposal = proposal.model_copy(update=texts_now)
        sorted_out.setdefault(at.episode.id, []).append(Placed(proposal, at))
    return {id: tuple(group) for id, group in sorted_out.items()}


def propose(
    notes: Notes,
    placed: Sequence[Placed],
    told: Mapping[str, Sequence[Statement]],
    doubts: Doubts,
) -> Mapping[str, tuple[Card, ...]]:
    """Id of the point that was asked for → the cards of an episode's proposals, shipped and held.

    ``notes`` are the episode's; ``told`` are the statements of each point, by its id: they know what the
    episode is about.
    """
    entries: dict[str, list[_Candidate]] = {}
    for one in placed:
        if one.proposal.what == "card" and (group := told.get(one.place.point.id)):
            entries.setdefault(one.place.point.id, []).append(_candidate(one, notes, group, doubts))
    return {id: tuple(_cards(group, told[id], doubts)) for id, group in entries.items()}


def alone(one: Placed, notes: Notes, told: Sequence[Statement], doubts: Doubts) -> Card:
    """The card of one draft as the gate judges it, whatever others say of its point; arguments as above."""
    return _card(_candidate(one, notes, told, doubts), told, doubts)


class _Candidate(NamedTuple):
    placed: Placed
    support: Support | None
    entry: Entry


def _candidate(one: Placed, notes: Notes, told: Sequence[Statement], doubts: Doubts) -> _Candidate:
    proposal, episode, point = one.proposal, one.place.episode, one.place.point
    draft = _draft(proposal)
    support = notes.find(proposal.support, point.id)
    quote = support.quote if support else proposal.support
    statement = replace(told[0], quote=quote, line=support.line if support else point.line)
    # a question that names its thing needs no line above it
    line = "" if names(draft.question or draft.text) else context(draft, statement, doubts)
    reasons: list[str] = []
    if support is None:
        reasons.append(without_support(proposal.support))
    else:
        ground = ground_of(quote, episode, point, notes)
        reasons += judge(draft, line, ground)
    if low := doubted(proposal.worth, proposal.critic, proposal.judged, proposal.objection):
        reasons.append(low)
    if doubt := doubts.reason(episode.id, draft.question, draft.answer, draft.text, quote):
        reasons.append(doubt)
    return _Candidate(one, support, Entry(draft, statement, line, tuple(reasons)))


def _draft(proposal: Proposal) -> Draft:
    """The proposal as a draft; the gap of a cloze may be written in several ways."""
    trust = 80 if proposal.worth is None else proposal.worth
    if proposal.kind != "cloze":
        kind: Literal["question", "term"] = "term" if proposal.kind == "term" else "question"
        return Draft(RULE, proposal.question, proposal.answer, kind, trust=trust)
    gaps = GAP.findall(proposal.question)
    text = proposal.question
    if len(gaps) == 1:
        text = text.replace(gaps[0], marked(proposal.answer))
    return Draft(RULE, "", proposal.answer, "cloze", text, trust=trust)


def _cards(group: list[_Candidate], told: Sequence[Statement], doubts: Doubts) -> Iterator[Card]:
    """The cards of a point in the order of the notes; of two with one fact, the one of more worth ships."""
    most = group[0].placed.place.most
    chosen: list[Entry] = []
    judged: list[_Candidate] = []
    for one in sorted(group, key=lambda one: (-one.entry.draft.trust, one.placed.proposal.key)):
        reasons = one.entry.reasons or _beside(one.entry, chosen, most)
        if not reasons:
            chosen.append(one.entry)
        judged.append(one._replace(entry=one.entry._replace(reasons=reasons)))
    for one in sorted(judged, key=lambda one: (one.entry.statement.line, one.placed.proposal.key)):
        yield _card(one, told, doubts)


def _beside(entry: Entry, chosen: Sequence[Entry], most: int) -> tuple[str, ...]:
    """Why a draft gives way to those that are chosen; nothing when it does not."""
    for other in chosen:
        if repeats(entry, other) and not _twins(entry.draft.answer, other.draft.answer):
            return (f"Another draft of this point has the same answer: “{other.draft.answer}”.",)
        if gives_away(entry, other) or gives_away(other, entry):
            return ("Of this and another draft of the point, the one gives away the answer of the other.",)
    return (f"The point has {most} cards already.",) if len(chosen) == most else ()


def _twins(one: str, other: str) -> bool:
    """Whether two answers differ in one word alone: what SIMD and SIMT stand for are two facts."""
    first, second = one.lower().split(), other.lower().split()
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _card(one: _Candidate, told: Sequence[Statement], doubts: Doubts) -> Card:
    episode, entry = one.placed.place.episode, one.entry
    points = {point.id: point for point in (*episode.points, *episode.takeaways)}
    point = points.get(one.support.point) if one.support else one.placed.place.point
    made = Drafted(
        episode,
        point,
        entry.draft,
        entry.context,
        detail(entry, list(told), doubts),
        entry.statement.quote,
        entry.statement.line,
        entry.reasons,
    )
    return finish(made, one.placed.proposal.key, doubts)
