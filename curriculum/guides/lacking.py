"""Characters of the notes that no font has: where they stand, and what is printed instead."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from curriculum import opening
from curriculum.cards.card import Card
from curriculum.cards.study import Study
from curriculum.count import several
from curriculum.guides import coverage
from curriculum.guides.emoji import has_emoji, outlined
from curriculum.guides.respell import respell, said
from curriculum.guides.stand_in import stand_in
from curriculum.planning.outline import Outline
from curriculum.problems import Problem
from curriculum.reading.decoding import decode
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.value import Value

SHOWN = 6
"""Lines that a problem names."""
_UNPRINTED = {"sections", "tags"}

_Printed = TypeVar("_Printed", bound=Value)


class Letters(NamedTuple):
    """What a curriculum's texts ask of the fonts."""

    others: frozenset[str]
    """Characters that our fonts lack: what a page shows of them depends on the machine."""
    told: frozenset[str]
    """Those that are told in words."""
    emoji: bool
    """Whether there are emoji."""

    def printable(self, value: _Printed) -> _Printed:
        """The value with words for what no font has, and emoji as outlines."""
        if not self.emoji and self.told.isdisjoint(value.model_dump_json()):
            return value
        return respell(value, lambda text: outlined(stand_in(text, self.told)))

    def printable_library(self, library: Library) -> Library:
        """The library's episodes, doubts and corrections, each ``printable``."""
        return library.model_copy(
            update={
                name: tuple(map(self.printable, getattr(library, name)))
                for name in ("episodes", "doubts", "corrections")
            }
        )


def letters(outline: Outline, library: Library, cards: Iterable[Card], study: Iterable[Study]) -> Letters:
    """What the pages of this curriculum ask of the fonts."""
    episodes = placed(outline, library)
    ids = {episode.id for episode in episodes}
    texts = [
        *said(outline.model_dump()),
        *(text for episode in episodes for text in (*_texts(episode), episode.source.path)),
        *(text for card in cards if card.source.episode in ids for text in said(card.model_dump())),
        *(text for one in study if one.episode in ids for text in said(one.model_dump())),
    ]
    seen = coverage.visible(texts)
    return Letters(coverage.others(seen), coverage.told(seen), has_emoji(texts))


def placed(outline: Outline, library: Library) -> list[Episode]:
    """The episodes that the outline's weeks have."""
    return [library.episode(item.id) for week in outline.weeks for item in week.episodes]


def problems(episodes: Sequence[Episode]) -> Iterator[Problem]:
    """A problem for each file whose episodes have characters that no font has, with their lines.

    No page is laid out for it.
    """
    chars = {episode.id: coverage.visible(_texts(episode)) for episode in episodes}
    lacking = coverage.lacking(frozenset().union(*chars.values()))
    found: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    for episode in episodes:
        if missing := chars[episode.id] & lacking:
            found.setdefault(episode.source.path, set()).update(missing)
            first.setdefault(episode.source.path, episode.source.line)
    for path, those in found.items():
        lines = _lines(Path(path), those) or {first[path]: "".join(sorted(those))}
        yield problem(path, lines)


def problem(path: str, lines: Mapping[int, str]) -> Problem:
    """The problem of a file with these characters in these lines, which no font has."""
    told = [f"{''.join(map(_shown, chars))} (line {line})" for line, chars in list(lines.items())[:SHOWN]]
    more = len(lines) - len(told)
    if more:
        told.append(f"and {several(more, 'more line')}")
    every = "".join(lines.values())
    instead = next(filter(None, (stand_in(char, frozenset(every)) for char in every)), "[…]")
    return Problem(
        path=path,
        line=next(iter(lines)),
        kind="glyph",
        message=f"No font has {', '.join(told)}: the guides print {instead} and the like.",
        remedy=_remedy(every),
    )


def _texts(episode: Episode) -> Iterator[str]:
    return said(episode.model_dump(exclude=_UNPRINTED))


def _lines(path: Path, missing: set[str]) -> dict[int, str]:
    """Line → the missing characters that stand in it, as often as each stands there once."""
    try:
        decoded = decode(opening.read_bytes(path))
    except OSError:
        return {}
    found = {}
    for number, line in enumerate(decoded.text.split("\n") if decoded else (), 1):
        if not line.isascii() and (here := dict.fromkeys(line)) and not missing.isdisjoint(here):
            found[number] = "".join(char for char in here if char in missing)
    return found


def _shown(char: str) -> str:
    """A character as a terminal can show it: one for private use by its number, an accent on its circle."""
    if unicodedata.category(char) in ("Co", "Cn"):
        return f"U+{ord(char):04X}"
    return f"\u25cc{char}" if unicodedata.category(char).startswith("M") else char


def _remedy(chars: str) -> str:
    """What to install, as far as fonts can help."""
    packages: dict[str, None] = {}
    for char in chars:
        if unicodedata.category(char) == "Co":
            continue
        east = unicodedata.name(char, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
        packages["fonts-noto-cjk" if east else "fonts-noto-core"] = None
    if not packages:
        return "These are for private use and mean nothing elsewhere: write what they stand for."
    return (
        f"Install fonts that have them (on Debian or Ubuntu {', '.join(sorted(packages))}), then build again."
    )
