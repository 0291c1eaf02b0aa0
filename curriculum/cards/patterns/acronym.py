"""What letters stand for: "Single Instruction Multiple Data (SIMD)"."""

import re
from collections.abc import Iterator

from curriculum.cards.pattern import Found, Pattern, Told

_BEHIND = re.compile(r"\((?P<short>[A-Z][A-Za-z]?[A-Z0-9]{1,6}s?)\)")
_BEFORE = re.compile(r"\b(?P<short>[A-Z]{2,7}) \((?P<long>[A-Za-z][\w’'-]*(?: [\w’'-]+){1,6})\)")
_SMALL = frozenset("of and the for in to on a an".split())


def _letters(told: Told) -> Iterator[Found]:
    quote = told.statement.quote
    for match in _BEHIND.finditer(quote):
        long = _spelt_out(quote[: match.start()].split(), match["short"].rstrip("s"))
        if long:
            yield Found(f"What does {match['short'].rstrip('s')} stand for?", said=long)
    for match in _BEFORE.finditer(quote):
        if _spelt_out(match["long"].split(), match["short"]) == match["long"]:
            yield Found(f"What does {match['short']} stand for?", said=match["long"])


def _spelt_out(words: list[str], short: str) -> str:
    """The last words whose first letters are ``short``, small words left out; "" when there are none."""
    for size in range(len(short), len(short) + 4):
        row = words[-size:]
        telling = [part for word in row if word.lower() not in _SMALL for part in word.split("-") if part]
        spelt = "".join(part[0] for part in telling).lower()
        if len(row) == size and spelt == short.lower() and row[0].lower() not in _SMALL:
            return " ".join(row)
    return ""


PATTERN = Pattern(
    "acronym",
    "acronym",
    sentence=_letters,
    fires=(
        ("Ada has a Doctor of Grain (DG).", "What does DG stand for? → Doctor of Grain"),
        ("Mills use SKF (steam kettle feeding).", "What does SKF stand for? → steam kettle feeding"),
    ),
    silent=("The mill (York) is old.", "The guild met twice (in May)."),
)
