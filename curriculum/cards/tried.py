"""A draft on trial: with the context line and the quoted words it must answer for."""

import re
from typing import NamedTuple

from curriculum.cards.draft import Draft
from curriculum.cards.gap import with_gap


class Tried(NamedTuple):
    """A draft with the words it must answer for."""

    draft: Draft
    context: str
    quote: str

    @property
    def front(self) -> str:
        """What the learner sees before answering, without the context line."""
        if self.draft.kind == "cloze":
            return with_gap(self.draft.text, self.draft.answer, "[…]")
        return self.draft.question


_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")


def unquoted(text: str) -> str:
    """The text with what it quotes taken out: a question or an "I" in there is somebody else's."""
    return _QUOTED.sub("“…”", text)
