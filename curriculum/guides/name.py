"""What a week is called in print: its title, or how many episodes it has where the title only lists them."""

import re
from collections.abc import Sequence

from curriculum.count import several as counted
from curriculum.planning.short_title import BETWEEN

_MORE = re.compile(r"and \d+ more")
_AGAIN = re.compile(r" \(\d+\)$")


def name(title: str, episodes: Sequence[str]) -> str:
    """The name of a week.

    A list says nothing that the episodes below it do not, and its titles are cut: "6 episodes". What it
    begins with stays: "Biology: 6 episodes".

    Args:
        title: of the week.
        episodes: their titles.
    """
    parts = [part.strip() for part in _AGAIN.sub("", title).split(BETWEEN)]
    start, colon, first = parts[0].partition(": ")
    several = len(parts) > 1 and len(episodes) > 1
    number = counted(len(episodes), "episode")
    if several and all(_is_of(part, episodes) for part in parts):
        return number
    if several and colon and all(_is_of(part, episodes) for part in (first, *parts[1:])):
        return f"{start}: {number}"
    return title


def _is_of(part: str, episodes: Sequence[str]) -> bool:
    """Whether a part of a list is a title, or a part of one, or counts those that are not named."""
    cut = part.rstrip("…")
    return bool(cut) and (any(cut in one for one in episodes) or bool(_MORE.fullmatch(part)))
