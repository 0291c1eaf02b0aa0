"""Balance: how much speaks for a cut into episodes, and how much for one episode with these as its topics."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from curriculum.reading.cuts import Cut
from curriculum.reading.gatherings import is_bare, is_collection, speaks_of_many
from curriculum.reading.generic import names_section
from curriculum.reading.heads import Head
from curriculum.reading.pieces import Piece, states_facts
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key

_PREFIX = re.compile(r"\W*(?P<name>[^\W\d_][^:|–—]{0,40}?)(?:\s?[:|–—]|\s-)\s")
_SUFFIX = re.compile(r".*\S\s?(?:\s[|–—·-]\s|[(\[])(?P<name>[^|–—·()\[\]]{2,40})[)\]]?\W*$")
_EPISODE = re.compile(r"\b(?:episode|podcast)\b")
_PADDED = re.compile(r"\W*0\d")
_GAPS = 1.5
"""Topics that count from 1 reach at most this much more than there are of them."""
_MOST = 0.6
"""Share of the pieces that have in common what counts as common."""


def balance(cut: Cut, shows: Shows, title: str, marks: frozenset[int]) -> float:
    """How much speaks for the cut: above 0 for several episodes, below 0 for one.

    ``title`` is that of the file's front matter, ``marks`` are the lines with separators of their own kind.
    """
    said = sum(weight * _mean(map(sign, cut.pieces)) for weight, sign in _OF_EACH)
    said += sum(weight * sign(cut) for weight, sign in _OF_ALL)
    return said + _above(cut, shows, title) + _parted(cut, marks)


def _mean(found: Iterable[float]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else 0.0


def _titles(cut: Cut) -> list[Head]:
    return [piece.head for piece in cut.pieces if piece.head]


# what each piece says -------------------------------------------------------------------------------


def _named(piece: Piece) -> bool:
    return bool(piece.head and piece.head.named)


def _stated(piece: Piece) -> float:
    """What topics may have too counts half."""
    return 1.0 if piece.facts else piece.sourced / 2


def _sectioned(piece: Piece) -> float:
    """Sections of two kinds count whole, of one kind a third."""
    return min(1.0, len(piece.groups) * 2 / 3 - 1 / 3) if piece.groups else 0.0


_OF_EACH: tuple[tuple[float, Callable[[Piece], float]], ...] = (
    (4.0, _named),
    (2.5, _stated),
    (1.5, _sectioned),
    (1.0, lambda piece: bool(piece.head and piece.head.guest)),
    (0.5, lambda piece: piece.listed),
    (-3.0, lambda piece: bool(piece.head and piece.head.serial)),
)
"""Weight → what it weighs in each piece, from 0 to 1. A further sign is one function and one line here."""


# what they say together -----------------------------------------------------------------------------


def _fenced(cut: Cut) -> float:
    return float(any(head.facts for head in _titles(cut)))


def _unlike(cut: Cut) -> float:
    """Share of the signs in which the pieces differ."""
    signs = [(bool(piece.facts), bool(piece.groups), piece.listed, _named(piece)) for piece in cut.pieces]
    return _mean(len(set(sign)) > 1 for sign in zip(*signs, strict=True))


def _labelled(cut: Cut) -> float:
    """1 for titles that begin with "Episode:", or begin or end with the name of a show; −1 for other labels.

    A label is one word, or names a section: "Claim: …".
    """
    if any(map(_named, cut.pieces)):
        return 0.0
    first = _common(cut, _PREFIX)
    if _EPISODE.search(first) or (" " in first and not names_section(first)):
        return 1.0
    return -1.0 if first else float(bool(_common(cut, _SUFFIX)))


def _common(cut: Cut, pattern: re.Pattern[str]) -> str:
    """What the pattern finds in each title, if it is the same in most of them, else ""."""
    matches = [match for head in _titles(cut) if (match := pattern.match(head.text))]
    names = Counter(key(match.group("name")) for match in matches).most_common(1)
    return names[0][0] if names and names[0][1] >= max(2, _MOST * len(cut.pieces)) else ""


def _asking(cut: Cut) -> float:
    return float(all(piece.title.rstrip().endswith("?") for piece in cut.pieces))


def _numbered(cut: Cut) -> float:
    """Above 0 for titles with numbers as episodes have, below for numbers that count from 1."""
    numbers = [head.number for head in _titles(cut) if head.number is not None and not head.named]
    if len(numbers) < len(cut.pieces) or len(set(numbers)) < len(numbers):
        return 0.0
    most = _GAPS * len(numbers)  # a section between topics is counted too
    counting = numbers[0] == 1 and numbers == sorted(numbers) and numbers[-1] <= most
    return -1.5 if counting and not _PADDED.match(cut.pieces[0].title) else 1.0


def _worded(cut: Cut) -> float:
    """1 for titles of many words, −1 for names of one or two."""
    words = [len(key(head.text).split()) for head in _titles(cut) if not head.named and not head.guest]
    return max(-1.0, min(1.0, (_mean(words) - 3.0) / 2)) if words else 0.0


def _beside(cut: Cut) -> float:
    """1 when only some pieces have sections at the level of their titles: sections beside topics."""
    return float(0 < _mean(piece.beside for piece in cut.pieces) < _MOST)


def _unlevel(cut: Cut) -> float:
    """Titles some of which are headings, and some mere lines."""
    return float(len({head.typed for head in _titles(cut) if not head.named}) > 1)


_OF_ALL: tuple[tuple[float, Callable[[Cut], float]], ...] = (
    (4.0, _fenced),
    (2.0, _labelled),
    (1.0, _numbered),
    (0.75, _worded),
    (-1.0, _unlike),
    (-1.5, _asking),
    (-2.5, _beside),
    (-4.0, _unlevel),
)
"""Weight → what it weighs in the pieces together."""


# what stands around them ----------------------------------------------------------------------------


def _above(cut: Cut, shows: Shows, title: str) -> float:
    """What stands before the first piece: a heading for many (+), or one episode's title or facts (−)."""
    first = cut.pieces[0].start
    found = [head for head in cut.heads if head.place < first]
    gathers = bool(found) and is_collection(found[0].text, shows)
    if title and not gathers and not _fenced(cut):
        return -4.0 if key(cut.heads[0].text) == key(title) else -2.0  # the file is this one episode
    if not found:
        return _untitled_above(cut)
    top = found[0]
    if gathers:
        return 3.0 if shows.full_name(top.text) else 1.0 if is_bare(top.text) else 2.0
    below = cut.parts[top.place + 1 : first]
    if speaks_of_many(below):
        return 1.0
    own = states_facts(below) + (top.named or top.guest)
    return -1.5 - min(2, own) - any(head.kind for head in found[1:])


def _untitled_above(cut: Cut) -> float:
    """No heading above: titles of the first level speak for several episodes, more so with headings below."""
    if states_facts(cut.parts[: cut.pieces[0].start]):
        return -3.0
    if any(head.level > 1 for head in _titles(cut)):
        return -0.75
    return 1.0 if all(piece.headed for piece in cut.pieces) else 0.4


def _parted(cut: Cut, marks: frozenset[int]) -> float:
    """Separators before each piece but the first; rules that stand elsewhere too part nothing."""
    before = [cut.parts[piece.start - 1] for piece in cut.pieces[1:]]
    lines = {part.first for part in before}
    last = max(place for place, part in enumerate(cut.parts) if part.kind != "rule")
    inner = {part.first for part in cut.parts[cut.pieces[0].start : last] if part.kind == "rule"}
    return float(all(part.kind == "rule" for part in before) and (lines <= marks or inner <= lines))
