"""How many weeks there are, and which episodes fit in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from curriculum.count import several
from curriculum.planning import dates, study_time
from curriculum.planning.best import choose, ranked
from curriculum.planning.division import Division
from curriculum.planning.likeness import Likeness
from curriculum.planning.minutes import PARTS
from curriculum.planning.outline import LeftOut
from curriculum.planning.partition import divide
from curriculum.planning.selection import Selection
from curriculum.planning.themes import Themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError
from curriculum.reading.episode import Episode

A_WEEK = 3
"""Episodes that sensibly fill a week."""
MOST = 2_000
"""Episodes that can be planned together, since each is compared with every other."""
WEEKS = 4
"""Weeks of a plan for which neither weeks nor month nor minutes were asked for, at most."""


@dataclass(frozen=True)
class Fitting:
    """The episodes that fit, and how they are divided."""

    likeness: Likeness
    loads: tuple[int, ...]
    """Each episode's minutes."""
    division: Division
    left_out: tuple[LeftOut, ...]
    advice: tuple[str, ...]


def fit(selection: Selection, themes: Themes, wish: Wish) -> Fitting:
    """Divide the selected episodes into the weeks and minutes that the wish allows.

    With minutes but no number of weeks there are as many weeks as it takes; with both, what does not
    fit is left out. Raises CurriculumError when no episode fits, there are more than ``MOST``, or there
    is no such alternative.
    """
    if wish.best and (selection.scores or len(selection.episodes) <= MOST):
        selection = choose(selection, themes, wish.best)
    if len(selection.episodes) > MOST:
        raise CurriculumError.of(
            "too-many",
            f"{len(selection.episodes):,} episodes are too many for one curriculum: it may have {MOST:,}.",
            "Choose among them with --theme, or name a folder with fewer.",
        )
    episodes, left_out = list(selection.episodes), list(selection.left_out)
    advice: list[str] = []
    if wish.minutes is not None:
        shortest = min(filter(None, map(study_time.minutes, episodes)), default=0)
        if shortest > wish.minutes:
            raise CurriculumError.of(
                "minutes",
                f"{several(wish.minutes, 'minute')} a week {PARTS[0]} hold no episode: the shortest takes "
                f"{shortest}.",
                f"Give at least --minutes {shortest}.",
            )
        for episode in [one for one in episodes if study_time.minutes(one) > wish.minutes]:
            takes = study_time.minutes(episode)
            why = f"takes {takes} minutes alone, more than the {wish.minutes} a week has"
            left_out.append(LeftOut(id=episode.id, why=why))
            episodes.remove(episode)
    most = _most(wish, len(episodes), advice)
    count = weeks(wish, len(episodes))
    for gone in _too_much(episodes, count * wish.minutes, selection, themes) if most and wish.minutes else ():
        left_out.append(_unfit(gone, count, wish))
        episodes.remove(gone)
    count = min(count, len(episodes))
    while True:
        likeness = Likeness.of(episodes, themes, selection.asked)
        loads = tuple(study_time.minutes(episode) for episode in episodes)
        divisions = divide(likeness, loads, count, wish.minutes, wish.alternative)
        if divisions:
            break
        if not most and count < len(episodes):
            count += 1
            continue
        gone = episodes[ranked(selection, likeness)[-1]]
        left_out.append(_unfit(gone, count, wish))
        episodes.remove(gone)
        count = min(count, len(episodes))
    if len(left_out) > len(selection.left_out):
        advice.append(
            f"{several(len(left_out) - len(selection.left_out), 'episode')} did not fit; "
            f"{several(_enough(selection, themes, most), 'minute')} a week {PARTS[0]} would hold "
            "every one."
        )
    if len(divisions) < wish.alternative:
        raise CurriculumError.of(
            "alternative",
            f"There is no alternative {wish.alternative}: only {several(len(divisions), 'plan')} found.",
            f"Give --alternative {len(divisions)} or less.",
        )
    return Fitting(likeness, loads, divisions[wish.alternative - 1], tuple(left_out), tuple(advice))


def weeks(wish: Wish, total: int) -> int:
    """The weeks of a plan of so many episodes, before any budget of minutes."""
    return min(_most(wish, total, []) or min(WEEKS, max(1, round(total / A_WEEK))), total)


def _most(wish: Wish, total: int, advice: list[str]) -> int:
    """The weeks asked for, 0 when the planner may choose; what cannot be as asked goes into advice."""
    most = wish.weeks or 0
    if wish.month:
        there = len(dates.mondays(wish.month))
        if most > there:
            advice.append(
                f"{several(there, 'week')} begin in {dates.month_name(wish.month)}, not {most}; "
                "--start plans across months."
            )
        most = min(most or there, there)
    if most > total:
        asked = "asked for" if wish.weeks else f"begin in {dates.month_name(wish.month or '')}"
        advice.append(
            f"{several(most, 'week')} {asked}, {total} planned: there {'is' if total == 1 else 'are'} only "
            f"{several(total, 'episode')} to place, and no week is empty."
        )
    return most


def _too_much(
    episodes: Sequence[Episode], room: int, selection: Selection, themes: Themes
) -> tuple[Episode, ...]:
    """The last by rank, as many as must go until the others' minutes are no more than there is room for."""
    load = sum(map(study_time.minutes, episodes))
    if load <= room:
        return ()
    gone: list[Episode] = []
    for place in reversed(ranked(selection, Likeness.of(episodes, themes, selection.asked))):
        if load <= room or len(gone) == len(episodes) - 1:
            break
        gone.append(episodes[place])
        load -= study_time.minutes(episodes[place])
    return tuple(gone)


def _unfit(episode: Episode, count: int, wish: Wish) -> LeftOut:
    load = several(study_time.minutes(episode), "minute")
    return LeftOut(
        id=episode.id, why=f"its {load} do not fit into {several(count, 'week')} of {wish.minutes}"
    )


def _enough(selection: Selection, themes: Themes, weeks: int) -> int:
    """The smallest number of minutes a week that holds every episode."""
    loads = [study_time.minutes(episode) for episode in selection.episodes]
    count = min(weeks or len(loads), len(loads))
    likeness = Likeness.of(selection.episodes, themes, selection.asked)
    enough = max(*loads, -(-sum(loads) // count), 1)
    while not divide(likeness, loads, count, enough):
        enough += 1
    return enough
