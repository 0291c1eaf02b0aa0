"""The planner on the notes it was made for, when they lie beside the repository."""

import tomllib
from pathlib import Path

import pytest

from curriculum.planning import outline_file
from curriculum.planning.index import Index
from curriculum.planning.plan import Wish, plan
from curriculum.planning.search import search, search_index
from curriculum.planning.themes import read_themes
from curriculum.reading.library import Library
from curriculum.reading.read import read

ROOT = Path(__file__).parents[2]
NOTES = ROOT.parent / "shared" / "seeds"
THEMES = read_themes()


@pytest.fixture(scope="module", params=["notes", "seeds"])
def library(request: pytest.FixtureRequest) -> Library:
    """The real notes, and the same episodes retold in seeds/."""
    folder = NOTES if request.param == "notes" else ROOT / "seeds"
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not beside this repository: the real notes are private")
    return read([folder])


def numbers(library: Library, ids: list[str]) -> set[int]:
    """The episodes' numbers in the notes; the one without a number is 13."""
    return {library.episode(id).number or 13 for id in ids}


def test_may_is_planned_in_groups_that_make_sense(library: Library) -> None:
    outline = plan(library, THEMES, Wish(month="2024-05"))
    weeks = [numbers(library, [one.id for one in week.episodes]) for week in outline.weeks]
    assert sorted(number for week in weeks for number in week) == list(range(1, 14))
    together = [{5, 6, 7}, {9, 12}, {4, 11}]  # the safety of AI and who makes it; biology; chips
    assert all(any(some <= week for week in weeks) for some in together)
    assert all(3 <= len(week) <= 4 or week == {9, 12} for week in weeks)
    first = outline.weeks[0].episodes[0]
    assert numbers(library, [first.id]) == {3}
    assert "inspired my outline" in first.why


def test_themes_find_just_the_episodes_that_matter(library: Library) -> None:
    def found(query: str) -> set[int]:
        return numbers(library, [one.id for one in search(library, query, THEMES).episodes])

    assert found("biology") == {9, 12}
    assert found("AI safety") == {5, 6, 7, 8}
    assert found("cooking") == set()
    best = search(library, "law", THEMES).episodes[0]
    assert numbers(library, [best.id]) == {5}


def test_the_outline_survives_its_file(library: Library, tmp_path: Path) -> None:
    outline = plan(library, THEMES, Wish(month="2024-05"))
    path = tmp_path / "outline.toml"
    path.write_text(outline_file.render(outline, library), encoding="utf-8")
    assert outline_file.read(path, library, THEMES) == outline


def test_most_judged_queries_are_answered() -> None:
    """A floor under the ranking, far below what benchmarks/planning_ranking.py prints."""
    library = read([ROOT / "seeds"])
    queries = tomllib.loads((Path(__file__).parent / "fixtures" / "queries.toml").read_text("utf-8"))["seeds"]
    index = Index.of(library.episodes, THEMES)
    first = []
    for query in queries:
        found = search_index(index, query["text"], THEMES).episodes
        first.append(bool(found) and query["grades"].get(found[0].id, 0) >= 2)
    assert sum(first) >= 0.75 * len(first)
