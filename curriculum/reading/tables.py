"""Tables: the data files that say what words in notes mean."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_NOT_WORDS = re.compile(r"[^\w&]+")
_EDGES = re.compile(r"^[\d\s]+|^\s+|\s+$")


def source(name: str) -> str:
    """The text of ``data/<name>.toml``."""
    return files("curriculum.data").joinpath(f"{name}.toml").read_text("utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """The contents of ``data/<name>.toml``."""
    return tomllib.loads(source(name))


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages besides English whose words are known (``data/languages.toml``)."""
    return tuple(code for code in table("languages") if code != "en")


def key(text: str) -> str:
    """A heading or field name as tables compare it: lower case, words only, no numbering."""
    return _EDGES.sub(
        "", _NOT_WORDS.sub(" ", text.casefold().replace("'", "").replace("’", "")).replace("_", " ")
    )
