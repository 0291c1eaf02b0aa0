"""Jingles: points that are the show's own greeting ("The Grain Hour - Stories for Bakers")."""

import re

from curriculum.reading.draft import Draft
from curriculum.reading.tables import key

_TAGLINE = re.compile(r"\s+[-–—|·]\s+|[:：]\s+|[,.!]\s")
_FREE = frozenset("the a podcast show episode with".split())
"""Words by which two names of one show may differ."""
_WELCOME = re.compile(r"\W*welcome\s+(?:back\s+)?to\b", re.IGNORECASE)
_GREETS = re.compile(
    r"\b(?:(?:your |our )?hosts?|welcome|subscribe|listeners?|visit|website|podcasts?|newsletter|weekly)\b",
    re.IGNORECASE,
)
_ALIKE = 85
"""Of 100; a machine hears "Ekon Talk" for a show's name in one word."""
_SHORTEST = 6
"""Letters; shorter names stand in many titles."""
_WORDS = 90
"""A greeting that says more says something of the episode, too."""


def is_jingle(draft: Draft, show: str) -> bool:
    """Whether a point only says what show this is: it welcomes to it, or is titled as it is and greets."""
    said = draft.opening
    texts = [text for sub in draft.subpoints for one in sub.whole() for text in (one.label, one.text)]
    told = " ".join(filter(None, [said.text, *texts]))
    title = said.label or said.text
    if len(told.split()) > _WORDS or not title:
        return False
    return bool(_WELCOME.match(title)) or (_names(title, show) and bool(_GREETS.search(told)))


def _names(title: str, show: str) -> bool:
    """Whether a title is a show's name, as it is spelt or heard, with a line about it or not."""
    from rapidfuzz import fuzz  # late: cli --help must not pay for it

    name, own = _letters(_TAGLINE.split(title, maxsplit=1)[0]), _letters(show)
    return min(len(name), len(own)) >= _SHORTEST and fuzz.ratio(name, own) >= _ALIKE


def _letters(text: str) -> str:
    return "".join(word for word in key(text).split() if word not in _FREE)
