"""``curriculum cards``, as a person types it."""

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curriculum.cards.card import Card
from curriculum.cards.pattern import names
from curriculum.cli.cards import command

NOTES = """# Kilns with Ada Clarke

Key points:

1. **Signals**: Ada Clarke opened the first roller mill of York in 1887.
2. **A Mood**: They were glad of it.

## Flashcards

Q: What does TTL stand for?
A: time to live
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kilns.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def cards(folder: Path, *options: str, **more: str | None) -> Result:
    result = CliRunner().invoke(command, [str(folder), *options], **more)  # type: ignore[arg-type]
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def listed(folder: Path, *options: str) -> list[Card]:
    document = json.loads(cards(folder, "--json", *options).stdout)
    assert list(document) == ["cards"]
    return [Card.model_validate(card) for card in document["cards"]]


def test_json_gives_every_card_and_nothing_else(folder: Path) -> None:
    written, *made, held = listed(folder)
    assert (written.rule, written.verdict, written.source.line) == ("written", "ship", 10)
    assert written.question == "What does TTL stand for?"
    assert made
    assert all((card.verdict, card.source.line) == ("ship", 5) for card in made)
    assert (held.rule, held.verdict, held.source.line) == ("recall", "held", 6)


def test_the_listing_shows_front_answer_rule_place_and_reason(folder: Path) -> None:
    shown = cards(folder).stdout
    assert "What does TTL stand for?" in shown
    assert "time to live" in shown
    assert f"written · {folder.as_posix()}/kilns.md:10" in shown
    assert "held: No rule finds a short question in this point." in shown
    ships = len(listed(folder)) - 1
    assert f"{ships} cards ship, 1 held back; 1 of 2 key points has a card (50 %)." in shown


def test_held_and_rule_narrow_the_list(folder: Path) -> None:
    assert [card.rule for card in listed(folder, "--held")] == ["recall"]
    assert [card.rule for card in listed(folder, "--rule", "written")] == ["written"]
    assert listed(folder, "--held", "--rule", "written") == []


def test_an_unknown_rule_is_wrong_usage_and_the_rules_are_named(folder: Path) -> None:
    result = cards(folder, "--rule", "magic")
    assert result.exit_code == 2
    assert "there is no rule 'magic'" in result.stderr
    assert all(name in result.stderr for name in names())


def test_csv_is_a_table_with_one_card_a_line(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cards(folder, "--csv").stdout)))
    assert [row["key"] for row in rows] == [card.key for card in listed(folder)]
    assert rows[0]["answer"] == "time to live"


def test_json_and_csv_exclude_each_other(folder: Path) -> None:
    assert cards(folder, "--json", "--csv").exit_code == 2


def test_review_drops_skips_and_quits(folder: Path) -> None:
    moods = "3. **Another Mood**: They were sad about it.\n4. **A Third**: He left it there.\n"
    more = NOTES.replace("\n\n## Flash", f"\n{moods}\n## Flash")
    (folder / "kilns.md").write_text(more, encoding="utf-8")
    result = cards(folder, "--review", input="d\ns\nq\n")
    assert "1 decision saved" in result.stdout
    (decision,) = tomllib.loads((folder / "cards.toml").read_text(encoding="utf-8")).values()
    assert decision == {"verdict": "drop"}


def test_a_decision_that_no_card_has_any_more_is_named(folder: Path) -> None:
    (folder / "cards.toml").write_text('["gone/x/y/z"]\nverdict = "drop"\n', encoding="utf-8")
    assert "no card has the key “gone/x/y/z” any more" in cards(folder).stderr


def test_decisions_are_judged_against_the_whole_folder_only(folder: Path) -> None:
    (folder / "mills.md").write_text(NOTES.replace("Kilns", "Mills"), encoding="utf-8")
    of_mills = next(card.key for card in listed(folder) if card.source.path.endswith("mills.md"))
    (folder / "cards.toml").write_text(f'["{of_mills}"]\nverdict = "drop"\n', encoding="utf-8")
    for files in (["kilns.md"], ["kilns.md", "mills.md"], ["."]):
        result = CliRunner().invoke(command, [str(folder / name) for name in files])
        assert "no card has the key" not in result.stderr
    (folder / "cards.toml").write_text('["gone/x/y/z"]\nverdict = "drop"\n', encoding="utf-8")
    part = CliRunner().invoke(command, [str(folder / "kilns.md")])
    assert "no card has the key" not in part.stderr
    whole = CliRunner().invoke(command, [str(folder / "kilns.md"), str(folder / "mills.md")])
    assert "no card has the key “gone/x/y/z” any more" in whole.stderr


def test_text_from_a_file_cannot_drive_the_terminal(folder: Path) -> None:
    (folder / "kilns.md").write_text(NOTES.replace("Signals", "Sig\x1b[31mnals"), encoding="utf-8")
    assert "\x1b" not in cards(folder).output


GERMAN = """# Roggenbrot

## Kernaussagen
- **Wasser**: Roggen bindet doppelt so viel Wasser wie Weizen, weil er viele Pentosane hat.
- **Amylase**: Amylase ist ein Enzym, das die Stärke abbaut, und darum braucht der Teig eine Säure.

## Zitate
- „Wer den Teig aus Roggen knetet, der hat schon mit dem Wasser verloren.“ – Anna Berg

## Karteikarten
Q: Was bindet Roggen?
A: Wasser.
"""


def test_of_notes_in_another_language_only_the_written_flashcards_are_cards(folder: Path) -> None:
    (folder / "brot.md").write_text(GERMAN, encoding="utf-8")
    found = {card.question: card.rule for card in listed(folder) if card.source.path.endswith("brot.md")}
    assert found == {"Was bindet Roggen?": "written"}
    assert any(card.rule != "written" for card in listed(folder) if card.source.path.endswith("kilns.md"))


def test_what_is_not_done_in_another_language_is_said_once(folder: Path) -> None:
    assert "episode is in" not in cards(folder).stderr
    for name in ("brot", "teig"):
        (folder / f"{name}.md").write_text(
            GERMAN.replace("# Roggenbrot", f"# {name.title()}"), encoding="utf-8"
        )
    said = " ".join(cards(folder).stderr.split())
    assert said.count("2 episodes are in German: no cards are made by rule from them") == 1
    assert "flashcards written in the notes are." in said
