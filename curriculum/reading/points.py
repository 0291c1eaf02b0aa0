"""Points: list items, paragraphs, table rows and headings as key points with their sub-points."""

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import is_

from curriculum.reading.blocks import Block, Line
from curriculum.reading.draft import Draft
from curriculum.reading.episode import SubPoint
from curriculum.reading.evidence import PART, QUOTE, Piece, last_quote, pieces
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import Opening, opening, plain
from curriculum.reading.ledger import Ledger
from curriculum.reading.quotes import is_words, quotes, said, spoken
from curriculum.reading.shapes import item_lines
from curriculum.reading.subpoints import subpoint, subpoints

_NUMBERING = re.compile(
    r"^\s*(?:[^\w\s\"“(*]+\s*)?(?P<bold>\*\*|__)?(?:\d{1,3}\s*[.):]\s+|(?:\d\ufe0f?\u20e3|\U0001f51f)+[.):]?\s*)(?=\S)"
)

_CLOCK = re.compile(r"[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}[\])]?")
_WHEN = re.compile(
    r"[^\w\[(]*[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2})(?:\s*[-–—→]\s*(?:\d{1,2}:)?\d{1,3}:\d{2})?[\])]?"
    r"(?:\s*\((?:\d{1,2}:)?\d{1,3}:\d{2}\))?\W*"
)
"""When something is told, from when to when, and how long it takes."""
_STAMP = re.compile(r"^\s*[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}[\])]?\s*(?:[-–—:|]\s+)?")
_LABEL_WORDS = 6
"""Words of a label without marks, at most."""
_LETTER = re.compile(r"^\s*[a-z][.)]\s+(?=\S)")
_PHRASE = re.compile(
    r"(?P<label>(?!(?:\S+\s+){0,4}(?:is|are|was|were|has|have|had|can|did|do|does|will|not)\b)"
    r"[^\W\d_a-z][^\s.!?:]*(?:\s[^\s.!?:]+){0,4})\.\s+(?=[^\W\d_a-z])"
)
"""A phrase of at most five words, closed by a full stop, that a sentence follows."""

_TEXT = frozenset(("summary", "points", "takeaways"))


