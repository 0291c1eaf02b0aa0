"""Keeping: sections without a field of their own, kept whole under their names."""

from collections.abc import Callable, Sequence

from curriculum.reading.blocks import Block, Line
from curriculum.reading.body import Body
from curriculum.reading.episode import Section
from curriculum.reading.evidence import quoted
from curriculum.reading.quotes import is_quote
from curriculum.reading.roles import GROUP, KEPT, POINT
from curriculum.reading.sieve import sifted
from curriculum.reading.texts import texts
from curriculum.reading.tree import Node

_QUOTING = frozenset(("people", "entities", "asides", KEPT))
"""Roles below which words may stand that somebody said, under a name."""


def kept_section(node: Node, role: str, body: Body, take: Callable[[Node], None]) -> None:
    """Keep what stands below a heading; ``take`` gets the headings in it that have fields of their own."""
    title = node.name.rstrip(" :：")
    place, kept = len(body.sections), list[Line]()
    _keep(node, role, title, body, take, kept)
    if kept or (role == KEPT and title):
        text = "\n".join(line.text for line in kept)
        body.sections.insert(place, Section(title=title, text=text, line=node.line))


def keep_lines(lines: Sequence[Line], node: Node, body: Body) -> None:
    """Keep lines that stood beside what a field took, under the heading's name."""
    if lines:
        text = "\n".join(line.text for line in lines)
        line = node.line if node.heading else lines[0].number
        body.sections.append(Section(title=node.name.rstrip(" :："), text=text, line=line))


def _keep(
    node: Node, role: str, title: str, body: Body, take: Callable[[Node], None], kept: list[Line]
) -> None:
    account = f"section {title}".strip()
    for part in node.inside:
        if isinstance(part, Block):
            _keep_part(part, role, title, body, kept)
        elif part.role in (role, POINT, GROUP, KEPT):
            body.ledger.take(part.heading.numbers if part.heading else (), account)
            kept.append(Line(part.line, part.name))
            _keep(part, role, title, body, take, kept)
        else:
            take(part)


def _keep_part(part: Block, role: str, title: str, body: Body, kept: list[Line]) -> None:
    account = f"section {title}".strip()
    if part.kind == "rule":
        body.ledger.take(part.numbers, "separator")
        return
    blocks, beside = sifted(part, role, body, account)
    kept.extend(beside)
    for block in blocks:
        if role == KEPT and block.kind == "quote" and is_quote(block):
            body.take_quotes(block)
            continue
        kept.extend(texts(block))
        body.ledger.take(block.numbers, account)
        if role == "people":
            body.take_people(block, title)
        if role in _QUOTING:
            body.quotes.extend(quoted(block))
