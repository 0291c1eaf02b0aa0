"""The outline as ``outline.toml``, a file that a person reads and edits."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from curriculum import opening, settings
from curriculum.misfit import in_words
from curriculum.planning import marks
from curriculum.planning.outline import Mark, Outline, Week
from curriculum.planning.outline_faults import faults
from curriculum.planning.renamed import text_marks
from curriculum.planning.short_title import BETWEEN
from curriculum.planning.themes import Themes
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library
from curriculum.settings import line_of, toml_text

NAME = "outline.toml"
_REMEDY = "Name an outline.toml; texts stand in quotes, lists in brackets."
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What may not stand in a comment."""

_TABLES = {
    "weeks": ("week", "Week"),
    "left_out": ("left_out", "Left-out episode"),
    "earlier": ("earlier", "Earlier episode"),
}
"""Part of an outline → its table in the file, and what one is called."""

AUTOMATIC = "# no theme of the theme file suits: this title is automatic"
NOTES = (AUTOMATIC, marks.NOTE)
"""Comments of ours within a week."""

HEAD = """\
# The outline of a curriculum. Change what you like, then run
#     curriculum build --outline outline.toml
# Move an episode by moving its line, under another week or further up; rename a week; change a goal.
# Leave out an episode by deleting its line. A week without `minutes` has them worked out again.
"""


def render(outline: Outline, library: Library) -> str:
    """The file's text for an outline of the planner's; ``read`` gives the same outline back.

    Each episode's title stands in a comment above its line.
    """
    known = {episode.id: episode for episode in library.episodes}
    titles = {id: episode.title for id, episode in known.items()}
    lines = [HEAD, f"title = {toml_text(outline.title)}", f"themes = {list_of(outline.themes)}"]
    lines.append(f"new_cards_a_day = {outline.new_cards_a_day}")
    if outline.advice:
        lines.append(f"advice = {list_of(outline.advice)}")
    for week in outline.weeks:
        texts = text_marks(known[placed.id] for placed in week.episodes if placed.id in known)
        lines += ["", "[[week]]", *_week(week, titles, texts)]
    for one in outline.earlier:
        lines += ["", "[[earlier]]", *_titled(one.id, titles, ""), f"id = {toml_text(one.id)}"]
        if one.outline:
            lines += [f"outline = {toml_text(one.outline)}", f"week = {one.week}"]
    for left in outline.left_out:
        lines += ["", "[[left_out]]", *_titled(left.id, titles, "")]
        lines += [f"id = {toml_text(left.id)}", f"why = {toml_text(left.why)}"]
        lines += [f"mark = {toml_text(left.mark)}"] if left.mark else []
    return "\n".join(lines) + "\n"


def _week(week: Week, titles: Mapping[str, str], texts: Sequence[str]) -> Iterable[str]:
    yield f"number = {week.number}"
    yield f"title = {toml_text(week.title)}"
    if not week.theme:
        yield AUTOMATIC
    yield f"theme = {toml_text(week.theme)}"
    if week.start:
        yield f"start = {week.start.isoformat()}"
    if week.end:
        yield f"end = {week.end.isoformat()}"
    yield f"minutes = {week.minutes}"
    yield f"goals = {list_of(week.goals)}"
    yield f"question = {toml_text(week.question)}"
    yield "episodes = ["
    for placed in week.episodes:
        yield from _titled(placed.id, titles, "    ")
        yield f"    {entry(placed.id, placed.why, placed.mark)},"
    yield "]"
    yield f"recalls = {list_of(week.recalls)}"
    lists = BETWEEN in week.title or len(week.episodes) == 1
    yield marks.line(
        [placed.id for placed in week.episodes],
        week.minutes,
        week.goals,
        week.recalls,
        week.title if lists else None,
        texts,
    )


def unmarked(text: str) -> str:
    """A rendered text as earlier versions wrote it, before weeks had marks."""
    return re.sub(rf"^{marks.KEY} = .*\n", "", text, flags=re.MULTILINE)


