"""The main job: read → plan → write cards → ship, in that order; published only when all is made."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from curriculum import publish
from curriculum.cards import decisions
from curriculum.cards import lock as locks
from curriculum.cards.card import Card
from curriculum.cards.settle import Shipment, settle
from curriculum.cards.write import write as write_cards
from curriculum.decks import names, package
from curriculum.guides import write as guides
from curriculum.planning import outline_file
from curriculum.planning.affinity import themes_of
from curriculum.planning.outline import Outline, Week
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.reading.slug import slug
from curriculum.value import Value

OUTLINE = "outline.toml"
Tell = Callable[[str], None]


class Order(Value):
    """What the person asked ``build`` for."""

    sources: tuple[Path, ...]
    wish: Wish = Wish()
    outline: Path | None = None
    """An edited outline to follow instead of planning."""
    output: Path = Path("decks")
    """The folder in which the curriculum gets its own folder."""
    lock: Path | None = None
    """None: ``curriculum.lock`` in the source folder."""
    now: int
    """The time of this build, unix seconds."""

    @property
    def source_folder(self) -> Path:
        """Where files beside the sources are looked for: the first source, or its folder."""
        first = self.sources[0]
        return first if first.is_dir() else first.parent

    @property
    def lock_path(self) -> Path:
        """The lock file."""
        return self.lock or self.source_folder / "curriculum.lock"


class Report(NamedTuple):
    """What a build made."""

    outline: Outline
    library: Library
    cards: tuple[Card, ...]
    shipment: Shipment
    folder: Path
    files: tuple[Path, ...]
    """Every file made, in ``folder``."""
    problems: tuple[Problem, ...]
    """Of reading, planning and printing."""

    @property
    def held(self) -> tuple[Card, ...]:
        """Cards of this curriculum's episodes that do not ship."""
        placed = {item.id for week in self.outline.weeks for item in week.episodes}
        return tuple(card for card in self.cards if card.verdict == "held" and card.source.episode in placed)

    @property
    def package(self) -> Path:
        """The package of the whole curriculum."""
        return self.folder / f"{slug(self.outline.title)}.apkg"

    @property
    def guide(self) -> Path:
        """The first week's guide."""
        return self.folder / guides.week_name(self.outline.weeks[0])

    def cards_in(self, week: Week) -> int:
        """How many notes a week ships."""
        deck = names.deck_of(self.outline, week)
        return sum(note.week == deck and note.state != "retired" for note in self.shipment.notes)


def build(order: Order, tell: Tell = lambda step: None) -> Report:
    """Make a curriculum: outline, packages and guides in a folder of its own, then the lock.

    ``tell`` hears the name of each long step. The same order on the same sources and lock gives the
    same bytes in every file.

    Raises:
        CurriculumError: something stops the job; whatever was there before is untouched.
    """
    tell("Reading episode files")
    library = read(order.sources)
    themes = read_themes(order.source_folder)
    tell("Planning the weeks")
    outline = (
        outline_file.read(order.outline, library) if order.outline else plan(library, themes, order.wish)
    )
    folder = order.output / slug(outline.title)
    _check_places(order, folder)
    tell("Writing cards")
    cards = write_cards(library, decisions.read(order.source_folder / decisions.FILE))
    shipment = settle(
        cards,
        library,
        locks.read(order.lock_path),
        names.place(outline),
        order.now,
        themes=themes_of(library, themes),
    )
    order.output.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=order.output))
    try:
        _write_outline(staged / OUTLINE, order, outline, library)
        tell("Writing Anki packages")
        _write_packages(staged, outline, library, shipment)
        printed = guides.write(
            staged, outline, library, cards, lambda name: tell(f"Printed {name}"), previous=folder
        )
        files = publish.publish(staged, folder, locks.render(shipment.lock), order.lock_path)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    problems = (*library.problems, *printed.problems)
    return Report(outline, library, cards, shipment, folder, files, problems)


def _check_places(order: Order, folder: Path) -> None:
    """Raise CurriculumError when the result could not be written, or would overwrite a person's work."""
    publish.check_writable(folder, "Name another folder with --output.")
    publish.check_writable(order.lock_path.parent, "Name another place for the lock file with --lock.")
    mine = folder / OUTLINE
    if publish.is_edited(mine) and (order.outline is None or order.outline.resolve() != mine.resolve()):
        raise CurriculumError.of(
            "edited-outline",
            "This outline was edited since it was made, and planning anew would overwrite it.",
            f"Build from it with --outline {mine}, or move it away to plan anew.",
            path=str(mine),
        )


def _write_outline(path: Path, order: Order, outline: Outline, library: Library) -> None:
    """The outline file: a person's own stays as they wrote it, byte for byte."""
    if order.outline:
        shutil.copyfile(order.outline, path)
    else:
        path.write_text(outline_file.render(outline, library), encoding="utf-8", newline="\n")


def _write_packages(folder: Path, outline: Outline, library: Library, shipment: Shipment) -> None:
    """One package for the curriculum, and one for each week that has cards."""
    descriptions = names.describe(outline, {episode.id: episode.title for episode in library.episodes})
    pace = outline.new_cards_a_day
    package.write(folder / f"{slug(outline.title)}.apkg", shipment.notes, descriptions, pace)
    for week in outline.weeks:
        deck = names.deck_of(outline, week)
        notes = [note for note in shipment.notes if note.week == deck and note.state != "retired"]
        if notes:
            package.write(folder / f"week-{week.number}-{slug(week.title)}.apkg", notes, descriptions, pace)
