"""The first words of a point that has no label: a hook to say the rest from."""

import re
from functools import lru_cache
from itertools import pairwise

from curriculum.guides.ask import content
from curriculum.guides.talk import tells_of_talk
from curriculum.planning.label_words import generic_stems
from curriculum.planning.light_words import light
from curriculum.planning.text import first_sentence
from curriculum.reading.words import STOPWORDS

ENOUGH = 2
"""Words of matter before the cut …"""
LEFT = 3
"""… and after it."""
_WORD = re.compile(r"\S+")


@lru_cache(maxsize=5_000)
def beginning(text: str) -> str:
    """The first words of a text's first sentence, up to a word that wants more after it, with "…".

    "Barley grows towards the window of a dark floor" begins "Barley grows towards the …". "" where too little
    would be left to say, for a question, and for what tells of the talk itself.
    """
    first = first_sentence(text)
    if first.endswith("?") or tells_of_talk(first):
        return ""
    found = list(_WORD.finditer(first))
    for word, after in pairwise(found):
        before = first[: word.end()]
        small = word[0].lower() in STOPWORDS and after[0].lower() not in STOPWORDS
        if small and len(content(before) - generic_stems() - light()) >= ENOUGH:
            return f"{before} …" if len(content(first[word.end() :]) - content(before)) >= LEFT else ""
    return ""
