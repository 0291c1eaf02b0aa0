"""Why an episode stands in its week, and there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from curriculum.planning import dates
from curriculum.planning.affinity import seeds_in
from curriculum.planning.forms import Phrase, forms
from curriculum.planning.order import inspiration
from curriculum.planning.short_title import short
from curriculum.planning.succession import GUEST, Succession, shared
from curriculum.planning.text import of_episode
from curriculum.planning.themes import Themes
from curriculum.planning.week_title import SUITS
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library

_NEAREST = "of the week's episodes nearest to “{}”"
_ONLY = "the only episode of its week"
_LONG = 50
"""Characters of a title in a reason."""


def spoken_words(
    episode: Episode, ids: Sequence[str], themes: Themes, tells: Callable[[Phrase], bool], most: int = 3
) -> tuple[str, ...]:
    """The words that speak for these themes and tell its week, weightiest first, as the episode has them."""
    counts: dict[tuple[str, ...], float] = defaultdict(float)
    for passage in of_episode(episode):
        for phrase, spoken in seeds_in(passage.stems, themes):
            if spoken.intersection(ids):
                counts[phrase] += passage.weight * len(phrase)
    order = sorted(filter(tells, counts), key=lambda phrase: (-counts[phrase], phrase))
    written = forms(episode, order)
    return tuple(dict.fromkeys(written[phrase] for phrase in order if phrase in written))[:most]


def speaking(
    episode: Episode,
    fit: Mapping[str, float],
    week: Sequence[str],
    themes: Themes,
    tells: Callable[[Phrase], bool],
) -> str:
    """How the episode speaks of a theme that its week's title names; "" when it does not.

    Only with words that ``tells`` the week from the others by: what all weeks share is no reason.
    """
    for id in sorted(week, key=lambda id: -fit.get(id, 0.0)):
        said = spoken_words(episode, [id, *(child.id for child in themes.children(id))], themes, tells)
        if fit.get(id, 0.0) >= SUITS and said:
            return f"speaks of {themes[id].short}: {', '.join(said)}"
    return ""


def neighbouring(own: str, nearest: Episode | None, themes: Themes) -> str:
    """Why an episode is in a week whose themes it does not speak of.

    ``own`` is the theme that it speaks of instead, "" for none that tells its week from the others;
    ``nearest`` is its likest neighbour.
    """
    about = f"speaks of {themes[own].short}; " if own else ""
    if nearest is None:
        return about.rstrip("; ") or _ONLY
    return f"{about}{_near(nearest)}"


def _near(one: Episode) -> str:
    return _NEAREST.format(short(one, (), _LONG))


def is_of_neighbours(why: str) -> bool:
    """Whether a reason may name a neighbour, or that there is none."""
    return any(said in why for said in (_NEAREST.partition("“")[0], _ONLY))


def renewed(why: str, nearest: Episode | None, library: Library) -> str:
    """A reason of ours for a week of other episodes, ``nearest`` the likest of its neighbours now.

    What speaks of the neighbours is put anew; a reason in anybody else's words stays.
    """
    whole = (_NEAREST.format(one.title) for one in library.episodes)  # as earlier versions wrote it
    for said in (_ONLY, *map(_near, library.episodes), *whole):
        before, found, after = f"; {why}; ".partition(f"; {said}; ")
        if found:
            new = _near(nearest) if nearest else "" if before else _ONLY
            return "; ".join(part for part in (before[2:], new, after[:-2]) if part)
    return why


def standing(
    episode: Episode, earlier: Sequence[Episode], later: Sequence[Episode], succession: Succession
) -> tuple[str, ...]:
    """What else decided its place: the person's remark, the parts of a series, a guest's first visit.

    ``earlier`` and ``later`` are what the outline has before it and after it, in order of study.
    """
    reasons = []
    remark = inspiration(episode)
    if remark and not earlier:
        reasons.append(f"opens the curriculum, since the notes say “{remark.text.strip()}”")
    reasons += _as_part(episode, earlier, later, succession)
    visits = [one for one in earlier if succession.before(one, episode) == GUEST]
    if visits:
        last = max(visits, key=lambda one: (one.date, one.number or 0, one.id))
        reasons.append(f"after {shared(last, episode)}’s earlier episode{_told(last)}")
    return tuple(reasons)


def _as_part(
    episode: Episode, earlier: Sequence[Episode], later: Sequence[Episode], succession: Succession
) -> list[str]:
    """What its place in a series says, in words."""
    if lone := succession.lone.get(episode.id):
        missing = lone.number - 1 if lone.number > 1 else 2
        return [f"{lone.word} {lone.number}; {lone.word} {missing} is not among the episodes"]
    mine = succession.places.get(episode.id)
    if not mine:
        return []

    def numbers(episodes: Iterable[str]) -> set[int]:
        places = (succession.places.get(id) for id in episodes)
        return {place.number for place in places if place and place.series == mine.series}

    said = f"{mine.word} {mine.number}"
    done, coming = numbers(one.id for one in earlier), numbers(one.id for one in later)
    before = max((number for number in done if number < mine.number), default=0)
    after = min((number for number in coming if number > mine.number), default=0)
    if before:
        said += f", after {mine.word} {before}"
    elif after:
        said += f", before {mine.word} {after}"
    near = mine.number - 1 if mine.number > 1 else 2
    if near in coming and near < mine.number:
        said += f"; {mine.word} {near} comes later"
    elif near not in done | coming:
        there = near in numbers(succession.places)
        said += f"; {mine.word} {near} is {'left out' if there else 'not among the episodes'}"
    return [said]


def _told(episode: Episode) -> str:
    """When an episode came out, as far as its notes tell: " of 3 March 2024", or ", number 12"."""
    if episode.date:
        year, month, day = episode.date.split("-")
        return f" of {int(day)} {dates.MONTHS[int(month) - 1]} {year}"
    return f", number {episode.number}"
