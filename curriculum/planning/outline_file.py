"""The outline as ``outline.toml``, a file that a person reads and edits."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from curriculum.letters import clean
from curriculum.planning import study_time
from curriculum.planning.outline import Outline, Week
from curriculum.planning.toml_line import line_of, line_with
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library

NAME = "outline.toml"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What may not stand in a comment."""

HEAD = """\
# The outline of a curriculum. Change what you like, then run
#     curriculum build --outline outline.toml
# Move an episode by moving its line, under another week or further up; rename a week; change a goal.
# Leave out an episode by deleting its line. A week without `minutes` has them worked out again.
"""


def render(outline: Outline, library: Library) -> str:
    """The file's text; ``read`` gives the same outline back.

    Each episode's title stands in a comment above its line.
    """
    titles = {episode.id: episode.title for episode in library.episodes}
    lines = [HEAD, f"title = {_text(outline.title)}", f"themes = {_list(outline.themes)}"]
    lines.append(f"new_cards_a_day = {outline.new_cards_a_day}")
    if outline.advice:
        lines.append(f"advice = {_list(outline.advice)}")
    for week in outline.weeks:
        lines += ["", "[[week]]", *_week(week, titles)]
    for left in outline.left_out:
        lines += ["", "[[left_out]]", *_titled(left.id, titles, "")]
        lines += [f"id = {_text(left.id)}", f"why = {_text(left.why)}"]
    return "\n".join(lines) + "\n"


def _week(week: Week, titles: Mapping[str, str]) -> Iterable[str]:
    yield f"number = {week.number}"
    yield f"title = {_text(week.title)}"
    if not week.theme:
        yield "# no theme of the theme file suits: this title is automatic"
    yield f"theme = {_text(week.theme)}"
    if week.start:
        yield f"start = {week.start.isoformat()}"
    if week.end:
        yield f"end = {week.end.isoformat()}"
    yield f"minutes = {week.minutes}"
    yield f"goals = {_list(week.goals)}"
    yield f"question = {_text(week.question)}"
    yield "episodes = ["
    for placed in week.episodes:
        yield from _titled(placed.id, titles, "    ")
        yield f"    {entry(placed.id, placed.why)},"
    yield "]"
    yield f"recalls = {_list(week.recalls)}"


def _titled(id: str, titles: Mapping[str, str], indent: str) -> Iterable[str]:
    if id in titles:
        yield f"{indent}# {comment(titles[id])}"


def entry(id: str, why: str) -> str:
    """An episode as it stands in a week's list."""
    return f"{{ id = {_text(id)}, why = {_text(why)} }}"


def comment(title: str) -> str:
    """A title as it may stand in a TOML comment."""
    return _UNSAFE.sub(" ", title)


def _text(text: str) -> str:
    import tomlkit  # late: only this file needs it

    return tomlkit.string(text).as_string()


