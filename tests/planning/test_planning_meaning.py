"""Search by meaning: found in other words, computed once, the same everywhere, and done without."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made_libraries import SHELF, episode, library

from curriculum.cli import group
from curriculum.planning.index import Index
from curriculum.planning.meaning import kept, model, near
from curriculum.planning.meaning.blend import BESIDE, FLOOR, blended
from curriculum.planning.meaning.near import Near
from curriculum.planning.meaning.pieces import LONGEST, PIECE, pieces
from curriculum.planning.plan import plan
from curriculum.planning.query import Query
from curriculum.planning.search import ranked, search_index
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.reading.library import Library

ROOT = Path(__file__).resolve().parents[2]
THEMES = read_themes()
OTHER_WORDS = "ancient warfare on the continent of Europe"
NOTES = """# The miller's dog

## Key Points

1. **Barking**: The miller kept a dog that barked at every stranger.
2. **Training**: He taught it to lie down with bits of cheese.
"""
needs_model = pytest.mark.skipif(not model.is_installed(), reason="the extra semantic is not installed")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "curriculum"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the model was asked for."""
    asked: list[str] = []
    read = model.vectors

    def vectors(texts: Sequence[str]) -> Iterator[Any]:
        asked.extend(texts)
        return read(texts)

    monkeypatch.setattr(model, "vectors", vectors)
    return asked


@pytest.fixture
def absent(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the extra."""
    model._loaded.cache_clear()
    monkeypatch.setattr(model, "RUNNING", ("a_package_that_is_not_there",))


@pytest.fixture
def another(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose model has other weights than the known ones."""
    model._loaded.cache_clear()
    monkeypatch.setattr(model, "WEIGHTS", model.WEIGHTS._replace(fingerprint="0" * 64))
    yield
    model._loaded.cache_clear()


def ids(query: str, shelf: Library = SHELF, by: Near | None = None) -> list[str]:
    index = Index.of(shelf.episodes, THEMES)
    return [one.id for one in search_index(index, query, THEMES, by).episodes]


def file_of(cache: Path) -> Path:
    (found,) = cache.glob("meanings-*.sqlite")
    return found


# --- what is found ----------------------------------------------------------------------------


@needs_model
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("baking loaves", "bread-at-home"),
        ("insects visiting blossoms", "bees-and-flowers"),
        ("collapse of a great Mediterranean civilisation", "the-fall-of-rome"),
    ],
)
def test_a_query_in_other_words_finds_it(query: str, first: str) -> None:
    assert ids(query, by=Near())[:1] == [first]


@needs_model
@pytest.mark.parametrize("query", ["tax return", "carburettor repair", "zzz", "the of and", ""])
def test_nothing_relevant_is_still_an_answer(query: str) -> None:
    assert ids(query, by=Near()) == []


@needs_model
@pytest.mark.parametrize("query", ['"Roman army"', "Roman -Gaul", "-Rome", '"a great civilisation"'])
def test_quoted_words_and_minus_are_meant_to_the_letter(query: str, seen: list[str]) -> None:
    assert ids(query, by=Near()) == ids(query)
    assert seen == []


@needs_model
def test_notes_in_a_language_that_the_model_does_not_know_go_by_words() -> None:
    dutch = episode("Brood thuis", "Deeg: Gist laat het deeg rijzen.").model_copy(update={"language": "nl"})
    assert list(pieces(dutch)) == []
    assert ids("baking loaves", library(dutch), Near()) == []
    assert ids("gist", library(dutch, *SHELF.episodes), Near()) == ["brood-thuis"]


@needs_model
def test_cosines_have_few_digits_and_hide_no_order_of_files() -> None:
    query = Query.of(OTHER_WORDS, THEMES)
    index, turned = (Index.of(order, THEMES) for order in (SHELF.episodes, SHELF.episodes[::-1]))
    cosines, again = (
        {one.ids[place]: cosine for place, cosine in Near()(one, query).items()} for one in (index, turned)
    )
    assert cosines == again
    assert all(cosine == round(cosine, near.DIGITS) for cosine in cosines.values())
    assert [index.ids[one.place] for one in ranked(index, [query], Near())] == [
        turned.ids[one.place] for one in ranked(turned, [query], Near())
    ]


