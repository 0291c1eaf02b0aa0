"""A parsed sentence: its words, what depends on what, and how any part of it is said."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from curriculum.cards.inflect import base

_OPENING, _CLOSING = frozenset("([{“‘«"), frozenset(")]}”’»")
_PARTNER = {"(": ")", "[": "]", "“": "”", '"': '"', "``": "''"}
_ASIDES = frozenset(
    ("relcl", "appos", "acl", "advcl", "prep", "parataxis", "npadvmod", "advmod", "ccomp", "amod")
)
"""What may stand beside a phrase between commas or in brackets, and say nothing that it needs."""


class Token(NamedTuple):
    """A word or mark of a sentence."""

    text: str
    start: int
    """Where it begins (characters)."""
    tag: str
    """Its part of speech (Penn Treebank)."""
    dep: str
    """What it is to its head (ClearNLP labels, as spaCy has them)."""
    head: int
    """The position of its head; its own for a root."""

    @property
    def low(self) -> str:
        """The word without capitals, contractions undone: "n't" is "not"."""
        if self.text in ("'s", "’s") and self.tag == "VBZ":
            return "is"
        return _WHOLE.get(self.text.lower().replace("’", "'"), self.text.lower())

    @property
    def stop(self) -> int:
        """Where it ends (characters)."""
        return self.start + len(self.text)


_WHOLE = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "ca": "can", "wo": "will", "'m": "am"}


class Instead(NamedTuple):
    """Words to say in the place of others: the name that a pronoun stands for."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of the notes, parsed; positions count tokens, ends are exclusive."""

    text: str
    tokens: tuple[Token, ...]
    names: frozenset[int] = frozenset()
    """Positions of words that are names: they keep their capital."""
    instead: tuple[Instead, ...] = ()

    @cached_property
    def _kids(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            if token.head != at:
                found[token.head].append(at)
        return tuple(map(tuple, found))

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """The positions that depend on nothing."""
        return tuple(at for at, token in enumerate(self.tokens) if token.head == at)

    @cached_property
    def _lows(self) -> tuple[str, ...]:
        return tuple(token.low for token in self.tokens)

    def low(self, at: int) -> str:
        """The word at a position without capitals; "" outside the sentence."""
        return self._lows[at] if 0 <= at < len(self._lows) else ""

    def tag(self, at: int) -> str:
        """The part of speech at a position; "" outside the sentence."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def dep(self, at: int) -> str:
        """What the word at a position is to its head."""
        return self.tokens[at].dep

    def lemma(self, at: int) -> str:
        """The base form of the verb at a position."""
        return base(self.low(at))

    def kids(self, at: int, *deps: str) -> tuple[int, ...]:
        """The dependents of a word, in order; only those with one of these labels where some are given."""
        return tuple(kid for kid in self._kids[at] if not deps or self.tokens[kid].dep in deps)

    def kid(self, at: int, *deps: str) -> int | None:
        """The first dependent with one of these labels."""
        return next(iter(self.kids(at, *deps)), None)

    def under(self, at: int) -> tuple[int, ...]:
        """A word and everything that depends on it, in no order."""
        found = self._under.get(at)
        if found is None:
            found = (at, *(place for kid in self._kids[at] for place in self.under(kid)))
            self._under[at] = found
        return found

    @cached_property
    def _under(self) -> dict[int, tuple[int, ...]]:
        return {}

    def core(self, at: int, without: Collection[int] = ()) -> list[int]:
        """A phrase without its asides: positions in order. ``without`` are heads left out with all of theirs.

        An aside stands behind a comma, a dash or an opening bracket, and is no member of a row.
        """
        if not without:
            if at not in self._cores:
                self._cores[at] = self._core(at, ())
            return list(self._cores[at])
        return self._core(at, without)

    @cached_property
    def _cores(self) -> dict[int, list[int]]:
        return {}

    def _core(self, at: int, without: Collection[int]) -> list[int]:
        kept = {at}
        waiting = [at]
        while waiting:
            here = waiting.pop()
            for kid in self._kids[here]:
                if kid not in without and not self.is_aside(kid):
                    kept.add(kid)
                    waiting.append(kid)
        inside = self._bracketed(at)
        return sorted(
            {at, *self._without_loose_marks({place for place in kept if self._bracketed(place) == inside})}
        )

    def row(self, at: int) -> list[list[int]]:
        """The members of a row that begins with this phrase, each as its positions: "rye and barley"."""
        members: list[int] = []
        here: int | None = at
        while here is not None:
            members.append(here)
            here = self.kid(here, "conj")
        joints = [self.low(kid) for member in members for kid in self.kids(member, "cc")]
        if not joints or any(joint != "and" for joint in joints):
            return []
        found = []
        for member in members:
            loose = self.kids(member, "conj", "cc") + tuple(
                at for at in self.kids(member, "punct") if self.low(at) == ","
            )
            found.append(self.core(member, without=loose))
        return found

    def is_aside(self, at: int) -> bool:
        """Whether a dependent is set apart from its head by a comma, a dash or a bracket."""
        token = self.tokens[at]
        outside = self._brackets[token.head]
        if self._brackets[at] > outside and token.text not in _OPENING:
            words = (under for under in self.under(at) if self.tokens[under].text not in "()[],.")
            return all(self._brackets[under] > outside for under in words)  # else it is misread
        return at > token.head and token.dep in _ASIDES and self.is_cut(min(self.under(at)))

    def is_cut(self, at: int) -> bool:
        """Whether a comma, a dash or the like stands before a word; a hyphen inside a word is none."""
        here = at - 1 - (self.low(at - 1) in ('"', "”", "’") and self.low(at - 2) == ",")
        if here < 0:
            return False
        mark = self.tokens[here]
        spaced = mark.text == "-" and mark.start > self.tokens[here - 1].stop
        return spaced or mark.text in (",", "—", "–", ";", ":", "(")

    def mark_before(self, at: int) -> str:
        """What stands before the phrase of a word: of `"rye," says` before "says" the comma."""
        left = min(self.under(at)) - 1
        if left > 0 and any(left == end for _, end in self._pairs):
            left -= self.tokens[left - 1].text in (",", ";", ":")
        return self.tokens[left].text if left >= 0 else ""

    @cached_property
    def _brackets(self) -> tuple[int, ...]:
        """In how many brackets each word stands; the marks themselves stand outside."""
        found, depth = [], 0
        for token in self.tokens:
            depth -= token.text in (")", "]")
            found.append(max(depth, 0))
            depth += token.text in ("(", "[")
        return tuple(found)

    def _bracketed(self, at: int) -> tuple[int, int]:
        """The pair of brackets around a word; (-1, -1) when it stands in none."""
        around = (
            pair for pair in self._pairs if pair[0] <= at <= pair[1] and self.tokens[pair[0]].text in "(["
        )
        return max(around, default=(-1, -1))

    @cached_property
    def _pairs(self) -> tuple[tuple[int, int], ...]:
        """Brackets and quotation marks with their partners, in the order of their ends."""
        found: list[tuple[int, int]] = []
        opened: list[int] = []
        for at, token in enumerate(self.tokens):
            mark = token.text
            if opened and _PARTNER.get(self.tokens[opened[-1]].text) == mark:
                found.append((opened.pop(), at))
            elif mark in _PARTNER:
                opened.append(at)
        return tuple(found)

    def _mended(self, positions: Collection[int]) -> list[int]:
        """Positions with the quotation marks around what is wholly said, and with the joints inside words."""
        wanted = set(positions)
        for start, end in self._pairs:
            inner = {
                at for at in range(start + 1, end) if any(char.isalnum() for char in self.tokens[at].text)
            }
            if self.tokens[start].text in "([":
                continue
            wanted -= {start, end}
            if inner and inner <= wanted:
                wanted |= {start, end}
                wanted -= {end - 1} if self.tokens[end - 1].text in (",", ".") else set()
        for at in range(1, len(self.tokens) - 1):
            glued = (
                self.tokens[at - 1].stop == self.tokens[at].start
                and self.tokens[at].stop == self.tokens[at + 1].start
            )
            if glued and at - 1 in wanted and at + 1 in wanted and self.tokens[at].text in "-/–:":
                wanted.add(at)
        return sorted(wanted)

    def _beside(self, at: int, step: int) -> int:
        """The next position to one side, brackets passed over."""
        beside = at + step
        for start, end in self._pairs:
            if self.tokens[start].text in "([" and start <= beside <= end and not start <= at <= end:
                beside = end + 1 if step > 0 else start - 1
        return beside

    def _without_loose_marks(self, kept: set[int]) -> list[int]:
        marks = {at for at in kept if not any(char.isalnum() for char in self.tokens[at].text)}
        firm = {at for at in marks if self.tokens[at].text in ("%", "$", "€", "£", "+", "&")}
        for at in sorted(marks - firm):
            text = self.tokens[at].text
            before, after = self._beside(at, -1) in kept, self._beside(at, 1) in kept
            partnered = (text in _OPENING and after) or (text in _CLOSING and before) or (before and after)
            if not partnered or text in (";", ":"):
                kept.discard(at)
        return sorted(kept)

    def say(self, positions: Iterable[int], *, opens: bool = False) -> str:
        """The words at these positions, with the names that pronouns stand for.

        A capital that only the sentence's start gave is taken away unless the words open a sentence.
        """
        wanted = self._mended(set(positions))
        instead = {span.start: span for span in self.instead}
        covered = {at for span in self.instead for at in range(span.start + 1, span.end)}
        pieces: list[str] = []
        last = -2
        for at in wanted:
            if at in covered:
                last = at
                continue
            token = self.tokens[at]
            joined = last == at - 1 and at > 0 and self.tokens[at - 1].stop == token.start
            joined |= any(at == end for _, end in self._pairs)
            if pieces and not joined:
                pieces.append(" ")
            if at in instead:
                pieces.append(instead[at].words)
                last = at
                continue
            text = token.text
            small = text[1:].islower() or len(text) == 1
            bare = at == self._first and at not in self.names and small and text != "I"
            pieces.append(text[:1].lower() + text[1:] if bare else text)
            last = at
        said = re.sub(r"\s+([,;:.?!%)”’])", r"\1", "".join(pieces)).strip(" ,;:")
        return said[:1].upper() + said[1:] if opens else said

    @cached_property
    def _first(self) -> int:
        return next((at for at, token in enumerate(self.tokens) if token.text[:1].isalpha()), 0)

    def runs(self, positions: Iterable[int]) -> tuple[str, ...]:
        """The same words in the pieces in which they stand in the sentence."""
        found: list[list[int]] = []
        for at in sorted(set(positions)):
            if found and found[-1][-1] == at - 1:
                found[-1].append(at)
            else:
                found.append([at])
        return tuple(self.say(run) for run in found)

    def is_name(self, at: int) -> bool:
        """Whether the phrase headed by a word is a name: its head is one."""
        return at in self.names or any(span.start <= at < span.end for span in self.instead)
