"""The order of weeks and episodes in plans of real or made notes.

    python benchmarks/planning_order.py [FOLDER WEEKS]...      (seeds/ in 4 weeks by default)

Prints for each folder of notes the mean likeness of neighbouring weeks, beside that of the same weeks in
200 random orders; and how many pairs stand in order: an earlier and a later episode of one guest, an
earlier and a later part of one series.
"""

import random
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean

from planning_judged import ROOT

from curriculum.planning.likeness import Likeness
from curriculum.planning.plan import plan
from curriculum.planning.succession import GUEST, PART, Succession
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.reading.read import read

THEMES = read_themes()
ORDERS = 200


def neighbours(weeks: Sequence[Sequence[int]], likeness: Likeness) -> float:
    """Mean over neighbouring weeks of the mean likeness of the one's episodes to the other's."""
    return mean(
        mean(likeness.likes[here][there] for here in one for there in other) for one, other in pairwise(weeks)
    )


def main() -> None:
    given = sys.argv[1:] or [str(ROOT / "seeds"), "4"]
    print(f"{'notes, weeks':32}{'neighbours':>12}{'random':>9}{'guests':>11}{'parts':>11}")
    for folder, count in zip(given[::2], given[1::2], strict=True):
        library = read([Path(folder)])
        outline = plan(library, THEMES, Wish(weeks=int(count)))
        studied = [placed.id for week in outline.weeks for placed in week.episodes]
        episodes = sorted(map(library.episode, studied), key=lambda episode: episode.id)
        likeness = Likeness.of(episodes, THEMES)
        places = {episode.id: place for place, episode in enumerate(episodes)}
        weeks = [[places[placed.id] for placed in week.episodes] for week in outline.weeks]
        by_chance = mean(
            neighbours(random.Random(number).sample(weeks, len(weeks)), likeness) for number in range(ORDERS)
        )
        at = {id: number for number, id in enumerate(studied)}
        said = []
        for kind in (GUEST, PART):
            pairs = [pair for pair, weight in Succession.of(episodes).pairs.items() if weight == kind]
            said.append(f"{sum(at[one] < at[other] for one, other in pairs)} of {len(pairs)}")
        name = f"{'/'.join(Path(folder).parts[-2:])}, {len(weeks)}"
        print(
            f"{name:32}{neighbours(weeks, likeness):12.3f}{by_chance:9.3f}{said[0]:>11}{said[1]:>11}",
            flush=True,
        )


if __name__ == "__main__":
    main()
