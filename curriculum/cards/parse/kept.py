"""Parses kept between runs in the user's cache folder: a sentence is parsed once. Safe to delete."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from threading import Lock
from typing import Any

from curriculum.cards.parse.model import AT_ONCE, FINGERPRINT, missing, parse
from curriculum.cards.parse.sentence import Sentence, Token
from curriculum.crew.crew import Crew
from curriculum.crew.hire import lent
from curriculum.rows import Rows

MOST = 200_000
"""Sentences that are kept; with more the file is begun anew."""
SECONDS = 1e-3
"""That one core takes to parse a sentence."""
_ALONE = Lock()
"""The parser does not promise to serve two threads at once."""


def parsed(texts: Collection[str], crew: Crew | None = None) -> Mapping[str, Sentence]:
    """Each of the texts parsed as one sentence; none when the parser is missing.

    Kept parses are taken first, and the parser is loaded only when there is a sentence that is new: by the
    ``crew``, or one of all cores when it is None.
    """
    wanted = list(dict.fromkeys(texts))
    rows = _rows()
    found = dict(_sentences(rows.read(wanted)))
    new = [text for text in wanted if text not in found]
    if not new or missing():
        return found
    parts = [tuple(new[start : start + AT_ONCE]) for start in range(0, len(new), AT_ONCE)]
    fresh: dict[str, str] = {}
    with lent(crew) as here:
        for part, told in zip(parts, here.map(_parsed, None, parts, SECONDS * len(new)), strict=True):
            fresh.update(zip(part, told, strict=True))
    rows.write(fresh)
    return found | dict(_sentences(fresh.items()))


def _sentences(kept: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Sentence]]:
    """The sentences of rows, by their texts; none for a row that somebody else wrote."""
    for text, row in kept:
        tokens = _tokens(row)
        if tokens is not None:
            yield str(text), Sentence(str(text), tokens)


def _parsed(_: None, texts: Sequence[str]) -> list[str]:
    """What is kept of each of these sentences."""
    with _ALONE:
        return [json.dumps(sentence.tokens, ensure_ascii=False) for sentence in parse(texts)]


def _rows() -> Rows:
    return Rows(f"parses-{FINGERPRINT[:12]}.sqlite", "parses", "tokens", MOST)


def _tokens(row: Any) -> tuple[Token, ...] | None:
    """The tokens of a kept row; None when somebody else wrote it."""
    with suppress(ValueError, TypeError):
        tokens = tuple(Token(*token) for token in json.loads(row))
        if all(isinstance(token.start, int) and token.head in range(len(tokens)) for token in tokens):
            return tokens
    return None
