"""Room: an overlong episode is printed in part, and said to be."""

from pathlib import Path

import pytest
from guides_sample import make_library, make_outline

from curriculum.cards.card import Card
from curriculum.guides import room
from curriculum.guides.guide import Course
from curriculum.guides.room import LETTERS, LINES, beside, fitting
from curriculum.reading.episode import Episode, KeyPoint, Quote, Source, SubPoint
from curriculum.reading.library import Library


def point(number: int, text: str, *under: SubPoint) -> KeyPoint:
    return KeyPoint(id=f"mills/{number}", number=number, text=text, line=10 + number, subpoints=under)


def library(**fields: object) -> Library:
    source = Source(path="mills.md", line=1)
    return Library(episodes=(Episode(id="mills", title="Mills", source=source, **fields),))  # type: ignore[arg-type]


def test_an_episode_of_an_ordinary_length_stays_as_it_is() -> None:
    whole = library(points=tuple(point(number, "Wind turns it.") for number in range(1, LINES + 1)))
    shown, problems = fitting(whole, ["mills"])
    assert shown is whole
    assert problems == ()


def test_points_beyond_the_room_are_left_out_and_the_first_is_named() -> None:
    whole = library(
        points=tuple(point(number, "Wind turns it.") for number in range(1, LINES + 100)),
        quotes=(Quote(text="A mill is a friend.", line=900),),
        summary="Mills are old.",
    )
    shown, (problem,) = fitting(whole, ["mills"])
    (episode,) = shown.episodes
    assert episode.points == whole.episodes[0].points[:LINES]
    assert (episode.quotes, episode.summary) == ((), "")
    assert (problem.path, problem.line, problem.kind) == ("mills.md", 10 + LINES + 1, "not-printed")
    assert "“Mills” is too long to print" in problem.message


def test_a_text_beyond_the_room_is_cut_in_its_point() -> None:
    whole = library(points=(point(1, "Corn. " * LETTERS, SubPoint(text="Malt.", line=12)), point(2, "Rye.")))
    shown, (problem,) = fitting(whole, ["mills"])
    (first,) = shown.episodes[0].points
    assert first.text.endswith("…")
    assert LETTERS - 5 < len(first.text) <= LETTERS + 1
    assert first.subpoints == ()
    assert problem.line == 11


def test_sub_points_take_room_too() -> None:
    under = tuple(SubPoint(text="Malt.", line=20 + number) for number in range(2 * LINES))
    shown, (problem,) = fitting(library(points=(point(1, "Corn.", *under), point(2, "Rye."))), ["mills"])
    (first,) = shown.episodes[0].points
    assert len(first.subpoints) == LINES - 1
    assert problem.line == 20 + LINES - 1


def test_an_episode_that_is_not_in_the_outline_is_no_problem() -> None:
    whole = library(introduction="Corn. " * LETTERS)
    assert fitting(whole, ["bread"]) == (whole, ())


def test_cards_of_points_that_are_not_printed_stand_in_no_guide(cards: tuple[Card, ...]) -> None:
    library = make_library()
    first, *others = library.episodes
    kept = [card for card in cards if not (card.source.episode == first.id and card.source.point)]
    cut = Library(episodes=(first.model_copy(update={"points": (), "takeaways": ()}), *others))
    assert beside(cards, library) == list(cards)
    assert beside(cards, cut) == kept != list(cards)


def test_the_guide_is_written_all_the_same(
    cards: tuple[Card, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curriculum.guides import write as writing

    monkeypatch.setattr(room, "LINES", 3)
    written = writing.write(tmp_path, Course(make_outline(), make_library(), cards))
    assert {problem.kind for problem in written.problems} == {"not-printed"}
    assert all(path.stat().st_size > 1_000 for path in written.paths)
