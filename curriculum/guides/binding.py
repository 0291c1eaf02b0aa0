"""The book bound: cover and contents, the weeks' files as they are, the index."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from curriculum import opening
from curriculum.guides import guide, joined, pdf
from curriculum.guides.compose import Press
from curriculum.guides.guide import Book
from curriculum.guides.joined import Run
from curriculum.problems import Problem


def bind(
    press: Press, book: Book, numbers: Mapping[str, str], weeks: Sequence[Path], path: Path, identifier: str
) -> tuple[Problem, ...]:
    """Write the book.

    Args:
        press: what the weeks were laid out with.
        book: what its weeks and its index show.
        numbers: anchor → the number of its page, of all weeks.
        weeks: their files, in order.
        path: the file to write.
        identifier: as in ``pdf.written``.

    Returns:
        Problems of the pages around the weeks; those of a week's pages are the week's own.

    Raises:
        CurriculumError: a template has a mistake, or asks for something outside itself.
    """
    course, format = press.course, press.format
    fonts = pdf.share(machine=press.machine)
    cover = guide.render_cover(course, book, {"index": f"{guide.INDEX}1", **numbers}, format)
    around = [(pdf.lay_out(cover.front, fonts), pdf.Label(0, "", "r"))]
    if cover.back:
        back = pdf.lay_out(cover.back, fonts)
        # lines to write on reach the foot of its last page
        kept = pdf.keep(back, back.anchors.get("indexend", len(back.document.pages)))
        around.append((kept, pdf.Label(0, guide.INDEX, "D")))
    known = {*numbers, *(anchor for layout, _ in around for anchor in layout.anchors)}
    problems: list[Problem] = []

    def printed(layout: pdf.Layout, *labels: pdf.Label) -> bytes:
        pdf.lead(layout, known)
        data, found = pdf.written(layout, str(path), "", labels)
        problems.extend(found)
        return data

    front, *index = [Run(printed(layout, label), label) for layout, label in around]
    empty = printed(pdf.lay_out(guide.render_empty(course, format), fonts))
    inside = [
        Run(
            opening.read_bytes(file, opening.LARGEST_OF_OURS),
            pdf.Label(0, guide.prefix_of(course.outline, week.week), "D"),
        )
        for file, week in zip(weeks, book.weeks, strict=True)
    ]
    book_of_all = joined.join([front, *inside, *index], empty if format.sheet.paper.duplex else b"")
    if not book_of_all.tagged:
        problems += pdf.problems(str(path), ["the file has no tags for screen readers"])
    pdf.put(book_of_all.written(identifier[:: -1 if problems else 1]), path)
    return tuple(dict.fromkeys(problems))
