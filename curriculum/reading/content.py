"""Content: a run of parts in a section of points, each a point, a part of one, or what stands around them."""

from collections.abc import Sequence
from dataclasses import replace

from curriculum.reading.blocks import Block
from curriculum.reading.body import Body
from curriculum.reading.chatter import announces, is_excuse, is_notice
from curriculum.reading.evidence import is_said
from curriculum.reading.generic import says_how
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import plain
from curriculum.reading.inline_list import INLINE
from curriculum.reading.points import Points, names_text, opens_with_phrase
from curriculum.reading.quotes import is_quote, is_words
from curriculum.reading.roles import CONTENT
from curriculum.reading.shapes import (
    SEVERAL,
    goes_on,
    is_bare,
    is_labelled,
    is_point_paragraph,
    only_leads,
    opening_of,
    point_paragraphs,
    states,
)

_ASIDES = frozenset(("links", "people", "metadata", "asides", "chapters"))
"""Kinds of a bold label that is no point's ("**Mentioned:** …")."""
_AHEAD = 40
"""How many parts further on are looked at to see where a part belongs."""
_ASIDE_WORDS = 7
_LEAD_WORDS = 14
"""A longer paragraph before a list says something of its own, also when it ends in a colon."""
_HEAD_LETTERS = 100
"""Letters of a heading over points, at most."""


class Content:
    """Takes the parts of one section of points, in order, into ``points``; what is none into ``body``.

    ``own``: whether the section's heading is a mere name, so that paragraphs below it may be points.
    """

    def __init__(self, points: Points, body: Body, *, own: bool = True) -> None:
        self._points = points
        self._body = body
        self._own = own
        self._first = len(points.drafts)
        self._topic = ""
        self._stamped = False
        """Whether the latest point is a time and a topic, which what is listed below it tells."""

    def take(self, run: Sequence[Block], topic: str = "") -> None:
        """The parts of a section between two headings; ``topic`` is what they stand under."""
        self._topic = topic
        self._group = topic
        listed = any(part.kind in ("list", "table") and not is_bare(part) for part in run)
        paragraphs = [part for part in run if part.kind == "paragraph"]
        marked = sum(map(is_point_paragraph, paragraphs))
        prose = not listed and not marked
        self._labelled = not listed and marked >= min(SEVERAL, len(paragraphs))
        told = _told_after(run)
        for place, part in enumerate(run):
            rest = run[place + 1 : place + _AHEAD]
            if part.kind == "rule":
                self._body.ledger.take(part.numbers, "separator")
            elif part.kind == "list":
                self._list(part, rest)
            elif part.kind == "table":
                self._table(part)
            elif part.kind == "quote" and (is_words(part) or is_quote(part)):
                self._quote(part)
            elif part.kind == "paragraph":
                self._paragraph(part, rest, prose=prose or part.first in told)
            elif self._points.drafts:
                self._points.more([part])
            else:
                self._points.other(part)

    @property
    def _begun(self) -> bool:
        """Whether this section has a point already."""
        return len(self._points.drafts) > self._first

    def _list(self, part: Block, rest: Sequence[Block]) -> None:
        points = self._points
        if is_bare(part):
            self._body.take_kept(part, "Links")
            return
        ordered = part.children[0].mark.isdigit()
        if self._begun and not ordered:
            last = points.drafts[-1]
            if (
                self._stamped
                or (last.bare and last.label)
                or goes_on(len(points.drafts) - self._first + 1, rest)
            ):
                points.more([part])
                return
        phrased = len(part.children) >= SEVERAL and all(map(opens_with_phrase, part.children))
        words = [is_words(item) for item in part.children]
        times = [bool(item.children and opening_of(item.children[0]).time) for item in part.children]
        for item, spoken, time in zip(part.children, words, times, strict=True):
            if spoken and not all(words):
                self._body.take_quotes(replace(part, first=item.first, end=item.end, children=(item,)))
            elif only_leads(item) or (
                not time and sum(times) > 1 and is_bare(replace(part, children=(item,)))
            ):
                self._body.take_kept(item, "Links")
            elif _is_beside(item):
                self._body.take_kept(item, "Notes beside")
            elif _is_excuse(item):
                self._body.take_kept(item, "Chatter")
            elif _is_section(item):
                self._body.ledger.take(item.children[0].numbers, "heading of points")
                for child in item.children[1:]:
                    self._list(child, ())
            elif _is_announcement(item):
                self._answered(item)
            elif told := _told_in_line(item):
                self._topic_told(item, told)
            else:
                points.item(item, phrased=phrased, topic=self._group)

    def _answered(self, item: Block) -> None:
        """An assistant's answer in one item: its opening is chatter, and what stands below are the points."""
        self._body.take_kept(item.children[0], "Chatter")
        group = self._group
        self.take(item.children[1:], self._topic)
        self._group = group

    def _topic_told(self, item: Block, told: Block) -> None:
        """A topic whose points an export wrote into one line: it stands over them."""
        place = item.children.index(told)
        above = [line for child in item.children[:place] for line in child.lines]
        self._body.ledger.take((line.number for line in above), "heading of points")
        titles = above[:-1] if above and names_text(above[-1]) else above
        topic = plain(" ".join(line.text.strip() for line in titles)).rstrip(":：") or self._group
        for one in told.children:
            self._points.item(one, topic=topic)
        self._points.more(item.children[place + 1 :])

    def _table(self, part: Block) -> None:
        names = [plain(line.text) for line in part.children[0].lines] if part.children else []
        self._body.ledger.take(part.children[0].numbers if part.children else (), "heading of a table")
        for row in part.children[1:]:
            self._points.row([line.text for line in row.lines], names, row.first)

    def _quote(self, part: Block) -> None:
        if self._begun:
            self._points.quote(part)
        else:
            self._body.take_quotes(part)

    def _paragraph(self, part: Block, rest: Sequence[Block], *, prose: bool) -> None:
        points, body = self._points, self._body
        following = rest[0] if rest else None
        if states(part):
            body.take_facts(part)
        elif only_leads(part):
            body.take_kept(part, "Links")
        elif self._begun and is_said(part.lines) and points.back(part):
            return
        elif self._leads(part, following):
            lead = opening_of(part)
            self._group = self._under(lead.label or lead.text.rstrip(":：").strip())
            body.ledger.take(part.numbers, "heading of points")
        elif self._begun and names_aside(part):
            body.take_labelled(part, opening_of(part))
        elif is_point_paragraph(part) or (prose and self._own):
            if self._begun and points.back(part):
                return
            self._group = self._topic
            for block in point_paragraphs(part):
                said = opening_of(block)
                if said.time and says_how(said.label or said.text):
                    body.take_kept(block, "Notes beside")
                else:
                    points.paragraph(block, topic=self._topic)
            latest = points.drafts[-1] if points.drafts else None
            self._stamped = latest is not None and bool(latest.opening.time) and not latest.label
        elif self._begun:
            self._after(part, rest)
        else:
            body.take_text(part, body.introduction, "introduction")

    def _under(self, lead: str) -> str:
        """What a lead says, behind what the section says that it stands under, where both are short."""
        both = f"{self._topic}: {lead}"
        return both if self._topic and len(both) <= _HEAD_LETTERS else lead

    def _leads(self, part: Block, following: Block | None) -> bool:
        """Whether a paragraph only names what the list after it holds: "Two mistakes:", "3:58 - Memory"."""
        if following is None or following.kind != "list" or is_bare(following):
            return False
        shown = part.text.rstrip(" *_")
        if bool(opening_of(part).time):
            return len(following.children) > 1
        return len(shown.split()) <= _LEAD_WORDS and shown.endswith((":", "："))

    def _after(self, part: Block, rest: Sequence[Block]) -> None:
        """A paragraph after points that is none: it goes on with the last, or closes the section."""
        points, body = self._points, self._body
        number = len(points.drafts) - self._first + 1
        ahead = any(other.kind in ("list", "table") or is_labelled(other) for other in rest)
        if points.back(part):
            return
        if points.drafts[-1].bare or goes_on(number, rest) or ahead:
            points.more([part])
        elif not body.take_spoken(part):
            body.take_text(part, body.summary, "summary")


