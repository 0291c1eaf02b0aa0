"""The theme file: what the weeks can be about, and the words that say so."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field, ValidationError

from curriculum import settings
from curriculum.misfit import in_words
from curriculum.planning.seeds import Seed, Seeds, seeds, spoken
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.words import stems, words
from curriculum.settings import line_of
from curriculum.value import Value

FILE = "themes.toml"
"""The file's name, in the package's data and beside the episode files."""


class Theme(Value):
    """Something to learn about."""

    id: str
    title: str
    """As a chapter heading prints it."""
    short: str
    """As part of a longer heading, in lower case but for names."""
    parent: str = ""
    """Id of the field it belongs to; "" for a field itself."""
    level: Annotated[int, Field(ge=1, le=3)] = 1
    """1 introductory, 2 needs some background, 3 advanced."""
    seeds: tuple[str, ...]
    """Words and phrases that speak of the theme."""
    excludes: tuple[str, ...] = ()
    """Phrases in which a seed means something else."""
    prerequisites: tuple[str, ...] = ()
    """Ids of themes that are better studied before."""
    question: str = ""
    """What somebody who studies the theme wants to find out."""


class Themes(Value):
    """Every theme, in the order of the file."""

    themes: tuple[Theme, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Theme]:
        """Id → theme."""
        return {theme.id: theme for theme in self.themes}

    def __getitem__(self, id: str) -> Theme:
        """The theme of that id; raises KeyError when there is none."""
        return self.by_id[id]

    def __contains__(self, id: object) -> bool:
        """Whether the id is a theme's."""
        return id in self.by_id

    def children(self, id: str) -> Iterator[Theme]:
        """The themes of a field."""
        return (theme for theme in self.themes if theme.parent == id)

    @cached_property
    def phrases(self) -> Seeds:
        """The seeds of all themes, ready to be found in a text."""
        return seeds(self.themes)

    @cached_property
    def _heard(self) -> dict[tuple[str, ...], tuple[tuple[Seed, frozenset[str]], ...]]:
        return {}

    def spoken(self, passage: tuple[str, ...]) -> tuple[tuple[Seed, frozenset[str]], ...]:
        """The seeds in a run of stems (``seeds.spoken``); kept, since a plan asks it several times."""
        if self.phrases.keys().isdisjoint(passage):
            return ()
        if passage not in self._heard:
            self._heard[passage] = tuple(spoken(passage, self.phrases))
        return self._heard[passage]

    @cached_property
    def _names(self) -> Mapping[tuple[str, ...], Theme]:
        """The words of each id, title and short title → the first theme that has them."""
        names: dict[tuple[str, ...], Theme] = {}
        for theme in self.themes:
            for name in (theme.id, theme.title, theme.short):
                names.setdefault(_named(name), theme)
        return names

    def named(self, text: str) -> Theme | None:
        """The theme whose id, title or short title the text is, whatever its case; else None."""
        return self._names.get(_named(text))


def _named(text: str) -> tuple[str, ...]:
    return tuple(words(text.replace("-", " ")))


def read_themes(folder: Path | None = None) -> Themes:
    """The themes of the program, with those of ``folder/themes.toml`` added or put in their place.

    A theme of the folder's file that has an id of ours replaces only the keys it gives. Raises
    CurriculumError, naming file and line, when the file is not as it should be.
    """
    own = Path(__file__).parent.parent / "data" / FILE
    text, entries = _entries(own)
    origin = dict.fromkeys(entries, _Origin(own, text))
    if folder:
        text, theirs = _entries(folder / FILE)
        for id, entry in theirs.items():
            entries[id] = {**entries.get(id, {}), **entry}
            origin[id] = _Origin(folder / FILE, text)
    themes, problems = [], []
    for id, entry in entries.items():
        try:
            theme = Theme.model_validate({"short": entry.get("title", ""), **entry, "id": id})
        except ValidationError as error:
            problems += [_wrong(origin[id], id, fault) for fault in error.errors()]
            continue
        problems += _contradictions(origin[id], theme, entries)
        themes.append(theme)
    if problems:
        raise CurriculumError(problems)
    return Themes(themes=tuple(themes))


class _Origin(NamedTuple):
    """The theme file that an entry comes from."""

    path: Path
    text: str


def _entries(path: Path) -> tuple[str, dict[str, dict[str, Any]]]:
    """The text of a theme file and its tables ``[theme.<id>]``; nothing when there is no file."""
    read = settings.read(path, "themes", "The theme file", "Mend the file, or remove it.")
    if read is None:
        return "", {}
    document = read.values
    tables = document.get("theme", {})
    if set(document) - {"theme"} or not isinstance(tables, dict):
        raise CurriculumError.of(
            "themes",
            "A theme file has tables named [theme.<id>] and nothing else.",
            "Write each theme as [theme.some-id] with a title and seeds.",
            str(path),
        )
    for id, entry in tables.items():
        if not isinstance(entry, dict):
            raise CurriculumError.of(
                "themes",
                f'"{settings.shown(id)}" is not a table.',
                f"Write [theme.{settings.shown(id)}] on a line of its own, then its title and seeds.",
                str(path),
            )
    return read.text, dict(tables)


def _wrong(origin: _Origin, id: str, fault: Any) -> Problem:
    key = str(fault["loc"][0]) if fault["loc"] else ""
    kind = fault["type"]
    if kind == "extra_forbidden":
        known = ", ".join(name for name in Theme.model_fields if name != "id")
        message, remedy = f'Theme "{id}" has an unknown key "{key}".', f"Keys are {known}."
    elif kind == "missing":
        message, remedy = f'Theme "{id}" has no {key}.', f"Add {key} = … to [theme.{id}]."
    else:
        message = f'Theme "{id}": {key} is not right: {in_words(fault)}.'
        remedy = 'Titles are text in quotes, seeds a list such as ["cell", "protein"], level 1, 2 or 3.'
    line = line_of(origin.text, f"theme.{id}", key)
    return Problem(
        path=str(origin.path), line=line, kind="themes", message=message, remedy=remedy, severity="error"
    )


def _contradictions(origin: _Origin, theme: Theme, entries: Mapping[str, Any]) -> list[Problem]:
    """What pydantic cannot see: unknown parents, a third level, seeds without a content word."""
    faults = []
    parent = entries.get(theme.parent)
    if theme.parent and parent is None:
        faults.append(("parent", f'has the unknown parent "{theme.parent}"', "Name a theme that exists."))
    elif parent and parent.get("parent"):
        faults.append(("parent", f'belongs to "{theme.parent}", which is no field', "There are two levels."))
    for id in theme.prerequisites:
        if id not in entries:
            faults.append(("prerequisites", f'needs the unknown theme "{id}"', "Name a theme that exists."))
    for seed in (*theme.seeds, *theme.excludes):
        if not stems(seed):
            faults.append(("seeds", f'has the empty seed "{seed}"', "A seed needs a content word."))
    return [
        Problem(
            path=str(origin.path),
            line=line_of(origin.text, f"theme.{theme.id}", key),
            kind="themes",
            message=f'Theme "{theme.id}" {message}.',
            remedy=remedy,
            severity="error",
        )
        for key, message, remedy in faults
    ]
