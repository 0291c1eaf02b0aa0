"""The one way in which a person's file is opened: a regular file of a bearable size, or a reason why not.

A folder of notes may hold anything: a pipe that nobody fills, a link to a device that never ends, a film.
A path may lead on into a zip file, as if that were a folder: ``export.zip/pages/Kelp.md``.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BufferedReader, BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from curriculum import archive

LARGEST = 20_000_000
"""Bytes of the largest text file that is read."""
LARGEST_OF_OURS = 2_000_000_000
"""Bytes of the largest lock, manifest or package: they grow with what was built."""
LARGEST_INNER = 200_000_000
"""Bytes of the largest archive within an archive: it is held in memory."""
_DEEPEST = 3
"""Archives within one another: programs that cut an export into parts make two."""

_NO_FILES = {
    stat.S_IFDIR: "it is a folder, not a file",
    stat.S_IFIFO: "it is a named pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
}
_WORDS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "you do not have the permission to open it",
    errno.EPERM: "you do not have the permission to open it",
    errno.ELOOP: "it is a link that leads round in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "you have no room left on the disk",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk does not answer",
}
# a device is opened without waiting for it, and on Windows no byte is changed
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def why(error: OSError) -> str:
    """What the system had against a file, in words that follow a colon."""
    if error.errno in _WORDS and error.strerror == os.strerror(error.errno):
        return _WORDS[error.errno]
    return error.strerror or str(error) or type(error).__name__


def is_there(path: Path) -> bool:
    """Whether something stands at the path, even a link that leads nowhere; True when nobody may look."""
    try:
        path.lstat()
    except ValueError:
        return False  # a name that no system allows
    except OSError as error:
        if error.errno == errno.ENOTDIR:
            return _is_packed(path)
        return error.errno not in (errno.ENOENT, errno.ENAMETOOLONG)
    return True


def is_folder(path: Path) -> bool:
    """Whether it is a folder, or a link to one; never an error, unlike pathlib's."""
    return os.path.isdir(path)  # noqa: PTH112 - which raises for a name that is too long


def is_archive(path: Path) -> bool:
    """Whether a path is named as a zip file."""
    return path.suffix.lower() == ".zip"


def on_disk(path: Path) -> Path:
    """The archive that a path leads into; the path itself when it leads into none."""
    return next(
        (parent for parent in reversed(path.parents) if is_archive(parent) and parent.is_file()), path
    )


def size(path: Path) -> int:
    """Bytes of a file; 0 when nobody can say."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def stamp(path: Path) -> tuple[int, int, int]:
    """Size and times of a file, those of the archive for one that lies in it; raises OSError."""
    there = _there(path)
    found = there.file.stat() if isinstance(there, _Packed) else there
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def members(path: Path) -> tuple[str, ...]:
    """Every file in a zip file, and in the zip files within it, by its path; raises OSError for ``why``."""
    found: list[str] = []
    held, most = 0, archive.most_held(size(path))
    for name, member in _listed(path, "", 1):
        found.append(name)
        held += member.size
        if len(found) > archive.MOST or held > most:
            raise archive.refusal("the zip files within it hold more than any notes do")
    return tuple(found)


@contextmanager
def opened(path: Path, largest: int | None = LARGEST) -> Iterator[BufferedReader | BytesIO]:
    """A regular file, open for reading bytes; ``largest`` None is for those that are read bit by bit.

    Raises OSError, for ``why`` to tell, when it cannot be opened, is no regular file or is too large.
    """
    path = encodable(path)
    found = _there(path)
    if isinstance(found, _Packed):
        yield BytesIO(_content(found, LARGEST if largest is None else largest))
        return
    _check(found, path, largest)  # before it is opened: opening alone can set a device to work
    with os.fdopen(os.open(path, os.O_RDONLY | _FLAGS), "rb") as file:
        _check(os.fstat(file.fileno()), path, largest)
        yield file


def encodable(path: Path) -> Path:
    """The path as this system names it: where names are said to be ASCII, other letters are UTF-8's bytes."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return Path(os.fsdecode(str(path).encode("utf-8", "surrogateescape")))
    return path


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file; raises as ``opened``."""
    with opened(path, largest) as file:
        data = file.read(largest + 1)  # it may have grown meanwhile, and some files do not tell their size
    if len(data) > largest:
        raise _too_large(path, len(data), largest)
    return data


def read_text(path: Path, largest: int = LARGEST) -> str:
    """The text of a file in UTF-8, without its byte-order mark; raises OSError also for other bytes."""
    data = read_bytes(path, largest)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OSError(errno.EILSEQ, f"it is not UTF-8 text (line {line})", str(path)) from None


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; raises as ``opened``."""
    with opened(path, None) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(path: Path) -> str | None:
    """The digest of a file; None for what cannot be opened, which is the same as nothing else."""
    try:
        return digest(path)
    except OSError:
        return None


