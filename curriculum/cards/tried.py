"""A draft on trial: with the context line and the quoted words it must answer for."""

import re
from typing import NamedTuple

from curriculum.cards.draft import Draft

DELETION = re.compile(r"\{\{c1::(.+?)\}\}")


class Tried(NamedTuple):
    """A draft with the words it must answer for."""

    draft: Draft
    context: str
    quote: str

    @property
    def front(self) -> str:
        """What the learner sees before answering, without the context line."""
        if self.draft.kind == "cloze":
            return DELETION.sub("[…]", self.draft.text)
        return self.draft.question
