"""Roles: what each heading of an episode's notes is for, and which of them are points themselves.

A role comes from the heading's name, from what stands above it and from the shape of what stands below.
To add one: a table in ``data/headings.toml`` or ``data/nouns.toml``, and where it goes in ``assembly``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from curriculum.reading.blocks import Block
from curriculum.reading.body import is_keyed, states_facts
from curriculum.reading.chatter import is_excuse
from curriculum.reading.generic import is_tabled, names_section
from curriculum.reading.parts import BOLD, LEAD, NUMBERED
from curriculum.reading.shapes import SEVERAL, has_times, is_bare, leads_away, tells
from curriculum.reading.tables import key
from curriculum.reading.tree import Node, with_inside

CONTENT = frozenset(("points", "takeaways", "actions"))
"""Sections whose items are points."""
POINT, GROUP, KEPT = "point", "group", "section"
"""A heading with a name of its own: a point itself; a name over several points; text that has no field."""
WHOLE = frozenset(
    ("links", "questions", "asides", "transcript", "code", "glossary", "flashcards", "chapters", "entities")
)
"""Sections in which a heading without a known name, or a mere name of a kind of thing, opens nothing."""
_OPENING = frozenset(("points", "takeaways", "quotes", "summary"))
"""Sections that open even below a section kept whole, where a table has their name."""
_MENTIONED = re.compile(r"\b(?:mentioned|named|referenced|cited|listed)\b", re.IGNORECASE)
"""What makes a list of companies and people a directory, whatever it says of them."""
_NOTES = re.compile(r"\b(?:(?:show)?notes|conclusions|details)\b", re.IGNORECASE)
"""Names of what is told in prose, but of points where there is a list."""
_NUMBERED = re.compile(r"\W*\d+[.)]\s")
_MANY = 2.5
"""As many items on average below headings that have nothing else are points, and the headings groups."""


def with_roles(root: Node) -> Node:
    """The tree of an episode with a role at each heading."""
    names = Counter(key(node.name) for node in root.walk())
    recurring = frozenset(name for name, count in names.items() if count > 1)
    found = _assigned(root, "", _Whole(_told_levels(root), recurring))
    told = any(node.role in (*CONTENT, POINT, GROUP) for node in found.walk())
    return found if told or any(map(_lists, found.blocks)) else _with_chapters(found)


class _Whole(NamedTuple):
    """What is known of all headings of an episode's notes."""

    told: frozenset[int]
    """The levels at which headings are points (``_told_levels``)."""
    recurring: frozenset[str]
    """The names that stand more than once."""


def _told_levels(root: Node) -> frozenset[int]:
    """The levels of headings of which most with names of their own have prose: there headings are points."""
    nodes = [node for node in root.walk() if node.heading and not names_section(node.name)]
    told = Counter(node.level for node in nodes if _is_told(node))
    count = Counter(node.level for node in nodes)
    return frozenset(level for level in told if told[level] > 2 and told[level] * 2 > count[level])


def _with_chapters(node: Node) -> Node:
    """The tree with chapters that have times as points: what notes consist of that have nothing else."""
    inside = [_with_chapters(part) if isinstance(part, Node) else part for part in node.inside]
    timed = node.role == "chapters" and sum(map(has_times, node.blocks)) > 0
    return with_inside(node, inside, "points" if timed else node.role)


def _lists(part: Block) -> bool:
    return part.kind in ("list", "table") and not states_facts(part)


def has_content(root: Node) -> bool:
    """Whether headings say where the points are; takeaways alone do not."""
    return any(node.role in ("points", POINT, GROUP) for node in root.walk())


def _assigned(node: Node, role: str, whole: _Whole) -> Node:
    kinds = {child.line: _named(child, role) for child in node.nodes}
    beside = _beside([child for child in node.nodes if not kinds[child.line]], kinds.values(), role)
    inside: list[Block | Node] = []
    for part in node.inside:
        if isinstance(part, Node):
            own = kinds[part.line] or _form(part, role, beside, whole)
            inside.append(_assigned(part, own, whole))
        else:
            inside.append(part)
    return with_inside(node, inside, role)


def _named(node: Node, above: str) -> str:
    """The role that a heading's name gives it, or "" when it has a name of its own."""
    sure = is_tabled(node.name)
    if above in WHOLE and sure not in _OPENING:
        return above
    kind = sure or names_section(node.name)
    if node.heading and node.heading.mark == LEAD:
        return kind
    if kind in ("introduction", "summary", "metadata") and _NOTES.search(node.name) and _enumerates(node):
        return "points"
    if kind == "summary" and _only_lists(node):
        return "takeaways"
    if kind == "entities" and not _MENTIONED.search(node.name):
        return "points" if any(_describes(part) for part in node.blocks) else kind
    if kind in CONTENT and not sure and not node.nodes and all(_is_aside(part) for part in node.blocks):
        return KEPT
    return kind


def _enumerates(node: Node) -> bool:
    lists = [part for part in node.blocks if part.kind in ("list", "table")]
    keyed = states_facts if names_section(node.name) == "metadata" else is_keyed
    return any(not states_facts(part) and not keyed(part) for part in lists)


