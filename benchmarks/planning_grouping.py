"""Grouping into weeks, against groups that are known: ours beside k-means on TF-IDF.

    python benchmarks/planning_grouping.py [-v]      (needs the extra "bench": scikit-learn)

Draws 13 of the 61 episodes whose field is known (the seeds are one field, six other fields have eight
each), 20 times from all of them and 20 times from four fields, and 20 times 13 of the thirty that were
held out; the number of groups is that of the fields drawn. Prints the adjusted Rand index: 1 the same
groups, 0 no better than chance.
"""

import random
import sys
from collections.abc import Sequence
from statistics import mean, stdev

from planning_judged import (
    adjusted_rand,
    corpus,
    held_out,
    judged,
    judged_held_out,
    plain_text,
    seeds,
)

from curriculum.planning.likeness import Likeness
from curriculum.planning.partition import divide
from curriculum.planning.study_time import minutes
from curriculum.planning.themes import read_themes
from curriculum.reading.episode import Episode

THEMES = read_themes()


def ours(episodes: Sequence[Episode], count: int) -> list[int]:
    ordered = sorted(episodes, key=lambda episode: episode.id)
    division = divide(Likeness.of(ordered, THEMES), [minutes(one) for one in ordered], count)[0]
    group = {ordered[place].id: n for n, places in enumerate(division.groups) for place in places}
    return [group[episode.id] for episode in episodes]


def k_means(episodes: Sequence[Episode], count: int, seed: int) -> list[int]:
    from sklearn.cluster import KMeans
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(map(plain_text, episodes))
    return list(KMeans(count, n_init=10, random_state=seed).fit_predict(matrix))


Labelled = list[tuple[Episode, str]]


def known() -> Labelled:
    fields = judged()["groups"]
    pairs = [(episode, "technology") for episode in seeds().episodes]
    pairs += [(episode, fields[episode.id]) for episode in corpus().episodes]
    return sorted(pairs, key=lambda pair: pair[0].id)


def kept_apart() -> Labelled:
    fields = judged_held_out()["groups"]
    return sorted(((one, fields[one.id]) for one in held_out().episodes), key=lambda pair: pair[0].id)


def draws(pairs: Labelled, fields: int | None = None) -> list[Labelled]:
    """Twenty times 13 of the episodes, from so many fields or from all."""
    found = []
    for number in range(20):
        chance = random.Random(number)
        chosen = chance.sample(sorted({field for _, field in pairs}), fields) if fields else None
        found.append(chance.sample([pair for pair in pairs if not chosen or pair[1] in chosen], 13))
    return found


def main() -> None:
    verbose = "-v" in sys.argv
    print(f"{'adjusted Rand index, 20 draws of 13':40}{'ours':>16}{'k-means TF-IDF':>18}")
    for label, sample in (
        ("from all seven fields", draws(known())),
        ("from four fields", draws(known(), 4)),
        ("held out, four other fields", draws(kept_apart())),
    ):
        mine, theirs = [], []
        for number, draw in enumerate(sample):
            episodes, labels = [episode for episode, _ in draw], [field for _, field in draw]
            count = len(set(labels))
            groups = ours(episodes, count)
            mine.append(adjusted_rand(groups, labels))
            theirs.append(adjusted_rand(k_means(episodes, count, number), labels))
            if verbose and mine[-1] < 0.7:
                for group in sorted(set(groups)):
                    members = [
                        f"{field[:4]}:{one.id[:25]}"
                        for one, field, g in zip(episodes, labels, groups, strict=True)
                        if g == group
                    ]
                    print("    ", number, members)
        print(f"{label:40}{mean(mine):9.2f} ± {stdev(mine):.2f}{mean(theirs):11.2f} ± {stdev(theirs):.2f}")


if __name__ == "__main__":
    main()
