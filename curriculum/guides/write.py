"""Write a curriculum's guides: one PDF a week and one with all weeks, side by side on the cores there are."""

import hashlib
import importlib.metadata
import re
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import opening
from curriculum.crew.crew import Crew
from curriculum.guides import coverage, duration, guide, lacking, pdf, room, screen
from curriculum.guides.afar import print_by
from curriculum.guides.binding import AROUND, around, bind
from curriculum.guides.compose import Press, Unknown
from curriculum.guides.fonts import PACKAGES
from curriculum.guides.guide import Book, Course
from curriculum.guides.pages import WeekPages
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.series import HALF, Planned, Series, show
from curriculum.guides.workers import Task, Workers, alone
from curriculum.planning.outline import Outline, Week
from curriculum.problems import Problem
from curriculum.product import Product
from curriculum.publish import gives_way
from curriculum.writing import named

_IDENTIFIER = re.compile(rb"/ID \[ ?[(<]([0-9a-f]{32})[)>]")
"""As weasyprint writes it into a file of its own, or qpdf into the book."""


class Written(NamedTuple):
    """What was written."""

    paths: tuple[Path, ...]
    """The weeks' guides in order, then the whole curriculum."""
    problems: tuple[Problem, ...]
    kept: tuple[str, ...]
    """Names of those that were copied from the build before, because nothing in them changed."""
    others: bool
    """Whether the texts have letters that our fonts lack: then what is printed depends on the machine's."""
    book: Book
    """What the guides show, with every letter as a screen can show it."""


def week_name(week: Week) -> str:
    """File name of a week's guide: ``week-1-<slug of the title>.pdf``."""
    return f"{week.stem}.pdf"


def flashcards_name(week: Week) -> str:
    """File name of a week's cards to cut out."""
    return f"{week.stem}-cards.pdf"


def whole_name(outline: Outline) -> str:
    """File name of the guide with all weeks."""
    return f"{outline.stem}.pdf"


def _fingerprint(pages: Sequence[str], machine: str) -> str:
    """SHA-256 of all that decides a PDF's bytes, cut to the 16 bytes of a PDF identifier, in hexadecimal.

    ``machine`` stands for the machine's fonts where the pages need them.
    """
    versions = [importlib.metadata.version(name) for name in ("weasyprint", "curriculum", *PACKAGES)]
    text = "\n".join([*versions, machine, *pages])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _identifier(path: Path) -> str:
    """The identifier in the cross-reference table of a PDF we wrote; "" when there is no such file."""
    try:
        data = opening.read_bytes(path, opening.LARGEST_OF_OURS)
    except OSError:
        return ""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-64:])
    found = _IDENTIFIER.search(data, int(start.group(1))) if start else None
    return found.group(1).decode("ascii") if found else ""


class _Ready(NamedTuple):
    """A course with letters that can be printed, and what of it that took."""

    shown: Course
    """With every letter as a screen can show it …"""
    plain: Course
    """… and as the printed fonts can."""
    sheets: Sequence[tuple[str, str]]
    """File name and HTML of every week's cards to cut out."""
    problems: tuple[Problem, ...]
    others: bool
    """As in ``Written``."""


class _Files(NamedTuple):
    """What is to be written, and what it is made of."""

    press: Press
    book: Book
    weeks: tuple[Planned, ...]
    whole: str
    """Name of the book."""
    sheets: Mapping[str, str]
    """Name → HTML of the cards to cut out."""
    marks: Mapping[str, str]
    """Name → fingerprint of what it shows, of all."""
    missing: tuple[str, ...]
    """Names of those that show what none of an earlier build does."""
    letters: Mapping[str, int]
    """Name → letters of its HTML."""


