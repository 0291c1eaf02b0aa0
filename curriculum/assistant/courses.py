"""What an assistant may plan and have built: a search, an outline, a forecast, a curriculum."""

import datetime as dt
from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any

from pydantic import Field, ValidationError

from curriculum.assistant.answer import Answer, in_a_line
from curriculum.misfit import in_words
from curriculum.planning import workload
from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.planning.search import search_index
from curriculum.planning.wish import Wish, some_words
from curriculum.planning.workload_chart import by_week
from curriculum.problems import CurriculumError, Problem
from curriculum.shipping.note import cards_a_week
from curriculum.workspace import Tell, Workspace

_PROBLEMS = 20
"""Problems of a build that are told in full."""
_LONGEST = 200
"""Characters of a theme or a title."""
_GIVING_WAY = {"start": ("month",), "month": ("start",), "themes": ("title",)}
"""A wish of the assistant's → those of the person that give way to it."""

_Words = Annotated[str, Field(max_length=_LONGEST)]
WishedThemes = Annotated[
    tuple[_Words, ...] | None,
    Field(
        max_length=20,
        description="Only what matters for these themes; left away, as the person has set it: all the notes.",
    ),
]
WishedStart = Annotated[
    dt.date | None, Field(description="First day of the first week, as 2024-05-06; or give a month.")
]
WishedMonth = Annotated[
    str | None, Field(max_length=7, description="The weeks whose Monday lies in this month, as 2024-05.")
]
WishedWeeks = Annotated[int | None, Field(ge=1, le=520, description="How many weeks.")]
WishedMinutes = Annotated[
    int | None, Field(ge=1, le=10_000, description="Minutes that the person has for study in a week.")
]
WishedBest = Annotated[
    int | None,
    Field(
        ge=1,
        le=1000,
        description="Only so many episodes: the likest to the themes, else those that stand for the rest.",
    ),
]
WishedAll = Annotated[
    bool | None,
    Field(description="With a start or a month: also the episodes that another outline of these notes has."),
]
WishedTitle = Annotated[
    _Words | None, Field(description="Name of the curriculum; its folder is called so too.")
]


class FoundPoint(Answer):
    """A key point that matters."""

    id: str
    label: str
    score: float


class FoundEpisode(Answer):
    """An episode that matters."""

    id: str
    title: str
    score: float
    words: tuple[str, ...]
    """What matched, as the notes write it."""
    points: tuple[FoundPoint, ...]
    """Its best key points."""


class Found(Answer):
    """What a search found, best first."""

    theme: str
    total: int
    """Episodes that matter, also those beyond the limit."""
    episodes: tuple[FoundEpisode, ...]


class ForecastWeek(Answer):
    """The study of cards in one week."""

    number: int
    new: int
    """Cards begun."""
    low: float
    """Minutes a day for a quick learner."""
    high: float
    """Minutes a day for a slow one."""


class Foreseen(Answer):
    """The minutes that cards take: the weeks of the outline and four weeks of reviews after them."""

    title: str
    cards: int
    new_a_day: int
    """At most so many new cards a day."""
    busiest: float
    """Minutes that nine learners in ten do not exceed on the busiest day."""
    left: int
    """Cards that are not begun by the end."""
    weeks: tuple[ForecastWeek, ...]


class Built(Answer):
    """What a build made."""

    title: str
    folder: str
    """Where everything stands."""
    package: str
    """The deck, for the person to import into Anki."""
    guide: str
    """The first week's printed guide; "" when none was asked for."""
    files: tuple[str, ...]
    cards: Mapping[str, int]
    """Anki's cards: new, updated, unchanged, held (and not in the deck), total …"""
    cards_a_week: tuple[int, ...]
    advice: tuple[str, ...]
    problems: tuple[str, ...]
    """What the person should know about their notes, each with the way out."""


