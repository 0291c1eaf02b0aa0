"""Hashtags: what a person files a line under, apart from what the line says."""

import re
from dataclasses import replace

from curriculum.reading.blocks import Block, Line
from curriculum.reading.words import STOPWORDS

_RUN = re.compile(r"(?P<tags>(?:\s+#[^\W\d_][\w/-]*){1,40})\s*$")
_CARD = re.compile(
    r"#(?:flash)?cards?\b|::|\[\[(?:flash)?card\]\]|^\s*(?:[-*+]\s+)?(?:\*\*)?(?:Q|A|Question|Answer)\d*[:.)]",
    re.IGNORECASE,
)
"""A flashcard is shown as it was written, its tags too; ``key:: value`` is read as a whole."""
_KEY = re.compile(r"\s*(?:[-*+]\s+)?\W{0,4}\w[\w ]{0,20}:\W*$")
_WORD = re.compile(r"[\w'’]+$")
_JOINS = STOPWORDS | frozenset(
    "hashtag hashtags tag tags tagged called named channel using use via follow".split()
)
"""After such a word a tag is a part of the sentence ("post it with #kelpweek")."""
_ONLY = re.compile(r"\s*(?:[-*+>]\s+|\d+[.)]\s+|#{1,6}\s+)*")

_TAGGED = re.compile(
    r"\s*(?:\*\*|__)?Tags?(?:\*\*|__)?:(?:\*\*|__)?(?P<tags>(?:,?\s*(?:#[^\s#,]+|\[\[[^\[\]]*\]\]))+)\s*$",
    re.IGNORECASE,
)
"""A line that only files what stands above it: "Tags: #maps [[tides]]"."""


def without_tags(part: Block) -> tuple[Block, list[Line]]:
    """A list without the items that only tag it or the items above, and the tags of each such line."""
    kept: list[Block] = []
    found: list[Line] = []
    for child in part.children:
        lines = child.children[0].lines if child.kind == "item" and len(child.children) == 1 else ()
        tagged = _TAGGED.match(lines[0].text) if len(lines) == 1 else None
        if tagged:
            found.append(Line(lines[0].number, tagged["tags"]))
            continue
        left, inside = without_tags(child)
        if left.children or not child.children:
            kept.append(left)
        found.extend(inside)
    return (replace(part, children=tuple(kept)), found) if found else (part, [])


def untagged(line: str) -> tuple[str, str]:
    """A line without the tags at its end, and these; a line of nothing but tags stays as it is.

    A ``#`` before a number, inside a sentence or at the end of one that needs it is no tag.
    """
    match = _RUN.search(line) if "#" in line and not _CARD.search(line) else None
    if match is None:
        return line, ""
    before = line[: match.start()]
    if not _ONLY.sub("", before, count=1).strip() or _KEY.match(before):
        return line, ""
    word = _WORD.search(before)
    if word and match["tags"].count("#") == 1 and word.group().lower() in _JOINS:
        return line, ""
    return before.rstrip(), match["tags"].strip()
