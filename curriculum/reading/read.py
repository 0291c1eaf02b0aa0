"""Read: episode files in, a Library out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from curriculum.problems import CurriculumError, Problem
from curriculum.reading.corrections import known_rules, listed, settled
from curriculum.reading.corrections import problems as unused
from curriculum.reading.doubts import Told, doubts
from curriculum.reading.doubts import problems as name_problems
from curriculum.reading.duplicates import duplicates
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.episodes import ReadFile
from curriculum.reading.library import Library
from curriculum.reading.places import find
from curriculum.reading.shows import known_shows
from curriculum.reading.slug import slug
from curriculum.reading.workers import read_all


def read(sources: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> Library:
    """Read every episode file of the sources (files, or folders searched through).

    ``progress`` is called with how many files are read and how many there are. Raises
    CurriculumError when a source is missing, holds no episode file, or no episode is found.
    """
    places = find(sources)
    folders = list(dict.fromkeys([*map(_folder, sources), *(place.path.parent for place in places)]))
    shows, rules = known_shows(folders), known_rules(folders)
    results: list[ReadFile] = []
    small: set[str] = set()
    for result in read_all(places, shows, rules, progress):
        small.update(*(names.small for names in result.names))
        results.append(
            result._replace(names=tuple(names._replace(small=frozenset()) for names in result.names))
        )
    episodes = _unique([episode for result in results for episode in result.episodes])
    problems = [problem for result in results for problem in result.problems]
    if not episodes:
        raise CurriculumError([*_errors(problems), *_no_episode(sources, bool(_errors(problems)))])
    names = [found for result in results for found in result.names]
    told = [Told(*pair) for pair in zip(episodes, names, strict=True)]
    found = doubts(told, small, settled(rules), shows.hosts)
    applied = [one for result in results for one in result.applied]
    return Library(
        episodes=episodes,
        files=tuple(result.file for result in results),
        doubts=found,
        corrections=listed(rules, applied),
        problems=(*problems, *duplicates(episodes), *name_problems(found), *unused(rules, applied)),
    )


def _folder(source: Path) -> Path:
    return source if source.is_dir() else source.parent


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [
        problem.model_copy(update={"severity": "error"})
        for problem in problems
        if problem.kind == "unreadable"
    ]


def _no_episode(sources: Sequence[Path], known: bool) -> list[Problem]:
    if known:
        return []
    names = ", ".join(source.as_posix() for source in sources)
    return [
        Problem(
            path=sources[0].as_posix() if len(sources) == 1 else "",
            kind="no-episode",
            message=f"No episode was found in {names}.",
            remedy="Write each episode as a heading with its key points in a list below it.",
            severity="error",
        )
    ]


def _unique(episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """Episodes with ids of their own: on a collision the show goes in front, then a number behind."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    made: list[Episode] = []
    for episode in episodes:
        name = episode.id
        if name in taken and episode.show:
            name = f"{slug(episode.show)}-{episode.id}"
        base = name
        while name in taken:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base}-{counts[base]}"
        taken.add(name)
        made.append(episode if name == episode.id else _renamed(episode, name))
    return tuple(made)


def _renamed(episode: Episode, name: str) -> Episode:
    def moved(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
        return tuple(point.model_copy(update={"id": name + point.id[len(episode.id) :]}) for point in points)

    return episode.model_copy(
        update={"id": name, "points": moved(episode.points), "takeaways": moved(episode.takeaways)}
    )
