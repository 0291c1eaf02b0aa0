"""Manners: what the names of files and folders in a vault say of them, before anything is opened."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.reading.tables import key, table

SUFFIXES = (".txt", ".md", ".markdown")
"""Of what is read as an episode file."""
_TEMPLATE = re.compile(
    r"[\W_]*templates?(?:\s*[-–—_:.(].*|[\W_]*)|(?:\S+\s+){0,3}\S*[-–—_.(]?\s*\btemplates?\)?", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
_DATE = re.compile(
    rf"(?:{_DAY}[\s,_-]*)?"
    r"(?:\d{4}[-_. ]?\d{2}[-_. ]?\d{2}|\d{1,2}[-_.]\d{1,2}[-_.]\d{4}|\d{4}[-_ ]?[wq]\d{1,2}|\d{4}[-_]\d{2}"
    rf"|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\.?\s+{_MONTH}\.?\s+\d{{4}})"
    rf"(?:[\s,_-]*\(?{_DAY}\)?)?",
    re.IGNORECASE,
)
_NO_SHOW = re.compile(
    r"[\W\d_]*|export[-_ ]\S+|(?:part|season|vol(?:ume)?|year|week|q)[\W_]*[\da-f-]*", re.IGNORECASE
)


class Verdict(NamedTuple):
    """Why a file is left out for its name alone."""

    kind: str
    """One of ``left_out.KINDS``."""
    why: str
    """A sentence."""


@cache
def _set(name: str, group: str = "") -> frozenset[str]:
    found = table("vault")
    return frozenset(map(key, (found[group] if group else found)[name]))


def is_episode_file(name: str) -> bool:
    """Whether a file of that name is read as an episode file."""
    return name.lower().endswith(SUFFIXES)


def is_hidden(name: str) -> bool:
    """Whether a file or folder is hidden: the settings and the bin of Obsidian, a repository."""
    return name.startswith(".")


def is_program_folder(name: str) -> bool:
    """Whether a folder of that name holds what a program needs."""
    return key(name) in _set("programs")


def by_name(parts: Sequence[str]) -> Verdict | None:
    """Why a file is left out for the folders it stands in and its name; None for one that is to be opened."""
    *folders, name = parts
    for folder in folders:
        if verdict := _by_folder(folder):
            return verdict
    if _TEMPLATE.fullmatch(stem := name.rpartition(".")[0] or name):
        return Verdict("template", f"Its name, “{stem}”, is a template’s.")
    return None


@lru_cache(maxsize=4096)
def _by_folder(folder: str) -> Verdict | None:
    """Why what stands in a folder is left out, or None."""
    if key(folder) in _set("templates"):
        return Verdict("template", f"It stands in “{folder}”, a folder of templates.")
    if key(folder) in _set("full_texts"):
        return Verdict("full-text", f"It stands in “{folder}”: highlights and notes are what is read.")
    return None


def plain_stem(name: str) -> str:
    """A file's name without its ending, with spaces for the marks that stand for them."""
    return re.sub(r"[_]+|(?<=\w)-(?=\w)", " ", name.rpartition(".")[0] or name)


def is_page(name: str) -> bool:
    """Whether a file is named as a page beside notes is: README, index, licence."""
    return key(name.partition(".")[0] or name) in _set("pages")


def is_dated(parts: Sequence[str]) -> bool:
    """Whether a file is named as a daily note: by its day, week or month alone."""
    return bool(_DATE.fullmatch(parts[-1].rpartition(".")[0].strip(" _-")))


def show_of(folders: Sequence[str]) -> str:
    """The folder that is a show for where it stands ("Podcasts/The Kelp Hour/2026"), or ""."""
    last = max((at for at, name in enumerate(folders) if _is_home(name)), default=len(folders))
    return next((name for name in folders[last + 1 :] if may_be_show(name)), "")


def is_among_shows(folders: Sequence[str]) -> bool:
    """Whether a file stands anywhere in a folder of podcasts."""
    return any(map(_is_home, folders))


def telling_folder(folders: Sequence[str]) -> str:
    """The nearest folder that may have a show's name, or ""."""
    return next(filter(may_be_show, reversed(folders)), "")


def may_be_show(name: str) -> bool:
    """Whether a show may have a folder's name: not "Inbox", "2026", "Export-1f…", "May"."""
    words = key(name)
    return not (
        _NO_SHOW.fullmatch(name) or words in _set("never", "shows") or words in _set("homes", "shows")
    )


def _is_home(name: str) -> bool:
    return key(name) in _set("homes", "shows")
