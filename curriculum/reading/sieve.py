"""The sieve: what is taken out of every part before its section: marks of tools, code, speech, cards."""

from dataclasses import replace

from curriculum.reading.blocks import Block, Line
from curriculum.reading.body import Body, states_facts
from curriculum.reading.code import without_code
from curriculum.reading.flashcards import deletions, flashcards
from curriculum.reading.hashtags import without_tags
from curriculum.reading.properties import without_properties
from curriculum.reading.roles import CONTENT, GROUP, POINT
from curriculum.reading.transcripts import without_speech

_FACTUAL = frozenset(("", "introduction", "metadata", "people", "links"))
"""Roles whose ``key:: value`` lines say something of the episode."""
_READ = frozenset(
    ("", "introduction", "summary", "remarks", "metadata", "quotes", "flashcards", POINT, GROUP, *CONTENT)
)
"""Roles that are read line by line; what others hold is kept whole, code too."""


def cleared(part: Block, role: str, body: Body) -> Block | None:
    """A part without what is no text of its section, which has fields of its own; None if nothing is left."""
    facts = role in _FACTUAL
    left, found = without_properties(part, facts=facts and (part.kind != "list" or states_facts(part)))
    body.take_properties(found, facts=facts)
    if left is not None and role in _READ:
        left, code = without_code(left)
        body.take_code(code)
    if left is None:
        return None
    body.take_addresses(left)
    if left.kind == "paragraph":
        lines = tuple(line for line in left.lines if not body.take_aside(line))
        if not lines:
            return None
        left = replace(left, lines=lines)
    if left.kind in ("list", "quote", "paragraph"):
        left, spoken = without_speech(left)
        body.take_speech(spoken)
    if left.kind == "list" and role in (POINT, GROUP, *CONTENT):
        left, tagged = without_tags(left)
        body.take_tags(tagged)
        if not left.children:
            return None
    return left


def sifted(part: Block, role: str, body: Body, account: str) -> tuple[list[Block], list[Line]]:
    """What is left of a part without its flashcards and footnotes, and the lines that stood below its cards.

    ``account`` is where those lines are entered in the ledger.
    """
    left = cleared(part, role, body)
    if left is None:
        return [], []
    if role in ("metadata", "transcript"):
        return [left], []
    found = flashcards(left)
    beside = body.take_found(found, left, account)
    blocks = [block for block in found.rest if not body.take_footnotes(block)]
    for block in blocks:
        body.flashcards.extend(deletions(block))
    return blocks, beside
