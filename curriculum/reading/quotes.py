"""Quotes: who said what, in the ways people write it down."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from curriculum.reading.blocks import Block, Line
from curriculum.reading.inline import plain

MARKS = '"“”„«»‟‹›「」『』‚＂'
"""What may enclose somebody's words."""
_SINGLE = "‘’"
"""What closes ``‚``; elsewhere these are apostrophes."""
_SPEAKER = re.compile(rf"(?P<speaker>[^:：{MARKS}]{{1,80}}?)\s*(?:\([^()]*\))?\s*[:：]\s*(?=[{MARKS}])")
_BOLD_SPEAKER = re.compile(
    r"\s*(?:\*\*|__)(?P<speaker>[^*_:]{1,80}?)\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*"
)
_AFTER = re.compile(
    r"(?<=[\"“”»«›」』‘’'*_.!?…])\s*(?:[-–—―~]{1,2}|[(（])\s*(?P<speaker>[^\"“”()（）]{1,80}?)[)）]?\s*$"
)
_TIME_AT_END = re.compile(r"\s*[\[(](?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2})[\])]\s*$")
_TIME_AT_START = re.compile(r"\s*[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,3}:\d{2})[\])]?\s*(?:[-–—:|]\s+|\s)")
_LABELLED = re.compile(r"\s*(?:\*\*|__)[^*_]+(?:\*\*|__)|\s*\[!")
_PARTICLES = frozenset("van von der den de la le du di da of the and bin ibn al el".split())
_TITLING = frozenset("On About Regarding The A An Why How What When Where Key In For".split())
_COMMENT_WORDS = 3
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
    label: str = ""
    """What the notes call it, where that is nobody's name."""
    comment: str = ""
    """What the notes say of it."""


def spoken(text: str, line: int) -> tuple[str, Said] | None:
    """A text that ends in somebody's words (Ann Lee says: "…"): what stands before them, and the quote."""
    match = _SPOKEN.fullmatch(text.strip()) if ":" in text else None
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
            yield from _of_item(item)
    elif block.kind == "table":
        for row in block.children[1:]:
            cells = [plain(cell.text) for cell in row.lines if cell.text]
            if cells:
                words = max(cells, key=len)
                yield Said(", ".join(cell for cell in cells if cell is not words), _bare(words), row.first)
    else:
        yield from _paragraphs(block)


def with_comments(run: Sequence[Block]) -> Iterator[tuple[Block, Sequence[Block]]]:
    """The parts of a section of quotes, each with the paragraphs that only comment on it.

    Where words stand as block quotes, a paragraph after one names who says them ("— Ann Lee") or comments.
    """
    quote: Block | None = None
    comments: list[Block] = []
    for part in run:
        told = part.kind == "paragraph" and not is_spoken(plain(part.text)) and not _LABELLED.match(part.text)
        if quote is not None and told:
            if len(part.lines) == 1 and _DASHED.match(part.lines[0].text) and not comments:
                quote = replace(quote, end=part.end, children=(*quote.children, part))
            else:
                comments.append(part)
            continue
        if quote is not None:
            yield quote, comments
        quote, comments = (part, []) if part.kind == "quote" else (None, [])
        if quote is None:
            yield part, ()
    if quote is not None:
        yield quote, comments


