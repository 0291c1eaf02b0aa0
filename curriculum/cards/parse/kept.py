"""Parses kept between runs in the user's cache folder: a sentence is parsed once. Safe to delete."""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any

from curriculum.cards.parse.model import FINGERPRINT, Missing, parse
from curriculum.cards.parse.sentence import Sentence, Token
from curriculum.rows import Rows

MOST = 200_000
"""Sentences that are kept; with more the file is begun anew."""
_ALONE = Lock()
"""The parser does not promise to serve two threads at once."""


def parsed(texts: Collection[str]) -> Mapping[str, Sentence]:
    """Each of the texts parsed as one sentence; none when the parser is missing.

    Kept parses are taken first, and the parser is loaded only when there is a sentence that is new.
    """
    wanted = list(dict.fromkeys(texts))
    rows = _rows()
    kept = ((str(text), _tokens(row)) for text, row in rows.read(wanted))
    found = {text: Sentence(text, tokens) for text, tokens in kept if tokens is not None}
    new = [text for text in wanted if text not in found]
    if not new:
        return found
    try:
        with _ALONE:
            fresh = {sentence.text: sentence for sentence in parse(new, WORKERS)}
    except Missing:
        return found
    rows.write({text: json.dumps(one.tokens, ensure_ascii=False) for text, one in fresh.items()})
    return {**found, **fresh}


WORKERS = 2
"""Processes that parse when there is much to do."""


def _rows() -> Rows:
    return Rows(f"parses-{FINGERPRINT[:12]}.sqlite", "parses", "tokens", MOST)


def _tokens(row: Any) -> tuple[Token, ...] | None:
    """The tokens of a kept row; None when somebody else wrote it."""
    with suppress(ValueError, TypeError):
        tokens = tuple(Token(*token) for token in json.loads(row))
        if all(isinstance(token.start, int) and token.head in range(len(tokens)) for token in tokens):
            return tokens
    return None
