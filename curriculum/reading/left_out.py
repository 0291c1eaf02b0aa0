"""Left out: the files of a source that are not read, each with its reason."""

from collections import Counter
from collections.abc import Iterable

from curriculum.count import several
from curriculum.value import Value

KINDS = {
    "note": ("note of another kind", "notes of another kind"),
    "silent": ("note without a word of an episode", "notes without a word of an episode"),
    "daily": ("daily note", "daily notes"),
    "template": ("template", "templates"),
    "index": ("index", "indexes"),
    "page": ("page beside the notes", "pages beside the notes"),
    "full-text": ("full text", "full texts"),
    "no-episode": ("file in which no episode was found", "files in which no episode was found"),
    "writer": ("exchange with a writer of cards", "exchanges with a writer of cards"),
    "blank": ("blank file", "blank files"),
    "excluded": ("excluded by you", "excluded by you"),
    "hidden": ("hidden file or folder", "hidden files and folders"),
    "program": ("folder of a program", "folders of programs"),
    "attachment": ("attachment", "attachments"),
}
"""Kind → what one and what several are called, in the order they are counted."""
JUDGED = frozenset(("note", "silent", "daily", "template", "index", "page", "no-episode", "blank"))
"""Kinds that reading may have judged wrongly, by what a file says."""


class LeftOut(Value):
    """A file, or a whole folder, that is not read."""

    path: str
    """As the person named the source, joined with the path inside it; a folder's ends in a slash."""
    kind: str
    """One of ``KINDS``."""
    why: str
    """A sentence."""


def summed_up(kinds: Iterable[str]) -> str:
    """How many of each kind, in one line: "2 templates, 1 daily note"."""
    counted = Counter(kinds)
    return ", ".join(several(counted[kind], *words) for kind, words in KINDS.items() if counted[kind])
