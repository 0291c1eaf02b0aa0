"""Progress: what Anki remembers of the shipped cards, by week, theme, episode and point."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf

from curriculum.cards.decision import Decision
from curriculum.cards.gap import with_gap
from curriculum.memory import strength
from curriculum.memory.clock import day_of
from curriculum.memory.memory import RECENT, Memory, Trace
from curriculum.planning import dates
from curriculum.planning.affinity import themes_of
from curriculum.planning.forgotten import WEAK
from curriculum.planning.habit import Habit
from curriculum.planning.outline_gone import title_in
from curriculum.planning.themes import Themes
from curriculum.planning.workload import spent
from curriculum.reading.library import Library
from curriculum.shipping.lock import Entry, Lock
from curriculum.shipping.note import CARDS
from curriculum.value import Value


class Row(Value):
    """What was learnt of one week, theme, episode or point."""

    id: str
    """The deck of a week, the id of a theme, episode or point."""
    title: str
    cards: int
    """Cards that were shipped, as Anki counts them: a term is two."""
    unseen: int
    """Those that were never answered, or are not in this Anki."""
    learning: int
    """Those that were answered and are not learnt yet, or have to be learnt again."""
    learnt: int
    """Those with an interval of a day or more; the mature ones are among them."""
    mature: int
    due: int
    suspended: int
    leeches: int
    lapses: int
    asked: int
    """Reviews of the last 30 days, as Anki counts its true retention."""
    passed: int
    low: float
    """The least share of passed reviews that these still speak for, with 95 % confidence …"""
    high: float
    """… and the greatest."""
    seconds: float
    """Time spent on them, ever."""
    weakness: float | None
    """From 0 to 1, by the three weakest cards; None when nothing was studied."""


class Told(Value):
    """A card that is named."""

    key: str
    episode: str
    title: str
    """The title of its episode."""
    asks: str
    """What the card asks, in one line."""
    lapses: int


class Progress(Value):
    """All of it."""

    taken: int
    """When Anki was asked, unix seconds."""
    fsrs: bool
    days: int = RECENT
    """Days that ``asked`` and ``passed`` look back."""
    total: Row
    weeks: tuple[Row, ...]
    """Curricula in the order in which they were last studied, their weeks by number."""
    themes: tuple[Row, ...]
    """The weakest first; an episode's cards count in each of its themes."""
    episodes: tuple[Row, ...]
    """The weakest first."""
    points: tuple[Row, ...]
    """Those that were studied, the weakest first."""
    leeches: tuple[Told, ...]
    """Cards that Anki calls leeches: forgotten again and again."""
    gone: tuple[Told, ...]
    """Cards that were deleted in Anki, and that no decision drops."""
    back: tuple[Told, ...]
    """Cards that a decision calls deleted, and that are in Anki."""
    habit: Habit
    """How the learner studies."""
    spent: tuple[float, float, float]
    """Minutes: what was spent, and the range that the forecast would have named for as many new cards."""

    @property
    def weakest(self) -> tuple[Row, ...]:
        """The episodes that are being forgotten, the weakest first."""
        return tuple(row for row in self.episodes if (row.weakness or 0.0) >= WEAK)

    @property
    def weak(self) -> dict[str, float]:
        """Point id → how weak the learner is there, of the points that were studied."""
        return {row.id: row.weakness for row in self.points if row.weakness is not None}

    @property
    def asked(self) -> dt.date:
        """The day on which Anki was asked, by the clock of Greenwich."""
        return day_of(self.taken)


class _Known:
    """Where each card belongs, and what it is called."""

    def __init__(self, library: Library, lock: Lock) -> None:
        shipped = {
            entry.episode: title
            for entry in lock.entries
            for part in entry.fields.get("credit", "").split(" · ")
            if (title := title_in(part, entry.episode))
        }
        self.titles = shipped | {episode.id: episode.title for episode in library.episodes}
        self.points = {
            point.id: point.label or point.text
            for episode in library.episodes
            for point in (*episode.points, *episode.takeaways)
        }


