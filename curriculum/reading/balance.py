"""Balance: how much speaks for a cut into episodes, and how much for one episode with these as its topics."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from curriculum.reading.blocks import Block
from curriculum.reading.cuts import Cut
from curriculum.reading.gatherings import is_bare, is_collection, speaks_of_many
from curriculum.reading.generic import names_section
from curriculum.reading.heads import POINTS, Head
from curriculum.reading.pieces import states_facts
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key

_PREFIX = re.compile(r"\W*(?P<name>[^\W\d_][^:|–—]{0,40}?)(?:\s?[:|–—]|\s-)\s")
_SUFFIX = re.compile(r".*\S\s?(?:\s[|–—·-]\s|[(\[])(?P<name>[^|–—·()\[\]]{2,40})[)\]]?\W*$")
_EPISODE = re.compile(r"\b(?:episode|podcast)\b")
_PADDED = re.compile(r"\W*0\d")
_GAPS = 1.5
"""Topics that count from 1 reach at most this much more than there are of them."""
_MOST = 0.6
"""Share of the titles that have in common what counts as common."""


def balance(cut: Cut, shows: Shows, title: str, marks: frozenset[int]) -> float:
    """How much speaks for the cut: above 0 for several episodes, below 0 for one.

    ``title`` is that of the file's front matter, ``marks`` are the lines with separators of their own kind.
    """
    return (
        sum(weight * sign(cut) for weight, sign in _SIGNS)
        + _above(cut, shows, title)
        + _parted(cut, marks)
    )


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else 0.0


# what the pieces say --------------------------------------------------------------------------------


def _titles(cut: Cut) -> list[Head]:
    return [piece.head for piece in cut.pieces if piece.head]


def _named(cut: Cut) -> float:
    return _share(bool(piece.head and piece.head.named) for piece in cut.pieces)


def _guests(cut: Cut) -> float:
    return _share(bool(piece.head and piece.head.guest) for piece in cut.pieces)


def _with_facts(cut: Cut) -> float:
    """What topics may have too counts half."""
    return sum(1.0 if piece.facts else piece.sourced / 2 for piece in cut.pieces) / len(cut.pieces)


def _fenced(cut: Cut) -> float:
    return float(any(piece.head and piece.head.facts for piece in cut.pieces))


def _sectioned(cut: Cut) -> float:
    """Sections of two kinds in each piece count whole, of one kind a third."""
    return sum(min(1.0, len(piece.groups) * 2 / 3 - 1 / 3) for piece in cut.pieces if piece.groups) / len(
        cut.pieces
    )


def _listed(cut: Cut) -> float:
    return _share(piece.listed for piece in cut.pieces)


def _unlike(cut: Cut) -> float:
    """Share of the signs in which the pieces differ."""
    signs = [(bool(p.facts), bool(p.groups), p.listed, bool(p.head and p.head.named)) for p in cut.pieces]
    return _share(len({sign[place] for sign in signs}) > 1 for place in range(4))


def _stamped(cut: Cut) -> float:
    return _share(head.stamped for head in _titles(cut))


def _serial(cut: Cut) -> float:
    """Pieces counted as parts of one thing, or whose titles all begin with one word and a colon."""
    name = _common(cut, _PREFIX)
    word = bool(name) and not _EPISODE.search(name) and (" " not in name or bool(names_section(name)))
    return 1.0 if word and not _named(cut) else _share(head.serial for head in _titles(cut))


def _of_one_show(cut: Cut) -> float:
    """Titles that all begin with "Episode:", or begin or end with a name of a show that no table has."""
    first, last = _common(cut, _PREFIX), _common(cut, _SUFFIX)
    show = (" " in first and not names_section(first)) or bool(_EPISODE.search(first) or last)
    return float(show) * (1 - _named(cut))


def _common(cut: Cut, pattern: re.Pattern[str]) -> str:
    """What the pattern finds in each title, if it is the same in most of them, else ""."""
    names = Counter(
        key(match.group("name")) for head in _titles(cut) if (match := pattern.match(head.text))
    ).most_common(1)
    return names[0][0] if names and names[0][1] >= max(2, _MOST * len(cut.pieces)) else ""


def _asking(cut: Cut) -> float:
    return float(_share(head.text.rstrip().endswith("?") for head in _titles(cut)) == 1)


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
    mean = sum(words) / len(words) if words else 3.0
    return max(-1.0, min(1.0, (mean - 3.0) / 2))


def _beside(cut: Cut) -> float:
    """1 when only some pieces have sections at the level of their titles: sections beside topics."""
    share = _share(piece.beside for piece in cut.pieces)
    return 0.0 if share in (0.0, 1.0) or share >= 0.6 else 1.0


def _unlevel(cut: Cut) -> float:
    """Titles that nothing else marks at several levels; worse, some headings and some mere lines."""
    bare = [head for head in _titles(cut) if not head.named]
    return max(float(len({head.level for head in bare}) > 1), 1.5 * (len({head.typed for head in bare}) > 1))


_SIGNS: tuple[tuple[float, Callable[[Cut], float]], ...] = (
    (4.0, _named),
    (4.0, _fenced),
    (2.5, _with_facts),
    (2.0, _of_one_show),
    (1.0, _guests),
    (1.5, _sectioned),
    (0.5, _listed),
    (1.0, _numbered),
    (0.75, _worded),
    (-1.0, _unlike),
    (-4.0, _stamped),
    (-2.5, _serial),
    (-1.5, _asking),
    (-2.5, _beside),
    (-3.0, _unlevel),
)
"""Weight → what it weighs, from 0 to 1. A further sign is one function and one line here."""


# what stands around them ----------------------------------------------------------------------------


def _above(cut: Cut, shows: Shows, title: str) -> float:
    """What stands before the first piece: a heading for many (+), or one episode's title or facts (−)."""
    first = cut.pieces[0].start
    before = cut.parts[:first]
    found = [head for head in cut.heads if head.place < first]
    points = -4.0 * any(head.kind in POINTS and not is_collection(head.text, shows) for head in found)
    fenced = any(piece.head and piece.head.facts for piece in cut.pieces)
    if title and not fenced and not (found and is_collection(found[0].text, shows)):
        return points + (1.5 if is_collection(title, shows) else -2.0)
    if not found:
        return points + _untitled_above(cut, before)
    top = found[0]
    if is_collection(top.text, shows):
        return points + (3.0 if shows.full_name(top.text) else 1.0 if is_bare(top.text) else 2.0)
    if speaks_of_many(cut.parts[top.place + 1 : first]):
        return points + 1.0
    facts = states_facts(cut.parts[top.place + 1 : first])
    own = facts + (top.named or top.guest)
    sections = any(head.kind for head in found[1:])
    return points - 1.5 - min(2, own) - sections


def _untitled_above(cut: Cut, before: Sequence[Block]) -> float:
    """No heading above: titles of the first level speak for several episodes, more so with headings below."""
    if states_facts(before):
        return -3.0
    if any(part.kind != "rule" for part in before):
        return -0.5
    if any(head.level > 1 for head in _titles(cut)):
        return -0.75
    return 1.0 if all(piece.headed for piece in cut.pieces) else 0.4


def _parted(cut: Cut, marks: frozenset[int]) -> float:
    """Separators before each piece but the first; rules that stand elsewhere too part nothing."""
    starts = [piece.start for piece in cut.pieces]
    parted = [start for start in starts[1:] if start and cut.parts[start - 1].kind == "rule"]
    if len(parted) < len(starts) - 1:
        return 0.0
    lines = {cut.parts[start - 1].first for start in parted}
    if lines <= marks:
        return 2.0
    last = max(place for place, part in enumerate(cut.parts) if part.kind != "rule")
    inner = (part for part in cut.parts[starts[0] : last] if part.kind == "rule")
    return float(all(part.first in lines for part in inner))
