"""The pile of cards on the desk: each as it looks in Anki, with its lines of the notes and its decision."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from curriculum.cards.card import Card
from curriculum.cards.decision import (
    Decision,
    Refused,
    apply,
    asks_nothing,
    is_dropped,
    resolve,
    reworded,
    worded_in,
)
from curriculum.cards.writer.proposal import REWORDED
from curriculum.cards.writer.proposal import RULE as DRAFTED
from curriculum.desk.holding import Held
from curriculum.memory import memory_file
from curriculum.memory.leeches import Leech, leeches
from curriculum.page.faces import faces
from curriculum.planning.outline import Outline
from curriculum.planning.text import of_points
from curriculum.reading.episode import KeyPoint
from curriculum.shipping import lock as locks
from curriculum.shipping.decisions import Change
from curriculum.shipping.note import FIELDS, Kind
from curriculum.value import Value
from curriculum.workspace import Workspace

_MAKERS = {DRAFTED: "a writer", REWORDED: "a writer, in other words", "written": "you, in the notes"}
"""Rules that are none."""


class Line(Value):
    """A line of the point that a card is made of."""

    number: int
    text: str
    here: bool
    """Whether the card's fact stands in it."""


class Side(Value):
    """The sides of one of Anki's cards, as safe HTML."""

    front: str
    back: str


class Seen(Value):
    """A card as the desk shows it."""

    key: str
    kind: str
    maker: str
    """Who made it: a rule, a writer or the person."""
    episode: str
    """Title of its episode."""
    week: int
    """Number of its week in the plan; 0 for none."""
    sides: tuple[Side, ...]
    """As learners hold it, if they do; empty for a draft that makes no card yet."""
    today: tuple[Side, ...]
    """In the newest words, where learners hold others."""
    comes: bool
    """Whether the next build brings these, unasked."""
    held: Mapping[str, str]
    """The fields that learners hold, by name; empty where they hold none."""
    words: Mapping[str, str]
    """The fields that may be edited, by name."""
    verdict: Literal["ship", "held", "dropped"]
    reasons: tuple[str, ...]
    decision: Decision | None
    """What the person decided."""
    path: str
    line: int
    lines: tuple[Line, ...]
    forgotten: int = 0
    """How often it was forgotten, if Anki calls it a leech; 0 for any other."""


class Asked(Value):
    """What the page asks to be decided about a card."""

    key: str
    seen: Decision | None
    """The decision that the page shows."""
    action: Literal["keep", "drop", "edit", "clear"]
    words: Mapping[str, str] = {}
    """For ``edit``: fields by name."""


class Unknown(Exception):
    """No card has that key: the notes have changed."""


