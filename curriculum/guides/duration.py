"""How long printing takes: an estimate beforehand, and what is left of it on the way."""

import time
from collections.abc import Callable, Mapping

from curriculum.count import several

A_LETTER, IN_BOOK = 30e-6, 2.5e-6
"""Seconds of a core for a letter of a guide's HTML, and for the same in the book: 52 made-up weeks took 150
and 13; ``benchmarks/guides_print.py`` says what this machine takes."""
LONG = 60.0
"""Seconds beyond which a person is told."""


class Printed(str):
    """A step that tells how far a long printing is."""

    done: int
    """How many guides are printed …"""
    total: int
    """… of how many."""


def work(letters: Mapping[str, int], whole: str, workers: int = 1) -> dict[str, float]:
    """File name → its share of the seconds that all take.

    Args:
        letters: of the HTML of each file; of the book, those of its weeks, which are printed already.
        whole: file name of the book, which comes last and alone.
        workers: how many of the others are printed at a time.
    """
    return {
        name: count * (IN_BOOK if name == whole else A_LETTER / workers) for name, count in letters.items()
    }


def left(elapsed: float, done: float, total: float) -> float:
    """Seconds that are left when so much of all the work took so many: as quick as it was."""
    return elapsed * (total - done) / done if done else total


def in_words(seconds: float) -> str:
    """About how long that is: "about 9 minutes", "less than a minute"."""
    minutes = round(seconds / 60)
    return f"about {several(minutes, 'minute')}" if minutes else "less than a minute"


class Progress:
    """Tells each finished file: by its name where there are few, else how many are done and what is left."""

    def __init__(
        self,
        tell: Callable[[str], None],
        work: Mapping[str, float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``work`` is that of all files (``work``); tells at once when it is long."""
        self._tell, self._work, self._clock = tell, dict(work), clock
        self._total = sum(work.values())
        self._begun = clock()
        self._done: list[str] = []
        if self._total > LONG:
            self._say(f"{several(len(work), 'guide')} to print, {in_words(self._total)}")

    def expect(self, name: str, seconds: float) -> None:
        """A file is to be printed, too, that was not known to be."""
        if name not in self._work:
            self._work[name] = seconds
            self._total += seconds

    def done(self, name: str) -> None:
        """A file is finished; once more is said of none."""
        if name in self._done:
            return
        self._done.append(name)
        if self._total <= LONG:
            self._tell(f"Printed {name}")
            return
        said = f"Printed {len(self._done)} of {len(self._work)}"
        if len(self._done) < len(self._work):
            done = sum(self._work[one] for one in self._done)
            said += f", {in_words(left(self._clock() - self._begun, done, self._total))} left"
        self._say(said)

    def _say(self, text: str) -> None:
        step = Printed(text)
        step.done, step.total = len(self._done), len(self._work)
        self._tell(step)
