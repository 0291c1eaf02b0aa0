"""The walk through a folder or a zip file: every file in it, and why some are left out for their names."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.publish import MANIFEST, read_manifest
from curriculum.reading import manners
from curriculum.reading.file_names import parts
from curriculum.reading.manners import SUFFIXES, Verdict

ENDINGS = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
"""What names of episode files end in, in words."""
SETTINGS = tuple(
    "corrections.toml themes.toml cards.toml judge.toml drafts.jsonl shows.toml episodes.toml "
    "curriculum.toml".split()
)
"""Files that a person writes beside notes."""
_OURS = (*SETTINGS, "curriculum.lock", "progress.json", "outline.toml")
"""Files of this program that stand beside notes."""


class Entry(NamedTuple):
    """A file, or a folder that is not searched, below a source."""

    within: str
    """Its path within the source, POSIX separators."""
    linked: bool = False
    """Whether it is a symbolic link."""
    verdict: Verdict | None = None
    """Why it is left out for its name; None for an episode file."""


def walk(source: Path) -> list[Entry]:
    """Everything in a folder or an archive, by path; no folder that is a symbolic link is searched, and
    nothing is there that a build made: an outline to read is nobody's notes.

    Hidden folders and those of programs are one entry each. A folder that cannot be searched is an entry
    to be read, and so is an archive, and what has an episode file's name and is no file: reading says of
    each why it is left out. With the operating system's own listing, since a library may have 100,000 files.
    """
    found: list[Entry] = []
    if opening.is_folder(source):
        waiting = [(os.fspath(source), "")]
        while waiting:
            here, within = waiting.pop()
            try:
                waiting += _listed(here, within, found)
            except OSError:
                found.append(Entry(within))
    else:
        found += _packed(source, "")
    found.sort(key=lambda entry: entry.within)
    return found


def _listed(here: str, within: str, found: list[Entry]) -> list[tuple[str, str]]:
    """Enter what is in a folder; gives the folders in it that are to be searched."""
    with os.scandir(here) as listing:
        entries = list(listing)
    names = {there.name for there in entries}
    ours: Collection[str] = {MANIFEST, *read_manifest(Path(here))} if MANIFEST in names else ()
    waiting: list[tuple[str, str]] = []
    for there in entries:
        name = there.name
        if name in ours:
            continue
        path = f"{within}/{name}" if within else name
        if there.is_dir(follow_symlinks=False):
            if verdict := _of_folder(name, there.path):
                found.append(Entry(f"{path}/", verdict=verdict))
            else:
                waiting.append((there.path, path))
        elif opening.is_archive(Path(name)) and not manners.is_hidden(name):
            found += _packed(Path(there.path), path)
        elif not _is_ours(name):
            found += _of_file(path, there.is_symlink())
    return waiting


def _packed(file: Path, within: str) -> Iterator[Entry]:
    """What is in an archive; the archive itself when it cannot be looked into."""
    try:
        members = opening.members(file)
    except OSError:
        yield Entry(within, linked=True)
        return
    if within and not any(map(manners.is_episode_file, members)):
        yield from _of_file(within, False)
        return
    seen: set[str] = set()
    configured = {name.rpartition("/")[0] for name in members if name.endswith("/config.edn")}
    for member in members:
        folders = member.split("/")[:-1]
        path = ""
        for folder in folders:
            path = f"{path}/{folder}" if path else folder
            if verdict := _of_folder(folder, "", path in configured):
                if path not in seen:
                    yield Entry(f"{within}/{path}/".lstrip("/"), verdict=verdict)
                seen.add(path)
                break
        else:
            yield from _of_file(f"{within}/{member}".lstrip("/"), False)


def _of_folder(name: str, path: str, configured: bool = False) -> Verdict | None:
    """Why a folder is not searched, or None."""
    if manners.is_hidden(name):
        return Verdict("hidden", "It is a hidden folder.")
    if manners.is_program_folder(name):
        return Verdict("program", "It is a folder of a program, not of notes.")
    if name == "logseq" and (configured or (path and opening.is_there(Path(path) / "config.edn"))):
        return Verdict("program", "It is Logseq’s own folder: its settings and its backups.")
    return None


def _of_file(within: str, linked: bool) -> Iterator[Entry]:
    """The entry of a file; none for a hidden one that would not be read anyway."""
    name = within.rpartition("/")[2]
    if not manners.is_episode_file(name):
        if not manners.is_hidden(name):
            ending = name.rpartition(".")[2].lower() if "." in name else ""
            said = f"Files .{ending}" if ending else "Files without an ending"
            yield Entry(within, linked, Verdict("attachment", f"{said} are not read; notes are {ENDINGS}."))
    elif manners.is_hidden(name):
        yield Entry(within, linked, Verdict("hidden", "It is a hidden file."))
    else:
        yield Entry(within, linked, manners.by_name(parts(within)))


def _is_ours(name: str) -> bool:
    """Whether a file beside notes is one of this program's, or a copy that it kept."""
    plain = name.rstrip("0123456789").removesuffix("~")
    return any(plain in (ours, f"{ours}.flock") for ours in _OURS)
