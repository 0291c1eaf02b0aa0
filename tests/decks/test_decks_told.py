"""What ``build`` says it made, beside what the real Anki has after importing it."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bare_guides import bare_guides
from learner import Learner
from program import program

from curriculum.decks.note_types import NOTE_TYPES
from curriculum.shipping.note import CARDS

TEA = """# Why tea goes bitter
Show: Kitchen Radio

## Key Points
1. **Vessels of a tea room**:
   - **Caddy**: A small box in which tea is kept dry.
   - **Samovar**: A metal urn that heats water for many guests.
2. **Tannins**: Tannins are plant compounds that bind to proteins.
"""
BREAD = """# Bread without hurry
Show: Kitchen Radio

## Key Points
1. **Gluten**: Gluten is a network of proteins that holds the gas in dough.
2. **Steam**: Steam in the oven keeps the crust soft while the loaf rises.
"""
EMPTY = """# A talk with no points
Show: Kitchen Radio

They were glad of it.
"""
MORE = (
    "A language model writes more: `curriculum write notes --ask ask.md` makes what you paste into any chat."
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's folder with notes of two episodes."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "tea.md").write_text(TEA, "utf-8")
    (tmp_path / "notes" / "bread.md").write_text(BREAD, "utf-8")
    (tmp_path / "notes" / "judge.toml").write_text("bias = 20.0\n", "utf-8")  # what passes the checks ships
    return tmp_path


def run(home: Path, *arguments: str, epoch: int = 1_714_521_600) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*program(), *arguments],
        cwd=home,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def build(home: Path, *options: str, epoch: int = 1_714_521_600) -> subprocess.CompletedProcess[str]:
    return run(home, "build", "notes", *bare_guides(), *options, epoch=epoch)


def report(home: Path, *options: str, epoch: int = 1_714_521_600) -> dict[str, Any]:
    found = json.loads(build(home, *options, "--json", epoch=epoch).stdout)
    assert isinstance(found, dict)
    return found


def last_lines(home: Path, *options: str, epoch: int = 1_714_521_600) -> list[str]:
    """What is said after the list of files, which "In decks/…:" opens."""
    lines = build(home, *options, epoch=epoch).stdout.splitlines()
    opens = max(place for place, line in enumerate(lines) if line.startswith("In "))
    closes = next(place for place in range(opens + 1, len(lines)) if not lines[place].startswith("  "))
    return lines[closes:]


def test_a_note_has_as_many_cards_as_its_note_type_has_templates() -> None:
    assert {kind: len(kept.templates) for kind, kept in NOTE_TYPES.items()} == dict(CARDS)


def test_the_table_counts_what_anki_counts_week_by_week(home: Path, learner: Learner) -> None:
    shown = build(home, "--month", "2024-05").stdout
    told = report(home, "--month", "2024-05")
    imported = learner.import_package(home / told["package"])
    decks = {name: count for name, count in learner.decks().items() if count}
    weeks = [week["title"] for week in told["outline"]["weeks"]]
    by_week = [decks[f"May 2024::Week {place} · {title}"] for place, title in enumerate(weeks, 1)]
    assert told["cards_a_week"] == by_week
    assert sum(told["notes_a_week"]) == told["notes"]["total"] == imported.new
    assert told["cards"]["total"] == sum(by_week) > imported.new, "a term has two cards"
    assert f"To study: {sum(by_week)} cards of {imported.new} notes (a term is asked both ways)" in shown
    rows = [line.split() for line in shown.splitlines() if line.strip().startswith(("1 ", "2 "))]
    assert [[int(count) for count in row[-3:-1]] for row in rows] == [
        list(pair) for pair in zip(told["notes_a_week"], by_week, strict=True)
    ]


def test_the_first_build_ends_with_import_print_and_page(home: Path) -> None:
    first, package, second, guide, third, page = last_lines(home, "--month", "2024-05")
    assert first == "Next: in Anki, choose File > Import and take this package:"
    assert package == "  decks/may-2024/may-2024.apkg"
    assert second == "Then print this guide and begin with week 1:"
    assert guide.startswith("  decks/may-2024/week-1-")
    assert (home / guide.strip()).is_file()
    assert third == "All of it on one page, for your browser:"
    assert page == "  decks/may-2024/index.html"


def test_a_build_that_changed_nothing_tells_to_import_and_print_nothing(home: Path, learner: Learner) -> None:
    told = report(home)
    learner.import_package(home / told["package"])
    line, _ = last_lines(home)
    assert line.startswith("Nothing new for Anki.")
    assert learner.import_package(home / told["package"]).new == 0


def test_an_edited_point_tells_to_import_and_names_the_guides_to_print_again(home: Path) -> None:
    told = json.loads(run(home, "build", "notes", "--month", "2024-05", "--json").stdout)
    (home / "notes" / "tea.md").write_text(TEA.replace("bind to proteins", "bind to milk proteins"), "utf-8")
    done = run(home, "build", "notes", "--month", "2024-05", epoch=1_714_600_000)
    lines = done.stdout.splitlines()
    assert "Next: in Anki, choose File > Import and take this package:" in lines
    week = next(
        week["number"]
        for week in told["outline"]["weeks"]
        if week["episodes"][0]["id"] == "why-tea-goes-bitter"
    )
    printed = {line.strip() for line in lines[lines.index("Printed anew:") + 1 :]}
    assert any(name.startswith(f"week-{week}-") for name in printed)
    said = {line.split()[1] for line in done.stderr.splitlines() if line.startswith("Printed ")}
    assert printed == said, "what was copied is not said to be printed"


def test_cards_that_live_in_another_deck_are_said_to_be_there(home: Path, learner: Learner) -> None:
    whole = report(home, "--month", "2024-05")
    learner.import_package(home / whole["package"])
    shown = build(home, "--theme", "tea").stdout
    theme = report(home, "--theme", "tea")
    assert set(theme["other_decks"]) <= {name for name, count in learner.decks().items() if count}
    assert theme["elsewhere"] == {"May 2024": sum(theme["cards_a_week"])}
    said = f"{sum(theme['cards_a_week'])} cards are in your deck “May 2024” already; nothing new will appear"
    assert said in shown
    assert "Notes stay in the deck" not in shown, "once is enough"
    assert "Nothing new for Anki: these notes came earlier." in shown
    assert "choose File > Import" not in shown
    assert "Next: print this guide and begin with week 1:\n  decks/tea/week-1-" in shown
    assert learner.import_package(home / theme["package"]).new == 0


def test_retired_cards_alone_are_no_new_cards(home: Path) -> None:
    build(home)
    (home / "notes" / "bread.md").unlink()
    later = 1_714_600_000
    assert "choose File > Import" not in build(home, epoch=later).stdout
    line, package = last_lines(home, epoch=later)
    assert line == (
        "No new note for Anki. If you have not imported since these notes retired, take this package, "
        "which only tags them:"
    )
    assert package == "  decks/podcast-curriculum/podcast-curriculum.apkg"


def test_a_dry_run_looks_for_no_tag_that_is_not_there_yet(home: Path) -> None:
    build(home)
    (home / "notes" / "bread.md").unlink()
    lines = build(home, "--dry-run", epoch=1_714_600_000).stdout.splitlines()
    assert any(
        line.startswith("The retired cards, once imported: search Anki for tag:curriculum::retired OR Key:")
        for line in lines
    )
    assert lines[-1] == "Nothing was written: this was a dry run."


def test_notes_without_a_card_tell_to_import_nothing(home: Path) -> None:
    for path in (home / "notes").iterdir():
        path.unlink()
    (home / "notes" / "talk.md").write_text(EMPTY, "utf-8")
    first, more, second, guide, _, _ = last_lines(home)
    assert first == "No package for Anki: these episodes give no card."
    assert more == MORE
    assert second == "Next: print this guide and begin with week 1:"
    assert guide.startswith("  decks/podcast-curriculum/week-1-")


def test_notes_whose_cards_are_all_held_say_where_to_settle_them(home: Path) -> None:
    (home / "notes" / "tea.md").unlink()
    (home / "notes" / "bread.md").write_text(
        BREAD.partition("1. ")[0] + "1. **Mood**: They were glad.\n", "utf-8"
    )
    first, more, *_ = last_lines(home)
    assert first == (
        "No package for Anki: the only card is held back. "
        "`curriculum cards notes --review` lets you keep or reword it."
    )
    assert more == MORE
    told = report(home)
    assert told["package"] == ""
    assert not any(name.endswith((".apkg", ".csv")) for name in told["files"])


def test_a_package_that_an_earlier_build_made_goes_with_its_last_card(home: Path) -> None:
    first = report(home)
    assert (home / first["package"]).is_file()
    (home / "notes" / "curriculum.lock").unlink()
    for path in (home / "notes").iterdir():
        path.unlink()
    (home / "notes" / "talk.md").write_text(EMPTY, "utf-8")
    build(home)
    assert not (home / first["package"]).exists()


def test_the_forecast_counts_what_anki_counts_after_what_the_person_decided(
    home: Path, learner: Learner
) -> None:
    def forecast() -> int:
        return int(json.loads(run(home, "forecast", "notes", "--json").stdout)["cards"])

    learner.import_package(home / report(home)["package"])
    assert forecast() == learner.col.card_count()
    (key,) = [note["Key"] for note in learner.notes() if "Caddy" in note.fields]
    (home / "notes" / "cards.toml").write_text(f'["{key}"]\nverdict = "drop"\n', "utf-8")
    assert forecast() == learner.col.card_count() - 2, "a term has two cards"
    assert "Minutes a day" in run(home, "forecast", "notes").stdout
    listed = run(home, "cards", "notes")
    assert "1 dropped by you" in listed.stdout.splitlines()[-1]
    assert f"Held back: {report(home)['cards']['held']} card" in build(home).stdout
