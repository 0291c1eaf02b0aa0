"""A critic: reads the drafts of an episode beside its notes and says which to keep, reword or drop."""

import json
from collections.abc import Iterable, Mapping, Sequence

from pydantic import ValidationError

from curriculum.cards.writer.assignment import Assignment, Place
from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.reply import objects
from curriculum.cards.writer.revision import Revision
from curriculum.cards.writer.said import Question, Said
from curriculum.cards.writer.sheet import enclosed, form, instruction, notes_of
from curriculum.cards.writer.verdict import Verdict, Verdicts

_BEGIN, _END = "BEGIN DRAFTS", "END DRAFTS"
Found = Mapping[str, Revision]
"""Key of a draft → what the critic makes of it."""
_LONGEST_REASON = 200
"""Letters of a reason that are kept."""


def waiting(
    proposals: Iterable[Proposal], places: Iterable[Place], author: str
) -> Mapping[str, tuple[Proposal, ...]]:
    """Episode id → the cards of this author that no critic has judged, of points as they stand today."""
    current = {place.point.id: place for place in places}
    found: dict[str, list[Proposal]] = {}
    for one in proposals:
        place = current.get(one.point)
        fresh = place is not None and place.fingerprint == one.fingerprint
        if one.what == "card" and one.author == author and not one.critic and place is not None and fresh:
            found.setdefault(place.episode.id, []).append(one)
    return {id: tuple(group) for id, group in found.items()}


def question(drafts: Sequence[Proposal], places: Sequence[Place], size: int | None = None) -> Question:
    """What a critic is asked about drafts of one episode.

    Where the notes have more than ``size`` letters, it is given the points of the drafts alone.
    """
    own = {one.point for one in drafts}
    asked = tuple(place for place in places if place.point.id in own)
    episode = asked[0].episode
    notes = notes_of(Assignment(episode, ()))
    if size is not None and len(notes) > size:
        notes = notes_of(Assignment(episode, asked, alone=True))
    labels = {place.point.id: place.point.label for place in asked}
    lines = [_line(name, one, labels[one.point]) for name, one in named(drafts).items()]
    given = "\n\n".join([enclosed(notes), "\n".join([_BEGIN, "", *lines, "", _END])])
    return Question(instruction("critic").text, form("critic_form"), f"{given}\n\nNow judge every draft.")


def named(drafts: Sequence[Proposal]) -> Mapping[str, Proposal]:
    """The drafts by the names that a critic knows them by."""
    return {f"d-{number}": one for number, one in enumerate(drafts, start=1)}


def _line(name: str, one: Proposal, label: str) -> str:
    """A draft as JSON, in which no line can end what it stands in."""
    said = {
        "draft": name,
        "point": label,
        "question": one.question,
        "answer": one.answer,
        "support": one.support,
        **({"held": list(one.reasons)} if one.reasons else {}),
    }
    return json.dumps(said, ensure_ascii=False)


def revisions(said: Said[Verdicts], drafts: Sequence[Proposal]) -> Found:
    """Key → what the critic makes of the draft; a draft that it does not speak of has none.

    Of two verdicts on one draft the first holds.
    """
    verdicts = said.value.verdicts if said.value is not None else _read(said.text)
    known = named(drafts)
    found: dict[str, Revision] = {}
    for one in verdicts:
        draft = known.get(one.draft.strip("[]().,:` ").lower())
        if draft is not None:
            found.setdefault(draft.key, _revision(one))
    return found


def _read(text: str) -> Iterable[Verdict]:
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
        return Revision(objection=reason)
    if verdict.verdict == "reword" and verdict.question and verdict.answer:
        return Revision(reason, verdict.question, verdict.answer, verdict.support)
    return Revision()
