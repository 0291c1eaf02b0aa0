"""The theme file, ours and the one beside the sources."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from made_libraries import SHELF, episode, libraries, library

from curriculum.planning.affinity import themes_of
from curriculum.planning.themes import Themes, read_themes
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library
from curriculum.reading.words import stems

THEMES = read_themes()


def test_our_file_has_at_least_sixty_themes_in_two_levels() -> None:
    assert len(THEMES.themes) >= 60
    for theme in THEMES.themes:
        assert not theme.parent or THEMES[theme.parent].parent == ""
        assert theme.seeds
        assert 1 <= theme.level <= 3


def test_every_field_has_themes_of_its_own_and_every_title_stands_once() -> None:
    for field in (theme for theme in THEMES.themes if not theme.parent):
        assert field.id == "sport" or len(list(THEMES.children(field.id))) >= 3
    titles = [theme.title for theme in THEMES.themes]
    assert len(set(titles)) == len(titles)
    assert all(re.match(r"[A-Z]", title) for title in titles)


def test_prerequisites_never_go_round_in_a_circle() -> None:
    def needs(id: str, seen: tuple[str, ...] = ()) -> None:
        assert id not in seen
        for before in THEMES[id].prerequisites:
            needs(before, (*seen, id))

    for theme in THEMES.themes:
        needs(theme.id)


def test_no_seed_is_a_word_that_notes_use_for_anything() -> None:
    framing = set(
        stems("important highlight discuss general accelerate relative observe optimal focus emphasize")
    )
    for theme in THEMES.themes:
        for seed in theme.seeds:
            assert not (len(stems(seed)) == 1 and framing & set(stems(seed))), (theme.id, seed)


def test_a_file_beside_the_sources_adds_themes_and_replaces_keys(tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text(
        '[theme.bees]\ntitle = "Bees"\nparent = "nature"\nseeds = ["bee", "hive", "queen bee"]\n\n'
        '[theme.biology]\ntitle = "Living things"\n',
        encoding="utf-8",
    )
    themes = read_themes(tmp_path)
    assert themes["bees"].short == "Bees"
    assert themes["biology"].title == "Living things"
    assert themes["biology"].seeds == THEMES["biology"].seeds
    assert len(themes.themes) == len(THEMES.themes) + 1
    assert "bees" in themes_of(SHELF, themes)["bees-and-flowers"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[theme.x]\ntitle = "X"\nseed = ["x"]\n', 3, 'unknown key "seed"'),
        ('[theme.x]\ntitle = "X"\n', 1, "has no seeds"),
        ('[theme.x]\ntitle = "X"\nseeds = ["x"]\nlevel = 9\n', 4, "level is not right"),
        ('\n[theme.x]\ntitle = "X"\nseeds = ["x"]\nparent = "nowhere"\n', 5, 'unknown parent "nowhere"'),
        ('[theme.x]\ntitle = "X"\nseeds = ["x"]\nparent = "biology"\n', 4, "which is no field"),
        ('[theme.x]\ntitle = "X"\nseeds = ["the"]\n', 3, 'empty seed "the"'),
        ('[theme.x]\ntitle = "X"\nseeds = ["x"]\nprerequisites = ["y"]\n', 4, 'unknown theme "y"'),
        ("[theme.x]\ntitle =\n", 2, "cannot be read"),
        ('title = "X"\n', 0, "nothing else"),
        ("theme = 3\n", 0, "nothing else"),
        ("[theme]\nx = 3\n", 0, "is not a table"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / "themes.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CurriculumError) as caught:
        read_themes(tmp_path)
    problem = next(one for one in caught.value.problems if said in one.message)
    assert (problem.path, problem.line) == (str(file), line)
    assert problem.remedy


def test_a_theme_is_known_by_id_title_and_short_title() -> None:
    for name in ("ai-safety", "AI safety and alignment", "ai SAFETY", "Ai Safety"):
        found = THEMES.named(name)
        assert found is not None
        assert found.id == "ai-safety"
    assert THEMES.named("no such thing") is None


def test_tags_say_what_an_episode_is_about() -> None:
    about = themes_of(SHELF, THEMES)
    assert about["how-enzymes-work"][0] == "biology"
    assert about["bread-at-home"][0] == "baking-fermenting"
    assert "ancient-history" in about["the-fall-of-rome"]
    assert all(len(ids) <= 3 for ids in about.values())


def test_an_excluded_phrase_does_not_count() -> None:
    phones = library(
        episode("Cell phones", "Cell phone: A cell phone in every pocket.", "Cell phone: Cell phones.")
    )
    assert "biology" not in themes_of(phones, THEMES)["cell-phones"]


def test_a_text_without_a_theme_has_no_tag() -> None:
    assert themes_of(library(episode("Zzz", "Qqq: Xxx yyy.")), THEMES) == {"zzz": ()}


@given(libraries())
def test_tags_depend_on_no_other_episode(made: Library) -> None:
    about = themes_of(made, THEMES)
    for one in made.episodes:
        assert themes_of(library(one), THEMES)[one.id] == about[one.id]


def test_themes_are_values() -> None:
    assert read_themes() == THEMES
    assert isinstance(hash(THEMES.themes), int)
    assert isinstance(THEMES, Themes)
