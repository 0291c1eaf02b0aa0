"""The backlog of an outline: the earlier cards, as Anki had them, else as their own weeks had them begun."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from curriculum.count import several
from curriculum.memory.clock import day_of
from curriculum.memory.memory import Memory, Trace
from curriculum.planning import dates
from curriculum.planning.backlog import NONE, Backlog, Learnt
from curriculum.planning.earlier import Earlier
from curriculum.planning.outline import Outline
from curriculum.planning.workload import WEEK
from curriculum.shipping.lock import Entry, Lock
from curriculum.shipping.note import CARDS

_LONGEST = 365
"""Days that are looked back: what was learnt before that comes seldom."""


def backlog(lock: Lock, memory: Memory | None, others: Earlier, outline: Outline) -> Backlog:
    """What the learner has to review beside an outline's own cards; nothing for one without dates.

    Args:
        lock: what was shipped.
        memory: what Anki said; None where nobody asked.
        others: the other outlines, whose weeks are taken for studied as planned where nobody asked.
        outline: what is to be studied.
    """
    first = outline.weeks[0].start if outline.weeks else None
    if first is None:
        return NONE
    starts: dict[str, dt.date] = {}
    for week in (week for one in others.outlines for week in one.weeks):
        for id in week.episodes:
            starts[id] = min(week.start, starts.get(id, week.start))
    later = {id for id, start in starts.items() if start >= first}
    mine = {placed.id for week in outline.weeks for placed in week.episodes} | later
    names = others.renamed
    old = {
        entry.key: entry
        for entry in lock.entries
        if entry.retired is None and names.get(entry.episode, entry.episode) not in mine
    }
    return _as_asked(old, memory, first) if memory else _as_planned(old.values(), starts, names, first)


def _as_asked(old: Mapping[str, Entry], memory: Memory, first: dt.date) -> Backlog:
    lead = min(max(0, (first - day_of(memory.taken)).days), _LONGEST)
    begin = first - dt.timedelta(lead)
    traces = [one for one in memory.traces if one.key in old and one.last is not None and not one.suspended]
    learnt = tuple(_learnt(one, day_of(one.last or 0), begin) for one in traces)
    return Backlog(lead=lead, learnt=learnt, of=_named(old[one.key] for one in traces)) if learnt else NONE


def _learnt(trace: Trace, last: dt.date, begin: dt.date) -> Learnt:
    wait = int(trace.interval) if trace.stage == "review" and not trace.due else 0
    return Learnt(
        due=max(0, wait - (begin - last).days) if wait else 0,
        since=max(0, (begin - last).days),
        # without FSRS the interval is the wait after which Anki thinks a tenth forgotten
        stability=trace.stability or max(1.0, trace.interval),
    )


def _as_planned(
    old: Iterable[Entry], starts: Mapping[str, dt.date], names: Mapping[str, str], first: dt.date
) -> Backlog:
    """Each week's cards begun evenly over its seven days."""
    known = [(starts.get(names.get(entry.episode, entry.episode)), entry) for entry in old]
    earliest = first - dt.timedelta(_LONGEST)
    counted = [(start, entry) for start, entry in known if start and start >= earliest]
    if not counted:
        return NONE
    cards: Counter[dt.date] = Counter()
    for start, entry in counted:
        cards[start] += CARDS[entry.kind]
    lead = (first - min(cards)).days
    begun = [0] * lead
    for start, count in cards.items():
        for day in range(WEEK):
            at = lead - (first - start).days + day
            if at < lead:  # the rest of its week lies in the outline's own
                begun[at] += (count * (day + 1)) // WEEK - (count * day) // WEEK
    return Backlog(lead=lead, begun=tuple(begun), of=_named(entry for _, entry in counted))


def _named(entries: Iterable[Entry]) -> str:
    """The curricula in which they first shipped."""
    tops = sorted(
        {entry.deck.partition("::")[0] for entry in entries},
        key=lambda top: (dates.month_in(top) or dt.date.max, top),
    )
    return (
        " and ".join(tops)
        if len(tops) <= 2
        else several(len(tops), "earlier curriculum", "earlier curricula")
    )
