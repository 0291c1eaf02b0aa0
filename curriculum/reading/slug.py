"""Slugs: short safe names for ids, files and tags."""

import hashlib
import re
import unicodedata

_GAPS = re.compile(r"[\W_]+")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum()}
"""The gaps of ASCII."""
_APOSTROPHES = re.compile(r"(?<=\w)['’](?=\w)")


def slug(text: str, limit: int = 60) -> str:
    """A lower-case name of letters, digits and hyphens, at most ``limit`` characters.

    Accents are folded, other scripts kept, words cut whole. A text without any letter or digit
    (only emoji, say) gives ``x`` and eight digits of its hash, so that it still names one thing.
    """
    plain = _APOSTROPHES.sub("", text) if "'" in text or "’" in text else text
    if plain.isascii():
        words = "-".join(plain.lower().translate(_SPACED).split())
    else:
        folded = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in folded if not unicodedata.combining(char))
        words = unicodedata.normalize("NFC", _GAPS.sub("-", plain.lower())).strip("-")
    if not words:
        return "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if len(words) <= limit:
        return words
    whole = words[: limit + 1].rpartition("-")[0]
    return whole or words[:limit]
