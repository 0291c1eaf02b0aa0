"""Flashcards: the questions, answers and clozes that a person wrote themself, wherever they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import is_
from typing import NamedTuple

from curriculum.reading import clozes, signs
from curriculum.reading.blocks import Block, Line
from curriculum.reading.clozes import CLOSE, OPEN
from curriculum.reading.episode import WrittenCard
from curriculum.reading.inline import opening, plain, verbatim
from curriculum.reading.pairs import Pair, goes_on_below, is_open, paired, prepared, sentences
from curriculum.reading.shapes import item_lines

_NUMBERED = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_MOST = 20
"""More deletions in one line than this are no flashcard."""


class Found(NamedTuple):
    """The cards in a block, the lines they used, and what is left."""

    cards: tuple[WrittenCard, ...] = ()
    used: frozenset[int] = frozenset()
    rest: tuple[Block, ...] = ()
    """The block, or what is left of it."""
    beside: tuple[Line, ...] = ()
    """What stood below a card and is no answer: a note, tags."""


def flashcards(block: Block) -> Found:
    """The cards in a block outside of a flashcard section; every other item or line is left as it is.

    A card is what says so itself: ``Q:`` with its ``A:``, ``front :: back``, ``#card`` with what
    follows or is nested below, question and answer with a line ``?`` between, a table of columns
    Front and Back. Code and what somebody else said (a quote) is none.
    """
    if block.kind == "list":
        found = [_item(item) for item in merged(block.children)]
        rest = tuple(item for piece in found for item in piece.rest)
        if _same(rest, block.children):
            return Found(rest=(block,))
        return together(found, (replace(block, children=rest),) if rest else ())
    if block.kind == "paragraph" and any(signs.may_open(line.text) for line in block.lines):
        pairs, left = paired(prepared(block.lines))
        kept = _only(block, left)
        return of_pairs(pairs, (kept,) if kept else ()) if pairs else Found(rest=(block,))
    if block.kind == "table":
        return table(block, named=True)
    return Found(rest=(block,))


def joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, a question and the answer in the next block made one paragraph.

    ``A:`` may follow ``Q:`` after a blank line, a list or text ``#card`` and ``?`` at once.
    """
    made: list[Block] = []
    for block in blocks:
        if made and _goes_on(made[-1], block):
            last = made.pop()
            made.append(Block("paragraph", last.first, block.end, (*last.lines, *flat(block))))
        else:
            made.append(block)
    return tuple(made)


def _goes_on(block: Block, following: Block) -> bool:
    """Whether a block ends in a question whose answer is the following block."""
    if block.kind not in ("paragraph", "heading") or following.kind not in ("paragraph", "list"):
        return False
    first = next(flat(following), None)
    after = prepared([first] if first else [])
    replied = bool(after) and signs.replies(after[0].text) is not None
    beneath = following.first == block.end and following.kind == "list"
    if not (replied or beneath or block.kind == "heading"):
        return False
    if not any(signs.may_open(line.text) for line in block.lines[-_MOST:]):
        return False
    lines = prepared(block.lines[-_MOST:])
    if is_open(lines):
        asked = [line.text for line in lines if signs.asks(line.text) is not None]
        return len(asked) == 1 and replied and signs.replies(after[0].text, asked[0]) is not None
    headed = block.kind == "heading" and signs.is_tagged(lines[-1].text)
    return (headed or (beneath and goes_on_below(lines))) and not (after and signs.opens(after[0].text))


def merged(items: Sequence[Block]) -> tuple[Block, ...]:
    """The items of a list, a ``Q:`` and the ``A:`` beside it (or offered answers before that) made one."""
    made: list[Block] = []
    place = 0
    while place < len(items):
        end = _answered(items, place)
        whole = items[place]
        for item in items[place + 1 : end]:
            whole = _added(whole, item)
        made.append(whole)
        place = end
    return tuple(made)


def _answered(items: Sequence[Block], place: int) -> int:
    """The place after the item that answers the one at ``place``; the next place when none does."""
    head = _open_head(items[place])
    for end in range(place + 1, len(items) if head else 0):
        said, after = _first_line(items, end), _first_line(items, end + 1)
        offered = signs.option(said)
        if signs.replies(said, head) is not None and not (offered and signs.option(after) == "B"):
            several = signs.replies(after) is not None and place > 0 and bool(_open_head(items[place - 1]))
            return place + 1 if several else end + 1  # questions first, then their answers: whose is not sure
        if not offered:
            break
    return place + 1


def _open_head(item: Block) -> str:
    """The line of an item that asks and has no answer in it, or ""."""
    head, below = parted(item)
    if head is None or not any(signs.may_open(line.text) for line in head.lines):
        return ""
    lines = prepared(head.lines)
    under = [line for block in below for line in flat(block)]
    return (
        next(line.text for line in lines if signs.asks(line.text) is not None)
        if is_open(lines, under)
        else ""
    )


def _first_line(items: Sequence[Block], place: int) -> str:
    """The first line of an item, prepared; "" when there is none."""
    head, _ = parted(items[place]) if place < len(items) else (None, ())
    return next((line.text for line in prepared(head.lines[:1])), "") if head else ""


def _added(item: Block, other: Block) -> Block:
    """Two items as one."""
    (head, below), (more, further) = parted(item), parted(other)
    lines = (*(head.lines if head else ()), *(more.lines if more else ()))
    whole = Block("paragraph", item.first, lines[-1].number + 1, lines)
    return replace(item, end=other.end, children=(whole, *below, *further))


