"""The archive around a package's database: deflated, and the same bytes every time."""

import shutil
import zipfile
from pathlib import Path

_DATE = (1980, 1, 1, 0, 0, 0)
_LEVEL = 3
"""Of deflate: a sixth larger than level 6 in a third of the time."""


def write_zip(archive: Path, database: Path) -> None:
    """Write a package around a collection; it has no media."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        with (
            database.open("rb") as source,
            zipped.open(_member("collection.anki2"), "w", force_zip64=True) as target,
        ):
            shutil.copyfileobj(source, target, 1 << 20)
        zipped.writestr(_member("media"), "{}")


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member._compresslevel = _LEVEL  # type: ignore[attr-defined]  # ZipFile.open asks the member alone
    member.create_system = 3  # the same on every system
    member.external_attr = 0o644 << 16
    return member
