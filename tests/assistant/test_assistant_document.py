"""docs/assistants.md is what a person copies from: it parses, and the program takes it."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import click
from assistant_client import Assistant, converse

from curriculum.cli.mcp import command

TEXT = (Path(__file__).resolve().parents[2] / "docs/assistants.md").read_text("utf-8")


def servers() -> list[dict[str, Any]]:
    """What each block of the document tells an assistant to start."""
    blocks = re.findall(r"^```(json|toml)\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    read = {"json": json.loads, "toml": tomllib.loads}
    return [server for kind, text in blocks for part in read[kind](text).values() for server in part.values()]


def test_every_block_starts_the_command_with_options_that_it_has() -> None:
    found = servers()
    assert len(found) == 3
    for server in found:
        assert server["command"].endswith("/curriculum")
        name, *words = server["args"]
        assert name == "mcp"
        context = click.Context(command)
        command.parse_args(context, list(words))
        assert context.params["sources"] == (Path("/path/to/my-notes"),)
        assert context.params["output"] == Path("/path/to/decks")


def test_the_table_names_every_tool_and_says_which_ones_write(folder: Path) -> None:
    async def conversation(assistant: Assistant) -> dict[str, bool]:
        tools = (await assistant.client.list_tools()).tools
        return {tool.name: bool(tool.annotations and tool.annotations.read_only_hint) for tool in tools}

    told: dict[str, bool] = {}
    for names, writes in re.findall(r"^\| (`[^|]+`) \| [^|]+ \| ([^|]+) \|$", TEXT, re.MULTILINE):
        told |= dict.fromkeys(re.findall(r"`(\w+)`", names), writes == "nothing")
    assert told == converse(folder, conversation)
