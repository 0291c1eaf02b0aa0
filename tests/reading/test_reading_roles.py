"""Roles before levels: which of a note's sections hold its points, and what a point is made of."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from accounting import check
from hypothesis import given
from hypothesis import strategies as st
from labelled import Score, labelled_files, needs_notes, scored

from curriculum.problems import CurriculumError
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.generic import names_section
from curriculum.reading.read import read

NOTES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))["note"]
SECTIONS = {
    "Key Technical Insights": "points",
    "Market/Investment Angle": "points",
    "Regulatory/Policy Discussion": "points",
    "Areas of Discussion/Debate": "points",
    "Surprising/Counterintuitive Observations": "points",
    "TEAM & CULTURE SIGNALS": "points",
    "Lessons for Founders": "takeaways",
    "Any notable quotes": "quotes",
    "Target Audience": "metadata",
    "Focus Area": "metadata",
    "Comprehension Questions": "questions",
    "Potential Areas for Further Exploration": "questions",
    "Companies Named & URLs": "links",
    "Companies Mentioned": "entities",
    "Ropeworks - Sponsor": "asides",
    "Tweet us your catch!": "asides",
    "How to use this code": "code",
    "Vocabulary I had to look up": "glossary",
    "Brief Personalized Summary": "summary",
}
"""Names of sections that no table has → what they are."""
OWN_NAMES = [
    "The Two Kingdoms Theme",
    "The Rope Grid",
    "Practical Implications of Cold Water for Farms",
    "The Question of Winter Light",
    "Why ropes rot",
    "Cash still matters",
    "Lessons of a Bay in Orkney",
    "Three firms own the bay and sell nothing but ash to companies",
]
"""Headings that say something of their own."""


def only_episode(text: str) -> Episode:
    (episode,) = check(text.strip() + "\n").episodes
    return episode


def said(point: KeyPoint) -> str:
    return f"{point.label}: {point.text}" if point.label and point.text else point.label or point.text


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["what"])
def test_small_notes(note: dict[str, Any]) -> None:
    episode = only_episode(note["text"])
    found = {
        "points": [said(point) for point in episode.points],
        "takeaways": [said(point) for point in episode.takeaways],
        "quotes": [f"{quote.speaker}: {quote.text}" for quote in episode.quotes],
        "comments": [quote.comment for quote in episode.quotes],
        "titles": [quote.label for quote in episode.quotes],
        "backs": [quote.point.partition("/")[2] for quote in episode.quotes],
        "topics": [point.topic for point in episode.points],
        "times": [point.time for point in episode.points],
        "kinds": [[sub.kind for sub in point.subpoints] for point in episode.points],
        "hosts": list(episode.hosts),
        "guests": list(episode.guests),
    }
    wanted = {name: note[name] for name in found if name in note}
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_is_known_by_its_main_noun(name: str) -> None:
    assert names_section(name) == SECTIONS[name]


@pytest.mark.parametrize("name", OWN_NAMES)
def test_a_heading_that_says_something_names_no_section(name: str) -> None:
    assert names_section(name) == ""


@given(
    st.lists(
        st.sampled_from([name for name in SECTIONS if SECTIONS[name] == "points"]),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    st.sampled_from(["## ", "### 1. ", "#### ", "**", "1. **"]),
    st.integers(1, 4),
)
def test_a_generic_heading_with_a_list_is_never_a_point_and_its_items_are(
    names: list[str], mark: str, items: int
) -> None:
    close = "**" if "**" in mark else ""
    lists = ["\n".join(f"- Rope {letter} of {name} holds." for letter in "ABCD"[:items]) for name in names]
    sections = [f"{mark}{name}{close}\n\n{below}" for name, below in zip(names, lists, strict=True)]
    episode = only_episode("# Kelp with Oda Brisk\n\n## Introduction\nOf ropes.\n\n" + "\n\n".join(sections))
    points = [*episode.points, *episode.takeaways]
    assert [point.text for point in points] == [line[2:] for below in lists for line in below.split("\n")]


@needs_notes
def test_notes_by_other_hands_are_read_as_two_readers_read_them() -> None:
    """What was reached on the open half, in percent; docs/reading.md has the figures of both halves."""
    total = Score()
    for file in labelled_files():
        if file.half == "open":
            try:
                library = read([file.path])
            except CurriculumError:
                library = None
            total.add(scored(file, library))
    assert total["points"].recall >= 0.92
    assert total["points"].precision >= 0.93
    assert total["quotes"].recall >= 0.90
    assert total["episodes"].recall >= 0.97
    assert total["show"].recall >= 0.85
    assert total["people"].recall >= 0.85
