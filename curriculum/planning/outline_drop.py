"""The text of an outline file without episodes that the notes have no longer; all else as it was written."""

import tomllib
from pathlib import Path
from typing import Any

from curriculum import settings, toml_list
from curriculum.letters import clean
from curriculum.planning import marks, study_time
from curriculum.planning.outline_change import check
from curriculum.planning.outline_faults import faults
from curriculum.planning.outline_gone import KIND, gone_of, titles_in
from curriculum.planning.outline_move import Refused, remarked, taken, with_more_minutes, without_week
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library
from curriculum.toml_source import loaded, source, without_table
from curriculum.value import Value


class Drop(Value):
    """An episode that was taken out of an outline."""

    id: str
    title: str
    """As a comment of the outline has it; the id where none does."""
    places: tuple[str, ...]
    """Where it stood, in words: "week 2", "what week 3 recalls", "what is left out"."""


class Rest(Value):
    """What remains of an outline file."""

    text: str
    drops: tuple[Drop, ...] = ()
    weeks: tuple[str, ...] = ()
    """Titles of the weeks that had nothing else, and went too."""


def without_gone(text: str, path: Path, library: Library) -> Rest:
    """The text without the episodes that no episode file has any more, wherever it names them.

    Comments and all other bytes stay; a week that is empty then goes, and those after it are numbered anew.
    Raises CurriculumError when the text has any other fault, is written in a way that cannot be changed, or
    would be left without an episode.
    """
    said, document = settings.parse(text, path, "outline", "The outline", "Mend the line that is named.")
    ids = sorted(gone_of(document, library).ids)
    if not ids:
        return Rest(text=text)
    if others := [one for one in faults(document, said, str(path), library) if one.kind != KIND]:
        raise CurriculumError(others)
    try:
        check(source(text))
    except Refused as error:
        raise _refused(f"The outline is not changed: {error}", path) from None
    titles = titles_in(text, ids)
    drops = [Drop(id=id, title=titles.get(id, id), places=tuple(_places(document, id))) for id in ids]
    for id in ids:
        before = ""
        while text != before:  # it may stand there twice
            before, (text, _) = text, taken(text, id)
        text = _unrecalled(_unstudied(text, id), id)
    weeks: list[str] = []
    for number, week in reversed(list(enumerate(_weeks(text), start=1))):
        if not week["episodes"]:
            weeks.insert(0, str(week.get("title", f"week {number}")))
            text = without_week(text, number)
    if not _weeks(text):
        raise _refused("No episode of the outline is in your notes.", path)
    return Rest(text=text, drops=tuple(drops), weeks=tuple(weeks))


def _refused(message: str, path: Path) -> CurriculumError:
    remedy = "Name all your notes as SOURCE, or edit the file by hand."
    return CurriculumError.of("outline", message, remedy, str(path))


def _weeks(text: str) -> list[dict[str, Any]]:
    return list(tomllib.loads(clean(text)).get("week", ()))


def _places(document: dict[str, Any], id: str) -> list[str]:
    """Where an outline names an episode, in words."""
    weeks = list(enumerate(document["week"], start=1))
    found = [f"week {number}" for number, week in weeks if any(one["id"] == id for one in week["episodes"])]
    found += [f"what week {number} recalls" for number, week in weeks if id in week.get("recalls", ())]
    if any(left.get("id") == id for left in document.get("left_out", ())):
        found.append("what is left out")
    return found


def _unstudied(text: str, id: str) -> str:
    """The text without where an episode was in another outline."""
    there = source(text)
    for table in there.named("earlier"):
        if "id" in table.fields and loaded(text, table.fields["id"].value) == id:
            return without_table(text, table, (), there.above(text, table.head.start))
    return text


def _unrecalled(text: str, id: str) -> str:
    """The text without an episode in what weeks recall; recalls and minutes of ours stay ours."""
    for number, week in enumerate(_weeks(text), start=1):
        recalls = week.get("recalls", ())
        rest = [one for one in recalls if one != id]
        for _ in range(len(recalls) - len(rest)):
            array = source(text).named("week")[number - 1].fields["recalls"].value
            place = next(
                at for at, one in enumerate(toml_list.items(text, array)) if loaded(text, one.value) == id
            )
            text = toml_list.without_item(text, array, place)
        if len(rest) == len(recalls):
            continue
        if marks.is_ours(week, "recalls"):
            text = remarked(text, number, recalls, rest)
        if marks.is_ours(week, "minutes"):
            least = min(study_time.RECALL * (len(recalls) - len(rest)), week["minutes"] - 1)
            text = with_more_minutes(text, number, -least)
    return text
