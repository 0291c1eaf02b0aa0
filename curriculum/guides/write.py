"""Write a curriculum's guides: one PDF a week and one with all weeks, side by side on the cores there are."""

import hashlib
import importlib.metadata
import multiprocessing
import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum.cards.card import Card
from curriculum.guides import guide, pdf
from curriculum.guides.paper import PLAIN, Format
from curriculum.planning.outline import Outline, Week
from curriculum.planning.themes import Themes
from curriculum.problems import Problem
from curriculum.reading.library import Library
from curriculum.reading.slug import slug

_IDENTIFIER = re.compile(rb"/ID \[\(([0-9a-f]{32})\)")


class Written(NamedTuple):
    """What was written."""

    paths: tuple[Path, ...]
    """The weeks' guides in order, then the whole curriculum."""
    problems: tuple[Problem, ...]
    kept: int
    """How many were copied from the build before, because nothing in them changed."""


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


def _fingerprint(html: str) -> str:
    """SHA-256 of all that decides a PDF's bytes, cut to the 16 bytes of a PDF identifier, in hexadecimal."""
    version = importlib.metadata.version("weasyprint")
    return hashlib.sha256(f"weasyprint {version}\n{html}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _identifier(path: Path) -> str:
    """The identifier in the cross-reference table of a PDF we wrote; "" when there is no such file."""
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-64:])
    found = _IDENTIFIER.search(data, int(start.group(1))) if start else None
    return found.group(1).decode("ascii") if found else ""


class _Job(NamedTuple):
    """A file to write."""

    layout: pdf.Layout
    path: Path
    identifier: str
    labels: tuple[pdf.Label, ...]


_jobs: list[_Job] = []
"""What the workers write: forked after the pages are laid out, they have it in memory."""


def _save(place: int) -> tuple[str, tuple[Problem, ...]]:
    """One worker's task: write one file; returns its name and problems."""
    job = _jobs[place]
    return job.path.name, pdf.save(job.layout, job.path, job.identifier, job.labels)


def _save_all(jobs: Sequence[_Job], done: Callable[[str], None]) -> tuple[Problem, ...]:
    """Write every file, longest first, side by side on the cores there are."""
    order = sorted(range(len(jobs)), key=lambda place: -len(jobs[place].layout.document.pages))
    workers = min(len(jobs), os.cpu_count() or 1)
    found: dict[str, tuple[Problem, ...]] = {}
    _jobs[:] = jobs
    try:
        if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
            for place in order:
                name, found[jobs[place].path.name] = _save(place)
                done(name)
        else:
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                for name, problems in pool.imap_unordered(_save, order):
                    found[name] = problems
                    done(name)
    finally:
        _jobs.clear()
    return tuple(problem for job in jobs for problem in found[job.path.name])


def write(
    folder: Path,
    outline: Outline,
    library: Library,
    cards: Sequence[Card],
    progress: Callable[[str], None] | None = None,
    previous: Path | None = None,
    format: Format = PLAIN,
    themes: Themes | None = None,
) -> Written:
    """Write ``week-1-<slug>.pdf`` … and ``<curriculum slug>.pdf`` into ``folder``, which exists.

    Args:
        folder: where the PDFs go.
        outline: the plan; every episode it names is in the library.
        library: what was read.
        cards: all cards; those that ship are asked.
        progress: told the name of each finished file.
        previous: the folder of an earlier build; a guide whose page is unchanged is copied from there.
        format: paper, edition, colour, language and templates.
        themes: the theme file, which names what episodes share; ours when None.

    Raises:
        CurriculumError: a native library is missing, or a template has a mistake.
    """
    tell = progress or (lambda name: None)
    weeks = [guide.render_week(outline, week, library, cards, format, themes) for week in outline.weeks]
    unbound = guide.render_cover(outline, library, cards, _Unknown(), format, themes)
    names = [*map(week_name, outline.weeks), whole_name(outline)]
    marks = [*map(_fingerprint, weeks), _fingerprint("\n".join([*unbound, *weeks]))]
    sheets, too_long = _flashcards(outline, cards, format)
    names += [name for name, _ in sheets]
    marks += [_fingerprint(html) for _, html in sheets]
    kept = [
        previous is not None and _identifier(previous / name) == mark
        for name, mark in zip(names, marks, strict=True)
    ]
    for name, is_kept in zip(names, kept, strict=True):
        if previous and is_kept:
            shutil.copyfile(previous / name, folder / name)
            tell(name)
    problems: tuple[Problem, ...] = ()
    if not all(kept):
        pdf.check()
        jobs: list[_Job] = []
        if not all(kept[: len(weeks) + 1]):
            fonts = pdf.share(*weeks, *unbound)
            layouts = [pdf.lay_out(html, fonts) for html in weeks]
            book, labels = _bind(outline, layouts, library, cards, format, themes, fonts)
            labels_of = [(pdf.Label(0, guide.prefix_of(outline, week), "D"),) for week in outline.weeks]
            for place, layout in enumerate(layouts):
                jobs.append(_Job(layout, folder / names[place], marks[place], labels_of[place]))
            jobs.append(_Job(book, folder / names[len(weeks)], marks[len(weeks)], labels))
        for place, (name, html) in enumerate(sheets, start=len(weeks) + 1):
            if not kept[place]:
                jobs.append(_Job(pdf.lay_out(html), folder / name, marks[place], ()))
        keep = {name for name, is_kept in zip(names, kept, strict=True) if is_kept}
        problems = _save_all([job for job in jobs if job.path.name not in keep], tell)
    if format.html:
        names += _write_html(folder, outline, weeks, library, cards, format, themes)
    return Written(tuple(folder / name for name in names), (*too_long, *problems), sum(kept))


