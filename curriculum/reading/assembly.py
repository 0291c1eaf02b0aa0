"""Assembly: the parts of one segment put into the fields of an episode."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from curriculum.problems import Problem
from curriculum.reading import fields
from curriculum.reading.blocks import Block, Line
from curriculum.reading.episode import Quote, Remark, Section, WrittenCard
from curriculum.reading.facts import Facts
from curriculum.reading.flashcards import flashcards, has_cards, inline_cards
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import links, plain
from curriculum.reading.ledger import Ledger
from curriculum.reading.points import Draft, Points
from curriculum.reading.quotes import is_quote, quotes
from curriculum.reading.segments import POINTS, Segment
from curriculum.reading.shapes import goes_on, is_point_paragraph, item_lines, leads, point_paragraphs
from curriculum.reading.texts import addresses, texts

_FIRST_PERSON = re.compile(r"(?<![\w'’])(?:I|my|me|mine|myself|I['’](?:m|ve|ll|d))(?![\w])", re.IGNORECASE)
_NOTE_TO_SELF = re.compile(r"\s*(?:todo|note to self|remark|nb)\b\s*[:.-]?", re.IGNORECASE)
_ONLY_LINK = re.compile(r"\s*(?:[-*+]\s+)?<?https?://[^\s<>]+>?\s*$")
_PICTURE = re.compile(r"\s*(?:!\[[^\[\]]*\]\([^()]*\)|!\[\[[^\[\]]+\]\]|<img\s[^<>]*>)\s*$", re.IGNORECASE)
_LINK_LINE = re.compile(r"\s*(?:[^\w\s\[]+\s*)?\[[^\[\]]*\]\(\s*<?https?://[^\s()]*\)\s*$")
_FOOTNOTE = re.compile(r"\s*\[\^([^\[\]\s]+)\]:\s*")
_ONLY_TAGS = re.compile(r"\s*(?:#[^\W\d][\w/-]*[\s,]*)+$")
_REMARK_WORDS = 40
_AHEAD = 40
"""How many parts further on are looked at to see where a part belongs."""


@dataclass
class Body:
    """What the parts of an episode said, field by field."""

    facts: Facts
    remarks: list[Remark] = field(default_factory=list)
    introduction: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    points: list[Draft] = field(default_factory=list)
    takeaways: list[Draft] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    flashcards: list[WrittenCard] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Assembly:
    """Walks through a segment's parts once; each part goes to the field its section says."""

    def __init__(self, segment: Segment, ledger: Ledger, facts: Facts) -> None:
        self._ledger = ledger
        self._parts = segment.parts
        kinds = [section_kind(plain(part.text)) for part in segment.parts if part.kind == "heading"]
        self._merged = "takeaways" if "points" not in kinds and "takeaways" in kinds else None
        self._sectioned = any(kind in POINTS for kind in kinds)
        opening = takewhile(lambda part: part.kind != "heading", segment.parts)
        self._listed = self._sectioned or any(part.kind in ("list", "table") for part in opening)
        self._points = Points(ledger, "point")
        self._takeaways = Points(ledger, "takeaway")
        self._kind = ""
        self._level = 0
        self._title = ""
        self._section: list[Line] = []
        self._section_line = 0
        self._cards: list[Block] = []
        self._asides: dict[str, list[Line]] = {}
        self.body = Body(facts)

    def run(self) -> Body:
        """The body of the episode; every line that was understood is in the ledger."""
        for place, part in enumerate(self._parts):
            if part.kind == "heading":
                self._heading(part)
            elif part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            else:
                self._content(part, self._parts[place + 1 : place + _AHEAD])
        self._close_section()
        for title, lines in self._asides.items():
            text = "\n".join(line.text for line in lines)
            self.body.sections.append(Section(title=title, text=text, line=lines[0].number))
        self.body.points = self._points.drafts
        self.body.takeaways = self._takeaways.drafts
        return self.body

    # headings -----------------------------------------------------------------------------

    def _heading(self, part: Block) -> None:
        text = plain(part.text)
        kind = section_kind(text)
        gathering = self._gathering()
        self.body.links.extend(links(part.text))
        if self._kind == "flashcards" and not kind and part.level > self._level:
            self._cards.append(part)
            return
        inside = part.level > self._level or (gathering is not None and gathering.headed)
        if gathering is not None and not kind and inside and self._kind:
            gathering.head(part)
            return
        if (
            gathering is not None
            and kind in ("points", "takeaways")
            and part.level > self._level
            and gathering.drafts
        ):
            kind = kind if kind == "takeaways" and not self._merged else self._kind
        if not kind and not self._listed and gathering is None:
            self._open("points", part.level - 1, "")  # no list anywhere: the headings are the points
            self._points.head(part)
            return
        if not kind and self._section_line and part.level > self._level and self._kind not in ("", *POINTS):
            self._ledger.take(part.numbers, f"section {self._title}".strip())
            self._section.append(Line(part.first, text))
            return
        self._open(kind or "section", part.level, text)
        self._ledger.take(part.numbers, f"heading of {kind or 'a section'}")
        self._section_line = part.lines[0].number

    def _open(self, kind: str, level: int, title: str) -> None:
        self._close_section()
        self._kind, self._level, self._title = kind, level, title
        self._section_line = 0

    def _close_section(self) -> None:
        if self._cards:
            self._flashcards(self._cards)
            self._cards = []
        if self._section:
            text = "\n".join(line.text for line in self._section)
            line = self._section_line or self._section[0].number
            self.body.sections.append(Section(title=self._title, text=text, line=line))
        elif self._kind == "section" and self._title:
            self.body.sections.append(Section(title=self._title, text="", line=self._section_line))
        self._section = []

    def _gathering(self) -> Points | None:
        if self._kind == "points" or self._kind == self._merged:
            return self._points
        return self._takeaways if self._kind in ("takeaways", "actions") else None

    # content ------------------------------------------------------------------------------

    def _content(self, part: Block, rest: Sequence[Block]) -> None:
        self.body.links.extend(addresses(part))
        if part.kind == "paragraph":
            lines = [line for line in part.lines if not self._aside(line)]
            if not lines:
                return
            part = replace(part, lines=tuple(lines))
        gathering = self._gathering()
        if self._kind == "flashcards":
            self._cards.append(part)
            return
        if self._kind not in ("metadata", "transcript") and has_cards(part):
            self._flashcards([part])
            return
        if part.kind == "paragraph" and all(_FOOTNOTE.match(line.text) for line in part.lines):
            self._footnotes(part)
            return
        for line in item_lines(part):
            self.body.flashcards.extend(inline_cards(line.text, line.number))
        if gathering is not None:
            self._point_content(gathering, part, rest)
        elif self._kind == "quotes":
            self._quotes(part)
        elif self._kind in ("", "introduction", "summary"):
            self._prose(part)
        elif self._kind == "remarks":
            for line in texts(part):
                self.body.remarks.append(Remark(text=line.text, line=line.number))
            self._ledger.take(part.numbers, "remark")
        elif self._kind == "metadata":
            self._facts(part)
        else:
            self._keep(part)

    def _aside(self, line: Line) -> bool:
        """A line that is one picture or one link with words: kept, but no part of the text around it."""
        if _ONLY_TAGS.match(line.text):
            self.body.facts.add_tags(line.text)
            self._ledger.take((line.number,), "tags")
            return True
        if _PICTURE.match(line.text):
            title, account = "Pictures", "picture"
        elif _LINK_LINE.match(line.text) and not _ONLY_LINK.match(line.text):
            title, account = "Links", "link"
        else:
            return False
        if shown := plain(line.text):
            self._asides.setdefault(title, []).append(Line(line.number, shown))
        self._ledger.take((line.number,), account)
        return True

    def _point_content(self, points: Points, part: Block, rest: Sequence[Block]) -> None:
        if part.kind == "list":
            nested = (
                bool(points.drafts)
                and (points.headed or not part.children[0].mark.isdigit())
                and (
                    points.headed
                    or (points.drafts[-1].bare and bool(points.drafts[-1].label))
                    or goes_on(len(points.drafts) + 1, rest)
                )
            )
            if nested:
                points.more([part])
                return
            for item in part.children:
                points.item(item)
        elif part.kind == "table" and not (points.drafts and points.headed):
            names = [plain(line.text) for line in part.children[0].lines] if part.children else []
            self._ledger.take(part.children[0].numbers if part.children else (), "heading of a table")
            for row in part.children[1:]:
                points.row([line.text for line in row.lines], names, row.first)
        elif part.kind == "quote" and is_quote(part):
            self._quotes(part)
        elif points.drafts and (
            points.headed or points.drafts[-1].bare or goes_on(len(points.drafts) + 1, rest)
        ):
            points.more([part])
        elif part.kind == "paragraph" and not points.drafts and leads(part, rest):
            self._text(self.body.introduction, part, "introduction")
        elif part.kind == "paragraph" and (not points.drafts or is_point_paragraph(part)):
            for block in point_paragraphs(part):
                points.paragraph(block)
        elif part.kind == "paragraph" and rest and rest[0].kind == "list":
            if part.text.rstrip().endswith(":"):
                points.paragraph(part)
            else:
                points.more([part])
        elif part.kind == "paragraph":
            self._text(self.body.summary, part, "summary")
        elif points.drafts:
            points.more([part])
        else:
            points.other(part)

    def _footnotes(self, part: Block) -> None:
        text = "\n".join(plain(_FOOTNOTE.sub(r"\1: ", line.text)) for line in part.lines)
        self.body.sections.append(Section(title="Footnotes", text=text, line=part.first))
        self._ledger.take(part.numbers, "footnote")

    def _flashcards(self, blocks: Sequence[Block]) -> None:
        found = flashcards(blocks)
        self.body.flashcards.extend(found.cards)
        for block in blocks:
            if block.kind == "table":
                self._ledger.take(block.children[0].numbers, "heading of a table")
        self._ledger.take(found.used, "flashcard")
        self._section.extend(line for line in found.left if line.text)
        for block in blocks:
            self._ledger.take(block.numbers, f"section {self._title}".strip())

    def _quotes(self, part: Block) -> None:
        found = [Quote(**said._asdict()) for said in quotes(part)]
        self.body.quotes.extend(found)
        if part.kind == "table":
            self._ledger.take(part.children[0].numbers, "heading of a table")
        before = len(self.body.quotes) - len(found)
        for number, quote in enumerate(found, 1):
            end = found[number].line if number < len(found) else part.end
            self._ledger.take(range(quote.line, end), f"quote {before + number}")
        self._ledger.take(part.numbers, f"quote {len(self.body.quotes)}")

    def _prose(self, part: Block) -> None:
        into = self.body.summary if self._kind == "summary" else self.body.introduction
        account = self._kind or "introduction"
        if part.kind == "paragraph":
            self._lines(part, into, account)
        elif part.kind == "quote" and is_quote(part):
            self._quotes(part)
        elif part.kind in ("list", "table") and self._kind != "summary" and self._states_facts(part):
            self._facts(part)
        elif part.kind in ("list", "table") and self._kind == "" and not self._sectioned:
            self._open("points", 0, "")
            self._point_content(self._points, part, ())
        else:
            self._text(into, part, account)

    def _lines(self, part: Block, into: list[str], account: str) -> None:
        """A paragraph line by line: facts, links, tags and the person's own remarks are taken out."""
        prose: list[str] = []
        for line in part.lines:
            stated = fields.field(line.text) if account == "introduction" else None
            if stated:
                self._fact(stated, line.number)
            elif account == "introduction" and _ONLY_LINK.match(line.text):
                self._ledger.take((line.number,), "link")
            elif _ONLY_TAGS.match(line.text):
                self.body.facts.add_tags(line.text)
                self._ledger.take((line.number,), "tags")
            elif self._is_remark(line.text):
                self.body.remarks.append(Remark(text=plain(line.text), line=line.number))
                self._ledger.take((line.number,), "remark")
            else:
                prose.append(line.text.strip())
                self._ledger.take((line.number,), account)
        text = plain(" ".join(prose))
        if text:
            into.append(text)

    def _is_remark(self, text: str) -> bool:
        shown = plain(text)
        unquoted = re.sub(r"[\"“][^\"“”]*[\"”]", "", shown)
        if len(shown.split()) > _REMARK_WORDS:
            return False
        return bool(_FIRST_PERSON.search(unquoted) or _NOTE_TO_SELF.match(shown))

    def _text(self, into: list[str], part: Block, account: str) -> None:
        lines = [line.text for line in texts(part)]
        self._ledger.take(part.numbers, account)
        if lines:
            into.append("\n".join(lines))

    def _keep(self, part: Block) -> None:
        """Content of a section without a field: kept whole, under its own name."""
        self._section.extend(texts(part))
        self._ledger.take(part.numbers, f"section {self._title}".strip())
        if self._kind == "people":
            self._people(part)

    def _people(self, part: Block) -> None:
        who = fields.field_name(self._title)
        if who in ("hosts", "guests"):
            names: list[str] = getattr(self.body.facts, who)
            for line in texts(part):
                first = re.split(r"[:,(–—]|\s-\s", line.text.lstrip("-0123456789. "))[0].strip()
                if first and first not in names:
                    names.append(first)

    # facts --------------------------------------------------------------------------------

    def _states_facts(self, part: Block) -> bool:
        found = [fields.field(line.text) for line in item_lines(part)]
        return bool(found) and sum(fact is not None for fact in found) * 2 > len(found)

    def _facts(self, part: Block) -> None:
        for line in item_lines(part):
            stated = fields.field(line.text)
            if stated:
                self._fact(stated, line.number)
            elif _ONLY_LINK.match(line.text):
                self._ledger.take((line.number,), "link")
            else:
                self.body.facts.keep_line(line)
                self._ledger.take((line.number,), "metadata")

    def _fact(self, stated: fields.Field, line: int) -> None:
        self.body.facts.add(stated, line)
        self._ledger.take((line,), "metadata" if stated.name == "kept" else stated.name)
