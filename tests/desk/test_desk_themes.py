"""Themes at the desk: asked in words, answered with what a curriculum would have."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desk_sample import Answer, ask

from curriculum.desk.app import application
from curriculum.desk.desk import Desk
from curriculum.reading import words


def seek(desk: Desk, theme: object) -> Answer:
    return ask(application(desk), "POST", "/themes/seek", body=[json.dumps({"theme": theme}).encode()])


def test_what_matters_is_answered_with_why(desk: Desk) -> None:
    answer = seek(desk, "  tidal   mills ").json
    assert answer["theme"] == "tidal mills"
    (found,) = answer["planned"]
    assert found["title"] == "The Rance Mills with Ada Okafor"
    assert found["show"] == "The Tide Table"
    assert found["words"]
    assert found["minutes"] > 0


def test_the_themes_of_the_notes_come_with_their_number(desk: Desk) -> None:
    answer = ask(application(desk), path="/themes").json
    assert answer["episodes"] == 1
    assert all(one["episodes"] == 1 for one in answer["themes"])


@pytest.mark.parametrize("theme", ["", "…", "x" * 201, None, ["a"]])
def test_what_is_no_theme_is_refused_in_words(desk: Desk, theme: object) -> None:
    answer = seek(desk, theme)
    assert answer.status == 400
    assert "cannot be read" in answer.json["said"]


@pytest.mark.parametrize(
    "theme", ['"', '""', '"tidal', "-mills", '-"', "a\u0000b", "<script>mills</script>", "的"]
)
def test_no_text_breaks_it(desk: Desk, theme: str) -> None:
    assert seek(desk, theme).status in (200, 400)


def test_notes_that_change_are_found(desk: Desk, folder: Path) -> None:
    assert seek(desk, "sourdough").json["planned"] == []
    text = "# Sourdough at Home\n\nKey points:\n\n1. **Sourdough**: A sourdough starter is fed each day.\n"
    (folder / "bread.md").write_text(text, encoding="utf-8")
    assert [one["title"] for one in seek(desk, "sourdough").json["planned"]] == ["Sourdough at Home"]


def test_two_threads_stem_as_one_does() -> None:
    """A build goes on beside the desk's own answers, and a stemmer holds the word that it works on."""
    texts = [
        f"{begin}{middle}{end}"
        for begin in "bcdfgmprst"
        for middle in ("oar", "elat", "ining")
        for end in ("ing", "ization", "fulness", "ational", "edly", "ies")
    ]
    alone = [words.stem.__wrapped__(text) for text in texts]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            runs = list(pool.map(lambda _: [words.stem.__wrapped__(text) for text in texts], range(8)))
    finally:
        sys.setswitchinterval(before)
    assert all(run == alone for run in runs)
