"""What a deck allows a day, and what FSRS goes by in it: Anki's deck presets."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from curriculum.memory import parameters, wire

_RETENTIONS = 0.7, 0.99
"""Anki takes the default for a desired retention outside these."""


class Preset(NamedTuple):
    """The settings of one deck: its own where it has them, else those of its preset."""

    new_a_day: int | None = None
    reviews_a_day: int | None = None
    retention: float | None = None
    parameters: tuple[float, ...] = ()
    """As ``parameters.filled``."""


def of_json(preset: Mapping[str, Any], deck: Mapping[str, Any]) -> Preset:
    """From what Anki's Python and collections of schema 11 show: a preset, and a deck that uses it."""
    new, reviews = deck.get("newLimit"), deck.get("reviewLimit")
    share = deck.get("desiredRetention")
    given = next(
        (found for name in ("fsrsParams6", "fsrsParams5", "fsrsWeights") if (found := preset.get(name))), ()
    )
    return Preset(
        _count(preset.get("new", {}).get("perDay") if new is None else new),
        _count(preset.get("rev", {}).get("perDay") if reviews is None else reviews),
        _retention(preset.get("desiredRetention") if share is None else float(share) / 100),
        parameters.filled([float(one) for one in given]),
    )


def of_blobs(preset: bytes, kind: bytes) -> Preset:
    """From the columns ``deck_config.config`` and ``decks.kind`` of schema 15 and later.

    The numbers of fields are those of Anki's ``deck_config.proto`` and ``decks.proto``.

    Raises ValueError for what is no such message.
    """
    kept = wire.fields(preset)
    deck = wire.inner(wire.fields(kind), 1) or {}
    share = wire.floats(deck, 10) or wire.floats(kept, 37) or (None,)
    given = next((found for field in (6, 5, 3) if (found := wire.floats(kept, field))), ())
    return Preset(
        wire.number(deck, 7, wire.number(kept, 9)),
        wire.number(deck, 6, wire.number(kept, 10)),
        _retention(share[-1]),
        parameters.filled(given),
    )


def preset_of(kind: bytes) -> int | None:
    """The id of the preset that a deck uses; None for a filtered deck. Raises ValueError as ``of_blobs``."""
    deck = wire.inner(wire.fields(kind), 1)
    return None if deck is None else wire.number(deck, 1)


def _count(said: Any) -> int | None:
    return None if said is None else max(0, int(said))


def _retention(share: Any) -> float | None:
    low, high = _RETENTIONS
    return round(float(share), 4) if share is not None and low <= round(float(share), 4) <= high else None
