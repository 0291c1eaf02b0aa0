"""Episodes that an outline names and the notes have no longer: which they are."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from curriculum.reading.library import Library
from curriculum.reading.slug import slug

KIND = "gone"
"""Of the problem that names them."""
_NEAR = 0.7
"""Likeness from which one id is taken for a misspelt other; at .5, one in seven real ids is like another."""

_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")


class Gone(NamedTuple):
    """The ids of an outline that no episode has."""

    ids: frozenset[str]
    """Of episodes that are gone."""
    misspelt: Mapping[str, str]
    """Another id → the one that is probably meant."""

    def near(self, id: str) -> str:
        """The id that is probably meant by a misspelt one."""
        return self.misspelt[id]


def gone_of(document: Mapping[str, Any], library: Library) -> Gone:
    """The ids that no episode of the library has, of an outline that may be anything.

    An id is misspelt, and not gone, where it is like that of an episode which stands in no other place.
    """
    known = sorted(one.id for one in library.episodes)
    placed = placed_in(document).union(_ids(document.get("left_out")))
    recalled = {id for week in weeks_in(document) for id in _list(week.get("recalls")) if isinstance(id, str)}
    misspelt = {
        **_misspelt(placed.difference(known), [id for id in known if id not in placed]),
        **_misspelt(recalled.difference(placed, known), known),
    }
    return Gone(frozenset((placed | recalled).difference(known, misspelt)), misspelt)


def placed_in(document: Mapping[str, Any]) -> frozenset[str]:
    """The ids that stand in the weeks of an outline that may be anything."""
    return frozenset(id for week in weeks_in(document) for id in _ids(week.get("episodes")))


def ids_in(document: Mapping[str, Any]) -> frozenset[str]:
    """Every id in an outline that may be anything, also of what it recalls, leaves out and had before."""
    recalled = {id for week in weeks_in(document) for id in _list(week.get("recalls")) if isinstance(id, str)}
    beside = {id for name in ("left_out", "earlier") for id in _ids(document.get(name))}
    return frozenset(placed_in(document) | recalled | beside)


def title_in(comment: str, id: str) -> str:
    """The title that a comment says, where it is that of an id: what is gone has no other; "" else."""
    title = comment.strip().lstrip("#").strip()
    name = slug(title) if any(map(str.isalnum, title)) else ""
    # the show may stand before the title in an id, and a number behind it
    return title if name and f"-{name}-" in f"-{id}-" else ""


def titles_in(text: str, ids: Collection[str]) -> Mapping[str, str]:
    """Id → the title that stands in a comment above it, for those of which a text tells one."""
    found: dict[str, str] = {}
    lines = text.splitlines()
    for above, line in pairwise(lines):
        if above.lstrip().startswith("#"):
            for said in _QUOTED.findall(line):
                id = said.strip("\"'")
                if id in ids and (title := title_in(above, id)):
                    found.setdefault(id, title)
    return found


def weeks_in(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The weeks of what may be anything."""
    return [week for week in _list(document.get("week")) if isinstance(week, dict)]


def _misspelt(ids: Collection[str], known: Collection[str]) -> Mapping[str, str]:
    near = ((id, difflib.get_close_matches(id, known, 1, cutoff=_NEAR)) for id in sorted(ids))
    return {id: found[0] for id, found in near if found}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _ids(placed: object) -> Iterator[str]:
    """The ids of a list of episodes."""
    for one in _list(placed):
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            yield one["id"]
