"""How many key points a second become cards on one core, and whether that stays flat as a library grows.

    python benchmarks/cards_speed.py

The points are those of seeds/ and of the test corpus, each sentence made unlike every other by exchanging
its nouns for nouns of other sentences (seeded), so that no cache of whole sentences helps. Models are
loaded first.
"""

import random
import time
from pathlib import Path

from curriculum.cards.tagger import tag
from curriculum.cards.write import write
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library
from curriculum.reading.read import read

ROOT = Path(__file__).parents[1]
SOURCES = (ROOT / "seeds", ROOT / "tests" / "planning" / "fixtures" / "corpus")
SIZES = (500, 1_000, 2_000, 4_000, 8_000)


def varied(text: str, nouns: list[str], chance: random.Random) -> str:
    """The text with about half of its common nouns exchanged."""
    pieces = []
    at = 0
    for token in tag(text).tokens:
        if token.tag in ("N", "NS") and token.text.islower() and chance.random() < 0.5:
            pieces += [text[at : token.start], chance.choice(nouns)]
            at = token.end
    return "".join((*pieces, text[at:]))


def grown(points: list[tuple[str, str]], nouns: list[str], size: int, chance: random.Random) -> Library:
    """A library of ``size`` points, ten an episode."""
    episodes = []
    for number in range(size // 10):
        made = []
        for place in range(10):
            label, text = chance.choice(points)
            id = f"episode-{number}/point-{place}"
            made.append(
                KeyPoint(id=id, number=place + 1, label=label, text=varied(text, nouns, chance), line=place)
            )
        source = points_source(number)
        episodes.append(
            Episode(id=f"episode-{number}", title=f"Episode {number}", points=tuple(made), source=source)
        )
    return Library(episodes=tuple(episodes))


def points_source(number: int) -> Source:
    return Source(path=f"{number}.md", line=1)


def main() -> None:
    """Print a line for each size of library."""
    library = read(SOURCES)
    points = [
        (point.label, " ".join(passage.text for passage in point.passages()))
        for episode in library.episodes
        for point in episode.points
        if any(True for _ in point.passages())
    ]
    nouns = sorted(
        {
            token.text
            for _, text in points
            for token in tag(text).tokens
            if token.tag in ("N", "NS") and token.text.islower()
        }
    )
    chance = random.Random(1)
    write(grown(points, nouns, 100, chance))  # loads the models
    for size in SIZES:
        made = grown(points, nouns, size, chance)
        tag.cache_clear()
        begun = time.process_time()
        cards = write(made)
        spent = time.process_time() - begun
        ships = sum(card.verdict == "ship" for card in cards)
        print(f"{size:6} points  {spent:6.2f} s CPU  {size / spent:6.0f} points/s  {ships} cards ship")


if __name__ == "__main__":
    main()
