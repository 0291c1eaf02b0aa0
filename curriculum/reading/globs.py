"""Globs: paths chosen as git chooses them."""

from collections.abc import Sequence
from fnmatch import fnmatchcase


def matches(glob: str, path: str) -> bool:
    """Whether a glob chooses a POSIX path, or a folder that it lies in.

    As in a .gitignore: ``*`` stops at a slash, ``**`` does not; a glob without a slash inside it is looked
    for at any depth, one with a slash from the top; one that ends in a slash chooses folders alone.
    """
    wanted = [piece for piece in glob.strip().split("/") if piece not in ("", ".")]
    if not wanted:
        return False
    if "/" not in glob.strip().removesuffix("/"):
        wanted.insert(0, "**")
    parts = path.split("/")
    last = len(parts) - glob.strip().endswith("/")
    return any(_fits(wanted, parts[:end]) for end in range(1, last + 1))


def _fits(wanted: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether every part is chosen by its piece; row by row, so that many ``**`` cost no more than a few."""
    reached = {0}
    for at, piece in enumerate(wanted):
        if piece == "**":
            first = min(reached)
            inside = at == len(wanted) - 1  # "Archive/**" is what lies in Archive, not Archive itself
            reached = set(range(first + inside, len(parts) + 1))
        else:
            reached = {end + 1 for end in reached if end < len(parts) and fnmatchcase(parts[end], piece)}
        if not reached:
            return False
    return len(parts) in reached
