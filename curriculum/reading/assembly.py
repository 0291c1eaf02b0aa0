"""Assembly: the parts of one segment put into the fields of an episode."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from curriculum.reading.arrangement import SEVERAL, arrangement
from curriculum.reading.blocks import Block, Line
from curriculum.reading.body import Body, states_facts
from curriculum.reading.code import without_code
from curriculum.reading.episode import Section
from curriculum.reading.facts import Facts
from curriculum.reading.flashcards import deletions, flashcards, joined
from curriculum.reading.headings import names_one, section_kind
from curriculum.reading.heads import POINTS
from curriculum.reading.inline import plain
from curriculum.reading.ledger import Ledger
from curriculum.reading.parts import BOLD, LEAD
from curriculum.reading.points import Points, opens_with_phrase
from curriculum.reading.properties import without_properties
from curriculum.reading.quotes import is_quote
from curriculum.reading.segments import Segment
from curriculum.reading.shapes import (
    goes_on,
    is_labelled,
    is_point_paragraph,
    leads,
    only_paragraphs,
    opening_of,
    point_paragraphs,
    tells,
)
from curriculum.reading.texts import texts
from curriculum.reading.transcripts import without_speech

_ASIDES = frozenset(("links", "people", "metadata", "asides", "chapters"))
"""Kinds of a bold label that is no point's ("**Mentioned:** …")."""
_FACTUAL = frozenset(("", "introduction", "metadata", "people", "links"))
"""Kinds of section whose ``key:: value`` lines say something of the episode."""
_READ = frozenset(("", "introduction", "summary", "remarks", "metadata", "quotes", "flashcards"))
"""Kinds of section that are read line by line; others are kept whole, code too."""
_AHEAD = 40
"""How many parts further on are looked at to see where a part belongs."""


