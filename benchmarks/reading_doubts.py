"""How many misheard names reading flags, and how many names it flags that are right.

    python benchmarks/reading_doubts.py [--rounds 20]

False alarms: the test corpus of invented episodes and the sample fixtures hold no misspelt name, so whatever
is flagged there is wrong. Recall: the family name of a guest stands in the title or on the guest line; it is
put there again, in a new point, as a transcriber might hear it (one or two seeded slips: a vowel exchanged or
dropped, letters of one sound exchanged, a letter doubled or dropped). Reading should flag the pair.
"""

import argparse
import random
from collections import Counter
from pathlib import Path

import board

from curriculum.reading.doubts import Told, doubts
from curriculum.reading.episodes import read_text
from curriculum.reading.shows import known_shows

FOLDERS = ("planning/fixtures/corpus", "cards/fixtures/heldout", "reading/fixtures")
TESTS = Path(__file__).parents[1] / "tests"
LIKE = {"c": "k", "k": "c", "s": "z", "z": "s", "d": "t", "t": "d", "b": "p", "p": "b", "f": "v", "v": "f",
        "g": "k", "y": "i", "i": "y", "j": "y", "w": "v"}  # fmt: skip
VOWELS = "aeiou"
SHOWS = known_shows()


def slip(name: str, chance: random.Random) -> tuple[str, str]:
    """The name with one slip after its first letter, and what kind of slip."""
    place = chance.randrange(1, len(name))
    letter = name[place]
    if letter in VOWELS:
        kind = chance.choice(("vowel exchanged", "vowel dropped"))
        new = chance.choice(VOWELS.replace(letter, "")) if kind == "vowel exchanged" else ""
    elif letter in LIKE and chance.random() < 0.6:
        kind, new = "sound exchanged", LIKE[letter]
    else:
        kind = chance.choice(("letter doubled", "letter dropped"))
        new = letter * 2 if kind == "letter doubled" else ""
    return name[:place] + new + name[place + 1 :], kind


def flagged(text: str) -> list[frozenset[str]]:
    read = read_text(text, "notes.md", SHOWS)
    small = frozenset().union(*(names.small for names in read.names)) if read.names else frozenset()
    told = [Told(*pair) for pair in zip(read.episodes, read.names, strict=True)]
    return [frozenset(doubt.forms) for doubt in doubts(told, small, frozenset(), SHOWS.hosts)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    chance = random.Random(7)
    texts = [
        path.read_text("utf-8")
        for folder in FOLDERS
        for path in sorted((TESTS / folder).iterdir())
        if path.suffix in (".md", ".txt")
    ]
    alarms = [forms for text in texts for forms in flagged(text)]
    print(f"{len(texts)} files without a misspelt name: {len(alarms)} false alarms")
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for _ in range(rounds):
        for text in texts:
            read = read_text(text, "notes.md", SHOWS)
            guest = next(
                (g for episode in read.episodes[:1] for g in episode.guests if g.count(" ") == 1), ""
            )
            given, _, family = guest.partition(" ")
            if not read.episodes[0].points or len(family) < 4 or family not in text:
                continue
            slips = chance.choice((1, 1, 2))
            heard, kind = slip(family, chance)
            if slips == 2:
                heard, kind = slip(heard, chance)[0], "two slips"
            if heard == family:
                continue
            for with_given in (True, False):
                name = f"{given} {heard}" if with_given else heard
                point = f"- Towards the end it is {name} who asks what comes next.\n"
                lines = text.split("\n")
                lines.insert(read.episodes[0].points[-1].line - 1, point)
                label = f"{kind}, {'full name' if with_given else 'family name alone'}"
                planted[label] += 1
                found[label] += any(heard in forms and family in forms for forms in flagged("\n".join(lines)))
    for label in sorted(planted):
        print(
            f"{label:42} {found[label]:5} of {planted[label]:5} flagged ({found[label] / planted[label]:.0%})"
        )
    board.told(f"misspelt names flagged, of {planted.total()}", 100 * found.total() / planted.total(), "%")
    board.below(f"false alarms in {len(texts)} files", len(alarms), "", 0)
    board.end()


if __name__ == "__main__":
    main()
