"""Listed: episodes that are the items of one list, their notes nested below each."""

from collections.abc import Sequence

from curriculum.reading.blocks import Block
from curriculum.reading.gatherings import is_collection
from curriculum.reading.headings import section_kind
from curriculum.reading.heads import heads
from curriculum.reading.inline import plain
from curriculum.reading.parts import parts as parts_of
from curriculum.reading.shows import Shows

_LEVEL = 6


def unlisted(parts: Sequence[Block], shows: Shows) -> tuple[Sequence[Block], list[int]] | None:
    """The parts with the items of lists of episodes as headings, and their places; None when there are none.

    Each item must be one line with a list below it. Either headings for many episodes stand above and
    nothing else does, or each item can only be an episode's title.
    """
    made: list[Block] = []
    places: list[int] = []
    above: list[Block] = []
    for part in parts:
        titles = [_title(item) for item in part.children] if part.kind == "list" else []
        known = [title for title in titles if title]
        if known and len(known) == len(titles) and _are_episodes(above, known, shows):
            for title, item in zip(known, part.children, strict=True):
                places.append(len(made))
                made.extend([title, *parts_of(item.children[1:], shows)])
            continue
        made.append(part)
        above.append(part)
    return (made, places) if places else None


def _title(item: Block) -> Block | None:
    head, *rest = item.children or (item,)
    one_line = head.kind == "paragraph" and len(head.lines) == 1 and rest and rest[0].kind == "list"
    return Block("heading", head.first, head.end, head.lines, level=_LEVEL) if one_line else None


def _are_episodes(above: Sequence[Block], titles: Sequence[Block], shows: Shows) -> bool:
    texts = [plain(part.text) for part in above if part.kind == "heading"]
    if len(texts) > 1 and section_kind(texts[-1]):
        return False
    gathered = bool(texts) and len(texts) == len(above) and all(is_collection(text, shows) for text in texts)
    return gathered or all(head.named for head in heads(titles, shows))
