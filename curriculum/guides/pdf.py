"""HTML to PDF: weasyprint, imported late and kept from every file and address that is not ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from curriculum.guides import fonts
from curriculum.problems import CurriculumError, Problem

NEED = (
    "Install them: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    " (Debian, Ubuntu), or: brew install pango (macOS)"
)


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


def lay_out(html: str) -> tuple[Any, tuple[str, ...]]:
    """Lay the page out: weasyprint's document, and its warnings in the order they came.

    The HTML carries its own styles; nothing but ``data:`` is ever fetched.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
    with _listening() as listener:
        try:
            document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
        except FatalURLFetchingError as error:  # a BaseException: it would pass every except Exception
            raise CurriculumError.of(
                "fetch",
                f"A page asks for something outside: {error}.",
                "Remove the address from the template.",
            ) from error
    return document, tuple(listener.messages)


def write(html: str, path: Path, identifier: str = "") -> tuple[Problem, ...]:
    """Write one PDF: tagged (PDF/UA-1), the same bytes for the same HTML.

    Args:
        html: a page that carries its own styles.
        path: the file to write, replaced in one step.
        identifier: 32 hexadecimal digits to put into the file as its PDF identifier.

    Returns:
        What weasyprint warned of, as problems; a clean page gives none.
    """
    document, warnings = lay_out(html)
    with _listening() as listener:
        data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode("ascii") or None)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    return tuple(
        Problem(
            path=str(path),
            kind="print",
            message=f"Printing: {message}",
            remedy="Look at the page; if it is not as it should be, change the text or the template.",
        )
        for message in (*warnings, *listener.messages)
    )