def _only_lists(node: Node) -> bool:
    """Whether a section is nothing but statements in a list."""
    lists = [part for part in node.blocks if part.kind == "list"]
    return (
        not node.nodes
        and len(lists) == len(node.blocks)
        and sum(len(part.children) for part in lists) >= SEVERAL
    )


def _describes(part: Block) -> bool:
    """Whether a list says something of the things it names, not only where they are."""
    return part.kind == "list" and tells(part) and not any(map(leads_away, part.children))


def _is_aside(part: Block) -> bool:
    """Whether a part says nothing of its heading: code, links, pictures, an excuse."""
    return part.kind in ("code", "rule") or is_bare(part) or _excuses(part)


def _excuses(part: Block) -> bool:
    if part.kind == "paragraph":
        return is_excuse(part.text)
    return part.kind == "list" and all(
        len(item.children) == 1 and is_excuse(item.children[0].text) for item in part.children
    )


class _Beside(NamedTuple):
    """What the headings with names of their own below one heading have in common."""

    told: bool
    """Whether one has prose of its own below it, as points have."""
    mostly_told: bool
    many: bool
    """Whether those that have lists have so many items that they are groups."""
    bare: bool
    """Whether there are several, with nothing but links below: they are the topics."""
    named: bool
    """Whether sections of points are named beside them, directly in the episode."""


def _beside(nodes: Sequence[Node], kinds: Iterable[str], above: str) -> _Beside:
    told = sum(map(_is_told, nodes))
    lists = [[part for part in node.blocks if part.kind == "list"] for node in nodes]
    items = [sum(len(part.children) for part in parts) for parts in lists if parts]
    bare = all(node.blocks and all(map(_is_aside, node.blocks)) for node in nodes)
    return _Beside(
        told=told > 0,
        mostly_told=told * 2 > len(nodes),
        many=bool(items) and sum(items) >= _MANY * len(items),
        bare=bare and len(nodes) >= SEVERAL,
        named="points" in kinds and not above,
    )


def _form(node: Node, above: str, beside: _Beside, whole: _Whole) -> str:
    """What a heading with a name of its own is: a point, a group of points, or text that is kept."""
    prose = node.level in whole.told
    if above in WHOLE or above in ("people", "metadata", "remarks", "quotes"):
        return above
    if above in ("summary", "introduction"):
        return above
    blocks = [part for part in node.blocks if not _is_aside(part)]
    told = bool(blocks) and blocks[0].kind == "paragraph"
    # below a heading that is told in prose, a bold line such as "**Key elements:**" only divides it
    bold = [child for child in node.nodes if child.level >= NUMBERED and names_section(child.name)]
    nodes = [child for child in node.nodes if not (told and len(bold) == 1 and child in bold)]
    named = [names_section(child.name) for child in nodes]
    if _is_filled(nodes, named, whole):
        return POINT
    if any(kind in CONTENT or kind in ("summary", "introduction") for kind in named) and not _leads(node):
        return GROUP
    unnamed = [child for child, kind in zip(nodes, named, strict=True) if not kind]
    if prose and unnamed and all(child.level >= NUMBERED for child in unnamed):
        return POINT
    if len(unnamed) > 1 or (not blocks and any(child.level >= BOLD for child in unnamed)):
        return GROUP
    if not blocks:
        topics = above in CONTENT or above == GROUP or beside.bare
        return POINT if node.nodes or topics else KEPT
    if blocks[0].kind == "paragraph" and not _leads_up(blocks):
        return POINT
    if not any(part.kind in ("list", "table", "quote", "paragraph") for part in blocks):
        return KEPT
    led = _leads_up(blocks)
    if _NUMBERED.match(node.heading.text if node.heading else ""):
        return POINT
    if prose or beside.mostly_told or (beside.told and led):
        return POINT
    return GROUP if beside.named or led or beside.many else POINT


def _is_filled(nodes: Sequence[Node], named: Sequence[str], whole: _Whole) -> bool:
    """Whether a form is filled in below a heading, as below its neighbours: summary, transcript."""
    parts = [kind for child, kind in zip(nodes, named, strict=True) if key(child.name) in whole.recurring]
    form = "transcript" in parts or ("summary" in parts and not set(parts) & CONTENT)
    return form and len(parts) == len(nodes)


def _is_told(node: Node) -> bool:
    """Whether a heading has prose of its own below it, as points have."""
    blocks = [part for part in node.blocks if not _is_aside(part)]
    return bool(blocks) and blocks[0].kind == "paragraph" and not _leads_up(blocks)


def _leads(node: Node) -> bool:
    """Whether the known sections below a heading are but labels of single paragraphs."""
    return all(child.heading is not None and child.heading.mark == LEAD for child in node.nodes)


def _leads_up(blocks: Sequence[Block]) -> bool:
    """Whether the first paragraph only leads up to the list after it."""
    return (
        len(blocks) > 1
        and blocks[1].kind == "list"
        and blocks[0].text.rstrip(" *_").endswith((":", "："))
        and len(blocks[0].text.split()) <= 12
    )
