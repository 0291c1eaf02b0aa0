"""A theme, looked for as somebody types it: what a curriculum of it has, and what else speaks of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import Thread, main_thread

from curriculum.planning.affinity import themes_of
from curriculum.planning.index import Index
from curriculum.planning.meaning.near import Near
from curriculum.planning.order import inspiration
from curriculum.planning.query import queries
from curriculum.planning.search import FoundEpisode, Ranked, found, ranked
from curriculum.planning.selection import mattering
from curriculum.planning.study_time import minutes
from curriculum.planning.text import of_points
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.words import STOPWORDS, words
from curriculum.value import Value
from curriculum.workspace import Workspace

POINTS = 3
"""Key points of an episode that are shown."""
SHOWN, BESIDE = 20, 10
"""Episodes of which words and points are shown, of those a curriculum has, and of the others."""


BEGUN = 2
"""Letters from which on a word is taken for the beginning of one."""
_LAST = re.compile(r"(.*?)([^\W_]*)", re.DOTALL)
"""A text and its last word."""


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

    asked: str
    """As it was typed."""
    theme: str
    """As it was looked for: with its last word ended as the notes do, where only a beginning was typed."""
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


class _Ended(Exception):
    """The program ends."""


def _go_on(done: int, of: int) -> None:
    """Raise _Ended when the program ends, which waits for the thread: one that is cut off in the middle of
    the model's work makes the interpreter abort."""
    if not main_thread().is_alive():
        raise _Ended


class Seeker:
    """Looks for themes. A thread of its own reads the notes for their words and their meaning, so that nobody
    who types waits for it."""

    def __init__(self, workspace: Workspace, near: Near | None = None) -> None:
        """``near`` tells how near the notes are to a query; the workspace's own."""
        self._workspace = workspace
        self._near = near or workspace.near
        self._thread: Thread | None = None
        self._read: Index | None = None
        self._written: tuple[Index | None, Counter[str]] = (None, Counter())

    def prepare(self) -> None:
        """Begin to read the notes, if that has not begun. Raises CurriculumError when they cannot be read."""
        library, index = self._workspace.library, self._workspace.index
        if self._read is not index and not self._reading:
            self._read = index
            self._thread = Thread(target=self._learn, args=(library, index), name="desk-seek")
            self._thread.start()

    def _learn(self, library: Library, index: Index) -> None:
        self._written = index, Counter(_words(library))
        with suppress(_Ended):
            self._near.read(index, _go_on)

    def seek(self, theme: str) -> Answer:
        """What the notes have on a theme, in words or by its title; ``theme`` has a word at least.

        Raises CurriculumError when the notes cannot be read.
        """
        self.prepare()
        answer = self._sought(theme, theme)
        if not answer.planned and (ended := self._ended(theme)):
            other = self._sought(theme, ended)
            return other if other.planned or not answer.beside else answer
        return answer

    @property
    def _reading(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _sought(self, typed: str, theme: str) -> Answer:
        workspace, index = self._workspace, self._workspace.index
        themes, asked = workspace.themes, queries(theme, workspace.themes)
        # where only the best are wanted, one that the notes say began the outline leads, as in planning.best
        planned = sorted(
            mattering(index, theme, themes), key=lambda one: inspiration(index.episode(one.place)) is None
        )
        taken = {one.place for one in planned}
        near = self._near if self._near.knows(index) else None
        others = [one for one in ranked(index, asked, near) if one.place not in taken]
        looked = found(index, asked, (*planned[:SHOWN], *others[:BESIDE]), themes).episodes
        known = {one.id: one for one in looked}

        def shown(some: Sequence[Ranked]) -> tuple[Sought, ...]:
            return tuple(_shown(index.episode(one.place), known.get(index.ids[one.place])) for one in some)

        return Answer(
            asked=typed,
            theme=theme,
            planned=shown(planned),
            beside=shown(others[:BESIDE]),
            more=len(others[BESIDE:]),
            reading=self._reading,
        )

    def _ended(self, theme: str) -> str:
        """The theme with its last word as the notes most often go on; "" where none is wanted or known."""
        before, last = _LAST.fullmatch(theme.lower()).groups()  # type: ignore[union-attr]
        index, count = self._written
        if len(last) < BEGUN or last in STOPWORDS or last in count or index is not self._workspace.index:
            return ""
        begun = [word for word in count if word.startswith(last)]
        return before + max(begun, key=lambda word: (count[word], word)) if begun else ""


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


def _words(library: Library) -> Iterator[str]:
    """Every word that is worth being looked for, as often as it stands in a title or a point."""
    for episode in library.episodes:
        whole = (one for point in of_points(episode) for one in point.whole())
        for text in (episode.title, *(text for one in whole for text in (one.label, one.text))):
            yield from (word for word in words(text) if word not in STOPWORDS)
