"""The learner's word on a card, kept in ``cards.toml`` beside the sources: keep, drop, or a new wording."""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from curriculum import opening, settings
from curriculum.cards.decision import Decision
from curriculum.kept import replace
from curriculum.letters import clean
from curriculum.misfit import in_words
from curriculum.problems import CurriculumError, Problem
from curriculum.writing import unwritten

if TYPE_CHECKING:
    from tomlkit.items import Table

FILE = "cards.toml"
"""The file's name, beside the episode files."""
_REMEDY = (
    'Write each as ["key"] with verdict ("keep" or "drop"), question, answer, text or context; '
    "`curriculum cards --json` lists the keys."
)


def read(path: Path) -> dict[str, Decision]:
    """Every decision by card key; empty when there is no file.

    Raises CurriculumError when the file is not TOML or says something unknown, naming the key.
    """
    there = settings.read(path, "decisions", "The decisions", _REMEDY)
    if there is None:
        return {}
    problems: list[Problem] = []
    found: dict[str, Decision] = {}
    for key, entry in there.values.items():
        try:
            found[key] = Decision.model_validate(entry)
        except ValidationError as error:
            wrong = error.errors()[0]
            field = str(wrong["loc"][0]) if wrong["loc"] else ""
            said = f"“{settings.shown(field)}”: {in_words(wrong)}" if field else in_words(wrong)
            problems.append(
                Problem(
                    path=path.as_posix(),
                    line=settings.line_of(there.text, key, field),
                    kind="decisions",
                    message=f"The decision on “{settings.shown(key)}” cannot be read: {said}.",
                    remedy=_REMEDY,
                    severity="error",
                )
            )
    if problems:
        raise CurriculumError(problems)
    return found


def save(path: Path, key: str, decision: Decision) -> None:
    """Write one decision into ``path`` at once; what else stands there stays, comments too.

    The file is replaced as a whole by a finished one, so that an interruption loses nothing. Raises
    CurriculumError when the file cannot be read or written.
    """
    import tomlkit

    there = settings.read(path, "decisions", "The decisions", _REMEDY)
    try:
        text = opening.read_text(path) if there else ""  # as the person's editor saved it
        document = tomlkit.parse(text)
        if not text:
            document.add(tomlkit.comment("Your decisions on cards, by key: keep, drop, or a new wording."))
        document[next((name for name in document if clean(name) == key), key)] = _entry(decision)
        replace(path, tomlkit.dumps(document))
    except OSError as error:
        remedy = "Make room on the disk and the folder writable, or copy the episode files to another."
        raise unwritten(error, path, remedy) from error


def text_of(key: str, decision: Decision) -> str:
    """One decision as it stands in the file."""
    import tomlkit

    document = tomlkit.document()
    document[key] = _entry(decision)
    return tomlkit.dumps(document)


def _entry(decision: Decision) -> "Table":
    import tomlkit

    entry = tomlkit.table()
    for name, value in decision.model_dump(exclude_defaults=True).items():
        entry[name] = value
    if "verdict" not in entry:
        entry["verdict"] = decision.verdict
    return entry
