"""A draft of a point, while its lines are still coming in, and the finished points."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from curriculum.reading.episode import TOPIC, KeyPoint, Quote, Section, SubPoint
from curriculum.reading.evidence import label_of
from curriculum.reading.inline import Opening
from curriculum.reading.quotes import Said
from curriculum.reading.slug import slug


@dataclass
class Draft:
    """A point while its lines are still coming in."""

    opening: Opening
    line: int
    account: str
    text_line: int = 0
    """The line that its text begins on; 0 for that of the point."""
    subpoints: list[SubPoint] = field(default_factory=list)
    whole: str = ""
    """A heading that reads as label and text, whole: with text of its own below it is all label."""
    heading: SubPoint | None = None
    """A heading under the point's own, while what belongs to it is still coming in."""
    lead: SubPoint | None = None
    """A line that announces the list which is to come."""
    quotes: list[Said] = field(default_factory=list)
    """The words that back the point."""
    topic: str = ""
    """What the point stands under, where that is no point."""
    announced: bool = False
    """Whether a line names what is to follow as its text ("Key takeaways:")."""

    def open_heading(self, heading: SubPoint | None) -> None:
        """Go on under a heading within the point; None ends the last."""
        if self.lead is not None:
            self.extend(())
        if self.heading is not None:
            self.subpoints.append(self.heading)
        self.heading = heading
        if heading is not None:
            self.label_whole()

    def extend(self, found: Iterable[SubPoint]) -> None:
        """Put sub-points under the point, or under the heading that is open in it."""
        self.label_whole()
        lead, self.lead = self.lead, None
        found = (*((lead,) if lead else ()), *found)
        if self.heading is None:
            self.subpoints.extend(found)
        else:
            under = (*self.heading.subpoints, *found)
            self.heading = self.heading.model_copy(update={"subpoints": under})

    def announce(self, lead: SubPoint) -> None:
        """Hold a line that ends in a colon until it is known whether a list follows."""
        self.extend(())
        self.lead = lead

    def fill(self, items: Iterable[SubPoint]) -> None:
        """Put a list under the line that announces it; without one, where ``extend`` puts it."""
        if self.lead is not None:
            items = (self.lead.model_copy(update={"subpoints": (*self.lead.subpoints, *items)}),)
            self.lead = None
        self.extend(items)

    def label_whole(self) -> None:
        """Take a heading that read as label and text as all label, now that text follows below it."""
        if self.whole:
            self.opening, self.whole = Opening(self.opening.time, self.whole, ""), ""

    def entitle(self) -> None:
        """Take what came so far, without a label, as the label of the text that follows."""
        if not self.label and not (self.subpoints or self.quotes or self.heading or self.lead):
            self.opening = Opening(self.opening.time, self.opening.text, "")

    @property
    def label(self) -> str:
        """The point's label, or ""."""
        return self.opening.label

    @property
    def bare(self) -> bool:
        """Whether nothing but a label has come so far."""
        text = self.opening.text and not self.whole
        return not (text or self.subpoints or self.quotes or self.heading or self.lead)

    def kept(self, title: str) -> Section:
        """All that it says as a section of this title."""
        self.open_heading(None)
        subs = [text for sub in self.subpoints for one in sub.whole() for text in (one.label, one.text)]
        texts = filter(None, [*self.opening[:3], *subs, *(quote.text for quote in self.quotes)])
        return Section(title=title, text="\n".join(texts), line=self.line)

    @property
    def unfilled(self) -> bool:
        """Whether it is a mere title: a template has a place for its text, and nothing stands there."""
        return self.announced and self.bare


def take_out(drafts: list[Draft], gone: Sequence[Draft], account: str) -> dict[str, str]:
    """Take some of the points of a section out of it, and number the others anew.

    Gives what the accounts of their lines are called from now on, old → new; ``account``: of those gone.
    """
    if not gone:
        return {}
    accounts = {draft.account: account for draft in gone}
    drafts[:] = [draft for draft in drafts if not any(draft is one for one in gone)]
    for number, draft in enumerate(drafts, 1):
        accounts[draft.account] = draft.account = f"{draft.account.rpartition(' ')[0]} {number}"
    return accounts


def finished(drafts: Sequence[Draft], episode: str, between: str = "") -> tuple[KeyPoint, ...]:
    """Drafts as key points with ids that are unique in the episode."""
    made: list[KeyPoint] = []
    aspects = _aspects(drafts)
    taken: dict[str, int] = {}
    for number, draft in enumerate(drafts, 1):
        draft.open_heading(None)
        said = draft.opening
        words = said.label or said.text or next((sub.label or sub.text for sub in draft.subpoints), "")
        name = f"{episode}/{between}{slug(words or str(number), 40)}"
        taken[name] = taken.get(name, 0) + 1
        unique = name if taken[name] == 1 else f"{name}-{taken[name]}"
        made.append(
            KeyPoint(
                id=unique,
                number=number,
                label=said.label,
                text=said.text,
                time=said.time,
                line=draft.line,
                text_below=(draft.text_line or draft.line) - draft.line if said.text else 0,
                topic=draft.topic,
                kind=TOPIC if draft.unfilled else "",
                subpoints=tuple(_with_aspect(sub, aspects) for sub in draft.subpoints),
            )
        )
    return tuple(made)


def _aspects(drafts: Sequence[Draft]) -> frozenset[str]:
    """The labels under several points: names of sides that each of them has, and no terms."""
    labels = Counter(label for draft in drafts for label in {sub.label for sub in draft.subpoints} if label)
    return frozenset(label for label, count in labels.items() if count > 1)


def _with_aspect(sub: SubPoint, aspects: frozenset[str]) -> SubPoint:
    if sub.kind or not (sub.label in aspects or label_of(f"{sub.label}: ")[0]):
        return sub
    return sub.model_copy(update={"kind": "aspect"})


def backing(drafts: Sequence[Draft], points: Sequence[KeyPoint]) -> Iterator[Quote]:
    """The quotes that back points, each with the id of its own."""
    for draft, point in zip(drafts, points, strict=True):
        for quote in draft.quotes:
            yield Quote(**quote._asdict(), point=point.id)
