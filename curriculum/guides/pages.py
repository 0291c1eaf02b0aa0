"""What the pages of a week show, gathered from the values of the other rooms."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.study import Study
from curriculum.guides import (
    answers,
    asks,
    cues,
    days,
    fit,
    qr,
    quotation,
    reviews,
    rows,
    selftest,
    shared,
    wall,
    words,
)
from curriculum.guides.asks import Asks
from curriculum.guides.node import Blank
from curriculum.guides.paper import Sheet
from curriculum.guides.standfirst import standfirst
from curriculum.planning.minutes import Minutes
from curriculum.planning.outline import Outline, Week
from curriculum.planning.recalled import origin
from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode
from curriculum.reading.library import Correction, Doubt, Library
from curriculum.shipping.note import cards_a_week

LEAST = 40
"""Ems of a line at least, by which it is measured how much of an introduction is printed."""


class EpisodePage(NamedTuple):
    """An episode as its Cornell page shows it."""

    place: int
    """1-based place in the week."""
    anchor: str
    episode: Episode
    cues: cues.Column
    rows: rows.Rows
    """Its points and quotes as they stand on paper."""
    doubts: tuple[Doubt, ...]
    """Names in it that the notes spell in more than one way."""
    standfirst: str
    """What its introduction says of the subject, in two lines at most; "" for nothing."""
    link: qr.Link | None
    """The web link that leads to it."""
    code: str
    """That link as a QR code (a ``data:`` address); "" without one."""


class Part(NamedTuple):
    """A run of pages of a week that begins on a page of its own, where it does not stand below another."""

    name: str
    """Its template, without ``.html``."""
    anchor: str


class Return(NamedTuple):
    """An episode that comes back, and was studied before the curriculum."""

    title: str
    origin: str
    """Where it was: "May 2024, week 2"; "" when nobody knows."""


class Work(NamedTuple):
    """What there is to do in a week, whatever its pages look like."""

    episodes: tuple[Episode, ...]
    shipped: tuple[Study, ...]
    """The study material of its episodes that ships, by episode in the order of study."""
    asks: Asks
    wall: wall.Wall
    fit: fit.Fit
    words: tuple[words.Word, ...]
    test: selftest.SelfTest
    days: tuple[days.Day, ...]


class WeekPages(NamedTuple):
    """All that the templates show of a week."""

    week: Week
    anchor: str
    episodes: tuple[EpisodePage, ...]
    anchors: dict[str, str]
    """Point id → where it stands in the page."""
    asks: Asks
    wall: wall.Wall
    """Question, goals and guesses of its first page."""
    fit: fit.Fit
    """The map of what its episodes share, or boxes to compare two."""
    words: tuple[words.Word, ...]
    """To own."""
    test: selftest.SelfTest
    answers: tuple[tuple[answers.Line, ...], ...]
    """The columns of the answers."""
    days: tuple[days.Day, ...]
    reviews: tuple[reviews.Review, ...]
    strip: tuple[tuple[reviews.CalendarDay, ...], ...]
    corrections: tuple[Correction, ...]
    decked: frozenset[int]
    """Numbers of the weeks of the curriculum that have a card in Anki."""
    doubts: Mapping[str, tuple[Doubt, ...]]
    """Episode id → names in it that the notes spell in more than one way, of all that is asked."""
    returns: Mapping[str, Return]
    """Episode id → what of it is to be recalled, of those that were studied before the curriculum."""

    @property
    def opening(self) -> Part:
        """The part that names the pages of all others."""
        return Part("opening", self.anchor)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts after the opening, in the order in which they are printed."""
        found = [Part("episodes", f"{self.anchor}episodes")] if self.episodes else []
        if self.fit.shows or (self.words and not self.has_test):  # words alone stand below another part
            found.append(Part("fits", f"{self.anchor}fits"))
        if self.has_test:
            found.append(Part("test", f"{self.anchor}test"))
            found.append(Part("look", f"{self.anchor}look"))
        found.append(Part("answers", f"{self.anchor}answers"))
        return tuple(found)

    @property
    def fits(self) -> bool:
        """Whether there is anything to put side by side, or a word to own."""
        return self.fit.shows or bool(self.words)

    @property
    def load(self) -> Minutes:
        """The minutes of all days, in their parts."""
        return days.load(self.week, self.days)

    @property
    def minutes(self) -> int:
        """All of them; 0 when the plan has none."""
        return self.load.total

    @property
    def cards(self) -> int:
        """Minutes of all days for Anki cards."""
        return self.load.cards

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """What was left out of the map and of the words to own."""
        return (
            *self.fit.blanks,
            *(Blank(word.letter, word.meaning, word.point) for word in self.words if word.letter),
        )

    @property
    def has_test(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.test.sections)


def _belongs(path: str, line: int, library: Library) -> str:
    """The id of the episode that a line of a file is part of; "" for none."""
    before = [e for e in library.episodes if e.source.path == path and e.source.line <= line]
    return max(before, key=lambda e: e.source.line).id if before else ""


def _concerns(doubt: Doubt, episode: str, library: Library) -> bool:
    """Whether a doubtful name stands in an episode."""
    if doubt.episode:
        return doubt.episode == episode
    return any(_belongs(place.path, place.line, library) == episode for place in doubt.places)


