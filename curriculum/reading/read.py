"""Read: episode files in, a Library out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from curriculum.problems import CurriculumError, Problem
from curriculum.reading.corrections import Rule, known_rules, listed, settled
from curriculum.reading.corrections import problems as unused
from curriculum.reading.decoding import decode
from curriculum.reading.doubts import Told, doubts
from curriculum.reading.doubts import problems as name_problems
from curriculum.reading.episode import Episode
from curriculum.reading.episodes import ReadFile, read_text
from curriculum.reading.library import Library, SourceFile
from curriculum.reading.places import Place, find
from curriculum.reading.shows import Shows, known_shows
from curriculum.reading.slug import slug


def read(sources: Sequence[Path], progress: Callable[[int, int], None] | None = None) -> Library:
    """Read every episode file of the sources (files, or folders searched through).

    ``progress`` is called with how many files are read and how many there are. Raises
    CurriculumError when a source is missing, holds no episode file, or no episode is found.
    """
    places = find(sources)
    folders = list(dict.fromkeys([*map(_folder, sources), *(place.path.parent for place in places)]))
    shows, rules = known_shows(folders), known_rules(folders)
    results: list[ReadFile] = []
    for done, place in enumerate(places, 1):
        results.append(read_place(place, shows, rules))
        if progress:
            progress(done, len(places))
    episodes = _unique([episode for result in results for episode in result.episodes])
    problems = [problem for result in results for problem in result.problems]
    if not episodes:
        raise CurriculumError([*_errors(problems), *_no_episode(sources, bool(_errors(problems)))])
    names = [found for result in results for found in result.names]
    found = doubts([Told(*pair) for pair in zip(episodes, names, strict=True)], settled(rules))
    applied = [one for result in results for one in result.applied]
    return Library(
        episodes=episodes,
        files=tuple(result.file for result in results),
        doubts=found,
        corrections=listed(rules, applied),
        problems=(*problems, *name_problems(found), *unused(rules, applied)),
    )


def read_place(place: Place, shows: Shows, rules: Sequence[Rule] = ()) -> ReadFile:
    """Read one file; what cannot be read is a problem, or an error if the person named the file itself."""
    try:
        data = place.path.read_bytes()
    except OSError as error:
        return _refused(
            place, f"The file cannot be opened: {error.strerror or error}.", "Check its permissions."
        )
    decoded = decode(data)
    if decoded is None:
        return _refused(place, "This is not a text file.", "Give the notes as plain text or Markdown.")
    result = read_text(
        decoded.text, place.name, shows, folder=place.folder, encoding=decoded.encoding, rules=rules
    )
    notes = tuple(
        Problem(
            path=place.name,
            kind="encoding",
            message=note,
            remedy="Save the file as UTF-8 to be sure that every letter is right.",
        )
        for note in decoded.notes
    )
    return result._replace(problems=(*notes, *result.problems))


def _folder(source: Path) -> Path:
    return source if source.is_dir() else source.parent


def _refused(place: Place, message: str, remedy: str) -> ReadFile:
    problem = Problem(path=place.name, kind="unreadable", message=message, remedy=remedy)
    if place.named:
        raise CurriculumError([problem.model_copy(update={"severity": "error"})])
    return ReadFile((), SourceFile(path=place.name, encoding="", lines=0, accounts={}), (problem,))


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
    made: list[Episode] = []
    for episode in episodes:
        name = episode.id
        if name in taken and episode.show:
            name = f"{slug(episode.show)}-{episode.id}"
        plain_name, count = name, 2
        while name in taken:
            name, count = f"{plain_name}-{count}", count + 1
        taken.add(name)
        made.append(episode if name == episode.id else _renamed(episode, name))
    return tuple(made)


def _renamed(episode: Episode, name: str) -> Episode:
    def moved(points: Sequence[object]) -> tuple[object, ...]:
        return tuple(
            point.model_copy(update={"id": name + point.id[len(episode.id) :]})  # type: ignore[attr-defined]
            for point in points
        )

    return episode.model_copy(
        update={"id": name, "points": moved(episode.points), "takeaways": moved(episode.takeaways)}
    )
