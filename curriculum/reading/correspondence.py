"""Correspondence with a writer: what it was asked and what it answered, wherever it was saved."""

import re

BEGIN, END = "BEGIN NOTES", "END NOTES"
"""Lines around the notes in what a writer is given (``cards.writer.sheet``)."""
_FRAME = re.compile(rf"^(?:{BEGIN}|{END})\s*$", re.MULTILINE)
_ITEM = re.compile(r"^\s*\{\s*[\"“](?:what|point)[\"”]\s*:", re.MULTILINE)
_FEWEST = 2


def is_correspondence(text: str) -> bool:
    """Whether a file is a sheet for a writer or its reply."""
    return is_sheet(text) or len(_ITEM.findall(text)) >= _FEWEST


def is_sheet(text: str) -> bool:
    """Whether a file is what a writer or a critic was to be given."""
    return len(_FRAME.findall(text)) >= _FEWEST
