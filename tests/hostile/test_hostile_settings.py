"""Whatever a settings file says, it is understood, or every fault is told in words with a way out."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hostile_settings import VALID, spoilt, toml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.cards.judge import weights
from curriculum.cards.write import write
from curriculum.cli.defaults import WISHES, default_map
from curriculum.planning import calendar_file, earlier, episode_marks, outline_file, outline_markdown
from curriculum.planning.affinity import themes_of
from curriculum.planning.earlier import Earlier
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.read import read
from curriculum.shipping import decisions

EPISODES = {
    "kefir.md": "# Practical AI: Kefir at home\n\n## Key Points\n\n"
    "1. **Grains**: Kefyr grains are a culture of yeasts.\n2. **Milk**: Ada Byte turned milk in 1990.\n",
    "cheese.md": "# Practical AI: Cheese in caves\n\n- **Rennet**: Rennet is essential for cheese.\n",
    "whey.md": "# Practical AI: Whey\n\n- **Whey**: Whey holds proteins.\n",
}
JARGON = re.compile(
    r"NoneType|Input should|pydantic|[Vv]alidat|Traceback|\b\w+Error\b|\btuple|\bdict\b|\bstr\b|\bint\b"
    r"|sys\.|Errno|codec|unhashable|\bobject\b|subscriptable|type=|<class|mistake of its own"
)
NEWLY_FOUND = 1_000
"""Examples of each kind of file in a campaign."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    for name, text in EPISODES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def told(problem: Problem, name: str) -> None:
    """The problem says where, what is wrong and what to do, in words for people."""
    said = f"{problem.place}: {problem.message} ({problem.remedy})"
    assert Path(problem.path).name == name, said
    assert len(problem.message.split()) > 3, said
    assert len(problem.remedy.split()) > 2, said
    assert not JARGON.search(problem.message), said
    assert not re.search(r"(?:[:(]|(?:: |^)['\"“][^ ]*['\"”])\s*\.$", problem.message), f"bare: {said}"
    assert problem.message.endswith((".", "!", "?")), said
    assert len(problem.message) < 600, said
    assert problem.severity == "error"


def use(home: Path, name: str) -> None:
    """All that the program does with a settings file."""
    library = read([home])
    if name == "curriculum.toml":
        kept = default_map("build", [home], ())
        wish = Wish.model_validate({key: kept[key] for key in WISHES if key in kept})
        with suppress(CurriculumError):  # a wish that these notes cannot fulfil is no fault of the file
            plan(library, read_themes(home), wish)
    if name == "themes.toml":
        themes_of(library, read_themes(home))
    if name == "cards.toml":
        write(library, decisions.read(home / name))
    if name == "judge.toml":
        weights.read(home / name)
    if name == "episodes.toml":
        marks = episode_marks.read(home)
        with suppress(CurriculumError):  # marks that leave nothing are no fault of the file
            plan(library, read_themes(home), Wish(), Earlier(marked=marks.of))
    if name == "outline.toml":
        themes = read_themes(home)
        others = earlier.read(home / "decks", [home / name])  # whatever it says, it stops nothing
        with suppress(CurriculumError):
            plan(library, themes, Wish(month="2024-06"), others)
        outline = outline_file.read(home / name, library, themes)
        outline_markdown.render(outline, library)
        calendar_file.render(outline, library)
        again = rewritten(home, outline_file.render(outline, library))
        assert outline_file.read(again, library, themes) == outline


def rewritten(home: Path, text: str) -> Path:
    (home / "again.toml").write_bytes(text.encode())
    return home / "again.toml"


def judge(home: Path, name: str, data: bytes) -> None:
    (home / name).write_bytes(data)
    found: tuple[Problem, ...] = ()
    try:
        use(home, name)
    except CurriculumError as error:
        found = error.problems
        assert found
    finally:
        (home / name).unlink()
    for problem in found:
        told(problem, name)


@pytest.mark.parametrize("name", VALID)
def test_the_valid_file_is_understood(home: Path, name: str) -> None:
    (home / name).write_text(toml(VALID[name]), "utf-8")
    use(home, name)
    (home / name).unlink()


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_spoilt_file_is_understood_or_told(home: Path, name: str, data: st.DataObject) -> None:
    judge(home, name, data.draw(spoilt(name)))


@pytest.mark.campaign
@pytest.mark.parametrize("name", VALID)
@settings(max_examples=NEWLY_FOUND, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_thousands_of_spoilt_files_are_understood_or_told(home: Path, name: str, data: st.DataObject) -> None:
    judge(home, name, data.draw(spoilt(name)))
