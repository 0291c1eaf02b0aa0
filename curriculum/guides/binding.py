"""The book bound: cover and contents, the weeks' files as they are, the index."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.guides import guide, joined, pdf
from curriculum.guides.compose import Press
from curriculum.guides.guide import Book
from curriculum.guides.joined import Run
from curriculum.problems import Problem

AROUND = ("front", "back", "empty")
"""What a book has around its weeks: cover and contents, the index, what stands before a right-hand page."""
_LABELS = {"front": pdf.Label(0, "", "r"), "back": pdf.Label(0, guide.INDEX, "D"), "empty": None}


class Around(NamedTuple):
    """Pages around the weeks."""

    data: bytes
    """A PDF; b"" without any."""
    problems: tuple[Problem, ...]


def around(part: str, press: Press, book: Book, numbers: Mapping[str, str], path: Path) -> Around:
    """One of the parts ``AROUND`` the weeks.

    Args:
        part: which one.
        press: what the weeks were laid out with.
        book: what its weeks and its index show.
        numbers: anchor → the number of its page, of all weeks.
        path: the book's file, for the problems.

    Raises:
        CurriculumError: a template has a mistake, or asks for something outside itself.
    """
    if part == "empty":
        html = guide.render_empty(press.course, press.format) if press.format.sheet.paper.duplex else ""
    else:
        numbers = {"index": f"{guide.INDEX}1", **numbers}
        html = getattr(guide.render_cover(press.course, book, numbers, press.format), part)
    if not html:
        return Around(b"", ())
    layout = pdf.lay_out(html, pdf.share(machine=press.machine))
    if part == "back":  # lines to write on reach the foot of its last page
        layout = pdf.keep(layout, layout.anchors.get("indexend", len(layout.document.pages)))
    pdf.lead(layout)
    label = _LABELS[part]
    return Around(*pdf.written(layout, str(path), "", (label,) if label else ()))


def bind(
    press: Press, weeks: Sequence[Path], pages: Mapping[str, Around], path: Path, identifier: str
) -> tuple[Problem, ...]:
    """Write the book.

    Args:
        press: what the weeks were laid out with.
        weeks: their files, in order.
        pages: what ``around`` gave of each part.
        path: the file to write.
        identifier: as in ``pdf.written``.

    Returns:
        Problems of the pages around the weeks; those of a week's pages are the week's own.
    """
    outline = press.course.outline
    inside = [
        Run(
            opening.read_bytes(file, opening.LARGEST_OF_OURS),
            pdf.Label(0, guide.prefix_of(outline, week), "D"),
        )
        for file, week in zip(weeks, outline.weeks, strict=True)
    ]
    front, back = (Run(pages[part].data, _LABELS[part]) for part in ("front", "back"))
    book = joined.join([front, *inside, *([back] if back.data else [])], pages["empty"].data)
    problems = [problem for part in AROUND for problem in pages[part].problems]
    said = [f"No anchor #{name} for internal URI reference" for name in book.lost]
    if not book.tagged:
        said.append("the file has no tags for screen readers")
    problems += pdf.problems(str(path), said)
    # the other way round, as in a week's file
    pdf.put(book.written(identifier[::-1] if problems else identifier), path)
    return tuple(dict.fromkeys(problems))
