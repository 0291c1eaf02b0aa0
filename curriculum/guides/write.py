"""Write a curriculum's guides: one PDF a week and one with all weeks, side by side on the cores there are."""

import hashlib
import importlib.metadata
import multiprocessing
import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.guides import guide, pdf
from curriculum.guides.paper import PLAIN, Format
from curriculum.planning.outline import Outline, Week
from curriculum.planning.themes import Themes
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library
from curriculum.reading.slug import slug

_IDENTIFIER = re.compile(rb"/ID \[\(([0-9a-f]{32})\)")

PATIENCE = 600.0
"""Seconds without any finished guide after which the work is given up: layout can loop for ever."""


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


def _make(job: tuple[str, str, str]) -> tuple[str, tuple[Problem, ...]]:
    """One worker's task: HTML, path and identifier to a PDF; returns the path and its problems."""
    html, path, identifier = job
    return path, pdf.write(html, Path(path), identifier)


def _print_all(jobs: Sequence[tuple[str, str, str]], done: Callable[[str], None]) -> tuple[Problem, ...]:
    """Print every job, longest first, in forked workers when there is more than one core."""
    jobs = sorted(jobs, key=lambda job: -len(job[0]))
    workers = min(len(jobs), os.cpu_count() or 1)
    problems: dict[str, tuple[Problem, ...]] = {}
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for job in jobs:
            path, problems[job[1]] = _make(job)
            done(path)
    else:
        # weasyprint is imported by now: the workers share it instead of importing it again
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            results = pool.imap_unordered(_make, jobs)
            for _ in jobs:
                try:
                    path, found = results.next(PATIENCE)
                except multiprocessing.TimeoutError:
                    raise CurriculumError.of(
                        "print",
                        f"A guide was not laid out within {PATIENCE:.0f} seconds.",
                        "Build with fewer episodes to find the one that cannot be set, and report it.",
                    ) from None
                problems[path] = found
                done(path)
    return tuple(problem for path in sorted(problems) for problem in problems[path])


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
    pages = [
        (week_name(week), guide.render_week(outline, week, library, cards, format, themes))
        for week in outline.weeks
    ]
    pages.append((whole_name(outline), guide.render_whole(outline, library, cards, format, themes)))
    tell = progress or (lambda name: None)
    jobs: list[tuple[str, str, str]] = []
    for name, html in pages:
        identifier = _fingerprint(html)
        if previous and _identifier(previous / name) == identifier:
            shutil.copyfile(previous / name, folder / name)
            tell(name)
        else:
            jobs.append((html, str(folder / name), identifier))
    problems: tuple[Problem, ...] = ()
    if jobs:
        pdf.check()
        problems = _print_all(jobs, lambda path: tell(Path(path).name))
    return Written(tuple(folder / name for name, _ in pages), problems, len(pages) - len(jobs))