class Pile:
    """All cards of the notes, looked at anew when a file has changed."""

    def __init__(self, workspace: Workspace, outline: Outline, held: Mapping[str, Held]) -> None:
        """``outline`` says in which week a card is, ``held`` what learners hold, by the drafts' keys."""
        self._workspace = workspace
        self._cards = {card.key: card for card in workspace.drafted}
        self._decided = workspace.decided
        found = _leeches(workspace, apply(self._cards.values(), self._decided))
        self._leeches = {leech.card.key: leech for leech in found}
        for key, leech in self._leeches.items():  # nobody need write it any more
            self._cards.setdefault(key, leech.card)
        self._held = held
        self._entries = resolve(self._cards, self._decided)
        self._weeks = {placed.id: week.number for week in outline.weeks for placed in week.episodes}
        episodes = workspace.library.episodes
        self._titles = {episode.id: episode.title for episode in episodes}
        self._points = {point.id: point for episode in episodes for point in of_points(episode)}

    def seen(self, keys: Iterable[str] | None = None) -> tuple[Seen, ...]:
        """The cards with these keys, or all: by weeks, those in none last, each in the order of the notes."""
        wanted = set(keys) if keys is not None else self._cards.keys()
        cards = [card for key, card in self._cards.items() if key in wanted]
        seen = (self._seen(card) for card in apply(cards, self._decided))
        return tuple(sorted(seen, key=lambda one: (not one.week, one.week)))

    def changes(self, asked: Sequence[Asked]) -> tuple[Change, ...]:
        """The changes of ``cards.toml`` that the page asks for.

        Raises:
            Unknown: a card is gone, or is asked for twice.
            Refused: new words make no card.
        """
        if len({one.key for one in asked}) < len(asked):
            raise Unknown
        return tuple(self._change(one) for one in asked)

    def cards_of(self, changes: Iterable[Change]) -> frozenset[str]:
        """Keys of the cards that changes are about."""
        changed = {change.key for change in changes}
        return frozenset(key for key in self._cards if self._entries.get(key, key) in changed)

    def _change(self, asked: Asked) -> Change:
        card = self._cards.get(asked.key)
        if card is None:
            raise Unknown
        after = _decision(card, asked)
        return Change(key=self._entries.get(card.key, card.key), before=asked.seen, after=after)

    def _seen(self, card: Card) -> Seen:
        dropped = is_dropped(card)
        point = self._points.get(card.source.point)
        sides = today = tuple(_sides(card.kind, {name: getattr(card, name) for name in FIELDS}))
        held = self._held.get(card.key)
        if held:
            fields = {name: held.entry.fields.get(name, "") for name in FIELDS}
            sides = tuple(_sides(held.entry.kind, fields))
        return Seen(
            key=card.key,
            kind=card.kind,
            maker=_MAKERS.get(card.rule) or f"the program, by its rule “{card.rule}”",
            episode=self._titles.get(card.source.episode, card.source.episode),
            week=self._weeks.get(card.source.episode, 0),
            sides=sides,
            today=today if today != sides else (),
            comes=bool(held and held.comes),
            held=held.entry.fields if held else {},
            words={name: getattr(card, name) for name in worded_in(card)},
            verdict="dropped" if dropped else card.verdict,
            reasons=card.reasons,
            decision=self._decided.get(self._entries.get(card.key, card.key)),
            path=card.source.path,
            line=card.source.line,
            lines=tuple(_lines(point, card.source.line)) if point else (),
            forgotten=self._leeches[card.key].lapses if card.key in self._leeches else 0,
        )


def _leeches(workspace: Workspace, cards: Collection[Card]) -> Sequence[Leech]:
    """Shipped cards that are forgotten again and again; none where Anki was never asked."""
    lock_path = workspace.order.lock_path
    memory = memory_file.read(lock_path.parent / memory_file.FILE)
    if memory is None or not memory.leeches:
        return ()
    return leeches(memory, locks.read(lock_path), cards, workspace.library)


def _decision(card: Card, asked: Asked) -> Decision | None:
    """What the person asks for, as it will stand in the file; raises Refused when it makes no card."""
    if asked.action == "clear":
        return None
    if asked.action == "drop":
        # what was deleted in Anki is so still, however often it is dropped here
        return Decision(verdict="drop", deleted=asked.seen is not None and asked.seen.deleted)
    words = {name: text.strip() for name, text in asked.words.items()}
    worded = reworded(card, words) if asked.action == "edit" else None
    decision = worded or Decision()
    if asks_nothing(card, decision.question or card.question):
        raise Refused("its front is only a heading: ask something about it.")
    (kept,) = apply([card], {card.key: decision})
    if kept.verdict == "held":
        raise Refused(" ".join(kept.reasons))
    return decision


def _sides(kind: Kind, fields: Mapping[str, str]) -> Iterator[Side]:
    try:
        made = faces(kind, fields)
    except ValueError:
        return  # a held draft need not be a card
    yield from (Side(front=one.front, back=one.back) for one in made)


def _lines(point: KeyPoint, here: int) -> Iterator[Line]:
    """The lines of a point as it was read."""
    if point.label:
        yield Line(number=point.line, text=point.label, here=False)
    for passage in point.passages():
        if passage.text and passage.text != point.label:
            yield Line(number=passage.line, text=passage.text, here=passage.line == here)
