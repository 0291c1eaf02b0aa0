"""Text from episode files made safe for a field of an Anki note: the one place where that is done."""

import re
import unicodedata

_LINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls (\x1f divides fields, NUL ends strings), lone surrogates, non-characters
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "<br>"}
# what Anki would act on: templates and clozes ({{ }} ::), media, LaTeX and speech ([…]), MathJax (\( \[)
_ACTIVE = re.compile(r"\{(?=\{)|(?<=\{)\{|\}(?=\})|(?<=\})\}|(?<=:):|:(?=:)|\[(?=[/a-zA-Z$])|\\(?=[()\[\]])")

_HTML = re.compile(r'[&<>"\n]')
_SIGNS = re.compile(r'[&<>"{}\[\\]')


def plain(text: str) -> str:
    """The text without what no field may hold: controls go, line ends become ``\\n``, composed (NFC)."""
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _LINES.sub("\n", text)))


def escape(text: str) -> str:
    """HTML that Anki shows as exactly this text, on whichever side and in whatever note type."""
    if not text or _is_harmless(text):
        return text.strip()
    html = _HTML.sub(lambda match: _SPECIAL[match.group()], plain(text).strip())
    return _ACTIVE.sub(lambda match: f"&#{ord(match.group())};", html)


def _is_harmless(text: str) -> bool:
    """Whether a text is its own escape: most are, and a large package is made in half the time."""
    return (
        text.isprintable()
        and "::" not in text
        and not _SIGNS.search(text)
        and unicodedata.is_normalized("NFC", text)
    )


def escape_cloze(text: str, deletion: str) -> str:
    """HTML of a cloze text whose one true deletion is ``{{c1::<deletion>}}``; all else is plain text.

    Raises:
        ValueError: the text does not hold that deletion exactly once, or the deletion is empty.
    """
    mark = "{{c1::" + deletion + "}}"
    before, found, after = text.partition(mark)
    inner = _braceless(deletion)
    if not found or mark in after or not inner:
        raise ValueError("a cloze needs exactly one deletion, and this text has none or several")
    left, right = _edges(before), _edges(after)
    return f"{left[0]}{left[1]}{left[2]}{{{{c1::{inner}}}}}{right[0]}{right[1]}{right[2]}".strip()


def _edges(text: str) -> tuple[str, str, str]:
    """Leading space, escaped text, trailing space: a deletion keeps its distance from its neighbours."""
    body = plain(text)
    if not body.strip():
        return (" " if body else "", "", "")
    return (" " if body[0].isspace() else "", _braceless(body), " " if body[-1].isspace() else "")


def _braceless(text: str) -> str:
    """Escaped text in which even a single brace is harmless: it may come to stand beside our own."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")
