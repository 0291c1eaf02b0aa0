"""A critic: reads the drafts of an episode beside its notes and says which to keep, reword or drop."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from curriculum.cards.gate.judge import CRITIC, WRITER
from curriculum.cards.writer.assignment import Assignment, Place
from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.reply import objects
from curriculum.cards.writer.revision import Revision
from curriculum.cards.writer.said import Question, Said
from curriculum.cards.writer.sheet import batched, enclosed, form, instruction, notes_of
from curriculum.cards.writer.verdict import Verdict, Verdicts

_BEGIN, _END = "BEGIN DRAFTS", "END DRAFTS"
Found = Mapping[str, Revision]
"""Key of a draft → what the critic makes of it."""
_LONGEST_REASON = 200
"""Letters of a reason that are kept."""


def waiting(proposals: Iterable[Proposal], places: Iterable[Place]) -> Mapping[str, tuple[Proposal, ...]]:
    """Episode id → the cards that no critic has judged, of points as they stand today, whoever wrote them."""
    current = {place.point.id: place for place in places}
    found: dict[str, list[Proposal]] = {}
    for one in proposals:
        place = current.get(one.point)
        if one.what == "card" and not one.critic and place and place.fingerprint == one.fingerprint:
            found.setdefault(place.episode.id, []).append(one)
    return {id: tuple(group) for id, group in found.items()}


def question(drafts: Sequence[Proposal], places: Sequence[Place], size: int | None = None) -> Question:
    """What a critic is asked about drafts of one episode.

    Where the notes have more than ``size`` letters, it is given the points of the drafts alone.
    """
    return Question(
        instruction("critic").text, form("critic_form"), f"{_given(drafts, places, size)}\n\n{_NOW}"
    )


def sheets(
    drafts: Iterable[Sequence[Proposal]], places: Sequence[Place], size: int | None
) -> Iterator[tuple[str, int]]:
    """What a critic is given in texts of about ``size`` letters, one for all when that is None.

    Each with how many of the drafts, which come by episode, it has.
    """
    head = f"{instruction('critic').text}\n\n{form('critic_form')}"
    return batched(head, ((_given(group, places, size), len(group)) for group in drafts), _NOW, size)


_NOW = "Now judge every draft."


def _given(drafts: Sequence[Proposal], places: Sequence[Place], size: int | None) -> str:
    """The notes of an episode and its drafts, each between lines of their own."""
    own = {one.point for one in drafts}
    asked = tuple(place for place in places if place.point.id in own)
    episode = asked[0].episode
    notes = notes_of(Assignment(episode, ()))
    if size is not None and len(notes) > size:
        notes = notes_of(Assignment(episode, asked, alone=True))
    labels = {place.point.id: place.point.label for place in asked}
    lines = [_line(name, one, labels[one.point]) for name, one in named(drafts).items()]
    return "\n\n".join([enclosed(notes), "\n".join([_BEGIN, "", *lines, "", _END])])


def named(drafts: Sequence[Proposal]) -> Mapping[str, Proposal]:
    """The drafts by the names that a critic knows them by."""
    return {f"d-{hashlib.sha256(one.key.encode()).hexdigest()[:6]}": one for one in drafts}


def _line(name: str, one: Proposal, label: str) -> str:
    """A draft as JSON, in which no line can end what it stands in."""
    # what its writer thinks of it is kept from the critic, who is to judge for itself
    held = [reason for reason in one.reasons if not reason.startswith((CRITIC, WRITER))]
    said = {
        "draft": name,
        "point": label,
        "question": one.question,
        "answer": one.answer,
        "support": one.support,
        **({"held": held} if held else {}),
    }
    return json.dumps(said, ensure_ascii=False)


def revisions(said: Said[Verdicts], drafts: Sequence[Proposal]) -> Found:
    """Key → what the critic makes of the draft; a draft that it does not speak of has none.

    Of two verdicts on one draft the first holds.
    """
    return of_verdicts(said.value.verdicts if said.value is not None else read(said.text), drafts)


def of_verdicts(verdicts: Iterable[Verdict], drafts: Sequence[Proposal]) -> Found:
    """Key → what these verdicts make of the draft; one that speaks of none of the drafts is passed over."""
    known = named(drafts)
    found: dict[str, Revision] = {}
    for one in verdicts:
        draft = known.get(one.draft.strip("[]().,:` ").lower())
        if draft is not None:
            found.setdefault(draft.key, _revision(one))
    return found


def read(text: str) -> Iterator[Verdict]:
    """The verdicts in a plain answer; what is none is passed over, and its draft judged another time."""
    for _, value in objects(text, Verdict.model_fields):
        try:
            if value is not None:
                yield Verdict.model_validate(value)
        except ValidationError:
            continue


def _revision(verdict: Verdict) -> Revision:
    reason = verdict.reason[:_LONGEST_REASON] or "it gives no reason"
    if verdict.verdict == "drop":
        return Revision(objection=reason, worth=verdict.worth)
    if verdict.verdict == "reword" and verdict.question and verdict.answer:
        return Revision(reason, verdict.question, verdict.answer, verdict.support, verdict.worth)
    return Revision(worth=verdict.worth)
