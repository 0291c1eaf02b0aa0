"""Matter: sections of notes in the front matter, as lists under ``takeaways:`` or ``chapters:``."""

import re
from collections.abc import Sequence

from curriculum.reading.blocks import Block, Line
from curriculum.reading.generic import names_section
from curriculum.reading.roles import CONTENT

_SECTIONS = frozenset((*CONTENT, "quotes", "chapters"))
_KEY = re.compile(r"(?P<key>[^\W\d_][\w -]{1,30}):\s*$")
_ITEM = re.compile(r"(?P<indent>\s*)-\s+(?P<value>\S.*)$")
_PAIR = re.compile(r"(?P<key>[^\W\d_][\w-]{0,20}):\s+(?P<value>\S.*)$")
_TIMES = frozenset("time timestamp start begin at ts position".split())
_LABELS = frozenset("title name topic heading label chapter".split())
_SPEAKERS = frozenset("speaker by author who said_by".split())
_ALONE = frozenset((*_LABELS, "text", "quote", "note"))
"""Keys of which one alone makes a map; a sentence may have a colon too."""
_LEFT = frozenset("end duration link url id image href slug type".split())


def matter_sections(lines: Sequence[str], span: range) -> tuple[tuple[Block, ...], frozenset[int]]:
    """The sections of notes in the front matter as headings with lists, and the numbers of their lines.

    A key counts whose name is that of a section of points, quotes or chapters, with a list of sentences or
    maps below it; tags and other lists of single words stay facts.
    """
    blocks: list[Block] = []
    used: set[int] = set()
    place = span.start
    while place < span.stop:
        key = _KEY.match(lines[place])
        end = _end(lines, place + 1, span.stop)
        if key and names_section(key["key"].replace("_", " ").replace("-", " ")) in _SECTIONS:
            items = _items(lines, range(place + 1, end))
            if items and any(len(item.children[0].text.split()) > 2 for item in items):
                text = key["key"].replace("_", " ")
                head = (Line(place + 1, text),)
                blocks.append(Block("heading", place + 1, place + 2, head, level=1))
                blocks.append(Block("list", items[0].first, items[-1].end, children=tuple(items)))
                used.update(range(place + 1, end + 1))
        place = max(end, place + 1)
    return tuple(blocks), frozenset(used)


def _end(lines: Sequence[str], place: int, stop: int) -> int:
    """The place after the lines that belong to the key before this place."""
    while place < stop and (
        not lines[place].strip() or lines[place][0].isspace() or _ITEM.match(lines[place])
    ):
        place += 1
    return place


def _items(lines: Sequence[str], places: range) -> list[Block]:
    """The items of a list in YAML, each as an item with one paragraph; none when it is no list of its own."""
    found: list[tuple[int, list[str]]] = []
    indent = None
    for place in places:
        line = lines[place]
        item = _ITEM.match(line)
        if item and (indent is None or len(item["indent"]) <= indent):
            indent = len(item["indent"])
            found.append((place + 1, [item["value"]]))
        elif found and line.strip():
            found[-1][1].append(line.strip())
    return [_item(number, texts) for number, texts in found]


def _item(number: int, texts: Sequence[str]) -> Block:
    said = Line(number, _joined(texts))
    paragraph = Block("paragraph", number, number + len(texts), (said,))
    return Block("item", number, number + len(texts), mark="-", children=(paragraph,))


def _joined(texts: Sequence[str]) -> str:
    """The lines of an item as notes have them: time, label, text, speaker."""
    pairs = [
        (match["key"].lower(), _unquoted(match["value"])) for text in texts if (match := _PAIR.match(text))
    ]
    if len(pairs) < len(texts) or (len(pairs) == 1 and pairs[0][0] not in _ALONE):
        return _unquoted(" ".join(texts))
    time = next((f"[{value}] " for key, value in pairs if key in _TIMES), "")
    label = next((value for key, value in pairs if key in _LABELS), "")
    speaker = next((f" — {value}" for key, value in pairs if key in _SPEAKERS), "")
    other = {*_TIMES, *_LABELS, *_SPEAKERS, *_LEFT}
    text = " ".join(value for key, value in pairs if key not in other)
    if speaker and text and text[0] not in '"“':
        text = f"“{text}”"
    return f"{time}{f'**{label}:** ' if label and text else label}{text}{speaker}"


def _unquoted(value: str) -> str:
    text = value.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
