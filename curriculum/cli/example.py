"""An episode file for those who have none yet: shown where there was nothing to read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from curriculum.cli.console import say

if TYPE_CHECKING:
    from curriculum.problems import Problem

NOTHING = "nothing"
"""The kind of problem that no source was named and ./seeds is not there."""
_KINDS = {NOTHING, "empty", "no-episode"}
NAME = "my-notes/bread.md"
EPISODE = """\
# Why sourdough rises
Show: The Bread Hour

## Key Points
- **Wild yeast**: Flour brings the yeast that makes a sourdough rise.
"""
COMMAND = "curriculum build my-notes"


def show_example(problems: Iterable["Problem"]) -> None:
    """On standard error, when these problems are that there is no episode: one, and what to do with it."""
    if not any(problem.kind in _KINDS for problem in problems):
        return
    say(f"\nFor example, save this as {NAME}:\n")
    for line in EPISODE.splitlines():
        say(f"    {line}".rstrip())
    say(f"\nThen type:\n\n    {COMMAND}", COMMAND)
