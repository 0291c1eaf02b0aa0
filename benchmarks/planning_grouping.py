"""Grouping into weeks, against groups that are known: ours beside k-means on TF-IDF.

    python benchmarks/planning_grouping.py [-v]      (needs the extra "bench": scikit-learn)

Draws 13 of the 61 episodes whose field is known (the seeds are one field, six other fields have eight
each), 20 times from all of them and 20 times from four fields; the number of groups is that of the
fields drawn. Prints the adjusted Rand index: 1 the same groups, 0 no better than chance.
"""

import random
import sys
from collections.abc import Sequence
from statistics import mean, stdev

from planning_judged import adjusted_rand, corpus, judged, plain_text, seeds

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


def draws(four: bool) -> list[list[tuple[Episode, str]]]:
    fields = judged()["groups"]
    known = [(episode, "technology") for episode in seeds().episodes]
    known += [(episode, fields[episode.id]) for episode in corpus().episodes]
    known.sort(key=lambda pair: pair[0].id)
    found = []
    for number in range(20):
        chance = random.Random(number)
        chosen = chance.sample(sorted({field for _, field in known}), 4) if four else None
        found.append(chance.sample([pair for pair in known if not chosen or pair[1] in chosen], 13))
    return found


def main() -> None:
    verbose = "-v" in sys.argv
    print(f"{'adjusted Rand index, 20 draws of 13':40}{'ours':>16}{'k-means TF-IDF':>18}")
    for four in (False, True):
        mine, theirs = [], []
        for number, draw in enumerate(draws(four)):
            episodes, labels = [episode for episode, _ in draw], [field for _, field in draw]
            count = len(set(labels))
            groups = ours(episodes, count)
            mine.append(adjusted_rand(groups, labels))
            theirs.append(adjusted_rand(k_means(episodes, count, number), labels))
            if verbose and mine[-1] < 0.7:
                for group in sorted(set(groups)):
                    members = [
                        f"{label[:4]}:{one.id[:25]}"
                        for one, label, g in zip(episodes, labels, groups, strict=True)
                        if g == group
                    ]
                    print("    ", number, members)
        label = "from four fields" if four else "from all seven fields"
        print(f"{label:40}{mean(mine):9.2f} ± {stdev(mine):.2f}{mean(theirs):11.2f} ± {stdev(theirs):.2f}")


if __name__ == "__main__":
    main()
