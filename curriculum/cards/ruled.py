"""Drafts by rule: what the patterns make of each sentence of a point, checked and weighed."""

from collections.abc import Iterable, Iterator

from curriculum.cards.checks import check
from curriculum.cards.choose import Entry
from curriculum.cards.context import context
from curriculum.cards.draft import Draft
from curriculum.cards.gate.ground import ground_of
from curriculum.cards.gate.judge import unfaithful
from curriculum.cards.judge.court import Court
from curriculum.cards.pattern import patterns
from curriculum.cards.respelling import Reading
from curriculum.cards.statement import Statement
from curriculum.cards.support import Notes
from curriculum.cards.told import Told
from curriculum.cards.tried import Tried

_OF_NAMES = frozenset(("definition", "acronym", "who", "when", "name"))
"""The introduction tells what the episode is about; only facts about names are taken from it."""


def entries(
    told: Iterable[tuple[Statement, Told]], reading: Reading, notes: Notes, court: Court
) -> Iterator[Entry]:
    """Every draft of these sentences, with its worth and the reasons against it.

    Each sentence comes as it is spelt today and as it was told.
    """
    for statement, one in told:
        for draft in _drafts(one):
            if statement.place == "introduction" and draft.asks not in _OF_NAMES:
                continue
            yield _tried(draft, one.statement, reading.respell(draft), statement, notes, court)


def _drafts(told: Told) -> Iterator[Draft]:
    for pattern in patterns():
        yield from pattern.drafts(told)


def _tried(meant: Draft, told: Statement, draft: Draft, st: Statement, notes: Notes, court: Court) -> Entry:
    """A draft in today's spelling, ``meant`` in that of before any correction, each with its sentence."""
    line = context(draft, st, court.doubts)
    tried = Tried(draft, line, st.quote)
    reasons = check(tried)
    if not reasons and st.point is not None:
        reasons = tuple(unfaithful(tried, ground_of(st.quote, st.episode, st.point, notes)))
    worth, low = court.weigh(meant, line, told)
    doubt = court.doubts.reason(st.episode.id, draft.question, draft.answer, draft.text, st.quote)
    found = (*reasons, *filter(None, (low if not reasons else "", doubt)))
    return Entry(draft._replace(trust=worth), st, line, found)
