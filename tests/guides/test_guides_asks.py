"""The self-test: how many, of which episodes, and none that gives another away."""

import datetime as dt

from guides_sample import _card
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards.card import Card
from curriculum.guides import asks, days
from curriculum.guides.soften import soften
from curriculum.guides.templates import short
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Source


def episode(id: str, points: int) -> Episode:
    return Episode(
        id=id,
        title=id,
        points=tuple(
            KeyPoint(id=f"{id}/p{n}", number=n, label=f"Label {id} {n}", text="Text.", line=n)
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


def card(id: str, point: int, name: str, answer: str = "", quote: str = "") -> Card:
    more = {"quote": quote} if quote else {}
    question = f"What of {id} {point} {name}?"
    return _card(
        f"{id}/p{point}",
        "question",
        name,
        question=question,
        answer=answer or "answer" + name.replace("-", "x"),
        **more,
    )


COUNTS = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=12), min_size=1, max_size=6)
"""For each episode, for each point: how many cards it has."""


@given(COUNTS)
def test_a_self_test_is_of_one_to_three_questions_of_each_episode(counts: list[list[int]]) -> None:
    episodes = [episode(f"e{n}", len(points)) for n, points in enumerate(counts)]
    cards = [
        card(e.id, number, f"{e.id}-{number}-{turn}")
        for e, points in zip(episodes, counts, strict=True)
        for number, count in enumerate(points, start=1)
        for turn in range(count)
    ]
    this = week(1, *(e.id for e in episodes))
    asked = asks.arrange(this, episodes, cards, Outline(title="O", weeks=(this,)))
    placed = [ask.key for cues in asked.cues.values() for ask in cues]
    assert sorted([*placed, *(ask.key for ask in asked.test if ask.key)]) == sorted(c.key for c in cards)
    assert len(asked.test) + 2 <= asks.MOST
    for e, points in zip(episodes, counts, strict=True):
        mine = [ask for ask in asked.test if ask.episode == e.id]
        assert len(mine) <= asks.EACH
        assert mine or not sum(points)
    # points that no card asks make up for cards that are too few
    free = sum(min(asks.EACH, points.count(0)) for points in counts)
    assert len(asked.test) + 2 >= min(asks.LEAST, 2 + free)


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
    asked = asks.arrange(this, [one], cards, Outline(title="O", weeks=(this,)))
    quotes = [ask.quote for ask in asked.test]
    assert len(set(quotes)) == len(quotes)
    for ask in asked.test:
        assert not any(ask.answer and ask.answer in other.question for other in asked.test if other != ask)


def test_a_cue_never_stands_beside_its_answer() -> None:
    one = episode("e", 6)
    cards = [card("e", n, f"k{n}", answer="label e" if n < 6 else "something else") for n in range(1, 7)]
    this = week(1, "e")
    asked = asks.arrange(this, [one], cards, Outline(title="O", weeks=(this,)))
    assert {ask.answer for cues in asked.cues.values() for ask in cues} <= {"something else"}
    keys = [ask.key for ask in (*asked.test, *asked.spared) if ask.answer == "label e"]
    assert sorted(keys) == sorted(card.key for card in cards[:5])
    assert asked.spared
    told = one.model_copy(update={"introduction": "It says something else, at once."})
    assert asks.in_sight(asks.ask_of(cards[5]), told)


def test_a_shortened_title_ends_on_no_small_word() -> None:
    assert short("The author of the bill", 18) == "The author…"
    assert short("The author of the bill", 40) == "The author of the bill"


def test_every_earlier_week_comes_back() -> None:
    weeks = tuple(week(n, f"e{n}", recalls=("e1",) if n == 4 else ()) for n in range(1, 5))
    episodes = [episode(f"e{n}", 10) for n in range(1, 5)]
    cards = [card(e.id, point, f"{e.id}-{point}") for e in episodes for point in range(1, 9)]
    outline = Outline(title="O", weeks=weeks)
    asked = asks.arrange(weeks[3], episodes[3:], cards, outline)
    assert {ask.episode for ask in asked.earlier} == {"e1", "e2", "e3"}
    assert len(asked.test) + len(asked.earlier) + 2 <= asks.MOST


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