def write(
    folder: Path,
    course: Course,
    progress: Callable[[str], None] | None = None,
    previous: Path | None = None,
    format: Format = PLAIN,
    products: Collection[Product] = ("guides", "book"),
    workers: int | None = None,
    afar: Crew | None = None,
) -> Written:
    """Write ``week-1-<slug>.pdf`` … and ``<curriculum slug>.pdf`` into ``folder``, which exists.

    Args:
        folder: where the PDFs go.
        course: what they are made of; every episode that its outline names is in its library.
        progress: told each finished file, in words, and how long it all takes where that is long.
        previous: the folder of an earlier build; a guide whose page is unchanged, and
            that nobody has written into, is copied from there.
        format: paper, edition, colour, language and templates.
        products: the weeks' ``guides``, with the ``book`` of all weeks or without; with neither nothing is
            written, and only what the guides would show is given.
        workers: how many files are printed at a time; as many as there are cores when None.
        afar: a crew on other machines, which prints weeks.

    Raises:
        CurriculumError: a native library is missing, a template has a mistake, or that crew is lost.
    """
    ready = _ready(course, format)
    shown, course = ready.shown, ready.plain.soft()
    seen = shown.book(format)  # a screen has fonts of its own
    if "guides" not in products:
        return Written((), ready.problems, (), False, seen)
    names = [*map(week_name, shown.outline.weeks), whole_name(shown.outline), *dict(ready.sheets)]
    whole = names[len(seen.weeks)]
    wanted = [name for name in names if name != whole or "book" in products]
    there = {name: _there(previous, name) for name in wanted}
    files = _files(course, format, names, dict(ready.sheets), there)
    series = Series(files.press, files.weeks, folder, previous)
    problems: Mapping[str, tuple[Problem, ...]] = {}
    if files.missing:
        pdf.check()
        problems = _print(folder, files, series, progress or (lambda step: None), Workers(workers), afar)
    kept = {*series.kept, *(name for name in wanted if name not in series and name not in files.missing)}
    for name in kept:
        assert previous
        with named(folder / name):
            shutil.copyfile(previous / name, folder / name)
    written = list(wanted)
    if format.html:
        written += _write_html(folder, shown, seen, format, wanted)
    return Written(
        tuple(folder / name for name in written),
        (*ready.problems, *(problem for name in names for problem in problems.get(name, ()))),
        tuple(name for name in wanted if name in kept),
        ready.others,
        seen,
    )


def _there(previous: Path | None, name: str) -> str:
    """The identifier of a file that an earlier build made and nobody wrote into; "" when there is none."""
    return _identifier(previous / name) if previous and gives_way(previous / name) else ""


def _files(
    course: Course,
    format: Format,
    names: Sequence[str],
    sheets: Mapping[str, str],
    there: Mapping[str, str],
) -> _Files:
    """What is to be written.

    Args:
        course: as it is printed.
        format: paper, edition, colour, language and templates.
        names: of the weeks' files, the book and the sheets.
        sheets: name → HTML of the cards to cut out.
        there: name → identifier of the file that an earlier build made, of those that are wanted.
    """
    book = course.book(format)
    weeks = [show(course, week, format) for week in book.weeks]
    pages = ["\n".join(week.parts) for week in weeks]
    styles = guide.styles(format)
    unbound = guide.render_cover(course, book, Unknown("?"), format)
    machine = _machine([*pages, *unbound])
    marks = [_fingerprint([styles, page], machine) for page in pages]
    marks.append(_fingerprint([styles, *unbound, guide.render_empty(course, format), *pages], machine))
    marks += [_fingerprint([html], _machine([html])) for html in sheets.values()]
    mark_of = dict(zip(names, marks, strict=True))
    planned = tuple(
        Planned(week, name, mark_of[name], shown.asking, there[name])
        for week, name, shown in zip(book.weeks, names, weeks, strict=False)
    )
    same = {week.name for week in planned if week.there[:HALF] == week.own[:HALF]}
    same |= {name for name in there if there[name] == mark_of[name]}
    letters = dict(zip(names, map(len, (*pages, "".join(pages), *sheets.values())), strict=True))
    whole = names[len(weeks)]
    return _Files(
        Press(course, format, bool(machine)),
        book,
        planned,
        whole,
        sheets,
        mark_of,
        tuple(name for name in there if name not in same),
        letters,
    )


