"""The learner's word on a card, kept in ``cards.toml`` beside the sources: keep, drop, or a new wording."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from curriculum import opening, settings
from curriculum.cards.decision import Decision
from curriculum.kept import replace
from curriculum.letters import clean
from curriculum.misfit import in_words
from curriculum.problems import CurriculumError, Problem
from curriculum.turn import taken
from curriculum.value import Value
from curriculum.writing import unwritten, write_atomically

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
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


class Change(Value):
    """A decision in the place of another; None stands for none."""

    key: str
    before: Decision | None = None
    after: Decision | None = None


class Stale(Exception):
    """Another decision stands on the card than the one that was seen; nothing was written."""

    def __init__(self, now: Decision | None) -> None:
        super().__init__("the decision has changed meanwhile")
        self.now = now


def save(path: Path, key: str, decision: Decision) -> None:
    """Write one decision into ``path`` at once; what else stands there stays, comments too.

    The file is replaced as a whole by a finished one, so that an interruption loses nothing. Raises
    CurriculumError when the file cannot be read or written.
    """
    with _changing(path) as document:
        document[_name(document, key)] = _entry(decision)
        replace(path, document.as_string())


def exchange(path: Path, changes: Sequence[Change]) -> None:
    """Put decisions in the place of others, all or none; what else stands in the file stays, comments too.

    Raises:
        Stale: another decision stands there than one of the changes has seen.
        CurriculumError: the file cannot be read or written.
    """
    with _changing(path) as document:
        now = read(path)
        for change in changes:
            if now.get(change.key) != change.before:
                raise Stale(now.get(change.key))
        for change in changes:
            name = _name(document, change.key)
            if change.after is not None:
                document[name] = _entry(change.after)
            elif name in document:
                del document[name]
        write_atomically(path, document.as_string())


@contextmanager
def _changing(path: Path) -> "Iterator[TOMLDocument]":
    """The file to change, while nobody else changes it."""
    import tomlkit

    try:
        with taken(path):
            there = settings.read(path, "decisions", "The decisions", _REMEDY)
            text = opening.read_text(path) if there else ""  # as the person's editor saved it
            document = tomlkit.parse(text)
            if not text:
                document.add(
                    tomlkit.comment("Your decisions on cards, by key: keep, drop, or a new wording.")
                )
            yield document
    except OSError as error:
        remedy = "Make room on the disk and the folder writable, or copy the episode files to another."
        raise unwritten(error, path, remedy) from error


def _name(document: "TOMLDocument", key: str) -> str:
    """The key as the file writes it."""
    return next((name for name in document if clean(name) == key), key)


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
