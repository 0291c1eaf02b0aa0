"""A line on a terminal: broken between words, never within a word, a command or a path."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import IO, Any

_START = re.compile(r" *(?:\S+ {2,})?")
"""What stands before the text of a line: the lines that it goes on in begin below the text."""
_WHOLE = r"""[^\s`]*`[^`]*`\S*|"[^"]*"\ =\ "[^"]*"|'[^']*'\S*|\S+"""
"""What is never broken: a command in backticks, a pair for corrections.toml, a quoted path, a word."""
_LEAST = 20
"""Columns that text needs: a narrower terminal gets no indent."""
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "·": "-", "–": "-", "—": "-", "→": "->", "×": "x"}
    | {bar: str(height) for height, bar in enumerate("▁▂▃▄▅▆▇█", 1)}
)


def width_of(stream: IO[Any] | None) -> int:
    """The columns of the terminal that a stream writes to; 0 when it writes to none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream and stream.isatty() else 0
    except (OSError, ValueError):
        return 0


def wrapped(text: str, width: int, whole: Sequence[str] = ()) -> str:
    """The text with its lines broken for so many columns; what is in ``whole`` stays in one piece.

    A piece longer than the terminal is wide goes over its edge: it is copied whole from there.
    """
    return "\n".join(part for line in text.split("\n") for part in _parts(line, width, whole))


def _parts(line: str, width: int, whole: Sequence[str]) -> Iterator[str]:
    from rich.cells import cell_len

    if width < 1 or cell_len(line) <= width:
        yield line
        return
    before = _START.match(line)
    assert before is not None
    indent = " " * cell_len(before[0])
    if width - len(indent) < _LEAST:
        indent = ""
    kept = [re.escape(piece) + r"\S*" for piece in sorted(whole, key=len, reverse=True) if " " in piece]
    current = before[0]
    empty = True
    for word in re.findall("|".join([*kept, _WHOLE]), line[before.end() :], re.VERBOSE):
        if not empty and cell_len(f"{current} {word}") > width:
            yield current
            current, empty = indent, True
        current += word if empty else f" {word}"
        empty = False
    yield current


def plain(error: UnicodeError) -> tuple[str, int]:
    """What to write for letters that a stream's encoding lacks: their like, or a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    return "".join(one if one.isascii() else "?" for one in lacking.translate(_PLAIN)), error.end
