"""What is asked where: how many cards, of which episodes, and none that gives another away."""

import datetime as dt

import pytest
from guides_sample import _card
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.cards.card import TASTE, Card
from curriculum.cards.decision import Decision, apply
from curriculum.guides import asks, days, recall
from curriculum.guides.ask import ask_of
from curriculum.guides.soften import soften
from curriculum.guides.templates import short
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library


def episode(id: str, points: int) -> Episode:
    return Episode(
        id=id,
        title=id,
        points=tuple(
            KeyPoint(id=f"{id}/p{n}", number=n, label=f"Harbour lanterns {n}", text="Text.", line=n)
            for n in range(1, points + 1)
        ),
        source=Source(path="a.md", line=1),
    )


def week(number: int, *ids: str, recalls: tuple[str, ...] = ()) -> Week:
    start = dt.date(2024, 5, 6) + dt.timedelta(days=7 * (number - 1))
    return Week(
        number=number,
        title=f"W{number}",
        theme="",
        minutes=60,
        start=start,
        end=start + dt.timedelta(days=6),
        episodes=tuple(Placed(id=id, why="") for id in ids),
        recalls=recalls,
    )


LETTERS = str.maketrans("0123456789-", "abcdefghijx")


def card(id: str, point: int, name: str, answer: str = "", quote: str = "") -> Card:
    more = {"quote": quote} if quote else {}
    question = f"What of {id} {point} {name}?"
    return _card(
        f"{id}/p{point}",
        "question",
        name,
        question=question,
        answer=answer or "answer" + name.translate(LETTERS),
        **more,
    )


COUNTS = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=12), min_size=1, max_size=6)
"""For each episode, for each point: how many cards it has."""


def arranged(this: Week, episodes: list[Episode], cards: list[Card], *before: Week) -> asks.Asks:
    """What is asked in a week, without study material."""
    outline = Outline(title="O", weeks=(*before, this))
    return asks.arrange(this, Library(episodes=tuple(episodes)), cards, (), outline)


@settings(deadline=None)
@given(COUNTS)
def test_a_self_test_asks_cards_of_each_episode_in_turn(counts: list[list[int]]) -> None:
    episodes = [episode(f"e{n}", len(points)) for n, points in enumerate(counts)]
    cards = [
        card(e.id, number, f"{e.id}-{number}-{turn}")
        for e, points in zip(episodes, counts, strict=True)
        for number, count in enumerate(points, start=1)
        for turn in range(count)
    ]
    asked = arranged(week(1, *(e.id for e in episodes)), episodes, cards)
    placed = [ask.key for cues in asked.cues.values() for ask in cues]
    assert sorted([*placed, *(ask.key for ask in asked.test if ask.key)]) == sorted(c.key for c in cards)
    assert sum(bool(ask.key) for ask in asked.test) <= asks.ALONE
    for e, points in zip(episodes, counts, strict=True):
        mine = [ask for ask in asked.test if ask.episode == e.id]
        assert sum(bool(ask.key) for ask in mine) <= recall.EACH
        assert mine or not sum(points)
    # headings ask only what no card asks, and few
    headings = [ask for ask in asked.test if ask.kind == "label"]
    carded = {c.source.point for c in cards}
    assert not carded.intersection(ask.point for ask in headings)
    assert len(headings) <= recall.DEMANDING


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Tidal mills of Brittany", True),
        ("Introduction", False),
        ("Future directions", False),
        ("AI overview", False),
        ("Key takeaways and conclusion", False),
        ("Spring tides", True),
    ],
)
def test_a_heading_is_asked_when_it_names_its_matter(label: str, asked: bool) -> None:
    assert recall.specific(label) is asked


def test_one_sentence_is_asked_once_and_no_answer_stands_in_a_question() -> None:
    one = episode("e", 4)
    cards = [
        card("e", 1, "a"),
        card("e", 1, "b", quote="the same sentence"),
        card("e", 2, "c"),
        card("e", 2, "d", quote="the same sentence"),
        card("e", 3, "f"),
        card("e", 3, "g", answer="2 d"),  # stands in the question of the card before the last
    ]
    this = week(1, "e")
    asked = arranged(this, [one], cards)
    quotes = [ask.quote for ask in asked.test]
    assert len(set(quotes)) == len(quotes)
    for ask in asked.test:
        assert not any(ask.answer and ask.answer in other.question for other in asked.test if other != ask)


def test_a_cue_never_stands_beside_its_answer() -> None:
    one = episode("e", 6)
    cards = [
        card("e", n, f"k{n}", answer="harbour lanterns" if n < 6 else "something else") for n in range(1, 7)
    ]
    this = week(1, "e")
    asked = arranged(this, [one], cards)
    assert {ask.answer for cues in asked.cues.values() for ask in cues} <= {"something else"}
    keys = [ask.key for ask in (*asked.test, *asked.spared) if ask.answer == "harbour lanterns"]
    assert sorted(keys) == sorted(card.key for card in cards[:5])
    assert asked.spared
    told = one.model_copy(update={"introduction": "It says something else, at once."})
    assert recall.in_sight(ask_of(cards[5]), told)


