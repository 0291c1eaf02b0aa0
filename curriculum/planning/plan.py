"""Plan a curriculum: which episodes, in which weeks, in which order, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from curriculum.planning import dates, earlier, study_time
from curriculum.planning.contrast import Contrast, best
from curriculum.planning.earlier import Earlier
from curriculum.planning.fitting import Fitting, fit
from curriculum.planning.forgotten import Forgotten
from curriculum.planning.goals import goals
from curriculum.planning.guiding import question
from curriculum.planning.likeness import Likeness
from curriculum.planning.newcomers import newcomers
from curriculum.planning.order import inspiration, ordered, studied
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.planning.overload import overload
from curriculum.planning.recollection import Recollection, recollection, studied_before, told
from curriculum.planning.selection import Selection, select
from curriculum.planning.succession import Succession
from curriculum.planning.template import Heading, headings
from curriculum.planning.themes import Themes
from curriculum.planning.twins import said_twice
from curriculum.planning.week_title import Signs, Title, told_apart
from curriculum.planning.why import neighbouring, speaking, standing
from curriculum.planning.wish import Wish
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.slug import slug

__all__ = ["Wish", "plan"]


@dataclass(frozen=True)
class _Module:
    """One week on its way: its episodes' places in the likeness, and its title."""

    places: tuple[int, ...]
    title: Title


