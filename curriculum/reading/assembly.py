"""Assembly: the tree of one episode's notes put into its fields, heading by heading, by their roles."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from curriculum.reading.blocks import Block, Line
from curriculum.reading.body import Body
from curriculum.reading.content import Content, names_aside
from curriculum.reading.facts import Facts
from curriculum.reading.flashcards import joined
from curriculum.reading.keeping import keep_lines, kept_section
from curriculum.reading.ledger import Ledger
from curriculum.reading.opened import opened
from curriculum.reading.parts import LEAD
from curriculum.reading.points import Points
from curriculum.reading.prose import say
from curriculum.reading.quotes import is_quote, with_comments
from curriculum.reading.roles import CONTENT, GROUP, KEPT, POINT, has_content, with_roles
from curriculum.reading.segments import Segment
from curriculum.reading.shapes import is_bare, opening_of
from curriculum.reading.sieve import cleared, sifted
from curriculum.reading.tables import key
from curriculum.reading.tree import Node, grow

_OF_POINT = frozenset((POINT, GROUP, "points", "summary", "introduction", "remarks"))
"""Roles of headings below a point that only divide it."""


UNFILLED = "Topics without notes"
"""The section of the titles below which a template left the place of their text empty."""


class Assembly:
    """Walks through the tree of a segment once; each part goes to the field that its heading's role says."""

    def __init__(self, segment: Segment, ledger: Ledger, facts: Facts) -> None:
        self._ledger = ledger
        self._root = with_roles(grow(joined(segment.parts)))
        self._opened = opened(self._root)
        named = has_content(self._root) or self._opened.holds_points
        self._merged = None if named else "takeaways"
        self._points = Points(ledger, "point")
        self._takeaways = Points(ledger, "takeaway")
        nodes = list(self._root.walk())
        self._names = Counter(key(node.name) for node in nodes)
        self._last = nodes[-1]
        self.body = Body(facts, ledger)
        self._lines = segment.lines

    def run(self) -> Body:
        """The body of the episode; every line that was understood is in the ledger."""
        self._divided(self._root, "", lambda run: self._tell(run, ""))
        self.body.points = self._points.drafts
        self.body.takeaways = self._takeaways.drafts
        self._set_unfilled_aside()
        self.body.close_asides()
        return self.body

    def _set_unfilled_aside(self) -> None:
        """Mere titles are no points where the notes say anything else; alone they are what the notes have."""
        body = self.body
        said = body.introduction or body.summary or body.quotes or body.flashcards
        if not said and all(draft.unfilled for draft in (*body.points, *body.takeaways)):
            return
        for draft in body.without(lambda draft: draft.unfilled, "topic without notes", self._lines):
            title = f"{draft.opening.time} {draft.label}".strip()
            body.asides.setdefault(UNFILLED, []).append(Line(draft.line, title))

    def _node(self, node: Node, topic: str = "") -> None:
        """A heading and all below it, by its role; ``topic``: the heading over several points above it."""
        if node.heading is None:
            return
        self.body.take_addresses(node.heading)
        role = "points" if node.role == self._merged else node.role
        if role == POINT:
            self._points.head(node.heading, topic)
            self._below_point(node)
            return
        named = {GROUP: "points", KEPT: "a section"}.get(role, role)
        self._ledger.take(node.heading.numbers, f"heading of {named}")
        if role in CONTENT or role == GROUP:
            self._content(node, role, node.name if role == GROUP else topic)
        elif role == "flashcards":
            self._deck(node)
        elif role in ("summary", "introduction"):
            self._divided(node, role, lambda run: self._tell(run, role))
        elif role in ("quotes", "metadata", "remarks"):
            self._divided(node, role, lambda run: self._enter(run, role))
        else:
            kept_section(node, role, self.body, self._node)

    def _divided(
        self, node: Node, role: str, take: Callable[[Sequence[Block]], None], topic: str = ""
    ) -> None:
        """Give ``take`` the parts between the headings below a node, and go on with each of these."""
        run: list[Block] = []
        beside: list[Line] = []
        for part in node.inside:
            if isinstance(part, Node):
                take(run)
                run = []
                self._node(part, topic)
                continue
            blocks, lines = sifted(part, role, self.body, f"section {node.name}".strip())
            run.extend(blocks)
            beside.extend(lines)
        take(run)
        keep_lines(beside, node, self.body)

    def _content(self, node: Node, role: str, topic: str) -> None:
        """A section of points, or a name over several of them; ``topic`` is what its points stand under."""
        points = self._takeaways if role in ("takeaways", "actions") else self._points
        content = Content(points, self.body, own=role != GROUP)
        self._divided(node, role, lambda run: content.take(run, topic), topic)

    def _below_point(self, node: Node) -> None:
        """What stands below a heading that is a point, or below one in it."""
        beside: list[Line] = []
        ruled = False
        for part in node.inside:
            if isinstance(part, Node):
                self._node_of_point(part)
                continue
            blocks, lines = sifted(part, POINT, self.body, f"section {node.name}".strip())
            beside.extend(lines)
            for block in blocks:
                ruled = ruled or block.kind == "rule"
                self._of_point(block, ruled=ruled)
        keep_lines(beside, node, self.body)

    def _of_point(self, block: Block, *, ruled: bool) -> None:
        """A part below a heading that is a point; after a rule a paragraph is about the whole episode."""
        if block.kind == "rule":
            self._ledger.take(block.numbers, "separator")
        elif block.kind == "quote" and is_quote(block):
            self._points.quote(block)
        elif block.kind == "list":
            told = tuple(item for item in block.children if not self._points.spoken(item))
            self._points.more([replace(block, children=told)] if told else [])
        elif self._points.clock(block) or (block.kind == "paragraph" and is_bare(block)):
            self.body.take_kept(block, "Links")
        elif block.kind == "paragraph" and self._points.spoken(block):
            return
        elif block.kind == "paragraph" and ruled:
            self.body.take_text(block, self.body.summary, "summary")
        else:
            self._points.more([block])

    def _node_of_point(self, node: Node) -> None:
        """A heading below a point: it divides that, unless it has a field of its own or ends all."""
        lead = node.heading is not None and node.heading.mark == LEAD
        repeated = not lead and self._names[key(node.name)] > 1  # each point has one of its own
        if node.heading is not None and node.role == "quotes" and repeated:
            self._ledger.take(node.heading.numbers, "heading of quotes")
            self._divided(node, node.role, self._quotes_of_point)
            return
        closing = lead and node is self._last and self._names[key(node.name)] == 1
        # what a topic consists of, where each has such a section and nothing before it
        filled = repeated and self._points.drafts[-1].bare and node.role in ("summary", *CONTENT)
        if (
            node.heading is None
            or (node.role not in _OF_POINT and not filled)
            or (closing and node.role == "summary")
        ):
            self._node(node)
            return
        self.body.take_addresses(node.heading)
        if filled:
            self._ledger.take(node.heading.numbers, "heading of summary")
            self._points.drafts[-1].announced = True
        else:
            self._points.subhead(node.heading)
        self._below_point(node)

    def _deck(self, node: Node) -> None:
        """A section of flashcards, with the headings in it."""
        parts = [
            left
            for part in node.flat()
            if (left := part if part.kind == "heading" else cleared(part, "flashcards", self.body))
        ]
        keep_lines(self.body.take_deck(parts, f"section {node.name}".strip()), node, self.body)

    def _tell(self, run: Sequence[Block], role: str) -> None:
        """Parts of an introduction or summary; below the title, the points that no section is named for."""
        announced = False
        for place, part in enumerate(run):
            if not role and self._opened.starts(part):
                Content(self._points, self.body).take(run[place:])
                return
            say(part, role, self.body, announced=announced)
            announced = part.kind == "paragraph" and part.text.rstrip().endswith((":", "："))

    def _enter(self, run: Sequence[Block], role: str) -> None:
        """Parts of a section of quotes, facts or the person's own remarks."""
        if role == "quotes":
            self._quotes(run)
            return
        for part in run:
            if part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            elif role == "remarks":
                self.body.take_remarks(part)
            else:
                self.body.take_facts(part)

    def _quotes(self, run: Sequence[Block]) -> None:
        """Parts of a section of quotes."""
        for part, comments in with_comments(run):
            if part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            elif names_aside(part):
                self.body.take_labelled(part, opening_of(part))
            else:
                self.body.take_quotes(part)
            for comment in comments:
                self.body.comment(comment)

    def _quotes_of_point(self, run: Sequence[Block]) -> None:
        """Parts of a section of quotes that each point has: they back it."""
        for part, comments in with_comments(run):
            if part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            else:
                self._points.quote(part)
            for comment in comments:
                self._points.comment(comment)
