"""What the page shows, gathered from the values of the other rooms."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.decision import is_dropped
from curriculum.decks import look, names
from curriculum.guides import write as guides
from curriculum.guides.calendar import Row, rows
from curriculum.guides.guide import Book, Course
from curriculum.guides.pages import EpisodePage, WeekPages
from curriculum.memory.progress import Progress
from curriculum.memory.progress import Row as Learnt
from curriculum.page.chart import Chart, chart
from curriculum.page.faces import faces
from curriculum.planning import calendar_file, outline_file, outline_markdown
from curriculum.planning.outline import Outline, Week
from curriculum.planning.recalled import titled
from curriculum.problems import Problem
from curriculum.shipping import elsewhere
from curriculum.shipping.note import FIELDS, Note
from curriculum.shipping.shipment import Shipment


class Shown(NamedTuple):
    """A note that ships, as its cards look in Anki."""

    card: Card
    sides: tuple[look.Sides, ...]
    """One for each card of the note, as safe HTML."""
    deck: str
    """The deck that holds it when that is not its week's; else ""."""


class EpisodeView(NamedTuple):
    """An episode, why it stands where it does, and what is asked of it."""

    page: EpisodePage
    why: str
    shown: tuple[Shown, ...]
    held: tuple[Card, ...]
    """Drafts that do not ship, each with its reasons, those that most readers would keep first."""
    dropped: int
    """Cards that the learner dropped."""


class WeekView(NamedTuple):
    """A week with its episodes, and where its files lie."""

    pages: WeekPages
    episodes: tuple[EpisodeView, ...]
    recalls: tuple[str, ...]
    """Titles of earlier episodes to recall, each with where it was when that is another outline."""
    guide: str
    """File names beside the page, "" for one that was not made: the printed guide …"""
    screen: str
    """… the guide for a screen …"""
    package: str
    """… the Anki package …"""
    flashcards: str
    """… and the cards to cut out."""

    @property
    def cards(self) -> int:
        """How many cards Anki makes of its notes."""
        return sum(len(one.sides) for episode in self.episodes for one in episode.shown)


class Month(NamedTuple):
    """All that the page shows."""

    outline: Outline
    weeks: tuple[WeekView, ...]
    calendar: tuple[Row, ...]
    """The days of all weeks; empty when they have no dates."""
    chart: Chart
    left_out: tuple[tuple[str, str], ...]
    """Title of each episode that no week has, and why."""
    problems: tuple[Problem, ...]
    elsewhere: Mapping[str, int]
    """Name of each other deck that has cards of this curriculum → how many."""
    search: str
    """What finds those in Anki."""
    progress: Progress | None
    """What Anki remembers; None when it was never asked."""
    learnt: Mapping[int, Learnt]
    """Number of a week → what is learnt of its deck, where something is."""
    files: Mapping[str, str]
    """What → name of a file of the whole curriculum beside the page, "" for one that was not made."""

    @property
    def cards(self) -> int:
        """How many cards there are to study."""
        return sum(week.cards for week in self.weeks)

    @property
    def episodes(self) -> int:
        """How many episodes its weeks have."""
        return sum(len(week.episodes) for week in self.weeks)

    @property
    def minutes(self) -> int:
        """Minutes of all weeks; 0 when one has none."""
        minutes = [week.pages.minutes for week in self.weeks]
        return sum(minutes) if all(minutes) else 0


def gather(
    course: Course, book: Book, shipment: Shipment, problems: Sequence[Problem], made: Collection[str]
) -> Month:
    """The values of the page.

    Args:
        course: outline, library and cards, these in the words that learners hold.
        book: what the guides of its weeks show.
        shipment: the notes that ship.
        problems: what a person should know of this build.
        made: names of the files that lie beside the page.
    """
    outline, titles = course.outline, course.titles
    notes = {note.key: note for note in shipment.notes}
    by_episode: dict[str, list[Card]] = {}
    for card in course.cards:
        by_episode.setdefault(card.source.episode, []).append(card)
    weeks = []
    for pages in book.weeks:
        whys = {placed.id: placed.why for placed in pages.week.episodes}
        deck = names.deck_of(outline, pages.week)
        episodes = tuple(
            _episode(page, whys[page.episode.id], by_episode.get(page.episode.id, ()), notes, deck)
            for page in pages.episodes
        )
        recalls = titled(pages.week, outline, course.library)
        weeks.append(WeekView(pages, episodes, recalls, **_files_of(pages.week, made)))
    return Month(
        outline=outline,
        weeks=tuple(weeks),
        calendar=rows(book.weeks),
        chart=chart(course.forecast, [week.start for week in outline.weeks]),
        left_out=tuple((titles.get(left.id, left.id), left.why) for left in outline.left_out),
        problems=tuple(problems),
        elsewhere=elsewhere.decks(shipment.elsewhere),
        search=elsewhere.search(shipment.elsewhere, outline),
        progress=course.progress,
        learnt=_learnt(outline, course.progress),
        files=_files(outline, made),
    )


def _learnt(outline: Outline, progress: Progress | None) -> dict[int, Learnt]:
    rows = {row.id: row for row in progress.weeks} if progress else {}
    found = {week.number: rows.get(names.deck_of(outline, week)) for week in outline.weeks}
    return {number: row for number, row in found.items() if row and row.unseen < row.cards}


def _episode(
    page: EpisodePage, why: str, cards: Sequence[Card], notes: Mapping[str, Note], deck: str
) -> EpisodeView:
    held = [card for card in cards if card.verdict == "held"]
    kept = [card for card in held if not is_dropped(card)]
    return EpisodeView(
        page=page,
        why=why,
        shown=tuple(_shown(card, notes[card.key], deck) for card in cards if card.verdict == "ship"),
        held=tuple(sorted(kept, key=lambda card: -card.worth)),
        dropped=len(held) - len(kept),
    )


def _shown(card: Card, note: Note, deck: str) -> Shown:
    sides = faces(card.kind, {name: getattr(card, name) for name in FIELDS})
    return Shown(card, sides, note.deck if note.deck != deck else "")


def _files_of(week: Week, made: Collection[str]) -> dict[str, str]:
    guide = guides.week_name(week)
    stem = guide.removesuffix(".pdf")
    found = {
        "guide": guide,
        "screen": f"{stem}.html",
        "package": f"{stem}.apkg",
        "flashcards": guides.flashcards_name(week),
    }
    return _there(found, made)


def _files(outline: Outline, made: Collection[str]) -> dict[str, str]:
    whole = guides.whole_name(outline)
    found = {
        "package": f"{outline.stem}.apkg",
        "book": whole,
        "screen": f"{whole.removesuffix('.pdf')}.html",
        "calendar": calendar_file.NAME,
        "table": "cards.csv",
        "outline": outline_file.NAME,
        "plan": outline_markdown.NAME,
    }
    return _there(found, made)


def _there(found: Mapping[str, str], made: Collection[str]) -> dict[str, str]:
    """The file names, "" for each that is not beside the page."""
    return {what: name if name in made else "" for what, name in found.items()}
