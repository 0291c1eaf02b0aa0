"""The gap of a cloze card: its text has one deletion, ``{{c1::…}}`` around the card's answer.

The answer says where the deletion ends, for either may hold braces of its own (TeX, code).
"""

from curriculum.reading import clozes


def marked(deletion: str) -> str:
    """The deletion as it stands in the text."""
    return f"{{{{c1::{deletion}}}}}"


def with_gap(text: str, deletion: str, gap: str) -> str:
    """The text with ``gap`` in place of the deletion."""
    return text.replace(marked(deletion), gap)


def around(text: str, deletion: str) -> tuple[str, str]:
    """What stands before the deletion and behind it; the whole text and "" when it is not there."""
    before, _, after = text.partition(marked(deletion))
    return before, after


def filled(text: str, deletion: str) -> str:
    """The text as the plain sentence that it is."""
    return with_gap(text, deletion, deletion)


def typed(text: str) -> tuple[str, str] | None:
    """A text that a person typed and its one deletion, without number and hint; None without just one."""
    found = list(clozes.each(clozes.shielded(text)))
    if len(found) != 1:
        return None
    before, _, rest = found[0].partition(clozes.OPEN)
    deletion, _, after = rest.partition(clozes.CLOSE)
    return f"{before}{marked(deletion)}{after}", deletion
