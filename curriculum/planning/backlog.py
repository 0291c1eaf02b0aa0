"""Cards of earlier curricula, which ask for their reviews while a new one is studied."""

from typing import Annotated

from pydantic import Field

from curriculum.value import Value

_Days = Annotated[int, Field(ge=0)]


class Learnt(Value):
    """A card that was learnt before, as it stands when a simulation begins."""

    due: _Days
    """Days until it is due."""
    since: _Days
    """Days since its last review."""
    stability: Annotated[float, Field(gt=0)]
    """Days after which it is remembered with probability .9."""


class Backlog(Value):
    """What was studied before an outline begins."""

    lead: _Days = 0
    """Days before the outline's first on which its simulation begins."""
    begun: tuple[_Days, ...] = ()
    """Cards that were begun on each of these days, where nobody asked Anki …"""
    learnt: tuple[Learnt, ...] = ()
    """… and the cards as Anki had them, where somebody did."""
    of: str = ""
    """Where they are from, in words: "April 2024 and May 2024"."""


NONE = Backlog()
"""Nothing was studied before."""
