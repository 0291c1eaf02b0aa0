"""What the notes advise: "Rest the dough", a deed without a subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from curriculum.cards.parse.clause import FINITE, Clause
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table

_NONE = table("tells") | table("reports") | {"let", "be", "see"}
"""Verbs that advise nothing: a heading's "Debate over …"."""


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

    def subject_text(self) -> str:
        """Who reads it."""
        return "you"


def deeds(s: Sentence) -> Iterator[Deed]:
    """The deed that a sentence advises; none that is joined to something said, and no mere "let"."""
    for at in s.roots:
        aux, bare = s.kids(at, "aux"), not s.kids(at, "nsubj", "nsubjpass", "csubj", "expl", "dep", "mark")
        opens = s.low(0) not in ("to", "which", "who") and not s.text.rstrip().endswith("?")
        before = (
            s.dep(kid) in ("advmod", "prep", "advcl", "aux", "neg", "punct") for kid in s.kids(at) if kid < at
        )
        does = all(s.low(kid) == "do" for kid in aux)
        finite = any(s.tag(here) in FINITE for here in s.kids(at, "conj", "ccomp", "parataxis"))
        if (
            s.tag(at) == "VB"
            and bare
            and opens
            and does
            and all(before)
            and not finite
            and s.lemma(at) not in _NONE
        ):
            yield Deed(s, at, at, "main")
