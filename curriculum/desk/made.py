"""What a build made, as the page offers it: each file with what it is, and nothing but those."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import opening, publish
from curriculum.count import several
from curriculum.planning import calendar_file, outline_file, outline_markdown
from curriculum.product import PAGE
from curriculum.shipping.leech import unsuspend
from curriculum.value import Value

_TYPES: Mapping[str, str] = {
    ".apkg": "application/octet-stream",
    ".pdf": "application/pdf",
    ".ics": "text/calendar; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".toml": "application/toml; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".zip": "application/zip",
}
"""Ending → the type of what such a file holds."""
_WHOLE: Mapping[str, str] = {
    ".apkg": "All cards. Import this in Anki: File, Import",
    ".pdf": "The guide of all weeks, to print",
    ".html": "The guide of all weeks, to read on a screen",
}
"""Ending → what a file of the whole curriculum is, in the order in which they are wanted."""
_WEEK: Mapping[str, str] = {
    ".pdf": "The guide of week {}, to print",
    ".html": "The guide of week {}, to read on a screen",
    ".apkg": "The cards of week {} alone",
}
_ALONE: Mapping[str, str] = {
    PAGE: "The month on one page, for a browser; its links need the other files beside it",
    calendar_file.NAME: "The days of study, for your calendar",
    "cards.csv": "A table of all cards, for a spreadsheet",
    outline_markdown.NAME: "The plan, to read",
    outline_file.NAME: "The plan, to edit",
}
"""Name → what that file is."""
_STATES: Mapping[str, str] = {
    "new": "new",
    "updated": "in new words",
    "unchanged": "as they were",
    "elsewhere": "shared with another curriculum",
    "retired": "retired",
}
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every file in a zip file, so that the same files are the same bytes."""
_OF_WEEK = re.compile(r"week-(\d+)-.+")


class File(Value):
    """A file that a build made."""

    name: str
    what: str
    size: int
    """Bytes."""


class Made(Value):
    """What there is to fetch of a curriculum."""

    name: str
    """Of its folder."""
    folder: str
    files: tuple[File, ...]
    """What to import first."""


class Built(Value):
    """What a build says when it has ended."""

    title: str
    said: tuple[str, ...]
    """Sentences for the person, the counts first."""
    searches: Mapping[str, str]
    """What → what to type into Anki's search to see those cards."""


class Gone(Exception):
    """No build made a file of that name, or it is no longer there."""


def of(folder: Path) -> Made:
    """The files that the last build of a curriculum made, and that are there; and all of them as one."""
    found = sorted((_place(folder, name), name) for name in _names(folder))
    files = [File(name=name, what=place.what, size=opening.size(folder / name)) for place, name in found]
    if len(files) > 1:
        first = int(files[0].name.endswith(".apkg"))  # which is wanted most
        files.insert(first, _all_in_one(folder, files))
    return Made(name=folder.name, folder=folder.as_posix(), files=tuple(files))


def _names(folder: Path) -> list[str]:
    return [name for name in publish.read_manifest(folder) if _inside(folder, name)]


def _zip_name(folder: Path) -> str:
    return f"{folder.name}.zip"


def _all_in_one(folder: Path, files: Sequence[File]) -> File:
    """All files in one, which is made when it is asked for: about as large as they are together."""
    what = "All files as one folder"
    if any(file.name == PAGE for file in files):
        what += f". Unpack it and open {PAGE}: there all links work"
    return File(name=_zip_name(folder), what=what, size=sum(file.size for file in files))


