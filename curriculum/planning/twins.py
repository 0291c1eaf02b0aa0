"""Episodes that are probably one: two people's, or two programs', notes of the same recording."""

from collections.abc import Sequence
from itertools import combinations

from curriculum.count import several
from curriculum.planning.light_words import light
from curriculum.planning.likeness import Likeness
from curriculum.planning.part import part
from curriculum.planning.short_title import own_parts, recurring
from curriculum.reading.words import stems

SHARED, OF_SHORTER = 2, 0.6
"""The words that two titles share at least, and their share of the shorter title …"""
ALIKE = 3.0
"""… and the texts' likeness times the words shared. On 27 libraries this finds four pairs, all true."""
NAMED = 3


def twins(likeness: Likeness) -> list[tuple[int, int]]:
    """Pairs of places whose titles and texts are so alike that they may be one episode, likest first."""
    shows = recurring(one.title for one in likeness.episodes)
    said = [
        frozenset(stem for one in own_parts(episode.title, shows) for stem in stems(one)) - light()
        for episode in likeness.episodes
    ]
    found = []
    for here, there in combinations(range(len(said)), 2):
        shared, shorter = len(said[here] & said[there]), min(len(said[here]), len(said[there]))
        alike = likeness.likes[here][there] * shared
        if (
            shared >= max(SHARED, OF_SHORTER * shorter)
            and alike >= ALIKE
            and not _parts(likeness, here, there)
        ):
            found.append((-alike, here, there))
    return [(here, there) for _, here, there in sorted(found)]


def said_twice(likeness: Likeness) -> Sequence[str]:
    """What to say of twins: nothing, or one sentence."""
    pairs = twins(likeness)
    if not pairs:
        return ()
    titles = [[likeness.episodes[place].title for place in pair] for pair in pairs[:NAMED]]
    named = "; ".join(f"“{one}” and “{other}”" for one, other in titles)
    more = f", and {several(len(pairs) - NAMED, 'pair')} more" if len(pairs) > NAMED else ""
    return (f"Perhaps notes of one episode: {named}{more}. Where they are, delete one from outline.toml.",)


def _parts(likeness: Likeness, here: int, there: int) -> bool:
    """Whether both titles say which part of something they are."""
    return (
        part(likeness.episodes[here].title) is not None and part(likeness.episodes[there].title) is not None
    )
