"""Protocol buffers, as far as Anki keeps its settings in them: numbered fields, whatever they mean.

The format: https://protobuf.dev/programming-guides/encoding/
"""

import struct
from collections.abc import Iterator, Mapping, Sequence

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LARGEST = 1_000_000
"""Bytes of a message that no settings exceed."""
_LONGEST = 10
"""Bytes of the longest varint."""

Fields = Mapping[int, Sequence[int | bytes]]
"""Number of a field → its values in their order: a varint as a number, all else as bytes."""


def fields(data: bytes) -> Fields:
    """The fields of a message; raises ValueError for what is none."""
    if len(data) > _LARGEST:
        raise ValueError("no settings are so long")
    found: dict[int, list[int | bytes]] = {}
    for number, value in _values(data):
        found.setdefault(number, []).append(value)
    return found


def number(message: Fields, field: int, default: int = 0) -> int:
    """A field that is a number; the last of several holds."""
    numbers = [value for value in message.get(field, ()) if isinstance(value, int)]
    return numbers[-1] if numbers else default


def inner(message: Fields, field: int) -> Fields | None:
    """A field that is itself a message; None when it is not there. Raises ValueError as ``fields``."""
    parts = [value for value in message.get(field, ()) if isinstance(value, bytes)]
    return fields(parts[-1]) if parts else None


def floats(message: Fields, field: int) -> tuple[float, ...]:
    """A field of floats of four bytes, one after the other; raises ValueError when bytes are left over."""
    data = b"".join(value for value in message.get(field, ()) if isinstance(value, bytes))
    if len(data) % 4:
        raise ValueError("a float of four bytes is cut off")
    return struct.unpack(f"<{len(data) // 4}f", data)


def _values(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        if tag & 7 == _VARINT:
            value, at = _varint(data, at)
            yield tag >> 3, value
            continue
        length = {_EIGHT: 8, _FOUR: 4}.get(tag & 7)
        if tag & 7 == _BYTES:
            length, at = _varint(data, at)
        if length is None or at + length > len(data):
            raise ValueError("no message of protocol buffers")
        yield tag >> 3, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count, byte in enumerate(data[at : at + _LONGEST]):
        value |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            return value, at + count + 1
    raise ValueError("a number is cut off")