def plan(
    library: Library,
    themes: Themes,
    wish: Wish,
    others: Earlier = earlier.NONE,
    forgotten: Forgotten | None = None,
) -> Outline:
    """The outline that a wish asks of a library.

    Every episode that matters is in exactly one week, or left out with a reason; but for a wish that says
    when, not what ``others`` have, unless theirs is the outline of the same title, which this one takes the
    place of. What was studied before may be recalled: what is ``forgotten``, the weakest first, if Anki was
    asked, else the likest. The same episodes give the same outline, whatever files they came from. Raises
    CurriculumError when there is nothing to plan, a theme matches nothing, or no episode fits into the
    minutes.
    """
    selection = select(library, themes, wish)
    title = _title(wish, themes, selection.episodes)
    others = others.besides(slug(title))
    forgotten = forgotten.under(others.renamed) if forgotten else None
    selection, known = newcomers(selection, others, wish)
    fitting = fit(selection, themes, wish)
    doubted = [form for doubt in library.doubts for form in doubt.forms]
    succession = Succession.of(library.episodes)
    template = headings(library.episodes)
    signs = Signs.of(fitting.likeness.episodes, fitting.likeness.texts, themes, template)
    titled = _titled(fitting, signs, selection.asked)
    modules = _ordered(titled, fitting.likeness, themes, succession, selection.scores)
    old = others.studied(dates.first(wish) if earlier.matters(wish) else None) if not wish.themes else ()
    groups = [module.places for module in modules]
    before = studied_before(old, library, fitting)
    recalled = recollection(groups, fitting, before, themes, wish.minutes, forgotten)
    weeks = _weeks(modules, fitting, selection, themes, wish, doubted, succession, template, recalled)
    again = {id for ids in recalled.old for id in ids}
    return Outline(
        title=title,
        themes=tuple(named.id if (named := themes.named(text)) else text for text in wish.themes),
        weeks=weeks,
        left_out=tuple(sorted(fitting.left_out, key=lambda left: left.id)),
        earlier=tuple(one for one in old if one.id in again),
        advice=(
            *known,
            *told(recalled, forgotten),
            *fitting.advice,
            *said_twice(fitting.likeness),
            *overload(weeks, selection, fitting, themes, wish, len(before)),
        ),
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
    """Each group with a title, "" where none is true of it; the surest groups choose theirs first."""
    likeness, themes, taken, modules = fitting.likeness, signs.themes, set[str](), []

    def surest(group: Sequence[int]) -> tuple[float, Sequence[int]]:
        sums: dict[str, float] = {}
        for place in group:
            for id, value in likeness.fits[place].items():
                sums[id] = sums.get(id, 0.0) + value
        return -max(sums.values(), default=0.0) / len(group), group

    for group in sorted(fitting.division.groups, key=surest):
        if asked and len(fitting.division.groups) == 1:
            chosen = Title(" and ".join(themes[id].title for id in dict.fromkeys(asked)), tuple(asked))
        else:
            chosen = signs.title(group, taken)
        if len(group) > 1:  # else the episode's own title is the week's
            taken.add(chosen.text)
        modules.append(_Module(tuple(group), chosen))
    return modules


def _ordered(
    modules: Sequence[_Module],
    likeness: Likeness,
    themes: Themes,
    succession: Succession,
    scores: Mapping[str, float],
) -> list[_Module]:
    """The weeks, and the episodes of each, in the order of study, each week with a title of its own."""
    modules = [
        replace(module, places=studied(module.places, likeness, themes, succession)) for module in modules
    ]
    weeks = [module.places for module in modules]
    about = [module.title.themes for module in modules]
    modules = [modules[at] for at in ordered(weeks, about, likeness, themes, succession, scores)]
    episodes = [[likeness.episodes[place] for place in module.places] for module in modules]
    titles = told_apart([module.title for module in modules], episodes, likeness.episodes)
    return [replace(module, title=title) for module, title in zip(modules, titles, strict=True)]


def _weeks(
    modules: Sequence[_Module],
    fitting: Fitting,
    selection: Selection,
    themes: Themes,
    wish: Wish,
    doubted: Sequence[str],
    succession: Succession,
    template: Collection[Heading],
    recalled: Recollection,
) -> tuple[Week, ...]:
    likeness = fitting.likeness
    stands = _standings(
        [likeness.episodes[place] for module in modules for place in module.places],
        succession,
        recalled.before,
    )
    contrast = Contrast([module.places for module in modules], likeness, themes)
    weeks = []
    for at, (module, (start, end)) in enumerate(zip(modules, dates.days(wish, len(modules)), strict=True)):
        placed = tuple(
            Placed(
                id=likeness.episodes[place].id,
                why=_why(place, module, likeness, selection, themes, stands, contrast, at),
            )
            for place in module.places
        )
        episodes = [likeness.episodes[place] for place in module.places]
        remembered = (*recalled.old[at], *(likeness.episodes[place].id for place in recalled.own[at]))
        weeks.append(
            Week(
                number=at + 1,
                title=module.title.text,
                theme=module.title.themes[0] if module.title.themes else "",
                start=start,
                end=end,
                minutes=study_time.of_week(episodes, len(remembered)),
                episodes=placed,
                goals=goals(episodes, themes, module.title.themes, doubted, template),
                question=question(module.title, [likeness.texts[place] for place in module.places], themes),
                recalls=remembered,
            )
        )
    return tuple(weeks)


def _standings(
    studied: Sequence[Episode], succession: Succession, before: Sequence[Episode]
) -> Mapping[str, tuple[str, ...]]:
    """Episode id → what decided its place in the order, of all the outline's episodes in order of study.

    ``before`` was studied before the outline begins.
    """
    return {
        one.id: standing(one, (*before, *studied[:at]), studied[at + 1 :], succession)
        for at, one in enumerate(studied)
    }


def _why(
    place: int,
    module: _Module,
    likeness: Likeness,
    selection: Selection,
    themes: Themes,
    stands: Mapping[str, tuple[str, ...]],
    contrast: Contrast,
    at: int,
) -> str:
    episode = likeness.episodes[place]
    matched = selection.words.get(episode.id, ())
    spoken = speaking(
        episode,
        likeness.fits[place],
        module.title.themes,
        themes,
        lambda phrase: contrast.word(phrase, at),
    )
    reasons = [f"matches {', '.join(matched[:3])}"] if matched else []
    if spoken:
        reasons.append(spoken)
    elif not matched:
        own = best(likeness, place)
        tells = own and own not in module.title.themes and contrast.theme(own, at)
        tells = tells and contrast.trusted(own, place)
        reasons.append(neighbouring(own if tells else "", likeness.nearest(place, module.places), themes))
    return "; ".join((*reasons, *stands[episode.id]))