class Points:
    """Gathers the points of one section of one episode, in order, and accounts for their lines."""

    def __init__(self, ledger: Ledger, word: str) -> None:
        self._ledger = ledger
        self._word = word
        self.drafts: list[Draft] = []

    def head(self, heading: Block, topic: str = "") -> None:
        """A heading that is a point's label."""
        shown = _headline(heading)
        self._start(shown, heading.lines[0].number, heading.numbers, topic)
        if shown.label and shown.text:
            whole = _unnumbered(heading.text)
            whole = _STAMP.sub("", whole, count=1) if shown.time else whole
            self.drafts[-1].whole = plain(whole).rstrip(":").strip()

    def subhead(self, heading: Block) -> None:
        """A heading below that of the latest point: what follows is under it."""
        shown = _headline(heading)
        draft, line = self.drafts[-1], heading.lines[0].number
        self._ledger.take(heading.numbers, draft.account)
        draft.open_heading(SubPoint(label=shown.label, text=shown.text, time=shown.time, line=line))

    def item(self, item: Block, *, phrased: bool = False, topic: str = "") -> None:
        """A list item that is a point; ``phrased``: a phrase with a full stop is its label."""
        if not item.children:
            return
        first, *rest = item.children
        if first.kind in ("paragraph", "heading"):
            own, named = _named(first.lines)
            self._ledger.take((line.number for line in named), "heading of a section")
            own, lettered = _lettered(own)
            if first.kind == "paragraph" and named:
                self._entitled(own, (), first, topic)
                self.drafts[-1].announced = True
            elif first.kind == "paragraph":
                self._told(own, first, phrased=phrased, topic=topic)
            else:
                self._start(Opening("", plain(first.text), ""), first.first, first.numbers, topic)
        else:
            self._start(Opening("", "", ""), item.first, (), topic)
            rest, lettered = [first, *rest], []
        self.drafts[-1].extend(lettered)
        self.more(rest)

    def paragraph(self, block: Block, topic: str = "") -> None:
        """A paragraph that is a point of its own."""
        self._told(block.lines, block, topic=topic)

    def _told(self, lines: Sequence[Line], block: Block, *, phrased: bool = False, topic: str = "") -> None:
        """A point from the lines of a paragraph, what backs it told apart."""
        title, told = _titled(lines)
        if title:
            self._ledger.take((told[0].number,), "heading of a section")
            self._entitled(title, told[1:], block, topic)
            return
        own, *backing = pieces(
            [
                Line(line.number, _unnumbered(line.text) if n == 0 else line.text)
                for n, line in enumerate(lines)
            ]
        )
        if own.kind:  # nothing but a quote: the quote is the point
            own, backing = Piece("", tuple(lines)), []
        quoted = last_quote(own.lines)
        raw = quoted[0] if quoted else "\n".join(line.text for line in own.lines)
        shown = opening(raw)
        if phrased and not shown.label and (match := _PHRASE.match(shown.text)):
            alone = len(plain(own.lines[shown.row].text)) <= match.end()
            shown = Opening(shown.time, match["label"], shown.text[match.end() :], shown.row + alone)
        self._start(shown, block.first, block.numbers, topic, own.lines[shown.row].number)
        if quoted:
            self.drafts[-1].quotes.append(quoted[1])
        self._back(backing)

    def _entitled(self, title: Sequence[Line], told: Sequence[Line], block: Block, topic: str) -> None:
        """A point from its title and its text."""
        shown = opening(_unnumbered(" ".join(line.text.strip() for line in title)))
        text = opening(" ".join(line.text.strip() for line in told))
        label = shown.text or shown.label
        words = ": ".join(filter(None, text[1:3]))  # a label in the text is no second one of the point
        self._start(
            Opening(shown.time or text.time, label, words),
            block.first,
            block.numbers,
            topic,
            told[0].number if told else 0,
        )

    def _back(self, backing: Sequence[Piece]) -> None:
        """Enter what backs the latest point."""
        draft = self.drafts[-1]
        for piece in backing:
            if piece.kind == QUOTE:
                if piece.lines:
                    draft.quotes.append(said(list(piece.lines)))
            elif piece.lines:
                text = plain(" ".join(line.text.strip() for line in piece.lines))
                draft.extend(
                    [
                        SubPoint(
                            label=piece.label,
                            text=text,
                            line=piece.lines[0].number,
                            kind=piece.kind.removeprefix(PART),
                        )
                    ]
                )

    def quote(self, block: Block) -> None:
        """A block quote that backs the latest point."""
        self._ledger.take(block.numbers, self.drafts[-1].account)
        self.drafts[-1].quotes.extend(quotes(block))

    def comment(self, block: Block) -> None:
        """A paragraph as a comment on the quote that was taken last."""
        draft = self.drafts[-1]
        self._ledger.take(block.numbers, draft.account)
        last = draft.quotes[-1]
        told = plain(" ".join(line.text.strip() for line in block.lines))
        draft.quotes[-1] = last._replace(comment=" ".join(filter(None, [last.comment, told])))

    def spoken(self, block: Block) -> bool:
        """Take an item or paragraph that is nothing but somebody's words ("Ann Lee says: …"), if it is."""
        if len(block.children) > 1:
            return False
        found = spoken(plain(" ".join(line.text.strip() for line in item_lines(block))), block.first)
        if found is None or found[0]:
            return False
        self._ledger.take(block.numbers, self.drafts[-1].account)
        self.drafts[-1].quotes.append(found[1])
        return True

    def back(self, block: Block) -> bool:
        """Take a paragraph that only backs the latest point ("Quote: …", "Significance: …"), if it does."""
        found = pieces(block.lines)
        if not self.drafts or not found or not found[0].kind:
            return False
        self._ledger.take(block.numbers, self.drafts[-1].account)
        self._back(found)
        return True

    def other(self, block: Block) -> None:
        """Any other block at the head of the section: its first line is a point, the rest is under it."""
        found = list(subpoints(block, self._ledger, f"{self._word} {len(self.drafts) + 1}"))
        if found:
            first, *rest = found
            said = Opening(first.time, first.label, first.text)
            self._start(said, first.line, (), text_line=first.text_line)
            self.drafts[-1].subpoints.extend([*first.subpoints, *rest])

    def clock(self, block: Block) -> bool:
        """Whether a line only says when the latest point is told ("🎧 02:01 - 03:15"); then it is noted."""
        found = _WHEN.fullmatch(block.text) if block.kind == "paragraph" and len(block.lines) == 1 else None
        if found is None:
            return False
        draft = self.drafts[-1]
        draft.opening = draft.opening._replace(time=draft.opening.time or found["time"])
        return True

    def row(self, cells: Sequence[str], names: Sequence[str], line: int) -> None:
        """A table row: the first cell is the label, the others its text (named when there are several)."""
        shown = [plain(cell) for cell in cells]
        if len([cell for cell in shown if cell]) == 1:
            said = Opening("", "", next(cell for cell in shown if cell))
        elif _CLOCK.fullmatch(shown[0]):
            label, *others = shown[1:] if len(shown) > 2 else ["", shown[1]]
            said = Opening(shown[0].strip("[]()"), label, _rest(others, names[2:]))
        elif re.fullmatch(r"#?\d*[.)]?", shown[0]) and len(shown) > 2:
            said = Opening("", shown[1], _rest(shown[2:], names[2:]))
        else:
            said = Opening("", shown[0], _rest(shown[1:], names[1:]))
        self._start(said, line, (line,))

    def more(self, blocks: Sequence[Block]) -> None:
        """Blocks that belong to the latest point."""
        draft = self.drafts[-1]
        for block in blocks:
            if block.kind == "quote" and is_words(block):
                self.quote(block)
                continue
            announced = block.kind == "paragraph" and names_text(block.lines[0])
            if announced:
                self._ledger.take((block.lines[0].number,), "heading of a section")
                draft.entitle()
                draft.announced = True
                if len(block.lines) == 1:
                    continue
                block = replace(block, first=block.lines[1].number, lines=block.lines[1:])
            self._ledger.take(block.numbers if block.kind != "list" else (), draft.account)
            if block.kind == "list":
                block = self._unquoted(block)
            elif block.kind == "paragraph" and not announced:
                if self.back(block):
                    continue
                block = self._quoting(block)
            draft.label_whole()
            if block.kind == "paragraph" and draft.bare:
                told = _sentence(opening("\n".join(line.text for line in block.lines)))
                if draft.label and not told.label:
                    draft.opening = Opening(draft.opening.time or told.time, draft.label, told.text)
                    draft.text_line = block.lines[told.row].number
                    continue
            found = tuple(subpoints(block, self._ledger, draft.account))
            if block.kind == "list":
                draft.fill(found)
            elif block.kind == "paragraph" and plain(block.text).endswith(":"):
                said = _sentence(Opening("", found[0].label, found[0].text))
                draft.announce(found[0].model_copy(update={"label": said.label, "text": said.text}))
            else:
                draft.extend(found)

    def _unquoted(self, block: Block) -> Block:
        """A list below the latest point without the items that only back it, which are entered."""
        left: list[Block] = []
        for item in block.children:
            first = item.children[0] if item.children else None
            found = pieces(first.lines) if first is not None and first.kind == "paragraph" else ()
            if found and found[0].kind:
                self._ledger.take(item.numbers, self.drafts[-1].account)
                self._back(found)
                self.more(item.children[1:])
            elif first is not None and first.kind == "paragraph":
                own = self._quoting(first)
                left.append(item if own is first else replace(item, children=(own, *item.children[1:])))
            else:
                left.append(item)
        same = len(left) == len(block.children) and all(map(is_, left, block.children))
        return block if same else replace(block, children=tuple(left))

    def _quoting(self, block: Block) -> Block:
        """A paragraph below the latest point without the quotation that it ends in, which backs the point."""
        told = last_quote(block.lines)
        if told is None:
            return block
        before, quote = told
        self.drafts[-1].quotes.append(quote)
        kept = before.split("\n")
        lines = (Line(line.number, text) for line, text in zip(block.lines, kept, strict=False))
        return replace(block, lines=tuple(lines))

    def _start(
        self, said: Opening, line: int, numbers: Sequence[int], topic: str = "", text_line: int = 0
    ) -> None:
        if self.drafts:
            self.drafts[-1].open_heading(None)
        account = f"{self._word} {len(self.drafts) + 1}"
        self._ledger.take(numbers, account)
        self.drafts.append(Draft(said, line, account, text_line, topic=topic))


