"""Plan a curriculum: which episodes, in which weeks, in which order, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from curriculum.planning import dates, study_time
from curriculum.planning.fitting import Fitting, fit
from curriculum.planning.goals import goals
from curriculum.planning.guiding import question
from curriculum.planning.likeness import Likeness
from curriculum.planning.order import arrange, inspiration, level, part, same_series
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.planning.recall import recalls
from curriculum.planning.selection import Selection, select
from curriculum.planning.template import Heading, headings
from curriculum.planning.themes import Themes
from curriculum.planning.week_title import Signs, Title
from curriculum.planning.why import neighbouring, speaking, standing
from curriculum.planning.wish import Wish
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library

__all__ = ["Wish", "plan"]


@dataclass(frozen=True)
class _Module:
    """One week on its way: its episodes' places in the likeness, in order of study, and its title."""

    places: tuple[int, ...]
    title: Title


def plan(library: Library, themes: Themes, wish: Wish) -> Outline:
    """The outline that a wish asks of a library.

    Every episode that matters is in exactly one week, or left out with a reason. The same episodes give
    the same outline, whatever files they came from. Raises CurriculumError when there is nothing to
    plan, a theme matches nothing, or no episode fits into the minutes.
    """
    selection = select(library, themes, wish)
    fitting = fit(selection, themes, wish)
    doubted = [form for doubt in library.doubts for form in doubt.forms]
    template = headings(library.episodes)
    signs = Signs.of(fitting.likeness.episodes, themes, template)
    titled = _titled(fitting, signs, selection.asked)
    modules = _ordered(titled, fitting.likeness, themes, selection.scores)
    return Outline(
        title=_title(wish, themes, selection.episodes),
        themes=tuple(named.id if (named := themes.named(text)) else text for text in wish.themes),
        weeks=_weeks(modules, fitting, selection, themes, wish, doubted, template),
        left_out=tuple(sorted(fitting.left_out, key=lambda left: left.id)),
        advice=fitting.advice,
    )


def _title(wish: Wish, themes: Themes, episodes: Sequence[Episode]) -> str:
    if wish.title:
        return wish.title
    if wish.themes:
        names = [named.title if (named := themes.named(text)) else text for text in wish.themes]
        return " and ".join(name[0].upper() + name[1:] for name in dict.fromkeys(names))
    if wish.month:
        return dates.month_name(wish.month)
    remarks = (remark for episode in episodes if (remark := inspiration(episode)))
    month = next((month for remark in remarks for month in dates.MONTHS if month in remark.text.split()), "")
    return f"{month} curriculum" if month else "Podcast curriculum"


def _titled(fitting: Fitting, signs: Signs, asked: Sequence[str]) -> list[_Module]:
    """Each group with a title of its own; the surest groups choose theirs first."""
    likeness, themes, taken, modules = fitting.likeness, signs.themes, set[str](), []

    def surest(group: Sequence[int]) -> tuple[float, Sequence[int]]:
        sums: dict[str, float] = {}
        for place in group:
            for id, value in likeness.fits[place].items():
                sums[id] = sums.get(id, 0.0) + value
        return -max(sums.values(), default=0.0) / len(group), group

    for group in sorted(fitting.division.groups, key=surest):
        central = max(group, key=lambda place: (sum(likeness.likes[place][other] for other in group), -place))
        if asked and len(fitting.division.groups) == 1:
            named = [themes[id] for id in dict.fromkeys(asked)]
            titles, shorts = [theme.title for theme in named], [theme.short for theme in named]
            chosen = Title(" and ".join(titles), tuple(asked), " and ".join(shorts))
        else:
            chosen = signs.title(group, central, taken)
        taken.add(chosen.text)
        modules.append(_Module(_studied(group, likeness, themes), chosen))
    return modules


def _studied(group: Sequence[int], likeness: Likeness, themes: Themes) -> tuple[int, ...]:
    """The places of one week's episodes in the order of study."""
    episodes = likeness.episodes
    parts = {place: part(episodes[place]) for place in group}

    def before(one: int, other: int) -> bool:
        first, second = parts[one], parts[other]
        return bool(first and second and first.number < second.number and same_series(first, second))

    return tuple(
        arrange(
            group,
            before,
            rank=lambda place: (inspiration(episodes[place]) is None, level(likeness.fits[place], themes)),
            alike=lambda one, other: likeness.likes[one][other],
            name=lambda place: episodes[place].id,
        )
    )