@needs_model
def test_a_vector_depends_on_its_text_alone() -> None:
    alone = next(model.vectors(["Yeast makes the dough rise."]))
    among = list(model.vectors(["a", "Yeast makes the dough rise.", "word " * 400]))[1]
    assert (alone == among).all()
    assert alone.shape == (model.SIZE,)
    assert float((alone.astype("f8") ** 2).sum()) == pytest.approx(1, abs=1e-3)


@needs_model
def test_the_vocabulary_is_the_one_that_the_model_was_trained_with() -> None:
    _, tokenizer = model._loaded()
    assert tokenizer.get_vocab_size() == 30_522
    assert tokenizer.encode("The unbelievable").ids == [101, 1996, 23653, 102]
    assert len(tokenizer.encode("word " * 1000).ids) == model.LONGEST


# --- pieces and scores ------------------------------------------------------------------------


def test_pieces_lose_nothing_and_stay_short() -> None:
    long = episode("Long", *(f"Point {number}: {'many words ' * number}" for number in range(1, 120, 7)))
    found = list(pieces(long))
    assert all(piece.startswith("Long. ") for piece in found)
    assert max(map(len, found)) <= PIECE + LONGEST
    said = " ".join(piece.removeprefix("Long. ") for piece in found)
    assert said.split() == [word for point in long.points for word in f"{point.label}: {point.text}".split()]


def test_an_episode_with_a_title_alone_is_one_piece() -> None:
    assert list(pieces(episode("Rye"))) == ["Rye."]


def test_words_and_meaning_are_added() -> None:
    scores = blended({0: 10.0, 1: 5.0}, {0: 0.3, 1: 0.6, 2: 0.59, 3: 0.2})
    assert scores == {0: 1.5, 1: 1.5, 2: 0.9833}


def test_below_the_floor_only_words_count() -> None:
    low = FLOOR - 0.01
    assert blended({}, {0: low, 1: 0.1}) == {}
    assert set(blended({1: 2.0}, {0: low, 1: 0.2})) == {1}


def test_words_by_the_way_are_no_reason() -> None:
    assert blended({0: 7.0}, {0: 0.02, 1: 0.05}) == {}


def test_words_stay_a_reason_beside_something_near() -> None:
    assert blended({0: 7.0, 1: 7.0}, {0: 0.02, 1: 0.4}) == {0: 1.05, 1: 2.0}


def test_what_is_near_in_a_library_that_is_near_throughout_says_little() -> None:
    assert blended({}, {0: 0.28, 1: 0.1, 2: 0.05})
    assert not blended({}, {0: 0.28, 1: 0.22, 2: 0.2})


def test_where_no_meaning_is_known_words_count_for_both() -> None:
    assert blended({0: 7.0}, {1: 0.05}) == {0: 2.0}
    assert blended({0: 6.0, 1: 4.0}, {1: 0.5}) == {0: 2.0, 1: 1.6667}


def test_far_from_the_nearest_is_not_shown() -> None:
    assert set(blended({}, {0: 0.8, 1: 0.8 * BESIDE - 0.01, 2: -0.3})) == {0}


def test_without_cosines_words_stand_as_they_are() -> None:
    assert blended({3: 4.2, 1: 1.1}, {}) == {3: 4.2, 1: 1.1}


# --- kept vectors -----------------------------------------------------------------------------


@needs_model
def test_an_episode_is_read_once(cache: Path, seen: list[str]) -> None:
    first = ids(OTHER_WORDS, by=Near())
    assert sorted(seen) == sorted([OTHER_WORDS, *(text for one in SHELF.episodes for text in pieces(one))])
    seen.clear()
    assert ids(OTHER_WORDS, by=Near()) == first
    assert seen == []
    new = episode("A new one", "Point: Something new.")
    ids("baking loaves", library(*SHELF.episodes, new), Near())
    assert seen == ["baking loaves", *pieces(new)]


