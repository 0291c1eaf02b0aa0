"""Forms of one thing that stems do not bring together: abbreviations and word families."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from curriculum.planning.forms import Phrase
from curriculum.reading.tables import table
from curriculum.reading.words import stems


def alike(found: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """A run of stems as the things it names, each with all forms that it has, the one used first.

    Of several forms that begin at one place the longest is taken: "large language model" is one thing.
    """
    things = []
    at = 0
    while at < len(found):
        length = next((n for n in range(_longest(), 1, -1) if tuple(found[at : at + n]) in _forms()), 1)
        phrase = tuple(found[at : at + length])
        things.append(tuple(dict.fromkeys((phrase, *_forms().get(phrase, ())))))
        at += length
    return things


@cache
def _forms() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Each form → all forms of the same thing (``data/search_forms.toml``)."""
    read = table("search_forms")
    groups = [line.split() for line in read["families"].split("\n")]
    groups += [[short, *([long] if isinstance(long, str) else long)] for short, long in read["short"].items()]
    found: dict[Phrase, list[Phrase]] = defaultdict(list)
    for group in groups:
        phrases = tuple(dict.fromkeys(tuple(stems(form)) for form in group))
        for phrase in phrases:
            found[phrase] += phrases
    return {phrase: tuple(dict.fromkeys(forms)) for phrase, forms in found.items()}


@cache
def _longest() -> int:
    return max(map(len, _forms()))


@cache
def framing() -> frozenset[str]:
    """The stems of words that say what kind of answer is wanted, not about what."""
    return frozenset(stems(table("search_forms")["framing"]))
