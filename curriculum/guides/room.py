"""Room: how much of an episode its pages take, since laying out a thousand pages takes minutes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from curriculum.cards.card import Card
from curriculum.problems import Problem
from curriculum.reading.episode import Episode, KeyPoint, SubPoint
from curriculum.reading.library import Library

LINES = 400
"""Points, sub-points, quotes and paragraphs that an episode's pages take. The most we know are 109."""
LETTERS = 50_000
"""Characters that they take. The most we know are 13,457."""

_Part = TypeVar("_Part", bound=SubPoint)


class _Room:
    """What is left of it while an episode's parts come in; they are cut where it ends."""

    def __init__(self) -> None:
        self.lines = LINES
        self.letters = LETTERS
        self.first = 0
        """The line of the first part that was cut or left out; 0 while there is none."""

    def text(self, text: str, line: int) -> str:
        """As much of a text as fits."""
        kept = text if len(text) <= self.letters else f"{text[: self.letters].rstrip()}…"
        if self.lines <= 0 or self.letters <= 0:
            kept = ""
        if len(kept) < len(text):
            self.first = self.first or line
        self.lines -= bool(kept)
        self.letters -= len(kept)
        return kept

    def parts(self, parts: Iterable[_Part]) -> Iterator[_Part]:
        """As many points as fit, the last one cut."""
        for part in parts:
            if self.lines <= 0 or self.letters <= 0:
                self.first = self.first or part.line
                return
            label, text = self.text(part.label, part.line), self.text(part.text, part.text_line)
            under = tuple(self.parts(part.subpoints))
            topic = {"topic": self.text(part.topic, part.line)} if isinstance(part, KeyPoint) else {}
            yield part.model_copy(update={"label": label, "text": text, "subpoints": under, **topic})


def fitting(library: Library, ids: Iterable[str]) -> tuple[Library, tuple[Problem, ...]]:
    """The library with its overlong episodes cut, and a problem for each of those with these ids."""
    cut: dict[str, Episode] = {}
    problems: list[Problem] = []
    wanted = set(ids)
    for episode in (episode for episode in library.episodes if episode.id in wanted):
        room = _Room()
        fields = _fields(episode, room)
        if room.first:
            cut[episode.id] = episode.model_copy(update=fields)
            problems.append(_problem(episode, room.first))
    if not cut:
        return library, ()
    episodes = tuple(cut.get(episode.id, episode) for episode in library.episodes)
    return library.model_copy(update={"episodes": episodes}), tuple(problems)


def beside(cards: Sequence[Card], library: Library) -> Sequence[Card]:
    """The cards but those of points that are not printed."""
    printed = {point.id for episode in library.episodes for point in (*episode.points, *episode.takeaways)}
    return [card for card in cards if not card.source.point or card.source.point in printed]


def _fields(episode: Episode, room: _Room) -> dict[str, Any]:
    """What the pages show of an episode, in the order in which they show it."""
    line = episode.source.line
    return {
        "introduction": room.text(episode.introduction, line),
        "points": tuple(room.parts(episode.points)),
        "takeaways": tuple(room.parts(episode.takeaways)),
        "quotes": tuple(
            quote.model_copy(update={"text": text, "comment": room.text(quote.comment, quote.line)})
            for quote in episode.quotes
            if (text := room.text(quote.text, quote.line))
        ),
        "summary": room.text(episode.summary, line),
    }


def _problem(episode: Episode, line: int) -> Problem:
    return Problem(
        path=episode.source.path,
        line=line,
        kind="not-printed",
        message=f"“{episode.title}” is too long to print: the guide ends here, after {LINES} lines or "
        f"{LETTERS:,} characters.",
        remedy="Divide it into several episodes; its cards are made all the same.",
    )