def _zipped(folder: Path) -> bytes:
    """All files in a folder of the curriculum's name; raises OSError when one cannot be read."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name in sorted(_names(folder)):
            member = zipfile.ZipInfo(f"{folder.name}/{name}", _DATE)
            member.create_system, member.external_attr = 3, 0o644 << 16  # the same on every system
            zipped.writestr(member, opening.read_bytes(folder / name, opening.LARGEST_OF_OURS))
    return made.getvalue()


def read(folder: Path, name: str) -> tuple[bytes, str]:
    """The bytes of one of those files, and their type; raises Gone for every other name."""
    names = _names(folder)
    is_whole = name == _zip_name(folder) and bool(names)
    if name not in names and not is_whole:
        raise Gone
    try:
        data = _zipped(folder) if is_whole else opening.read_bytes(folder / name, opening.LARGEST_OF_OURS)
    except OSError as error:
        raise Gone from error
    return data, _TYPES.get(Path(name).suffix, "application/octet-stream")


def _inside(folder: Path, name: str) -> bool:
    """Whether a file lies in the folder itself: what a link shows lies elsewhere."""
    path = folder / name
    try:
        return path.is_file() and path.resolve() == folder.resolve() / name
    except OSError:  # no file may have such a name, or nobody may look at it
        return False


def told(document: Mapping[str, Any]) -> Built:
    """What the document of ``curriculum build --json`` says in words."""
    return Built(title=document["title"], said=tuple(_said(document)), searches=document["searches"])


def _said(document: Mapping[str, Any]) -> Iterator[str]:
    cards = document["cards"]
    weeks, study = document["cards_a_week"], sum(document["cards_a_week"])
    if study:
        yield f"{several(study, 'card')} to study in {several(len(weeks), 'week')}."
    if "decks" in document["products"] and not document["notes"]["total"]:
        yield "No package for Anki was made: it would have no card."
    changed = [f"{cards[state]:,} {word}" for state, word in _STATES.items() if cards[state]]
    if changed and "decks" in document["products"]:
        yield f"In the package: {', '.join(changed)}."
    if study and cards["held"]:
        held = several(cards["held"], "card")
        yield f"{held} did not pass every check and {_was(cards['held'])} held back."
    if document["waiting"]:
        yield waiting(document["waiting"])
    if document["suspended"]:
        yield unsuspend(document["suspended"])
    for deck, count in document["other_decks"].items():
        yield f"{several(count, 'note')} {_was(count, 'stays', 'stay')} in the deck “{deck}”, as before."
    for one in document["replaced"]:
        yield f"Too much has changed to be one card: “{one['old']}” gives way to “{one['new']}”."
    yield from document["outline"]["advice"]


def waiting(count: int) -> str:
    """That new cards wait for ``rewrite``, which the page calls newest words."""
    return (
        f"{several(count, 'new card')} {_was(count, 'waits', 'wait')}: you hold cards of the same text. "
        "Tick “Newest words” to take the new ones instead."
    )


def _was(count: int, one: str = "was", many: str = "were") -> str:
    return one if count == 1 else many


class _Place(NamedTuple):
    """Where a file stands among the others, and what it is."""

    lot: int
    week: int
    of_lot: int
    what: str


def _place(folder: Path, name: str) -> _Place:
    stem, ending = Path(name).stem, Path(name).suffix
    if stem in (folder.name, f"{folder.name}-all-weeks") and ending in _WHOLE:
        return _Place(0, 0, [*_WHOLE].index(ending), _WHOLE[ending])
    if name in _ALONE:
        return _Place(1, 0, [*_ALONE].index(name), _ALONE[name])
    week = _OF_WEEK.fullmatch(stem)
    if week and ending in _WEEK:
        number = int(week[1])
        if ending == ".pdf" and _is_cards(folder, stem):
            return _Place(2, number, len(_WEEK), f"The cards of week {number}, to cut out")
        return _Place(2, number, [*_WEEK].index(ending), _WEEK[ending].format(number))
    return _Place(3, 0, 0, "")


def _is_cards(folder: Path, stem: str) -> bool:
    """Whether a week's PDF is of its cards: the guide lies beside it."""
    return stem.endswith("-cards") and (folder / f"{stem.removesuffix('-cards')}.pdf").is_file()
