"""An inquiry: what is still to be asked about a library, of a writer and then of a critic, by any door."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from curriculum.cards.writer import critic, sheet, wording
from curriculum.cards.writer.asking import Reword, Told, Work, works
from curriculum.cards.writer.assignment import Assignment
from curriculum.cards.writer.drafting import Drafting
from curriculum.cards.writer.proposal import Proposal
from curriculum.cards.writer.wording import Wording

About = Literal["point", "draft", "card"]


class Sheet(NamedTuple):
    """A text to paste into a chat."""

    text: str
    about: About
    """What it asks about: points, of a writer; drafts, of a critic; or cards that are to be reworded."""
    asked: int
    """How many of them."""


class Inquiry(NamedTuple):
    """What somebody wants asked."""

    drafting: Drafting
    told: Told
    episodes: Collection[str] | None = None
    """Ids of those that were chosen; None for all."""
    limit: int | None = None
    """The most episodes."""
    wordings: tuple[Wording, ...] = ()
    """Cards that are to be reworded; then nothing else is asked."""
    reword: Reword | None = None
    """Takes in what is said of them."""

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """The points that have no answer, by episode."""
        return self.drafting.assignments(self.episodes)[: self.limit]

    @property
    def waiting(self) -> tuple[tuple[Proposal, ...], ...]:
        """The drafts that no critic has judged, by episode."""
        found = critic.waiting(self.drafting.proposals, self.drafting.places)
        chosen = [group for id, group in found.items() if self.episodes is None or id in self.episodes]
        return tuple(chosen[: self.limit])

    def sheets(self, judge: bool) -> tuple[Sheet, ...]:
        """What to paste: for a writer while a point has no answer, then, to ``judge``, for a critic."""
        told, drafting = self.told, self.drafting
        if self.reword:
            texts = wording.sheets(told.instruction, told.examples, self.wordings, told.size)
            return tuple(Sheet(text, "card", count) for text, count in texts)
        made = sheet.sheets(told.instruction, told.examples, self.assignments, sheet.form(), told.size)
        found = tuple(Sheet(text, "point", sum(len(part.asked) for part in parts)) for text, parts in made)
        if found or not judge:
            return found
        judged = critic.sheets(self.waiting, drafting.places, told.size)
        return tuple(Sheet(text, "draft", count) for text, count in judged)

    def works(self, judge: bool) -> tuple[Work, ...]:
        """What a model is to be asked; to ``judge``, also about drafts that wait for a critic."""
        if self.reword:
            portions = wording.requests(self.wordings)
            return tuple(Work(one[0].place.episode, (), one) for one in portions)
        drafting = self.drafting
        drafts = critic.waiting(drafting.proposals, drafting.places) if judge else {}
        episodes = [
            episode
            for episode in drafting.library.episodes
            if episode.id in drafts and (self.episodes is None or episode.id in self.episodes)
        ]
        return works(self.assignments, episodes, self.told)[: self.limit]
