"""Blocks: what the parser gives us, and that cutting a long text changes none of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.reading import blocks
from curriculum.reading.blocks import parse

LINES = st.sampled_from(
    ["# A", "## B c", "#", "#tag", "####### seven", "- item", "  - deeper", "1. one", "   text", "> quote",
     "text", "", "", "---", "===", "| a | b |", "|---|---|", "```", "~~~", "  ```", "- ```", "    # indented",
     " # moved", "# x #"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=30), st.integers(0, 40))
def test_a_long_text_is_cut_only_where_no_block_reaches_across(lines: list[str], piece: int) -> None:
    text = "\n".join(lines)
    whole = parse(text)
    before = blocks._PIECE
    try:
        blocks._PIECE = piece
        assert parse(text) == whole
    finally:
        blocks._PIECE = before


def test_lines_keep_their_numbers() -> None:
    (first, second) = parse("# A\n\n1. x\n   y\n\n   - z\n", shift=10)
    assert (first.kind, first.first, first.end) == ("heading", 11, 12)
    (item,) = second.children
    assert [(line.number, line.text) for line in item.children[0].lines] == [(13, "x"), (14, "y")]
    assert item.children[1].first == 16


def test_indented_text_is_text_and_not_code() -> None:
    (block,) = parse("    four spaces\n")
    assert (block.kind, block.text) == ("paragraph", "four spaces")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Short title\n---\n", ["heading"]),
        ("word " * 30 + "\n---\n", ["paragraph", "rule"]),
        ("two lines\nof prose\n---\n", ["paragraph", "rule"]),
        ("title: a\nshow: b\n---\n", ["heading"]),
    ],
    ids=["title", "long", "prose", "front matter"],
)
def test_an_underline_makes_a_heading_only_of_what_can_be_one(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in parse(text)] == kinds


def test_a_row_longer_than_its_head_loses_nothing() -> None:
    (table,) = parse("| a | b |\n|---|---|\n| c | d | e | f |\n")
    assert [line.text for line in table.children[1].lines] == ["c", "d", "e | f"]
