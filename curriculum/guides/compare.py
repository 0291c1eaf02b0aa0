"""A question that compares two episodes by what both speak of, where no study material does."""

from collections.abc import Sequence

from curriculum.guides.ask import Ask, apart, content
from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode, KeyPoint


def speaking(episode: Episode, phrase: str) -> KeyPoint | None:
    """The first point of an episode that says all words of a phrase."""
    wanted = content(phrase)
    for point in of_points(episode):
        said = " . ".join((point.label, *(passage.text for passage in point.passages())))
        if wanted and wanted <= content(said):
            return point
    return None


def comparison(episodes: Sequence[Episode], phrases: Sequence[str], others: Sequence[Ask]) -> tuple[Ask, ...]:
    """One question on the first phrase that points of two episodes have; () when there is none.

    Args:
        episodes: those of the week.
        phrases: what two or more of them speak of, the most telling first.
        others: what else the self-test asks.
    """
    for phrase in phrases:
        points = filter(None, (speaking(episode, phrase) for episode in episodes))
        places = tuple(point.id for point in points)[:2]
        question = f"What do the notes of two episodes say alike about {phrase}, and what differently?"
        ask = Ask("", question, "", "", "", kind="compare", places=places)
        if len(places) == 2 and apart(ask, others):
            return (ask,)
    return ()