def parted(item: Block) -> tuple[Block | None, tuple[Block, ...]]:
    """The first paragraph of a list item, and what is nested below it."""
    if item.children and item.children[0].kind == "paragraph":
        return item.children[0], item.children[1:]
    return None, item.children


def _item(item: Block) -> Found:
    """The cards of a list item and of what is nested below it; without any it is left as it is."""
    head, below = parted(item)
    found = [flashcards(child) for child in below]
    rest = tuple(block for piece in found for block in piece.rest)
    nested = together(found, rest)
    if head is None or not any(signs.may_open(line.text) for line in head.lines):
        return nested._replace(rest=with_head(item, head, rest))
    under, beside = answers(rest)
    pairs, left = paired(prepared(head.lines), under, item=True)
    if not pairs:
        return nested._replace(rest=with_head(item, untagged(head), rest))
    kept = _only(head, left)
    own = of_pairs(pairs, (replace(item, children=(kept,)),) if kept else (), beside)
    return together([own, nested], own.rest)


def with_head(item: Block, head: Block | None, rest: tuple[Block, ...]) -> tuple[Block, ...]:
    """The item with this first paragraph and these blocks below it; the same one when nothing changed."""
    children = (*((head,) if head else ()), *rest)
    if _same(children, item.children):
        return (item,)
    return (replace(item, children=children),) if children else ()


def untagged(block: Block) -> Block:
    """A paragraph without the tags that would make cards of its lines; the same one when it has none."""
    if not any(signs.is_tagged(line.text) for line in block.lines):
        return block
    lines = tuple(Line(line.number, signs.without_tag(line.text)) for line in block.lines)
    return replace(block, lines=lines)


def answers(blocks: Sequence[Block]) -> tuple[list[Line], tuple[Line, ...]]:
    """The prepared lines of what is nested below a card, and those that are no answer: notes, tags."""
    under: list[Line] = []
    beside: list[Line] = []
    for block in blocks:
        for piece in block.children if block.kind == "list" else (block,):
            lines = list(flat(piece))
            aside = bool(lines) and signs.is_aside(lines[0].text)
            beside.extend(Line(n, plain(text)) for n, text in lines if aside)
            under.extend(prepared(() if aside else lines))
    return under, tuple(beside)


def flat(block: Block) -> Iterator[Line]:
    """The lines of a block and of all that is nested in it, code left out."""
    if block.kind != "code":
        yield from block.lines
        for child in block.children:
            yield from flat(child)


def table(block: Block, *, named: bool) -> Found:
    """The rows of a table as cards, by the names of its columns or (not ``named``) because it has but two."""
    head, *rows = block.children
    places = signs.columns([cell.text for cell in head.lines])
    if places is None and (named or len(head.lines) != 2):
        return Found(rest=(block,))
    front, back = places or (0, 1)
    cards: list[WrittenCard] = []
    beside: list[Line] = []
    for row in rows:
        cells = [_shown(line.text) for line in row.lines]
        card = cells[front] and cells[back] if max(front, back) < len(cells) else ""
        if card:
            cards.append(WrittenCard(question=cells[front], answer=cells[back], line=row.first))
        others = [cell for place, cell in enumerate(cells) if cell and not (card and place in (front, back))]
        beside.extend(Line(row.first, cell) for cell in others)
    return Found(tuple(cards), frozenset(row.first for row in rows), (), tuple(beside))


def deletions(block: Block) -> Iterator[WrittenCard]:
    """A card for each ``{{c1::…}}`` in a block; a number or label before the sentence is no part of it."""
    lines = item_lines(block) if block.kind == "row" else sentences(block.lines)
    for line in lines if block.kind != "code" else ():
        if "{{c" in line.text:
            said = opening(_NUMBERED.sub("", verbatim([line.text])[0]))
            yield from cloze_cards(said.text or said.label, line.number)
    for child in block.children:
        yield from deletions(child)


def cloze_cards(shown: str, line: int) -> Iterator[WrittenCard]:
    """A card for each deletion in a plain, shielded sentence; the other marks in it are removed."""
    if shown.count(OPEN) > _MOST:
        return
    for sentence in clozes.each(shown):
        before, _, rest = sentence.partition(OPEN)
        inner, _, after = rest.partition(CLOSE)
        deletion = inner.strip()
        if deletion:
            left = before if inner[0] != " " or before[-1:] in ("", " ") else f"{before} "
            right = after if inner[-1] != " " or after[:1] in ("", " ") else f" {after}"
            yield WrittenCard(text=f"{left}{{{{c1::{deletion}}}}}{right}", answer=deletion, line=line)


def of_pairs(pairs: Sequence[Pair], rest: tuple[Block, ...] = (), beside: tuple[Line, ...] = ()) -> Found:
    """What pairs give."""
    used = frozenset(number for pair in pairs for number in pair.used)
    return Found(tuple(pair.card for pair in pairs), used, rest, beside)


def together(found: Sequence[Found], rest: tuple[Block, ...]) -> Found:
    """What was found in several pieces, with what is left of all of them."""
    return Found(
        tuple(card for piece in found for card in piece.cards),
        frozenset(number for piece in found for number in piece.used),
        rest,
        tuple(line for piece in found for line in piece.beside),
    )


def _only(block: Block, lines: Sequence[Line]) -> Block | None:
    """A paragraph with only some of its lines; None when there are none."""
    numbers = {line.number for line in lines}
    kept = tuple(line for line in block.lines if line.number in numbers)
    return replace(block, lines=kept) if kept else None


def _same(blocks: Sequence[Block], others: Sequence[Block]) -> bool:
    return len(blocks) == len(others) and all(map(is_, blocks, others))


def _shown(text: str) -> str:
    return plain(clozes.unshielded(verbatim([text])[0]))