def _titled(id: str, titles: Mapping[str, str], indent: str) -> Iterable[str]:
    if id in titles:
        yield f"{indent}# {comment(titles[id])}"


def entry(id: str, why: str, mark: Mark | None = None) -> str:
    """An episode as it stands in a week's list."""
    marked = f", mark = {toml_text(mark)}" if mark else ""
    return f"{{ id = {toml_text(id)}, why = {toml_text(why)}{marked} }}"


def comment(title: str) -> str:
    """A title as it may stand in a TOML comment."""
    return _UNSAFE.sub(" ", title)


def list_of(texts: Iterable[str]) -> str:
    """Texts as a list in the file."""
    parts = [toml_text(text) for text in texts]
    if sum(map(len, parts)) <= 80:
        return f"[{', '.join(parts)}]"
    return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def read(path: Path, library: Library, themes: Themes) -> Outline:
    """The outline of a file, honoured to the letter.

    Minutes, goals, a title that lists the episodes, and which of them is nearest to another: what the
    planner worked out and nobody has changed since is worked out again for a week whose episodes have
    changed. Raises CurriculumError, with the line of each fault, when the file is not TOML, has a key that
    no outline has, or says what cannot be (``outline_faults``).
    """
    return parse(text_of(path), path, library, themes)


def text_of(path: Path) -> str:
    """The text of an outline file. Raises CurriculumError when there is none, or it cannot be read."""
    if not opening.is_there(path):
        raise CurriculumError.of(
            "outline",
            "The outline cannot be read: there is no such file.",
            "Name an outline.toml, as `curriculum plan --output` writes it.",
            str(path),
        )
    try:
        return opening.read_text(path)
    except OSError as error:
        said = f"The outline cannot be read: {opening.why(error)}."
        raise CurriculumError.of("outline", said, _REMEDY, path.as_posix()) from None


def parse(text: str, path: Path, library: Library, themes: Themes) -> Outline:
    """The outline that the text of such a file says; raises as ``read`` does."""
    return _outline(settings.parse(text, path, "outline", "The outline", _REMEDY), path, library, themes)


def _outline(found: settings.Settings, path: Path, library: Library, themes: Themes) -> Outline:
    text, document = found
    problems = faults(document, text, str(path), library)
    if problems:
        raise CurriculumError(problems)
    from curriculum.planning.completion import completed  # late: who looks at dates alone needs none

    weeks = completed(document.pop("week"), library, themes, document.get("themes"), _old(document))
    try:
        return Outline.model_validate({**document, "weeks": weeks}, strict=False)
    except ValidationError as error:
        raise CurriculumError(_wrong(fault, text, str(path)) for fault in error.errors()) from None


def _old(document: Mapping[str, Any]) -> set[str]:
    """The ids of episodes that were studied before the outline begins."""
    there = document.get("earlier")
    return (
        {str(one.get("id")) for one in there if isinstance(one, dict)} if isinstance(there, list) else set()
    )


def _wrong(fault: Any, text: str, path: str) -> Problem:
    """A fault that pydantic found, as a sentence with its line."""
    loc = list(fault["loc"])
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    if loc and loc[0] in _TABLES:
        nth = loc[1] + 1 if len(loc) > 1 and isinstance(loc[1], int) else 1
        table, name = _TABLES[loc[0]]
        top = str(loc[2]) if len(loc) > 2 else ""
        line = line_of(text, table, top, nth)
        where = f"{name} {nth}"
    else:
        line, where = line_of(text, "", key), "The outline"
    if fault["type"] == "extra_forbidden":
        message, remedy = f"{where} has an unknown key “{key}”.", "Delete it, or mend its spelling."
    elif fault["type"] == "missing":
        message, remedy = f"{where} has no “{key}”.", f"Add a line {key} = …."
    else:
        message = f"{where}: “{key}” is not right: {in_words(fault)}."
        remedy = "Write it as `curriculum plan` does."
    return Problem(path=path, line=line, kind="outline", message=message, remedy=remedy, severity="error")
