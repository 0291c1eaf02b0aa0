"""The main job: read → plan → write cards → ship, in that order; published only when all is made."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import publish, remainder
from curriculum.cards.card import Card
from curriculum.cards.study import Study, study
from curriculum.cards.write import unparsed
from curriculum.cards.write import write as write_cards
from curriculum.crew.crew import Crew
from curriculum.crew.hire import hire
from curriculum.decks import names, packages
from curriculum.memory import forgetting, memory_file
from curriculum.memory.backlog import backlog
from curriculum.memory.memory import Memory
from curriculum.memory.progress import Progress, in_anki, progress
from curriculum.order import Order, check
from curriculum.planning import earlier, outline_file, outline_pages, standing
from curriculum.planning.affinity import themes_of
from curriculum.planning.backlog import NONE, Backlog
from curriculum.planning.earlier import Earlier
from curriculum.planning.minutes import Minutes
from curriculum.planning.outline import Outline, Week
from curriculum.planning.plan import plan
from curriculum.planning.themes import Themes, read_themes
from curriculum.planning.update import unplaced
from curriculum.problems import CurriculumError, Problem
from curriculum.product import PAGE, Product
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.reading.slug import slug
from curriculum.shipping import lock as locks
from curriculum.shipping import loss
from curriculum.shipping.beside import beside
from curriculum.shipping.leech import tagged
from curriculum.shipping.note import Note
from curriculum.shipping.renamed import by_cards
from curriculum.shipping.settle import Shipment, settle
from curriculum.shipping.worded import worded
from curriculum.stamp import lock_text, record
from curriculum.writable import check_writable
from curriculum.writing import encoded, named, unwritten

Tell = Callable[[str], None]


class Report(NamedTuple):
    """What a build made."""

    outline: Outline
    library: Library
    cards: tuple[Card, ...]
    shipment: Shipment
    folder: Path
    files: tuple[Path, ...]
    """Every file made, in ``folder``."""
    products: frozenset[Product]
    """What was made."""
    stays: frozenset[str]
    """Names of the files that an earlier build made and that were not asked for now."""
    problems: tuple[Problem, ...]
    """Of reading, planning and printing."""
    kept: tuple[str, ...] = ()
    """Names of the guides that stand as the build before made them."""
    first: bool = True
    """Whether there was no build of this curriculum before."""
    suspended: tuple[str, ...] = ()
    """Keys of the updated notes that are leeches and that Anki has suspended."""
    loads: tuple[Minutes, ...] = ()
    """The minutes of each week, as guides and page have them; () where neither was made."""
    others: bool = False
    """Whether what was printed depends on the machine's fonts."""

    @property
    def held(self) -> tuple[Card, ...]:
        """Cards of this curriculum's episodes that do not ship."""
        placed = {item.id for week in self.outline.weeks for item in week.episodes}
        return tuple(card for card in self.cards if card.verdict == "held" and card.source.episode in placed)

    @property
    def package(self) -> Path:
        """The package of the whole curriculum."""
        return self.folder / f"{self.outline.stem}.apkg"

    @property
    def page(self) -> Path:
        """The page that leads to all the others."""
        return self.folder / PAGE

    @property
    def guide(self) -> Path:
        """The first week's guide."""
        return self.folder / f"{self.outline.weeks[0].stem}.pdf"

    def notes_in(self, week: Week) -> tuple[Note, ...]:
        """The notes that a week ships, in order; each makes as many cards as its kind has."""
        return packages.of_week(self.shipment.notes, self.outline, week)


class _Plan(NamedTuple):
    """What is read and planned."""

    library: Library
    themes: Themes
    outline: Outline
    folder: Path
    """The curriculum's."""
    others: Earlier
    """What other outlines have, as far as it matters."""


class Draft(NamedTuple):
    """What a build would ship: decided, and nothing written yet."""

    outline: Outline
    library: Library
    cards: tuple[Card, ...]
    """All cards of the library, as drafted."""
    shipment: Shipment
    folder: Path
    """The curriculum's folder, there or not."""
    study: tuple[Study, ...] = ()
    """The study material that writers proposed, as it is judged."""
    progress: Progress | None = None
    """What Anki remembered when it was last asked."""
    memory: Memory | None = None
    """What Anki remembers of the cards; None where it was never asked."""
    backlog: Backlog = NONE
    """Cards of earlier curricula that are reviewed beside its own."""


