"""Lists of words that the rules and the checks share."""

from functools import cache

from curriculum.reading.tables import table as file_of


@cache
def table(name: str, file: str = "cards_words") -> frozenset[str]:
    """The words, or the lines where they are phrases, of one entry of ``data/<file>.toml``."""
    entry = str(file_of(file)[name])
    if not name.endswith("phrases"):
        return frozenset(entry.split())
    return frozenset(line.strip() for line in entry.splitlines() if line.strip())