def progress(
    memory: Memory, lock: Lock, library: Library, themes: Themes, decided: Mapping[str, Decision]
) -> Progress:
    """What a learner has learnt of the cards in the lock.

    Args:
        memory: what Anki said.
        lock: what was shipped; cards that have retired, or that the learner deleted, do not count.
        library: the notes, for titles, labels and themes.
        themes: what the notes can be about.
        decided: the learner's decisions by key: cards that they drop are not told to be gone.
    """
    known, about = _Known(library, lock), themes_of(library, themes)
    standing = [entry for entry in lock.entries if entry.retired is None and entry.key not in memory.gone]
    missing = [entry for entry in lock.entries if entry.retired is None and entry.key in memory.gone]
    traces: dict[str, list[Trace]] = defaultdict(list)
    for trace in memory.traces:
        traces[trace.key].append(trace)

    def rows(group: Callable[[Entry], Iterable[str]], title: Callable[[str], str]) -> list[Row]:
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in standing:
            for name in group(entry):
                groups[name].append(entry)
        return [_row(name, title(name), groups[name], traces, memory.taken) for name in sorted(groups)]

    by_week = rows(lambda entry: [entry.deck], _deck_title)
    by_theme = rows(lambda entry: about.get(entry.episode, ()), lambda id: themes[id].title)
    by_episode = rows(lambda entry: [entry.episode], lambda id: known.titles.get(id, id))
    by_point = rows(lambda entry: [entry.point] if entry.point else [], lambda id: known.points.get(id, id))
    dropped = {key for key, one in decided.items() if one.verdict == "drop"}
    deleted = {key for key, one in decided.items() if one.deleted}
    gone = set(memory.gone) - dropped
    return Progress(
        taken=memory.taken,
        fsrs=memory.fsrs,
        habit=memory.habit,
        total=_row("", "All", standing, traces, memory.taken),
        weeks=tuple(sorted(by_week, key=_order_of(memory, standing))),
        themes=_weakest_first(by_theme),
        episodes=_weakest_first(by_episode),
        points=_weakest_first(row for row in by_point if row.weakness is not None),
        leeches=tuple(_leeches(standing, traces, known)),
        back=tuple(_said(entry, known) for entry in lock.entries if entry.key in memory.keys & deleted),
        gone=tuple(_said(entry, known) for entry in missing if entry.key in gone),
        spent=(round(sum(day.seconds for day in memory.days) / 60, 1), *_expected(memory)),
    )


def _expected(memory: Memory) -> tuple[float, float]:
    """The minutes that the forecast names for as many new cards on these days."""
    new = {day.day: day.new for day in memory.days}
    if not new:
        return 0.0, 0.0
    first, last = min(new), max(new)
    days = [first + dt.timedelta(days=place) for place in range((last - first).days + 1)]
    return spent([new.get(day, 0) for day in days])


def in_anki(lock: Lock, memory: Memory) -> Lock:
    """Of a lock what Anki had: what a build brings anew is not behindhand yet."""
    keys = memory.keys
    return Lock(entries=tuple(entry for entry in lock.entries if entry.key in keys))


def _row(id: str, title: str, entries: Sequence[Entry], traces: Mapping[str, list[Trace]], taken: int) -> Row:
    """The numbers of these cards."""
    cards = sum(CARDS[entry.kind] for entry in entries)
    there = [
        trace
        for entry in entries
        for trace in traces.get(entry.key, ())
        if trace.template < CARDS[entry.kind]  # else it is of a template that the learner added
    ]
    begun = [trace for trace in there if trace.answers]
    learnt = [trace for trace in begun if trace.stage == "review"]
    asked, passed = sum(trace.asked for trace in there), sum(trace.passed for trace in there)
    low, high = strength.interval(passed, asked)
    return Row(
        id=id,
        title=title,
        cards=cards,
        unseen=max(0, cards - len(begun)),
        learning=len(begun) - len(learnt),
        learnt=len(learnt),
        mature=sum(trace.mature for trace in learnt),
        due=sum(trace.due for trace in there),
        suspended=sum(trace.suspended for trace in there),
        leeches=sum(trace.leech for trace in there),
        lapses=sum(trace.lapses for trace in there),
        asked=asked,
        passed=passed,
        low=round(low, 3),
        high=round(high, 3),
        seconds=round(sum(trace.seconds for trace in there), 1),
        weakness=strength.weakest({"": there}, taken).get(""),
    )


def _weakest_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with those that nobody has studied last."""
    return tuple(sorted(rows, key=lambda row: (row.weakness is None, -(row.weakness or 0.0), row.id)))


def _deck_title(deck: str) -> str:
    """A deck's name with its levels told apart for people."""
    return " · ".join(part.strip() for part in deck.split("::"))


def _order_of(memory: Memory, entries: Iterable[Entry]) -> Callable[[Row], tuple[object, ...]]:
    """A key by which curricula come in the order of their study, those never studied last and by their
    months, and "Week 10" after "Week 9".
    """
    decks = {entry.key: entry.deck.partition("::")[0] for entry in entries}
    last: dict[str, int] = {}
    for trace in memory.traces:
        if trace.last is not None and trace.key in decks:
            last[decks[trace.key]] = max(trace.last, last.get(decks[trace.key], 0))

    def order(row: Row) -> tuple[object, ...]:
        top, _, week = row.id.partition("::")
        number = [int(number) for number in re.findall(r"[0-9]+", week)[:1]]
        return last.get(top, inf), dates.month_in(top) or dt.date.max, top, number

    return order


def _leeches(entries: Iterable[Entry], traces: Mapping[str, list[Trace]], known: _Known) -> Iterable[Told]:
    """Those that Anki calls leeches, the most forgotten first."""
    found = []
    for entry in entries:
        lapses = [trace.lapses for trace in traces.get(entry.key, ()) if trace.leech]
        if lapses:
            found.append(_said(entry, known).model_copy(update={"lapses": max(lapses)}))
    return sorted(found, key=lambda leech: (-leech.lapses, leech.key))


def _said(entry: Entry, known: _Known) -> Told:
    text = entry.fields.get("text", "")
    asks = with_gap(text, entry.fields.get("answer", ""), "…") if text else entry.fields.get("question", "")
    return Told(
        key=entry.key,
        episode=entry.episode,
        title=known.titles.get(entry.episode, entry.episode),
        asks=" ".join(asks.split()),
        lapses=0,
    )
