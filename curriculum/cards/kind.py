"""What kind of thing a name is: "the company" is only what the notes show to be one."""

import re
from functools import lru_cache

_OFFICES = "CEO|CTO|COO|CFO|(?:co-?)?founders?|shareholders|employees|headquarters"
_ENDINGS = "Inc|Ltd|LLC|GmbH|Corp|Labs|Systems|Company|Technologies|Industries|Motors|Bank"
_CALLED = r"(?:company|startup|start-up|firm|organi[sz]ation|laboratory|lab)"
_PLACED = "in|near|around|outside|across|throughout"


@lru_cache(maxsize=1_000)
def organisation(name: str, text: str) -> bool:
    """Whether ``text`` shows that a name is a company or the like, and not a person or a place.

    It does when it calls it so ("Velomax, a small company"), founds it, or gives it an office ("Velomax's
    CEO"); a name such as "Velomax Ltd" shows it by itself.
    """
    bare = name.removeprefix("the ").removeprefix("The ")
    if not bare:
        return False
    if re.search(rf"\b(?:{_ENDINGS})\.?$", bare):
        return True
    here = re.escape(bare)
    whole = rf"\b{here}\b(?: (?:{_ENDINGS})\b)?"
    if re.search(rf"\b(?:{_PLACED}) (?:the )?{whole}", text):
        return False
    shows = (
        rf"\b(?i:{_OFFICES}) (?:of|at) (?:the )?{whole}",
        rf"{whole}['’]s? (?:[a-z-]+ )?(?:{_OFFICES})\b",
        rf"\b(?i:(?:co-?)?found(?:ed|ing|s)) (?:the [a-z-]+ )?{whole}",
        rf"{whole}(?:,| \([^()]*\))? (?:was|is|were) (?:co-?)?(?:founded|incorporated|acquired)\b",
        rf"{whole},? (?:is |was )?(?:an?|the) (?:[\w-]+ ){{0,5}}?{_CALLED}\b",
        rf"\b{_CALLED},? (?:called |named )?{whole}",
    )
    return any(re.search(pattern, text) for pattern in shows)


@lru_cache(maxsize=1_000)
def first_names(name: str, text: str) -> tuple[str, ...]:
    """The words with a capital that stand before a name in ``text``, as a person's first name does."""
    return tuple(sorted(set(re.findall(rf"\b([A-Z][a-z]+) {re.escape(name)}\b", text))))
