"""Quotes: who said what, in the ways people write it down."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from curriculum.reading.blocks import Block, Line
from curriculum.reading.inline import plain

_MARKS = '"“”„«»‟‹›「」『』‚＂'
_SINGLE = "‘’"
"""What closes ``‚``; elsewhere these are apostrophes."""
_SPEAKER = re.compile(rf"(?P<speaker>[^:：{_MARKS}]{{1,80}}?)\s*(?:\([^()]*\))?\s*[:：]\s*(?=[{_MARKS}])")
_BOLD_SPEAKER = re.compile(
    r"\s*(?:\*\*|__)(?P<speaker>[^*_:]{1,80}?)\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*"
)
_AFTER = re.compile(
    r"(?<=[\"“”»«›」』‘’'*_.!?…])\s*(?:[-–—―~]{1,2}|[(（])\s*(?P<speaker>[^\"“”()（）]{1,80}?)[)）]?\s*$"
)
_TIME_AT_END = re.compile(r"\s*[\[(](?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2})[\])]\s*$")
_TIME_AT_START = re.compile(r"\s*[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2})[\])]?\s*(?:[-–—:|]\s+|\s)")
_PRONOUNS = frozenset("He She They It We You I".split())
_DASHED = re.compile(r"^\s*[-–—―]{1,2}\s*(?P<speaker>[^\"“”]{1,80})$")


_SPOKEN = re.compile(
    r"(?:(?P<before>.*[.!?])\s)?(?P<lead>[^\"“”:.!?]{2,80}):\s*[\"“](?P<words>[^\"“”]{15,})[\"”]\.?",
    re.DOTALL,
)
_SPEAKS = re.compile(
    r"(?:as\s)?(?P<speaker>[^,]{2,50}?),?\s(?:says|said|states|stated|explains|explained|warns|warned|notes|noted"
    r"|adds|added|argues|argued|puts it|put it|asks|asked|recalls|recalled|observes|observed|concludes"
    r"|concluded|jokes|joked)",
    re.IGNORECASE,
)
_LINE = re.compile(r".*\b(?i:quote|line)\b[^,]*,\s(?P<speaker>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*)?)")


class Said(NamedTuple):
    """A quote's words and speaker ("" when the notes do not say)."""

    speaker: str
    text: str
    line: int
    time: str = ""


def spoken(text: str, line: int) -> tuple[str, Said] | None:
    """A text that ends in somebody's words (Ann Lee says: "…"): what stands before them, and the quote."""
    match = _SPOKEN.fullmatch(text.strip())
    if match is None:
        return None
    before, lead = (match["before"] or "").strip(), match["lead"]
    said = _SPEAKS.fullmatch(lead)
    if said is None:
        said = _LINE.fullmatch(lead)
        if said is None:
            return None
        before = f"{before} {lead[: said.start('speaker')].rstrip(' ,')}".strip()
    named = said["speaker"][0].isupper() and said["speaker"] not in _PRONOUNS
    return before, Said(said["speaker"] if named else "", match["words"], line)


def quotes(block: Block) -> Iterator[Said]:
    """The quotes of a block in a section of quotes: one for each item, paragraph or block quote."""
    if block.kind == "list":
        for item in block.children:
            lines = [line for child in item.children for line in _lines(child)]
            if lines:
                yield said(lines)
    elif block.kind == "table":
        for row in block.children[1:]:
            cells = [plain(cell.text) for cell in row.lines if cell.text]
            if cells:
                words = max(cells, key=len)
                yield Said(", ".join(cell for cell in cells if cell is not words), _bare(words), row.first)
    else:
        yield from _paragraphs(block)


def _paragraphs(block: Block) -> Iterator[Said]:
    """Quotes in paragraphs; a line that is only a dash and a name belongs to the words before it."""
    kept: list[list[Line]] = []
    for child in block.children if block.kind == "quote" else (block,):
        lines = list(_lines(child))
        if not lines:
            continue
        alone = len(lines) == 1 and _DASHED.match(lines[0].text)
        if alone and kept:
            kept[-1].extend(lines)
        elif child.kind == "paragraph" and len(lines) > 1 and all(_whole(line.text) for line in lines):
            kept.extend([line] for line in lines)
        else:
            kept.append(lines)
    yield from (said(lines) for lines in kept)


def _whole(text: str) -> bool:
    """Whether one line is a quote by itself: it opens with a mark or a speaker and closes its marks."""
    shown = plain(text)
    return (
        bool(shown)
        and (shown[0] in _MARKS or bool(_SPEAKER.match(shown)))
        and (shown.rstrip(".,")[-1:] in _MARKS or bool(_AFTER.search(shown)))
    )


def _lines(block: Block) -> Iterator[Line]:
    if block.lines:
        yield from block.lines
    for child in block.children:
        yield from _lines(child)


def said(lines: list[Line]) -> Said:
    """Speaker and words of one quote, its enclosing quotation marks and a timestamp at its edge removed."""
    text = lines[-1].text.rstrip()
    late = _TIME_AT_END.search(text)
    if late and text[: late.start()].strip():
        kept = [*lines[:-1], Line(lines[-1].number, text[: late.start()].rstrip())]
        return _said(kept)._replace(time=late.group("time"))
    early = _TIME_AT_START.match(lines[0].text)
    if early and lines[0].text[early.end() :].strip():
        kept = [Line(lines[0].number, lines[0].text[early.end() :]), *lines[1:]]
        return _said(kept)._replace(time=early.group("time"))
    return _said(lines)


def _said(lines: list[Line]) -> Said:
    first = lines[0].number
    speaker = ""
    if len(lines) > 1 and (dashed := _DASHED.match(lines[-1].text)):
        speaker, lines = plain(dashed.group("speaker")), lines[:-1]
    raw = " ".join(line.text.strip() for line in lines)
    bold = _BOLD_SPEAKER.match(raw)
    if bold and not speaker:
        return Said(plain(bold.group("speaker")), _bare(plain(raw[bold.end() :])), first)
    text = plain(raw)
    before = _SPEAKER.match(text)
    if before and not speaker:
        return Said(before.group("speaker").strip(), _bare(text[before.end() :]), first)
    after = _AFTER.search(text)
    if after and not speaker and any(mark in text for mark in _MARKS):
        return Said(after.group("speaker").strip(" -–—"), _bare(text[: after.start()]), first)
    return Said(speaker, _bare(text), first)


def _bare(text: str) -> str:
    """The words without the marks around them."""
    inner = text.strip()
    closing = _MARKS + _SINGLE if inner[:1] == "‚" else _MARKS
    if len(inner) > 1 and inner[0] in _MARKS and inner.rstrip(".,。")[-1:] in closing:
        inner = inner.rstrip(".,。")
        return inner[1:-1].strip()
    return inner


def is_quote(block: Block) -> bool:
    """Whether a block quote holds somebody's words: quotation marks, or a name after a dash."""
    lines = [line for line in _lines(block) if line.text.strip()]
    if block.kind != "quote" or not lines:
        return False
    text = plain(" ".join(line.text.strip() for line in lines))
    return (
        text[:1] in _MARKS
        or bool(_DASHED.match(lines[-1].text))
        or bool(re.search(r"[\"“”»«›」』]\s*[-–—]\s*\w", text))
    )
