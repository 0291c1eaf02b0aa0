"""Workers: many files read at once, in their order."""

from collections.abc import Callable, Iterator, Sequence

from curriculum import opening
from curriculum.crew.crew import Alone, Crew
from curriculum.crew.hire import lent
from curriculum.reading.corrections import Rule
from curriculum.reading.episode_file import content_of, read_content
from curriculum.reading.episodes import ReadFile
from curriculum.reading.places import Place
from curriculum.reading.shows import Shows

SECONDS = 2e-6
"""That one core takes to read a byte of notes."""
_BATCH = 16


def read_all(
    places: Sequence[Place],
    shows: Shows,
    rules: Sequence[Rule],
    crew: Crew | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[ReadFile]:
    """Every place read, in the order given, by the crew, or by one of all cores when it is None.

    ``progress`` hears how many are read and how many there are. The files are opened here: who reads them
    needs no disk.
    """
    if any(place.named for place in places):
        crew = Alone()  # what is wrong with a named file stops the job: no other is looked at before its turn
    seconds = SECONDS * sum(opening.size(place.path) for place in places)
    opened = ((place, content_of(place)) for place in places)
    with lent(crew) as here:
        for done, result in enumerate(here.map(_read, (shows, tuple(rules)), opened, seconds, _BATCH), 1):
            yield result
            if progress:
                progress(done, len(places))


def _read(tables: tuple[Shows, tuple[Rule, ...]], opened: tuple[Place, bytes | ReadFile]) -> ReadFile:
    """What a file has, or why it was not opened."""
    place, content = opened
    return content if isinstance(content, ReadFile) else read_content(place, content, *tables)
