"""How many lines a text takes: the widths of its letters, added up."""

import unicodedata
from functools import cache

from curriculum.guides import fonts

_BOLD, _TEXT = "SourceSansPro-Semibold", "SourceSerifPro-Regular"


def _joins(char: str) -> bool:
    """Whether a character only changes the one before it."""
    return unicodedata.category(char) in ("Cf", "Mn", "Me")


class Face:
    """The advance widths of one font file."""

    def __init__(self, name: str) -> None:
        from fontTools.ttLib import TTFont  # late: only when a page is fitted

        with TTFont(fonts.file(name), lazy=True) as font:
            units = font["head"].unitsPerEm
            metrics = font["hmtx"].metrics
            self._widths: dict[int, float] = {
                code: metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()
            }
        self._space: float = self.width(" ")

    def width(self, word: str) -> float:
        """Width of a word in ems; a letter it has not counts as one em, what only changes one as none."""
        return sum((self._widths.get(ord(char), 0.0 if _joins(char) else 1.0) for char in word), 0.0)

    def lines(self, text: str, measure: float) -> int:
        """How many lines a text takes, broken greedily into lines of ``measure`` ems."""
        count, room = 0, 0.0
        for word in text.split():
            width = self.width(word)
            if count and width <= room:
                room -= width + self._space
                continue
            whole = max(1, -int(-width // measure))  # a word longer than a line is broken
            count += whole
            room = whole * measure - width - self._space
        return count


@cache
def _face(name: str) -> Face:
    return Face(name)


def lines(text: str, measure: float, *, bold: bool) -> int:
    """Lines of a text ``measure`` ems wide: bold sans, or serif."""
    return _face(_BOLD if bold else _TEXT).lines(text, measure)


def widest(text: str, *, bold: bool) -> float:
    """Ems of the longest word of a text, or of words that a no-break space ties; set as for ``lines``."""
    face = _face(_BOLD if bold else _TEXT)
    return max(map(face.width, text.split(" ")))