def _ordered(
    modules: Sequence[_Module], likeness: Likeness, themes: Themes, scores: Mapping[str, float]
) -> list[_Module]:
    """The weeks in the order of study; where themes were asked for, the one most about them begins."""
    episodes = likeness.episodes

    def needs(theme: str) -> set[str]:
        """The themes better studied before, theirs too."""
        found: set[str] = set()
        waiting = list(themes[theme].prerequisites)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found.add(id)
                waiting += themes[id].prerequisites
        return found

    parts = {
        module: [found for place in module.places if (found := part(episodes[place]))] for module in modules
    }

    def continued(one: _Module, other: _Module) -> bool:
        """Whether a series that begins in the one goes on in the other."""
        return any(
            first.number < second.number and same_series(first, second)
            for first in parts[one]
            for second in parts[other]
        )

    def before(one: _Module, other: _Module) -> bool:
        if continued(one, other) != continued(other, one):
            return continued(one, other)
        mine, theirs = set(one.title.themes), set(other.title.themes)
        return any(mine & needs(theme) for theme in theirs - mine) and not any(
            theirs & needs(theme) for theme in mine - theirs
        )

    def about(module: _Module) -> float:
        return sum(scores.get(episodes[place].id, 0.0) for place in module.places) / len(module.places)

    most = max(map(about, modules))

    def rank(module: _Module) -> tuple[bool, bool, float]:
        remarked = any(inspiration(episodes[place]) for place in module.places)
        levels = [level(likeness.fits[place], themes) for place in module.places]
        return not remarked, about(module) < most, round(sum(levels) / len(levels), 6)

    def alike(one: _Module, other: _Module) -> float:
        pairs = [likeness.likes[here][there] for here in one.places for there in other.places]
        return round(sum(pairs) / len(pairs), 6)

    return arrange(modules, before, rank, alike, name=lambda module: episodes[min(module.places)].id)


def _weeks(
    modules: Sequence[_Module],
    fitting: Fitting,
    selection: Selection,
    themes: Themes,
    wish: Wish,
    doubted: Sequence[str],
    template: Collection[Heading],
) -> tuple[Week, ...]:
    likeness, loads = fitting.likeness, fitting.loads
    remembered = recalls([module.places for module in modules], likeness, loads, wish.minutes)
    weeks = []
    for at, (module, (start, end)) in enumerate(zip(modules, dates.days(wish, len(modules)), strict=True)):
        placed = tuple(
            Placed(
                id=likeness.episodes[place].id,
                why=_why(place, module, likeness, selection, themes, first=place == modules[0].places[0]),
            )
            for place in module.places
        )
        episodes = [likeness.episodes[place] for place in module.places]
        load = sum(loads[place] for place in module.places)
        weeks.append(
            Week(
                number=at + 1,
                title=module.title.text,
                theme=module.title.themes[0] if module.title.themes else "",
                start=start,
                end=end,
                minutes=load + study_time.RECALL * len(remembered[at]),
                episodes=placed,
                goals=goals(episodes, themes, module.title.themes, doubted, template),
                question=question(module.title, episodes, themes),
                recalls=tuple(likeness.episodes[place].id for place in remembered[at]),
            )
        )
    return tuple(weeks)


def _why(
    place: int, module: _Module, likeness: Likeness, selection: Selection, themes: Themes, *, first: bool
) -> str:
    episode = likeness.episodes[place]
    others = [other for other in module.places if other != place]
    nearest = max(others, key=lambda other: (likeness.likes[place][other], -other), default=None)
    matched = selection.words.get(episode.id, ())
    spoken = speaking(episode, likeness.fits[place], module.title.themes, themes)
    reasons = [f"matches {', '.join(matched[:3])}"] if matched else []
    if spoken:
        reasons.append(spoken)
    elif not matched:
        neighbour = None if nearest is None else likeness.episodes[nearest]
        reasons.append(neighbouring(likeness.fits[place], module.title.themes, neighbour, themes))
    reasons += standing(episode, [other for other in likeness.episodes if other is not episode], first)
    return "; ".join(reasons)
