"""Door two, as a person types it: ask, paste into a chat, save the answer, reply; then a critic."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curriculum.cards.writer.drafts_file import read as read_drafts
from curriculum.cards.writer.proposal import Proposal
from curriculum.cli.cards import command as cards_command
from curriculum.cli.write import command

MILLS = """# Water that works, with Runa Okafor

Key points:

1. **Gates**: The tidal mills on the Rance store the flood behind gates and let it out for about six hours.
2. **Salt**: Brine was boiled in lead pans until 1850, when Halden Works introduced iron pans.
"""
ANSWERS = {
    "Gates": {
        "question": "How do the tidal mills on the Rance have water to work with after high tide?",
        "answer": "they store the flood behind gates",
        "support": "The tidal mills on the Rance store the flood behind gates",
        "worth": 85,
    },
    "Salt": {
        "question": "Who introduced iron pans for boiling brine in 1850?",
        "answer": "the Dutch",
        "support": "Brine was boiled in lead pans until 1850, when Halden Works introduced iron pans.",
        "worth": 90,
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "mills.md").write_text(MILLS, encoding="utf-8")
    return notes


def write(folder: Path, *options: str | Path) -> Result:
    result = CliRunner().invoke(command, [str(folder), *map(str, options)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def drafts(folder: Path) -> dict[str, Proposal]:
    return {one.answer: one for one in read_drafts(folder / "drafts.jsonl")}


def points(sheet: str) -> dict[str, str]:
    """Label → id of each point that a sheet asks about."""
    return {label: id for id, label in re.findall(r"## \[(p-\w+), at most \d+ cards?\] (\w+)", sheet)}


def answer(sheet: str, *labels: str) -> str:
    lines = [{"what": "card", "point": points(sheet)[label], **ANSWERS[label]} for label in labels]
    return "Of course!\n```\n" + "\n".join(map(json.dumps, lines)) + "\n```\n"


def test_ask_reply_and_what_is_missing_is_asked_next(folder: Path, tmp_path: Path) -> None:
    asked = write(folder, "--ask", tmp_path / "ask.md")
    assert "2 points" in asked.output
    sheet = (tmp_path / "ask.md").read_text("utf-8")
    assert points(sheet).keys() == {"Gates", "Salt"}
    (tmp_path / "one.txt").write_text(answer(sheet, "Gates"), encoding="utf-8")
    replied = write(folder, "--reply", tmp_path / "one.txt")
    assert "1 card came in: 1 passes, 0 held" in replied.output
    assert "for 1 point without an answer" in replied.output
    write(folder, "--ask", tmp_path / "next.md")
    assert points((tmp_path / "next.md").read_text("utf-8")).keys() == {"Salt"}


def test_a_held_draft_says_why(folder: Path, tmp_path: Path) -> None:
    write(folder, "--ask", tmp_path / "ask.md")
    text = answer((tmp_path / "ask.md").read_text("utf-8"), "Gates", "Salt")
    (tmp_path / "answer.txt").write_text(text, encoding="utf-8")
    replied = write(folder, "--reply", tmp_path / "answer.txt")
    assert "The quoted words do not say “dutch”." in replied.output
    assert (drafts(folder)["the Dutch"].verdict, drafts(folder)["the Dutch"].author) == ("held", "chat")
    again = write(folder, "--reply", tmp_path / "answer.txt")
    assert "Nothing new" in again.output, "the same answer twice makes nothing twice"
    assert len(drafts(folder)) == 2


def test_when_all_is_written_a_critic_is_asked_and_then_nobody(folder: Path, tmp_path: Path) -> None:
    write(folder, "--ask", tmp_path / "ask.md")
    text = answer((tmp_path / "ask.md").read_text("utf-8"), "Gates", "Salt")
    (tmp_path / "answer.txt").write_text(text, encoding="utf-8")
    replied = write(folder, "--reply", tmp_path / "answer.txt")
    assert "a critic in a new chat who judges 2 drafts" in replied.output
    assert "nothing to ask" in write(folder, "--ask", tmp_path / "x.md", "--no-critic").output
    assert "2 drafts" in write(folder, "--ask", tmp_path / "critic.md").output
    sheet = (tmp_path / "critic.md").read_text("utf-8")
    assert sheet.startswith("# Judge drafts of flashcards")
    assert "The quoted words do not say “dutch”." in sheet
    gates, salt = re.findall(r'"draft": "(d-\w+)", "point": "(?:Gates|Salt)"', sheet)
    verdicts = [
        {"draft": gates, "verdict": "keep", "worth": 80, "reason": "exact"},
        {
            "draft": salt,
            "verdict": "reword",
            "worth": 85,
            "reason": "the notes name Halden Works",
            **ANSWERS["Salt"],
            "answer": "Halden Works",
        },
    ]
    verdicts[1]["worth"] = 85
    (tmp_path / "verdicts.txt").write_text("\n".join(map(json.dumps, verdicts)), encoding="utf-8")
    judged = write(folder, "--reply", tmp_path / "verdicts.txt")
    assert "2 drafts judged by a critic: 2 pass, 0 held." in judged.output
    assert {one.answer: (one.verdict, one.critic, one.judged) for one in drafts(folder).values()} == {
        "they store the flood behind gates": ("ship", "chat", 80),
        "Halden Works": ("ship", "chat", 85),
    }
    assert "nothing to ask" in write(folder, "--ask", tmp_path / "last.md").output
    for settled in ("answer.txt", "verdicts.txt"):
        assert "Nothing new" in write(folder, "--reply", tmp_path / settled).output
    assert len(drafts(folder)) == 2, "what a critic reworded does not come back"
    listed = CliRunner().invoke(cards_command, [str(folder), "--json"])
    found = {card["rule"] for card in json.loads(listed.stdout)["cards"] if card["verdict"] == "ship"}
    assert found == {"drafted"}, "what passes comes before any rule"


def test_several_files_for_a_chat_with_a_short_memory(folder: Path, tmp_path: Path) -> None:
    for name in ("bees", "kelp", "salt"):
        text = MILLS.replace("Rance", f"{name.title()} River").replace("Water that works", f"About {name}")
        (folder / f"{name}.md").write_text(text + f"\n{'Much more about it. ' * 400}\n", encoding="utf-8")
    write(folder, "--ask", tmp_path / "ask.md", "--size", "24000")
    files = sorted(path.name for path in tmp_path.glob("ask*.md"))
    assert files == ["ask-1.md", "ask-2.md", "ask-3.md", "ask-4.md"][: len(files)]
    assert len(files) > 1
    assert all(len((tmp_path / name).read_text("utf-8")) <= 24_000 for name in files)


def test_sheets_and_answers_among_the_notes_are_no_episodes(folder: Path) -> None:
    write(folder, "--ask", folder / "ask.md")
    sheet = (folder / "ask.md").read_text("utf-8")
    (folder / "answer.txt").write_text(answer(sheet, "Gates", "Salt"), encoding="utf-8")
    assert "2 cards came in" in write(folder, "--reply", folder / "answer.txt").output
    assert "1 episode" not in write(folder, "--ask", folder / "ask.md", "--no-critic").output


def test_the_sheet_itself_is_no_answer(folder: Path, tmp_path: Path) -> None:
    write(folder, "--ask", tmp_path / "ask.md")
    result = CliRunner().invoke(command, [str(folder), "--reply", str(tmp_path / "ask.md")])
    assert "no answer" in str(result.exception)


def test_write_alone_says_where_one_is(folder: Path, tmp_path: Path) -> None:
    assert "no drafts yet" in write(folder).output
    write(folder, "--ask", tmp_path / "ask.md")
    text = answer((tmp_path / "ask.md").read_text("utf-8"), "Gates", "Salt")
    (tmp_path / "answer.txt").write_text(text, encoding="utf-8")
    write(folder, "--reply", tmp_path / "answer.txt")
    told = write(folder).output
    assert "2 drafts of cards by chat: 1 passes, 1 held; a critic has judged 0." in told
    assert "a critic in a new chat who judges 2 drafts" in told


def test_what_a_person_wrote_is_kept_when_ask_replaces_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ask.md").write_text("my own lines\n", encoding="utf-8")
    write(folder, "--ask", tmp_path / "ask.md")
    assert (tmp_path / "ask.md~").read_text("utf-8") == "my own lines\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--ask", "a.md", "--reply", "b.txt"), "exclude each other"),
        (("--size", "9000"), "--size says"),
        (("--episode", "no-such"), "there is no episode"),
        (("--ask", "a.md", "--critic", "x"), "goes with --with"),
    ],
)
def test_wrong_usage_is_told(folder: Path, options: tuple[str, ...], said: str) -> None:
    result = write(folder, *options)
    assert result.exit_code == 2
    assert said in result.output


def test_a_decision_of_the_learner_is_an_example_for_the_writer(folder: Path, tmp_path: Path) -> None:
    key = next(
        card["key"]
        for card in json.loads(CliRunner().invoke(cards_command, [str(folder), "--json"]).stdout)["cards"]
    )
    (folder / "cards.toml").write_text(f'["{key}"]\nverdict = "drop"\n', encoding="utf-8")
    write(folder, "--ask", tmp_path / "ask.md")
    assert "Cards that this person threw out:" in (tmp_path / "ask.md").read_text("utf-8")
