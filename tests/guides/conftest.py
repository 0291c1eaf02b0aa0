"""The hand-made curriculum of ``guides_sample`` for every test of the guides."""

import pytest
from guides_sample import CARDS, make_library, make_outline

from curriculum.cards.card import Card
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library


@pytest.fixture
def cards() -> tuple[Card, ...]:
    return CARDS


@pytest.fixture
def library() -> Library:
    return make_library()


@pytest.fixture
def outline() -> Outline:
    return make_outline()
