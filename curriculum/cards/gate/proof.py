"""Proof: the quoted words say the answer, and speak of what is asked."""

import re
from collections.abc import Sequence

from curriculum.cards.gate.forms import asked_words, forms, said, table, telling_words
from curriculum.cards.gate.ground import Ground
from curriculum.cards.gate.names import is_theme, names
from curriculum.cards.support import counts, tokens
from curriculum.cards.tried import Tried


def answer_said(card: Tried, ground: Ground) -> str:
    """Every telling word of the answer stands in the quoted sentences, in whatever form."""
    foreign = _foreign(card.draft.answer, ground.quote)
    return f"The quoted words do not say “{foreign[0]}”." if foreign else ""


def answer_of_notes(card: Tried, ground: Ground) -> str:
    """Nearly all telling words of a longer answer stand somewhere in the notes of the episode."""
    foreign = [word for word in _foreign(card.draft.answer, ground.everything) if word not in table("asking")]
    most = len(telling_words(card.draft.answer)) / _ONE_IN
    return f"The notes do not say {_listed(foreign)}." if len(foreign) > most else ""


_ONE_IN = 8
"""Of so many telling words of a longer answer one may be the writer's own."""


def _foreign(text: str, within: str) -> list[str]:
    """The telling words of a text that another has not in any form."""
    told = forms(within)
    return [word for word in telling_words(text) if word not in table("light") and not said(word, told)]


def _listed(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words[:3])


def asked_of_quote(card: Tried, ground: Ground) -> str:
    """The quoted words speak of what the front asks, not only of the answer.

    Names and what the whole episode is about may be put there by the writer.
    """
    told = forms(f"{ground.label} {ground.quote}")
    asked = asked_words(card.front)
    missing = [word for word in asked if not said(word, told)]
    if card.draft.kind != "question" or not missing:
        return ""
    everywhere = counts(ground.everything)
    given = {token for name in names(card.front) for token in tokens(name)}
    own = [word for word in asked if word not in given and not is_theme(word, everywhere)]
    lost = [word for word in own if word in missing]
    few = len(lost) >= _LOST and len(own) - len(lost) < _PROVEN * len(own)
    if few or len(missing) == len(asked):
        return f"The quoted words do not speak of {_listed(lost or missing)}: they do not prove the answer."
    return ""


_LOST, _PROVEN = 3, 0.35
"""Words of a front that the quoted words lack, and the share that they must have."""


def whole_pair(card: Tried, ground: Ground) -> str:
    """Of "both A and B" the answer has both."""
    told = forms(card.draft.answer)
    for match in re.finditer(r"\bboth ((?:[\w'’-]+ ){1,4})and ((?:[\w'’-]+ ?){1,4})", ground.quote):
        one, other = (any(said(word, told) for word in telling_words(part)[-1:]) for part in match.groups())
        if one != other:
            return f"The notes say “{match.group().strip()}”, the answer has only one of them."
    return ""


def question_said(card: Tried, ground: Ground) -> str:
    """Nearly all telling words of the front stand in the notes of the episode, and half at the point."""
    front = asked_words(card.front)
    everything, near = forms(ground.everything), forms(ground.near)
    foreign = [word for word in front if not said(word, everything)]
    if len(foreign) > _FOREIGN * len(front) + 0.5:
        return f"The notes do not speak of {_listed(foreign)}."
    far = [word for word in front if not said(word, near)]
    if len(far) > _FAR * len(front) + 0.5:
        return f"This point does not speak of {_listed(far)}."
    return ""


_FOREIGN, _FAR = 0.25, 0.4
"""Shares of the telling words of a front that may be no words of the episode, and none of the point."""
