"""Every field of every episode of the real notes, and of the same episodes retold in seeds/."""

from pathlib import Path
from typing import NamedTuple

import pytest
from real_notes import RETOLD, SEEDS, needs_real_notes

from curriculum.reading.library import Library
from curriculum.reading.read import read

COG_REV = "The Cognitive Revolution"


class Expected(NamedTuple):
    number: int | None
    show: str
    title: str
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    fields: str = ""
    """Which of introduction, summary, quotes and takeaways the notes give."""


EPISODES = [
    Expected(
        1, "Practical AI", "Private, open source chat UIs", guests=("Danny Avila",), fields="introduction"
    ),
    Expected(
        2,
        COG_REV,
        "Organic Holodeck with Prophetic AI co-founders Eric Wollberg and Wesley Berry",
        hosts=("Adie",),
        guests=("Eric Wollberg", "Wesley Berry"),
        fields="introduction",
    ),
    Expected(
        3,
        COG_REV,
        "Infinite AI Interns: How Young Professionals can Win in an AI-Powered World",
        remarks=("This inspired my outline for May",),
    ),
    Expected(
        4,
        COG_REV,
        "TinyGPU, Massive Learning, with Adam Majmudar",
        guests=("Adam Majmudar",),
        links=("https://github.com/adam-maj/tiny-gpu",),
    ),
    Expected(
        5,
        COG_REV,
        "Governing Frontier AI, with CA Senator Scott Wiener, Author of SB 1047",
        guests=("Scott Wiener",),
        fields="introduction",
    ),
    Expected(
        6,
        COG_REV,
        'OpenAI and Google Race to "Her" - Is the Big Tech Singularity Near? Part 1 with Zvi Mowshowitz',
        guests=("Zvi Mowshowitz",),
    ),
    Expected(
        7,
        COG_REV,
        "OpenAI's Safety Team Exodus: Ilya Departs, Leike Speaks Out, Altman Responds - Zvi Analyzes Fallout",
        guests=("Zvi",),
    ),
    Expected(
        8,
        COG_REV,
        "Claude Interpreter: Taking Safe AI to Market with Alex Albert of Anthropic",
        guests=("Alex Albert",),
    ),
    Expected(
        9,
        COG_REV,
        "The AI Revolution in Biology: From Vaccines to Protein Engineering, With Amelie Schreiber",
        hosts=("Nathan Lens", "Eric Torberg"),
        guests=("Amelie Schreiber",),
        fields="introduction",
    ),
    Expected(
        10,
        "Latent Space",
        "How to train a Million Context LLM — with Mark Huang of Gradient.ai",
        guests=("Mark Huang",),
        fields="introduction summary",
    ),
    Expected(
        11,
        "Gradient Descent",
        "Redefining AI Hardware for Enterprise with SambaNova’s Rodrigo Liang",
        hosts=("Lucas Bwal",),
        guests=("Rodrigo Liang",),
        fields="summary",
    ),
    Expected(
        12,
        "Gradient Descent",
        "Accelerating drug discovery with AI: Insights from Isomorphic Labs",
        hosts=("Lucas Bwal",),
        guests=("Max Jaderberg", "Sergey Yin"),
        fields="introduction summary",
    ),
]
SUBPOINTS = {1: 0, 2: 9, 3: 21, 4: 20, 5: 20, 6: 0, 7: 18, 8: 21, 9: 0, 10: 20, 11: 10, 12: 20}
"""Number → how many lines stand under the ten points, counted in the files by hand."""

NOTES = [
    pytest.param(SEEDS, id="real", marks=needs_real_notes),
    pytest.param(RETOLD, id="retold"),
]
_READ: dict[Path, Library] = {}


def library_of(folder: Path) -> Library:
    if folder not in _READ:
        _READ[folder] = read([folder])
    return _READ[folder]


