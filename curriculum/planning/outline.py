"""The outline: the plan of a curriculum, a file that a person may edit."""

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import Field

from curriculum.count import several
from curriculum.planning.short_title import BETWEEN
from curriculum.reading.slug import slug
from curriculum.value import Value

EARLIEST, LATEST = dt.date(1000, 1, 1), dt.date.max - dt.timedelta(days=60)
"""Days that a week may have: its reviews come up to five weeks later, and calendars count from its own."""
MOST_CARDS = 9999
"""New cards a day that Anki can be told."""
Mark = Literal["done", "skip", "again"]
"""What a person told of an episode: it is studied, it is never to be planned, it is to be planned anew."""
MARKS: tuple[Mark, ...] = get_args(Mark)
Marked = Annotated[Mark | None, Field(exclude_if=lambda mark: mark is None)]
Day = Annotated[dt.date, Field(ge=EARLIEST, le=LATEST)]


class Placed(Value):
    """An episode in a week, and why it stands there."""

    id: str
    why: str
    mark: Marked = None
    """The person's, for the plans to come."""


class LeftOut(Value):
    """An episode that no week has, and why."""

    id: str
    why: str
    mark: Marked = None
    """As in ``Placed``."""


class Studied(Value):
    """An episode that was studied before this curriculum and that its weeks recall."""

    id: str
    outline: str = ""
    """Title of the outline that had it; "" when none did."""
    week: int = 0
    """Number of its week there; 0 when there was none."""


class Week(Value):
    """One theme's module, spread over one week."""

    number: int
    """1-based."""
    title: str
    theme: str
    """Theme id from the theme file; "" when the title was made automatically."""
    start: Day | None = None
    """Monday (or the start date's weekday); None when the curriculum has no dates."""
    end: Day | None = None
    """Last day, inclusive."""
    minutes: Annotated[int, Field(ge=0, le=1_000_000)]
    """Estimated study time of the whole week."""
    episodes: tuple[Placed, ...]
    """In the order of study."""
    goals: tuple[str, ...] = ()
    """What the learner can do by the end of the week."""
    question: str = ""
    """The week's guiding question."""
    recalls: tuple[str, ...] = ()
    """Ids of episodes to recall this week: of earlier weeks, and of earlier outlines."""

    @property
    def stem(self) -> str:
        """How its files are called, without their endings: ``week-1-<slug of the title>``.

        A title that lists episodes cut short makes no name of a file: ``week-1-6-episodes``.
        """
        cut = "…" in self.title and BETWEEN in self.title
        return f"week-{self.number}-{slug(several(len(self.episodes), 'episode') if cut else self.title)}"


class Outline(Value):
    """Weeks in order; complete when built."""

    title: str
    """The curriculum's name: top deck, folder and cover."""
    themes: tuple[str, ...] = ()
    """The themes the user asked for; empty for the whole library."""
    weeks: tuple[Week, ...]
    left_out: tuple[LeftOut, ...] = ()
    earlier: tuple[Studied, ...] = ()
    """Those of earlier outlines that weeks recall, the earliest first."""
    new_cards_a_day: Annotated[int, Field(ge=0, le=MOST_CARDS)] = 0
    """0 until a workload was chosen."""
    advice: tuple[str, ...] = ()
    """What the planner wants the person to know: fewer weeks than asked, a budget that is short …"""

    @property
    def stem(self) -> str:
        """How the files of all weeks are called, without their endings: the slug of the title.

        Where a week's file, or the page, is called so already, it ends in ``-all-weeks``.
        """
        name = slug(self.title)
        taken = {"index", *(f"{week.stem}{end}" for week in self.weeks for end in ("", "-cards"))}
        return f"{name}-all-weeks" if name in taken else name

    def week_of(self, episode: str) -> Week | None:
        """The week that has the episode id, or None."""
        for week in self.weeks:
            if any(placed.id == episode for placed in week.episodes):
                return week
        return None
