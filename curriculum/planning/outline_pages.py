"""The files that an outline makes: to edit, to read and, where it has dates, to put into a calendar."""

import datetime as dt
from pathlib import Path

from curriculum import opening
from curriculum.planning import calendar_file, outline_file, outline_markdown
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library


def to_edit(outline: Outline, given: Path | None, library: Library) -> str:
    """The text of outline.toml; the file that a person's outline was read from stays to the letter."""
    return opening.read_bytes(given).decode("utf-8") if given else outline_file.render(outline, library)


def render(
    outline: Outline, text: str, library: Library, folder: Path, session: dt.time = calendar_file.HOUR
) -> dict[str, str]:
    """File name → text, with ``text`` as outline.toml.

    ``folder`` is the curriculum's: the calendar that lies there tells what has changed since.
    ``session`` is when study begins on a day.
    """
    pages = {
        outline_file.NAME: text,
        outline_markdown.NAME: outline_markdown.render(outline, library),
        calendar_file.NAME: calendar_file.render(outline, library, folder / calendar_file.NAME, session),
    }
    return {name: page for name, page in pages.items() if page}
