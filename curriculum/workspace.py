"""A workspace: the notes that a server was started for, read again when a file of them has changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import opening
from curriculum.cards.card import Card
from curriculum.cards.decision import Decision
from curriculum.cards.judge import weights
from curriculum.cards.write import write
from curriculum.cards.writer import drafts_file
from curriculum.cards.writer.drafting import Drafting
from curriculum.crew.hire import hire
from curriculum.memory import forgetting, memory_file
from curriculum.order import Order
from curriculum.planning import earlier, episode_marks
from curriculum.planning.earlier import Earlier
from curriculum.planning.forgotten import Forgotten
from curriculum.planning.index import Index
from curriculum.planning.meaning.near import Near
from curriculum.planning.themes import Themes, read_themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError, Problem
from curriculum.reading import exclusion
from curriculum.reading import places as reading_places
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.reading.walk import SETTINGS
from curriculum.shipping import decisions
from curriculum.shipping.renamed import by_cards
from curriculum.writable import check_notes_folder, check_writable

Tell = Callable[[str], None]
Make = Callable[[Order, Tell], Mapping[str, Any]]
"""Builds, and gives the document of ``curriculum build --json``."""
Explain = Callable[[Exception], Iterable[Problem]]
"""Why something failed, in words for a person."""

_WRITERS = (drafts_file.FILE, weights.FILE)
"""Settings that decide how cards are written …"""
_WRITTEN = (decisions.FILE, *_WRITERS)
"""… and what becomes of them, not what is read."""
Stamps = tuple[tuple[str, object], ...]


class _Read(NamedTuple):
    """The notes as they were when all their files had this state."""

    state: Stamps
    library: Library
    themes: Themes
    searchable: Index
    drafting: Drafting


class _Carded(NamedTuple):
    """The cards of a library with these decisions and drafts."""

    library: Library
    state: Stamps
    cards: tuple[Card, ...]


class Workspace:
    """What every tool works on. Where it reads and writes was said when the server was started."""

    def __init__(self, order: Order, make: Make, explain: Explain) -> None:
        """``order`` says where; its wish holds where an assistant has none.

        Its time is filled in for each build.
        """
        self.order, self.make, self.explain = order, make, explain
        self.folder = order.source_folder
        """The folder of notes, where drafts and decisions stand too: the same one as long as this runs."""
        self.near = Near()
        """How near the notes are to a query in meaning."""
        self._read: _Read | None = None
        self._others: tuple[object, Earlier] | None = None
        self._forgotten: tuple[object, Forgotten | None] | None = None
        self._still = False
        self._carded: _Carded | None = None
        self._drafted: _Carded | None = None

    @property
    def library(self) -> Library:
        """The notes as they stand now. Raises CurriculumError when they cannot be read."""
        return self._now().library

    @property
    def known(self) -> Library | None:
        """The notes as they were read last; None before they were."""
        return self._read.library if self._read else None

    @property
    def themes(self) -> Themes:
        """Our themes with those beside the notes. Raises as ``library``."""
        return self._now().themes

    def others(self, wish: Wish) -> Earlier:
        """What other outlines have and what is marked, as it stands now, as far as it matters for the wish.

        Raises CurriculumError as ``library``, and when the marks cannot be read.
        """
        order, library = self.order, self.library
        files = earlier.files(order.output, order.after)
        beside = stamps([*files, episode_marks.file_of(self.folder), order.lock_path])
        state = (wish, order.outline, library, beside)
        if self._others is None or self._others[0] != state:
            shipped = by_cards(order.lock_path, library)
            found = earlier.known(
                wish, order.outline, order.output, order.after, self.folder, library, shipped
            )
            self._others = state, found
        return self._others[1]

    @property
    def forgotten(self) -> Forgotten | None:
        """What is being forgotten, as Anki last said; None where nobody asked. Raises as ``library``."""
        lock = self.order.lock_path
        state = stamps([lock, lock.parent / memory_file.FILE])
        if self._forgotten is None or self._forgotten[0] != state:
            self._forgotten = state, forgetting.read(lock)
        return self._forgotten[1]

    @property
    def index(self) -> Index:
        """The notes, ready to be searched. Raises as ``library``."""
        return self._now().searchable

    @property
    def drafting(self) -> Drafting:
        """The drafts beside the notes, as they stand now. Raises CurriculumError as ``library``."""
        drafting = self._now().drafting
        drafting.proposals = drafts_file.read(drafting.path)
        return drafting

    @property
    def decided(self) -> Mapping[str, Decision]:
        """The person's decisions on cards, by key. Raises CurriculumError when they cannot be read."""
        return decisions.read(self.folder / decisions.FILE)

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, shipped and held, as a build would write it now. Raises CurriculumError."""
        library = self.library
        state = stamps(self.folder / name for name in _WRITTEN)
        kept = self._carded
        if kept is None or kept.library is not library or kept.state != state:
            cards = self._written(self.decided)
            kept = self._carded = _Carded(library, state, cards)
        return kept.cards

    @property
    def drafted(self) -> tuple[Card, ...]:
        """Every card as it was written, whatever the person decided. Raises CurriculumError."""
        library = self.library
        state = stamps(self.folder / name for name in _WRITERS)
        kept = self._drafted
        if kept is None or kept.library is not library or kept.state != state:
            cards = self._written({})
            kept = self._drafted = _Carded(library, state, cards)
        return kept.cards

    def _written(self, decided: Mapping[str, Decision]) -> tuple[Card, ...]:
        judge = weights.read(self.folder / weights.FILE)
        with hire(self.order.workers) as crew:
            return write(self.library, decided, self.drafting.proposals, judge, crew)

    def episode(self, id: str) -> Episode:
        """The episode of that id. Raises CurriculumError when there is none."""
        try:
            return self.library.episode(id)
        except KeyError:
            said = f"There is no episode “{id[:80]}”."
            raise CurriculumError.of("episode", said, "list_episodes gives the ids.") from None

    def check(self) -> None:
        """Raise CurriculumError when nothing may be written beside the notes."""
        check_notes_folder(self.folder, "Name the folder that has your notes.")
        check_writable(self.folder, "Make the folder writable, or copy the episode files to one that is.")

    @contextmanager
    def still(self) -> Iterator[None]:
        """Look once whether the notes have changed, not at every question of the block.

        Raises CurriculumError when they cannot be read.
        """
        self._still = False
        self._now()
        self._still = True
        try:
            yield
        finally:
            self._still = False

    def stir(self) -> None:
        """Look again, also within a block that is still: somebody has just written there."""
        self._still = False

    def folders(self) -> tuple[Path, ...]:
        """The folders beside whose notes settings are read."""
        places = reading_places.find(self.order.sources, self.order.exclude).places
        return tuple(reading_places.folders_of(self.order.sources, places))

    def state(self) -> Stamps:
        """What tells whether any file has changed that is read, decisions, settings, outline among them."""
        written = (self.folder / name for name in (*_WRITTEN, exclusion.NAME))
        outline = [self.order.outline] if self.order.outline else []
        others = earlier.files(self.order.output, self.order.after)
        memory = self.order.lock_path.parent / memory_file.FILE
        return (*self._notes(), *stamps((*written, *outline, *others, memory)))

    def _notes(self) -> Stamps:
        """The state of the notes and of the settings that decide how they are read."""
        order = self.order
        places = reading_places.find(order.sources, order.exclude).places
        folders = tuple(reading_places.folders_of(order.sources, places))
        names = [name for name in SETTINGS if name not in (*_WRITTEN, exclusion.NAME)]
        beside = (folder / name for folder in folders for name in names)
        excluded = ((str(folder), _excluded(folder)) for folder in folders)
        return (*stamps((*(place.path for place in places), *beside)), *excluded)

    def _now(self) -> _Read:
        if self._still and self._read is not None:
            return self._read
        order = self.order
        state = self._notes()
        if self._read is None or self._read.state != state:
            with hire(order.workers) as crew:
                library = read(order.sources, exclude=order.exclude, crew=crew)
            themes = read_themes(self.folder)
            index = Index.of(library.episodes, themes)
            drafting = Drafting(library, self.folder / drafts_file.FILE)
            self._read = _Read(state, library, themes, index, drafting)
        return self._read


def _excluded(folder: Path) -> object:
    """All that reading heeds of the settings of a folder: what is left out."""
    try:
        return exclusion.globs_in(folder)
    except CurriculumError as error:
        return error.problems


def stamps(paths: Iterable[Path]) -> Stamps:
    """What tells whether files have changed: each with its size and times, or why it cannot be looked at."""
    found: list[tuple[str, object]] = []
    for path in paths:
        try:
            found.append((str(path), opening.stamp(path)))
        except OSError as error:
            found.append((str(path), opening.why(error)))
    return tuple(found)
