"""Decoding: the bytes of a file as text with clean lines."""

import re
from typing import NamedTuple

from curriculum.letters import clean
from curriculum.reading.separators import RULE

_ODD_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_PAGE_BREAK = re.compile(r"^[^\S\n]*\x0c[^\S\n]*$", re.MULTILINE)
_BLANK = re.compile(r"^[^\S\n]+$", re.MULTILINE)

_CONTROLS = bytes(byte for byte in range(32) if byte not in (0, 9, 10, 11, 12, 13, 27))
_SIGNATURES = tuple(
    b"%PDF- PK\x03\x04 \x89PNG \xff\xd8\xff GIF8 \x1f\x8b \x7fELF ID3 OggS RIFF \x00\x00\x01\x00".split(b" ")
)
"""How PDF, zip, picture, sound and program files start."""


class Decoded(NamedTuple):
    """A file's text, how it was encoded, and what had to be done to read it."""

    text: str
    """Lines end in ``\\n``; blank lines are empty; a page break on a line of its own is a rule;
    no NUL; letters as ``letters.clean`` leaves them."""
    encoding: str
    notes: tuple[str, ...]
    """One sentence for each thing a person should know."""


def decode(data: bytes) -> Decoded | None:
    """The text of a file; None when the bytes are no text at all.

    Byte-order marks are followed; then UTF-8 is tried, then UTF-16 without a mark (known by its
    zero bytes), then Windows-1252. Characters the encoding does not have become U+FFFD, and a note
    says so.
    """
    notes: list[str] = []
    if data.startswith(b"\xef\xbb\xbf"):
        text, encoding = data[3:].decode("utf-8", "replace"), "utf-8-sig"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = data.decode("utf-16", "replace"), "utf-16"
    elif (width := _utf16(data)) is not None:
        text, encoding = data.decode(width, "replace"), width
        notes.append("The file is UTF-16 without a byte-order mark.")
    elif _is_binary(data):
        return None
    else:
        try:
            text, encoding = data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = data.decode("cp1252", "replace"), "windows-1252"
            notes.append("The file is not UTF-8; it was read as Windows-1252.")
    if "\0" in text:
        notes.append(f"{text.count(chr(0))} NUL characters were left out.")
        text = text.replace("\0", "")
    if "\ufffd" in text:
        notes.append("Some bytes could not be read and are shown as \N{REPLACEMENT CHARACTER}.")
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _PAGE_BREAK.sub(RULE, text)
    text = _BLANK.sub("", _ODD_BREAKS.sub(" ", text))
    return Decoded(text, encoding, tuple(notes))


def _utf16(data: bytes) -> str | None:
    """The UTF-16 flavour of bytes without a mark: every other byte of Western text is zero."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text: a known signature with control bytes, or many control bytes."""
    sample = data[:8000]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls and data.startswith(_SIGNATURES):
        return True
    return bool(sample) and (controls + sample.count(0) * 0.5) > 0.1 * len(sample)
