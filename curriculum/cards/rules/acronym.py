"""What an acronym stands for.

Takes "Single Instruction Multiple Data (SIMD)" or "AGI (Artificial General Intelligence)", where the
initials agree letter by letter. Makes "What does SIMD stand for?" → "Single Instruction Multiple Data".
"""

import re
from collections.abc import Iterator

from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement

NAME = "acronym"
TRUST = 97

_SHORT = r"[A-Za-z]{0,2}[A-Z][A-Za-z]*[A-Z]s?|[a-z]{3,5}"
_LONG_AFTER = re.compile(r"\b(?P<short>[A-Z][A-Za-z]*[A-Z]s?)\s+\((?P<long>[A-Za-z][\w\s-]+)\)")
_SMALL = frozenset("of and the for in to on".split())


def draft(st: Statement) -> Iterator[Draft]:
    """One draft for each acronym spelt out in the statement."""
    for match in re.finditer(rf"\((?P<short>{_SHORT})\)", st.quote):
        before = st.quote[: match.start()].split()
        long = _spelt(before, match["short"])
        if long:
            yield _card(match["short"], long)
    for match in _LONG_AFTER.finditer(st.quote):
        words = match["long"].split()
        if _spelt(words, match["short"]) == " ".join(words):
            yield _card(match["short"], match["long"])


def _card(short: str, long: str) -> Draft:
    single = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
    if single != short and long.endswith("s") and not long.endswith("ss"):
        long = long[:-1]
    return Draft(NAME, f"What does {single} stand for?", long, trust=TRUST)


def _spelt(words: list[str], short: str) -> str:
    """The last words whose initials give ``short``; "" when none do."""
    letters = short[:-1].lower() if short.endswith("s") and short[:-1].isupper() else short.lower()
    if len(letters) < 2:
        return ""
    taken: list[str] = []
    left = letters
    for word in reversed(words):
        bare = word.strip(",;:\"“”'’")
        if bare != word and taken:
            break
        if left and bare[:1].lower() == left[-1]:
            left = left[:-1]
        elif left and "-" in bare and _initials(bare) == left[-len(_initials(bare)) :]:
            left = left[: -len(_initials(bare))]
        elif bare.lower() not in _SMALL or not taken:
            # one long word may carry two letters: "ultrasound" for "us"
            inner = _two_letters(bare, left)
            if not inner:
                return ""
            left = left[:-2]
        taken.append(bare)
        if not left:
            break
    first = words[-len(taken) - 1] if len(words) > len(taken) else ""
    if first.islower() and first not in _SMALL and first[:1] == letters[0]:
        return ""  # "centralized cryptocurrency exchanges (CEX)": either word may be its first
    return " ".join(reversed(taken)) if not left else ""


def _initials(word: str) -> str:
    return "".join(part[:1].lower() for part in word.split("-"))


def _two_letters(word: str, left: str) -> bool:
    low = word.lower()
    return len(left) >= 2 and low[:1] == left[-2] and left[-1] in low[1:] and len(low) > 6
