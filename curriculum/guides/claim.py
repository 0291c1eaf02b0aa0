"""Claims as a page prints them: to the end of their sentence, and linked by more than a common word."""

import re
from collections.abc import Collection, Sequence
from itertools import combinations

from curriculum.guides.index.names import is_strange
from curriculum.guides.node import Edge
from curriculum.planning.forms import Phrase
from curriculum.planning.label_words import generic_stems
from curriculum.planning.light_words import light
from curriculum.reading.words import stems

REST = 4
"""Words that a sentence may go on by after a claim for them to belong to it."""
_REST = re.compile(rf"((?: [\w’'-]+){{1,{REST}}})\s*(?:[.;:,!?]|$)")


def whole(claim: str, quote: str) -> str:
    """A claim with the end of its sentence where that goes on by a few words: "… keep refining the model".

    Args:
        claim: what a writer made of the sentence.
        quote: the sentences of the notes that it stands on.
    """
    at = quote.find(claim)
    if at < 0 or claim.endswith((".", "!", "?")):
        return claim
    rest = _REST.match(quote, at + len(claim))
    return claim + rest[1] if rest else claim


def linked(phrase: Phrase, thing: str, edges: Sequence[Edge], stock: Collection[str] = ()) -> bool:
    """Whether what is said of a thing belongs together: a single common word has to bring another with it.

    Args:
        phrase: its stems.
        thing: as it is written.
        edges: what each episode says of it.
        stock: stems that say nothing of a few episodes.
    """
    if len(phrase) > 1 or is_strange(thing):
        return len(edges) > 1
    nothing = {*phrase, *stems(thing), *stock} | light() | generic_stems()
    said = [{*stems(f"{edge.about} {edge.says}")} - nothing for edge in edges]
    return any(one & other for one, other in combinations(said, 2))
