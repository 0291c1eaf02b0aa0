"""Why an episode stands in its week, and there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from curriculum.planning.affinity import seeds_in
from curriculum.planning.forms import forms
from curriculum.planning.order import inspiration, part, same_series
from curriculum.planning.text import of_episode
from curriculum.planning.themes import Themes
from curriculum.planning.week_title import SUITS
from curriculum.reading.episode import Episode


def spoken_words(episode: Episode, ids: Sequence[str], themes: Themes, most: int = 3) -> tuple[str, ...]:
    """The words that speak for these themes, weightiest first, as the episode writes them."""
    counts: dict[tuple[str, ...], float] = defaultdict(float)
    for passage in of_episode(episode):
        for phrase, spoken in seeds_in(passage.stems, themes):
            if spoken.intersection(ids):
                counts[phrase] += passage.weight * len(phrase)
    order = sorted(counts, key=lambda phrase: (-counts[phrase], phrase))
    written = forms(episode, order)
    return tuple(dict.fromkeys(written[phrase] for phrase in order if phrase in written))[:most]


def speaking(episode: Episode, fit: Mapping[str, float], week: Sequence[str], themes: Themes) -> str:
    """How the episode speaks of a theme that its week's title names; "" when it does not."""
    for id in sorted(week, key=lambda id: -fit.get(id, 0.0)):
        said = spoken_words(episode, [id, *(child.id for child in themes.children(id))], themes)
        if fit.get(id, 0.0) >= SUITS and said:
            return f"speaks of {themes[id].short}: {', '.join(said)}"
    return ""


def neighbouring(
    fit: Mapping[str, float], week: Sequence[str], nearest: Episode | None, themes: Themes
) -> str:
    """Why an episode is in a week whose themes it does not speak of; ``nearest`` is its likest neighbour."""
    own = min(fit, key=lambda id: (-fit[id], id), default="")
    about = f"speaks of {themes[own].short}; " if own and own not in week else ""
    if nearest is None:
        return about.rstrip("; ") or "the only episode of its week"
    return f"{about}of the week's episodes nearest to “{nearest.title}”"


def standing(episode: Episode, others: Sequence[Episode], first: bool) -> tuple[str, ...]:
    """What else decided its place: the person's remark, the parts of a series."""
    reasons = []
    remark = inspiration(episode)
    if remark and first:
        reasons.append(f"opens the curriculum, since the notes say “{remark.text.strip()}”")
    mine = part(episode)
    if mine:
        series = [other for other in map(part, others) if other and same_series(mine, other)]
        numbers = {other.number for other in series} | {mine.number}
        if mine.number > 1 and mine.number - 1 in numbers:
            reasons.append(f"part {mine.number}, after part {mine.number - 1}")
        elif mine.number > 1:
            reasons.append(f"part {mine.number}; part {mine.number - 1} is not among the episodes")
        elif mine.number + 1 in numbers:
            reasons.append(f"part {mine.number}, before part {mine.number + 1}")
        else:
            reasons.append(f"part {mine.number}; part {mine.number + 1} is not among the episodes")
    return tuple(reasons)