def _print(
    folder: Path,
    files: _Files,
    series: Series,
    tell: Callable[[str], None],
    workers: Workers,
    afar: Crew | None,
) -> Mapping[str, tuple[Problem, ...]]:
    """Print what is missing, side by side, and the book when its weeks are there; gives the problems of each.

    Raises:
        CurriculumError: a template has a mistake, or a process was stopped.
    """
    found: dict[str, Any] = {}
    path = folder / files.whole
    work = duration.work(files.letters, files.whole, workers.most)
    told = duration.Progress(tell, {name: work[name] for name in files.missing})
    with workers as crew:

        def run(tasks: list[tuple[str, Task]]) -> None:
            """Do the tasks after the weeks that are left."""
            while True:
                for name in series.start(crew):
                    told.expect(name, work[name])
                while tasks and crew.free:
                    crew.start(*tasks.pop(0))
                if not crew.busy:
                    return
                for said in crew.listen():
                    if said.name in series:
                        series.hear(said)
                    else:
                        found[said.name] = said.what
                    if said.ended and said.name in work:
                        told.done(said.name)

        sheets = [name for name in files.sheets if name in files.missing]
        for name in print_by(afar, series) if afar else ():
            told.expect(name, work[name])
            told.done(name)
        run([(one, alone(_sheet, files.sheets[one], folder / one, files.marks[one])) for one in sheets])
        if files.whole in files.missing:
            shown = (files.press, files.book, series.numbers, path)
            run([(part, alone(around, part, *shown)) for part in AROUND])
            pages = {part: found.pop(part) for part in AROUND}
            mark = files.marks[files.whole]
            run([(files.whole, alone(bind, files.press, series.files, pages, path, mark))])
    return {**series.problems, **found}


def _sheet(html: str, path: Path, identifier: str) -> tuple[Problem, ...]:
    """Print cards to cut out."""
    return pdf.save(pdf.lay_out(html), path, identifier)


def _ready(course: Course, format: Format) -> _Ready:
    """The course as it can be printed; raises CurriculumError when a template has a mistake."""
    outline = course.outline
    placed = [item.id for week in outline.weeks for item in week.episodes]
    library, unprinted = room.fitting(course.library, placed)
    course = course._replace(library=library)
    if unprinted:
        course = course._replace(cards=room.beside(course.cards, library))
    asked = lacking.letters(outline, library, course.cards, course.study)
    plain = course._replace(
        outline=asked.printable(outline),
        library=asked.printable_library(library),
        cards=tuple(map(asked.printable, course.cards)),
        study=tuple(map(asked.printable, course.study)),
    )
    sheets, too_long = _flashcards(outline, plain, format)
    problems = (*unprinted, *lacking.problems(lacking.placed(outline, library)), *too_long)
    return _Ready(course, plain, sheets, problems, bool(asked.others))


def printed(course: Course, week: WeekPages, format: Format) -> str:
    """All that is printed of a week, as HTML, but for its styles and the numbers of its pages."""
    return "\n".join(show(course, week, format).parts)


def _machine(pages: Sequence[str]) -> str:
    """The digest of the machine's fonts where these pages use them, else ""."""
    return coverage.digest() if coverage.others(coverage.visible(pages)) else ""


def _flashcards(
    named: Outline, course: Course, format: Format
) -> tuple[list[tuple[str, str]], tuple[Problem, ...]]:
    """File name (after the outline as it is named) and HTML of every week's cards to cut out, and the cards
    too long for that."""
    if format.flashcards == "none":
        return [], ()
    sheets: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for own, week in zip(named.weeks, course.outline.weeks, strict=True):
        html, found = guide.render_flashcards(course.outline, week, course.cards, format)
        problems += found
        if html:
            sheets.append((flashcards_name(own), html))
    return sheets, tuple(problems)


def _write_html(
    folder: Path, shown: Course, seen: Book, format: Format, wanted: Collection[str]
) -> list[str]:
    """Write the pages to read on a screen beside those PDFs that are wanted; returns their names."""
    outline = shown.outline
    screens = {
        week_name(week): screen.render_week(shown, pages, format)
        for week, pages in zip(outline.weeks, seen.weeks, strict=True)
    }
    if (whole := whole_name(outline)) in wanted:
        screens[whole] = screen.render_whole(shown, seen, format)
    named_html = {name.removesuffix(".pdf") + ".html": html for name, html in screens.items()}
    for name, html in named_html.items():
        with named(folder / name):
            (folder / name).write_text(html, encoding="utf-8", newline="\n")
    return list(named_html)