def preview(order: Order, tell: Tell = lambda step: None) -> Draft:
    """Decide what ``build`` would ship; writes nothing.

    Raises:
        CurriculumError: something stops the job.
    """
    with hire(order.workers, order.cluster) as crew:
        return _settle(order, _plan(order, tell, crew), tell, crew)


def build(
    order: Order,
    tell: Tell = lambda step: None,
    document: Callable[[Report], Mapping[str, Any]] | None = None,
) -> Report:
    """Make a curriculum: outline, packages, guides and page in a folder of its own, then the lock.

    What the order does not ask for is not made and stays as it is, and so does the lock without packages.
    ``tell`` hears the name of each long step. ``document`` turns the report into what the manifest keeps
    of it, for ``stamp.find`` to give when nothing has changed since. The same order on the same sources
    and lock gives the same bytes in every file.

    Raises:
        CurriculumError: something stops the job; whatever was there before is untouched.
    """
    with hire(order.workers, order.cluster) as crew:
        return _build(order, crew, tell, document)


def _build(
    order: Order, crew: Crew, tell: Tell, document: Callable[[Report], Mapping[str, Any]] | None
) -> Report:
    planned = _plan(order, tell, crew)
    folder = planned.folder
    others = standing.replaced(folder, order.lock_path)
    check_writable(folder, "Name another folder with --output.")
    check_writable(order.lock_path.parent, "Name another place for the lock file with --lock.")
    outline_text = outline_pages.to_edit(planned.outline, order.outline, planned.library)
    standing.check_free(
        folder / outline_file.NAME, outline_text, order.outline, planned.library, planned.themes
    )
    try:
        with publish.alone(order.lock_path, folder, tell) as staged:
            draft = _settle(order, planned, tell, crew)
            crew.rest()  # printing forks, and memory is scarce then
            report, marks = _make(staged, order, planned, draft, outline_text, tell, crew)
            with_decks = "decks" in order.products
            new_lock = locks.render(draft.shipment.lock) if with_decks else None
            extra: dict[str, Any] = {publish.MARKS: marks}
            if "outline" in order.products:
                extra[publish.THEIRS] = standing.source(folder, order.outline)
            if document:
                now = lock_text(order) if new_lock is None else new_lock
                extra |= record(order, now, folder.name, document(report), fonts=report.others)
            published = publish.publish(staged, folder, new_lock, order.lock_path, extra, report.stays)
    except CurriculumError as error:
        raise CurriculumError(_in_place(problem, folder) for problem in error.problems) from error
    except OSError as error:
        raise unwritten(
            error,
            publish.final(str(error.filename or folder), folder),
            "Make room on the disk, or choose another folder with --output; then build again.",
        ) from error
    return report._replace(problems=(*report.problems, *others, *map(_kept, published.kept)))


