"""A glance at a file: what it declares, its labels, its headings and its lines, seen without reading it."""

import re
from typing import NamedTuple

from curriculum.reading.frontmatter import front_matter
from curriculum.reading.inline import plain
from curriculum.reading.tables import key

_FENCE = re.compile(r"^\s*(?:```|~~~)\s*(\w*)")
_QUERIES = frozenset(("dataview", "dataviewjs", "tasks", "query", "base", "tracker"))
_QUERY = re.compile(r"\s*(?:[-*+]\s+)?\{\{(?:query|dataview)\b|\s*(?:[-*+]\s+)?#\+BEGIN_QUERY", re.IGNORECASE)
_NOTES = frozenset(("", "md", "markdown", "text", "txt"))
"""Of fences that may stand around notes."""
_LABEL = re.compile(
    r"\s*(?:[-*+>]\s+)?(?:\*\*|__|[*_])?(?P<key>[^\W\d_][^:：*\n|\[\]]{0,24}?)(?:\*\*|__|[*_])?\s?[:：]{1,2}"
    r"(?:\*\*)?(?:\s+(?P<value>.*))?$"
)
_HEADING = re.compile(
    r"\s*(?:[-*+]\s+)?"
    r"(?:#{1,6}\s+(?P<marked>\S.*)|(?:\d+[.)]\s*)?\*\*(?P<bold>[^*]{2,80})\*\*:?\s*$)"
)
_CONTENT = re.compile(r"[^\W\d_]{2}")
_VALUE = re.compile(r"[,;\[\]\"'#]|\s-\s|^-\s")
_TYPE = frozenset(
    "type|types|class|kind|format|medium|media|layout|document type|source type|content type|media type"
    "|note type".split("|")
)
"""Keys by which a file says what it is."""
_TAGS = frozenset("tag|tags|category|categories|document tags".split("|"))
"""Keys by which it says what it is, or what it is about."""
_LONGEST = 300
"""Characters of a heading that are looked at."""
_FIRST = 60
"""Lines in which it does, outside front matter."""


class Glance(NamedTuple):
    """What can be seen of a file in one pass."""

    types: frozenset[str]
    """What it says that it is."""
    tags: frozenset[str]
    """Under what it is filed: what it is, or what it is about."""
    facts: tuple[tuple[str, str], ...]
    """Keys of front matter and of labels, each with its value, as far as there is one."""
    headings: tuple[str, ...]
    """Headings and bold lines, as they are written."""
    sections: frozenset[str]
    """The same, as tables compare them."""
    body: tuple[str, ...]
    """Lines with words, but for front matter, code and headings."""
    queries: int
    """Fences and lines that only a program fills."""


def glance(text: str) -> Glance:
    """Look at the text of a file."""
    lines = text.split("\n")
    span = front_matter(lines)
    types: set[str] = set()
    tags: set[str] = set()
    facts: list[tuple[str, str]] = []
    headings: list[str] = []
    body: list[str] = []
    fence, queries, owner = False, 0, ""
    for place, line in enumerate(lines):
        if not line or line.isspace():
            continue
        if found := _FENCE.match(line):
            queries += not fence and found[1].lower() in _QUERIES
            fence = not fence and found[1].lower() not in _NOTES
            continue
        if fence:
            continue
        if _QUERY.match(line):
            queries += 1
            continue
        inside = place in span
        label = _LABEL.match(line) if inside or ":" in line else None
        if label and (label["value"] or inside):
            owner = key(label["key"])
            if label["value"]:
                facts.append((owner, label["value"]))
        if (label or inside) and (inside or place < _FIRST):
            value = (label["value"] or "") if label else line
            if owner in _TYPE or (owner == "category" and value.startswith("#")):  # as Readwise writes it
                types |= _values(value)
            elif owner in _TAGS:
                tags |= _values(value)
        if inside:
            if not label and owner and line.lstrip()[:1] == "-" and (item := line.strip("- ")):
                facts.append((owner, item))
            continue
        if heading := _HEADING.match(line):
            headings.append(plain((heading["marked"] or heading["bold"])[:_LONGEST]).rstrip(" #"))
        elif _CONTENT.search(line):
            body.append(line)
    return Glance(
        frozenset(types),
        frozenset(tags),
        tuple(facts),
        tuple(headings),
        frozenset(map(key, headings)),
        tuple(body),
        queries,
    )


def _values(written: str) -> set[str]:
    """The values of a declaration: ``[[Podcast]], #kelp/farm`` gives podcast, kelp, farm, kelp farm."""
    found = {piece for piece in map(str.strip, _VALUE.split(written.strip())) if piece}
    nested = {part for piece in found for part in re.split(r"[/\s]+", piece)}
    return {key(piece) for piece in found | (nested if len(nested) < 40 else set())}
