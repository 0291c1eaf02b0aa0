"""Assembly: the tree of one episode's notes put into its fields, heading by heading, by their roles."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from curriculum.reading.blocks import Block, Line
from curriculum.reading.body import Body, is_keyed, states_facts
from curriculum.reading.code import without_code
from curriculum.reading.content import Content, names_aside
from curriculum.reading.episode import Section
from curriculum.reading.evidence import quoted
from curriculum.reading.facts import Facts
from curriculum.reading.flashcards import deletions, flashcards, joined
from curriculum.reading.ledger import Ledger
from curriculum.reading.opened import Opened, opened
from curriculum.reading.parts import LEAD
from curriculum.reading.points import Points
from curriculum.reading.properties import without_properties
from curriculum.reading.quotes import is_quote
from curriculum.reading.roles import CONTENT, GROUP, KEPT, POINT, has_content, with_roles
from curriculum.reading.segments import Segment
from curriculum.reading.shapes import opening_of
from curriculum.reading.tables import key
from curriculum.reading.texts import texts
from curriculum.reading.transcripts import without_speech
from curriculum.reading.tree import Node, grow

_FACTUAL = frozenset(("", "introduction", "metadata", "people", "links"))
"""Roles whose ``key:: value`` lines say something of the episode."""
_READ = frozenset(("", "introduction", "summary", "remarks", "metadata", "quotes", "flashcards", POINT, GROUP, *CONTENT))
"""Roles that are read line by line; what others hold is kept whole, code too."""


class Assembly:
    """Walks through the tree of a segment once; each part goes to the field that its heading's role says."""

    def __init__(self, segment: Segment, ledger: Ledger, facts: Facts) -> None:
        self._ledger = ledger
        self._root = with_roles(grow(joined(segment.parts)))
        self._opened: Opened = opened(self._root)
        named = has_content(self._root) or self._opened.holds_points
        self._merged = None if named else "takeaways"
        self._points = Points(ledger, "point")
        self._takeaways = Points(ledger, "takeaway")
        self._names = Counter(key(node.name) for node in self._root.walk())
        self._last = list(self._root.walk())[-1]
        self.body = Body(facts, ledger)

    def run(self) -> Body:
        """The body of the episode; every line that was understood is in the ledger."""
        self._under_title(self._root)
        self.body.close_asides()
        self.body.points = self._points.drafts
        self.body.takeaways = self._takeaways.drafts
        return self.body

    # what every part passes --------------------------------------------------------------------

    def _cleared(self, part: Block, role: str) -> Block | None:
        """A part without what note tools wrote for themselves, without code, speech, links and flashcards."""
        facts = role in _FACTUAL
        cleared, found = without_properties(part, facts=facts and (part.kind != "list" or states_facts(part)))
        self.body.take_properties(found, facts=facts)
        if cleared is not None and role in _READ:
            cleared, code = without_code(cleared)
            self.body.take_code(code)
        if cleared is None:
            return None
        self.body.take_addresses(cleared)
        if cleared.kind == "paragraph":
            lines = [line for line in cleared.lines if not self.body.take_aside(line)]
            if not lines:
                return None
            cleared = replace(cleared, lines=tuple(lines))
        if cleared.kind in ("list", "quote"):
            cleared, spoken = without_speech(cleared)
            self.body.take_speech(spoken)
        return cleared

    def _read(self, part: Block, role: str, kept: list[Line], account: str) -> list[Block]:
        """What is left of a part once its flashcards and footnotes are taken."""
        cleared = self._cleared(part, role)
        if cleared is None:
            return []
        if role in ("metadata", "transcript"):
            return [cleared]
        found = flashcards(cleared)
        kept.extend(self.body.take_found(found, cleared, account))
        left = [block for block in found.rest if not self.body.take_footnotes(block)]
        for block in left:
            self.body.flashcards.extend(deletions(block))
        return left

    # headings ------------------------------------------------------------------------------------

    def _node(self, node: Node, topic: str = "") -> None:
        """A heading and all below it, by its role; ``topic``: the heading over several points above it."""
        if node.heading is not None:
            self.body.take_addresses(node.heading)
        role = self._role(node)
        if role == POINT:
            self._point(node, topic)
        elif role in CONTENT or role == GROUP:
            self._content(node, role)
        elif role == "flashcards":
            self._deck(node)
        elif role in ("summary", "introduction"):
            self._prose(node, role)
        elif role in ("quotes", "metadata", "remarks"):
            self._fields(node, role)
        else:
            self._kept(node, role)

    def _role(self, node: Node) -> str:
        return "points" if node.role == self._merged else node.role

    def _gatherer(self, role: str) -> Points:
        return self._takeaways if role in ("takeaways", "actions") else self._points

    def _named(self, node: Node, role: str) -> None:
        if node.heading is not None:
            self._ledger.take(node.heading.numbers, f"heading of {role if role != KEPT else 'a section'}")

    def _content(self, node: Node, role: str) -> None:
        """A section of points, or a name over several of them."""
        self._named(node, "points" if role == GROUP else role)
        content = Content(self._gatherer(role), self.body, own=role != GROUP)
        topic = node.name if role == GROUP else ""
        self._runs(node, role, lambda run: content.take(run, topic), topic)

    def _runs(
        self, node: Node, role: str, take: Callable[[Sequence[Block]], None], topic: str = ""
    ) -> None:
        """Give ``take`` the parts between the headings below a node, and go on with each of these."""
        run: list[Block] = []
        kept: list[Line] = []
        for part in node.inside:
            if isinstance(part, Block):
                run.extend(self._read(part, role, kept, f"section {node.name}".strip()))
                continue
            take(run)
            run = []
            self._node(part, topic)
        take(run)
        self._keep_lines(kept, node)

    def _point(self, node: Node, topic: str) -> None:
        """A heading that is a point itself."""
        if node.heading is not None:
            self._points.head(node.heading, topic)
            self._below_point(node)

    def _below_point(self, node: Node) -> None:
        """What stands below a heading that is a point, or below one in it."""
        kept: list[Line] = []
        ruled = False
        for part in node.inside:
            if isinstance(part, Node):
                self._node_of_point(part)
                continue
            for block in self._read(part, POINT, kept, f"section {node.name}".strip()):
                if block.kind == "rule":
                    self._ledger.take(block.numbers, "separator")
                    ruled = True
                elif block.kind == "quote" and is_quote(block):
                    self.body.take_quotes(block)
                elif block.kind == "paragraph" and self.body.take_spoken(block, whole=True):
                    continue
                elif block.kind == "paragraph" and ruled:
                    self.body.take_text(block, self.body.summary, "summary")
                elif block.kind == "list":
                    told = tuple(item for item in block.children if not self._take_spoken(item))
                    self._points.more([replace(block, children=told)] if told else [])
                else:
                    self._points.more([block])
        self._keep_lines(kept, node)

    def _node_of_point(self, node: Node) -> None:
        """A heading below a point: under it, unless it is a quote's, a takeaway's or closes the episode."""
        lead = node.heading is not None and node.heading.mark == LEAD
        closing = lead and node is self._last and self._names[key(node.name)] == 1
        if node.heading is None or node.role in ("quotes", "takeaways", "actions", "links", "people", "code", "asides"):
            self._node(node)
        elif closing and node.role in ("summary", "introduction"):
            self._node(node)
        elif node.role in (POINT, GROUP, "summary", "introduction", "points", "remarks"):
            self.body.take_addresses(node.heading)
            self._points.subhead(node.heading)
            self._below_point(node)
        else:
            self._node(node)

    def _take_spoken(self, item: Block) -> bool:
        """An item below a headed point that is nothing but somebody's words, as a quote."""
        return len(item.children) == 1 and self.body.take_spoken(item, whole=True)

    def _deck(self, node: Node) -> None:
        """A section of flashcards, with the headings in it."""
        self._named(node, "flashcards")
        parts: list[Block] = []
        for part in _flat(node):
            cleared = self._cleared(part, "flashcards") if part.kind != "heading" else part
            parts.extend([cleared] if cleared is not None else [])
        left = self.body.take_deck(parts, f"section {node.name}".strip())
        self._keep_lines(left, node)

    def _prose(self, node: Node, role: str) -> None:
        """An introduction or a summary."""
        self._named(node, role)
        self._runs(node, role, lambda run: self._tell(run, role))

    def _under_title(self, root: Node) -> None:
        """What stands below the title before any heading, then the headings."""
        self._runs(root, "", lambda run: self._tell(run, ""))

    def _tell(self, run: Sequence[Block], role: str) -> None:
        """Parts of an introduction or summary, and the points among them where no section is named for them."""
        announced = False
        for place, part in enumerate(run):
            if part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            elif not role and self._opened.starts(part):
                Content(self._points, self.body).take(run[place:])
                return
            else:
                self._say(part, role, announced=announced)
            announced = part.kind == "paragraph" and part.text.rstrip().endswith((":", "："))

    def _say(self, part: Block, role: str, *, announced: bool) -> None:
        into = self.body.summary if role == "summary" else self.body.introduction
        account = role or "introduction"
        if part.kind == "paragraph":
            self.body.take_prose(part, into, account)
        elif part.kind == "quote" and (announced or is_quote(part)):
            self.body.take_quotes(part)
        elif part.kind in ("list", "table", "quote") and role != "summary" and states_facts(part):
            self.body.take_facts(part)
        elif part.kind == "list" and role == "introduction" and is_keyed(part):
            self.body.take_facts(part)
        else:
            self.body.take_text(part, into, account)

    def _fields(self, node: Node, role: str) -> None:
        """A section of quotes, facts or the person's own remarks."""
        self._named(node, role)
        self._runs(node, role, lambda run: self._enter(run, role))

    def _enter(self, run: Sequence[Block], role: str) -> None:
        for part in run:
            if part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            elif role == "remarks":
                self.body.take_remarks(part)
            elif role == "metadata":
                self.body.take_facts(part)
            elif names_aside(part):
                self.body.take_labelled(part, opening_of(part))
            else:
                self.body.take_quotes(part)

    def _kept(self, node: Node, role: str) -> None:
        """A section without a field: kept whole, under its own name; known headings in it open their own."""
        self._named(node, role)
        place, line = len(self.body.sections), node.line
        kept: list[Line] = []
        self._keep(node, role, node.name.rstrip(" :："), kept)
        if kept or (role == KEPT and node.name):
            text = "\n".join(shown.text for shown in kept)
            self.body.sections.insert(place, Section(title=node.name.rstrip(" :："), text=text, line=line))

    def _keep(self, node: Node, role: str, title: str, kept: list[Line]) -> None:
        account = f"section {title}".strip()
        for part in node.inside:
            if isinstance(part, Node) and part.role not in (role, POINT, GROUP, KEPT):
                self._node(part)
            elif isinstance(part, Node):
                self._ledger.take(part.heading.numbers if part.heading else (), account)
                kept.append(Line(part.line, part.name))
                self._keep(part, role, title, kept)
            elif part.kind == "rule":
                self._ledger.take(part.numbers, "separator")
            else:
                self._keep_part(part, role, title, kept)

    def _keep_part(self, part: Block, role: str, title: str, kept: list[Line]) -> None:
        account = f"section {title}".strip()
        for block in self._read(part, role, kept, account):
            if role == KEPT and block.kind == "quote" and is_quote(block):
                self.body.take_quotes(block)
                continue
            kept.extend(texts(block))
            self._ledger.take(block.numbers, account)
            if role == "people":
                self.body.take_people(block, title)
            if role in ("people", "entities", "asides", KEPT):
                self.body.quotes.extend(quoted(block))

    def _keep_lines(self, lines: Sequence[Line], node: Node) -> None:
        """Lines that stood below flashcards and are no part of them, as a section of the heading's name."""
        if lines:
            text = "\n".join(line.text for line in lines)
            line = node.line if node.heading else lines[0].number
            self.body.sections.append(Section(title=node.name.rstrip(" :："), text=text, line=line))


def _flat(node: Node) -> list[Block]:
    """All parts below a node in order, headings too."""
    found: list[Block] = []
    for part in node.inside:
        if isinstance(part, Block):
            found.append(part)
        else:
            found.extend([part.heading, *_flat(part)] if part.heading else _flat(part))
    return found