@needs_model
def test_kept_vectors_are_those_that_were_read_and_load_nothing(cache: Path) -> None:
    before = kept.vectors(["rye", "wheat"])
    code = (
        "import sys\n"
        "from curriculum.planning.meaning import kept\n"
        "print(sum(map(float, kept.vectors(['rye'])['rye'])), 'onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == [str(sum(map(float, before["rye"]))), "False"]


@needs_model
def test_nothing_that_the_notes_say_stands_in_the_file(cache: Path) -> None:
    kept.vectors(["Pollination: Bees carry pollen."])
    assert b"pollen" not in file_of(cache).read_bytes()


@needs_model
@pytest.mark.parametrize("damage", [b"", b"not a database" * 99, None])
def test_a_damaged_file_does_no_harm(cache: Path, damage: bytes | None) -> None:
    whole = kept.vectors(["rye"])["rye"]
    path = file_of(cache)
    path.write_bytes(path.read_bytes()[:3000] if damage is None else damage)
    assert (kept.vectors(["rye"])["rye"] == whole).all()


@needs_model
@pytest.mark.parametrize("row", [b"", b"\0" * 3, b"\xff" * 2 * model.SIZE, "text", None, 5])
def test_a_damaged_row_does_no_harm(cache: Path, row: object) -> None:
    whole = kept.vectors(["rye"])["rye"]
    with sqlite3.connect(file_of(cache)) as file:
        file.execute("UPDATE vectors SET vector = ?", (row,))
    file.close()
    assert (kept.vectors(["rye"])["rye"] == whole).all()


@needs_model
def test_a_cache_that_cannot_be_made_does_no_harm(cache: Path) -> None:
    cache.parent.write_text("a file", "utf-8")
    assert set(kept.vectors(["rye"])) == {"rye"}


@needs_model
def test_no_more_is_kept_than_is_said(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    for word in ("rye", "wheat", "oats", "barley"):
        kept.vectors([word])
    with sqlite3.connect(file_of(cache)) as file:
        (count,) = file.execute("SELECT count(*) FROM vectors").fetchone()
    file.close()
    assert count <= 2


@needs_model
def test_who_stops_halfway_loses_little(
    cache: Path, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "AT_ONCE", 2)

    def stop(done: int, total: int) -> None:
        assert total == 5
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept.vectors("a b c d e".split(), stop)
    seen.clear()
    kept.vectors("a b c d e".split())
    assert seen == ["e"]


# --- without the model ------------------------------------------------------------------------


def test_without_the_extra_words_alone_decide(absent: None) -> None:
    by = Near()
    assert ids("Rome", by=by) == ids("Rome")
    assert model.ABSENT in by.reason
    assert "pip install" in by.reason
    with pytest.raises(model.Missing):
        list(model.vectors(["rye"]))


def test_it_is_said_where_nothing_is_found(absent: None, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, "utf-8")
    nothing = CliRunner().invoke(group, ["search", "canine", str(notes)])
    assert nothing.exit_code == 0
    assert "Nothing here matters" in nothing.stdout
    assert "curriculum[semantic]" in nothing.stderr
    assert CliRunner().invoke(group, ["search", "cheese", str(notes)]).stderr == ""


@needs_model
def test_the_command_finds_it_and_says_by_what(cache: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, "utf-8")
    found = CliRunner().invoke(group, ["search", "puppies", str(notes)])
    assert found.exit_code == 0
    assert "The miller's dog" in found.stdout
    assert "by its meaning" in found.stdout


@needs_model
def test_another_model_is_refused_and_that_is_said(another: None, tmp_path: Path) -> None:
    with pytest.raises(model.Missing, match=model.WEIGHTS.package):
        list(model.vectors(["rye"]))
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, "utf-8")
    found = CliRunner().invoke(group, ["search", "cheese", str(notes)])
    assert "The miller's dog" in found.stdout
    assert model.WEIGHTS.package in found.stderr


@needs_model
def test_a_very_large_library_goes_by_words(monkeypatch: pytest.MonkeyPatch, seen: list[str]) -> None:
    monkeypatch.setattr(near, "MOST", 5)
    by = Near()
    assert ids("Rome", by=by) == ids("Rome")
    assert "5 episodes" in by.reason
    assert seen == []


@needs_model
def test_a_plan_never_asks_the_model(seen: list[str], cache: Path) -> None:
    plan(SHELF, THEMES, Wish(themes=("proteins",)))
    assert seen == []
    assert not cache.exists()
