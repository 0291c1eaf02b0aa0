"""The ledger of a file: where each of its lines went."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence

_BARE = re.compile(r"\d+[.)]|[`~]{3,}\s*\w*|[^\w]*")


class Ledger:
    """Collects, line by line, what a file's lines were read as. The first account of a line stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._accounts: dict[int, str] = {}

    def take(self, numbers: Iterable[int], account: str) -> None:
        """Enter the non-blank ones of these 1-based lines as read."""
        for number in numbers:
            if 1 <= number <= len(self._lines) and self._lines[number - 1].strip():
                self._accounts.setdefault(number, account)

    def rename(self, numbers: Iterable[int], accounts: Mapping[str, str]) -> None:
        """Call the accounts of these 1-based lines otherwise; ``accounts``: old → new."""
        for number in numbers if accounts else ():
            if (account := self._accounts.get(number, "")) in accounts:
                self._accounts[number] = accounts[account]

    def holds(self, numbers: Iterable[int], account: str) -> bool:
        """Whether each of these 1-based lines was read as this."""
        return all(self._accounts.get(number) == account for number in numbers)

    def close(self) -> Mapping[int, str]:
        """Every non-blank line with its account: ``mark`` for bare punctuation, ``unread`` for the rest."""
        closed: dict[int, str] = {}
        for number, line in enumerate(self._lines, 1):
            if text := line.strip():
                bare = "mark" if _BARE.fullmatch(text) else "unread"
                closed[number] = sys.intern(self._accounts.get(number, bare))
        return closed
