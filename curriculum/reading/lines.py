"""Lines: a first line that is a title though no mark says so."""

import re

from curriculum.reading.blocks import Block
from curriculum.reading.fields import field, stated, subtitle

TYPED = "typed"
"""Mark of a heading that nothing but its place shows to be one."""
_LABEL = re.compile(r"\s*\*\*[^*]+(?:\*\*\s*[:：]|[:：]\s*\*\*)\s*\S")
"""A name in bold and a colon: a fact, whatever it is, and no title."""
_LONGEST = 120


def first_line_title(part: Block, *, alone: bool = False, followed: bool = True) -> list[Block]:
    """A paragraph as a heading and what remains of it, when its first line is a title; [] when it is none.

    ``alone``: no separator stands above; then something must follow that shows that it is one.
    """
    if part.kind != "paragraph":
        return []
    line, *others = part.lines
    after = [stated(other.text) for other in others]
    under = len(others) == 1 and bool(subtitle(others[0].text))
    shows_it = (any(after) or under) if after else followed
    fact = field(line.text) or _LABEL.match(line.text)
    if fact or line.text.startswith(("!", "[", "<", "#")) or (alone and not shows_it):
        return []
    if len(line.text) > _LONGEST or line.text.rstrip().endswith((".", "!", "…", ":")):
        return []
    title = Block("heading", line.number, line.number + 1, (line,), level=1, mark=TYPED)
    rest = [Block("paragraph", others[0].number, part.end, tuple(others))] if others else []
    return [title, *rest]
