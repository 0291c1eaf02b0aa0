"""What the person asked ``build`` for."""

import datetime as dt
from pathlib import Path

from curriculum import opening
from curriculum.guides.paper import PLAIN, Format
from curriculum.planning.calendar_file import HOUR
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError
from curriculum.product import ASKED, Asked, Product
from curriculum.value import Value
from curriculum.writable import check_notes_folder, is_system

LOCK = "curriculum.lock"
"""What was shipped before, beside the notes unless the person names another place."""
TEMPLATE = "week.html"
"""A file that every folder of guide templates has."""
OUTPUT = Path("decks")
"""Where curricula go when nobody says where."""


class Order(Value):
    """One build, as asked for; complete when built."""

    sources: tuple[Path, ...]
    exclude: tuple[str, ...] = ()
    """Globs of what is left out of the sources."""
    wish: Wish = Wish()
    outline: Path | None = None
    """An edited outline to follow instead of planning."""
    output: Path = OUTPUT
    """The folder in which the curriculum gets its own folder."""
    after: tuple[Path, ...] = ()
    """Outlines that lie elsewhere and count as those in ``output`` do."""
    lock: Path | None = None
    """None: ``curriculum.lock`` in the source folder."""
    format: Format = PLAIN
    """How the guides are printed."""
    session: dt.time = HOUR
    """When study begins on a day, for the calendar."""
    only: tuple[Asked, ...] = ()
    """What is made; everything when empty."""
    no_book: bool = False
    """Print no book of all weeks."""
    now: int
    """The time of this build, unix seconds."""
    workers: int | None = None
    """Processes that work side by side; None: as many as there are cores."""
    cluster: str = ""
    """The address of a scheduler whose workers do it instead."""
    rewrite: bool = False
    """Ship today's wording also of cards whose source has not changed."""
    allow_retire: bool = False
    """Retire cards although reading had problems that may be why their source is missing."""

    @property
    def products(self) -> frozenset[Product]:
        """What is made."""
        asked: frozenset[Product] = frozenset(self.only or ASKED)
        return asked | {"book"} if "guides" in asked and not self.no_book else asked

    @property
    def source_folder(self) -> Path:
        """Where files beside the sources are looked for: the first source, or its folder."""
        first = self.sources[0]
        return first if opening.is_folder(first) else first.parent

    @property
    def lock_path(self) -> Path:
        """The lock file."""
        return self.lock or self.source_folder / LOCK


def check(order: Order) -> None:
    """Raise CurriculumError when the order would write into a folder that plainly holds no notes, or its
    templates are none.
    """
    if order.lock is None:
        remedy = "Name the folder with your notes, or say where the lock file goes with --lock."
        check_notes_folder(order.source_folder, remedy)
    templates = order.format.templates
    if templates and not opening.is_there(templates / TEMPLATE):
        raise CurriculumError.of(
            "template",
            f"There are no guide templates in {templates}: it has no {TEMPLATE}.",
            "Have ours copied by `curriculum templates --copy DIR`, and change what you like there.",
            templates.as_posix(),
        )
    if order.output == OUTPUT and is_system(Path.cwd()):
        check_notes_folder(Path.cwd(), "Go to a folder of your own, or name one with --output.")
