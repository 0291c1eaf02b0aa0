"""What the law of reading demands of any text."""

import re
from collections.abc import Iterator
from typing import Any

from curriculum.reading.episodes import ReadFile, read_text
from curriculum.reading.shows import known_shows

SHOWS = known_shows()
KEYS = "q|a|key|host|guest|date|title|show|link|tags"
MARKS = re.compile(
    r"【[^】]*】|\(#t=[\d:]+\)|\{\{date\}\}|<%[^%]*%>|`= this[^`]*`"
    r"|</?b>|\{\{c1::|#card\b|\(\([\w-]{9}\)\)|\[!\w+\]|^[\s>*+#•-]*(?:\d+(?:[.)][\s>*+#-]+|、))*"
    rf"(?:\[[ x]\]\s|(?:{KEYS})::?(?=\W|$)|\[?\d\d:\d\d\]?|\[\^?1\]:|episode)?"
)
"""What is no content: citations, placeholders, tags, numbers of ordered lists, keys of facts, callouts."""
WITHOUT_WORDS = re.compile(r"mark|property|separator|comment|heading of .*|unread")
"""Accounts of lines whose words no field has to hold: section names, rules, what was left unread."""


def strings(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield str(value)


def lost_words(text: str, read: ReadFile) -> list[tuple[int, str, str]]:
    """(line, account, word) for each word of a read line that no field of any episode holds."""
    held = " ".join(part for episode in read.episodes for part in strings(episode.model_dump())).casefold()
    lost = []
    for number, line in enumerate(text.split("\n"), 1):
        account = read.file.accounts.get(number, "")
        if account and not WITHOUT_WORDS.fullmatch(account):
            words = re.findall(r"[^\W_]+", MARKS.sub(" ", line.casefold()))
            lost.extend((number, account, word) for word in words if word not in held)
    return lost


def misplaced(text: str, read: ReadFile) -> list[tuple[int, str]]:
    """(line, text) for each text of a point that does not begin on the line that is said to hold it.

    A row of a table may begin with the name of its column, and is passed over.
    """
    lines = text.casefold().split("\n")
    points = (point for episode in read.episodes for point in (*episode.points, *episode.takeaways))
    told = (passage for point in points for passage in point.passages())
    return [
        passage
        for passage in told
        if "|" not in (line := lines[passage.line - 1])
        and (begins := re.match(r"[^\W_]+|[^\s\w]+|_+", passage.text.casefold().lstrip()))
        and begins.group() not in line
    ]


def check(text: str) -> ReadFile:
    """Read a text; every non-blank line has one account, every unread line of an episode its problem."""
    read = read_text(text, "notes.md", SHOWS)
    written = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert set(read.file.accounts) == written
    assert read.file.lines == len(written)
    unread = {number for number, account in read.file.accounts.items() if account == "unread"}
    if read.episodes:
        assert {problem.line for problem in read.problems if problem.kind == "unread"} == unread
    else:
        assert unread <= written
        assert [problem.kind for problem in read.problems] == ["no-episode"] * bool(written)
    return read
