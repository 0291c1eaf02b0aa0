"""The desk: the notes it is over, the plan that sorts them, and whose turn it is to touch their files."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from curriculum import opening
from curriculum.cards.card import Card
from curriculum.cards.writer.model_wish import ModelWish
from curriculum.desk import journal
from curriculum.desk.holding import Held, held
from curriculum.desk.journal import Rewrite
from curriculum.desk.making import Making
from curriculum.order import Order
from curriculum.planning import outline_file
from curriculum.planning.earlier import Earlier
from curriculum.planning.forgotten import Forgotten
from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.planning.themes import Themes
from curriculum.planning.wish import Wish
from curriculum.problems import Problem
from curriculum.reading.library import Library
from curriculum.workspace import Make, Workspace, stamps

Follow = Callable[[Order], Order]


class _Planned(NamedTuple):
    """An outline, and of what it was made."""

    library: Library
    themes: Themes
    wish: Wish
    file: object
    others: Earlier
    forgotten: Forgotten | None
    outline: Outline


class _Holding(NamedTuple):
    """What learners hold, and of what that was found out."""

    cards: Sequence[Card]
    lock: object
    held: Mapping[str, Held]


class Desk:
    """What every view works on; one request at a time touches the files."""

    def __init__(
        self,
        workspace: Workspace,
        look: Make,
        follow: Follow | None = None,
        models: Callable[[], ModelWish] = ModelWish,
        own: Sequence[Path] = (),
    ) -> None:
        """All that only the command line can give.

        Args:
            workspace: the notes.
            look: gives the document of ``curriculum build --dry-run --json``.
            follow: gives the order as the settings have it now; None where they have no say.
            models: gives who may be asked to write cards, as the settings have it now.
            own: folders besides that of the notes which are the person's to have files changed in.
        """
        self.workspace, self.follow, self._models = workspace, follow, models
        self.is_given = workspace.order.outline is not None
        """Whether the outline was named when the desk was started: the settings do not change it."""
        self._own = (workspace.folder, *own)
        self.making = Making(workspace.make, look, workspace.explain)
        """What is made now. It reads the files for itself, and takes nobody's turn."""
        self._turn = Lock()
        self._planned: _Planned | None = None
        self._holding: _Holding | None = None

    def hold(self) -> AbstractContextManager[object]:
        """Hold the files without a look at the notes, for what must be written whatever these have become."""
        return self._turn

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the files: nobody else at this desk reads or changes them meanwhile.

        The notes are looked at once, and again when the desk itself has rewritten something.
        Raises CurriculumError when they, or the settings, cannot be read.
        """
        with self._turn, self.workspace.still():
            self._follow()
            yield

    def rewrite(self, rewrites: Sequence[Rewrite]) -> None:
        """Put texts of files in the place of others, to be taken back; raises as ``journal.rewrite``."""
        journal.rewrite(self.workspace.folder, rewrites)
        self.workspace.stir()

    def outline(self) -> Outline:
        """The plan as it stands: of the outline that is followed, else the program's own.

        Raises CurriculumError when notes or outline cannot be read.
        """
        self._follow()
        workspace = self.workspace
        order, library, themes = workspace.order, workspace.library, workspace.themes
        file = stamps([order.outline] if order.outline else [])
        others = workspace.others(order.wish)
        forgotten = workspace.forgotten
        made = (library, themes, order.wish, file, others, forgotten)
        kept = self._planned
        if kept is None or kept[0] is not library or kept[1:6] != made[1:]:
            if order.outline:
                outline = others.placing(outline_file.read(order.outline, library, themes))
            else:
                outline = plan(library, themes, order.wish, others, forgotten)
            kept = self._planned = _Planned(*made, outline)
        return kept.outline

    def held(self) -> Mapping[str, Held]:
        """Key of a draft → the card that learners hold of it; raises as ``holding.held``."""
        cards, lock = self.workspace.cards, stamps([self.workspace.order.lock_path])
        kept = self._holding
        if kept is None or kept.cards is not cards or kept.lock != lock:
            kept = self._holding = _Holding(cards, lock, held(self.workspace))
        return kept.held

    @property
    def models(self) -> ModelWish:
        """Who may be asked to write cards. Raises CurriculumError when the settings cannot be read."""
        return self._models()

    def is_foreign(self, outline: Path) -> bool:
        """Whether an outline lies where only files that were named at the start may be changed.

        The settings, which may have come with the notes, could name any file.
        """
        place = outline.resolve()
        return not (self.is_given or any(place.is_relative_to(folder.resolve()) for folder in self._own))

    def order(self) -> Order:
        """What is built of the plan as it stands; raises CurriculumError when the settings cannot be read."""
        return self.follow(self.workspace.order) if self.follow else self.workspace.order

    def _follow(self) -> None:
        """Heed settings that have changed; raises CurriculumError when they cannot be."""
        self.workspace.order = self.order()

    def watched(self) -> tuple[Path, ...]:
        """The folders in which a change may be one of what the page shows."""
        outline = self.workspace.order.outline
        sources = map(opening.on_disk, self.workspace.order.sources)
        paths = [*sources, self.workspace.folder, self.workspace.order.lock_path]
        paths += [outline] if outline else []
        folders = {path if opening.is_folder(path) else path.parent for path in paths}
        return tuple(sorted(folder for folder in folders if opening.is_folder(folder)))

    def state(self) -> str:
        """Short letters that change when anything changes on disk that the page may show."""
        lock = stamps([self.workspace.order.lock_path])
        return hashlib.sha256(repr((self.workspace.state(), lock)).encode()).hexdigest()[:16]

    @property
    def in_doubt(self) -> int:
        """How many names were in doubt when the notes were read last."""
        known = self.workspace.known
        return len(known.doubts) if known else 0

    def explain(self, error: Exception) -> Iterable[Problem]:
        """Why something failed, in words for a person."""
        return self.workspace.explain(error)
