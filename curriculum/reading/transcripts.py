"""Transcripts: texts of what was said, which are not notes."""

import re
from collections import Counter
from dataclasses import replace

from curriculum.reading.blocks import Block, Line

_CUE = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s+(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}")
_TURN = re.compile(
    r"\s*(?:[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?\s*[-–—]?\s*)?(?:\*\*|__)?"
    r"(?P<speaker>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3})"
    r"(?:\s*[\[(](?:\d{1,2}:)?\d{1,2}:\d{2}[\])])?\s*(?:\*\*|__)?\s*:(?:\*\*|__)?\s+\S"
)
_SPEECH = re.compile(r"\s*\**Transcript\**\s*:\**\s*$", re.IGNORECASE)
_NOTES = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)")
_CARDS = frozenset(("q", "a", "question", "answer", "front", "back", "note", "tags"))
"""What lines of notes and flashcards start with."""
_TURNS = 8
"""Fewer turns than this are a quoted exchange, not a transcript."""


def without_speech(block: Block) -> tuple[Block, list[Line]]:
    """A block without what follows a line "Transcript:" in it, and the lines cut off.

    Exports of highlights put such a line, and then what was said, into an item of a list or a quote; what
    is listed below is said of the item again.
    """
    if not block.children:
        starts = (n for n, line in enumerate(block.lines) if n and _SPEECH.match(line.text))
        cut = next(starts, 0) if block.kind == "paragraph" else 0
        return (replace(block, lines=block.lines[:cut]), list(block.lines[cut:])) if cut else (block, [])
    kept: list[Block] = []
    spoken: list[Line] = []
    speaking = False
    for child in block.children:
        told = child.kind == "paragraph" and block.kind == "item"
        if told and kept and (speaking or _SPEECH.match(child.lines[0].text)):
            spoken.extend(child.lines)
            speaking = True
            continue
        left, lines = without_speech(child)
        kept.append(left)
        spoken.extend(lines)
        speaking = speaking or (told and bool(lines))
    return (replace(block, children=tuple(kept)), spoken) if spoken else (block, [])


def transcript_kind(text: str) -> str:
    """What kind of transcript a text is (``WebVTT``, ``SRT``, ``transcript``), or "" for notes.

    Subtitles are known by their cues. A transcript by its turns: most lines start with one of a
    few speakers who take turns, and there are hardly any lists or headings.
    """
    head = text.lstrip()[:2000]
    if head.startswith("WEBVTT"):
        return "WebVTT"
    lines = [line for line in text.split("\n") if line.strip()]
    cues = sum(bool(_CUE.match(line.strip())) for line in lines[:40])
    if cues >= 2 and cues * 5 >= min(len(lines), 40):
        return "SRT"
    found = (match.group("speaker") for line in lines if ":" in line and (match := _TURN.match(line)))
    speakers = Counter(speaker for speaker in found if speaker.lower() not in _CARDS)
    turns = sum(count for count in speakers.values() if count > 1)
    noted = sum(bool(_NOTES.match(line)) for line in lines)
    few = len([speaker for speaker, count in speakers.items() if count > 1]) <= 8
    if turns >= _TURNS and few and turns * 2 > len(lines) - noted and noted * 4 < turns:
        return "transcript"
    return ""
