"""Write a curriculum's guides: one PDF a week and one with all weeks, side by side on the cores there are."""

import hashlib
import importlib.metadata
import re
import shutil
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import opening
from curriculum.guides import coverage, duration, guide, lacking, pdf, room, screen
from curriculum.guides.compose import Composed, Unknown, compose
from curriculum.guides.fonts import PACKAGES
from curriculum.guides.guide import Book, Course
from curriculum.guides.pages import WeekPages
from curriculum.guides.paper import PLAIN, Format
from curriculum.guides.savers import Savers
from curriculum.planning.outline import Outline, Week
from curriculum.problems import Problem
from curriculum.product import Product
from curriculum.publish import gives_way
from curriculum.reading.slug import slug
from curriculum.writing import named

_IDENTIFIER = re.compile(rb"/ID \[\(([0-9a-f]{32})\)")


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
    return f"week-{week.number}-{slug(week.title)}.pdf"


def flashcards_name(week: Week) -> str:
    """File name of a week's cards to cut out."""
    return f"week-{week.number}-{slug(week.title)}-cards.pdf"


def whole_name(outline: Outline) -> str:
    """File name of the guide with all weeks: the slug of the curriculum's title."""
    name = f"{slug(outline.title)}.pdf"
    if name in {week_name(week) for week in outline.weeks}:
        return f"{slug(outline.title)}-all-weeks.pdf"
    return name


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


def write(
    folder: Path,
    course: Course,
    progress: Callable[[str], None] | None = None,
    previous: Path | None = None,
    format: Format = PLAIN,
    products: Collection[Product] = ("guides", "book"),
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

    Raises:
        CurriculumError: a native library is missing, or a template has a mistake.
    """
    ready = _ready(course, format)
    shown, course = ready.shown, ready.plain.soft()
    outline = shown.outline
    seen = shown.book(format)  # a screen has fonts of its own
    if "guides" not in products:
        return Written((), ready.problems, (), False, seen)
    names = [*map(week_name, outline.weeks), whole_name(outline), *(sheets := dict(ready.sheets))]
    whole = names[len(outline.weeks)]
    wanted = [name for name in names if name != whole or "book" in products]
    book = course.book(format)
    weeks = book.weeks
    pages = [printed(course, week, format) for week in weeks]
    styles = guide.styles(format)
    unbound = guide.render_cover(course, book, Unknown("?"), format)
    machine = _machine([*pages, *unbound])
    # a week names pages of the weeks before it
    marks = [_fingerprint([styles, *pages[: place + 1]], machine) for place in range(len(pages))]
    marks.append(_fingerprint([styles, *unbound, guide.render_empty(course, format), *pages], machine))
    marks += [_fingerprint([html], _machine([html])) for html in sheets.values()]
    mark_of = dict(zip(names, marks, strict=True))
    kept = {
        name
        for name in wanted
        if previous is not None
        and gives_way(previous / name)
        and _identifier(previous / name) == mark_of[name]
    }
    for name in names:
        if previous and name in kept:
            with named(folder / name):
                shutil.copyfile(previous / name, folder / name)
    problems: tuple[Problem, ...] = ()
    missing = [name for name in wanted if name not in kept]
    if missing:
        pdf.check()
        letters = dict(zip(names, map(len, (*pages, "".join(pages), *sheets.values())), strict=True))
        of_missing = duration.work({name: letters[name] for name in missing}, whole)
        told = duration.Progress(progress or (lambda step: None), of_missing)
        with Savers(told.done) as savers:

            def save(name: str, layout: pdf.Layout, labels: tuple[pdf.Label, ...] = ()) -> None:
                if name in missing:
                    savers.save(layout, folder / name, mark_of[name], labels)

            if not set(missing).isdisjoint(names[: len(weeks) + 1]):
                fonts = pdf.share(*pages, *unbound)
                composed = []
                for name, week in zip(names, compose(course, weeks, format, fonts), strict=False):
                    composed.append(week)
                    prefix = guide.prefix_of(outline, outline.weeks[len(composed) - 1])
                    save(name, week.layout, (pdf.Label(0, prefix, "D"),))
                if whole in missing:
                    save(whole, *_bind(course, book, composed, format, fonts))
            for name, html in sheets.items():
                if name in missing:
                    save(name, pdf.lay_out(html))
            problems = savers.problems(names)
    problems = (*ready.problems, *problems)
    written = list(wanted)
    if format.html:
        written += _write_html(folder, shown, seen, format, wanted)
    unchanged = tuple(name for name in wanted if name in kept)
    return Written(tuple(folder / name for name in written), problems, unchanged, ready.others, seen)


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
    parts = (week.opening, *week.parts)
    numbers = Unknown("?")
    return "\n".join(guide.render_part(course, week, part, 1, numbers, numbers, format) for part in parts)


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


def _bind(
    course: Course, book: Book, composed: Sequence[Composed], format: Format, fonts: Any
) -> tuple[pdf.Layout, tuple[pdf.Label, ...]]:
    """The whole curriculum: cover and contents, the weeks as they are laid out, the index."""
    numbers = {"index": f"{guide.INDEX}1"}
    for week in composed:
        numbers.update(week.numbers)
    cover = guide.render_cover(course, book, numbers, format)
    runs = [(pdf.lay_out(cover.front, fonts), pdf.Label(0, "", "r"))]
    for week, planned in zip(composed, course.outline.weeks, strict=True):
        label = pdf.Label(0, guide.prefix_of(course.outline, planned), "D")
        runs.append((week.layout._replace(warnings=()), label))  # they are the week's own
    if cover.back:
        back = pdf.lay_out(cover.back, fonts)
        # lines to write on reach the foot of its last page
        kept = pdf.keep(back, back.anchors.get("indexend", len(back.document.pages)))
        runs.append((kept, pdf.Label(0, guide.INDEX, "D")))
    return _bound(runs, course, format, fonts)


def _bound(
    runs: Sequence[tuple[pdf.Layout, pdf.Label]], course: Course, format: Format, fonts: Any
) -> tuple[pdf.Layout, tuple[pdf.Label, ...]]:
    """Runs of pages as one book: each begins on a right-hand page, an empty one before it where needed."""
    parts: list[pdf.Layout] = []
    labels: list[pdf.Label] = []
    place = 0
    for layout, label in runs:
        if place % 2 and format.sheet.paper.duplex:
            parts.append(pdf.lay_out(guide.render_empty(course, format), fonts))
            place += 1
        labels.append(label._replace(first=place))
        parts.append(layout)
        place += len(layout.document.pages)
    return pdf.bind(parts), tuple(labels)
