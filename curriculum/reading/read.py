"""Read: episode files in, a Library out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from curriculum.crew.crew import Crew
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.corrections import known_rules, listed, settled
from curriculum.reading.corrections import problems as unused
from curriculum.reading.doubts import Told, doubts
from curriculum.reading.doubts import problems as name_problems
from curriculum.reading.duplicates import duplicates
from curriculum.reading.episode import Episode
from curriculum.reading.episodes import ReadFile
from curriculum.reading.kinds import EPISODE
from curriculum.reading.language import problems as foreign
from curriculum.reading.left_out import LeftOut, summed_up
from curriculum.reading.library import Library
from curriculum.reading.places import Place, find, folders_of
from curriculum.reading.shows import known_shows
from curriculum.reading.triage import triage
from curriculum.reading.unique import renamed, unique_ids
from curriculum.reading.whole import is_whole
from curriculum.reading.workers import read_all


def read(
    sources: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
    exclude: Sequence[str] = (),
    crew: Crew | None = None,
) -> Library:
    """Read every episode file of the sources (files, or folders and zip files searched through).

    ``progress`` is called with how many files are read and how many there are; ``exclude`` are globs of
    what is left out; ``crew`` reads, one of all cores when it is None. Raises CurriculumError when a source
    is missing, holds no episode file, or no episode is found.
    """
    found_files = find(sources, exclude)
    folders = folders_of(sources, found_files.places)
    shows, rules = known_shows(folders), known_rules(folders)
    small: set[str] = set()
    read_files = read_all(found_files.places, shows, rules, crew, progress)
    results, others = _chosen(found_files.places, read_files, small)
    left_out = [*found_files.left_out, *others]
    read_as = [episode for result in results for episode in result.episodes]
    ids = unique_ids((episode.id, episode.show) for episode in read_as)
    episodes = tuple(renamed(*pair) for pair in zip(read_as, ids, strict=True))
    problems = [problem for result in results for problem in result.problems]
    if not episodes:
        errors = _errors(problems)
        known = bool(errors) and not left_out
        raise CurriculumError([*errors, *_no_episode(sources, left_out, known)])
    names = [found for result in results for found in result.names]
    tables = [episode.id for episode in read_as]
    told = [Told(*three) for three in zip(episodes, names, tables, strict=True)]
    found = doubts(told, small, settled(rules), shows.hosts)
    applied = [one for result in results for one in result.applied]
    files = tuple(result.file for result in results)
    idle = [
        problem
        for path, here in groupby(unused(rules, applied), lambda problem: problem.path)
        if is_whole(Path(path).parent, files, left_out, problems)
        for problem in here
    ]
    return Library(
        episodes=episodes,
        files=files,
        left_out=tuple(sorted(left_out, key=lambda one: one.path)),
        doubts=found,
        corrections=listed(rules, applied),
        written=tuple(_written(results, ids)),
        problems=(
            *found_files.problems,
            *problems,
            *duplicates(episodes),
            *name_problems(found),
            *idle,
            *foreign(episodes),
        ),
    )


_NOTHING = "No title, no key points, no quotes and no known section is in it."


def _chosen(
    places: Sequence[Place], read_files: Iterable[ReadFile], small: set[str]
) -> tuple[list[ReadFile], list[LeftOut]]:
    """What was read of the files that are an episode's, in their order, and the files that are not.

    Into ``small`` go the words in small letters of what was read.
    """
    found: dict[Place, ReadFile] = {}
    for place, result in zip(places, read_files, strict=True):
        found[place] = _gathered(result, small) if result.verdict == EPISODE else result
    kept, left_out = triage({place: result.verdict for place, result in found.items()})
    empty = {place for place in kept if found[place].verdict != EPISODE and not found[place].episodes}
    results = [_gathered(found[place], small) for place in kept if place not in empty]
    blank = (LeftOut(path=place.name, kind="no-episode", why=_NOTHING) for place in kept if place in empty)
    return results, [*left_out, *blank]


def _gathered(result: ReadFile, small: set[str]) -> ReadFile:
    """A result without the words in small letters, which go into ``small``: of many files they are many."""
    small.update(*(names.small for names in result.names))
    return result._replace(names=tuple(names._replace(small=frozenset()) for names in result.names))


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


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [
        problem.model_copy(update={"severity": "error"})
        for problem in problems
        if problem.kind == "unreadable"
    ]


def _no_episode(sources: Sequence[Path], left_out: Sequence[LeftOut], known: bool) -> list[Problem]:
    if known:
        return []
    names = ", ".join(source.as_posix() for source in sources)
    if left_out:
        names += f"; left out: {summed_up(one.kind for one in left_out)}"
    return [
        Problem(
            path=sources[0].as_posix() if len(sources) == 1 else "",
            kind="no-episode",
            message=f"No episode was found in {names}.",
            remedy="Write each episode as a heading with its key points in a list below it.",
            severity="error",
        )
    ]
