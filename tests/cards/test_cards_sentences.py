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


@given(st.text(alphabet="ab.(!? )e.g1A“”'\n", max_size=120))
def test_a_sentence_ends_where_all_that_stands_before_it_says_so(text: str) -> None:
    """Only the last letters before a full stop are looked at, and brackets are counted as they come."""
    for one, other in pairwise(split(text)):
        sentence = text[one.start : one.end]
        assert sentence.count("(") <= sentence.count(")")
        assert sentence.rstrip("\"”’')]")[-1] in ".!?…"
        assert not text[other.start].islower()


def test_an_abbreviation_is_known_behind_a_word_without_end() -> None:
    text = f"{'a' * 500} e.g. Andromeda ends here. {'B' * 500}. Next."
    assert [text[span.end - 5 : span.end] for span in split(text)] == ["here.", "BBBB.", "Next."]