class Courses:
    """Tools that plan, and the one that builds."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def search(
        self,
        theme: Annotated[
            str,
            Field(
                max_length=_LONGEST, description='Free words; "quoted words" must occur so, -word must not.'
            ),
        ],
        limit: Annotated[int, Field(ge=1, le=100, description="Episodes to give at most.")] = 10,
    ) -> Found:
        """Search the notes: episodes and their key points ranked for a theme, best first."""
        try:
            asked = some_words(theme)
        except ValueError as error:
            raise _wrong(f"{str(error).capitalize()}.") from None
        found = search_index(self._workspace.index, asked, self._workspace.themes, self._workspace.near)
        places = {place.point.id: place for place in self._workspace.drafting.places}
        titles = {episode.id: episode.title for episode in self._workspace.library.episodes}
        episodes = tuple(
            FoundEpisode(
                id=one.id,
                title=titles[one.id],
                score=one.score,
                words=one.words,
                points=tuple(
                    FoundPoint(id=places[point.id].id, label=places[point.id].point.label, score=point.score)
                    for point in islice((point for point in one.points if point.id in places), 5)
                ),
            )
            for one in found.episodes[:limit]
        )
        return Found(theme=found.theme, total=len(found.episodes), episodes=episodes)

    def plan(
        self,
        themes: WishedThemes = None,
        start: WishedStart = None,
        month: WishedMonth = None,
        weeks: WishedWeeks = None,
        minutes: WishedMinutes = None,
        best: WishedBest = None,
        all: WishedAll = None,
        title: WishedTitle = None,
        alternative: Annotated[
            int, Field(ge=1, le=100, description="2 for the next best plan, and so on.")
        ] = 1,
    ) -> Outline:
        """Plan a curriculum: weeks with dates, themes, minutes, and why each episode stands where it does.

        Nothing is written. build with the same wishes makes it.
        """
        asked = self.wish(
            themes=themes,
            start=start,
            month=month,
            weeks=weeks,
            minutes=minutes,
            best=best,
            all=all,
            title=title,
            alternative=alternative,
        )
        return self._planned(asked)

    def forecast(
        self,
        themes: WishedThemes = None,
        start: WishedStart = None,
        month: WishedMonth = None,
        weeks: WishedWeeks = None,
        minutes: WishedMinutes = None,
        best: WishedBest = None,
        all: WishedAll = None,
        minutes_per_day: Annotated[
            int | None,
            Field(
                ge=1, le=1440, description="Choose the most new cards a day that keep every day within this."
            ),
        ] = None,
    ) -> Foreseen:
        """Forecast the minutes a day that the cards of a curriculum take, as a range. Nothing is written."""
        asked = self.wish(
            themes=themes, start=start, month=month, weeks=weeks, minutes=minutes, best=best, all=all
        )
        outline = self._planned(asked)
        cards = self._workspace.cards
        counts = cards_a_week(cards, outline)
        if minutes_per_day:
            found = workload.pace(counts, minutes_per_day)
        else:
            found = workload.forecast(counts, outline.new_cards_a_day or max(1, workload.even(counts)))
        return Foreseen(
            title=outline.title,
            cards=found.cards,
            new_a_day=found.new_a_day,
            busiest=found.busiest,
            left=found.left,
            weeks=tuple(
                ForecastWeek(number=one.number, new=one.new, low=one.low, high=one.high)
                for one in by_week(found)
            ),
        )

    def _planned(self, asked: Wish) -> Outline:
        workspace = self._workspace
        return plan(workspace.library, workspace.themes, asked, workspace.others(asked), workspace.forgotten)

    def wish(self, **wished: Any) -> Wish:
        """The wish that a tool's arguments make, with the person's own for what they leave away.

        Raises CurriculumError when they are none or contradict.
        """
        given = {name: value for name, value in wished.items() if value is not None}
        usual = self._workspace.order.wish
        away = {other for name in given for other in _GIVING_WAY.get(name, ())}
        own = {name: getattr(usual, name) for name in usual.model_fields_set - away}
        try:
            return Wish(**{**own, **given})
        except ValidationError as error:
            fault = error.errors()[0]
            name = str(fault["loc"][0]) if fault["loc"] else ""
            said = "it must be a month such as 2024-05" if name == "month" else in_words(fault)
            raise _wrong(f"“{name}”: {said}." if name else f"{said[:1].upper()}{said[1:]}.") from None

    def build(self, asked: Wish, tell: Tell) -> Built:
        """Make the curriculum that was wished for; ``tell`` hears the name of each long step."""
        order = self._workspace.order.model_copy(update={"wish": asked})
        return _built(self._workspace.make(order, tell))


def _wrong(message: str) -> CurriculumError:
    return CurriculumError.of("wish", message, "Call the tool again with other arguments.")


def _built(made: Mapping[str, Any]) -> Built:
    """What an assistant needs of a build's document."""
    told = [in_a_line(Problem.model_validate(one)) for one in made["problems"]]
    more = (
        [f"And {len(told) - _PROBLEMS} more: `curriculum read` tells them."] if len(told) > _PROBLEMS else []
    )
    return Built(
        title=made["title"],
        folder=made["folder"],
        package=made["package"],
        guide=made["guide"],
        files=tuple(path.rpartition("/")[2] for path in made["files"]),
        cards=made["cards"],
        cards_a_week=tuple(made["cards_a_week"]),
        advice=tuple(made["outline"]["advice"]),
        problems=(*told[:_PROBLEMS], *more),
    )
