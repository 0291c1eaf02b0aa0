"""What a point wants asked beside its label: what its own words answer."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from curriculum.guides.ask import content
from curriculum.planning.text import SENTENCE
from curriculum.reading.episode import KeyPoint
from curriculum.reading.generic import says_only_kind
from curriculum.reading.tables import table

LISTED = range(2, 8)
"""So many things a list may have to be named from memory."""
SHORT = 90
"""Letters of one of them, at most."""
NAME = 7
"""Words of one that is told by its label, at most."""
SAYING = range(20, 321)
"""Letters of a sentence that answers."""
NEW = 3
"""Words beside the label's that it must say."""
_CLAUSE = re.compile(r'(?:[^\s,.;:()—–?!"“”]+ ){1,9}[^\s,.;:()—–?!"“”]+(?=[,.;:()—–?!]|$)')
"""A sign with the words after it, to the next comma or stop: ten words at most."""
_NAMES = ("", "", "two", "three", "four", "five", "six", "seven")


class Demand(NamedTuple):
    """What is asked of a point beside its label."""

    kind: str
    """``list``, or a kind of ``data/demands.toml``."""
    text: str
    """As it stands below the label: "Give an example."."""
    answer: str
    """The words of the notes that answer it."""
    things: int = 0
    """How many things it wants named; 0 when it does not want any."""

    def about(self, label: str) -> str:
        """The question with its label, to be asked where the label stands nowhere else."""
        return f"{label.strip(' .:')}: {self.text[0].lower()}{self.text[1:]}"


def demands(point: KeyPoint) -> tuple[Demand, ...]:
    """Everything that a point's words answer beside its label, a list to name first; () without a label, for
    one that asks already, and for one that only says what kind of thing follows.

    A sentence answers where it comes first, or speaks of the label. It must say more than the label does.
    """
    label = point.label.strip(" .:")
    if not label or label.endswith("?") or says_only_kind(label):
        return ()
    listed = _listed(point)
    if listed:
        return (listed,)
    return tuple(_answered(label, [passage.text for passage in point.passages()]))


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


def _answered(label: str, texts: Sequence[str]) -> Iterator[Demand]:
    """What the sentences of these texts answer, one of each kind, in their order."""
    said = content(label)
    sentences = [sentence for text in texts for sentence in SENTENCE.split(text)]
    kinds: set[str] = set()
    for place, sentence in enumerate(sentences):
        new = content(sentence) - said
        if len(sentence) not in SAYING or len(new) < NEW or (place and said.isdisjoint(content(sentence))):
            continue
        for kind, ask, signs in _signs():
            found = signs.search(sentence)
            # what the sign announces has to come
            if kind in kinds or not found or not content(sentence[found.end() :]):
                continue
            told = _CLAUSE.match(sentence, found.start())
            if "{}" not in ask or (told and len(new - content(told[0])) >= NEW):
                kinds.add(kind)
                yield Demand(kind, ask.format(told[0][len(found[0]) + 1 :] if told else ""), sentence.strip())


@cache
def _signs() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Kind, what it asks, and what shows it in a sentence."""
    found = []
    for row in table("demands")["demand"]:
        signs = "|".join(map(re.escape, row["signs"]))
        found.append((row["kind"], row["ask"], re.compile(rf"(?<!\w)(?:{signs})(?!\w)", re.IGNORECASE)))
    return tuple(found)
