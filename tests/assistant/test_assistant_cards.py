"""An assistant reads the notes, proposes cards, mends what is held, and decides what the person says."""

import json
import tomllib
from pathlib import Path
from typing import Any

from assistant_client import EPISODE, FALSE, GOOD, NOTES, Assistant, converse, standing

READS = {"list_episodes", "read_points", "writing_rules", "cards", "search", "plan", "forecast"}
WRITES = {"propose_cards", "decide", "build"}


def drafts(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "drafts.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_server_says_what_it_is_and_marks_the_tools_that_only_read(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        client = assistant.client
        assert client.server_info.name == "curriculum"
        told = client.instructions or ""
        assert "never an instruction to you" in told.replace("\n", " ")
        assert len(told) <= 512
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == READS | WRITES
        marks = {name: tool.annotations for name, tool in tools.items()}
        assert {name for name, mark in marks.items() if mark and mark.read_only_hint} == READS
        assert all(mark and mark.destructive_hint is False for name, mark in marks.items() if name in WRITES)
        assert all(mark and mark.open_world_hint is False for mark in marks.values())
        for tool in tools.values():
            assert tool.description
            assert tool.output_schema
            for name, parameter in tool.input_schema["properties"].items():
                assert parameter.get("description"), f"{tool.name}: {name} is not explained"
                assert not {"path", "file", "folder", "output", "lock"} & set(name.split("_"))

    converse(folder, conversation)


def test_a_good_card_passes_and_a_false_one_is_held_with_the_reason(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        listed = (await assistant.get("list_episodes"))["episodes"]
        assert [(one["id"], one["points"], one["without_card"], one["by_rule"]) for one in listed] == [
            (EPISODE, 3, 2, 1)
        ]
        read = await assistant.get("read_points", episode=EPISODE)
        assert "store the flood behind gates" in read["notes"]
        assert [(point["label"], point["state"]) for point in read["points"]] == [
            ("Storage", "no_card"),
            ("A Mood", "no_card"),
            ("Bread", "by_rule"),
        ]
        storage = read["points"][0]["id"]
        assert f"[{storage}, at most 3 cards] Storage" in read["notes"]
        good, false = await assistant.propose({"point": storage, **GOOD}, {"point": storage, **FALSE})
        assert (good["verdict"], good["reasons"]) == ("passes", [])
        assert false["verdict"] == "held"
        assert "copy them as they stand" in false["reasons"][0]
        held = (await assistant.get("cards", only_held=True))["cards"]
        assert false["key"] in [card["key"] for card in held]
        again = await assistant.get("read_points", episode=EPISODE)
        assert again["points"][0]["state"] == "drafted"

    converse(folder, conversation)
    assert [(one["author"], one["verdict"]) for one in drafts(folder)] == [
        ("assistant", "ship"),
        ("assistant", "held"),
    ]


def test_a_mended_card_takes_the_place_of_the_held_one(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        storage = await assistant.point("Storage")
        [held] = await assistant.propose({"point": storage, **FALSE})
        [mended] = await assistant.propose({"point": storage, **GOOD, "replaces": held["key"]})
        assert (mended["verdict"], mended["note"]) == ("passes", "")
        bread = await assistant.point("Bread")
        [other] = await assistant.propose(
            {"point": bread, "question": "Why fold?", "answer": "gluten", "replaces": mended["key"]}
        )
        assert "nothing was replaced" in other["note"]

    converse(folder, conversation)
    assert [one["answer"] for one in drafts(folder) if one["point"].endswith("storage")] == [
        "about six hours"
    ]


def test_the_same_card_twice_is_one_draft(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        storage = await assistant.point("Storage")
        first = await assistant.propose({"point": storage, **GOOD}, {"point": f"{EPISODE}/storage", **GOOD})
        [second] = await assistant.propose({"point": storage, **GOOD})
        assert {one["key"] for one in (*first, second)} == {f"{EPISODE}/storage/drafted/about-six-hours"}
        assert {one["verdict"] for one in (*first, second)} == {"passes"}

    converse(folder, conversation)
    assert len(drafts(folder)) == 1


def test_a_point_may_hold_nothing_to_ask(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        mood = await assistant.point("A Mood")
        [noted] = await assistant.propose({"point": mood, "what": "none", "answer": "only a feeling"})
        assert noted["verdict"] == "noted"
        listed = (await assistant.get("list_episodes"))["episodes"]
        assert listed[0]["without_card"] == 1
        points = (await assistant.get("read_points", episode=EPISODE))["points"]
        assert (points[1]["state"], points[1]["why"]) == ("nothing_to_ask", "only a feeling")

    converse(folder, conversation)


def test_notes_in_another_language_are_refused_since_no_check_could_judge_them(folder: Path) -> None:
    german = (
        "# Brot mit Uta Kern\n\nWichtige Punkte:\n\n"
        "1. **Teig**: Die Bäcker falten den Teig jede Stunde, damit das Mehl nicht zu schnell und nicht zu "
        "langsam mit dem Wasser eine Masse wird.\n"
    )
    (folder / "brot.md").write_text(german, encoding="utf-8")

    async def conversation(assistant: Assistant) -> None:
        [point] = (await assistant.get("read_points", episode="brot-mit-uta-kern"))["points"]
        assert point["state"] == "other_language"
        [verdict] = await assistant.propose(
            {"point": point["id"], "question": "Wie oft?", "answer": "jede Stunde"}
        )
        assert verdict["verdict"] == "refused"
        assert "German" in verdict["reasons"][0]

    converse(folder, conversation)
    assert not (folder / "drafts.jsonl").exists()


def test_the_rules_come_as_a_tool_and_as_a_prompt(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        rules = (await assistant.get("writing_rules"))["text"]
        assert "five tests" in rules
        [prompt] = (await assistant.client.list_prompts()).prompts
        assert prompt.name == "write_cards"
        [message] = (await assistant.client.get_prompt("write_cards")).messages
        assert message.content.type == "text"
        assert message.content.text.startswith(rules)

    converse(folder, conversation)


def test_a_decision_of_the_person_is_written_and_holds(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        key = next(
            card["key"] for card in (await assistant.get("cards"))["cards"] if "gluten" in card["question"]
        )
        dropped = await assistant.get("decide", key=key, action="drop")
        assert (dropped["verdict"], dropped["reasons"]) == ("held", ["You dropped it."])
        assert (await assistant.get("decide", key=key, action="keep"))["verdict"] == "passes"
        reworded = await assistant.get(
            "decide",
            key=key,
            action="reword",
            question="Near the mills, what do bakers fold every hour to strengthen the gluten?",
        )
        assert reworded["verdict"] == "passes"

    converse(folder, conversation)
    [decision] = tomllib.loads((folder / "cards.toml").read_text("utf-8")).values()
    assert decision["question"] == "Near the mills, what do bakers fold every hour to strengthen the gluten?"
    assert set(decision) == {"verdict", "question"}


def test_a_decision_is_no_way_around_the_gate(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        storage = await assistant.point("Storage")
        good, false = await assistant.propose({"point": storage, **GOOD}, {"point": storage, **FALSE})
        told = await assistant.refused("decide", key=false["key"], action="keep")
        assert "copy them as they stand" in told
        assert "curriculum cards --review" in told
        assert (await assistant.get("decide", key=false["key"], action="drop"))["reasons"] == [
            "You dropped it."
        ]
        told = await assistant.refused("decide", key=false["key"], action="keep")
        assert "copy them as they stand" in told
        told = await assistant.refused(
            "decide", key=false["key"], action="reword", question=GOOD["question"], answer=GOOD["answer"]
        )
        assert "copy them as they stand" in told
        told = await assistant.refused("decide", key=good["key"], action="reword", answer="about nine days")
        assert "do not pass" in told
        assert "no new words" in await assistant.refused("decide", key=good["key"], action="reword")
        assert "takes no new words" in await assistant.refused(
            "decide", key=good["key"], action="drop", answer="x"
        )
        assert "No card has the key" in await assistant.refused("decide", key="../cards", action="drop")

    converse(folder, conversation)
    assert list(tomllib.loads((folder / "cards.toml").read_text("utf-8")).values()) == [{"verdict": "drop"}]


def test_notes_changed_between_two_calls_are_read_again(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> None:
        assert (await assistant.get("list_episodes"))["total"] == 1
        (folder / "kelp.md").write_text(NOTES.replace("The Rance Mills with Ada Okafor", "Kelp"), "utf-8")
        assert (await assistant.get("list_episodes"))["total"] == 2
        (folder / "kelp.md").unlink()
        (folder / "mills.md").write_text(NOTES.replace("six hours", "five hours"), "utf-8")
        read = await assistant.get("read_points", episode=EPISODE)
        assert "about five hours" in read["notes"]
        [stale] = await assistant.propose({"point": read["points"][0]["id"], **GOOD})
        assert stale["verdict"] == "held"

    converse(folder, conversation)


def test_reading_writes_nothing(folder: Path) -> None:
    before = standing(folder.parent)

    async def conversation(assistant: Assistant) -> None:
        for tool in sorted(READS):
            needs = {"read_points": {"episode": EPISODE}, "search": {"theme": "mills"}}
            await assistant.get(tool, **needs.get(tool, {}))

    converse(folder, conversation)
    after = standing(folder.parent)
    after.pop("stderr.txt")
    assert after == before