def test_a_shortened_title_ends_on_no_small_word() -> None:
    assert short("The author of the bill", 18) == "The author…"
    assert short("The author of the bill", 40) == "The author of the bill"


def test_every_one_of_three_earlier_weeks_comes_back() -> None:
    weeks = [week(n, f"e{n}", recalls=("e1",) if n == 4 else ()) for n in range(1, 5)]
    episodes = [episode(f"e{n}", 10) for n in range(1, 5)]
    cards = [card(e.id, point, f"{e.id}-{point}") for e in episodes for point in range(1, 9)]
    asked = arranged(weeks[3], episodes, cards, *weeks[:3])
    assert [ask.episode for ask in asked.earlier] == ["e1", "e2", "e3"]


def test_what_was_studied_before_the_curriculum_comes_back_beside_its_own_weeks() -> None:
    weeks = [week(1, "e1"), week(2, "e2"), week(3, "e3", recalls=("old", "e2"))]
    episodes = [*(episode(f"e{n}", 10) for n in range(1, 4)), episode("old", 10)]
    cards = [card(e.id, point, f"{e.id}-{point}") for e in episodes for point in range(1, 9)]
    asked = arranged(weeks[2], episodes, cards, *weeks[:2])
    assert [ask.episode for ask in asked.earlier] == ["old", "e1", "e2"]


@settings(deadline=None)
@given(COUNTS, st.integers(2, 6))
def test_what_comes_back_is_asked_only_once_on_a_sunday(counts: list[list[int]], number: int) -> None:
    """A week later its self-test is taken again: what it asked does not come back on that day."""
    episodes = [episode(f"e{n}", len(points)) for n, points in enumerate(counts)]
    weeks = [week(n, episodes[(n - 1) % len(episodes)].id) for n in range(1, number + 1)]
    cards = [
        card(e.id, point, f"{e.id}-{point}-{turn}")
        for e, points in zip(episodes, counts, strict=True)
        for point, count in enumerate(points, start=1)
        for turn in range(count)
    ]
    this = arranged(weeks[-1], episodes, cards, *weeks[:-1])
    last = arranged(weeks[-2], episodes, cards, *weeks[:-2])
    asked = [ask.key for ask in (*last.test, *last.earlier, *this.earlier) if ask.key]
    if len(weeks) <= len(episodes):  # else an episode stands in two weeks
        assert len(set(asked)) == len(asked)
    assert len(this.earlier) <= 3


def test_reviews_of_earlier_weeks_stand_on_their_days() -> None:
    first, second = week(1, "a"), week(2, "b")
    planned = days.plan(second, [episode("b", 3)], test=20, before=[first])
    when = {task.review: day.place for day in planned for task in day.tasks if task.verb == "review"}
    assert when == {(1, 1): 0, (1, 2): 2, (1, 3): 6}  # 1, 3 and 7 days after the first week
    own = [task for day in planned for task in day.tasks if task.verb in ("read", "recall")]
    assert sum(task.minutes for task in own) == second.minutes


def test_an_endless_word_can_break_and_a_name_of_something_cannot() -> None:
    endless = "w" * 20_000
    given = episode("e", 1).model_copy(
        update={"title": f"A {endless}", "links": (f"https://x.org/{endless}",)}
    )
    soft = soften(given)
    assert max(map(len, soft.title.split("\u200b"))) <= 42
    assert soft.title.replace("\u200b", "") == given.title
    assert soft.model_copy(update={"title": given.title}) == given
    assert soften(episode("e", 1)) is not None
    plain = episode("e", 1)
    assert soften(plain) is plain


def test_a_card_that_taste_alone_holds_is_a_cue_but_none_that_the_learner_dropped() -> None:
    one, few = episode("a", 1), f"{TASTE} 40 would keep it: they seldom do."
    held = card("a", 1, "7").model_copy(update={"verdict": "held", "reasons": (few,), "worth": 40})

    def kinds(card: Card) -> list[str]:
        weeks = (week(1, "a"),)
        asked = asks.arrange(weeks[0], Library(episodes=(one,)), [card], (), Outline(title="O", weeks=weeks))
        return [ask.kind for cues in asked.cues.values() for ask in cues]

    assert kinds(held) == ["draft"]
    (dropped,) = apply((held,), {held.key: Decision(verdict="drop")})
    assert kinds(dropped) == []
    assert kinds(held.model_copy(update={"worth": asks.DRAFT - 1})) == []
    untrue = (few, "The quoted sentence does not contain the answer.")
    assert kinds(held.model_copy(update={"reasons": untrue})) == []
