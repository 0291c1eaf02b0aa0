"""Notes in many styles, as real exports look; each fixture is an input and what it must read as.

``fixtures/<style>.md`` or ``.txt`` is the input; ``fixtures/<style>.toml`` says what it shows (``what``)
and, for each episode, the fields to expect. Fields it does not name are not compared.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from accounting import SHOWS, lost_words

from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.episodes import ReadFile, read_text

FIXTURES = Path(__file__).parent / "fixtures"
STYLES = sorted(path for path in FIXTURES.iterdir() if path.suffix in (".md", ".txt"))
OTHER_FORMS = {
    "cwt",
    "mar",
    "5th",
    "march",
    "mai",
    "12",
    "3",
    "1h",
    "5min",
    "48",
    "30",
    "x",
    "episode",
    "minutes",
}
"""Words that a field holds in another form: dates, durations, a ticked box, "Episode 9"."""
KEY = re.compile(
    r"(?:^|\|)[\s\W]*[\w /]+::?(?=[\s*]|$)|^[\s\W]*[QA]:|<[^<>]+>|\^\w+\s*$"
    r"|#(?:flash)?card\b|\(\([\w-]+\)\)|\{\{cloze"
    r"|(?:host|guest) =(?= )| from pod(?= )| ep(?= \d)| says(?=: \")"
    r"| – Episode Summary$| \(Podcast Notes\)$"
)
"""What is no content: a fact's key, a question's letter, a tag, an id, a cloze, what only heads a title."""


def read_style(path: Path) -> ReadFile:
    return read_text(path.read_text("utf-8"), path.name, SHOWS)


def shown(episode: Episode) -> dict[str, Any]:
    """An episode as the fixtures write it down."""
    return {
        "number": episode.number,
        "show": episode.show,
        "title": episode.title,
        "hosts": list(episode.hosts),
        "guests": list(episode.guests),
        "links": list(episode.links),
        "date": episode.date,
        "duration": episode.duration,
        "tags": list(episode.tags),
        "remarks": [remark.text for remark in episode.remarks],
        "introduction": episode.introduction,
        "summary": episode.summary,
        "points": [line(point) for point in episode.points],
        "takeaways": [line(point) for point in episode.takeaways],
        "labels": [point.label for point in episode.points],
        "topics": [point.topic for point in episode.points],
        "times": [point.time for point in episode.points],
        "subpoints": [len(point.subpoints) for point in episode.points],
        "passages": sum(len(list(point.passages())) for point in episode.points),
        "quotes": [f"{quote.speaker}: {quote.text}" for quote in episode.quotes],
        "sections": [section.title for section in episode.sections],
        "flashcards": [card.text or f"{card.question} → {card.answer}" for card in episode.flashcards],
    }


def line(point: KeyPoint) -> str:
    return f"{point.label}: {point.text}" if point.label and point.text else point.label or point.text


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_is_read_as_expected(path: Path) -> None:
    expected = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    read = read_style(path)
    assert [episode.title for episode in read.episodes] == [
        wanted.get("title", episode.title)
        for wanted, episode in zip(expected["episode"], read.episodes, strict=True)
    ]
    for wanted, episode in zip(expected["episode"], read.episodes, strict=True):
        wanted.pop("problems", None)
        found = shown(episode)
        assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_is_read_without_loss(path: Path) -> None:
    read = read_style(path)
    assert [problem for problem in read.problems if problem.kind == "unread"] == []
    text = "\n".join(KEY.sub("", line) for line in path.read_text("utf-8").split("\n"))
    text = re.sub(r"\[Time (?=\d)", "[", text)  # an export's own word for a time stamp
    assert {word for _, _, word in lost_words(text, read)} <= OTHER_FORMS


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_raises_the_problems_it_should(path: Path) -> None:
    expected = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    wanted = [kind for episode in expected["episode"] for kind in episode.get("problems", ["any"])]
    if "any" not in wanted:
        assert sorted({problem.kind for problem in read_style(path).problems}) == sorted(set(wanted))


def test_there_are_at_least_25_styles() -> None:
    assert len(STYLES) >= 25
    assert len(
        {tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))["what"] for path in STYLES}
    ) == len(STYLES)
