"""Lists of words that the rules share (``data/cards_words.toml``)."""

from functools import cache

from curriculum.reading.tables import table as file_of


@cache
def table(name: str) -> frozenset[str]:
    """The words, or the lines where they are phrases, of one entry."""
    entry = str(file_of("cards_words")[name])
    return (
        frozenset(line.strip() for line in entry.splitlines() if line.strip())
        if name.endswith("phrases")
        else frozenset(entry.split())
    )
