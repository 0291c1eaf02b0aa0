"""A theme, looked for as somebody types it: what a curriculum of it has, and what else speaks of it."""

from collections import Counter
from collections.abc import Sequence
from threading import Thread

from curriculum.planning.affinity import themes_of
from curriculum.planning.index import Index
from curriculum.planning.meaning.near import Near
from curriculum.planning.query import queries
from curriculum.planning.search import FoundEpisode, Ranked, found, ranked
from curriculum.planning.selection import mattering
from curriculum.planning.study_time import minutes
from curriculum.planning.text import of_points
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.value import Value
from curriculum.workspace import Workspace

POINTS = 3
"""Key points of an episode that are shown."""
SHOWN, BESIDE = 20, 10
"""Episodes of which words and points are shown, of those a curriculum has, and of the others."""


class Suggested(Value):
    """A theme that the notes speak of."""

    title: str
    episodes: int
    """How many are about it."""


class Sought(Value):
    """An episode that was found."""

    id: str
    title: str
    show: str
    minutes: int
    """It takes to study."""
    words: tuple[str, ...]
    """What matched, as the notes write it; none when only its meaning did."""
    points: tuple[str, ...]
    """Its best key points."""
    more: int
    """Further points that matter."""


class Answer(Value):
    """What was found for a theme."""

    theme: str
    planned: tuple[Sought, ...]
    """What a curriculum of it has, best first."""
    beside: tuple[Sought, ...]
    """What speaks of it too, and not enough to be planned: the best of them …"""
    more: int
    """… and how many others."""
    reading: bool
    """Whether the notes are still being read for their meaning: until then words alone count."""


def suggested(library: Library, themes: Themes) -> tuple[Suggested, ...]:
    """The themes of the notes, commonest first; a field counts the episodes of its themes."""
    count = Counter[str]()
    for ids in themes_of(library, themes).values():
        count.update({*ids, *(themes[id].parent for id in ids if themes[id].parent)})
    order = sorted(count, key=lambda id: (-count[id], themes[id].title))
    return tuple(Suggested(title=themes[id].title, episodes=count[id]) for id in order)


class Meaning:
    """Reads the notes for their meaning in a thread of its own, so that nobody who types waits for it."""

    def __init__(self, near: Near) -> None:
        self._near = near
        self._thread: Thread | None = None
        self._asked: Index | None = None

    @property
    def reading(self) -> bool:
        """Whether it is at it."""
        return self._thread is not None and self._thread.is_alive()

    def near(self, index: Index) -> Near | None:
        """Who tells how near the notes are to a query; None while they are read, or cannot be."""
        if self._near.knows(index):
            return self._near
        if not self.reading and self._asked is not index:
            self._asked = index
            self._thread = Thread(target=self._near.read, args=(index,), name="desk-meaning", daemon=True)
            self._thread.start()
        return None


def sought(workspace: Workspace, meaning: Meaning, theme: str) -> Answer:
    """What the notes have on a theme, in words of a person or by its title; ``theme`` has a word at least.

    Raises CurriculumError when the notes cannot be read.
    """
    library, themes, index = workspace.library, workspace.themes, workspace.index
    asked = queries(theme, themes)
    planned = mattering(index, theme, themes)
    taken = {one.place for one in planned}
    near = meaning.near(index)
    others = [one for one in ranked(index, asked, near) if one.place not in taken]
    looked = found(index, asked, (*planned[:SHOWN], *others[:BESIDE]), themes).episodes
    known = {one.id: one for one in looked}
    episodes = {episode.id: episode for episode in library.episodes}

    def shown(some: Sequence[Ranked]) -> tuple[Sought, ...]:
        ids = [index.ids[one.place] for one in some]
        return tuple(_shown(episodes[id], known.get(id)) for id in ids)

    beside = shown(others[:BESIDE])
    return Answer(
        theme=theme,
        planned=shown(planned),
        beside=beside,
        more=len(others) - len(beside),
        reading=meaning.reading,
    )


def _shown(episode: Episode, found: FoundEpisode | None) -> Sought:
    labels = {point.id: point.label or point.text for point in of_points(episode)}
    points = [labels[point.id] for point in found.points] if found else []
    return Sought(
        id=episode.id,
        title=episode.title,
        show=episode.show,
        minutes=minutes(episode),
        words=found.words if found else (),
        points=tuple(points[:POINTS]),
        more=len(points[POINTS:]),
    )
