"""The minutes of a week and their parts, said alike by plan, calendar, page, desk and guide."""

from typing import NamedTuple

from curriculum.count import several

BESIDES = "The guide of a week adds the minutes to test and review, and those for Anki cards."
"""What a plan says, which counts neither."""
PARTS = ("to read and recall", "to test and review", "for Anki cards")


class Minutes(NamedTuple):
    """One sum: what the plan counts, and what a guide adds to it."""

    study: int
    """To read and recall, as the outline has it."""
    practice: int = 0
    """To guess, put side by side, test and review; known once the guide is made."""
    cards: int = 0
    """For Anki cards; known as late."""

    @property
    def total(self) -> int:
        """All of them; 0 when the outline has no minutes."""
        return sum(self) if self.study else 0

    def __str__(self) -> str:
        """The parts of the sum alone, for a table: "173+40+18"."""
        return "+".join(f"{count:,}" for count in self if count and self.total) or "0"

    @property
    def said(self) -> str:
        """The sum with its parts: "231 minutes: 173 to read and recall, 40 to test and review, 18 for Anki
        cards"; without other parts "173 minutes to read and recall"."""
        if self.total == self.study:
            return f"{several(self.study, 'minute')} {PARTS[0]}"
        told = ", ".join(f"{count:,} {what}" for count, what in zip(self, PARTS, strict=True) if count)
        return f"{several(self.total, 'minute')}: {told}"
