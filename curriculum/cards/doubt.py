"""Names that the notes spell in more than one way: cards that carry them wait."""

import re
from collections.abc import Iterable

from curriculum.cards.card import Card
from curriculum.reading.library import Doubt


class Doubts:
    """The doubtful spellings of a library, ready to look for in texts."""

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self._doubts = tuple((doubt, tuple(_pattern(form) for form in doubt.forms)) for doubt in doubts)

    def reason(self, episode: str, *texts: str) -> str:
        """Why a card of ``episode`` with these texts waits; "" when no doubtful name stands in them.

        Within the episode in doubt every spelling counts. Where the doubt lies between episodes, the
        most trusted spelling (the first) is in doubt only beside another one.
        """
        whole = "\n".join(texts)
        for doubt, patterns in self._doubts:
            if doubt.episode and doubt.episode != episode:
                continue
            counted = patterns if doubt.episode else patterns[1:]
            for form, pattern in zip(doubt.forms[0 if doubt.episode else 1 :], counted, strict=True):
                if pattern.search(whole):
                    others = " or ".join(f"“{other}”" for other in doubt.forms if other != form)
                    return f"The notes spell “{form}” also as {others}: settle it in corrections.toml first."
        return ""


def _pattern(form: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in form.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def texts_of(card: Card) -> tuple[str, ...]:
    """Everything a learner reads on a card but its credit, which only repeats title and label."""
    return (card.question, card.answer, card.text, card.context, card.detail, card.quote)
