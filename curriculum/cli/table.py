"""A table where the terminal has room for it, else the same rows as lines of text."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from curriculum.cli import console

Row = TypeVar("Row", bound=Sequence[object])

_READABLE = 40
"""Columns in which a longer text still reads well over several lines."""
_BESIDE = 3
"""Columns that each cell takes beside its text; the table's edge takes one more."""


def write_table(
    title: str, columns: Sequence[str], rows: Iterable[Row], as_lines: Callable[[Row], str]
) -> None:
    """Rows on standard output, cells cleaned; as ``as_lines`` tells each where the table would squeeze it."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    listed = list(rows)
    cells = [[console.clean(str(cell)) for cell in row] for row in listed]
    texts = [[head, *(row[place] for row in cells)] for place, head in enumerate(columns)]
    needed = [min(_READABLE, _widest(column)) for column in texts]
    screen = console.console()
    if sum(needed) + _BESIDE * len(needed) >= screen.width:
        if title:
            console.tell(title)
        for row in listed:
            console.tell(as_lines(row))
        console.tell()
        return
    table = Table(title=console.clean(title), title_justify="left", box=box.SIMPLE_HEAD)
    for head, least in zip(columns, needed, strict=True):
        table.add_column(head, min_width=least, no_wrap=least < _READABLE)
    for row_cells in cells:
        table.add_row(*(Text(cell) for cell in row_cells))
    with screen.capture() as page:
        screen.print(table)
    console.show(page.get())


def _widest(texts: Iterable[str]) -> int:
    """The columns that the longest line of these texts takes."""
    from rich.cells import cell_len

    return max(cell_len(line) for text in texts for line in text.split("\n"))
