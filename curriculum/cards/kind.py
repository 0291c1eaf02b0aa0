"""What kind of thing a name is: "the company" is only what the notes show to be one."""

import re

_OFFICES = "CEO|CTO|COO|CFO|(?:co-?)?founders?|shareholders|employees|headquarters"
_ENDINGS = "Inc|Ltd|LLC|GmbH|Corp|Labs|Systems|Company|Technologies|Industries|Motors|Bank"
_CALLED = r"(?:company|startup|start-up|firm|organi[sz]ation|laboratory|lab)"
_PLACED = "in|near|around|outside|across|throughout"


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
