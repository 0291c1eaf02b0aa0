"""What an episode's text says of the things that somebody asks for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from curriculum.planning.forms import Phrase
from curriculum.planning.query import Query, Thing
from curriculum.planning.recurring import LEAST, LONG, key
from curriculum.planning.text import LABEL, TITLE, Weighted


@dataclass
class Said:
    """How an episode speaks of one thing."""

    amount: float = 0.0
    """Occurrences, each with the weight of its place."""
    parts: set[int] = field(default_factory=set)
    """The points and sections that have it; 0 is the title."""
    titled: bool = False
    labelled: bool = False

    @property
    def clear(self) -> bool:
        """Whether it stands in the title, in a label or in two parts: once elsewhere may be by the way."""
        return self.titled or self.labelled or len(self.parts) > 1


@dataclass(frozen=True)
class Evidence:
    """How an episode speaks of each thing of a query."""

    things: Mapping[int, Said]
    """By the thing's place in the query; those that the episode does not name are left out."""
    joined: frozenset[int]
    """Places of things that the next follows in the text too, as in the query."""


def evidence(texts: Mapping[int, Sequence[Weighted]], query: Query) -> Mapping[int, Evidence]:
    """What each of the texts says of the query, but for sentences that recur from text to text."""
    wanted = {stem for thing in query.things for form in thing.forms for stem in form}
    said = {place: [one for one in text if wanted & set(one.stems)] for place, text in texts.items()}
    having = Counter(same for some in said.values() for same in {key(one) for one in some})
    return {
        place: _evidence([one for one in some if not _recurs(one, having)], query.things)
        for place, some in said.items()
    }


def _recurs(sentence: Weighted, having: Mapping[Phrase, int]) -> bool:
    return sentence.weight != TITLE and len(sentence.stems) >= LONG and having[key(sentence)] >= LEAST


def _evidence(sentences: Sequence[Weighted], things: Sequence[Thing]) -> Evidence:
    said: dict[int, Said] = defaultdict(Said)
    joined = set()
    for sentence in sentences:
        starts: dict[int, set[int]] = {}
        ends: dict[int, set[int]] = {}
        for number, thing in enumerate(things):
            found = [span for form in thing.forms for span in spans(form, sentence.stems)]
            if not found:
                continue
            one = said[number]
            one.amount += sentence.weight * len(found)
            one.parts.add(sentence.part)
            one.titled |= sentence.weight == TITLE
            one.labelled |= sentence.weight == LABEL
            starts[number], ends[number] = {start for start, _ in found}, {end for _, end in found}
        joined |= {
            one for one, next in pairwise(range(len(things)))
            if one in ends and next in starts and ends[one] & starts[next]
        }  # fmt: skip
    return Evidence(said, frozenset(joined))


def spans(form: Phrase, stems: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a form begins and where it has ended, each time."""
    for at, stem in enumerate(stems):
        if stem == form[0] and tuple(stems[at : at + len(form)]) == form:
            yield at, at + len(form)
