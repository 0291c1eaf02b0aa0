"""Everything that was read: episodes, files with every line accounted for, problems."""

from collections.abc import Mapping

from curriculum.problems import Problem
from curriculum.reading.episode import Episode, Source
from curriculum.reading.left_out import LeftOut
from curriculum.reading.limits import LEFT_OUT
from curriculum.value import Value

NOT_READ = ("unread", LEFT_OUT)
"""Accounts of lines that no field took."""


class SourceFile(Value):
    """One episode file and where each of its lines went."""

    path: str
    encoding: str = "utf-8"
    lines: int
    """Number of non-blank lines."""
    accounts: Mapping[int, str]
    """1-based line of each non-blank line → what it was read as (``point 3`` …, ``unread``, ``left out``)."""

    @property
    def unread(self) -> int:
        """How many non-blank lines no field took."""
        return sum(account in NOT_READ for account in self.accounts.values())


class Doubt(Value):
    """A name that the notes spell in more than one way: a card that carries it waits."""

    episode: str = ""
    """Episode id; "" when the forms stand in several episodes."""
    table: str = ""
    """The table of ``corrections.toml`` that is for it: the id of the episode, without what tells it from
    others with that id; "" for the top."""
    forms: tuple[str, ...]
    """The spellings, most trusted first (title before body)."""
    places: tuple[Source, ...]
    """Where each form stands first, in the order of ``forms``."""


class Correction(Value):
    """A spelling the user put right in ``corrections.toml``, and where it was applied."""

    wrong: str
    right: str
    episode: str = ""
    """Episode id it is limited to; "" for all."""
    places: tuple[Source, ...] = ()


class Library(Value):
    """The finished result of reading."""

    episodes: tuple[Episode, ...] = ()
    files: tuple[SourceFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """Files and folders of the sources that were not read."""
    doubts: tuple[Doubt, ...] = ()
    corrections: tuple[Correction, ...] = ()
    written: tuple[tuple[str, Episode], ...] = ()
    """Episode id and the episode before any correction, for those of a file in which something was corrected:
    what "the company" or "it" stands for is decided there."""
    problems: tuple[Problem, ...] = ()

    def episode(self, id: str) -> Episode:
        """The episode of that id; raises KeyError when there is none."""
        for episode in self.episodes:
            if episode.id == id:
                return episode
        raise KeyError(id)