def _make(
    staged: Path, order: Order, planned: _Plan, draft: Draft, outline_text: str, tell: Tell, crew: Crew
) -> tuple[Report, Mapping[str, str]]:
    """Make what was asked for in the staged folder; gives the report, and the marks for the manifest."""
    library, themes, outline, folder, others = planned
    asked, stays = order.products, remainder.of(folder, order.products)
    there = {*asked, *stays.products.values()}
    shown = not there.isdisjoint(("guides", "book", "page"))
    course = None
    if shown:  # late: packages alone need none of these
        from curriculum.guides import write as guides
        from curriculum.guides.guide import Course
        from curriculum.page import month
        from curriculum.page import write as page

        spoken = worded(draft.cards, draft.shipment)
        about = draft.study, themes, draft.progress, draft.backlog
        course = Course(outline, library, spoken, *about)
    pages = {}
    if not there.isdisjoint(("outline", "page")):  # which tells of the outline: nothing else does
        pages = outline_pages.render(outline, outline_text, library, folder, order.session)
    if "outline" in asked:
        for name, text in pages.items():
            with named(staged / name):
                (staged / name).write_bytes(encoded(text))
    if "decks" in asked:
        tell("Writing Anki packages")
        titles = {one.id: one.title for one in library.episodes}
        packages.write(staged, outline, titles, draft.shipment.notes)
    printed = None
    if course and not asked.isdisjoint(("guides", "page")):
        if "guides" in asked:
            tell("Printing guides")
        afar = crew if order.cluster else None
        printed = guides.write(staged, course, tell, folder, order.format, asked, order.workers, afar)
    beside = {*_names(staged), *stays.names}
    if stays.leads_nowhere(beside):
        asked, stays = asked | {"page"}, stays.without_page()
    marks = remainder.marks(pages, outline, draft.shipment.notes, course, order.format)
    marks["page"] = remainder.mark_of_page(stays, marks, beside)
    problems = (
        *draft.shipment.lock_problems,
        *library.problems,
        *others.problems,
        *unparsed(draft.cards),
        *(unplaced(order.outline, outline, library, themes, others) if order.outline else ()),
        *(_in_place(problem, folder) for problem in (printed.problems if printed else ())),
        *stays.behind(marks),
        *remainder.unknown(folder, beside),
    )
    seen = printed
    if course and "page" in asked:
        seen = printed or guides.write(staged, course, format=order.format, products=())
        told = month.gather(course, seen.book, draft.shipment, problems, beside)
        page.write(staged, told, order.format.language, order.source_folder)
    report = Report(
        outline,
        library,
        draft.cards,
        draft.shipment,
        folder,
        tuple(folder / name for name in sorted(_names(staged))),
        asked,
        stays.names,
        problems,
        printed.kept if printed else (),
        first=not publish.read_manifest(folder),
        suspended=_suspended(draft),
        loads=tuple(week.load for week in seen.book.weeks) if seen else (),
        others=printed is not None and printed.others,
    )
    return report, stays.marks(marks)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _plan(order: Order, tell: Tell, crew: Crew) -> _Plan:
    """Read and plan."""
    check(order)
    tell("Reading episode files")
    library = read(order.sources, exclude=order.exclude, crew=crew)
    themes = read_themes(order.source_folder)
    tell("Planning the weeks")
    shipped = by_cards(order.lock_path, library)
    others = earlier.known(
        order.wish, order.outline, order.output, order.after, order.source_folder, library, shipped
    )
    if order.outline:
        outline = others.placing(outline_file.read(order.outline, library, themes))
    else:
        outline = plan(library, themes, order.wish, others, forgetting.read(order.lock_path))
    name = slug(outline.title)
    return _Plan(library, themes, outline, order.output / name, others.besides(name))


def _settle(order: Order, planned: _Plan, tell: Tell, crew: Crew) -> Draft:
    """Write the cards and settle them against the lock."""
    library, themes, outline, folder, others = planned
    tell("Writing cards")
    there = beside(order.source_folder)
    cards = write_cards(library, *there, crew=crew)
    home = order.lock_path.parent
    lock = locks.read(publish.lock_to_read(order.lock_path))
    shipment = settle(
        cards,
        library,
        lock,
        names.place(outline),
        order.now,
        themes=themes_of(library, themes),
        rewrite=order.rewrite,
        folder=home,
        decided=there.decided,
    )
    why = loss.explain(shipment.losses, library, home, lock)
    if why and not order.allow_retire:
        count = len(shipment.retired)
        stop = Problem(
            path="",
            kind="loss",
            message=f"{count} shipped card{'s' if count > 1 else ''} would retire, and reading may be why.",
            remedy="Mend what is named here, or retire them with --allow-retire.",
            severity="error",
        )
        raise CurriculumError([*why, stop])
    memory = memory_file.read(home / memory_file.FILE)
    if memory is not None:
        shipment = tagged(shipment, memory.leeches)
    learnt = None
    if memory:
        learnt = progress(memory, in_anki(shipment.lock, memory), library, themes, there.decided)
    taught = study(library, there.proposals)
    old = backlog(shipment.lock, memory, others, outline)
    return Draft(outline, library, cards, shipment, folder, taught, learnt, memory, old)


def _suspended(draft: Draft) -> tuple[str, ...]:
    """Keys of the updated notes that are leeches and that Anki has suspended."""
    traces = draft.memory.traces if draft.memory else ()
    suspended = {one.key for one in traces if one.leech and one.suspended}
    return tuple(note.key for note in draft.shipment.updated if note.key in suspended)


def _in_place(problem: Problem, folder: Path) -> Problem:
    """The problem with the names that files have when all is done."""
    texts = {name: publish.final(getattr(problem, name), folder) for name in ("path", "message", "remedy")}
    return problem.model_copy(update=texts)


def _kept(path: Path) -> Problem:
    """The note about a file of ours that somebody had changed."""
    return Problem(
        path=path.as_posix(),
        kind="kept",
        message=f"You had changed {path.name.rpartition('~')[0]}: what it said is kept in this file.",
        remedy="Take over what you need, then delete it.",
    )
