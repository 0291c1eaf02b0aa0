"""Parses kept between runs in the user's cache folder: a sentence is parsed once. Safe to delete."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from curriculum.cache import cache_folder
from curriculum.cards.parse.model import FINGERPRINT, Missing, parse
from curriculum.cards.parse.sentence import Sentence, Token

MOST = 200_000
"""Sentences that are kept; with more the file is begun anew."""


def parsed(texts: Collection[str]) -> Mapping[str, Sentence]:
    """Each of the texts parsed as one sentence; none when the parser is missing.

    Kept parses are taken first, and the parser is loaded only when there is a sentence that is new.
    """
    wanted = list(dict.fromkeys(texts))
    path = _file()
    found = dict(_read(path, wanted)) if path is not None else {}
    new = [text for text in wanted if text not in found]
    if not new:
        return found
    try:
        fresh = {sentence.text: sentence for sentence in parse(new, WORKERS)}
    except Missing:
        return found
    if path is not None:
        _write(path, fresh)
    return {**found, **fresh}


WORKERS = 2
"""Processes that parse when there is much to do."""


def _file() -> Path | None:
    folder = cache_folder()
    return folder / f"parses-{FINGERPRINT[:12]}.sqlite" if folder is not None else None


def _read(path: Path, texts: Collection[str]) -> Iterator[tuple[str, Sentence]]:
    if not path.is_file():
        return
    with suppress(sqlite3.Error, ValueError, TypeError), closing(sqlite3.connect(path, timeout=1)) as kept:
        for text in texts:
            row = kept.execute("SELECT tokens FROM parses WHERE text = ?", (text,)).fetchone()
            if row is not None and (tokens := _tokens(row[0])) is not None:
                yield text, Sentence(text, tokens)


def _tokens(row: str) -> tuple[Token, ...] | None:
    """The tokens of a kept row; None when somebody else wrote it."""
    tokens = tuple(Token(*token) for token in json.loads(row))
    sound = all(isinstance(token.start, int) and token.head in range(len(tokens)) for token in tokens)
    return tokens if sound else None


def _write(path: Path, fresh: Mapping[str, Sentence]) -> None:
    with suppress(OSError, sqlite3.Error):
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=1)) as kept, kept:
            kept.execute(
                "CREATE TABLE IF NOT EXISTS parses (text TEXT PRIMARY KEY, tokens TEXT) WITHOUT ROWID"
            )
            (count,) = kept.execute("SELECT count(*) FROM parses").fetchone()
            if count > MOST:
                kept.execute("DELETE FROM parses")
            rows = ((text, json.dumps(one.tokens, ensure_ascii=False)) for text, one in fresh.items())
            kept.executemany("INSERT OR REPLACE INTO parses VALUES (?, ?)", rows)
