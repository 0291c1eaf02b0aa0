"""Residue: what chat programs, exports and templates left in a text, taken out before it is parsed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from curriculum.reading.blocks import Block, Line
from curriculum.reading.chatter import RESIDUE, announces, is_line
from curriculum.reading.code import fences
from curriculum.reading.comments import closing_line
from curriculum.reading.episode import Episode
from curriculum.reading.hashtags import untagged
from curriculum.reading.ledger import Ledger
from curriculum.reading.marks import is_empty, sources, unmarked
from curriculum.reading.tables import table
from curriculum.reading.turns import asked

_WORD = re.compile(r"\w")
_ITEM = re.compile(r"\s*[-*+]\s")


class Residue(NamedTuple):
    """A text without its residue, and what was taken out that an episode keeps."""

    lines: list[str]
    chatter: tuple[Block, ...]
    """Whole lines, as blocks that ``is_chatter``, in order."""
    tags: tuple[Line, ...]
    """The tags at the end of lines."""
    links: tuple[Line, ...]
    """Addresses that stood on time stamps."""

    def given(self, episode: Episode, span: range) -> Episode:
        """The episode, which has these 1-based lines, with the tags and addresses taken out of them."""
        tags = [tag for line in _within(self.tags, span) for tag in line.text.replace("#", " ").split()]
        links = [line.text for line in _within(self.links, span)]
        if not tags and not links:
            return episode
        return episode.model_copy(
            update={
                "tags": tuple(dict.fromkeys((*episode.tags, *tags))),
                "links": tuple(dict.fromkeys((*episode.links, *links))),
            }
        )


def _within(lines: Sequence[Line], span: range) -> Sequence[Line]:
    """Those of lines in order that lie in a span; by halves, since a file may hold thousands of episodes."""
    first = bisect_left(lines, span.start, key=lambda line: line.number)
    return lines[first : bisect_left(lines, span.stop, key=lambda line: line.number)]


def without_residue(lines: Sequence[str], ledger: Ledger) -> Residue:
    """Take the residue out of lines; those that are nothing else become blank.

    Code keeps its lines, but for the blocks that a program fills in (``dataview``). Numbers of lines stay.
    """
    shown = list(lines)
    out: dict[int, str] = {}
    coded: dict[int, str] = {}
    for fence in fences(lines):
        into = out if fence.language in table("chatter")["fences"] else coded
        into.update((place, lines[place]) for place in fence.places)
        shown[fence.places.start : fence.places.stop] = [""] * len(fence.places)
    for find in (_passages, asked):
        for place, rest in list(find(shown)):
            out.setdefault(place, lines[place])
            shown[place] = rest
    tags: list[Line] = []
    links: list[Line] = []
    known = sources(shown)
    for place, line in enumerate(shown):
        if not line:
            continue
        if is_empty(line):
            ledger.take((place + 1,), "mark")
            shown[place] = ""
            continue
        text, urls = unmarked(line, known)
        links.extend(Line(place + 1, url) for url in urls)
        opens = not (place and shown[place - 1].strip())
        if is_line(line) or (opens and announces(text)) or not (text == line or _WORD.search(text)):
            out.setdefault(place, lines[place])
            shown[place] = ""
            _lift(shown, place, line)
            continue
        shown[place], found = untagged(text)
        if found:
            tags.append(Line(place + 1, found))
    for place, line in coded.items():
        shown[place] = line
    return Residue(shown, tuple(_blocks(out)), tuple(tags), tuple(links))


def _lift(lines: list[str], place: int, item: str) -> None:
    """Move what stands under an item that goes out to where the item stood."""
    edge = len(item) - len(item.lstrip())
    if not _ITEM.match(item):
        return
    cut = 0
    for below in range(place + 1, len(lines)):
        line = lines[below]
        indent = len(line) - len(line.lstrip())
        if line and indent <= edge:
            return
        cut = cut or max(0, indent - edge)
        lines[below] = line[:edge] + line[edge + min(cut, indent - edge) :] if line else line


def _passages(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places of passages between two marks (``<think>``), each with what follows it on its last line."""
    starts = [place for place, line in enumerate(lines) if line.lstrip(" >\t").startswith(("<", "#+"))]
    for opening, closing in table("chatter")["spans"]:
        end = -1
        for place in starts:
            if place <= end or not lines[place].lstrip(" >\t").lower().startswith(opening):
                continue
            last = closing_line(lines, place, opening, closing)
            if last is None:
                break  # never closed: then none further down is closed either
            end = last
            rest = lines[end][lines[end].lower().index(closing) + len(closing) :].strip()
            yield from ((inside, rest if inside == end else "") for inside in range(place, end + 1))


def _blocks(out: dict[int, str]) -> Iterator[Block]:
    """The lines taken out, each run of neighbours as one block that keeps them as they are."""
    run: list[Line] = []
    for place in sorted(out):
        if run and place + 1 != run[-1].number + 1:
            yield Block("code", run[0].number, run[-1].number + 1, tuple(run), mark=RESIDUE)
            run = []
        run.append(Line(place + 1, out[place]))
    if run:
        yield Block("code", run[0].number, run[-1].number + 1, tuple(run), mark=RESIDUE)
