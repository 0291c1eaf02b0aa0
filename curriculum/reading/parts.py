"""Parts: the blocks of a file in a row, with every line that works as a heading made one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from curriculum.reading.blocks import Block, Line, parse
from curriculum.reading.fields import field
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import plain
from curriculum.reading.numbered import numbered_section, outlines
from curriculum.reading.shows import Shows
from curriculum.reading.titles import title_parts

NUMBERED = 7
"""Level of a numbered line that works as a heading ("2. **Key Insights:**")."""
BOLD = 8
"""Level of a bold line that works as a heading."""
PLAIN = 9
"""Level of a plain line that works as a heading ("Key Points:")."""
LEAD = "lead"
"""Mark of a heading whose text follows on the same line ("**Summary:** …")."""

_BOLD_LINE = re.compile(
    r"\s*(?:[^\w\s*_`\[(\"“'#-]+\s*)?(\*\*\*\*|\*\*\*|\*\*|__)(?=[^\s*])([^*]+?)\1\s*[:：]?\s*$"
)
_UNDERLINED = re.compile(
    r"^\s*<(?:u|b|strong|span style=\"text-decoration:\s*underline;?\")>(?P<words>[^<>*]+)"
    r"</(?:u|b|strong|span)>\s*$",
    re.IGNORECASE,
)
"""A line in bold or underlined by tags, as word processors export a heading."""
_BOLD_LEAD = re.compile(
    r"\s*(\*\*|__)(?=\S)([^*:：]+?)\s*(?:[:：,.]\s*\1|\1\s*(?:[:：,]|[–—-]\s))\s*(?P<rest>\S.*)$"
)
_PLAIN_LEAD = re.compile(r"\s*([^\W\d_][^:*]{1,30}):\s+(?P<rest>\S.*)$")
_ASKS = re.compile(r"\s*(?:Q|A|Question|Answer)\s*\d*\s*[:.)]", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\d{1,2}[.):]\s")
_STAMP = re.compile(r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}\b")
_UNDERLINE = re.compile(r"\s*[=~_-]{3,}\s*$")
_CALLOUT = re.compile(r"\[!(?P<type>[\w-]+)\][+-]?\s*(?P<title>.*)$")
_CALLOUTS = {
    "abstract": "summary", "summary": "summary", "tldr": "summary", "quote": "quotes", "cite": "quotes",
    "todo": "takeaways", "tip": "takeaways", "question": "questions",
}  # fmt: skip


def parts(blocks: Sequence[Block], shows: Shows) -> tuple[Block, ...]:
    """The blocks in reading order; bold lines, section names and callouts have become headings."""
    return tuple(_parts(blocks, shows))


def _parts(blocks: Sequence[Block], shows: Shows) -> Iterator[Block]:
    outlined = outlines(blocks)
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.kind == "paragraph":
            yield from _paragraph(block)
        elif block.kind == "quote":
            yield from _quote(block, shows)
        elif block.kind == "code" and block.mark.lower() in ("markdown", "md"):
            inner = parse("\n".join(line.text for line in block.lines), block.first)
            yield from _parts(inner, shows)
        elif block.kind == "list":
            if block.first in outlined:
                yield from _outline(block, shows)
            else:
                yield from _list(block, following, shows, opening=place == 0, alone=len(blocks) == 1)
        else:
            yield block


def _paragraph(block: Block) -> Iterator[Block]:
    """A paragraph cut at its heading lines."""
    run: list[Line] = []
    for place, line in enumerate(block.lines):
        made = _heading_line(line, alone=len(block.lines) == 1, first=place == 0)
        if not made:
            run.append(line)
            continue
        if run:
            yield _run(run)
            run = []
        yield made[0]
        run.extend(made[1])
    if run:
        yield _run(run)


def _heading_line(line: Line, *, alone: bool, first: bool) -> tuple[Block, list[Line]] | None:
    dressed = "*" in line.text or "__" in line.text or "<" in line.text
    bold = _BOLD_LINE.match(_UNDERLINED.sub(r"**\g<words>**", line.text)) if dressed else None
    if (
        bold
        and not _ASKS.match(bold.group(2))
        and len(line.text) <= 200
        and not bold.group(2).rstrip().endswith((".", ",", ";"))
    ):
        return _heading(line, line.text, NUMBERED if _NUMBER.match(bold.group(2)) else BOLD), []
    lead = _BOLD_LEAD.match(line.text) if dressed else None
    kind = section_kind(plain(lead.group(2)), exact=True) if lead else ""
    fact = kind in ("people", "links", "metadata") or (kind == "asides" and field(line.text))
    if lead and kind and not fact:
        return _heading(line, lead.group(2), BOLD, LEAD), [Line(line.number, lead.group("rest"))]
    lead = _PLAIN_LEAD.match(line.text) if first else None
    if lead and section_kind(lead.group(1), exact=True) in ("summary", "introduction"):
        return _heading(line, lead.group(1), PLAIN, LEAD), [Line(line.number, lead.group("rest"))]
    text = line.text.strip()
    if _STAMP.match(text):
        return None  # "19:26 - Social Media" is a topic
    named = first and len(text) <= 60 and section_kind(plain(text), exact=True)
    if named and (alone or text.endswith((":", "："))):
        return _heading(line, text, PLAIN), []
    return None


def _heading(line: Line, text: str, level: int, mark: str = "") -> Block:
    return Block("heading", line.number, line.number + 1, (Line(line.number, text),), level=level, mark=mark)


def _run(lines: Sequence[Line]) -> Block:
    return Block("paragraph", lines[0].number, lines[-1].number + 1, tuple(lines))


def _quote(block: Block, shows: Shows) -> Iterator[Block]:
    """A block quote; an Obsidian callout becomes a heading with what it holds."""
    head = block.children[0] if block.children else None
    called = _CALLOUT.match(head.lines[0].text) if head and head.kind == "paragraph" else None
    if head is None or called is None:
        yield block
        return
    kind = _CALLOUTS.get(called.group("type").lower(), "")
    title = called.group("title").strip()
    if kind == "quotes" and title and not section_kind(plain(title)):
        yield from _quote_callout(block, head, title)
        return
    name = (
        title if title and (section_kind(plain(title)) or not kind) else kind or title or called.group("type")
    )
    yield _heading(Line(head.first, ""), name, BOLD)
    own = [Line(head.first, title)] if title and name != title else []
    if own or len(head.lines) > 1:
        yield from _paragraph(_run([*own, *head.lines[1:]]))
    yield from _parts(block.children[1:], shows)


def _quote_callout(block: Block, head: Block, speaker: str) -> Iterator[Block]:
    """A quote whose callout names the speaker, as a label over one paragraph with the name after a dash."""
    yield _heading(Line(head.first, ""), "Quote", BOLD, LEAD)
    below = [line for child in block.children[1:] for line in child.lines]
    name = [] if speaker[0] in '"“„«' else [Line(head.first, f"— {speaker}")]
    words = [] if name else [Line(head.first, speaker)]
    yield Block("paragraph", head.first, block.end, (*words, *head.lines[1:], *below, *name))


def _list(
    block: Block, following: Block | None, shows: Shows, *, opening: bool, alone: bool
) -> Iterator[Block]:
    """A list; one that is really an outline of headings, or a numbered title, becomes what it means.

    ``opening``: whether it stands first; ``alone``: whether there is nothing else.
    """
    title = tuple(_title_item(block, following, shows))
    if title:
        yield from title
        return
    if alone and len(block.children) == 1 and _is_deep(block.children[0]):
        yield from _unfolded(block.children[0], shows)
        return
    ordered = block.children[0].mark.isdigit()
    sections = [] if ordered else [item for item in block.children if _names_section(item)]
    listed = bool(sections) or (not ordered and _lists_episodes(block.children, shows))
    if not listed and not (opening and block.children[0].children[:1] and _headed(block.children[0])):
        yield block
        return
    outline = len(sections) > 1
    kept: list[Block] = []
    for item in block.children:
        if _headed(item) or item in sections or (outline and _is_deep(item)):
            if kept:
                yield _list_of(block, kept)
                kept = []
            yield from _unfolded(item, shows)
        else:
            kept.append(item)
    if kept:
        yield _list_of(block, kept)


def _list_of(block: Block, items: list[Block]) -> Block:
    return replace(block, first=items[0].first, end=items[-1].end, children=tuple(items))


def _headed(item: Block) -> bool:
    return bool(item.children) and item.children[0].kind == "heading"


def _lists_episodes(items: Sequence[Block], shows: Shows) -> bool:
    """Whether each item is a heading that can only be an episode's title."""
    return all(_headed(item) and title_parts(item.children[0].text, shows).sure for item in items)


