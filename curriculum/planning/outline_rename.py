"""The text of an outline file with the ids that its episodes have today; all else as it was written."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import settings, toml_list
from curriculum.planning import marks, outline_file
from curriculum.planning.outline_gone import ids_in, placed_in, title_in, weeks_in
from curriculum.planning.outline_move import remarked
from curriculum.planning.renamed import Shipped, free, marks_in, renamed, text_marks
from curriculum.reading.library import Library
from curriculum.settings import toml_text
from curriculum.toml_source import Source, Span, loaded, source

_LISTS = ("episodes", "recalls", "left_out", "earlier")
"""Keys whose lists name episodes."""
_REMEDY = "Mend the line that is named."


class _Change(NamedTuple):
    """Other words in a place."""

    at: Span
    text: str


def with_names_of_today(
    text: str, path: Path, library: Library, shipped: Shipped
) -> tuple[str, Mapping[str, str]]:
    """The text with the ids of today, and which were changed: old id → new id.

    Comments that had the title of before get the new one. A text that is written in another way than ours
    stays as it is. Raises CurriculumError for what is no TOML.
    """
    _, document = settings.parse(text, path, "outline", "The outline", _REMEDY)
    weeks = weeks_in(document)
    texts = [mark for week in weeks for mark in marks_in(week)]
    names = free(renamed(ids_in(document), texts, library, shipped), placed_in(document))
    if not names:
        return text, {}
    titles = {old: library.episode(new).title for old, new in names.items()}
    done = text
    for change in sorted(_changes(text, source(text), names, titles), reverse=True):
        done = f"{done[: change.at.start]}{change.text}{done[change.at.end :]}"
    _, after = settings.parse(done, path, "outline", "The outline", _REMEDY)
    if after != _named(document, names):
        return text, {}
    return _marked(done, weeks, names, library), names


def _changes(
    text: str, there: Source, names: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[_Change]:
    """Every place that names one of the episodes."""
    fields = [table.fields for table in (there.tables[0], *there.named("week"))]
    arrays = [one[name].value for one in fields for name in _LISTS if name in one]
    for array in arrays:
        for item in toml_list.items(text, array) if isinstance(loaded(text, array), list) else ():
            said = loaded(text, item.value)
            old = _text(said.get("id") if isinstance(said, dict) else said)
            if old in names:
                at = _id_of(text, item.value, old) if isinstance(said, dict) else item.value
                yield _Change(at, toml_text(names[old]))
                yield from _retitled(text, item.above, old, titles[old])
    for table in (*there.named("left_out"), *there.named("earlier")):
        field = table.fields.get("id")
        old = _text(loaded(text, field.value)) if field else ""
        if field and old in names:
            yield _Change(field.value, toml_text(names[old]))
            around = (*there.above(text, table.head.start), *there.within(table.head.start, table.end))
            yield from _retitled(text, around, old, titles[old])


def _id_of(text: str, entry: Span, id: str) -> Span:
    """Where the id of an inline table stands; at its very begin where nobody can tell."""
    for found in re.finditer(r"\bid\"?\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", entry.of(text)):
        at = Span(entry.start + found.start(1), entry.start + found.end(1))
        without = f"{text[entry.start : at.start]}0{text[at.end : entry.end]}"
        if loaded(text, at) == id and loaded(without, Span(0, len(without)))["id"] == 0:
            return at
    return Span(entry.start, entry.start)


def _retitled(text: str, comments: tuple[Span, ...], id: str, title: str) -> Iterator[_Change]:
    """The title of before in comments of ours."""
    for one in comments:
        if title_in(one.of(text), id):
            rest = one.of(text)[len(one.of(text).rstrip()) :]
            yield _Change(one, f"# {outline_file.comment(title)}{rest}")


def _named(value: Any, names: Mapping[str, str], key: str = "") -> Any:
    """What a document says when its ids are those of today."""
    if isinstance(value, dict):
        return {name: _named(one, names, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_named(one, names, key) for one in value]
    return names.get(value, value) if key in ("id", "recalls") and isinstance(value, str) else value


def _marked(text: str, weeks: list[dict[str, Any]], names: Mapping[str, str], library: Library) -> str:
    """The text whose marks go with the new ids: what was ours stays ours."""
    for number, week in enumerate(weeks, start=1):
        for name in ("episodes", "recalls"):
            if marks.is_ours(week, name):
                old = [one["id"] if name == "episodes" else one for one in week[name]]
                text = remarked(text, number, old, [names.get(id, id) for id in old])
        for old_id, new in names.items():
            episode = library.episode(new)
            before = text_marks([episode.model_copy(update={"id": old_id})])
            for was, now in zip(before, text_marks([episode]), strict=True):
                text = text.replace(toml_text(was), toml_text(now)) if was in marks_in(week) else text
    return text


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
