"""Card sections: what stands under a heading "Flashcards", where less is needed to show a card."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from curriculum.reading import clozes, signs
from curriculum.reading.blocks import Block, Line
from curriculum.reading.clozes import CLOSE, OPEN
from curriculum.reading.episode import WrittenCard
from curriculum.reading.flashcards import (
    Found,
    answers,
    cloze_cards,
    flat,
    joined,
    merged,
    of_pairs,
    parted,
    table,
    together,
)
from curriculum.reading.inline import plain
from curriculum.reading.pairs import Pair, pair_of, paired, prepared, sentences
from curriculum.reading.texts import texts

_MARK = re.compile(r"(?<!=)==(?=[^\s=])((?:[^=]|=(?!=)){0,999}?[^\s=])==(?!=)")


class Deck(NamedTuple):
    """The cards of a section, the lines they used, and the lines that were none."""

    cards: tuple[WrittenCard, ...]
    used: frozenset[int]
    left: tuple[Line, ...]


def deck(blocks: Sequence[Block]) -> Deck:
    """The cards in the blocks of a flashcard section, and every line that is none.

    Beside what is a card anywhere: a question with its answer nested, below, after it on the line or
    in the next bullet, ``==cloze==`` and ``{{c1::cloze}}`` (each deletion a card of its own), a
    table of two columns. A line without question mark is never paired with the one after it.
    """
    found: list[Found] = []
    todo = deque(joined(blocks))
    while todo:
        block = todo.popleft()
        question = _waits(block)
        if question and len(todo) > 1 and _is_turn(todo[0]) and _reply(todo[1]):
            found.append(Found(used=frozenset(todo.popleft().numbers)))
        if question and todo and (reply := _reply(todo[0])):
            found.append(_lines(block.lines[:-1]))
            found.append(_pair(question, question.text, reply))
            todo.popleft()
        else:
            found.append(_block(block))
    whole = _all(found)
    left = [line for block in whole.rest for line in _left(block)]
    return Deck(whole.cards, whole.used, tuple(sorted(line for line in (*left, *whole.beside) if line.text)))


def _block(block: Block) -> Found:
    if block.kind == "table":
        return table(block, named=False)
    if block.kind == "list":
        items = merged(block.children)
        return _turns(items) or _all(map(_item, items))
    if block.kind == "quote":
        return _all(map(_block, block.children))
    return _lines(block.lines) if block.kind == "paragraph" else Found(rest=(block,))


def _all(found: Iterable[Found]) -> Found:
    pieces = list(found)
    return together(pieces, tuple(block for piece in pieces for block in piece.rest))


def _lines(lines: Sequence[Line]) -> Found:
    """The cards in the lines of a paragraph."""
    pairs, left = paired(prepared(list(sentences(lines))), section=True)
    found = [of_pairs(pairs)]
    while left:
        head, *left = left
        after = [] if not signs.is_question(head.text) else list(takewhile(_answers, left))
        if cards := _deletions(head):
            found.append(Found(cards, frozenset((head.number,))))
        elif two := signs.asked(head.text):
            found.append(_pair(head, two[0], [Line(head.number, two[1])]))
        elif after:
            found.append(_pair(head, head.text, after))
            left = left[len(after) :]
        else:
            found.append(Found(rest=_paragraph([head])))
    return _all(found)


def _item(item: Block) -> Found:
    """The cards of a list item and of what is nested below it; what is no answer is left."""
    head, below = parted(item)
    group = head is None or _is_group(below)
    nested = _all(map(_block, below)) if group else Found(rest=below)
    if head is None:
        return nested
    under, beside = answers(nested.rest)
    lines = prepared(head.lines)
    pairs, left = paired(lines, under, item=True, section=not group)
    if pairs:
        own = of_pairs(pairs, _paragraph(left), beside)
    elif cards := _deletions(Line(item.first, _text(lines))):
        own = Found(cards, frozenset(line.number for line in lines), nested.rest)
    elif pair := None if group else _implied(lines, under):
        own = of_pairs([pair], (), beside)
    else:
        own = Found(rest=(*_paragraph(lines), *nested.rest))
    return together([own, nested], own.rest)


def _implied(lines: Sequence[Line], under: Sequence[Line]) -> Pair | None:
    """The card of an item that says by its form alone that it is one."""
    if signs.is_aside(lines[0].text):
        return None
    whole, numbers = _text(lines), [line.number for line in (*lines, *under)]
    nested = [line.text for line in under]
    if two := signs.asked(whole):
        front, back = two[0], [two[1], *nested]
    elif signs.is_question(lines[0].text):
        front, back = lines[0].text, [*(line.text for line in lines[1:]), *nested]
    elif not signs.is_statement(whole):
        front, back = whole, nested
    else:
        return None
    return pair_of(lines[0].number, signs.without_tag(front), back, numbers) if back else None


def _turns(items: Sequence[Block]) -> Found | None:
    """The cards of bullets that are question and answer in turn; None when they are not."""
    lines = [prepared(head.lines) for head, below in map(parted, items) if head and not below]
    fronts, backs = lines[::2], lines[1::2]
    if len(lines) != len(items) or not lines or len(fronts) != len(backs):
        return None
    asked = all(signs.is_question(front[-1].text) and not any(map(_opens, front)) for front in fronts)
    if not asked or not all(all(map(_answers, back)) for back in backs):
        return None
    return _all(_pair(front[0], _text(front), back) for front, back in zip(fronts, backs, strict=True))


def _pair(head: Line, front: str, back: Sequence[Line]) -> Found:
    used = (head.number, *(line.number for line in back))
    return of_pairs([pair_of(head.number, signs.without_tag(front), (line.text for line in back), used)])


def _deletions(line: Line) -> tuple[WrittenCard, ...]:
    """The cards of a line with deletions: those in braces, or else what is highlighted."""
    text = signs.without_tag(line.text)
    shown = text if OPEN in text else _MARK.sub(rf"{OPEN}\1{CLOSE}", text)
    return tuple(cloze_cards(plain(shown), line.number)) if OPEN in shown else ()


def _waits(block: Block) -> Line | None:
    """The question at the end of a block that has no answer there, or None."""
    lines = prepared(block.lines) if block.kind in ("heading", "paragraph") else []
    if not lines or not signs.is_question(lines[-1].text):
        return None
    paired_already = any(_opens(line) or signs.is_turn(line.text) for line in lines)
    return None if paired_already or _deletions(lines[-1]) or signs.asked(lines[-1].text) else lines[-1]


def _reply(block: Block) -> list[Line] | None:
    """The lines of a block that may be an answer: none of them is a card, a question or marked."""
    if block.kind not in ("paragraph", "list"):
        return None
    lines = prepared(list(flat(block)))
    return lines if lines and all(map(_answers, lines)) else None


def _paragraph(lines: Sequence[Line]) -> tuple[Block, ...]:
    return (Block("paragraph", lines[0].number, lines[-1].number + 1, tuple(lines)),) if lines else ()


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _left(block: Block) -> Iterable[Line]:
    """The lines of a block that holds no card, as they are kept."""
    if block.kind == "table":
        return texts(block)
    return (Line(number, plain(clozes.unshielded(text))) for number, text in flat(block))


def _is_turn(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.lines) == 1 and signs.is_turn(block.lines[0].text)


def _answers(line: Line) -> bool:
    return not (_opens(line) or signs.is_question(line.text) or signs.is_turn(line.text) or _deletions(line))


def _opens(line: Line) -> bool:
    return signs.opens(line.text, section=True)


def _is_group(blocks: Sequence[Block]) -> bool:
    """Whether what is nested below an item is cards of its own."""
    for item in (item for block in blocks if block.kind == "list" for item in block.children):
        head, below = parted(item)
        lines = prepared(head.lines) if head else []
        if any(_opens(line) or OPEN in line.text for line in lines):
            return True
        if lines and below and signs.is_question(lines[0].text):
            return True
    return False
