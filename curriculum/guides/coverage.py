"""Which characters the fonts of this machine have, asked of fontconfig, as the pages' own layout asks it."""

import ctypes
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache

from curriculum.guides import fonts

_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
_ASIDE = frozenset((*range(0xFE00, 0xFE10), 0x20E3))
"""Variation selectors, which choose how the character before them looks; the key around a figure."""
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Letters of which two make a flag."""


def visible(texts: Iterable[str]) -> frozenset[str]:
    """The characters of these texts that leave a mark on a page, accents joined with their letters."""
    found: set[str] = set()
    for text in texts:
        found.update(unicodedata.normalize("NFC", text) if not text.isascii() else text)
    return frozenset(
        char
        for char in found
        if char > "\x7f" and unicodedata.category(char) not in _UNSEEN and ord(char) not in _ASIDE
    )


def others(chars: Iterable[str]) -> frozenset[str]:
    """Those of these characters that our fonts lack."""
    beyond = frozenset(char for char in chars if ord(char) not in fonts.covered())
    if not beyond:  # and the other fonts need not be opened
        return beyond
    return frozenset(
        char for char in beyond if ord(char) not in fonts.lent() and ord(char) not in fonts.emoji()
    )


def lacking(chars: Iterable[str]) -> frozenset[str]:
    """Those of these characters that no font has, ours or the machine's.

    A character for private use has no meaning that two fonts agree on: it counts as one that none has.
    Where fontconfig cannot be asked, no guide can be printed either, and nothing is said to lack.
    """
    wanted = frozenset(chars)
    if not wanted:
        return wanted
    private = frozenset(char for char in wanted if unicodedata.category(char) == "Co")
    rest = wanted - private
    with _sets() as sets:
        if sets is None:
            return frozenset()
        has = sets[0].FcCharSetHasChar
        for charset in sets[1]:
            if not rest:
                break
            rest = frozenset(char for char in rest if not has(charset, ord(char)))
    return private | rest


def told(chars: Iterable[str]) -> frozenset[str]:
    """Those of these characters that a page tells in words: no font has them, or they are letters of flags.

    Emoji show a flag as its two letters, too small to read, and Norway's as another country's.
    """
    wanted = frozenset(chars)
    return lacking(others(wanted)) | (wanted & _FLAGS)


def digest() -> str:
    """SHA-256 over names and sizes of the machine's fonts: another one when a font comes, goes or changes."""
    state = hashlib.sha256()
    for folder in fonts.machine_folders():
        for path in sorted(folder.rglob("*")):
            with suppress(OSError):
                if path.is_file():
                    state.update(
                        f"{path.as_posix()} {path.stat().st_size}\n".encode("utf-8", "surrogateescape")
                    )
    return state.hexdigest()


class _FontSet(ctypes.Structure):
    """fontconfig's FcFontSet."""

    _fields_ = (
        ("nfont", ctypes.c_int),
        ("sfont", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


@cache
def _fontconfig() -> ctypes.CDLL | None:
    """The library, its functions' types declared; None where the machine has none."""
    pointer = ctypes.c_void_p
    for name in _LIBRARIES:
        with suppress(OSError):
            library = ctypes.CDLL(name)
            break
    else:
        return None
    for function, result, arguments in (
        ("FcInitLoadConfigAndFonts", pointer, ()),
        ("FcPatternCreate", pointer, ()),
        ("FcObjectSetCreate", pointer, ()),
        ("FcObjectSetAdd", ctypes.c_int, (pointer, ctypes.c_char_p)),
        ("FcFontList", ctypes.POINTER(_FontSet), (pointer, pointer, pointer)),
        (
            "FcPatternGetCharSet",
            ctypes.c_int,
            (pointer, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(pointer)),
        ),
        ("FcCharSetHasChar", ctypes.c_int, (pointer, ctypes.c_uint32)),
        ("FcFontSetDestroy", None, (ctypes.POINTER(_FontSet),)),
        ("FcObjectSetDestroy", None, (pointer,)),
        ("FcPatternDestroy", None, (pointer,)),
        ("FcConfigDestroy", None, (pointer,)),
    ):
        declared = getattr(library, function)
        declared.restype, declared.argtypes = result, arguments
    return library


@contextmanager
def _sets() -> Iterator[tuple[ctypes.CDLL, list[ctypes.c_void_p]] | None]:
    """The library, and the character set of each font that a page may use."""
    library = _fontconfig()
    with suppress(OSError):  # no room for its cache, and so none for a guide
        fonts.configure(machine=True)
    if library is None or not os.environ.get("FONTCONFIG_FILE"):
        yield None
        return
    config = library.FcInitLoadConfigAndFonts()
    pattern, wanted = library.FcPatternCreate(), library.FcObjectSetCreate()
    library.FcObjectSetAdd(wanted, b"charset")
    listed = library.FcFontList(config, pattern, wanted)
    charsets = []
    for place in range(listed.contents.nfont if listed else 0):
        charset = ctypes.c_void_p()
        if (
            library.FcPatternGetCharSet(listed.contents.fonts[place], b"charset", 0, ctypes.byref(charset))
            == 0
        ):
            charsets.append(charset)
    try:
        yield library, charsets
    finally:
        if listed:
            library.FcFontSetDestroy(listed)
        library.FcObjectSetDestroy(wanted)
        library.FcPatternDestroy(pattern)
        library.FcConfigDestroy(config)
