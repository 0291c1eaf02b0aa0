"""What matters by words and what matters by meaning, made one. Every number here was chosen in one trial.

The trial is ``benchmarks/planning_meaning.py``; docs/search.md says on what, and what it gave.
"""

from collections.abc import Mapping

WEIGHT = 1.0
"""How much the nearest episode counts beside the one with the best words; .75 to 2 do about as well."""
FLOOR = 0.2
"""From here on the nearest episode matters, though it may have none of the words: its cosine less …"""
FIELD = 0.5
"""… this share of the mean of the others': to a library of one field, all that is of the field is near."""
BESIDE = 0.8
"""This share of the best cosine an episode needs to matter by meaning beside the nearest one."""
LEAST = 0.25
"""A best cosine below this is taken for this, so that what is far counts little beside words."""
APART = 0.1
"""Below this cosine, where nothing is near, words are no reason: they stand there by the way. Beside what
is near they stay one, for a query may be a list of things ("army, cells, bees") that none has all of."""
MATTERS = 0.4
"""An episode matters from this share of the best score on."""


def blended(words: Mapping[int, float], near: Mapping[int, float]) -> Mapping[int, float]:
    """Place of each episode that matters → its score, of 1 by words and 1 by meaning at most.

    Args:
        words: place → score, of the episodes that matter by their words.
        near: place → cosine with the query, of all episodes whose meaning is known; of others what their
            words say counts for both.
    """
    if not near:
        return words
    most, (nearest, *others) = max(words.values(), default=1.0), sorted(near.values(), reverse=True)
    is_near = round(nearest - FIELD * (sum(others) / len(others) if others else 0.0), 4) >= FLOOR
    by_words = {place for place in words if is_near or near.get(place, APART) >= APART}
    by_meaning = {place for place, cosine in near.items() if is_near and cosine >= BESIDE * nearest}
    scores = {}
    for place in by_words | by_meaning:
        said = words.get(place, 0.0) / most
        meant = max(near[place], 0.0) / max(nearest, LEAST) if place in near else said
        scores[place] = said + WEIGHT * meant
    best = max(scores.values(), default=0.0)
    return {place: round(score, 4) for place, score in scores.items() if score >= MATTERS * best}
