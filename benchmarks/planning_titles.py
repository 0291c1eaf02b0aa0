"""Week titles: what kind they are, and how many episodes inside and outside the week bear them out.

    python benchmarks/planning_titles.py FOLDER WEEKS [-v]

For each week its title, the kind (theme of the theme file, partly: such a theme "and more", phrase of notes,
listed: its episodes), the share of the week's episodes that have it and the share of all others that
do; then the means. An episode has a theme when it is about it, a phrase when it has its words in a
row, in a title, a label or two parts of its text. -v prints the episodes, the question and the goals too, to
grade titles beside what they name.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import mean

from curriculum.planning.affinity import subjects
from curriculum.planning.outline import Week
from curriculum.planning.plan import Wish, plan
from curriculum.planning.short_title import BETWEEN
from curriculum.planning.text import of_episode
from curriculum.planning.themes import Themes, read_themes
from curriculum.reading.episode import Episode
from curriculum.reading.read import read
from curriculum.reading.words import stems


def has(text: str) -> Callable[[Episode], bool]:
    """Whether an episode has a phrase, in a title, a label or two parts of its text."""
    phrase = tuple(stems(text))

    def test(episode: Episode) -> bool:
        parts = set()
        for passage in of_episode(episode):
            runs = zip(*(passage.stems[at:] for at in range(len(phrase))), strict=False)
            if phrase in runs:
                if passage.weight > 1:
                    return True
                parts.add(passage.part)
        return len(parts) >= 2

    return test


def speaks(id: str, themes: Themes) -> Callable[[Episode], bool]:
    return lambda episode: id in subjects(tuple(of_episode(episode)), themes)


def kind_of(week: Week, titles: set[str], themes: Themes) -> tuple[str, Callable[[Episode], bool]]:
    if week.theme:
        return "theme", speaks(week.theme, themes)
    for theme in themes.themes:
        if week.title == f"{theme.title}, and more":
            return "partly", speaks(theme.id, themes)
    if BETWEEN in week.title or len(titles) == 1:
        return "listed", lambda episode: episode.title in titles
    return "phrase", has(week.title)


def main() -> None:
    folder, count, verbose = Path(sys.argv[1]), int(sys.argv[2]), "-v" in sys.argv
    library, themes = read([folder]), read_themes()
    outline = plan(library, themes, Wish(weeks=count))
    placed = [library.episode(one.id) for week in outline.weeks for one in week.episodes]
    kinds: dict[str, list[tuple[float, float]]] = {}
    for week in outline.weeks:
        ids = {one.id for one in week.episodes}
        kind, test = kind_of(week, {one.title for one in placed if one.id in ids}, themes)
        inside = [test(one) for one in placed if one.id in ids]
        outside = [test(one) for one in placed if one.id not in ids]
        shares = mean(inside), mean(outside) if outside else 0.0
        kinds.setdefault(kind, []).append(shares)
        print(f"{kind:9}{shares[0]:5.0%}{shares[1]:5.0%}  {week.title}")
        if verbose:
            print(f"{'':21}? {week.question}")
            print(*(f"{'':21}! {goal}\n" for goal in week.goals), sep="", end="")
            print(*(f"{'':21}- {library.episode(one.id).title}\n" for one in week.episodes), sep="")
    for kind, found in sorted(kinds.items()):
        inside, outside = mean(pair[0] for pair in found), mean(pair[1] for pair in found)
        print(f"{kind:9}{inside:5.0%}{outside:5.0%}  {len(found)} of {len(outline.weeks)} weeks")


if __name__ == "__main__":
    main()
