"""Archives: what is in a zip file, never unpacked on the disk; one that could do harm is refused whole."""

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

MOST = 100_000
"""Files in an archive."""
_DIRECTORY = 32_000_000
"""Bytes of its list of files: a list is read before anything in it can be judged."""
_FREE = 100_000_000
"""Bytes that an archive may hold however little room it takes; beyond, it is not to swell without bound."""
_SWELLING = 100
"""Times its own size that an archive may hold. Notes shrink to a third, a bomb to a thousandth."""
_STORED, _DEFLATED = 0, 8
_LOCAL = struct.Struct("<4s22xHH")
_END = struct.Struct("<4s4H2LH")
_LINK = 0o120000
_UTF_8, _LOCKED = 0x800, 0x1


class Member(NamedTuple):
    """A file in an archive."""

    start: int
    """Where its header stands."""
    method: int
    packed: int
    size: int
    sum: int
    """CRC-32 of its bytes."""


def directory(file: BinaryIO) -> dict[str, Member]:
    """Every file in an archive by its path, POSIX; folders and links are none.

    Raises OSError for what is no archive, is locked or broken, names places outside itself, or would
    swell beyond bounds.
    """
    length = file.seek(0, 2)
    if _directory_size(file, length) > _DIRECTORY:
        raise refusal(f"it has more than {MOST:,} files")
    try:
        with zipfile.ZipFile(file) as found:
            entries = found.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError) as error:
        raise refusal("it is no zip file, or a broken one") from error
    if len(entries) > MOST:
        raise refusal(f"it has {len(entries):,} files, and at most {MOST:,} are looked at")
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise refusal("it is locked with a password")
    if sum(entry.compress_size for entry in entries) > length:
        raise refusal("its files lie over one another, as no program packs them")
    held = sum(entry.file_size for entry in entries)
    if held > most_held(length):
        raise refusal(f"{held / 1e6:,.0f} MB are packed into {length / 1e6:,.1f} MB, as no notes are")
    return dict(_members(entries))


def most_held(length: int) -> int:
    """Bytes that an archive of a length may hold."""
    return max(_FREE, _SWELLING * length)


def _members(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, Member]]:
    for entry in entries:
        name = _name(entry).replace("\\", "/")
        if "\0" in name or entry.header_offset < 0:
            raise refusal("it is no zip file, or a broken one")
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
            raise refusal(f"it names a place outside itself: {name[:60]}")
        if name.endswith("/") or entry.external_attr >> 16 & 0o170000 == _LINK:
            continue
        yield (
            "/".join(part for part in name.split("/") if part not in ("", ".")),
            Member(entry.header_offset, entry.compress_type, entry.compress_size, entry.file_size, entry.CRC),
        )


def _name(entry: zipfile.ZipInfo) -> str:
    """A name as it was meant: much that packs UTF-8 does not say so."""
    if not entry.flag_bits & _UTF_8:
        try:
            return entry.orig_filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return entry.orig_filename


def content(file: BinaryIO, member: Member, largest: int) -> bytes:
    """The bytes of a file in an archive, at most ``largest``; raises OSError as ``directory``."""
    if member.size > largest:
        said = f"it has {member.size / 1e6:,.1f} MB, and at most {largest / 1e6:,.0f} MB are read"
        raise OSError(errno.EFBIG, said)
    if member.method not in (_STORED, _DEFLATED):
        raise refusal(f"it is packed in a way that is not known here ({member.method})")
    file.seek(member.start)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise refusal("it is broken")
    _, name, extra = _LOCAL.unpack(head)
    file.seek(name + extra, 1)
    data = file.read(member.packed)
    if member.method == _DEFLATED:
        try:
            data = zlib.decompressobj(-15).decompress(data, member.size + 1)
        except zlib.error as error:
            raise refusal("it is broken") from error
    if len(data) != member.size or zlib.crc32(data) != member.sum:
        raise refusal("it is broken")
    return data


def refusal(why: str) -> OSError:
    """The error of an archive, or of a file in one, that is not read."""
    return OSError(errno.EINVAL, why)


def _directory_size(file: BinaryIO, length: int) -> int:
    """Bytes of the list of files, as the archive's end says; 0 when that end is not to be found."""
    file.seek(max(0, length - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return 0
    size = int(_END.unpack_from(tail, at)[5])
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if size == 0xFFFFFFFF and large >= 0 and at - large >= 56:
        size = int(struct.unpack_from("<Q", tail, large + 40)[0])
    return size
