"""The settings that Anki keeps as protocol buffers, against the library that writes them."""

import pytest
from anki import deck_config_pb2, decks_pb2
from hypothesis import given
from hypothesis import strategies as st

from curriculum.memory import presets, wire

Config = deck_config_pb2.DeckConfig.Config
Deck = decks_pb2.Deck

COUNTS = st.integers(0, 2**32 - 1)


@given(COUNTS, COUNTS, st.floats(0.7, 0.99), st.lists(st.floats(0.2, 0.7), min_size=21, max_size=21))
def test_a_preset_is_read_as_the_library_wrote_it(
    new: int, reviews: int, retention: float, parameters: list[float]
) -> None:
    config = Config(
        learn_steps=[1, 10],
        new_per_day=new,
        reviews_per_day=reviews,
        desired_retention=retention,
        fsrs_params_6=parameters,
        ignore_revlogs_before_date="2024-05-06",
        other=b"{}",
    )
    deck = Deck.KindContainer(normal=Deck.Normal(config_id=7, description="Sea"))
    found = presets.of_blobs(config.SerializeToString(), deck.SerializeToString())
    assert (found.new_a_day, found.reviews_a_day) == (new, reviews)
    assert found.retention == pytest.approx(retention, abs=1e-4)
    assert len(found.parameters) == 21
    assert found.parameters[0] == pytest.approx(parameters[0], abs=1e-6)


def test_what_a_preset_leaves_out_is_zero_or_not_known() -> None:
    """Protocol buffers write no zeros."""
    deck = Deck.KindContainer(normal=Deck.Normal(config_id=1)).SerializeToString()
    assert presets.of_blobs(Config().SerializeToString(), deck) == presets.Preset(0, 0, None, ())


def test_the_newest_parameters_hold() -> None:
    deck = Deck.KindContainer(normal=Deck.Normal(config_id=1)).SerializeToString()
    config = Config(fsrs_params_4=[0.4] * 17, fsrs_params_5=[0.5] * 19)
    assert presets.of_blobs(config.SerializeToString(), deck).parameters[0] == 0.5


@pytest.mark.parametrize("id", [1, 1_700_000_000_000])
def test_a_deck_names_its_preset(id: int) -> None:
    normal = Deck.KindContainer(normal=Deck.Normal(config_id=id))
    assert presets.preset_of(normal.SerializeToString()) == id


def test_a_filtered_deck_has_no_preset() -> None:
    filtered = Deck.KindContainer(filtered=Deck.Filtered(reschedule=True))
    assert presets.preset_of(filtered.SerializeToString()) is None


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_a_value_error(data: bytes) -> None:
    try:
        message = wire.fields(data)
    except ValueError:
        return
    assert all(isinstance(number, int) for number in message)


@pytest.mark.parametrize("data", [b"\x08", b"\x0a\x05abc", b"\x0b", b"\x0d\x00", b"\xff" * 12])
def test_a_message_that_is_cut_off_is_none(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut off|no message"):
        wire.fields(data)
