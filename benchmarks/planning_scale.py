"""How long planning and searching take on one core, with episodes made of the corpus's words.

    python benchmarks/planning_scale.py [plan] [search]

Plans 500 episodes in 52 weeks; indexes 100,000 episodes of about 120 words once, then searches them.
Times are of the processor, so that a busy machine does not matter.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator

from planning_judged import corpus, plain_text, seeds

from curriculum.planning.index import Index
from curriculum.planning.plan import Wish, plan
from curriculum.planning.query import Query
from curriculum.planning.search import rank, search_index
from curriculum.planning.themes import read_themes
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library

THEMES = read_themes()


def made(count: int) -> Iterator[Episode]:
    """Episodes of six points, each a sentence of the corpus, two of them from another episode."""
    chance = random.Random(0)
    texts = [
        [line for line in plain_text(episode).splitlines() if len(line) > 30]
        for episode in (*seeds().episodes, *corpus().episodes)
    ]
    for number in range(count):
        lines = chance.choices(chance.choice(texts), k=4) + chance.choices(chance.choice(texts), k=2)
        yield Episode(
            id=f"episode-{number}",
            title=f"Episode {number}: {' '.join(lines[0].split()[:6])}",
            points=tuple(
                KeyPoint(id=f"episode-{number}/{at}", number=at, label=line.split()[0], text=line, line=at)
                for at, line in enumerate(lines, start=1)
            ),
            source=Source(path="made.md", line=1),
        )


def main() -> None:
    wanted = set(sys.argv[1:]) or {"plan", "search"}
    if "plan" in wanted:
        library = Library(episodes=tuple(made(500)))
        start = time.process_time()
        outline = plan(library, THEMES, Wish(weeks=52))
        print(f"plan: 500 episodes in {len(outline.weeks)} weeks: {time.process_time() - start:.1f} s")
    if "search" in wanted:
        episodes = list(made(100_000))
        start = time.process_time()
        index = Index.of(episodes, THEMES)
        print(f"search: index of {len(episodes):,} episodes: {time.process_time() - start:.0f} s, once")
        for text in ("biology", "semiconductors", "money and banks", '"heart attack" -insulin', "zebra"):
            start = time.process_time()
            ranked = len(rank(index, Query.of(text, THEMES)))
            middle = time.process_time()
            found = len(search_index(index, text, THEMES, most=100).episodes)
            end = time.process_time()
            print(
                f"search: {text!r}: {ranked:,} episodes ranked in {middle - start:.2f} s; "
                f"with points and words of the best {found:,}: {end - middle:.2f} s"
            )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