def _page(
    place: int, anchor: str, episode: Episode, column: cues.Column, checks: tuple[Doubt, ...], sheet: Sheet
) -> EpisodePage:
    """The page of an episode with its cues and its checks."""
    link = qr.of_episode(episode.links, episode.title)
    measure = max(LEAST, sheet.width / sheet.type.size - (qr.WIDE if link else 0))
    doubtful = [form for doubt in checks for form in doubt.forms]
    return EpisodePage(
        place=place,
        anchor=anchor,
        episode=episode,
        cues=column,
        rows=rows.rows(column, episode.quotes, sheet),
        doubts=checks,
        standfirst=standfirst(episode.introduction, episode.title, doubtful, measure)
        if episode.points
        else "",
        link=link,
        code=qr.code(link.address) if link else "",
    )


def work(
    week: Week,
    library: Library,
    cards: Sequence[Card],
    study: Sequence[Study],
    speech: shared.Speech,
    outline: Outline,
    due: Sequence[float] = (),
    weak: Mapping[str, float] = MappingProxyType({}),
) -> Work:
    """What there is to do in a week, from the values of the other rooms.

    ``due`` are the minutes that the Anki cards take on each of its days; ``weak`` says of points how weak the
    learner is there.
    """
    noted = [library.episode(placed.id) for placed in week.episodes]
    episodes = tuple(one.model_copy(update={"quotes": quotation.once(one)}) for one in noted)
    phrases = speech.shared(episodes)
    shipped = tuple(
        one for episode in episodes for one in study if one.episode == episode.id and one.verdict == "ship"
    )
    together = fit.fit(episodes, shipped, phrases, library.episodes)
    common = dict.fromkeys([*together.compared, *(one.term for one in phrases)])
    asked = asks.arrange(week, library, cards, study, outline, list(common), weak)
    test = selftest.selftest(asked)
    tested = {ask.key for ask in (*asked.test, *asked.earlier)} | asked.tested
    unasked = [one for one in shipped if one.key not in tested]
    others = [card for card in cards if card.key not in tested]
    first = wall.wall(week, unasked, others, episodes, asked.goals, {ask.point for ask in asked.test})
    owned = words.own(asked.terms, shipped, len(together.blanks))
    if not together.shows and len(owned) < words.ALONE:
        owned = ()
    planned = days.plan(
        week,
        episodes,
        guesses=len(first.guesses),
        words=len(owned),
        fits=together.shows,
        test=days.answering(item.ask.kind for item in test.items) if test.sections else 0,
        before=[earlier for earlier in outline.weeks if earlier.number < week.number],
        old=sum(outline.week_of(id) is None for id in week.recalls),
        cards=due,
    )
    return Work(episodes, shipped, asked, first, together, owned, test, planned)


def gather(
    week: Week,
    library: Library,
    cards: Sequence[Card],
    study: Sequence[Study],
    sheet: Sheet,
    speech: shared.Speech,
    outline: Outline,
    due: Sequence[float] = (),
    weak: Mapping[str, float] = MappingProxyType({}),
) -> WeekPages:
    """Everything a week's pages need, from the values of the other rooms; the arguments as in ``work``."""
    anchor = f"w{week.number}"
    done = work(week, library, cards, study, speech, outline, due, weak)
    episodes, shipped, asked = done.episodes, done.shipped, done.asks
    untested = [one for one in shipped if one.key not in asked.tested]
    told = {*(episode.id for episode in episodes), *(ask.episode for ask in asked.earlier)}
    doubts = {
        id: tuple(doubt for doubt in library.doubts if _concerns(doubt, id, library)) for id in sorted(told)
    }
    elsewhere = [(guess.point, guess.question) for guess in done.wall.guesses]
    elsewhere += [(ask.point, ask.question) for ask in asked.test]
    pages = []
    anchors: dict[str, str] = {}
    for place, episode in enumerate(episodes, start=1):
        column = cues.arrange(episode, asked.cues, asked.terms, untested, elsewhere)
        pages.append(_page(place, f"{anchor}e{place}", episode, column, doubts[episode.id], sheet))
        for number, point in enumerate(of_points(episode), start=1):
            anchors[point.id] = f"{anchor}e{place}p{number}"
    mine = {placed.id for placed in week.episodes}
    returns = {
        id: Return(library.episode(id).title, origin(id, outline))
        for id in week.recalls
        if outline.week_of(id) is None
    }
    come_back = reviews.plan(week)
    answered = answers.listed(
        [(page.episode.id, page.anchor, page.cues) for page in pages],
        done.test,
        answers.Notes(anchors, library.episodes),
        f"{anchor}test",
    )
    return WeekPages(
        week=week,
        wall=done.wall,
        fit=done.fit,
        words=done.words,
        anchor=anchor,
        episodes=tuple(pages),
        anchors=anchors,
        asks=asked,
        test=done.test,
        answers=answers.columns(answered, sheet) if answered else (),
        days=done.days,
        reviews=come_back,
        strip=reviews.strip(week, come_back),
        decked=frozenset(
            each.number
            for each, count in zip(outline.weeks, cards_a_week(cards, outline), strict=True)
            if count
        ),
        doubts=doubts,
        returns=returns,
        corrections=tuple(
            correction
            for correction in library.corrections
            if correction.episode in mine
            or any(_belongs(p.path, p.line, library) in mine for p in correction.places)
        ),
    )
