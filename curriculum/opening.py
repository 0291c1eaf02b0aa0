"""The one way in which a person's file is opened: a regular file of a bearable size, or a reason why not.

A folder of notes may hold anything: a pipe that nobody fills, a link to a device that never ends, a film.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

LARGEST = 20_000_000
"""Bytes of the largest text file that is read."""
LARGEST_OF_OURS = 2_000_000_000
"""Bytes of the largest lock, manifest or package: they grow with what was built."""

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
        return error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
    return True


def is_folder(path: Path) -> bool:
    """Whether it is a folder, or a link to one; never an error, unlike pathlib's."""
    return os.path.isdir(path)  # noqa: PTH112 - which raises for a name that is too long


def size(path: Path) -> int:
    """Bytes of a file; 0 when nobody can say."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def opened(path: Path, largest: int | None = LARGEST) -> Iterator[BufferedReader]:
    """A regular file, open for reading bytes; ``largest`` None is for those that are read bit by bit.

    Raises OSError, for ``why`` to tell, when it cannot be opened, is no regular file or is too large.
    """
    path = _on_disk(path)
    _check(path.stat(), path, largest)  # before it is opened: opening alone can set a device to work
    with os.fdopen(os.open(path, os.O_RDONLY | _FLAGS), "rb") as file:
        _check(os.fstat(file.fileno()), path, largest)
        yield file


def _on_disk(path: Path) -> Path:
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
