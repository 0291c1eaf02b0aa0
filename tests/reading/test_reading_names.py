"""Names by evidence: a table of pairs that look alike, those that are one name and those that are two."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from curriculum.reading.lexicon import frequency, is_known, is_ordinary
from curriculum.reading.read import read

PAIRS = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))


def _cases(which: str) -> list[Any]:
    return [pytest.param(case, id=f"{place:02}-{case['kind']}") for place, case in enumerate(PAIRS[which])]


def _flagged(case: dict[str, Any], folder: Path) -> list[set[str]]:
    """The forms of each doubt in an episode with the points of a case."""
    head = [f"# {case.get('show', 'Radiolab')}: {case.get('title', 'The Long Road')}", ""]
    if "show" in case:
        head.append(f"Show: {case['show']}")
    if "guest" in case:
        head.append(f"Guest: {case['guest']}")
    points = [f"- {point}" for point in case["points"]]
    (folder / "a.md").write_text("\n".join([*head, "", "## Key Points", "", *points, ""]), "utf-8")
    return [set(doubt.forms) for doubt in read([folder]).doubts]


@pytest.mark.parametrize("case", _cases("apart"))
def test_two_names_or_words_that_look_alike_are_not_flagged(case: dict[str, Any], tmp_path: Path) -> None:
    assert _flagged(case, tmp_path) == []


@pytest.mark.parametrize("case", _cases("slip"))
def test_one_name_in_two_spellings_is_flagged(case: dict[str, Any], tmp_path: Path) -> None:
    wanted = [set(case["forms"]), *(set(forms) for forms in case.get("also", ()))]
    assert sorted(map(sorted, _flagged(case, tmp_path))) == sorted(map(sorted, wanted))


def test_a_title_that_only_the_files_name_has_is_compared_too(tmp_path: Path) -> None:
    text = (
        "Guest: Lou Pedrigall, miller\n\n## Key Points\n\n- Wind turns the sails.\n- Water turns the wheel.\n"
    )
    (tmp_path / "Lou-Pedregall---Grinding-Rye.txt").write_text(text, "utf-8")
    library = read([tmp_path])
    (doubt,) = library.doubts
    assert doubt.forms == ("Pedregall", "Pedrigall")
    (problem,) = [problem for problem in library.problems if problem.kind == "name"]
    assert "“Pedregall” (the file’s name) and “Pedrigall” (line 1)" in problem.message


def test_another_name_in_the_same_place_is_called_so(tmp_path: Path) -> None:
    (case,) = [case for case in PAIRS["slip"] if case["kind"] == "another name in the same place"]
    assert _flagged(case, tmp_path) == [{"Tavik", "Tavogan"}]
    (problem,) = [problem for problem in read([tmp_path]).problems if problem.kind == "name"]
    assert problem.message.startswith("Another name seems to stand in the same place: “Tavik” (line 1) and ")


@pytest.mark.parametrize(
    ("word", "known", "ordinary"),
    [
        ("Marsh", True, False),
        ("March", True, False),
        ("London", True, False),
        ("Quiet", True, True),
        ("Gallery", True, True),
        ("American", True, True),
        ("The", True, True),
        ("Mash", False, True),
        ("Kariko", False, False),
    ],
)
def test_the_lexicon_tells_words_from_names(word: str, known: bool, ordinary: bool) -> None:
    assert (is_known(word), is_ordinary(word)) == (known, ordinary)


def test_the_lexicon_knows_how_common_a_word_is() -> None:
    assert frequency("the") > frequency("team") > 1e-5 > frequency("kelp") > frequency("Kariko") == 0


def test_the_lexicon_needs_neither_spacy_nor_what_brings_it() -> None:
    program = (
        "import sys; from curriculum.reading.lexicon import is_known; is_known('rye'); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"spacy", "lemminflect", "symspellpy"} & set(done.stdout.split())


def test_the_table_holds_at_least_forty_pairs_to_leave_alone_and_twenty_five_to_flag() -> None:
    assert len(PAIRS["apart"]) >= 40
    assert len(PAIRS["slip"]) >= 25
