"""HTML to PDF: weasyprint, imported late and kept from every file and address that is not ours."""

import gc
import logging
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from curriculum.guides import coverage, fonts
from curriculum.problems import CurriculumError, Problem
from curriculum.writing import named

NEED = (
    "Install them: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    " (Debian, Ubuntu), or: brew install pango (macOS)"
)

VARIANT = "pdf/ua-1"
ELSEWHERE = "curriculum:#"
"""Begins what a link has until the files of its book are joined, before the anchor it leads to."""
PIXEL = 0.75
"""Points in weasyprint's pixel."""
_EPOCH = "SOURCE_DATE_EPOCH"


def _weasyprint() -> Any:
    """The weasyprint package; raises CurriculumError when its native libraries are missing."""
    fonts.configure()
    try:
        import weasyprint  # late: half a second, and native libraries that may be missing
    except OSError as error:
        raise CurriculumError.of(
            "native-library", "The libraries that set PDF pages are missing (Pango).", NEED
        ) from error
    return weasyprint


def check() -> None:
    """Make sure that PDFs can be made on this machine.

    Raises:
        CurriculumError: a native library or the fonts are missing; the remedy says what to type.
    """
    _weasyprint()
    from weasyprint.text.ffi import harfbuzz_subset

    if not harfbuzz_subset:
        # without it fontTools cuts the fonts: slower, and other bytes in each run
        raise CurriculumError.of("native-library", "The library that cuts fonts is missing.", NEED)


class _Listener(logging.Handler):
    """Keeps what weasyprint would only have logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.messages:
            self.messages.append(message)


@contextmanager
def _listening() -> Iterator[_Listener]:
    """Collect weasyprint's warnings instead of printing them."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    before, propagate = list(logger.handlers), logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield listener
    finally:
        logger.handlers, logger.propagate = before, propagate


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the garbage collector back: a layout makes millions of objects that all live to its end."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _undated() -> Iterator[None]:
    """Keep the time out of the fonts: fontTools, which makes fonts of one weight, writes it into them."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = before


@contextmanager
def _no_fetching() -> Iterator[None]:
    """Make a forbidden address a CurriculumError: in layout, and in writing, which fetches attachments."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:  # a BaseException: it would pass every except Exception
        raise CurriculumError.of(
            "fetch",
            f"A page asks for something outside: {error}.",
            "Remove the address from the template.",
        ) from error


class Style(NamedTuple):
    """A stylesheet as weasyprint has read it."""

    sheet: Any
    warnings: tuple[str, ...]


class Layout(NamedTuple):
    """Pages laid out, not yet written."""

    document: Any
    """weasyprint's Document."""
    warnings: tuple[str, ...]
    """What weasyprint warned of, in the order it came."""

    @property
    def anchors(self) -> dict[str, int]:
        """Anchor → 1-based page it stands on; of an element on several pages, the first."""
        found: dict[str, int] = {}
        for number, page in enumerate(self.document.pages, start=1):
            for anchor in page.anchors:
                found.setdefault(anchor, number)
        return found

    @property
    def depths(self) -> dict[str, float]:
        """Anchor → points from the top of its page to it."""
        found: dict[str, float] = {}
        for page in self.document.pages:
            for anchor, (_, top, *_) in page.anchors.items():
                found.setdefault(anchor, top * PIXEL)
        return found


class Label(NamedTuple):
    """How a viewer names a run of pages."""

    first: int
    """0-based page on which the run begins; its numbers begin with 1."""
    prefix: str
    style: str
    """``D`` for 1 2 3, ``r`` for i ii iii."""


def _fetcher() -> Any:
    """What opens addresses for weasyprint: those that hold their own data, and no other."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)


def _stopped(error: Exception) -> CurriculumError:
    """weasyprint has no error of its own: a bad style can raise anything."""
    return CurriculumError.of(
        "print",
        f"A page cannot be laid out: {error}.",
        "Undo the last change of the templates; without --templates, please report it.",
    )


def style(text: str, shared: Any) -> Style:
    """A stylesheet read once, for all layouts that share their fonts.

    Raises:
        CurriculumError: it cannot be read, or asks for something outside itself.
    """
    weasyprint = _weasyprint()
    with _listening() as listener, _no_fetching():
        try:
            sheet = weasyprint.CSS(string=text, font_config=shared, url_fetcher=_fetcher())
        except Exception as error:
            raise _stopped(error) from error
    return Style(sheet, tuple(listener.messages))


def lay_out(html: str, shared: Any = None, styles: Style | None = None) -> Layout:
    """Lay a page out; nothing but ``data:`` is ever fetched.

    Args:
        html: the page.
        shared: what ``share`` gave, so that several layouts can be bound into one file.
        styles: what ``style`` gave; None for a page that carries its own.

    Raises:
        CurriculumError: the page asks for something outside itself, or a native library is missing.
    """
    weasyprint = _weasyprint()
    with _listening() as listener, _without_collector(), _no_fetching():
        try:
            document = weasyprint.HTML(string=html, url_fetcher=_fetcher()).render(
                stylesheets=[styles.sheet] if styles else None,
                font_config=shared or share(html),
                pdf_variant=VARIANT,
            )
        except Exception as error:
            raise _stopped(error) from error
    return Layout(document, (*(styles.warnings if styles else ()), *listener.messages))


def share(*pages: str, machine: bool = False) -> Any:
    """The fonts that these pages need, to be shared by their layouts; ``machine``: the machine's too."""
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fonts.configure(machine=machine or bool(coverage.others(coverage.visible(pages))))
    return FontConfiguration()


