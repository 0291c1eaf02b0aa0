"""Sentences are cut where they end and nowhere else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards.sentence import split


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gemini 1.5 reads long files.", "Gradient.ai trains on them."],
        ["Work began in the U.S. Army.", "It ended in the U.S.", "The next came later."],
        ["Dr. Vera Rubin measured galaxies, e.g. Andromeda.", "She earned a Ph.D. in Washington."],
        ["J. S. Bach wrote it (cf. no. 4. in the list) for lute.", "Others copied it."],
        ["Is it over?", "“No.”", "It is not…", "And it goes on!"],
        ["The price rose 3.5 percent to $1.20.", "2024 was worse."],
        ["One sentence without an end"],
    ],
)
def test_sentences_are_cut_where_they_end(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[span.start : span.end] for span in split(text)] == sentences


@given(st.text(max_size=200))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    spans = split(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))