def _told_after(run: Sequence[Block]) -> frozenset[int]:
    """The first lines of several sentences in paragraphs of their own after the last list: points as well."""
    last = max((place for place, part in enumerate(run) if part.kind == "list"), default=len(run))
    after = [part for part in run[last + 1 :] if part.kind != "rule"]
    told = all(part.kind == "paragraph" and len(part.lines) == 1 for part in after)
    return frozenset(part.first for part in after) if told and len(after) >= SEVERAL else frozenset()


def _is_beside(item: Block) -> bool:
    """Whether a list item is no content: "Welcome", "Sponsor: …", "Brought to you by …"."""
    if not item.children or not all(map(is_bare, item.children[1:])):
        return False
    if is_notice(item.children[0].text):
        return True
    said = opening_of(item.children[0])
    if len(f"{said.label} {said.text}".split()) > _ASIDE_WORDS:
        return False  # "Opening: the canal opened in November" says something
    return says_how(said.label or said.text)


def _is_section(item: Block) -> bool:
    """Whether a list item only names what is listed below it: "Episode AI notes"."""
    name, *below = item.children or (item,)
    listed = bool(below) and all(child.kind == "list" for child in below)
    return listed and len(name.lines) == 1 and section_kind(plain(name.text), exact=True) in CONTENT


def _is_announcement(item: Block) -> bool:
    """Whether an item is an assistant's "Certainly! Here are …:", whatever stands below it."""
    first = item.children[0] if item.children else item
    return first.kind in ("paragraph", "heading") and len(first.lines) == 1 and announces(first.text)


def _told_in_line(item: Block) -> Block | None:
    """The list of several points that stands in one line right below an item's title."""
    told = next((child for child in item.children if child.mark == INLINE), None)
    if told is None:
        return None
    above = item.children[: item.children.index(told)]
    return told if all(child.kind == "paragraph" for child in above) else None


def _is_excuse(item: Block) -> bool:
    """Whether a list item only says that there is nothing to say ("N/A", "**Prices:** not discussed")."""
    if len(item.children) != 1:
        return False
    said = opening_of(item.children[0])
    return is_excuse(said.text) if said.text else is_excuse(said.label)


def names_aside(part: Block) -> bool:
    """Whether a paragraph's own bold label names what stands beside the notes ("**Mentioned:** …")."""
    return is_labelled(part) and section_kind(opening_of(part).label, exact=True) in _ASIDES
