"""Settling drafts against the lock: what ships, as which note, and what the next lock says."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from curriculum.cards.card import Card, CardSource
from curriculum.cards.decision import Decision, apply, is_dropped
from curriculum.cards.key import guid_of
from curriculum.cards.writer.proposal import REWORDED
from curriculum.letters import fold
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library
from curriculum.reading.slug import slug
from curriculum.shipping.fingerprint import Sources
from curriculum.shipping.lock import Entry, Lock
from curriculum.shipping.loss import relative, unread_files
from curriculum.shipping.match import match, standing
from curriculum.shipping.note import FIELDS, FIRST_SHIPPED, RETIRED_TAG, Kind, Note, State
from curriculum.shipping.replaced import replaced
from curriculum.shipping.respelt import respelling
from curriculum.shipping.shipment import Shipment as Shipment
from curriculum.shipping.waiting import waiting

_SUBSTANCE = {"question": ("question", "answer"), "term": ("question", "answer"), "cloze": ("text",)}
"""Note type → the fields whose change is worth an update. What else stands on the card is not: an update
would overwrite what the learner wrote there. It comes with the next update, or with ``rewrite``."""


def settle(
    cards: Sequence[Card],
    library: Library,
    lock: Lock,
    decks: Mapping[str, str],
    now: int,
    *,
    themes: Mapping[str, Sequence[str]] | None = None,
    rewrite: bool = False,
    folder: Path | None = None,
    decided: Mapping[str, Decision] | None = None,
) -> Shipment:
    """Decide for every card whether it is new, updated, unchanged, shipped elsewhere or retired.

    Args:
        cards: all drafts of the library; only those with verdict ``ship`` become notes.
        library: what the cards were drafted from; its texts tell whether a source has changed.
        lock: what was shipped before.
        decks: episode id → full name of its week's deck, in the order of study; episodes that are not
            in this curriculum are left out, and their entries stay as they are.
        now: the time of this build, unix seconds.
        themes: episode id → theme ids, for the tags.
        rewrite: ship today's wording also where the source has not changed.
        folder: the lock's folder, from which it names episode files. Cards of files that are there but were
            not read this time stay as they are (``loss.unread_files``).
        decided: the person's decisions by key: they hold for shipped cards that nobody drafts any more, too.

    Raises:
        CurriculumError: two drafts have one key.
    """
    _refuse_twins(cards)
    settlement = _Settlement(cards, library, lock, decks, now, themes or {}, rewrite, folder, decided or {})
    return settlement.shipment()


def _refuse_twins(cards: Sequence[Card]) -> None:
    """Raise CurriculumError when two drafts have one key: they would be one note to Anki."""
    owners: dict[str, Card] = {}
    for card in cards:
        first = owners.setdefault(card.key, card)
        if first is not card:
            raise CurriculumError.of(
                "twins",
                f"Two cards have the key {card.key!r}: this one, and the one of "
                f"{first.source.path}:{first.source.line}.",
                "Give one of the two points another label.",
                card.source.path,
                card.source.line,
            )


def tags_of(card: Card, show: str, themes: Sequence[str]) -> tuple[str, ...]:
    """A card's tags: its own, and show, episode and themes under ``curriculum::``; sorted, no two alike."""
    return tuple(sorted({*card.tags, *_tags_of_episode(card.source.episode, show, tuple(themes))}))


