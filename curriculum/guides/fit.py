"""Copyfitting: the largest type in which an episode stays on one page.

A page with two lines too many makes a second page of nothing but ruled lines. So we add up the
widths of the letters, break the lines as a page would, and set a full episode a little smaller.
The estimate need not be exact: an episode it misjudges has a second page, and nothing is cut.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from curriculum.guides import fonts
from curriculum.guides.asks import Ask
from curriculum.guides.paper import Sheet, Type
from curriculum.reading.episode import Episode, KeyPoint, SubPoint

SPARE = 1.4
"""Baselines kept free for what the estimate does not see (hyphenation, kerning)."""


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
        """Width of a word in ems; a letter the font has not counts as one em."""
        return sum((self._widths.get(ord(char), 1.0) for char in word), 0.0)

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
    return _face("SourceSansPro-Semibold" if bold else "SourceSerifPro-Regular").lines(text, measure)


class _Setting(NamedTuple):
    """A type on a sheet, with the widths that follow."""

    sheet: Sheet
    type: Type

    def text(self, text: str, width: float, scale: float = 1.0) -> int:
        """Lines of running text."""
        return _face("SourceSerifPro-Regular").lines(text, width / (self.type.size * scale))

    def sans(self, text: str, width: float, scale: float = 1.0) -> int:
        """Lines of a heading or cue."""
        return _face("SourceSansPro-Semibold").lines(text, width / (self.type.size * scale))

    def sub(self, point: SubPoint, width: float) -> int:
        """Lines of a point's sub-points, each indented by one em."""
        inner = width - self.type.size
        return sum(
            max(1, self.text(f"{sub.label}. {sub.text}" if sub.label else sub.text, inner))
            + self.sub(sub, inner)
            for sub in point.subpoints
        )

    def row(self, point: KeyPoint, ask: Ask | None) -> float:
        """Baselines of a point beside its cue."""
        wide = self.sheet.width - self.sheet.cue
        narrow = self.sheet.cue - self.sheet.gutter
        cue = max(1, self.sans(f"{point.number} {point.label}", narrow, 0.9))
        cue += self.sans(ask.question, narrow, 0.9) if ask else 1
        say = (self.text(point.text, wide) if point.text else 0) + self.sub(point, wide)
        return 0.5 + max(cue, say, 1)

    def page(self, episode: Episode, cues: Mapping[str, Ask], linked: bool, checks: int) -> float:
        """Height of an episode's page in points, with the lines for tomorrow's sentence."""
        width = self.sheet.width
        beside = width - self.sheet.cue
        head = width - (64 if linked else 0)
        high, scale = (1.25, 1.4) if self.type.tight else (1.5, 1.75)
        total = 1.5 + high * self.sans(episode.title, head, scale)
        total = max(total, 66 / self.type.lead) if linked else total  # the QR code is 52 pt high
        total += (
            (checks + 1) // 2
            + 0.25 * (checks > 0)
            + sum(self.text(remark.text, width) for remark in episode.remarks)
        )
        total += sum(
            self.text(part, width, 0.9) for part in episode.introduction.split("\n\n") if part.strip()
        )
        total += 0.5 if episode.introduction else 0
        for points in (episode.points, episode.takeaways):
            total += 1.5 if points else 0
            total += sum(self.row(point, cues.get(point.id)) for point in points)
        total += sum(0.5 + self.text(quote.text, beside) + bool(quote.speaker) for quote in episode.quotes)
        total += (2 + self.text(episode.summary, beside)) if episode.summary else 0
        return (total + 1.75 + SPARE) * self.type.lead + (1 if self.type.tight else 2.6) * self.sheet.rule


def height(
    sheet: Sheet, type: Type, episode: Episode, cues: Mapping[str, Ask], *, linked: bool, checks: int = 0
) -> float:
    """Estimated height in points of an episode's page in a type, with ``checks`` names to check."""
    return _Setting(sheet, type).page(episode, cues, linked, checks)


def choose(sheet: Sheet, episode: Episode, cues: Mapping[str, Ask], *, linked: bool, checks: int = 0) -> Type:
    """The first type of the edition in which the episode stays on one page; else the edition's own."""
    for type_ in sheet.edition.types:
        if height(sheet, type_, episode, cues, linked=linked, checks=checks) <= sheet.height:
            return type_
    return sheet.type


def shorten(
    sheet: Sheet, episode: Episode, cues: Mapping[str, Ask], *, linked: bool, checks: int = 0
) -> tuple[Episode, Type]:
    """The episode as its page prints it, and the type it is set in.

    A summary says again what the points say: it is left out where the episode fits one page without it
    and not with it.
    """
    whole = choose(sheet, episode, cues, linked=linked, checks=checks)
    if height(sheet, whole, episode, cues, linked=linked, checks=checks) <= sheet.height:
        return episode, whole
    bare = episode.model_copy(update={"summary": ""})
    type_ = choose(sheet, bare, cues, linked=linked, checks=checks)
    fits = height(sheet, type_, bare, cues, linked=linked, checks=checks) <= sheet.height
    return (bare, type_) if fits else (episode, whole)
