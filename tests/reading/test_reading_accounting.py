"""The law of reading: every line in exactly one place, and no word of a read line lost."""

import re
from pathlib import Path

import pytest
from accounting import SHOWS, check, lost_words, misplaced
from hypothesis import example, given, settings
from hypothesis import strategies as st
from real_notes import RETOLD, SEEDS, needs_real_notes

from curriculum.reading.decoding import decode
from curriculum.reading.episodes import read_text

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
    SENTENCES.map("{} #card".format),
    SENTENCES.map("ok {{{{c1::{}}}}} ok".format),
    SENTENCES.map("=={}== ok".format),
    SENTENCES.map("{}? ok".format),
    SENTENCES.map("ok :: {}".format),
    SENTENCES.map("ok [alpha:: {}]".format),
    SENTENCES.map("{} ((a1b2c3d4e))".format),
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
        "Flashcards",
        "Action Items",
        "Chapters",
        "Transcript",
    ]
)
OPENINGS = st.sampled_from(
    ["", "", "", "- ", "* ", "1. ", "2. ", "12) ", "> ", "# ", "## ", "### ", "    ", "\t- ", "   - ",
     "  ",
     "> - ", "- - ", "| ", "```\n", "- [ ] ", "[^1]: ", "[1]: ", "key:: ", "Q: ", "**", "+ # ", "A: ",
     "- Q: ", "Host: ", "- Guest: ", "Date: ",
     "Title: ", "Show: ", "Link: ", "tags: ", "[05:12] ", "• ", "1. ### ",
     "> [!quote] ", "> [!summary]\n> ", "x :: ", "Radiolab: ", "Episode 12: ", "alpha\n---\n",
     "---\nkey: ", "- ok?\n- ", "  - ", "  rating:: ", "ok?\n?\n", "- Q: ok\n- A: ", "A) ", "B) ",
     "ok #card\n", "~~~\n", "| Front | Back |\n|---|---|\n| ok | "]
)  # fmt: skip
LINES = st.one_of(
    st.builds(lambda start, text: start + text, OPENINGS, MARKED),
    st.builds(
        lambda start, name: f"{start}{name}", st.sampled_from(["## ", "# ", "**", "- ", "", "### "]), NAMES
    ),
    st.builds(
        lambda start, one, other: f"{start}(* {one}., * {other})",
        st.sampled_from(["", "  ", "- ", "Takeaways:\n"]),
        SENTENCES,
        MARKED,
    ),
    st.builds(
        lambda start, one, other: f"{start}• {one} • ok ok {other}",
        st.sampled_from(["", "- ", "Gamma: ", "**Gamma:** "]),
        SENTENCES,
        MARKED,
    ),
    st.sampled_from(
        ["", "", "---", "***", "===", "| a | b |\n|---|---|\n| c | d | e |", "> [!note] Alpha", "<!-- hi -->"]
    ),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)
WORDED = st.lists(LINES, max_size=25).map(
    lambda lines: "\n".join(re.sub("ok|alpha", f"word{place}", line) for place, line in enumerate(lines))
)
"""Such texts, in which no two lines begin alike."""


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("alpha\n## Key Points\n## **alpha:** ok\nbeta\n| a | b |\n|---|---|\n| c | d | e |")
@example("---\nkey: alpha\nsee [alpha](https://example.org/a_(b))\nalpha\n---\nalpha")
@example("beta\n## Flashcards\n- beta\n**alpha:** ok")
@example("# Ropes\n- Knots\n  Summary:\n  Friction: it holds the rope.")
def test_notes_of_any_shape(text: str) -> None:
    """Any mixture of what people write: all lines accounted for, no word lost."""
    read = check(text)
    assert lost_words(text, read) == []


@settings(max_examples=150, deadline=None)
@given(WORDED)
@example(
    "# Ropes\n- How they hold\n\n  Summary:\n  Friction holds them."
    "\n- Knots - In short\n\n  Note:\n  Tie them."
)
@example(
    "# Ropes\n- **Knots**\n  Tie them.\n- **Fibres:**\n  [1:20]"
    "\n  Hemp is long.\n    - **Flax**:\n      So is this."
)
def test_every_text_of_a_point_begins_on_its_line(text: str) -> None:
    """Whatever label, title or mark stands above it."""
    assert misplaced(text, check(text)) == []


def test_a_text_below_its_label_has_a_line_of_its_own() -> None:
    """Where a topic of an export stands three lines above what it says."""
    (episode,) = check("# Ropes\n- How they hold\n\n  Summary:\n  Friction holds them.\n").episodes
    (point,) = episode.points
    assert (point.line, point.text_line, point.text) == (2, 5, "Friction holds them.")


@pytest.mark.campaign
@settings(max_examples=10_000, deadline=None)
@given(TEXTS)
def test_notes_of_any_shape_at_length(text: str) -> None:
    assert lost_words(text, check(text)) == []


@pytest.mark.campaign
@settings(max_examples=10_000, deadline=None)
@given(WORDED)
def test_every_text_of_a_point_begins_on_its_line_at_length(text: str) -> None:
    assert misplaced(text, check(text)) == []


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=50, deadline=None)
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
