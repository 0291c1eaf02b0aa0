"""What the notes advise: "Rest the dough", a deed without a subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from curriculum.cards.parse.clause import FINITE, Clause
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table

_NONE = table("tells") | table("reports") | {"let", "be", "see"}
"""Verbs that advise nothing: a heading's "Debate over …"."""
_TAKES = ("dobj", "prep", "acomp", "xcomp", "oprd")
_BARS = ("nsubj", "nsubjpass", "csubj", "expl", "dep", "mark")
_BEFORE = ("advmod", "prep", "advcl", "aux", "neg", "punct")
"""What may stand before the verb."""


@dataclass(frozen=True)
class Deed(Clause):
    """A verb without a subject, asked about with "you"."""

    @property
    def helping(self) -> list[str]:
        """What is advised one should do."""
        return ["should"]

    @property
    def first(self) -> int:
        """Where it begins: what stands before is its case."""
        return min((self.verb, *self.sentence.kids(self.verb, "aux", "neg")))

    def subject_positions(self) -> list[int]:
        """None: whoever reads it is meant."""
        return []

    def middle(self) -> list[int]:
        """Adverbs before the verb open the question."""
        return []

    def subject_text(self) -> str:
        """Who reads it."""
        return "you"


def deeds(s: Sentence) -> Iterator[Deed]:
    """The deed that a sentence advises; none that is joined to something said, and no mere "let"."""
    if s.low(0) in ("to", "which", "who") or s.text.rstrip().endswith("?"):
        return
    for at in s.roots:
        if s.tag(at) == "VB" and s.lemma(at) not in _NONE and s.kids(at, *_TAKES) and not s.kids(at, *_BARS):
            joined = any(s.tag(kid) in FINITE for kid in s.kids(at, "conj", "ccomp", "parataxis"))
            helped = any(s.low(kid) != "do" for kid in s.kids(at, "aux"))
            before = all(s.dep(kid) in _BEFORE for kid in s.kids(at) if kid < at)
            if before and not joined and not helped:
                yield Deed(s, at, at, "main")
