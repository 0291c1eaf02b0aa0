"""Listed: episodes that are the items of a list, or lines over one, their notes below each."""

from collections.abc import Sequence

from curriculum.reading.blocks import Block
from curriculum.reading.gatherings import is_collection
from curriculum.reading.heads import is_only_title
from curriculum.reading.inline import plain
from curriculum.reading.parts import parts as parts_of
from curriculum.reading.shows import Shows

_LEVEL = 6


def unlisted(parts: Sequence[Block], shows: Shows) -> tuple[Sequence[Block], list[int]] | None:
    """The parts with the items of lists of episodes as headings, and their places; None when there are none.

    Each item must be one line with its notes below it. Either headings for many episodes stand above and
    nothing else does, or each item can only be an episode's title.
    """
    made: list[Block] = []
    places: list[int] = []
    gathered = True
    for place, part in enumerate(parts):
        items = part.children if part.kind == "list" else ()
        titles = [title for item in items if (title := _title(item))]
        if not titles or len(titles) < len(items):
            lead = _lead(part, parts[place + 1 : place + 2])
            titles, items = ([lead], ()) if lead else ([], ())
        if titles and ((gathered and made) or all(is_only_title(title, shows) for title in titles)):
            for number, title in enumerate(titles):
                places.append(len(made))
                made.extend([title, *(parts_of(items[number].children[1:], shows) if items else ())])
            continue
        made.append(part)
        if not (places and part.kind == "list"):
            gathered = gathered and part.kind == "heading" and is_collection(plain(part.text), shows)
    return (made, places) if places else None


def _title(item: Block) -> Block | None:
    """The one line of an item that has a list below it, as a heading."""
    line, *rest = item.children or (item,)
    return _heading(line, line) if rest and rest[0].kind == "list" else None


def _lead(part: Block, following: Sequence[Block]) -> Block | None:
    """A line in bold with a list below it, or the only item of a list with other notes below it."""
    below = following[0].kind if following else ""
    if part.kind == "list" and len(part.children) == 1 and len(part.children[0].children) == 1:
        return _heading(part, part.children[0].children[0]) if below in ("paragraph", "quote") else None
    bold = part.text.lstrip(" [").startswith(("**", "__"))
    return _heading(part, part) if bold and below == "list" else None


def _heading(part: Block, line: Block) -> Block | None:
    if line.kind != "paragraph" or len(line.lines) > 1:
        return None
    return Block("heading", part.first, part.end, line.lines, level=_LEVEL)
