"""The episode files keep the quirks of real ones: they are what the program must survive."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
REAL = ROOT.parent / "shared" / "seeds"

NOUS = "nous-research.txt"
EPISODES = "episodes.txt"

REMARK = "This inspired my outline for May"

NAMES = (
    "Daniel Whitenack and Chris Benson",
    "Nathan Lens and Eric Torberg",
    "Max Jaderberg and Sergey Yin",
    "Max Jaderberg",
    "Sergey Yin",
    "Chief AI Officer",
    "Gradient Descent",
)
"""Runs of names that may stand in both texts."""


def lines(name: str) -> list[str]:
    """The lines of one of our episode files, 0-based, without line ends."""
    return (SEEDS / name).read_text(encoding="utf-8").split("\n")


def body(heading: str) -> str:
    """The text of the numbered episode whose heading starts so, heading included."""
    text = "\n".join(lines(EPISODES))
    start = text.index(f"\n{heading}") + 1 if not text.startswith(heading) else 0
    following = re.search(r"^### \d", text[start + 1 :], re.MULTILINE)
    return text[start : start + 1 + following.start()] if following else text[start:]


# Headings


def test_one_file_has_no_episode_heading() -> None:
    assert not lines(NOUS)[0].startswith("#")
    headings = [line for line in lines(NOUS) if line.startswith("#")]
    assert headings == [
        "### Key Themes and Takeaways:",
        "### Memorable Quotes:",
        "### Actionable Takeaways:",
    ]


def test_twelve_episodes_are_numbered_in_four_ways() -> None:
    titles = [line for line in lines(EPISODES) if re.match(r"### \d", line)]
    assert [re.match(r"### (\d+\.? \S+ ?\S+)", title).group(1) for title in titles] == [  # type: ignore[union-attr]
        "1. Practical AI",
        "2 Cog Rev",
        "3 Cog Rev",
        "4 Cog RevTinyGPU,",
        "5 Cog Rev",
        "6 Cog Rev",
        "7 Cog Rev",
        "8 Cog Rev",
        "9 CogRev The",
        "10 Latent Space",
        "11 Gradient Descent",
        "12 Gradient Descent",
    ]


def test_a_title_carries_a_link_and_no_space_after_its_show() -> None:
    title = body("### 4 ").split("\n")[0]
    assert title == (
        "### 4 Cog RevTinyGPU, Massive Learning, with Adam Majmudar  https://github.com/adam-maj/tiny-gpu"
    )


@pytest.mark.parametrize(
    ("heading", "sections"),
    [
        ("### 1. ", ["### Introduction", "### Key Points"]),
        ("### 2 ", ["### Key Points"]),
        ("### 10 ", ["### Key Points", "### Concise Summary"]),
        ("### 11 ", ["**Key Points:**", "**Concise Summary:**"]),
        ("### 12 ", ["## Introduction", "## Key Points", "## Concise Summary"]),
    ],
)
def test_sections_stand_on_the_level_of_their_episode_above_it_or_in_bold(
    heading: str, sections: list[str]
) -> None:
    found = re.findall(r"^(?:##+ \D.*|\*\*.*\*\*)$", body(heading), re.MULTILINE)
    assert found == sections


def test_the_introduction_follows_its_episode_heading_with_and_without_a_blank_line() -> None:
    assert body("### 1. ").split("\n")[1] == "### Introduction"
    assert body("### 2 ").split("\n")[1] == ""
    assert body("### 10 ").split("\n")[1].startswith("The Latent Space podcast,  ")


def test_the_users_remark_stands_between_title_and_key_points() -> None:
    assert body("### 3 ").split("\n")[1:3] == [REMARK, "### Key Points"]


# Key points


def test_every_numbered_episode_has_ten_key_points() -> None:
    for number in range(1, 13):
        dot = "." if number == 1 else ""
        numbers = re.findall(r"^(\d+)\. \*\*", body(f"### {number}{dot} "), re.MULTILINE)
        assert numbers == [str(point) for point in range(1, 11)], f"episode {number}"


def test_a_tenth_point_is_cut_off_after_its_label() -> None:
    assert body("### 2 ").rstrip().endswith("\n10. **Commercial and Research Potential**")


@pytest.mark.parametrize(
    ("heading", "first_point"),
    [
        ("### 1. ", r"1\. \*\*[^*]+\*\*: \S"),
        ("### 2 ", r"1\. \*\*[^*:]+\*\*\n   - \S"),
        ("### 3 ", r"1\. \*\*[^*:]+\*\*:\n   - \S"),
        ("### 8 ", r"1\. \*\*[^*:]+\*\*: \n   - \S"),
        ("### 11 ", r"1\. \*\*[^*]+:\*\*\n   - \S"),
    ],
)
def test_labels_are_written_in_five_ways(heading: str, first_point: str) -> None:
    assert re.search(first_point, body(heading))


def test_bullets_carry_labels_with_the_colon_inside() -> None:
    assert re.findall(r"^- \*\*[^*]+:\*\* \S", "\n".join(lines(NOUS)), re.MULTILINE)


def test_bullets_below_a_point_may_have_labels_of_their_own() -> None:
    modes = re.findall(r"^   - \*\*(.+)\*\*: ", body("### 3 "), re.MULTILINE)
    assert modes == ["Co-pilot Mode", "Delegation Mode", "Agent Mode"]


def test_bullets_are_indented_by_three_spaces_and_by_four_below_a_tenth_point() -> None:
    for number in (3, 4, 5, 7, 8, 10, 11, 12):
        before, tenth = body(f"### {number} ").split("\n10. ")
        assert set(re.findall(r"^( *)- ", before, re.MULTILINE)) == {"   "}
        assert set(re.findall(r"^( *)- ", tenth, re.MULTILINE)) == {"    "}


def test_blank_lines_may_hold_spaces() -> None:
    assert [line for line in lines(EPISODES) if line and not line.strip()] == ["   ", "    "]


def test_apostrophes_are_straight_and_curly() -> None:
    text = "\n".join(lines(EPISODES))
    assert "Google’s Gemini 1.5" in text
    assert "SambaNova’s" in text
    assert "Adam's" in text


# Names


@pytest.mark.parametrize(
    ("heading", "forms"),
    [
        ("### 2 ", ("Wollberg", "Wahlberg", "Wesley Berry", "Wesley Barry")),
        ("### 4 ", ("Majmudar", "Majadar")),
        ("### 7 ", ("Leike", "Yan LeCun", "SP 1047")),
        ("### 8 ", ("Hau ",)),
        ("### 9 ", ("Amelie Schreiber", "Amal Shriber", "Nathan Lens", "Eric Torberg")),
        ("### 10 ", ("Mark Huang", "Mark Wang", "Gradient.ai", "Gradian ", "Gradiant ", "Len Space")),
        ("### 11 ", ("Lucas Bwal",)),
        ("### 12 ", ("Lucas Bwal",)),
    ],
)
def test_names_are_spelt_as_a_transcript_spells_them(heading: str, forms: tuple[str, ...]) -> None:
    text = body(heading)
    assert [form for form in forms if form not in text] == []


def test_one_bill_goes_by_two_numbers() -> None:
    assert "SB 1047" in body("### 5 ")
    assert "SP 1047" not in body("### 5 ")
    assert "SP 1047" in body("### 7 ")
    assert "SB 1047" not in body("### 7 ")


@pytest.mark.parametrize(
    "fact",
    [
        "transcranial focused ultrasound (tfus)",
        "Single Instruction Multiple Data (SIMD)",
        "Single Instruction Multiple Thread (SIMT)",
        "AGI (Artificial General Intelligence)",
        "large language models (LLMs)",
        "machine learning (ML)",
        "10 to the 26th flops",
        "20% of compute",
        "8,000 tokens to as many as 1 million tokens",
        "In 2017",
        "Chris Ré",
    ],
)
def test_facts_that_a_card_can_ask_for_are_there(fact: str) -> None:
    assert fact in "\n".join(lines(EPISODES))


# The notes these were retold from


def _pairs() -> Iterator[tuple[list[str], list[str]]]:
    """Lines of each note that was retold with those of the retelling; skips when they are not there."""
    files = sorted(REAL.glob("*.txt"))
    if len(files) != 2:
        pytest.skip("the notes that these files retell are not beside the repository")
    for real, ours in zip(files, (NOUS, EPISODES), strict=True):
        yield real.read_text(encoding="utf-8").split("\n"), lines(ours)


def _shape(line: str) -> tuple[object, ...]:
    """What a line is made of, without its words: indent, marker, label, quotes, blanks at the end."""
    start = re.match(r"(\s*)(#+ |\d+\. |- )?(\*\*)?", line)
    label = re.search(r"\*\*[^*]+?(:?)\*\*(:?)", line)
    return (
        start and start.groups(),
        label and label.groups(),
        len(line) - len(line.rstrip()),
        "’" in line,
        '"' in line,
        "  " in line.strip(),
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|¶", text.lower())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}


def test_line_by_line_the_shape_is_that_of_the_real_notes() -> None:
    for real, ours in _pairs():
        assert [_shape(line) for line in ours] == [_shape(line) for line in real]


def test_titles_are_kept_for_they_are_names() -> None:
    for real, ours in _pairs():
        for line, retold in zip(real, ours, strict=True):
            if line.startswith("#"):
                assert retold == line


def test_no_six_words_in_a_row_are_taken_from_the_real_notes() -> None:
    for real, ours in _pairs():
        theirs = _runs(_words("\n".join(real)))
        prose = [line for line in ours if not line.startswith("#") and line != REMARK]
        text = re.sub(r"\*\*[^*]+\*\*", " ¶ ", "\n".join(prose))
        for name in NAMES:
            text = text.replace(name, " ¶ ")
        assert sorted(_runs(_words(text)) & theirs) == []