def bind(parts: Sequence[Layout]) -> Layout:
    """One book of several layouts that share their fonts; title and language are the first one's."""
    document = parts[0].document
    pages = [page for part in parts for page in part.document.pages]
    bound = document.copy(pages)
    bound._html = document._html  # copy() leaves it out, and the tags need the language it names
    warnings = dict.fromkeys(warning for part in parts for warning in part.warnings)
    return Layout(bound, tuple(warnings))


def keep(layout: Layout, count: int) -> Layout:
    """The first ``count`` pages of a layout."""
    kept = layout._replace(document=layout.document.copy(layout.document.pages[:count]))
    kept.document._html = layout.document._html
    return kept


def lead(layout: Layout) -> None:
    """Keep the links of a layout to anchors that it has not, for the files of its book (``ELSEWHERE``)."""
    own = layout.anchors
    for page in layout.document.pages:
        page.links = [
            ("external", f"{ELSEWHERE}{target}", *rest)
            if kind == "internal" and target not in own
            else (kind, target, *rest)
            for kind, target, *rest in page.links
        ]


def written(
    layout: Layout, name: str, identifier: str = "", labels: Sequence[Label] = ()
) -> tuple[bytes, tuple[Problem, ...]]:
    """A layout as PDF: tagged (PDF/UA-1), the same bytes for the same pages.

    Args:
        layout: the pages.
        name: the file that they are for, named by the problems.
        identifier: 32 hexadecimal digits to put into the file as its PDF identifier; they stand there the
            other way round when there is a problem.
        labels: how a viewer names the pages; as they are counted when empty.

    Returns:
        The PDF, and what weasyprint warned of, as problems; a clean page gives none.

    Raises:
        CurriculumError: the page asks for something outside itself.
    """

    def finish(document: Any, pdf: Any) -> None:
        if labels:
            pdf.catalog["PageLabels"] = _labels(labels)

    options = {"pdf_identifier": identifier.encode("ascii") or None, "finisher": finish}
    with _listening() as listener, _without_collector(), _no_fetching(), _undated():
        try:
            data = layout.document.write_pdf(pdf_variant=VARIANT, **options)
        except Exception as error:  # tagging some tables fails inside weasyprint (its issues 2601, 2761)
            data = layout.document.write_pdf(**options)
            listener.messages.append(f"the file has no tags for screen readers ({error})")
    found = problems(name, dict.fromkeys((*layout.warnings, *listener.messages)))
    if found:  # printed again by the next build, which must tell of them too
        data = data.replace(identifier.encode("ascii"), identifier[::-1].encode("ascii"))
    return data, found


def put(data: bytes, path: Path) -> None:
    """Write a file, replaced in one step."""
    part = path.with_name(f".{path.name}.part")
    with named(path):
        part.write_bytes(data)
        part.replace(path)


def save(
    layout: Layout, path: Path, identifier: str = "", labels: Sequence[Label] = ()
) -> tuple[Problem, ...]:
    """Write a layout as PDF into a file; as ``written``."""
    data, found = written(layout, str(path), identifier, labels)
    put(data, path)
    return found


_NO_GLYPH = re.compile(r'^\.notdef glyph .*: "(.*)" \(', re.DOTALL)


def problems(name: str, warnings: Iterable[str]) -> tuple[Problem, ...]:
    """Warnings of printing a file as problems; all characters that no font has are one."""
    found = []
    lacking = ""
    for warning in warnings:
        if match := _NO_GLYPH.match(warning):
            lacking += match.group(1)
            continue
        found.append(
            Problem(
                path=name,
                kind="print",
                message=f"Printing: {warning}",
                remedy="Look at the page; if it is not as it should be, change the text or the template.",
            )
        )
    if lacking:
        shown = " ".join(dict.fromkeys(lacking[:20]))
        found.append(
            Problem(
                path=name,
                kind="glyph",
                message=f"No font on this machine has these characters: {shown}",
                remedy="Install fonts that have them, or change the template they stand in.",
            )
        )
    return tuple(found)


def _labels(labels: Sequence[Label]) -> str:
    """The number tree of page labels (ISO 32000-1, 12.4.2), prefixes as UTF-16."""
    runs = []
    for label in labels:
        prefix = f"/P <feff{label.prefix.encode('utf-16-be').hex()}> " if label.prefix else ""
        runs.append(f"{label.first} <<{prefix}/S /{label.style}>>")
    return f"<</Nums [{' '.join(runs)}]>>"


def write(html: str, path: Path, identifier: str = "") -> tuple[Problem, ...]:
    """Lay a page out and write it; as ``lay_out`` and ``save``."""
    return save(lay_out(html), path, identifier)