def _list(texts: Iterable[str]) -> str:
    parts = [_text(text) for text in texts]
    if sum(map(len, parts)) <= 80:
        return f"[{', '.join(parts)}]"
    return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def read(path: Path, library: Library) -> Outline:
    """The outline of a file, honoured to the letter.

    Raises CurriculumError, with the line of each fault, when the file is not TOML, has a key that no
    outline has, names an episode that the library lacks or one twice, or skips a week.
    """
    try:
        text = clean(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise CurriculumError.of(
            "outline", f"The outline cannot be read: {_cause(error)}.", "Name an outline.toml.", str(path)
        ) from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise CurriculumError.of(
            "outline",
            f"The outline is not as TOML files are: {error}.",
            "Mend that line; texts stand in quotes, lists in brackets.",
            str(path),
            int(found[1]) if found else len(text.splitlines()),
        ) from None
    problems = _faults(document, text, str(path), library)
    if problems:
        raise CurriculumError(problems)
    weeks = document.pop("week")
    try:
        return Outline.model_validate(
            {**document, "weeks": [_minutes(week, library) for week in weeks]}, strict=False
        )
    except ValidationError as error:
        raise CurriculumError(_wrong(fault, text, str(path)) for fault in error.errors()) from None


def _cause(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not a text file in UTF-8"


def _minutes(week: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """The week with its minutes worked out when the file does not say them."""
    episodes = [{"why": "", **placed} for placed in week["episodes"]]
    worked_out = sum(study_time.minutes(library.episode(placed["id"])) for placed in episodes)
    worked_out += study_time.RECALL * len(week.get("recalls", ()))
    return {"minutes": worked_out, "theme": "", **week, "episodes": episodes}


def _faults(document: Mapping[str, Any], text: str, path: str, library: Library) -> list[Problem]:
    """Everything that makes the file no outline of this library, in the order of its lines."""
    faults: list[Problem] = []

    def fault(line: int, message: str, remedy: str) -> None:
        faults.append(
            Problem(path=path, line=line, kind="outline", message=message, remedy=remedy, severity="error")
        )

    known = {episode.id for episode in library.episodes}
    weeks = document.get("week", [])
    if not isinstance(weeks, list) or not weeks or not all(isinstance(week, dict) for week in weeks):
        fault(1, "The outline has no week.", "Write each week under a line [[week]].")
        return faults
    if "weeks" in document:
        fault(line_of(text, "", "weeks"), "The outline has a key “weeks”.", "Write each week under [[week]].")
    seen: dict[str, int] = {}
    for nth, week in enumerate(weeks, start=1):
        number = week.get("number")
        if number != nth:
            line = line_of(text, "week", "number", nth)
            fault(
                line,
                f"Week {nth} is missing: the {_ordinal(nth)} [[week]] has number {number}.",
                "Number the weeks 1, 2, 3 … in the order they stand in.",
            )
        start = line_of(text, "week", "", nth)
        episodes = week.get("episodes")
        if not isinstance(episodes, list) or not all(
            isinstance(placed, dict) and isinstance(placed.get("id"), str) for placed in episodes
        ):
            line = line_of(text, "week", "episodes", nth)
            remedy = 'Write episodes = [ { id = "…", why = "…" }, … ].'
            fault(line, f"Week {nth} has no list of episodes.", remedy)
            continue
        if not episodes:
            line = line_of(text, "week", "episodes", nth)
            fault(line, f"Week {nth} has no episode.", "Give it one, or delete the week.")
        for placed in episodes:
            id = placed["id"]
            line = line_with(text, _text(id), start, seen.get(id, 0))
            if id not in known:
                fault(line, f"No episode has the id “{id}”.", _nearest(id, known))
            elif id in seen:
                message = f"The episode “{id}” stands in the outline twice."
                fault(line, message, f"Delete this or line {seen[id]}.")
            seen.setdefault(id, line)
        recalls = week.get("recalls", [])
        for id in recalls if isinstance(recalls, list) else []:
            mine = {placed["id"] for placed in episodes}
            if id not in seen or id in mine:
                line = line_of(text, "week", "recalls", nth)
                message = f"Week {nth} recalls “{id}”, which no earlier week has."
                fault(line, message, "Delete it from recalls.")
    lefts = document.get("left_out", [])
    for nth, left in enumerate(lefts if isinstance(lefts, list) else [], start=1):
        id = left.get("id") if isinstance(left, dict) else None
        line = line_of(text, "left_out", "id", nth)
        if id in seen:
            fault(line, f"The episode “{id}” is left out and in a week.", f"Delete this or line {seen[id]}.")
        elif id not in known:
            fault(line, f"No episode has the id “{id}”.", _nearest(str(id), known))
    return faults


def _ordinal(number: int) -> str:
    return ("", "first", "second", "third")[number] if number <= 3 else f"{number}th"


def _nearest(id: str, known: Iterable[str]) -> str:
    """The way out of a wrong id: the id that was probably meant."""
    import difflib

    near = difflib.get_close_matches(id, sorted(known), n=1, cutoff=0.5)
    listed = "`curriculum read --json` lists the ids."
    return f"Perhaps “{near[0]}” is meant; {listed}" if near else f"Delete the line; {listed}"


def _wrong(fault: Any, text: str, path: str) -> Problem:
    """A fault that pydantic found, as a sentence with its line."""
    loc = list(fault["loc"])
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    if loc and loc[0] in ("weeks", "left_out"):
        nth = loc[1] + 1 if len(loc) > 1 and isinstance(loc[1], int) else 1
        table = "week" if loc[0] == "weeks" else "left_out"
        top = str(loc[2]) if len(loc) > 2 else ""
        line = line_of(text, table, top, nth)
        where = f"Week {nth}" if table == "week" else f"Left-out episode {nth}"
    else:
        line, where = line_of(text, "", key), "The outline"
    if fault["type"] == "extra_forbidden":
        message, remedy = f"{where} has an unknown key “{key}”.", "Delete it, or mend its spelling."
    elif fault["type"] == "missing":
        message, remedy = f"{where} has no “{key}”.", f"Add a line {key} = …."
    else:
        said = fault["msg"][0].lower() + fault["msg"][1:]
        message, remedy = f"{where}: “{key}” is not right ({said}).", "Write it as `curriculum plan` does."
    return Problem(path=path, line=line, kind="outline", message=message, remedy=remedy, severity="error")
