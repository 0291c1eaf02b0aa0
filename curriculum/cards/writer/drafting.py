"""Drafting: a library, the drafts beside it, what is still to be asked, and what comes in."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from curriculum.cards.doubt import Doubts
from curriculum.cards.proposed import place, propose
from curriculum.cards.respelling import readings
from curriculum.cards.rewording import rewordings
from curriculum.cards.statement import Statement, by_point
from curriculum.cards.study import STUDY, study_of
from curriculum.cards.support import Notes
from curriculum.cards.writer import drafts_file
from curriculum.cards.writer.assignment import Assignment, assign, places
from curriculum.cards.writer.intake import Signed, origin, take
from curriculum.cards.writer.item import Item
from curriculum.cards.writer.proposal import GAP, Proposal
from curriculum.cards.writer.revision import Revision
from curriculum.problems import Problem
from curriculum.reading.library import Library

_UNREADABLE = "No sentence stands at this point."
_CARDS = ("card", "rewording")


class Received(NamedTuple):
    """What became of items that came in: judged, and in the file."""

    proposals: tuple[Proposal, ...]
    """The new ones, each with the gate's verdict and its reasons."""
    problems: tuple[Problem, ...]
    """Items that belong to no point."""


class Drafting:
    """The work of writers on one library. What comes in is in the file before a method returns."""

    def __init__(self, library: Library, path: Path) -> None:
        """``path`` is of ``drafts.jsonl``. Raises CurriculumError when it cannot be read."""
        self.library, self.path = library, path
        self.places = places(library)
        self.proposals = drafts_file.read(path)
        self._told: dict[str, Iterable[Statement]] | None = None

    def assignments(self, episodes: Collection[str] | None = None) -> tuple[Assignment, ...]:
        """What is still to be asked, of all episodes or of those with these ids."""
        return assign(self.places, self.proposals, episodes)

    def receive(
        self,
        items: Iterable[tuple[int, Item]],
        signed: Signed,
        path: str = "",
        replaced: Collection[str] = frozenset(),
    ) -> Received:
        """Take in items (each with its line in the reply ``path``), judge them, and write them down.

        Drafts with the keys ``replaced`` give way to them. Raises CurriculumError when the file cannot be
        written: what stood there still stands.
        """
        staying = [one for one in self.proposals if one.key not in replaced]
        taken = take(items, self.places, staying, signed, path)
        gone = taken.gone.union(replaced)
        together = (*(one for one in staying if one.key not in taken.gone), *taken.proposals)
        new = {one.key for one in taken.proposals}
        judged = tuple(
            one for one in self.judged(together, {one.episode for one in taken.proposals}) if one.key in new
        )
        self.proposals = drafts_file.change(self.path, judged, gone)
        return Received(judged, taken.problems)

    def revise(self, revisions: Mapping[str, Revision], critic: str) -> tuple[Proposal, ...]:
        """Put what a critic makes of drafts (by key) into the file; returns these drafts, judged anew.

        A draft is revised once and keeps its key. Where the gate does not pass the new words, the old ones
        stay: the critic wants the fact, and the gate judges the old words as before. Raises CurriculumError
        when the file cannot be written.
        """
        before = {one.key: one for one in self.proposals if one.key in revisions and not one.critic}
        tried = self._with({key: _revised(one, revisions[key], critic) for key, one in before.items()})
        after: dict[str, Proposal] = {}
        for key, one in tried.items():
            if revisions[key].rewords and one.verdict == "held":
                after[key] = before[key].model_copy(update={"critic": critic, "judged": one.judged})
        judged = {**tried, **(self._with({**tried, **after}) if after else {})}
        self.proposals = drafts_file.change(self.path, judged.values())
        return tuple(judged.values())

    def _with(self, changed: Mapping[str, Proposal]) -> dict[str, Proposal]:
        """These drafts as the gate judges them beside all others."""
        together = {**{one.key: one for one in self.proposals}, **changed}
        judged = self.judged(together.values(), {one.episode for one in changed.values()})
        return {one.key: one for one in judged if one.key in changed}

    def judged(self, proposals: Iterable[Proposal], episodes: Collection[str]) -> Iterator[Proposal]:
        """The proposals for these episodes with the verdict that the gate gives them now."""
        doubts = Doubts(self.library.doubts)
        own = {one.key: one for one in proposals}  # in the spelling of their writer
        for id, placed in place(own.values(), self.library, self.places).items():
            if id not in episodes:
                continue
            notes = Notes(placed[0].place.episode)
            verdicts: dict[str, tuple[str, ...]] = {}
            for cards in propose(notes, placed, self._groups(id), doubts).values():
                verdicts |= {card.key: card.reasons for card in cards}
            verdicts |= {one.key: one.reasons for one in study_of(notes, placed, doubts)}
            reworded = rewordings(notes, placed, self._groups(id), doubts)
            verdicts |= {key: card.reasons for key, card in reworded.items()}
            for one in placed:
                none = (_UNREADABLE,) if one.proposal.what in _CARDS else ()
                reasons = verdicts.get(one.proposal.key, none)
                ships = one.proposal.what in (*_CARDS, *STUDY) and not reasons
                verdict = {"verdict": "ship" if ships else "held", "reasons": reasons}
                yield own[one.proposal.key].model_copy(update=verdict)

    def _groups(self, episode: str) -> Mapping[str, list[Statement]]:
        """The statements of each point of an episode."""
        if self._told is None:  # once: the names of a library are gathered from all its episodes
            self._told = {one.episode.id: one.statements for one in readings(self.library)}
        return by_point(self._told[episode])


def _revised(one: Proposal, revision: Revision, critic: str) -> Proposal:
    """The draft as the critic would have it."""
    update: dict[str, object] = {"critic": critic, "judged": revision.worth}
    if not revision.rewords:
        update["objection"] = revision.objection
    else:
        support = revision.support or one.support
        update |= {"question": revision.question, "answer": revision.answer, "support": support}
        update["origin"] = one.origin or origin(one)
        if one.kind == "cloze" and not GAP.search(revision.question):
            update["kind"] = "question"
    return one.model_copy(update=update)
