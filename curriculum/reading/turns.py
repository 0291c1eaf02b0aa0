"""Turns: who speaks in an exported chat; what the person asked is no part of the notes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.reading.tables import table

_HEAD = re.compile(r"[^:：(]{1,40}(?:\([^()]{0,40}\)[\s*_]*)?[:：]?")
_WHEN = re.compile(r"\s*\([^()]*\)")
_DRESS = re.compile(r"[*_`]+|^[>\s]+|^#{1,6}\s+|^[^\w\s(\"“<\[|-]+\s*")
_SAID = re.compile(r"\bsaid\b", re.IGNORECASE)
_EARLY = 12
"""An export starts with a turn: names alone count when the first stands among so many lines."""


class Turn(NamedTuple):
    """A line that says who speaks."""

    place: int
    """0-based."""
    person: bool
    """Whether it is the person, not the assistant."""
    rest: str
    """What the speaker says on the same line."""
    said: bool
    """Whether the line says "said": nobody but a chat program writes that."""


@cache
def _speaker() -> re.Pattern[str]:
    words = table("chatter")
    who = f"(?:(?P<person>{'|'.join(words['person'])})|(?:{'|'.join(words['assistant'])}))"
    return re.compile(rf"{who}(?: said)?\s*[:：]?\s*$", re.IGNORECASE)


def asked(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The 0-based places of an exported chat's own lines, each with what is left of it for the notes.

    These are the names of the speakers and all that the person says, up to the answer.
    """
    turns = [turn for place, line in enumerate(lines) if (turn := _turn(place, line))]
    turns = _sure(turns, lines)
    for turn, following in zip(turns, [*turns[1:], None], strict=False):
        yield turn.place, "" if turn.person else turn.rest
        if turn.person:
            end = following.place if following else _paragraph_end(lines, turn.place)
            yield from ((place, "") for place in range(turn.place + 1, end))


def _sure(turns: Sequence[Turn], lines: Sequence[str]) -> list[Turn]:
    """The turns of a chat: two speakers of whom one opens the text, or who "said"; else none."""
    certain = [turn for turn in turns if turn.said]
    if certain or {turn.person for turn in turns} != {True, False}:
        return certain
    before = sum(bool(line.strip()) for line in lines[: turns[0].place])
    return list(turns) if before < _EARLY else []


def _turn(place: int, line: str) -> Turn | None:
    """The turn that a line opens, or None: a name with a colon, or a heading or bold line that is one."""
    if (
        not line
        or line[0] in " \t-+|0123456789"
        or (":" not in line and "：" not in line and line[0] not in "#*")
    ):
        return None
    head = _HEAD.match(line)
    speaker = _spoken_by(head.group()) if head else ""
    if head is None or not speaker:
        return None
    rest = line[head.end() :].lstrip("*_ ")
    if rest and not head.group().endswith((":", "：")):
        return None
    return Turn(place, speaker == "person", rest, bool(_SAID.search(head.group())))


@lru_cache(maxsize=4096)
def _spoken_by(head: str) -> str:
    """Who speaks by the words before a colon, "person" or "assistant"; "" for any other words."""
    match = _speaker().match(_DRESS.sub("", _DRESS.sub("", _WHEN.sub("", head))))
    return ("person" if match["person"] else "assistant") if match else ""


def _paragraph_end(lines: Sequence[str], start: int) -> int:
    """The line after the paragraph below a line: a prompt that nothing answers reaches no further."""
    place = start + 1
    while place < len(lines) and not lines[place].strip():
        place += 1
    while place < len(lines) and lines[place].strip() and not lines[place].startswith("#"):
        place += 1
    return place
