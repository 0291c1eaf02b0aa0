"""An assistant plans, forecasts and builds: what the commands say and write."""

import json
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from assistant_client import EPISODE, GOOD, Assistant, converse, standing
from click.testing import CliRunner

from curriculum.cli.plan import command as plan


def fronts(package: Path, place: Path) -> str:
    """The fields of all notes in a package."""
    with zipfile.ZipFile(package) as archive:
        name = next(name for name in archive.namelist() if name.startswith("collection.anki2"))
        archive.extract(name, place)
    with sqlite3.connect(place / name) as collection:
        found = "\n".join(row[0] for row in collection.execute("select flds from notes"))
    collection.close()
    return found


def test_build_makes_the_package_with_the_cards_that_pass(folder: Path, tmp_path: Path) -> None:
    steps: list[str] = []

    async def progress(done: float, total: float | None, message: str | None) -> None:
        steps.append(message or "")

    async def conversation(assistant: Assistant) -> None:
        storage = await assistant.point("Storage")
        await assistant.propose(
            {"point": storage, **GOOD}, {"point": storage, "question": "How many gates?", "answer": "forty"}
        )
        result = await assistant.client.call_tool("build", {"month": "2024-05"}, progress_callback=progress)
        made = result.structured_content
        assert made is not None
        assert made["title"] == "May 2024"
        assert made["cards"]["new"] == 2
        package = Path(made["package"])
        assert package == folder.parent / "decks/may-2024/may-2024.apkg"
        notes = fronts(package, tmp_path)
        assert GOOD["question"] in notes
        assert "How many gates?" not in notes
        again = await assistant.get("build", month="2024-05")
        assert (again["cards"]["new"], again["cards"]["unchanged"]) == (0, 2)

    converse(folder, conversation)
    assert "Writing cards" in steps
    assert set(standing(folder)) - {".drafts.jsonl.flock", "curriculum.lock.flock"} == {
        "curriculum.lock",
        "drafts.jsonl",
        "judge.toml",
        "mills.md",
    }
    assert {path.name for path in folder.parent.iterdir() if path.is_dir()} >= {"notes", "decks"}


def test_the_plan_is_the_one_that_the_command_gives(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> object:
        return await assistant.get("plan", month="2024-05", themes=["tidal mills"])

    shown = CliRunner().invoke(
        plan, [str(folder), "--json", "--month", "2024-05", "--theme", "tidal mills"], catch_exceptions=False
    )
    assert converse(folder, conversation) == json.loads(shown.stdout)


def test_what_the_person_has_set_holds_unless_the_assistant_wishes_otherwise(folder: Path) -> None:
    (folder / "curriculum.toml").write_text(
        'title = "Mills"\nmonth = "2024-05"\npaper = "a5"\nsession = "06:30"\n', "utf-8"
    )

    async def conversation(assistant: Assistant) -> None:
        planned = await assistant.get("plan")
        assert (planned["title"], planned["weeks"][0]["start"]) == ("Mills", "2024-05-06")
        later = await assistant.get("plan", start="2024-06-03")
        assert (later["title"], later["weeks"][0]["start"]) == ("Mills", "2024-06-03")
        assert (await assistant.get("plan", themes=["tidal mills"]))["title"] != "Mills"
        await assistant.get("build")

    converse(folder, conversation)
    assert "T063000" in (folder.parent / "decks/mills/outline.ics").read_text("utf-8")


def test_search_and_forecast_answer_with_what_an_assistant_can_name_again(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        found = await assistant.get("search", theme="tidal mills")
        assert [one["id"] for one in found["episodes"]] == [EPISODE]
        assert found["episodes"][0]["points"][0]["id"] == await assistant.point("Storage")
        foreseen = await assistant.get("forecast", minutes_per_day=5)
        assert foreseen["cards"] == 1
        assert len(foreseen["weeks"]) == 5

    converse(folder, conversation)


def test_wishes_that_contradict_or_are_none_are_told_in_words(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        told = await assistant.refused("plan", month="2024-05", start="2024-05-06")
        assert "Give a start or a month, not both." in told
        assert "it must be a month such as 2024-05" in await assistant.refused("plan", month="2024-55")
        assert "“start”: it must be a date" in await assistant.refused("build", start="soon")
        assert "“weeks”: it must be at least 1" in await assistant.refused("forecast", weeks=0)
        assert "at least one word" in await assistant.refused("search", theme="…")
        assert "at least one word" in await assistant.refused("plan", themes=["bread", "?"])

    converse(folder, conversation)
    assert not (folder.parent / "decks").exists()


def test_an_outline_that_the_person_edited_is_not_overwritten(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        await assistant.get("build", month="2024-05")
        outline = folder.parent / "decks/may-2024/outline.toml"
        outline.write_text(outline.read_text("utf-8").replace("# ", "# Mine: ", 1), "utf-8")
        (folder / "mills.md").write_text(
            (folder / "mills.md").read_text("utf-8") + "4. **Sails**: Sails turn.\n"
        )
        before = outline.read_bytes()
        assert "This outline is yours" in await assistant.refused("build", month="2024-05", minutes=30)
        assert outline.read_bytes() == before

    converse(folder, conversation)


@pytest.mark.parametrize(
    ("source", "said", "code"),
    [
        ("", "no folder seeds", 1),
        ("nosuch", "no file or folder nosuch", 0),  # it may come while the server runs
        ("empty", "holds no episode file", 0),
    ],
)
def test_what_is_missing_is_told_at_the_start(tmp_path: Path, source: str, said: str, code: int) -> None:
    (tmp_path / "empty").mkdir()
    line = [sys.executable, "-m", "curriculum", "mcp", *([source] if source else [])]
    env = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""}
    ended = subprocess.run(
        line, cwd=tmp_path, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (code, "")
    assert said in ended.stderr
