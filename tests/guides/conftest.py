"""The hand-made curriculum of ``guides_sample`` for every test of the guides."""

import pytest
from guides_sample import CARDS, make_library, make_outline

from curriculum.cards.card import Card
from curriculum.guides.guide import Course
from curriculum.guides.write import Written, write
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Its guides, printed once; for looking, or to take a copy of their folder."""
    return write(tmp_path_factory.mktemp("made"), Course(make_outline(), make_library(), CARDS))


@pytest.fixture
def cards() -> tuple[Card, ...]:
    return CARDS


@pytest.fixture
def library() -> Library:
    return make_library()


@pytest.fixture
def outline() -> Outline:
    return make_outline()
