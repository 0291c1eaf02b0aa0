"""Study material: the terms, claims, questions and goals of an episode that writers proposed."""

from collections.abc import Iterable, Mapping
from typing import Literal

from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.gate.ground import ground_of
from curriculum.cards.gate.judge import judge_study, untested, without_support
from curriculum.cards.proposed import Placed, place
from curriculum.cards.support import Notes
from curriculum.cards.writer.assignment import places
from curriculum.cards.writer.proposal import Proposal
from curriculum.reading.library import Library
from curriculum.value import Value

STUDY = ("term", "claim", "question", "goal")
"""What is no card and no refusal, in the order of a guide."""

_PAIRED = 2
"""The version of our instruction from which a goal and its test are to ask for the same."""


class Study(Value):
    """One piece of study material."""

    key: str
    what: Literal["term", "claim", "question", "goal"]
    kind: str = ""
    """What a question asks for: why, how, compare, apply, object."""
    question: str
    """A term, the thing that a claim is about, a question, the question that tests a goal."""
    answer: str
    """The meaning, the claim, one good answer, the goal."""
    quote: str
    """The sentences of the notes that it stands on."""
    path: str
    line: int
    episode: str
    """Episode id."""
    point: str
    """Id of the point it comes from."""
    verdict: Literal["ship", "held"]
    reasons: tuple[str, ...] = ()


def study(library: Library, proposals: Iterable[Proposal]) -> tuple[Study, ...]:
    """All study material of a library, judged, by episode, then in the order of ``STUDY`` and of the notes.

    Of two pieces of an episode that say the same the later one is held.
    """
    placed = place((one for one in proposals if one.what in STUDY), library, places(library))
    doubts = Doubts(library.doubts)
    own = ((Notes(episode), placed[episode.id]) for episode in library.episodes if episode.id in placed)
    return tuple(one for notes, group in own for one in study_of(notes, group, doubts))


def study_of(notes: Notes, placed: Iterable[Placed], doubts: Doubts) -> tuple[Study, ...]:
    """The study material of one episode, whose notes these are."""
    found = [_judged(one, notes, doubts) for one in placed if one.proposal.what in STUDY]
    found.sort(key=lambda one: (STUDY.index(one.what), one.line, one.key))
    seen: dict[tuple[str, str], Study] = {}
    return tuple(_once(one, seen) for one in found)


def _once(one: Study, seen: dict[tuple[str, str], Study]) -> Study:
    said = one.question if one.what == "term" else one.answer
    mark = (one.what, " ".join(said.casefold().split()))
    if one.verdict == "held" or seen.setdefault(mark, one) is one:
        return one
    return one.model_copy(update={"verdict": "held", "reasons": ("It stands here already.",)})


def _judged(one: Placed, notes: Notes, doubts: Doubts) -> Study:
    proposal, at = one.proposal, one.place
    support = notes.find(proposal.support, at.point.id)
    quote = support.quote if support else proposal.support
    draft = Draft(proposal.what, proposal.question, proposal.answer)
    reasons: tuple[str, ...]
    if support is None:
        reasons = (without_support(proposal.support),)
    else:
        ground = ground_of(quote, at.episode, at.point, notes)
        reasons = judge_study(proposal.what, proposal.kind, draft, ground, proposal.worth)
        if proposal.what == "goal" and _asks_for_pairs(proposal.instruction):
            reasons += untested(draft)
    if doubt := doubts.reason(at.episode.id, draft.question, draft.answer, quote):
        reasons = (*reasons, doubt)
    return Study.model_validate(
        {
            **{name: getattr(proposal, name) for name in ("key", "what", "kind", "question", "answer")},
            "quote": quote,
            "path": at.episode.source.path,
            "line": support.line if support else at.point.line,
            "episode": at.episode.id,
            "point": at.point.id,
            "verdict": "held" if reasons else "ship",
            "reasons": reasons,
        }
    )


def _asks_for_pairs(instruction: str) -> bool:
    """Whether an instruction asks for a question that tests what its goal says."""
    return instruction.isdecimal() and int(instruction) >= _PAIRED


def kept(found: Iterable[Study]) -> Mapping[str, int]:
    """How many pieces of each kind pass."""
    told = [one.what for one in found if one.verdict == "ship"]
    return {what: told.count(what) for what in STUDY if what in told}
