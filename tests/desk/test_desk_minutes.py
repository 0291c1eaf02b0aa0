"""Plan, calendar, page, guide and desk say one sum of minutes: the plan its first part, the others all."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from desk_sample import ask, desk_over
from program import program
from pypdf import PdfReader

from curriculum.desk.app import application
from curriculum.desk.loads import kept
from curriculum.order import Order
from curriculum.planning.minutes import Minutes
from curriculum.planning.wish import Wish

MILLS = """# The Rance Mills with Ada Okafor

## Key points
1. **Tidal Storage**: Tidal mills on the Rance store the flood. Their gates let it out for six hours.
2. **Bakers and Dough**: Bakers near the mills fold the dough every hour because it strengthens the gluten.

## Flashcards
Q: What turns the wheel of a tidal mill?
A: the ebb
"""
BEES = """# Bees and Flowers

## Key points
1. **Pollen Baskets**: Bees carry pollen from flower to flower in baskets on their legs.

## Flashcards
Q: Where do bees carry pollen?
A: in baskets on their legs
"""
PARTS = r"(\d+) minutes: (\d+) to read and recall, (\d+) to test and review, (\d+) for Anki cards"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Notes of which two months are built, so that June's forecast has May's cards."""
    folder = tmp_path_factory.mktemp("minutes") / "notes"
    folder.mkdir()
    (folder / "mills.md").write_text(MILLS, "utf-8")
    run(folder, "build", "--month", "2024-05")
    (folder / "bees.md").write_text(BEES, "utf-8")
    run(folder, "build", "--month", "2024-06", "--html")
    return folder


def run(folder: Path, command: str, *options: str) -> str:
    """What the real command prints, its table as lines."""
    environment = {**os.environ, "COLUMNS": "60"}
    given = [*program(environment), command, str(folder), "--output", str(folder.parent / "decks"), *options]
    done = subprocess.run(given, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def bare(text: str) -> str:
    """A text without markup and line breaks."""
    return " ".join(re.sub(r"<[^>]*>|\r?\n ", "", text).split())


def test_the_sum_is_the_same_wherever_it_is_said(folder: Path) -> None:
    june = folder.parent / "decks/june-2024"
    (guide,) = june.glob("week-1-*.pdf")
    (screen,) = june.glob("week-1-*.html")
    printed = " ".join(page.extract_text() for page in PdfReader(guide).pages[:1])
    order = Order(sources=(folder,), output=folder.parent / "decks", wish=Wish(month="2024-06"), now=0)
    desk = ask(application(desk_over(order)), path="/plan/minutes").json
    texts = [bare(printed), *(bare(path.read_text("utf-8")) for path in (screen, june / "index.html"))]
    texts += [run(folder, "build", "--month", "2024-06", "--html").replace("\n", " "), desk["loads"][0]]
    said = [found for text in texts if (found := re.search(PARTS, text))]
    assert len({found[0] for found in said}) == 1
    assert len(said) == len(texts)
    whole, *parts = map(int, said[0].groups())
    assert whole == sum(parts)
    assert desk["state"] == ""
    plans = [run(folder, "plan", "--month", "2024-06")]
    plans += [(june / name).read_text("utf-8") for name in ("outline.md", "outline.ics")]
    for text in plans:
        assert f"{parts[0]} minutes to read and recall" in bare(text)
    assert all("The guide of a week adds the minutes to test and review" in bare(text) for text in plans[:2])


KEPT = "No week takes more than your 40 minutes to read and recall."
MORE = "More than your 24 minutes to read and recall: week 1 (25), week 3 (1,031)."
TOP = "Tests, reviews and Anki cards come on top"


@pytest.mark.parametrize(
    ("most", "loads", "said"),
    [
        (40, [Minutes(12), Minutes(25)], f"{KEPT} {TOP}."),
        (40, [Minutes(12, 9), Minutes(25, 30, 4)], f"{KEPT} {TOP}: up to 59 minutes in all, in week 2."),
        (
            24,
            [Minutes(25), Minutes(24), Minutes(1031)],
            f"{MORE} Move an episode to another week, or to “Left out”. {TOP}.",
        ),
    ],
)
def test_it_says_whether_the_weeks_keep_to_the_minutes_that_were_asked_for(
    most: int, loads: list[Minutes], said: str
) -> None:
    assert kept(most, loads) == said
