"""``episodes.toml`` beside the notes: what a person told of whole episodes, which every plan heeds."""

import difflib
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import opening, settings, toml_list, toml_source
from curriculum.letters import clean
from curriculum.planning.outline import MARKS, Mark
from curriculum.planning.outline_file import comment, list_of
from curriculum.planning.outline_gone import titles_in
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library
from curriculum.reading.slug import slug
from curriculum.settings import line_of, line_with, shown, toml_text
from curriculum.toml_list import Piece
from curriculum.toml_source import begins_line, source

NAME = "episodes.toml"
AGAIN: Mark = "again"
KIND = "episode-marks"
HEAD = """\
# What you told of episodes: done is not planned again, skip is never planned, again is planned anew, once
# for each time it stands there. `curriculum done` writes this file.
"""
_REMEDY = 'Write each as done = ["an-id", …], skip or again; `curriculum read --json` lists the ids.'


class EpisodeMarks(NamedTuple):
    """The marks of a file."""

    path: Path
    text: str = ""
    """"" where there is no file."""
    of: Mapping[str, Mark] = {}
    """Episode id → its mark."""
    again: Mapping[str, int] = {}
    """Episode id → how often it is to be planned again."""

    def unknown(self, library: Library) -> tuple[Problem, ...]:
        """A warning for each id that no episode has: what is marked may be among notes that were not read."""
        known = sorted(episode.id for episode in library.episodes)
        return tuple(self._unknown(id, known) for id in sorted(set(self.of).difference(known)))

    def _unknown(self, id: str, known: Sequence[str]) -> Problem:
        near = difflib.get_close_matches(id, known, 1, cutoff=0.7)
        guess = f"Perhaps “{near[0]}” is meant; else take" if near else "Take"
        title = titles_in(self.text, [id]).get(id)
        said = f"No episode has the id “{shown(id)}”, which is marked {self.of[id]}."
        if title:
            said = f"“{shown(title)}” is marked {self.of[id]}, but no longer in your notes."
        return Problem(
            path=self.path.as_posix(),
            line=line_with(self.text, toml_text(id)),
            kind=KIND,
            message=said,
            remedy=f"{guess} it out of the file, or name all your notes as SOURCE.",
        )


def file_of(folder: Path) -> Path:
    """Where the marks of a folder stand; beside a zip file, never in it."""
    file = folder / NAME
    there = opening.on_disk(file)
    return file if there == file else there.with_name(NAME)


def read(folder: Path) -> EpisodeMarks:
    """The marks beside notes; none where there is no file.

    Raises CurriculumError, with the line, for a file that cannot be read or says anything else.
    """
    path = file_of(folder)
    there = settings.read(path, KIND, "The marks of episodes", _REMEDY)
    if there is None:
        return EpisodeMarks(path)
    marks = _marks(there.values, there.text, path)
    return EpisodeMarks(path, there.text, marks, Counter(there.values.get(AGAIN, ())))


def _marks(values: Mapping[str, Any], text: str, path: Path) -> dict[str, Mark]:
    found: dict[str, Mark] = {}
    for key, ids in values.items():
        line = line_of(text, "", key) or line_of(text, key)
        mark = next((one for one in MARKS if one == key), None)
        if mark is None:
            raise _fault(f"The marks of episodes have no “{shown(key)}”", path, line)
        if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
            raise _fault(f"“{key}” is no list of ids", path, line)
        for id in ids:
            if found.setdefault(id, mark) != mark:
                said = f"“{shown(id)}” is marked {found[id]} and {mark}"
                raise _fault(said, path, line_with(text, toml_text(id), line))
    return found


def _fault(message: str, path: Path, line: int) -> CurriculumError:
    return CurriculumError.of(KIND, f"{message}.", _REMEDY, path.as_posix(), line)


def marked(text: str, titles: Mapping[str, str], mark: Mark | None, path: Path, times: int = 1) -> str:
    """The text of the file with another mark on some episodes; comments and all else stay.

    Args:
        text: what the file says; "" for a new one.
        titles: of the episodes, by id; "" where nobody knows it.
        mark: theirs from now on; None for none.
        path: the file.
        times: how often it stands there at least: each time that an episode is planned again has its own.

    Raises:
        CurriculumError: the file cannot be read, or is written in a way that only its person can change.
    """
    before = settings.parse(text, path, KIND, "The marks of episodes", _REMEDY)
    meant = _marks(before.values, before.text, path)
    text = text or HEAD
    for id, title in titles.items():
        if meant.get(id, mark) != mark:
            del meant[id]
            text = _without(text, id, title)
        if mark is None:
            continue
        for _ in range(times - _ids(text, mark).count(id)):
            text = _with(text, id, title, mark)
        meant[id] = mark
    after = settings.parse(text, path, KIND, "The marks of episodes", _REMEDY)
    if _marks(after.values, after.text, path) != meant:
        raise _fault("The file is written in a way that only you can change", path, 0)
    return text


def _ids(text: str, name: Mark) -> Sequence[str]:
    """The ids of a list, as they stand in it."""
    return tuple(tomllib.loads(clean(text)).get(name, ()))


def _without(text: str, id: str, title: str) -> str:
    """The text without an id, the title above it, and what stands beside it where no other id does."""
    for name in MARKS:
        while id in (ids := _ids(text, name)):
            array, place = source(text).tables[0].fields[name].value, ids.index(id)
            item = toml_list.items(text, array)[place]
            alone = begins_line(text, item.value.start)
            above = [one for one in item.above[-1:] if _names(one.of(text), id, title)]
            text = toml_list.without_item(text, array, place, (*above, *(item.beside if alone else ())))
    return text


def _names(line: str, id: str, title: str) -> bool:
    """Whether a comment is the title that we put above an id; others may be about more than that."""
    said = line.lstrip("#").strip()
    return said == comment(title).strip() or slug(said) == id


def _with(text: str, id: str, title: str, mark: Mark) -> str:
    top = source(text).tables[0]
    if mark not in top.fields:
        text = toml_source.with_value(text, top, mark, list_of(()))
    array = source(text).tables[0].fields[mark].value
    above = (f"# {comment(title)}",) if title else ()
    return toml_list.with_item(text, array, len(toml_list.items(text, array)), Piece(above, toml_text(id)))
