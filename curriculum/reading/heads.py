"""Heads: which headings of a file open its episodes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curriculum.reading.blocks import Block
from curriculum.reading.fields import field
from curriculum.reading.headings import names_one, section_kind
from curriculum.reading.inline import plain
from curriculum.reading.parts import BOLD, LEAD
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key
from curriculum.reading.titles import title_parts

POINTS = ("points", "takeaways")
_COLLECTIONS = frozenset(
    """notes podcast podcasts episode episodes shows month week january february march april may june july
    august september october november december spring summer autumn fall winter season journal log
    listening listened learning library collection archive""".split()
)
"""Words of a heading that stands for many episodes."""
_OF_EPISODES = frozenset("show number title hosts guests date duration links".split())
_ONLY_LINK = re.compile(r"\s*<?https?://[^\s<>]+>?\s*$")
_YEAR = re.compile(r"\b20\d\d\b")
_COUNTED = re.compile(r"\s*[#*_]*\s*(\d{1,4})\b")


@dataclass(frozen=True)
class Head:
    """A heading among the parts, and what it seems to be."""

    place: int
    level: int
    kind: str
    sure: bool
    name: str
    lead: bool
    """Whether its text follows on the same line ("**Summary:** …")."""


def title_places(parts: Sequence[Block], shows: Shows, title: str = "") -> list[int]:
    """The places of the headings that open a file's episodes; none when nothing says where they start.

    A heading opens an episode when it names a show or an episode number; or when it is the first
    of the file; or when a section comes again (a second "Key Points") and it stands before that.
    Headings that look like those found this way open episodes too. When the front matter gives the
    ``title``, the first heading is one only if no other of its level follows.
    """
    heads = [_head(place, part, shows) for place, part in enumerate(parts) if part.kind == "heading"]
    places = _collected(parts, heads, shows, title) or _stated(parts, heads) or _title_places(parts, heads)
    first = next((head for head in heads if [head.place] == places), None)
    if title and first and not first.sure and sum(head.level == first.level for head in heads) > 1:
        return []
    return places


def is_facts(heading: Block) -> bool:
    """Whether a heading is really front matter: ``key: value`` lines closed by ``---``."""
    return heading.level == 2 and len(heading.lines) > 0 and all(field(line.text) for line in heading.lines)


def counts_up(titles: Sequence[str]) -> bool:
    """Whether at least three titles start with numbers that go up: "1 …", "2 …", "3 …"."""
    numbers = [int(match.group(1)) for title in titles if (match := _COUNTED.match(title))]
    return len(numbers) >= 3 and len(numbers) * 2 > len(titles) and numbers == sorted(set(numbers))


def _head(place: int, part: Block, shows: Shows) -> Head:
    text = plain(part.text)
    said = title_parts(part.text, shows)
    kind = "" if said.sure and said.title != text else section_kind(text)
    if said.sure and not said.show:
        kind = kind or section_kind(said.title, exact=True)  # "Episode 12: Key Points"
    return Head(
        place, part.level, kind, (said.sure and not kind) or is_facts(part), key(text), part.mark == LEAD
    )


def _title_places(parts: Sequence[Block], heads: Sequence[Head]) -> list[int]:
    unknown = [head for head in heads if not head.kind]
    if not unknown:
        return []
    sure = [head for head in unknown if head.sure]
    if (
        len(sure) == 1
        and len(unknown) > 1
        and sure[0] is not unknown[0]
        and sure[0].level >= unknown[0].level
    ):
        sure = []  # one heading that mentions a show inside an episode about it
    owners = _owners(heads)
    chosen = {head.place for head in (*sure, *owners)}
    levels = {head.level for head in (*sure, *owners)}
    sections = {head.level for head in heads if head.kind}
    top = min(levels) if levels else 0
    if top and top not in sections and top < BOLD:
        chosen |= {head.place for head in unknown if head.level == top} - _under_contents(heads)
    if not chosen:
        return _unsure_places(parts, heads, unknown)
    if not sure and unknown[0].place < min(chosen) and heads[0] is unknown[0] and unknown[0].level >= top:
        chosen.add(unknown[0].place)
    return sorted(chosen)


def _under_contents(heads: Sequence[Head]) -> set[int]:
    """The places of headings in a table of contents, which only names the episodes."""
    found: set[int] = set()
    level = 0
    for head in heads:
        if head.level <= level or not level:
            level = head.level if head.kind == "chapters" else 0
        else:
            found.add(head.place)
    return found


def _owners(heads: Sequence[Head]) -> list[Head]:
    """The unknown headings that must be titles because a section comes again after them.

    "**Bottom line:** …" may come again under every heading of one episode, and "Ideas" and "Facts" beside
    each other are two sections of one: a heading between them at their own level is a third.
    """
    seen: dict[str, int] = {}
    owners: list[Head] = []
    for place, head in enumerate(heads):
        if head.kind not in (*POINTS, "quotes", "summary", "introduction"):
            continue
        if (head.lead and head.kind in ("summary", "introduction")) or names_one(head.name):
            continue
        if head.kind in seen:
            between = [h for h in heads[seen[head.kind] + 1 : place] if not h.kind and h.level <= head.level]
            if heads[seen[head.kind]].name != head.name:
                between = [h for h in between if h.level < head.level]
            if between:
                top = min(h.level for h in between)
                owner = [h for h in between if h.level == top][-1]
                owners.append(owner)
                seen = {}
        seen[head.kind] = place
    if owners:
        # the first of a row has nothing before it to repeat: the last like heading before its section
        first_section = next(
            head for head in heads if head.kind in (*POINTS, "quotes", "summary", "introduction")
        )
        level = owners[0].level
        earlier = [h for h in heads if not h.kind and h.level == level and h.place < first_section.place]
        owners[:0] = earlier[-1:]
    return owners


def _collected(parts: Sequence[Block], heads: Sequence[Head], shows: Shows, title: str) -> list[int]:
    """The titles under a heading for all of them ("Podcast notes", a show's name); none when it is none.

    Such a heading has no text of its own, and two or more like headings below it, no section names,
    each with a list and no section. When its words do not say that it is a collection, the lists must
    have three items: two bullets under a heading are rather one point of a single episode.
    """
    if len(heads) < 3 or heads[0].place != 0 or heads[1].place != 1:
        return []
    below = heads[1:]
    level = min(head.level for head in below)
    if level <= heads[0].level or any(head.level != level or head.kind for head in below):
        return []
    text = plain(parts[0].text)
    words = set(key(text).split())
    named = bool(shows.full_name(text) or heads[0].kind or words & _COLLECTIONS or _YEAR.search(text))
    least = 1 if named else 3
    numbered = all(_COUNTED.match(plain(parts[head.place].text)) for head in below)
    if not named and (numbered or heads[0].sure or heads[0].name == key(title)):
        return []
    return [head.place for head in below] if all(_listed(parts, head, below, least) for head in below) else []


def _stated(parts: Sequence[Block], heads: Sequence[Head]) -> list[int]:
    """The titles of a file where each heading of one level has facts directly below it.

    "Source: …" or "Guest: …" under every one of them says that they are episodes, whatever they are called.
    """
    if len(heads) < 3 or heads[0].place != 0 or heads[0].kind:
        return []
    for level in sorted({head.level for head in heads[1:]} - {heads[0].level}):
        like = [head for head in heads[1:] if head.level == level]
        if level < heads[0].level or any(head.kind for head in like):
            return []
        if len(like) >= 2 and all(_states(parts, head.place + 1) for head in like):
            return [head.place for head in like]
    return []


def _states(parts: Sequence[Block], place: int) -> bool:
    """Whether the part at this place starts with a fact that episodes have."""
    if place >= len(parts) or parts[place].kind != "paragraph":
        return False
    stated = field(parts[place].lines[0].text)
    return bool(_ONLY_LINK.match(parts[place].lines[0].text)) or (
        stated is not None and stated.name in _OF_EPISODES
    )


def _unsure_places(parts: Sequence[Block], heads: Sequence[Head], unknown: Sequence[Head]) -> list[int]:
    """Titles of a file in which nothing says for sure where an episode starts."""
    first = unknown[0]
    known = [head for head in heads if head.kind]
    if known:
        opens = first.place < known[0].place or first.level < min(head.level for head in known)
        return [first.place] if opens else []
    top = min(head.level for head in unknown)
    tops = [head for head in unknown if head.level == top]
    if len(tops) == 1:
        return [tops[0].place] if tops[0] is first else []
    if top == 1 or all(_listed(parts, head, unknown) for head in tops):
        return [head.place for head in tops]
    return []


def _listed(parts: Sequence[Block], head: Head, unknown: Sequence[Head], least: int = 3) -> bool:
    later = [other.place for other in unknown if other.place > head.place]
    inside = parts[head.place + 1 : later[0] if later else len(parts)]
    return any(part.kind == "list" and len(part.children) >= least for part in inside)