def is_same(path: Path, sha: str | None) -> bool:
    """Whether a file with that digest stands there; what cannot be opened is another."""
    return sha is not None and fingerprint(path) == sha


def says(path: Path, text: str) -> bool:
    """Whether a file with that very text stands there."""
    return is_same(path, hashlib.sha256(text.encode("utf-8")).hexdigest())


def _check(found: os.stat_result, path: Path, largest: int | None) -> None:
    kind = stat.S_IFMT(found.st_mode)
    if kind == stat.S_IFDIR:
        os.scandir(path).close()  # a folder that cannot even be searched has a better reason
    if kind != stat.S_IFREG:
        raise OSError(errno.EINVAL, _NO_FILES.get(kind, "it is not a file"), str(path))
    if largest is not None and found.st_size > largest:
        raise _too_large(path, found.st_size, largest)


def _too_large(path: Path, size: int, largest: int) -> OSError:
    said = f"it has {size / 1e6:,.1f} MB, and at most {largest / 1e6:,.0f} MB are read"
    return OSError(errno.EFBIG, said, str(path))


class _Packed(NamedTuple):
    """A file that lies in an archive."""

    file: Path
    """The archive on the disk."""
    around: str
    """The archive within it that holds the file, by its path there; "" when it holds the file itself."""
    member: archive.Member


def _there(path: Path) -> os.stat_result | _Packed:
    """What a path leads to, on the disk or in an archive; raises OSError when that is nothing."""
    try:
        return path.stat()
    except NotADirectoryError:
        if packed := _packed(path):
            return packed
        raise


def _packed(path: Path) -> _Packed | None:
    """The file in an archive that a path leads to; None when it leads to none. Raises OSError."""
    file = next((parent for parent in path.parents if is_archive(parent) and parent.is_file()), None)
    if file is None:
        return None
    within = PurePosixPath(path.relative_to(file).as_posix())
    around = next((str(parent) for parent in within.parents if is_archive(Path(parent))), "")
    name = str(within.relative_to(around)) if around else str(within)
    member = _directory(file, around).get(name)
    return _Packed(file, around, member) if member else None


def _is_packed(path: Path) -> bool:
    try:
        return _packed(path) is not None
    except OSError:
        return False


def _content(packed: _Packed, largest: int) -> bytes:
    if packed.around:
        return archive.content(BytesIO(_inner(packed.file, packed.around)), packed.member, largest)
    with opened(packed.file, None) as file:
        return archive.content(file, packed.member, largest)


def _listed(file: Path, around: str, depth: int) -> Iterator[tuple[str, archive.Member]]:
    for name, member in _directory(file, around).items():
        path = f"{around}/{name}" if around else name
        if not is_archive(Path(name)):
            yield path, member
        elif depth < _DEEPEST:
            yield from _listed(file, path, depth + 1)
        else:
            raise archive.refusal(f"more than {_DEEPEST} zip files lie in one another in it")


def _directory(file: Path, around: str) -> Mapping[str, archive.Member]:
    return _kept_directory(file, around, stamp(file))


@lru_cache(maxsize=16)
def _kept_directory(file: Path, around: str, stamped: tuple[int, int, int]) -> Mapping[str, archive.Member]:
    """What lies in an archive; kept, since each of its files asks for it."""
    if around:
        return archive.directory(BytesIO(_kept_inner(file, around, stamped)))
    with opened(file, None) as open_file:
        return archive.directory(open_file)


def _inner(file: Path, around: str) -> bytes:
    return _kept_inner(file, around, stamp(file))


@lru_cache(maxsize=2)
def _kept_inner(file: Path, around: str, stamped: tuple[int, int, int]) -> bytes:
    """The bytes of an archive that lies in another."""
    packed = _packed(file / around)
    if packed is None:
        raise archive.refusal(f"{around} in it is no zip file, or a broken one")
    return _content(packed, LARGEST_INNER)
