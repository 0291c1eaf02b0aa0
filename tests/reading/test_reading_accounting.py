"""The law of reading: every line in exactly one place, and no word of a read line lost."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_notes import RETOLD, SEEDS, needs_real_notes

from curriculum.reading.decoding import decode
from curriculum.reading.episodes import ReadFile, read_text
from curriculum.reading.shows import known_shows

SHOWS = known_shows()
MARKS = re.compile(r"</?b>|^[\s>*+-]*(?:\d+[.)][\s>*+-]+)*")
"""Marks that hold a letter or a figure: tags, and the numbers of ordered lists."""
WITHOUT_WORDS = re.compile(r"mark|separator|comment|heading of .*|unread")
"""Accounts of lines whose words no field has to hold: section names, rules, what was left unread."""


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield str(value)


def lost_words(text: str, read: ReadFile) -> list[tuple[int, str, str]]:
    """(line, account, word) for each word of a read line that no field of any episode holds."""
    held = " ".join(part for episode in read.episodes for part in strings(episode.model_dump())).casefold()
    lost = []
    for number, line in enumerate(text.split("\n"), 1):
        account = read.file.accounts.get(number, "")
        if account and not WITHOUT_WORDS.fullmatch(account):
            words = re.findall(r"[^\W_]+", MARKS.sub(" ", line.casefold()))
            lost.extend((number, account, word) for word in words if word not in held)
    return lost


def check(text: str) -> ReadFile:
    read = read_text(text, "notes.md", SHOWS)
    written = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert set(read.file.accounts) == written
    assert read.file.lines == len(written)
    unread = {number for number, account in read.file.accounts.items() if account == "unread"}
    assert {problem.line for problem in read.problems if problem.kind == "unread"} == unread
    return read


WORDS = st.sampled_from("alpha beta Gamma delta Epsilon 1987 café naïve 東京 x9 O'Neil Q: so—on e.g.".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
MARKED = st.one_of(
    SENTENCES,
    SENTENCES.map("**{}**".format),
    SENTENCES.map("**{}:** ok".format),
    SENTENCES.map("*{}*: ok".format),
    SENTENCES.map("`{}`".format),
    SENTENCES.map("[[{}]]".format),
    SENTENCES.map("<b>{}</b>".format),
    SENTENCES.map("{} — ok".format),
    SENTENCES.map('"{}" — Ann Lee'.format),
    SENTENCES.map("see [{}](https://example.org/a_(b))".format),
)
NAMES = st.sampled_from(
    [
        "Key Points",
        "Summary",
        "Quotes",
        "Takeaways",
        "Introduction",
        "Vocabulary",
        "Links",
        "Metadata",
        "Guests",
    ]
)
OPENINGS = st.sampled_from(
    ["", "", "", "- ", "* ", "1. ", "2. ", "12) ", "> ", "# ", "## ", "### ", "    ", "\t- ", "   - ", "  ",
     "> - ", "- - ", "| ", "```\n", "- [ ] ", "[^1]: ", "[1]: ", "key:: ", "Q: ", "**", "+ # "]
)  # fmt: skip
LINES = st.one_of(
    st.builds(lambda start, text: start + text, OPENINGS, MARKED),
    st.builds(
        lambda start, name: f"{start}{name}", st.sampled_from(["## ", "# ", "**", "- ", "", "### "]), NAMES
    ),
    st.sampled_from(
        ["", "", "---", "***", "===", "| a | b |\n|---|---|\n| c | d | e |", "> [!note] Alpha", "<!-- hi -->"]
    ),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_notes_of_any_shape(text: str) -> None:
    """Any mixture of what people write: all lines accounted for, no word lost."""
    read = check(text)
    assert lost_words(text, read) == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    decoded = decode(text.encode("utf-8", "replace"))
    if decoded is not None:
        check(decoded.text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None:
        assert "\0" not in decoded.text
        assert "\r" not in decoded.text
        check(decoded.text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_reads_the_same(text: str) -> None:
    assert read_text(text, "notes.md", SHOWS) == read_text(text, "notes.md", SHOWS)


@pytest.mark.parametrize(
    "folder", [pytest.param(SEEDS, id="real", marks=needs_real_notes), pytest.param(RETOLD, id="retold")]
)
def test_no_word_of_the_notes_is_lost(folder: Path) -> None:
    """Only the short names of the show are not kept as written: its full name stands for them."""
    for path in folder.glob("*.txt"):
        text = path.read_text("utf-8")
        lost = lost_words(text, check(text))
        assert {(account, word) for _, account, word in lost} <= {
            ("title", "revtinygpu"),
            ("title", "cogrev"),
        }