def _flashcards(
    outline: Outline, cards: Sequence[Card], format: Format
) -> tuple[list[tuple[str, str]], tuple[Problem, ...]]:
    """File name and HTML of every week's cards to cut out, and the cards too long for that."""
    if format.flashcards == "none":
        return [], ()
    sheets: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for week in outline.weeks:
        html, found = guide.render_flashcards(outline, week, cards, format)
        problems += found
        if html:
            sheets.append((flashcards_name(week), html))
    return sheets, tuple(problems)


def _write_html(
    folder: Path,
    outline: Outline,
    weeks: Sequence[str],
    library: Library,
    cards: Sequence[Card],
    format: Format,
    themes: Themes | None,
) -> list[str]:
    """Write the pages to read on a screen; returns their names."""
    pages = {week_name(week): html for week, html in zip(outline.weeks, weeks, strict=True)}
    pages[whole_name(outline)] = guide.render_whole(outline, library, cards, format, themes)
    named = {name.removesuffix(".pdf") + ".html": html for name, html in pages.items()}
    for name, html in named.items():
        (folder / name).write_text(html, encoding="utf-8", newline="\n")
    return list(named)


class _Unknown(dict[str, str]):
    """Page numbers before the layout; they follow from the weeks, so the fingerprint can do without."""

    def __missing__(self, anchor: str) -> str:
        return "?"

    def __bool__(self) -> bool:
        return True


def _bind(
    outline: Outline,
    layouts: Sequence[pdf.Layout],
    library: Library,
    cards: Sequence[Card],
    format: Format,
    themes: Themes | None,
    fonts: Any,
) -> tuple[pdf.Layout, tuple[pdf.Label, ...]]:
    """The whole curriculum: cover and contents, the weeks as they are laid out, the index."""
    numbers = {"index": f"{guide.INDEX}1"}
    for week, layout in zip(outline.weeks, layouts, strict=True):
        prefix = guide.prefix_of(outline, week)
        numbers.update({anchor: f"{prefix}{page}" for anchor, page in layout.anchors.items()})
    cover = guide.render_cover(outline, library, cards, numbers, format, themes)
    parts = [pdf.lay_out(cover.front, fonts), *layouts]
    labels = [pdf.Label(0, "", "r")]
    place = len(parts[0].document.pages)
    for week, layout in zip(outline.weeks, layouts, strict=True):
        labels.append(pdf.Label(place, guide.prefix_of(outline, week), "D"))
        place += len(layout.document.pages)
    if cover.back:
        parts.append(pdf.lay_out(cover.back, fonts))
        labels.append(pdf.Label(place, guide.INDEX, "D"))
    bound = pdf.bind(parts)
    return bound._replace(warnings=(*parts[0].warnings, *parts[-1].warnings)), tuple(labels)
