"""Listed: episodes that are the items of a list, or lines in bold, their notes in a list below each."""

import re
from collections.abc import Sequence
from dataclasses import replace

from curriculum.reading.blocks import Block
from curriculum.reading.gatherings import is_collection
from curriculum.reading.headings import section_kind
from curriculum.reading.heads import heads
from curriculum.reading.inline import plain
from curriculum.reading.parts import parts as parts_of
from curriculum.reading.shows import Shows

_LEVEL = 6
_BOLD = re.compile(r"\s*(?:\[)?(\*\*|__)\S")


def unlisted(parts: Sequence[Block], shows: Shows) -> tuple[Sequence[Block], list[int]] | None:
    """The parts with the items of lists of episodes as headings, and their places; None when there are none.

    Each item must be one line with a list below it. Either headings for many episodes stand above and
    nothing else does, or each item can only be an episode's title.
    """
    made: list[Block] = []
    places: list[int] = []
    above: list[Block] = []
    for place, whole in enumerate(parts):
        over, part = _under_a_name(whole, shows)
        above.extend(over)
        titles = [_title(item) for item in part.children] if part.kind == "list" else []
        known = [title for title in titles if title]
        if known and len(known) == len(titles) and _are_episodes(above, known, shows):
            made.extend(over)
            for title, item in zip(known, part.children, strict=True):
                places.append(len(made))
                made.extend([title, *parts_of(item.children[1:], shows)])
        elif (lead := _lead(whole, parts[place + 1 : place + 2])) and _are_episodes(above, [lead], shows):
            places.append(len(made))
            made.append(lead)
        else:
            made.append(whole)
            if not (places and whole.kind == "list"):
                above.append(whole)
    return (made, places) if places else None


def _under_a_name(part: Block, shows: Shows) -> tuple[list[Block], Block]:
    """A list whose only item is a name for many episodes: that name as a heading, and the list below it."""
    item = part.children[0] if part.kind == "list" and len(part.children) == 1 else None
    title = _title(item) if item else None
    if item and title and len(item.children) == 2 and is_collection(plain(title.text), shows):
        return [replace(title, level=1)], item.children[1]
    return [], part


def _title(item: Block) -> Block | None:
    head, *rest = item.children or (item,)
    one_line = head.kind == "paragraph" and len(head.lines) == 1 and rest and rest[0].kind == "list"
    return Block("heading", head.first, head.end, head.lines, level=_LEVEL) if one_line else None


def _lead(part: Block, following: Sequence[Block]) -> Block | None:
    """A line in bold with a list below it, or the only item of a list with other notes below it."""
    below = following[0].kind if following else ""
    item = part.children[0] if part.kind == "list" and len(part.children) == 1 else None
    line = item.children[0] if item and len(item.children) == 1 else part
    leads = below in ("paragraph", "quote") if item else below == "list" and bool(_BOLD.match(part.text))
    if not leads or line.kind != "paragraph" or len(line.lines) > 1:
        return None
    return Block("heading", part.first, part.end, line.lines, level=_LEVEL)


def _are_episodes(above: Sequence[Block], titles: Sequence[Block], shows: Shows) -> bool:
    texts = [plain(part.text) for part in above if part.kind == "heading"]
    if len(texts) > 1 and section_kind(texts[-1]):
        return False
    gathered = bool(texts) and len(texts) == len(above) and all(is_collection(text, shows) for text in texts)
    return gathered or all(head.named for head in heads(titles, shows))
