"""A revision: what a critic makes of one draft."""

from typing import NamedTuple


class Revision(NamedTuple):
    """Nothing for a draft that is kept, an objection to one that is dropped, new words for one reworded."""

    objection: str = ""
    """Why it is dropped, or why it is reworded."""
    question: str = ""
    answer: str = ""
    support: str = ""
    """Of a reworded one; "" where the words it stood on stay."""
    worth: int | None = None
    """Of a hundred learners, how many would keep it, as the critic thinks; None when it does not say."""

    @property
    def rewords(self) -> bool:
        """Whether the draft gets new words."""
        return bool(self.question)
