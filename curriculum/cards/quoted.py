"""Cards from the quotes of an episode: who said it."""

import re
from collections.abc import Iterator

from curriculum.cards.draft import Draft
from curriculum.reading.episode import Episode, Quote
from curriculum.reading.words import stems

SHORTEST, LONGEST = 6, 20
"""Words of the quoted part: fewer say nothing, more are not kept in mind."""


def quoted(episode: Episode) -> Iterator[tuple[Draft, Quote]]:
    """A draft for each quote of a named speaker that speaks of the episode's subject.

    The first sentence is shown, whole. Thanks and greetings share no word
    with the labels and are left out.
    """
    subject = set(stems(" ".join([episode.title, *(point.label for point in episode.points)])))
    for quote in episode.quotes:
        if not quote.speaker:
            continue
        said = re.split(r"(?<=[.!?])\s", quote.text.strip())[0].strip(" .…")
        if SHORTEST <= len(said.split()) <= LONGEST and len(subject & set(stems(said))) >= 2:
            yield Draft("quote", f"Who said: “{said}”?", quote.speaker, trust=70), _with_speaker(quote)


def _with_speaker(quote: Quote) -> Quote:
    """The quote with its speaker in front, so that the back shows both."""
    return quote.model_copy(update={"text": f"{quote.speaker}: “{quote.text}”"})
