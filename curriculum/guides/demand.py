"""What a point wants asked beside its label: what its own words answer."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from curriculum.guides.ask import content
from curriculum.guides.gaps import THING, gaps
from curriculum.guides.thing import is_noun
from curriculum.reading.episode import KeyPoint
from curriculum.reading.generic import says_only_kind
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS, words

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
    """As it stands below the label: "Name the three vectors.", or a sentence with a gap."""
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
    if not label or label.endswith("?") or says_kind(label):
        return ()
    listed = _listed(point)
    if listed:
        return (listed,)
    found = gaps(label, tuple(passage.text for passage in point.passages()))
    return tuple(Demand(gap.kind, gap.text, gap.answer, said=gap.sentence) for gap in found)


def says_kind(label: str) -> bool:
    """Whether a label only says what kind of thing follows: "Opinion", "Note", "Summary"."""
    return says_only_kind(label) or {*words(label)} <= _kinds()


def named(label: str, things: Sequence[str]) -> Demand | None:
    """The demand to name all of these by the kind of thing that their label says they are.

    "Name the three vectors." under "Vectors of intrusion". None where the label says no kind, or another
    number, and where they are too few, too many, or no short things but sentences.
    """
    kind = _kind_of(label)
    if not kind or len(things) not in LISTED or not all(map(_is_thing, things)):
        return None
    said = {count for word, count in table("doing")["counts"].items() if word in words(label)}
    said |= {int(word) for word in words(label) if word.isdecimal()}
    if said - {len(things)}:
        return None
    return Demand("list", f"Name the {_NAMES[len(things)]} {kind}.", "; ".join(things), len(things))


def _is_thing(text: str) -> bool:
    """Whether a line names something in a few words, and says nothing of it."""
    return 0 < len(text.split()) <= NAME and len(text) <= SHORT and not text.endswith((".", "!", "?"))


def _kind_of(label: str) -> str:
    """The plural noun by which a label says what is listed below it; "" where it names none, or two."""
    said = words(label)
    places = [place for place, word in enumerate(said) if word in _things()]
    if len(places) != 1 or "and" in said:
        return ""
    after = said[places[0] + 1 : places[0] + 2]
    # "type systems" would be another thing
    return said[places[0]] if not after or not is_noun(after[0]) or after[0] in STOPWORDS else ""


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
    return named(point.label, things)


@cache
def _things() -> frozenset[str]:
    """Plural nouns for things that can be listed."""
    return frozenset(table("demands")["things"]["nouns"].split())


@cache
def _kinds() -> frozenset[str]:
    """Words of labels that only say what kind of thing follows."""
    return frozenset(table("demands")["things"]["kinds"].split())