class Assembly:
    """Walks through a segment's parts once; each part goes to the field its section says."""

    def __init__(self, segment: Segment, ledger: Ledger, facts: Facts) -> None:
        self._ledger = ledger
        self._parts = joined(segment.parts)
        headings = [part for part in self._parts if part.kind == "heading"]
        self._next = {part.first: other for part, other in pairwise(headings)}
        self._arranged = arrangement(self._parts)
        self._merged = self._arranged.merged
        self._points = Points(ledger, "point")
        self._takeaways = Points(ledger, "takeaway")
        self._kind = ""
        self._level = 0
        self._title = ""
        self._section: list[Line] = []
        self._section_line = 0
        self._cards: list[Block] = []
        self._announced = False
        self._single = ""
        """What the next paragraph is, where a label of its own says so ("**Takeaway:** …")."""
        self._plain = False
        """Whether the section's points are paragraphs without any mark."""
        self.body = Body(facts, ledger)

    def run(self) -> Body:
        """The body of the episode; every line that was understood is in the ledger."""
        for place, whole in enumerate(self._parts):
            part = self._cleared(whole)
            if part is None:
                continue
            if part.kind == "heading":
                self._heading(part, self._parts[place + 1] if place + 1 < len(self._parts) else None)
            elif part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            else:
                self._content(part, self._parts[place + 1 : place + _AHEAD])
            self._announced = part.kind == "paragraph" and part.text.rstrip().endswith((":", "："))
        self._close_section()
        self.body.close_asides()
        self.body.points = self._points.drafts
        self.body.takeaways = self._takeaways.drafts
        return self.body

    def _cleared(self, part: Block) -> Block | None:
        """A part without what note tools wrote for themselves, and without code unless it is kept whole."""
        facts = self._kind in _FACTUAL
        cleared, found = without_properties(part, facts=facts and (part.kind != "list" or states_facts(part)))
        self.body.take_properties(found, facts=facts)
        if cleared is None or (self._gathering() is None and self._kind not in _READ):
            return cleared
        cleared, code = without_code(cleared)
        self.body.take_code(code)
        return cleared

    # headings -----------------------------------------------------------------------------

    def _heading(self, part: Block, following: Block | None) -> None:
        text = plain(part.text)
        kind = section_kind(text)
        gathering = self._gathering()
        self.body.take_addresses(part)
        if self._kind == "flashcards" and not kind and part.level > self._level:
            self._cards.append(part)
            return
        headed = gathering if gathering is not None and gathering.headed else None
        under = bool(headed and headed.drafts and part.level > headed.level)  # "#### Quote" below a point
        one = names_one(text) and (part.mark == LEAD or (under and kind == "quotes"))
        single = one and kind in ("quotes", "takeaways")
        closes = part.first in self._arranged.closing
        if single and self._kind != "section" and (kind == "quotes" or closes or not headed):
            self._ledger.take(part.numbers, f"heading of {kind}")
            self._single = kind
            return
        lead = part.mark == LEAD and not closes
        if headed and headed.drafts and lead and part.level > headed.level and kind != "points":
            headed.head(part)  # "**Bottom line:** …" under a heading that is a point
            return
        if self._kind == "section" and part.mark == LEAD and part.level > self._level and kind != "points":
            self._keep(part)  # "**Description:** …" of something that the section is about
            return
        # beside the section's own heading too, but not above the headings that have become points
        inside = part.level > self._level or (headed and (not headed.drafts or part.level >= headed.level))
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
        if (
            not kind
            and not self._arranged.listed
            and (gathering is None or (self._arranged.topics and part.level <= self._level))
        ):
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
        ahead = self._next.get(part.first)
        if not kind and ahead and ahead.first in self._arranged.counted and ahead.level > part.level:
            self._open("points", part.level, "")  # numbered headings under a name of their own
        bold = headed and headed.drafts and headed.level >= BOLD > part.level
        if not kind and bold and following and following.kind == "heading" and following.level >= BOLD:
            self._open("points", part.level, "")  # one more group of points in bold, under a name of its own

    def _open(self, kind: str, level: int, title: str) -> None:
        self._close_section()
        self._kind, self._level, self._title = kind, level, title.rstrip(" :：")
        self._section_line = 0
        self._plain = False

    def _close_section(self) -> None:
        if self._cards:
            self._section.extend(self.body.take_deck(self._cards, f"section {self._title}".strip()))
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
        self.body.take_addresses(part)
        if part.kind == "paragraph":
            lines = [line for line in part.lines if not self.body.take_aside(line)]
            if not lines:
                return
            part = replace(part, lines=tuple(lines))
        if part.kind in ("list", "quote"):
            part, spoken = without_speech(part)
            self.body.take_speech(spoken)
        single, self._single = self._single, ""
        if single:
            self._take_single(single, part)
            return
        if self._kind == "flashcards":
            self._cards.append(part)
            return
        if self._kind not in ("metadata", "transcript"):
            self._written(part, rest)
            return
        self._other(part, rest)

    def _written(self, part: Block, rest: Sequence[Block]) -> None:
        """A part without the flashcards in it, which are taken; what stands below a card is kept."""
        found = flashcards(part)
        self._section.extend(self.body.take_found(found, part, f"section {self._title}".strip()))
        for block in found.rest:
            self._other(block, rest)

    def _other(self, part: Block, rest: Sequence[Block]) -> None:
        """A part without cards, into the field of its section."""
        gathering = self._gathering()
        if self.body.take_footnotes(part):
            return
        self.body.flashcards.extend(deletions(part))
        if gathering is not None:
            self._point_content(gathering, part, rest)
        elif self._kind == "quotes" and _is_aside(part):
            self.body.take_labelled(part, opening_of(part))
        elif self._kind == "quotes":
            self.body.take_quotes(part)
        elif self._kind in ("", "introduction", "summary"):
            self._prose(part)
        elif self._kind == "remarks":
            self.body.take_remarks(part)
        elif self._kind == "metadata":
            self.body.take_facts(part)
        elif self._kind == "section" and part.kind == "quote" and is_quote(part):
            self.body.take_quotes(part)
        else:
            self._keep(part)

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
                told = [item for item in part.children if not (points.headed and self._take_spoken(item))]
                points.more([replace(part, children=tuple(told))] if told else [])
                return
            phrased = len(part.children) >= SEVERAL and all(map(opens_with_phrase, part.children))
            for item in part.children:
                points.item(item, phrased=phrased)
        elif part.kind == "table" and not (points.drafts and points.headed):
            names = [plain(line.text) for line in part.children[0].lines] if part.children else []
            self._ledger.take(part.children[0].numbers if part.children else (), "heading of a table")
            for row in part.children[1:]:
                points.row([line.text for line in row.lines], names, row.first)
        elif part.kind == "quote" and is_quote(part):
            self.body.take_quotes(part)
        elif points.drafts and part.kind == "paragraph" and self._arranged.labelled and not is_labelled(part):
            self._between(points, part, rest)
        elif points.drafts and (
            points.headed or points.drafts[-1].bare or goes_on(len(points.drafts) + 1, rest)
        ):
            points.more([part])
        elif (
            part.kind == "paragraph"
            and not points.drafts
            and (leads(part, rest) or (bool(rest) and rest[0].first in self._arranged.counted))
        ):
            self.body.take_text(part, self.body.introduction, "introduction")
        elif points.drafts and _is_aside(part):
            self.body.take_labelled(part, opening_of(part))
        elif part.kind == "paragraph" and (not points.drafts or self._plain or is_point_paragraph(part)):
            self._plain = self._plain or (not points.drafts and only_paragraphs((part, *rest)))
            for block in point_paragraphs(part):
                points.paragraph(block)
        elif part.kind == "paragraph" and rest and rest[0].kind == "list":
            if part.text.rstrip().endswith(":"):
                points.paragraph(part)
            else:
                points.more([part])
        elif part.kind == "paragraph":
            if not self.body.take_spoken(part):
                self.body.take_text(part, self.body.summary, "summary")
        elif points.drafts:
            points.more([part])
        else:
            points.other(part)

    def _take_single(self, kind: str, part: Block) -> None:
        """A paragraph that its own label calls a quote or a takeaway; what follows goes on as before."""
        if kind == "quotes":
            self.body.take_quotes(part)
        else:
            (self._points if kind == self._merged else self._takeaways).paragraph(part)

    def _take_spoken(self, item: Block) -> bool:
        """An item below a headed point that is nothing but somebody's words, as a quote."""
        return len(item.children) == 1 and self.body.take_spoken(item, whole=True)

    def _between(self, points: Points, part: Block, rest: Sequence[Block]) -> None:
        """A paragraph among labelled ones goes on with the last of them; after them all it sums up."""
        ahead = takewhile(lambda other: other.kind != "heading", rest)
        if any(is_labelled(other) for other in ahead):
            points.more([part])
        elif not self.body.take_spoken(part):
            self.body.take_text(part, self.body.summary, "summary")

    def _prose(self, part: Block) -> None:
        into = self.body.summary if self._kind == "summary" else self.body.introduction
        account = self._kind or "introduction"
        lead = self._kind == "" or (self._level >= BOLD and (tells(part) or is_labelled(part)))
        if part.kind == "paragraph" and self._arranged.labelled and lead and is_labelled(part):
            self._open("points", 0, "")
            self._points.paragraph(part)
        elif part.kind == "paragraph":
            self.body.take_prose(part, into, account)
        elif part.kind == "quote" and (self._announced or is_quote(part)):
            self.body.take_quotes(part)
        elif part.kind in ("list", "table", "quote") and self._kind != "summary" and states_facts(part):
            self.body.take_facts(part)
        elif (
            part.kind in ("list", "table") and lead and not self._arranged.sectioned
        ):  # "**Summary:** …" above
            self._open("points", 0, "")
            self._point_content(self._points, part, ())
        else:
            self.body.take_text(part, into, account)

    def _keep(self, part: Block) -> None:
        """Content of a section without a field: kept whole, under its own name."""
        self._section.extend(texts(part))
        self._ledger.take(part.numbers, f"section {self._title}".strip())
        if self._kind == "people":
            self.body.take_people(part, self._title)


def _is_aside(part: Block) -> bool:
    """Whether a paragraph's own bold label names what stands beside the notes ("**Mentioned:** …")."""
    return is_labelled(part) and section_kind(opening_of(part).label, exact=True) in _ASIDES
