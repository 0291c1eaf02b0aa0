"""Search: the right episodes first, nothing else, and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, WORDS, episode, libraries, library

from curriculum.planning.index import Index
from curriculum.planning.plan import plan
from curriculum.planning.query import queries
from curriculum.planning.search import Found, found, ranked, search, search_index
from curriculum.planning.selection import select
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
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
    assert all(score > 0 for score in scores)
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


def test_small_words_of_a_question_count_for_nothing() -> None:
    assert ids("how does an army defend itself") == ids("army defend")
    assert ids("tips on bread for beginners") == ids("bread") == ["bread-at-home"]


def test_an_abbreviation_finds_what_it_stands_for_and_the_reverse() -> None:
    shelf = library(
        episode("What a Large Language Model Reads", "Text: It reads most of the web."),
        episode("Tuning", "Cost: An LLM is tuned in hours.", "Data: The LLM needs few examples."),
        episode("Languages of the Alps", "Model: A large village is a model of all."),
    )
    both = {"what-a-large-language-model-reads", "tuning"}
    assert set(ids("LLM", shelf)) == set(ids("large language models", shelf)) == both


def test_families_of_words_that_stems_miss_are_one() -> None:
    shelf = library(episode("Private Letters", "Post: Sealed."), episode("Bread", "Dough: It rises."))
    assert ids("privacy", shelf) == ["private-letters"]


def test_all_words_once_go_before_one_of_them_often() -> None:
    often = " ".join(["The kiln was hot, and a kiln stays hot."] * 4)
    shelf = library(
        episode("A", f"Fire: {often}", "Heat: Near the kiln it is warm."),
        episode("B", "Fire: A kiln is fired with wood.", "Colour: Cobalt gives blue."),
        *(episode(f"Other {word}", f"{word}: Nothing.") for word in ("river", "law", "song", "tax")),
    )
    assert ids("cobalt kiln", shelf)[0] == "b"


def test_words_side_by_side_go_before_the_same_words_apart() -> None:
    shelf = library(
        episode("A", "Fire: The clay was red.", "Form: A pot stands.", "Wheel: Clay spins below a pot."),
        episode("B", "Fire: The clay was red.", "Form: A pot stands.", "Wheel: Below spins a clay pot."),
    )
    assert ids("clay pot", shelf) == ["b", "a"]


def test_what_is_named_once_by_the_way_does_not_answer_a_longer_question() -> None:
    shelf = library(
        episode("Orchards", "Pruning: An apple tree is pruned in winter.", "Saws: Sharp ones."),
        episode("Telescopes", "Mirrors: A star is a point.", "Cold: It is dark."),
        episode("Old Roads", "Stones: A recipe for mortar.", "Carts: They broke."),
    )
    assert ids("a recipe for apple pie", shelf) == []
    assert ids("apple", shelf) == ["orchards"]


def test_a_weak_second_is_shown_beside_a_strong_first() -> None:
    shelf = library(
        episode("Glaciers", *(f"Ice {n}: A glacier moves." for n in range(8))),
        episode("Valleys", "Form: Some were cut by a glacier long ago.", "Rivers: Others were not."),
        *(episode(f"Other {word}", f"{word}: Nothing.") for word in ("river", "law", "song", "tax")),
    )
    assert ids("glacier", shelf) == ["glaciers", "valleys"]


def test_a_theme_lifts_none_over_an_episode_with_the_very_words_in_its_title() -> None:
    shelf = library(
        episode("Microbiology", "Names: They come from Greek."),
        episode("Proteins and Cells", *(f"Part {n}: Protein, cell, enzyme and gene." for n in range(6))),
    )
    assert ids("microbiology", shelf)[0] == "microbiology"


def test_a_sentence_that_stands_in_three_episodes_is_no_evidence() -> None:
    sponsor = "Sponsor: This hour is brought by Saddle coffee roasted in Ghent."
    shelf = library(
        *(episode(f"Hour {word}", f"{word}: Nothing.", sponsor) for word in ("river", "law", "song")),
        episode("Beans", "Roast: Coffee is roasted twice.", "Cup: Coffee wants soft water."),
    )
    assert ids("coffee", shelf) == ["beans"]


def test_a_theme_needs_the_title_or_two_points() -> None:
    shelf = library(
        episode("Walking Home", "A: We met a yeast seller.", "B: It rained.", "C: Late.", "D: Then night."),
        episode("Loaves", "A: Yeast makes dough rise.", "B: Bake dough hot.", "C: Late.", "D: Then night."),
    )
    assert ids("pastry", shelf) == ["loaves"]


def test_the_plan_of_a_theme_keeps_only_what_answers_it() -> None:
    shelf = library(
        episode("Salt Trade", "Salt: Traders carried salt.", "Trade: The trade of salt made towns."),
        episode("Amber", "Routes: A trade of long ways.", "Sea: It washes up.", "Trade: It paid."),
        *(episode(f"Other {word}", f"{word}: Nothing.") for word in ("river", "law", "song", "tax")),
    )
    assert "amber" in ids("salt trade", shelf)
    chosen = select(shelf, THEMES, Wish(themes=("salt trade",)))
    assert [one.id for one in chosen.episodes] == ["salt-trade"]


def test_a_themes_curriculum_begins_with_the_week_most_about_it() -> None:
    outline = plan(SHELF, THEMES, Wish(themes=("pastry", "ancient-history"), weeks=2))
    scores = {one.id: one.score for one in search(SHELF, ["pastry", "ancient-history"], THEMES).episodes}
    means = [sum(scores[one.id] for one in week.episodes) / len(week.episodes) for week in outline.weeks]
    assert means[0] == max(means)
