"""Search: the right episodes first, nothing else, and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, WORDS, episode, libraries, library

from curriculum.planning.index import Index
from curriculum.planning.query import queries
from curriculum.planning.search import Found, found, ranked, search, search_index
from curriculum.planning.themes import read_themes
from curriculum.reading.library import Library

THEMES = read_themes()


def ids(query: str | list[str], shelf: Library = SHELF) -> list[str]:
    return [found.id for found in search(shelf, query, THEMES).episodes]


def test_an_episode_that_says_the_word_in_its_title_comes_first() -> None:
    assert ids("Rome")[0] == "the-fall-of-rome"


def test_stems_find_other_forms_of_a_word() -> None:
    assert "how-enzymes-work" in ids("enzyme")
    assert "caesars-wars" in ids("fighting in Gaul river")


def test_the_theme_file_finds_episodes_that_lack_the_word() -> None:
    assert set(ids("microbiology")) == {"how-enzymes-work", "inside-a-protein"}
    assert ids("pastry") == ["bread-at-home"]


def test_a_theme_is_found_by_its_id_and_by_its_title() -> None:
    assert ids("ancient-history") == ids("The ancient world")
    assert set(ids("ancient-history")) == {"the-fall-of-rome", "caesars-wars"}


@pytest.mark.parametrize(
    "query", ["quantum chromodynamics", "basketball", "-Rome", "the of and", "zzz", '""']
)
def test_nothing_relevant_is_an_answer(query: str) -> None:
    assert search(SHELF, query, THEMES) == Found(theme=query)


def test_one_common_word_of_several_is_not_enough() -> None:
    assert ids("carry") == ["bees-and-flowers"]
    assert ids("carry quantum laser beams") == []


def test_a_quoted_phrase_must_stand_word_for_word() -> None:
    assert ids('"Roman army"') == ["caesars-wars"]
    assert ids('"army Roman"') == []


def test_a_word_after_a_minus_must_not_stand() -> None:
    assert ids("Roman -Gaul") == ["the-fall-of-rome"]
    assert ids('Roman -"Roman army"') == ["the-fall-of-rome"]


def test_several_themes_are_joined() -> None:
    assert set(ids(["pastry", "ancient-history"])) == {"bread-at-home", "the-fall-of-rome", "caesars-wars"}


def test_points_that_matter_are_ranked_too() -> None:
    best = search(SHELF, "genes", THEMES).episodes[0]
    assert best.id == "inside-a-protein"
    assert best.points[0].id == "inside-a-protein/genes-2"


def test_it_says_which_words_matched_as_the_episode_writes_them() -> None:
    assert "dough" in search(SHELF, "pastry", THEMES).episodes[0].words
    assert search(SHELF, "protein", THEMES).episodes[0].words[0] == "protein"


def test_the_json_has_the_promised_names() -> None:
    document = search(SHELF, "protein", THEMES).model_dump()
    assert list(document) == ["theme", "episodes"]
    assert {"id", "score", "points"} <= set(document["episodes"][0])
    assert list(document["episodes"][0]["points"][0]) == ["id", "score"]


def test_a_query_of_one_small_word_is_still_searched() -> None:
    assert ids("who", library(episode("Who", "WHO: The who's who."))) == []


@settings(max_examples=60, deadline=None)
@given(libraries(), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), st.randoms())
def test_scores_fall_matter_and_do_not_depend_on_the_order_of_files(
    made: Library, query: str, chance: object
) -> None:
    answer = search(made, query, THEMES)
    scores = [one.score for one in answer.episodes]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= 0.25 * scores[0] > 0 for score in scores)
    shuffled = list(made.episodes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert search(Library(episodes=tuple(shuffled)), query, THEMES) == answer


@settings(max_examples=60, deadline=None)
@given(libraries(), st.text(max_size=30))
def test_no_query_makes_it_fail(made: Library, query: str) -> None:
    for answer in search(made, query, THEMES).episodes:
        assert answer.id in {one.id for one in made.episodes}


def test_an_index_answers_as_often_as_it_is_asked() -> None:
    index = Index.of(SHELF.episodes, THEMES)
    for _ in range(2):
        assert search_index(index, "ancient-history", THEMES) == search(SHELF, "ancient-history", THEMES)


def test_only_the_best_need_be_looked_at() -> None:
    index = Index.of(SHELF.episodes, THEMES)
    asked = queries("ancient-history", THEMES)
    whole = search_index(index, "ancient-history", THEMES).episodes
    assert found(index, asked, ranked(index, asked)[:1], THEMES).episodes == whole[:1]
