"""Names that the notes spell in more than one way: cards that carry them wait."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.reading.corrections import another_name
from curriculum.reading.library import Doubt

_SETTLE = "settle it in corrections.toml first."
_WORD = re.compile(r"\w+")


class _Form(NamedTuple):
    """A spelling in doubt; earlier ones come first."""

    place: int
    form: str
    pattern: re.Pattern[str]
    doubt: Doubt


class Doubts:
    """The doubtful spellings of a library, ready to look for in texts."""

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self._forms: dict[tuple[str, str], list[_Form]] = defaultdict(list)
        """By the episode it is doubted in, "" for all, and its first word: a text is looked through once."""
        place = 0
        for doubt in doubts:
            for form in doubt.forms[0 if doubt.episode else 1 :]:
                place += 1
                first = next(_words(form), "")
                self._forms[doubt.episode, first].append(_Form(place, form, _pattern(form), doubt))

    def reason(self, episode: str, *texts: str) -> str:
        """Why a card of ``episode`` with these texts waits; "" when no doubtful name stands in them.

        Within the episode in doubt every spelling counts. Where the doubt lies between episodes, the
        most trusted spelling (the first) is in doubt only beside another one.
        """
        if not self._forms:
            return ""
        whole = "\n".join(texts)
        keys = ((doubted, word) for word in {"", *_words(whole)} for doubted in ("", episode))
        possible = sorted(form for key in keys for form in self._forms.get(key, ()))
        for found in possible:
            if found.pattern.search(whole):
                forms = [form for form in found.doubt.forms if form != found.form]
                others = " or ".join(f"“{form}”" for form in forms)
                if any(another_name(form, found.form) for form in forms):
                    said = f"Where the notes have “{found.form}” they have {others} too"
                else:
                    said = f"The notes spell “{found.form}” also as {others}"
                return f"{said}: {_SETTLE}"
        return ""


def waits(card: Card) -> bool:
    """Whether a card waits for a name and for nothing else."""
    return card.verdict == "held" and all(reason.endswith(_SETTLE) for reason in card.reasons)


def _words(text: str) -> Iterator[str]:
    """The words of a text so that those which differ in case alone are the same."""
    return (match.group().casefold().replace("ı", "i") for match in _WORD.finditer(text))


def _pattern(form: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in form.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def texts_of(card: Card) -> tuple[str, ...]:
    """Everything a learner reads on a card but its credit, which only repeats title and label."""
    return (card.question, card.answer, card.text, card.context, card.detail, card.quote)
