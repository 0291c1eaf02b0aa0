"""Where one episode ends and the next begins, in as many layouts as people think of."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from accounting import SHOWS, check
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.reading.decoding import decode
from curriculum.reading.episodes import ReadFile, read_text
from curriculum.reading.separators import with_rules
from curriculum.reading.versions import is_version

FILES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cuts.toml").read_text("utf-8"))["file"]


def read(text: str) -> ReadFile:
    decoded = decode(text.replace("<form feed>", "\f").encode())
    assert decoded is not None
    return read_text(decoded.text, "notes.md", SHOWS)


def flagged(found: ReadFile) -> bool:
    return any(problem.kind == "split" for problem in found.problems)


@pytest.mark.parametrize("file", FILES, ids=[file["layout"] for file in FILES])
def test_a_file_holds_as_many_episodes_as_its_writer_meant(file: dict[str, Any]) -> None:
    found = read(file["text"])
    assert len(found.episodes) == file["episodes"], [episode.title for episode in found.episodes]
    assert flagged(found) == file.get("flagged", False)
    if found.episodes:
        assert found.file.unread == 0


def test_the_layouts_are_many_and_of_both_kinds() -> None:
    assert len({file["layout"] for file in FILES}) == len(FILES)
    assert sum(file["episodes"] > 1 for file in FILES) >= 50
    assert sum(file["episodes"] == 1 for file in FILES) >= 50


# --- in doubt ---------------------------------------------------------------------------------

DOUBTFUL = [file for file in FILES if file.get("flagged")]


@pytest.mark.parametrize("file", DOUBTFUL, ids=[file["layout"] for file in DOUBTFUL])
def test_a_file_in_doubt_is_flagged_once_with_both_readings_and_lines(file: dict[str, Any]) -> None:
    (problem,) = [problem for problem in read(file["text"]).problems if problem.kind == "split"]
    assert problem.line > 0
    assert "could also be" in problem.message


def test_numbering_the_titles_makes_episodes_of_what_was_read_as_one() -> None:
    one = [file for file in DOUBTFUL if file["episodes"] == 1]
    for file in one:
        lines = [problem.message for problem in read(file["text"]).problems if problem.kind == "split"]
        places = [int(number) for number in re.findall(r"\d+", lines[0].split("lines")[1].split("could")[0])]
        text = file["text"].split("\n")
        for number, place in enumerate(places, 1):
            text[place - 1] = re.sub(r"^(#+ )", rf"\1Episode {number}: ", text[place - 1])
        settled = read("\n".join(text))
        assert len(settled.episodes) == len(places)
        assert not flagged(settled)


def test_a_title_and_key_points_above_make_one_episode_of_what_was_read_as_several() -> None:
    several = [file for file in DOUBTFUL if file["episodes"] > 1]
    for file in several:
        topics = re.sub(r"^#+ ", "### ", file["text"], flags=re.MULTILINE)
        settled = read(f"# The Long Clock of Stone\n\n## Key Points\n\n{topics}")
        assert [episode.title for episode in settled.episodes] == ["The Long Clock of Stone"]
        assert not flagged(settled)


# --- separators, versions ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["---<CUT>---", "=====", "----- 8< -----", "~ ~ ~", "--- Page Break ---", "[next episode]", "⁂"]
)
def test_a_separator_of_any_kind_is_a_rule(line: str) -> None:
    assert with_rules(["a", "", line, "", "b"]) == (["a", "", "***", "", "b"], frozenset([3]))


@pytest.mark.parametrize("lines", [["A title", "====="], ["```", "---<CUT>---", "```"], ["- a", "--- b ---"]])
def test_an_underline_and_code_are_no_separators(lines: list[str]) -> None:
    assert with_rules(lines) == (lines, frozenset())


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("Mill Hour Episode 12 Study Notes", "Mill Hour Episode 12: Stones - Study Notes", True),
        ("Stones and Sails", "Stones and Sails (Podcast Notes)", True),
        ("Mill Hour Episode 12: Stones", "Mill Hour Episode 13: Stones", False),
        ("Mill Hour Episode 1 (2016): Stones", "Mill Hour Episode 1 (2024): Stones", False),
        ("EconTalk #210: Ferries", "Radiolab #210: Rivets", False),
        ("Salt", "Salt and Bone", False),
    ],
)
def test_versions_of_one_title(title: str, other: str, *, same: bool) -> None:
    assert is_version(title, other, SHOWS) == same


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([part for file in FILES for part in file["text"].split("\n\n")]), max_size=12)
)
def test_no_line_is_lost_wherever_a_file_is_cut(pieces: list[str]) -> None:
    check("\n\n".join(pieces))
