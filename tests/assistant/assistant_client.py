"""The real server in a process of its own, and the official client that speaks with it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from mcp import Client, StdioServerParameters, stdio_client
from program import program

ROOT = Path(__file__).resolve().parents[2]
Said = TypeVar("Said")

NOTES = """# The Rance Mills with Ada Okafor

Show: The Tide Table

Key points:

1. **Storage**: Tidal mills on the Rance store the flood behind gates and let it out for about six hours.
2. **A Mood**: They were all very glad of it in those days.
3. **Bread**: Bakers near the mills fold the dough every hour to strengthen the gluten.
"""
EPISODE = "the-rance-mills-with-ada-okafor"
GOOD = {
    "question": "For how long do the tidal mills on the Rance let the stored flood out?",
    "answer": "about six hours",
    "support": "Tidal mills on the Rance store the flood behind gates and let it out for about six hours",
}
FALSE = {
    "question": "For how long do the tidal mills on the Rance store the flood?",
    "answer": "nine hours",
    "support": "Tidal mills on the Rance store the flood behind gates for nine hours",
}


class Answer(NamedTuple):
    """What came back of a call."""

    failed: bool
    text: str
    data: Any


class Assistant:
    """An assistant that has connected to the server."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def call(self, tool: str, **arguments: Any) -> Answer:
        """Call a tool, whatever comes of it."""
        result = await self.client.call_tool(tool, arguments)
        text = "\n".join(part.text for part in result.content if part.type == "text")
        return Answer(bool(result.is_error), text, result.structured_content)

    async def get(self, tool: str, **arguments: Any) -> Any:
        """What a tool answers; it must not fail."""
        answer = await self.call(tool, **arguments)
        assert not answer.failed, answer.text
        return answer.data

    async def refused(self, tool: str, **arguments: Any) -> str:
        """Why a tool did nothing; it must have failed, in plain words."""
        answer = await self.call(tool, **arguments)
        assert answer.failed, answer.text
        assert "Traceback" not in answer.text
        assert "mistake of its own" not in answer.text
        assert "pydantic" not in answer.text
        return answer.text

    async def point(self, label: str) -> str:
        """The id of the point with that label."""
        listed = await self.get("read_points", episode=EPISODE)
        return next(point["id"] for point in listed["points"] if point["label"] == label)

    async def propose(self, *proposals: dict[str, Any]) -> list[dict[str, Any]]:
        """The gate's verdicts."""
        found = await self.get("propose_cards", proposals=list(proposals))
        verdicts = found["verdicts"]
        assert isinstance(verdicts, list)
        return verdicts


def converse(folder: Path, conversation: Callable[[Assistant], Awaitable[Said]], *options: str) -> Said:
    """Start the server for a folder, hold the conversation, and close standard input."""

    async def held() -> Said:
        command, *before = program()
        server = StdioServerParameters(
            command=command,
            args=[*before, "mcp", str(folder), "--output", str(folder.parent / "decks"), *options],
            env={"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1700000000"},
            cwd=folder.parent,
        )
        with (folder.parent / "stderr.txt").open("w") as told:
            async with Client(stdio_client(server, errlog=told), mode="legacy") as client:
                return await conversation(Assistant(client))

    return asyncio.run(held())


def standing(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
