"""Read: episode files in, a Library out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from curriculum import opening
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.corrections import known_rules, listed, settled
from curriculum.reading.corrections import problems as unused
from curriculum.reading.doubts import Told, doubts
from curriculum.reading.doubts import problems as name_problems
from curriculum.reading.duplicates import duplicates
from curriculum.reading.episode import Episode
from curriculum.reading.episodes import ReadFile
from curriculum.reading.language import problems as foreign
from curriculum.reading.library import Library
from curriculum.reading.places import Place, find
from curriculum.reading.shows import known_shows
from curriculum.reading.unique import renamed, unique_ids
from curriculum.reading.whole import is_whole
from curriculum.reading.workers import read_all


def read(sources: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> Library:
    """Read every episode file of the sources (files, or folders searched through).

    ``progress`` is called with how many files are read and how many there are. Raises
    CurriculumError when a source is missing, holds no episode file, or no episode is found.
    """
    places = find(sources)
    folders = folders_of(sources, places)
    shows, rules = known_shows(folders), known_rules(folders)
    results: list[ReadFile] = []
    small: set[str] = set()
    for result in read_all(places, shows, rules, progress):
        small.update(*(names.small for names in result.names))
        results.append(
            result._replace(names=tuple(names._replace(small=frozenset()) for names in result.names))
        )
    read_as = [episode for result in results for episode in result.episodes]
    ids = unique_ids((episode.id, episode.show) for episode in read_as)
    episodes = tuple(renamed(*pair) for pair in zip(read_as, ids, strict=True))
    problems = [problem for result in results for problem in result.problems]
    if not episodes:
        raise CurriculumError([*_errors(problems), *_no_episode(sources, bool(_errors(problems)))])
    names = [found for result in results for found in result.names]
    told = [Told(*pair) for pair in zip(episodes, names, strict=True)]
    found = doubts(told, small, settled(rules), shows.hosts)
    applied = [one for result in results for one in result.applied]
    files = tuple(result.file for result in results)
    idle = [
        problem
        for path, here in groupby(unused(rules, applied), lambda problem: problem.path)
        if is_whole(Path(path).parent, files, problems)
        for problem in here
    ]
    return Library(
        episodes=episodes,
        files=files,
        doubts=found,
        corrections=listed(rules, applied),
        written=tuple(_written(results, ids)),
        problems=(*problems, *duplicates(episodes), *name_problems(found), *idle, *foreign(episodes)),
    )


def _written(results: Iterable[ReadFile], ids: Iterable[str]) -> Iterator[tuple[str, Episode]]:
    """The episodes of corrected files as these have them, each with the id it has in the library."""
    names = iter(ids)
    for result in results:
        for place, episode in enumerate(result.episodes):
            id = next(names)
            if result.written:
                yield id, result.written[place]
            elif result.applied:  # the corrections made or unmade an episode: which was which is not known
                nothing = {"introduction": "", "points": (), "takeaways": ()}
                yield id, episode.model_copy(update=nothing)


def folders_of(sources: Sequence[Path], places: Sequence[Place]) -> list[Path]:
    """The folders whose shows.toml and corrections.toml count: of the sources, and of every file."""
    named = (source if opening.is_folder(source) else source.parent for source in sources)
    return list(dict.fromkeys([*named, *(place.path.parent for place in places)]))


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
