"""Flashcards: the questions, answers and clozes that a person wrote themself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from curriculum.reading.blocks import Block, Line
from curriculum.reading.episode import WrittenCard
from curriculum.reading.inline import opening, plain

_ASK = re.compile(
    r"^\s*(?:[-*+]\s+)?[*_]?(?:Q|Question|Front)\s*\d*\s*[:.)]\s*[*_]?(?=\s|\w|$)", re.IGNORECASE
)
_REPLY = re.compile(
    r"^\s*(?:[-*+]\s+)?[*_]?(?:A|Answer|Back)\s*\d*\s*[:.)]\s*[*_]?(?=\s|\w|$)", re.IGNORECASE
)
_REPLY_INSIDE = re.compile(r"\s(?:A|Answer|Back)\s*:\s+(?=\S)")
_TWO_SIDES = re.compile(r"^(?P<front>.*\S)\s+:{2,3}\s+(?P<back>\S.*)$")
_CLOZE = re.compile(r"\{\{c\d+::([^{}]+?)(?:::[^{}]*)?\}\}")
_MARK = re.compile(r"==(?=\S)([^=]+)==")
_CARD_TAG = re.compile(r"\s*#(?:card|flashcards?)\b[\w/]*", re.I)
_ASKED = re.compile(r"^(?P<front>[^?]{8,}\?)\s+(?:[-–—:→=>]+\s*)?(?P<back>\S.*)$")
_MOST = 20
"""More deletions in one line than this are no flashcard."""
_TURN = re.compile(r"\s*\?{1,2}\s*$")


@dataclass
class _Entry:
    """One line of the section, with what is nested under it."""

    line: int
    text: str
    under: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


@dataclass
class Found:
    """The cards of some blocks, the lines they used, and the lines that were none."""

    cards: list[WrittenCard] = field(default_factory=list)
    used: list[int] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)


def has_cards(block: Block) -> bool:
    """Whether a block outside a flashcard section is made of cards: Q and A, or ``front :: back``."""
    if block.kind not in ("paragraph", "list"):
        return False
    lines = [entry.text for entry in _entries(block)]
    deep = [text for entry in _entries(block) for text in (entry.text, *entry.under)]
    asks = sum(bool(_ASK.match(text)) for text in deep)
    replies = sum(bool(_REPLY.match(text) or _REPLY_INSIDE.search(text)) for text in deep)
    tagged = any(_CARD_TAG.search(entry.text) and entry.under for entry in _entries(block))
    return (0 < asks <= replies) or (bool(lines) and all(_TWO_SIDES.match(text) for text in lines)) or tagged


def flashcards(blocks: Sequence[Block]) -> Found:
    """The cards in the blocks of a flashcard section.

    Understood: ``Q:``/``A:`` (or Front/Back) pairs, ``front :: back``, a question with its answer
    nested, below or after it, tables of two columns, Obsidian's ``?`` line, Logseq's ``#card``,
    ``==cloze==`` and ``{{c1::cloze}}`` (each deletion makes a card of its own).
    """
    found = Found()
    waiting: _Entry | None = None
    reply: list[str] = []
    for block in blocks:
        if waiting and reply:
            _finish(waiting, reply, found)
            waiting, reply = None, []
        if block.kind == "table":
            _table(block, found)
            continue
        for entry in _entries(block):
            inner = _REPLY_INSIDE.search(entry.text) if _ASK.match(entry.text) else None
            if waiting and _REPLY.match(entry.text):
                reply.append(_REPLY.sub("", entry.text, count=1))
                reply.extend(entry.under)
                waiting.numbers.extend([entry.line, *entry.numbers])
            elif inner:
                _finish(waiting, reply, found)
                waiting, reply = None, []
                front, back = entry.text[: inner.start()], entry.text[inner.end() :]
                _add(found, _ASK.sub("", front, count=1), [back, *entry.under], entry)
            elif _ASK.match(entry.text):
                _finish(waiting, reply, found)
                waiting, reply = entry, []
                waiting.text = _ASK.sub("", entry.text, count=1)
                reply.extend(_REPLY.sub("", text, count=1) for text in entry.under)
            elif waiting and _TURN.match(entry.text):
                waiting.numbers.append(entry.line)
            elif waiting and (not reply or block.kind == "paragraph") and not _alone(entry):
                reply.append(entry.text)
                waiting.numbers.append(entry.line)
            else:
                _finish(waiting, reply, found)
                waiting, reply = None, []
                if _alone(entry):
                    _one(entry, found)
                else:
                    waiting = entry
    _finish(waiting, reply, found)
    return found


def inline_cards(text: str, line: int) -> Iterator[WrittenCard]:
    """A card for each ``{{c1::…}}`` in a line outside flashcard sections."""
    if "{{c" in text:
        said = opening(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", _CLOZE.sub(_shield, text)))
        sentence = _unshield(said.text or said.label)
        yield from _clozes(sentence, line, _CLOZE)


def _alone(entry: _Entry) -> bool:
    """Whether a line is a card by itself."""
    text = entry.text
    return bool(
        entry.under
        or _TWO_SIDES.match(text)
        or _CLOZE.search(text)
        or _MARK.search(text)
        or _ASKED.match(text)
    )


def _one(entry: _Entry, found: Found) -> None:
    text = _CARD_TAG.sub("", entry.text)
    sides = _TWO_SIDES.match(text)
    if sides:
        _add(found, sides.group("front"), [sides.group("back"), *entry.under], entry)
    elif _CLOZE.search(text) or _MARK.search(text):
        made = list(_clozes(text, entry.line, _CLOZE if _CLOZE.search(text) else _MARK))
        found.cards.extend(made)
        found.used.append(entry.line)
        found.left.extend(
            Line(number, under) for number, under in zip(entry.numbers, entry.under, strict=False)
        )
    elif entry.under:
        _add(found, text, [_REPLY.sub("", under, count=1) for under in entry.under], entry)
    elif asked := _ASKED.match(text):
        _add(found, asked.group("front"), [asked.group("back")], entry)


def _finish(waiting: _Entry | None, reply: Sequence[str], found: Found) -> None:
    if waiting is None:
        return
    if any(text.strip() for text in reply):
        _add(found, waiting.text, reply, waiting)
    else:
        found.left.append(Line(waiting.line, plain(waiting.text)))


def _add(found: Found, front: str, back: Sequence[str], entry: _Entry) -> None:
    question = plain(_CARD_TAG.sub("", front)).strip()
    answer = " ".join(plain(part) for part in back if part.strip()).strip()
    if question and answer:
        found.cards.append(WrittenCard(question=question, answer=answer, line=entry.line))
        found.used.extend([entry.line, *entry.numbers])
    else:
        found.left.append(Line(entry.line, question or answer))


def _table(block: Block, found: Found) -> None:
    for row in block.children[1:]:
        cells = [line.text for line in row.lines if line.text.strip()]
        if len(cells) >= 2:
            _add(found, cells[0], cells[1:], _Entry(row.first, cells[0]))
        else:
            found.left.extend(Line(row.first, plain(cell)) for cell in cells)


def _clozes(text: str, line: int, mark: re.Pattern[str]) -> Iterator[WrittenCard]:
    """One card for each deletion; the other marks in the sentence are removed."""
    deletions = list(mark.finditer(text))
    if len(deletions) > _MOST:
        return
    for chosen in deletions:
        pieces: list[str] = []
        at = 0
        for deletion in deletions:
            inner = plain(deletion.group(1))
            pieces.append(text[at : deletion.start()])
            pieces.append(f"\ue010{inner}\ue011" if deletion is chosen else inner)
            at = deletion.end()
        pieces.append(text[at:])
        shown = plain("".join(pieces))
        yield WrittenCard(text=shown.replace("\ue010", "{{c1::").replace("\ue011", "}}"), line=line)


def _shield(match: re.Match[str]) -> str:
    return f"\ue010{match.group(1)}\ue011"


def _unshield(text: str) -> str:
    return text.replace("\ue010", "{{c1::").replace("\ue011", "}}")


def _entries(block: Block) -> Iterator[_Entry]:
    """The lines of a block; what is nested in a list item belongs to its first line."""
    if block.kind == "list":
        for item in block.children:
            yield from _item(item)
    elif block.kind in ("paragraph", "heading", "code"):
        yield from (_Entry(line.number, _unbold(line.text)) for line in block.lines if line.text.strip())
    else:
        for child in block.children:
            yield from _entries(child)


def _item(item: Block) -> Iterator[_Entry]:
    if not item.children:
        return
    first, *rest = item.children
    if not first.lines:
        for child in item.children:
            yield from _entries(child)
        return
    head, *more = first.lines
    entry = _Entry(head.number, _unbold(head.text))
    for line in [*more, *(Line(e.line, e.text) for block in rest for e in _flat(block))]:
        entry.under.append(_unbold(line.text))
        entry.numbers.append(line.number)
    yield entry


def _flat(block: Block) -> Iterator[_Entry]:
    for entry in _entries(block):
        yield _Entry(entry.line, entry.text)
        yield from (_Entry(number, text) for number, text in zip(entry.numbers, entry.under, strict=True))


def _unbold(text: str) -> str:
    """Without the bold marks that people put around Q and A."""
    return text.replace("**", "").strip()
