"""A question that compares two episodes by what both speak of, where no study material does."""

from collections.abc import Iterator, Sequence

from curriculum.guides.ask import Ask, apart, content
from curriculum.guides.recall import SAYING
from curriculum.guides.talk import names_talk
from curriculum.guides.thing import canonical, has, runs
from curriculum.planning.text import SENTENCE, of_points
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.words import WORD

LEAST = 2
"""Words of what is compared: of a single one two episodes may say anything."""


def speaking(episode: Episode, phrase: str) -> KeyPoint | None:
    """The first point of an episode that says all words of a phrase."""
    wanted = content(phrase)
    for point in of_points(episode):
        said = " . ".join((point.label, *(passage.text for passage in point.passages())))
        if wanted and wanted <= content(said):
            return point
    return None


def comparison(episodes: Sequence[Episode], phrases: Sequence[str], others: Sequence[Ask]) -> tuple[Ask, ...]:
    """One question on the first phrase that sentences of two episodes have; () when there is none.

    Args:
        episodes: those of the week.
        phrases: what two or more of them speak of, the most telling first.
        others: what else the self-test asks.
    """
    for phrase in phrases:
        told = [found for episode in episodes for found in _telling(episode, phrase)][:2]
        places, sentences = tuple(id for id, _ in told), "\n".join(sentence for _, sentence in told)
        question = f"What do the notes of two episodes say alike about {phrase}, and what differently?"
        ask = Ask("", question, "", "", "", sentences, "compare", places=places)
        if len(places) == 2 and apart(ask, others):
            return (ask,)
    return ()


def _telling(episode: Episode, phrase: str) -> Iterator[tuple[str, str]]:
    """The first sentence of an episode that says something of a phrase, with the id of its point."""
    wanted = canonical(WORD.findall(phrase))
    if len(wanted) < LEAST:
        return
    for point in of_points(episode):
        for passage in point.passages():
            for sentence in SENTENCE.split(passage.text):
                tells = len(sentence.split()) >= SAYING and "://" not in sentence and not names_talk(sentence)
                if tells and has(runs(sentence), wanted):
                    yield point.id, sentence
                    return