def _of_item(item: Block) -> Iterator[Said]:
    """The quote of a list item; what is nested below is a comment on it, unless it goes on with the words."""
    lines = [line for child in item.children[:1] for line in _lines(child)]
    below = [child for child in item.children[1:] if list(_lines(child))]
    if lines and below and not is_spoken(plain(" ".join(line.text.strip() for line in lines))):
        lines, below = [line for child in item.children for line in _lines(child)], []
    if not lines:
        return
    comments: list[str] = []
    for child in below:
        told = [line for line in _lines(child) if line.text.strip()]
        if len(told) == 1 and (dashed := _DASHED.match(told[0].text)):
            lines.append(Line(told[0].number, dashed.group()))
        else:
            comments.append(plain(" ".join(line.text.strip() for line in told)))
    quote = said(lines)
    yield quote._replace(comment=" ".join(filter(None, [quote.comment, *comments])))


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
        and (shown[0] in MARKS or bool(_SPEAKER.match(shown)))
        and (shown.rstrip(".,")[-1:] in MARKS or bool(_AFTER.search(shown)))
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
        return _named(plain(bold.group("speaker")), plain(raw[bold.end() :]), first)
    text = plain(raw)
    before = _SPEAKER.match(text)
    if before and not speaker:
        return _named(before.group("speaker").strip(), text[before.end() :], first)
    after = _AFTER.search(text)
    if after and not speaker and any(mark in text for mark in MARKS):
        return Said(after.group("speaker").strip(" -–—"), _bare(text[: after.start()]), first)
    words, comment = _uncommented(text)
    return Said(speaker, _bare(words), first, comment=comment)


def _named(name: str, text: str, line: int) -> Said:
    """A quote under a name: its speaker's, or only what the notes call it."""
    words, comment = _uncommented(text)
    if (after := _AFTER.search(words)) and any(mark in words for mark in MARKS):
        return Said(
            after["speaker"].strip(" -–—"), _bare(words[: after.start()]), line, label=name, comment=comment
        )
    if _is_person(name):
        return Said(name, _bare(words), line, comment=comment)
    return Said("", _bare(words), line, label=name, comment=comment)


def _is_person(name: str) -> bool:
    """Whether a name may be somebody's: few words, none small but a particle, none that opens a title."""
    words = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|,.*", "", name).split()
    small = [word for word in words if word[:1].islower() and word not in _PARTICLES]
    return 0 < len(words) <= 5 and (not small or name.islower()) and words[0] not in _TITLING


def _uncommented(text: str) -> tuple[str, str]:
    """A text that begins with a quotation: the words, and what the writer says after them."""
    if not text or text[0] not in MARKS:
        return text, ""
    end = max(text.rfind(mark) for mark in MARKS)
    after = text[end + 1 :].strip(" .,")
    commented = len(after.split()) >= _COMMENT_WORDS and after[:1].isupper() and not _AFTER.search(text)
    return (text[: end + 1], text[end + 1 :].strip()) if end > 0 and commented else (text, "")


def _bare(text: str) -> str:
    """The words without the marks around them."""
    inner = text.strip()
    closing = MARKS + _SINGLE if inner[:1] == "‚" else MARKS
    if len(inner) > 1 and inner[0] in MARKS and inner.rstrip(".,。")[-1:] in closing:
        inner = inner.rstrip(".,。")
        return inner[1:-1].strip()
    return inner


def is_spoken(text: str) -> bool:
    """Whether a plain text is one quotation and nothing after it but who said it."""
    shown = _TIME_AT_END.sub("", text.strip())
    named = _AFTER.search(shown)
    shown = (shown[: named.start()] if named and shown[0] in MARKS else shown).rstrip(" .,")
    return len(shown) > 2 and shown[0] in MARKS and shown[-1] in MARKS


def is_words(block: Block) -> bool:
    """Whether a part among points is somebody's words: a quote of running text, an item in marks."""
    if block.kind == "item" and block.children and all(child.kind == "quote" for child in block.children):
        return True
    plain_text = all(child.kind == "paragraph" for child in block.children)
    if block.kind == "item":
        return plain_text and is_spoken(plain(" ".join(line.text.strip() for line in _lines(block))))
    first = next(_lines(block), None)
    return plain_text and first is not None and not _LABELLED.match(first.text)


def is_quote(block: Block) -> bool:
    """Whether a block quote holds somebody's words: quotation marks, or a name after a dash."""
    lines = [line for line in _lines(block) if line.text.strip()]
    if block.kind != "quote" or not lines:
        return False
    text = plain(" ".join(line.text.strip() for line in lines))
    return (
        text[:1] in MARKS
        or bool(_SPEAKER.match(text))
        or bool(_DASHED.match(lines[-1].text))
        or bool(re.search(r"[\"“”»«›」』]\s*[-–—]\s*\w", text))
    )
