"""The index that is kept of a large library: never stale, safe to delete, and of no effect on answers."""

import os
import shutil
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_libraries import WORDS

from curriculum.planning import index_update, kept_index
from curriculum.planning.index import Index
from curriculum.planning.search import Found, search, search_index
from curriculum.planning.themes import Themes, read_themes
from curriculum.problems import CurriculumError
from curriculum.reading import workers
from curriculum.reading.read import read

THEMES = read_themes()
QUERIES = (
    "biology",
    "protein",
    '"a cell makes"',
    "Roman -army",
    '-"queen bee" bees cell',
    "money",
    "bread rome",
)

NOTES = {
    "bees.md": "# Bees\n\n- **Hives**: A hive has one queen bee.\n- **Pollen**: Bees carry pollen.\n",
    "cells.md": "# Cells\n\n- **Protein**: A cell makes protein. Genes say how.\n",
    "rome/rome.md": "# Rome\n\n- **Emperors**: The Roman emperor led the Roman army.\n",
    "rome/more.md": "# Gaul\n\n- **Caesar**: The Roman army came.\n\n"
    "# Cells\n\n- **Prison**: Roman cells were dark.\n",
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, in which even small libraries have their index."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_index, "WORTH", 0)
    return tmp_path / "cache" / "curriculum"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    for name, text in NOTES.items():
        write(folder / name, text)
    return folder


def write(path: Path, text: str, age: int = 3600) -> None:
    """A file that was last changed so many seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    then = time.time() - age
    os.utime(path, (then, then))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time stamps of files written a moment ago are trusted."""
    monkeypatch.setattr(kept_index, "RACE", -(10**15))
    monkeypatch.setattr(index_update, "RACE", -(10**15))
    # it looks at all of the program's files each time it is asked: here one stands for them
    monkeypatch.setattr(kept_index, "_code", lambda: iter((Path(kept_index.__file__),)))


def kept(folder: Path, query: str, themes: Themes = THEMES) -> Found:
    """The answer of the kept index."""
    answer = kept_index.ask([folder], themes, lambda index: search_index(index, query, themes))
    assert answer is not None, "no index was kept"
    return answer


def plain(folder: Path, query: str, themes: Themes = THEMES) -> Found:
    """The answer without it."""
    return search(read([folder]), query, themes)


def assert_same(folder: Path, themes: Themes = THEMES) -> None:
    library = read([folder])
    assert {query: kept(folder, query, themes) for query in QUERIES} == {
        query: search(library, query, themes) for query in QUERIES
    }


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, as they are."""
    names: list[str] = []
    genuine = workers.content_of

    def noted(place: workers.Place) -> object:
        names.append(place.path.name)
        return genuine(place)

    monkeypatch.setattr(workers, "content_of", noted)
    return names


def test_the_answers_are_those_of_the_library(notes: Path) -> None:
    assert_same(notes)
    assert kept(notes, "biology").episodes


@pytest.mark.usefixtures("settled")
class TestReadingAgain:
    def test_nothing_is_read_again_when_nothing_changed(self, notes: Path, files_read: list[str]) -> None:
        first = kept(notes, "protein")
        assert len(files_read) == len(NOTES)
        files_read.clear()
        assert kept(notes, "protein") == first
        assert files_read == []

    def test_a_changed_file_alone_is_read_again(self, notes: Path, files_read: list[str]) -> None:
        kept(notes, "protein")
        files_read.clear()
        write(notes / "bees.md", "# Bees\n\n- **Wax**: Protein is in wax.\n", age=10)
        assert {one.id for one in kept(notes, "wax").episodes} == {"bees"}
        assert files_read == ["bees.md"]
        assert not kept(notes, "pollen").episodes
        assert_same(notes)

    def test_new_gone_and_renamed_files_are_noticed(self, notes: Path) -> None:
        assert_same(notes)
        write(notes / "new.md", "# Money\n\n- **Banks**: A bank lends money.\n")
        assert_same(notes)
        (notes / "bees.md").rename(notes / "zebra.md")
        assert_same(notes)
        shutil.rmtree(notes / "rome")
        assert_same(notes)

    def test_a_file_that_was_only_touched_is_not_read(self, notes: Path, files_read: list[str]) -> None:
        kept(notes, "protein")
        files_read.clear()
        (notes / "bees.md").touch()
        assert_same_as = kept(notes, "bees")
        assert files_read == []
        assert assert_same_as == plain(notes, "bees")

    def test_an_edit_that_keeps_size_and_time_is_noticed(self, notes: Path) -> None:
        kept(notes, "protein")
        before = (notes / "bees.md").stat()
        write(notes / "bees.md", NOTES["bees.md"].replace("queen bee", "money bag"))
        os.utime(notes / "bees.md", ns=(before.st_atime_ns, before.st_mtime_ns))
        assert kept(notes, "money").episodes
        assert_same(notes)

    def test_another_theme_file_reads_no_episode_again(self, notes: Path, files_read: list[str]) -> None:
        kept(notes, "protein")
        files_read.clear()
        (notes / "themes.toml").write_text(
            '[theme.prisons]\ntitle = "Prisons"\nseeds = ["dark", "cell"]\n', encoding="utf-8"
        )
        themes = read_themes(notes)
        assert kept(notes, "prisons", themes).episodes
        assert files_read == []
        assert_same(notes, themes)
        assert_same(notes)

    def test_corrections_and_shows_beside_the_files_count(self, notes: Path) -> None:
        kept(notes, "protein")
        (notes / "corrections.toml").write_text('"queen bee" = "money bee"\n', encoding="utf-8")
        assert kept(notes, "money").episodes
        assert_same(notes)

    def test_a_new_version_of_the_program_reads_everything(
        self, notes: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept(notes, "protein")
        files_read.clear()
        monkeypatch.setattr(kept_index, "_code", lambda: iter(()))
        kept(notes, "protein")
        assert len(files_read) == len(NOTES)


def test_a_file_changed_a_moment_ago_is_looked_at_again(notes: Path) -> None:
    for number in range(4):
        text = f"# Bees\n\n- **Wax**: The bee says {'abcd'[number]}{'efgh'[number]}x.\n"
        (notes / "bees.md").write_text(text, encoding="utf-8")
        assert kept(notes, f"{'abcd'[number]}{'efgh'[number]}x").episodes, "a quick edit was missed"


@pytest.mark.usefixtures("settled")
class TestDamage:
    def only(self, cache: Path) -> Path:
        (file,) = cache.glob("*.sqlite")
        return file

    def test_it_is_safe_to_delete(self, notes: Path, cache: Path) -> None:
        assert_same(notes)
        shutil.rmtree(cache)
        assert_same(notes)

    @pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.999])
    @pytest.mark.parametrize("how", ["cut", "zeros", "rubbish", "a hole"])
    def test_a_damaged_index_is_made_anew(self, notes: Path, cache: Path, share: float, how: str) -> None:
        kept(notes, "protein")
        file = self.only(cache)
        content = file.read_bytes()
        at = int(share * len(content))
        spoilt = {
            "cut": content[:at],
            "zeros": content[:at] + bytes(len(content) - at),
            "rubbish": content[:at] + b"not an index " * ((len(content) - at) // 13),
            "a hole": content[:at] + bytes(700) + content[at + 700 :],
        }[how]
        file.write_bytes(spoilt)
        assert_same(notes)
        file.write_bytes(spoilt)
        write(notes / "new.md", "# Money\n\n- **Banks**: A bank lends money.\n")
        assert_same(notes)

    def test_an_index_of_something_else_is_made_anew(self, notes: Path, cache: Path) -> None:
        kept(notes, "protein")
        file = self.only(cache)
        file.unlink()
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE facts (name TEXT)")
        other.close()
        assert_same(notes)

    def test_a_killed_run_leaves_nothing_for_long(self, notes: Path, cache: Path) -> None:
        kept(notes, "protein")
        left = cache / "search-0.1.half"
        write(left, "half", age=10)
        write(notes / "bees.md", "# Bees\n")
        kept(notes, "protein")
        assert left.exists(), "it may be another run's"
        os.utime(left, (0, 0))
        write(notes / "bees.md", "# Bees and more\n")
        kept(notes, "protein")
        assert not left.exists()


def test_a_cache_folder_that_cannot_be_used_does_no_harm(
    notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept_index.ask([notes], THEMES, lambda index: index.total) is None


def test_without_a_home_there_is_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert kept_index.cache_folder() is None


def test_a_small_library_leaves_no_litter(notes: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent))
    assert kept_index.ask([notes], THEMES, lambda index: index.total) is None
    assert not cache.exists()


def test_what_cannot_be_read_is_told_as_without_an_index(tmp_path: Path) -> None:
    assert kept_index.ask([tmp_path / "nowhere"], THEMES, lambda index: index.total) is None
    (tmp_path / "empty").mkdir()
    with pytest.raises(CurriculumError, match="holds no episode file"):
        kept_index.ask([tmp_path / "empty"], THEMES, lambda index: index.total)


def test_only_the_indexes_last_used_are_kept(tmp_path: Path, cache: Path) -> None:
    for number in range(kept_index.MOST + 3):
        write(tmp_path / f"notes-{number}" / "a.md", NOTES["bees.md"])
        kept(tmp_path / f"notes-{number}", "bees")
    assert len(list(cache.iterdir())) == kept_index.MOST


def test_two_runs_at_once_do_no_harm(notes: Path) -> None:
    answers: list[Found] = []

    def run(number: int) -> None:
        write(notes / f"more-{number}.md", f"# Wax {number}\n\n- **Bees**: Wax is from bees.\n")
        answers.extend(kept(notes, "wax") for _ in range(3))

    runs = [threading.Thread(target=run, args=(number,)) for number in range(3)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert len(answers) == 9
    assert_same(notes)


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
episodes = st.builds(
    lambda title, points: (
        f"# {title}\n\n" + "".join(f"- **{text.split()[0]}**: {text}.\n" for text in points)
    ),
    st.sampled_from(["Bees", "Cells", "Rome at war", "Money"]),
    st.lists(texts, min_size=1, max_size=3),
)
changes = st.tuples(st.sampled_from(["a.md", "b.txt", "c/d.md", "c/e.md"]), st.none() | episodes)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(changes, min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_whatever_happens_to_the_files_the_answers_are_those_of_the_library(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, str | None]]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    write(folder / "always.md", "# Always\n\n- **Protein**: A protein folds in the cell.\n")
    for changed in rounds:
        for name, text in changed:
            if text is None:
                (folder / name).unlink(missing_ok=True)
            else:
                write(folder / name, text)
        query = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
        assert kept(folder, query) == plain(folder, query)


def test_an_index_reads_from_its_file_just_what_one_in_memory_holds(notes: Path) -> None:
    library = read([notes])
    memory = Index.of(library.episodes, THEMES)
    places = {id: place for place, id in enumerate(memory.ids)}

    def compared(index: Index) -> bool:
        assert sorted(index.ids) == sorted(memory.ids)
        assert index.mean == memory.mean
        for place, id in enumerate(index.ids):
            assert index.episode(place) == memory.episode(places[id])
            assert index.text(place) == memory.text(places[id])
        return True

    assert kept_index.ask([notes], THEMES, compared)