def _names_section(item: Block) -> bool:
    """Whether an item is a section of an outline: a section's name, as heading or over more items."""
    if not item.children or not (_headed(item) or _is_deep(item)):
        return False
    return bool(section_kind(plain(item.children[0].lines[0].text), exact=True))


def _is_deep(item: Block) -> bool:
    """Whether an item is a line over a list."""
    return [child.kind for child in item.children[:2]] == ["paragraph", "list"]


def _outline(block: Block, shows: Shows) -> Iterator[Block]:
    """An ordered list whose items name sections, as headings with what they hold."""
    for item in block.children:
        section = numbered_section(item)
        if not section.heading.text:
            yield from _unfolded(item, shows)
            continue
        yield _heading(section.heading, section.heading.text, NUMBERED)
        if section.lines:
            yield from _paragraph(_run(section.lines))
        yield from _parts(section.blocks, shows)


def _unfolded(item: Block, shows: Shows) -> Iterator[Block]:
    head, *rest = item.children
    if head.kind == "heading":
        yield head
    else:
        yield _heading(head.lines[0], head.lines[0].text, BOLD)
        if len(head.lines) > 1:
            yield from _paragraph(_run(head.lines[1:]))
    yield from _parts(rest, shows)


def _title_item(block: Block, following: Block | None, shows: Shows) -> Iterator[Block]:
    """The heading that a lone numbered line is: ``1. SHOW IN CAPS``, underlined or before a section."""
    if len(block.children) != 1 or not block.children[0].mark.isdigit():
        return
    item = block.children[0]
    if len(item.children) != 1 or item.children[0].kind != "paragraph":
        return
    lines = item.children[0].lines
    under = len(lines) > 1 and bool(_UNDERLINE.match(lines[1].text))
    if len(lines) > 1 and not under:
        return
    text = lines[0].text
    shout = text.isupper() and len(text) > 3
    ruled = following is not None and following.kind == "rule" and following.first == block.end
    opens = following is not None and following.kind in ("heading", "paragraph")
    if under or ((shout or shows.leading(plain(text))[0]) and (opens or ruled)):
        numbered = Line(lines[0].number, f"{item.mark}. {text}")
        end = lines[2].number if len(lines) > 2 else block.end
        yield Block("heading", block.first, end, (numbered,), level=BOLD)
        if len(lines) > 2:
            yield from _paragraph(_run(lines[2:]))
