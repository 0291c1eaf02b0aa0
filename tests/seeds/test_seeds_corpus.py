"""The texts that measure planning are complete, read whole, and judged by ids that exist."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.reading.words import stems

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "planning" / "fixtures" / "corpus"
QUERIES = ROOT / "tests" / "planning" / "fixtures" / "queries.toml"
FIELDS = ("cooking", "history", "law", "medicine", "music", "nature")


@cache
def library(name: str) -> Library:
    return read([CORPUS if name == "corpus" else ROOT / "seeds"])


@cache
def judged() -> dict[str, Any]:
    return tomllib.loads(QUERIES.read_text(encoding="utf-8"))


@cache
def vocabulary(name: str) -> frozenset[str]:
    """Stems of every word of the files that a set of queries is about."""
    folder = CORPUS if name == "corpus" else ROOT / "seeds"
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".md", ".txt")]
    return frozenset(stem for path in files for stem in stems(path.read_text(encoding="utf-8")))


def field(path: str) -> str:
    return path.rpartition("/")[2].partition("-")[0]


def test_each_of_six_fields_has_eight_files_of_one_episode() -> None:
    counts = Counter(field(episode.source.path) for episode in library("corpus").episodes)
    assert counts == dict.fromkeys(FIELDS, 8)


def test_no_show_gives_its_field_away() -> None:
    shows: dict[str, set[str]] = {}
    for episode in library("corpus").episodes:
        shows.setdefault(episode.show, set()).add(field(episode.source.path))
    assert set(map(frozenset, shows.values())) == {frozenset(FIELDS)}


def test_every_line_is_read() -> None:
    unread = {file.path: file.unread for file in library("corpus").files if file.unread}
    assert unread == {}


def test_every_episode_has_its_seven_or_eight_points() -> None:
    """One list numbers a point "Sources", a word that elsewhere is a heading: it is a point here."""
    counts = {episode.id: len(episode.points) for episode in library("corpus").episodes}
    assert {id: count for id, count in counts.items() if count not in (7, 8)} == {}


def test_the_groups_name_every_file_and_its_field() -> None:
    fields = {episode.id: field(episode.source.path) for episode in library("corpus").episodes}
    assert judged()["groups"] == fields


@pytest.mark.parametrize("name", ["seeds", "corpus"])
def test_every_grade_is_given_to_an_episode_that_exists(name: str) -> None:
    ids = {episode.id for episode in library(name).episodes}
    for query in judged()[name]:
        assert set(query["grades"]) <= ids, query["text"]
        assert set(query["grades"].values()) <= {1, 2, 3}, query["text"]
        assert max(query["grades"].values()) >= 2, query["text"]


@pytest.mark.parametrize(("name", "least"), [("seeds", 36), ("corpus", 12)])
def test_there_are_enough_queries_and_half_use_words_that_the_texts_do_not(name: str, least: int) -> None:
    queries = judged()[name]
    assert len(queries) >= least
    assert len({query["text"] for query in queries}) == len(queries)
    others = [query for query in queries if query["words"] == "other"]
    assert 2 * len(others) >= len(queries)


@pytest.mark.parametrize("name", ["seeds", "corpus"])
def test_the_words_of_a_query_are_in_the_texts_or_not_as_it_says(name: str) -> None:
    known = vocabulary(name)
    for query in judged()[name]:
        found = [stem in known for stem in stems(query["text"])]
        assert found, query["text"]
        assert all(found) if query["words"] == "same" else not any(found), query["text"]