def _headline(heading: Block) -> Opening:
    """Time stamp, label and text of a heading; without a label of its own it is all label."""
    said = opening(_unnumbered(heading.text))
    if said.label:
        return said
    if said.time:
        return Opening(said.time, said.text, "")
    return Opening("", plain(_unnumbered(heading.text)).rstrip(":").strip(), "")


def _sentence(said: Opening) -> Opening:
    """What announces a list in more words than a label has is no label: "Four things keep it out:"."""
    if said.text or len(said.label.split()) <= _LABEL_WORDS:
        return said
    return said._replace(label="", text=f"{said.label}:")


def _named(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """An item's lines without a last one that only names what is under it ("Key takeaways:")."""
    last = lines[-1].text.strip()
    named = len(lines) > 1 and last.endswith(":") and section_kind(plain(last), exact=True)
    return (lines[:-1], lines[-1:]) if named else (lines, [])


def _titled(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """An item's title and, from the line on that only names its text ("Summary:"), the rest; no title: ""."""
    for place, line in enumerate(lines[:-1]):
        if place and names_text(line):
            return lines[:place], lines[place:]
    return (), lines


def names_text(line: Line) -> bool:
    """Whether a line only names what follows it as the text: "Summary:"."""
    name = plain(line.text)
    return name.endswith(":") and section_kind(name, exact=True) in _TEXT


def _lettered(lines: Sequence[Line]) -> tuple[Sequence[Line], list[SubPoint]]:
    """An item's lines before ``a. …``, ``b. …``, and those lines as its sub-points."""
    starts = [place for place, line in enumerate(lines) if _LETTER.match(line.text)]
    letters = "".join(lines[place].text.strip()[0] for place in starts)
    if not starts or starts[0] == 0 or letters != "abcdefghijklmnopqrstuvwxyz"[: len(letters)]:
        return lines, []
    found: list[SubPoint] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        first, *rest = lines[start:end]
        found.append(subpoint([first._replace(text=_LETTER.sub("", first.text, count=1)), *rest]))
    return lines[: starts[0]], found


def opens_with_phrase(item: Block) -> bool:
    """Whether an item starts with a phrase and a full stop, as labels do where every item has one."""
    return bool(item.children and item.children[0].lines and _PHRASE.match(plain(item.children[0].text)))


def _unnumbered(text: str) -> str:
    """A point's text without the number people give it, also inside its bold mark (``**1. Label:**``)."""
    return _NUMBERING.sub(lambda match: match.group("bold") or "", text)


def _rest(cells: Sequence[str], names: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return "".join(filled)
    pairs = zip(cells, [*names, *[""] * len(cells)], strict=False)
    return "; ".join(f"{name}: {cell}" if name else cell for cell, name in pairs if cell)