@pytest.mark.parametrize("folder", NOTES)
@pytest.mark.parametrize("expected", EPISODES, ids=lambda episode: f"ep{episode.number}")
def test_numbered_episode(folder: Path, expected: Expected) -> None:
    library = library_of(folder)
    (episode,) = [found for found in library.episodes if found.number == expected.number]
    assert episode.show == expected.show
    assert episode.title == expected.title
    assert episode.hosts == expected.hosts
    assert episode.guests == expected.guests
    assert episode.links == expected.links
    assert tuple(remark.text for remark in episode.remarks) == expected.remarks
    filled = [name for name in ("introduction", "summary", "quotes", "takeaways") if getattr(episode, name)]
    assert filled == expected.fields.split()
    assert [point.number for point in episode.points] == list(range(1, 11))
    assert all(point.label for point in episode.points)
    assert sum(len(point.subpoints) for point in episode.points) == SUBPOINTS[expected.number or 0]
    assert (episode.date, episode.duration, episode.sections, episode.flashcards) == ("", None, (), ())


@pytest.mark.parametrize("folder", NOTES)
def test_the_episode_without_a_heading(folder: Path) -> None:
    """Its title comes from the text or the file's name, and reading says so."""
    library = library_of(folder)
    (episode,) = [found for found in library.episodes if found.number is None]
    assert episode.show == "Practical AI"
    assert "Nous Research" in episode.title
    assert episode.hosts == ("Daniel Whitenack", "Chris Benson")
    assert episode.guests == ("Karan Malhotra",)
    assert len(episode.points) == 4
    assert [quote.speaker for quote in episode.quotes] == ["Karan Malhotra", "Daniel Whitenack"]
    assert not any(quote.text.startswith('"') or quote.text.endswith('"') for quote in episode.quotes)
    assert len(episode.takeaways) == 3
    assert episode.introduction
    assert episode.summary
    assert [problem.line for problem in library.problems if problem.kind == "title"] == [1]


@pytest.mark.parametrize("folder", NOTES)
def test_all_lines_are_read(folder: Path) -> None:
    library = library_of(folder)
    assert len(library.episodes) == 13
    assert len(library.files) == 2
    for file in library.files:
        written = [line for line in Path(file.path).read_text("utf-8").splitlines() if line.strip()]
        assert file.lines == len(file.accounts) == len(written)
        assert file.unread == 0


@pytest.mark.parametrize("folder", NOTES)
def test_the_point_that_was_cut_off_is_kept_by_its_label(folder: Path) -> None:
    library = library_of(folder)
    (problem,) = [problem for problem in library.problems if problem.kind == "empty-point"]
    (episode,) = [episode for episode in library.episodes if episode.number == 2]
    last = episode.points[-1]
    assert (last.text, last.subpoints) == ("", ())
    assert (problem.line, problem.path) == (last.line, episode.source.path)
    assert last.label in problem.message


@pytest.mark.parametrize("folder", NOTES)
def test_labels_inside_points(folder: Path) -> None:
    """Episode 3 has labelled lines under one of its points."""
    (episode,) = [episode for episode in library_of(folder).episodes if episode.number == 3]
    labels = [sub.label for sub in episode.points[2].subpoints]
    assert [label.split()[0] for label in labels] == ["Co-pilot", "Delegation", "Agent"]
    assert all(sub.text and not sub.text.startswith(":") for sub in episode.points[2].subpoints)


@pytest.mark.parametrize("folder", NOTES)
def test_no_mark_is_left_in_any_text(folder: Path) -> None:
    for episode in library_of(folder).episodes:
        for point in (*episode.points, *episode.takeaways):
            for passage in point.passages():
                assert "**" not in passage.text
                assert not passage.text.startswith(("- ", ": "))
            assert not point.label.endswith(":")


@pytest.mark.parametrize("folder", NOTES)
def test_ids_are_unique(folder: Path) -> None:
    library = library_of(folder)
    ids = [episode.id for episode in library.episodes]
    points = [p.id for e in library.episodes for p in (*e.points, *e.takeaways)]
    assert len(set(ids)) == len(ids)
    assert len(set(points)) == len(points)
    assert all(p.id.startswith(f"{e.id}/") for e in library.episodes for p in (*e.points, *e.takeaways))