@lru_cache(maxsize=100)
def _tags_of_episode(id: str, show: str, themes: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that all cards of an episode have; kept, since its cards come one after the other."""
    tags = (f"curriculum::theme::{slug(theme)}" for theme in themes)
    return f"curriculum::episode::{slug(id)}", *([f"curriculum::show::{slug(show)}"] if show else []), *tags


def fields_of(card: Card) -> dict[str, str]:
    """The fields of a card that are not empty, by name."""
    return {name: value for name in FIELDS if (value := getattr(card, name))}


def _same(kind: Kind, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two notes ask and answer the same, however an editor has left their quotes and dashes."""
    return all(fold(one.get(name, "")) == fold(other.get(name, "")) for name in _SUBSTANCE[kind])


def in_words_of(decision: Decision | None, entry: Entry) -> dict[str, str]:
    """The fields of a shipped card in the person's words; as they are where it has none that can be taken."""
    if decision is None:
        return entry.fields
    source = CardSource(path=entry.file, line=0, episode=entry.episode, point=entry.point)
    said = {"key": entry.key, "guid": entry.guid, "kind": entry.kind, "rule": entry.rule, **entry.fields}
    shipped = Card.model_validate({"quote": "", "credit": "", **said, "source": source, "verdict": "ship"})
    (card,) = apply((shipped,), {entry.key: decision})
    return fields_of(card) if card.verdict == "ship" else entry.fields


class _Settlement:
    """One build's decisions in the making."""

    def __init__(
        self,
        cards: Sequence[Card],
        library: Library,
        lock: Lock,
        decks: Mapping[str, str],
        now: int,
        themes: Mapping[str, Sequence[str]],
        rewrite: bool,
        folder: Path | None,
        decided: Mapping[str, Decision],
    ) -> None:
        self.folder, self.decided = folder, decided
        self.unread = unread_files(lock, library, folder) if folder is not None else frozenset()
        self.losses: set[str] = set()
        self.files: dict[str, str] = {}
        self.lock, self.decks, self.themes, self.rewrite = lock, decks, themes, rewrite
        self.shows = {episode.id: episode.show for episode in library.episodes}
        self.sources, self.respell = Sources(library), respelling(library)
        # a card that the person threw out is matched too, last: it goes although its source stands
        shipped = [card for card in cards if card.verdict == "ship"]
        self.drafts = [*shipped, *(card for card in cards if is_dropped(card))]
        self.entries = {entry.key: entry for entry in lock.entries}
        # later than anything learners hold, or Anki would drop the change as a duplicate
        self.moment = max(now, lock.latest + 1, FIRST_SHIPPED + 1)
        self.top = next((deck.partition("::")[0] for deck in decks.values()), "")
        self.places = {episode: place for place, episode in enumerate(decks)}
        points = (point.id for ep in library.episodes for point in (*ep.points, *ep.takeaways))
        self.point_places = {point: place for place, point in enumerate(points)}
        self.notes: list[tuple[tuple[int, int, int], Note]] = []

    def shipment(self) -> Shipment:
        found, self.moves = match(
            self.drafts, self.lock, self.sources, frozen=not self.rewrite, respell=self.respell
        )
        matched = {entry.key for entry in found.values()}
        self.stands = {
            entry.key: standing(entry, self.sources, self.moves)
            for entry in self.lock.entries
            if entry.retired is None and entry.key not in matched
        }
        waits = set() if self.rewrite else waiting(self.drafts, found, self.lock, self.stands)
        siblings, drafts = self._siblings(found), dict[str, str]()
        for place, card in enumerate(self.drafts):
            if card.source.episode not in self.decks:
                waits.discard(card.key)
                continue
            entry = found.get(card.key)
            if card.verdict == "held" or (entry is not None and self._decided_on(entry) == "drop"):
                if entry is not None:
                    self._retire(entry)
            elif entry is None and card.key not in waits:
                drafts[card.key] = self._ship_new(card, place, siblings)
            elif entry is not None:
                drafts[card.key] = entry.key
                self._ship_known(card, entry, place)
        for entry in self.lock.entries:
            if entry.key in self.stands:
                self._ship_without_draft(entry)
        lock, gone = self._tell_of_retired()
        ordered = [note for _, note in sorted(self.notes, key=lambda pair: pair[0])]
        instead = replaced(gone, [note for note in ordered if note.state == "new"], self.entries)
        return Shipment(
            (*ordered, *gone),
            lock,
            drafts,
            frozenset(self.losses),
            instead,
            frozenset(waits),
            self.lock.problems,
        )

    def _tell_of_retired(self) -> tuple[Lock, list[Note]]:
        """The new lock, and the retired notes that this package carries.

        Each curriculum tells of a retired card once: until the next change of anything, so that
        building again makes the same package.
        """
        for key, entry in self.entries.items():
            if entry.retired is not None and self._is_ours(entry) and self.top not in entry.told:
                self.entries[key] = entry.model_copy(update={"told": {**entry.told, self.top: self.moment}})
        lock = Lock(entries=tuple(self.entries[key] for key in sorted(self.entries)))
        latest = lock.latest
        return lock, [
            _note(entry, entry.deck, "retired")
            for entry in lock.entries
            if entry.retired is not None
            and entry.told.get(self.top) == latest
            # who deleted a note would get it back by the package that tells of its end
            and not self._is_deleted(entry)
        ]

    def _decided_on(self, entry: Entry) -> str:
        """The person's verdict on a shipped card; "" without one."""
        decision = self.decided.get(entry.key)
        return decision.verdict if decision is not None else ""

    def _is_deleted(self, entry: Entry) -> bool:
        decision = self.decided.get(entry.key)
        return decision is not None and decision.deleted

    def _siblings(self, found: Mapping[str, Entry]) -> Mapping[str, str]:
        """Episode id → the deck of this curriculum in which most of its cards first shipped.

        An episode whose title has changed has another id: the cards ``found`` again tell it.
        """
        now = {found[card.key].key: card.source.episode for card in self.drafts if card.key in found}
        decks: dict[str, dict[str, int]] = {}
        for entry in self.lock.entries:
            if self._is_ours(entry) and entry.retired is None:
                counts = decks.setdefault(now.get(entry.key, entry.episode), {})
                counts[entry.deck] = counts.get(entry.deck, 0) + 1
        return {id: max(sorted(counts), key=counts.__getitem__) for id, counts in decks.items()}

    def _tags(self, card: Card) -> tuple[str, ...]:
        episode = card.source.episode
        return tags_of(card, self.shows.get(episode, ""), self.themes.get(episode, ()))

    def _file(self, card: Card) -> str:
        """The file of a card as the lock names it."""
        path = card.source.path
        if path not in self.files:
            self.files[path] = relative(path, self.folder)
        return self.files[path]

    def _is_ours(self, entry: Entry) -> bool:
        return entry.deck.partition("::")[0] == self.top

    def _ship(self, entry: Entry, place: int, state: State, before: Mapping[str, str] | None = None) -> None:
        self.entries[entry.key] = entry
        week = self.decks[entry.episode]
        order = (self.places[entry.episode], self.point_places.get(entry.point, -1), place)
        self.notes.append((order, _note(entry, week, state, before)))

    def _ship_new(self, card: Card, place: int, siblings: Mapping[str, str]) -> str:
        key, number = card.key, 2
        while key in self.entries:  # the key's first owner matched another draft, or has retired
            key, number = f"{card.key}-{number}", number + 1
        entry = Entry(
            key=key,
            guid=guid_of(key),
            kind=card.kind,
            rule=card.rule,
            fields=fields_of(card),
            tags=self._tags(card),
            fingerprint=self.sources.fingerprint(card),
            episode=card.source.episode,
            point=card.source.point,
            file=self._file(card),
            changed=FIRST_SHIPPED,
            # an episode's cards stay together, wherever a new plan puts the episode
            deck=siblings.get(card.source.episode, self.decks[card.source.episode]),
        )
        self._ship(entry, place, "new")
        return key

    def _ship_known(self, card: Card, entry: Entry, place: int) -> None:
        fingerprint = self.sources.fingerprint(card)
        found: dict[str, object] = {
            "episode": card.source.episode,
            "point": card.source.point,
            "file": self._file(card),
            "fingerprint": fingerprint,
            "retired": None,
            "told": {},
        }
        fields, tags = fields_of(card), self._tags(card)
        if self.rewrite:
            stale = fields != entry.fields or tags != entry.tags
        else:
            kept = self.sources.unchanged(card, entry.fingerprint) and self.respell(entry) is entry
            # put in other words, in others again, or back in those of before
            reworded = REWORDED in (card.rule, entry.rule)
            stale = (card.by_hand or reworded or not kept) and not _same(entry.kind, fields, entry.fields)
        if stale and card.kind == entry.kind:
            known = {**found, "fields": fields, "tags": tags, "rule": card.rule, "changed": self.moment}
            self._ship(entry.model_copy(update=known), place, "updated", entry.fields)
        elif entry.retired is not None:
            back = entry.model_copy(update={**found, "changed": entry.changed + 1})
            self._ship(back, place, "updated", entry.fields)
        else:
            self._ship(_with(entry, found), place, self._state(entry))

    def _ship_without_draft(self, entry: Entry) -> None:
        """An entry that no draft matches stays while its source stands or was not read, else it retires."""
        decision = self.decided.get(entry.key)
        if self._decided_on(entry) == "drop":
            self._retire(entry)
            return
        place = self.stands[entry.key]
        if place is not None and not self.rewrite:
            episode, point = place
            if episode in self.decks:
                found: dict[str, object] = {"episode": episode, "point": point}
                said = in_words_of(decision, entry)
                if said == entry.fields:
                    self._ship(_with(entry, found), 0, self._state(entry))
                else:
                    found |= {"fields": said, "changed": self.moment}
                    self._ship(entry.model_copy(update=found), 0, "updated", entry.fields)
        elif entry.file not in self.unread and self._retire(entry) and not self.rewrite:
            self.losses.add(entry.file)

    def _retire(self, entry: Entry) -> bool:
        """Retire an entry, if it is for this curriculum to do so.

        It is when the curriculum holds the card's deck, has its episode, or has every episode there is.
        Anki takes a note as a whole, and only if its time is later than the learner's. One second later
        than what we shipped is later than that, and earlier than whatever the learner did since: so the
        tag arrives where the card is still as we shipped it, and an edit is never overwritten.
        """
        if entry.retired is not None:
            return False
        if not (
            self._is_ours(entry) or entry.episode in self.decks or self.decks.keys() >= self.shows.keys()
        ):
            return False
        gone = {"retired": self.moment, "changed": entry.changed + 1, "told": {self.top: self.moment}}
        self.entries[entry.key] = entry.model_copy(update=gone)
        return True

    def _state(self, entry: Entry) -> State:
        return "unchanged" if self._is_ours(entry) else "elsewhere"


def _with(entry: Entry, found: Mapping[str, object]) -> Entry:
    """The entry with these values; itself where it has them, as most have."""
    same = all(getattr(entry, name) == value for name, value in found.items())
    return entry if same else entry.model_copy(update=found)


def _note(entry: Entry, week: str, state: State, before: Mapping[str, str] | None = None) -> Note:
    tags = tuple(sorted({*entry.tags, RETIRED_TAG})) if state == "retired" else entry.tags
    return Note(
        entry.key, entry.guid, entry.kind, entry.fields, tags, entry.deck, week, entry.changed, state, before
    )
