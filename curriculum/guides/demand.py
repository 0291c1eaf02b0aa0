"""What a point wants asked beside its label: what its own words answer."""

from collections.abc import Sequence
from typing import NamedTuple

from curriculum.guides.ask import content
from curriculum.guides.gaps import THING, gaps
from curriculum.reading.episode import KeyPoint
from curriculum.reading.generic import says_only_kind

LISTED = range(2, 8)
"""So many things a list may have to be named from memory."""
SHORT = 90
"""Letters of one of them, at most."""
NAME = 7
"""Words of one that is told by its label, at most."""
NEW = 3
"""Words of each thing that a text before a list may have, on the mean."""
_NAMES = ("", "", "two", "three", "four", "five", "six", "seven")


class Demand(NamedTuple):
    """What is asked of a point beside its label."""

    kind: str
    """``list``, or a kind of ``data/demands.toml``."""
    text: str
    """As it stands below the label: "Name the three.", or a sentence with a gap."""
    answer: str
    """The things, or the words that belong in the gap."""
    things: int = 0
    """How many things it wants named; 0 when it does not want any."""

    said: str = ""
    """The sentence of the notes that has a gap; "" for a list."""

    def about(self, label: str) -> str:
        """The question with its label, to be asked where the label stands nowhere else."""
        text = self.text if self.said else f"{self.text[0].lower()}{self.text[1:]}"
        return f"{label.strip(' .:')}: {text}"


def demands(point: KeyPoint) -> tuple[Demand, ...]:
    """Everything that a point's words answer beside its label, a list to name first; () without a label, for
    one that asks already, and for one that only says what kind of thing follows.
    """
    return tuple(one for one in every(point) if one.kind != THING)


def every(point: KeyPoint) -> tuple[Demand, ...]:
    """The demands on a point, and where its first sentence only ends in something, the gap for that."""
    label = point.label.strip(" .:")
    if not label or label.endswith("?") or says_only_kind(label):
        return ()
    listed = _listed(point)
    if listed:
        return (listed,)
    found = gaps(label, tuple(passage.text for passage in point.passages()))
    return tuple(Demand(gap.kind, gap.text, gap.answer, said=gap.sentence) for gap in found)


def named(things: Sequence[str]) -> Demand | None:
    """The demand to name all of these; None where they are too few, too many, or no short things."""
    if len(things) not in LISTED or any(not thing or len(thing) > SHORT for thing in things):
        return None
    said = any(thing.endswith((".", "!")) for thing in things)
    ask = "Give the {} points that are made." if said else "Name the {}."
    return Demand("list", ask.format(_NAMES[len(things)]), "; ".join(things), len(things))


def _listed(point: KeyPoint) -> Demand | None:
    """The demand to name the lines below a point, where those are its list and no sides of one matter."""
    subs = point.subpoints
    alike = len({bool(sub.label) for sub in subs}) == 1
    if (
        not alike
        or any(sub.kind or sub.subpoints for sub in subs)
        or len(content(point.text)) > len(subs) * NEW
    ):
        return None
    things = [sub.label or sub.text for sub in subs]
    if subs and subs[0].label and any(len(thing.split()) > NAME for thing in things):
        return None  # a sentence in bold among labels is no thing of the list
    return named(things)
