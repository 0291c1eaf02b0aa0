"""The learner's word on a card, kept in ``cards.toml`` beside the sources: keep, drop, or a new wording."""

import os
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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
    return _decisions(there, path) if there else {}


def _decisions(there: settings.Settings, path: Path) -> dict[str, Decision]:
    """What the file says; raises as ``read``."""
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


class _Open(NamedTuple):
    """The file while it is changed."""

    path: Path
    """Where it lies: a link to a file elsewhere stays a link."""
    document: "TOMLDocument"
    decided: dict[str, Decision]
    """What it says, and what it is to say."""


def save(path: Path, key: str, decision: Decision) -> None:
    """Write one decision into ``path`` at once; what else stands there stays, comments too.

    The file is replaced as a whole by a finished one, so that an interruption loses nothing. Raises
    CurriculumError when the file cannot be read or written, or would not say then what it should.
    """
    with _changing(path) as file:
        file.decided[key] = decision
        _put(file.document, key, decision)
        replace(file.path, _checked(file.document.as_string(), file))


def exchange(path: Path, changes: Sequence[Change]) -> None:
    """Put decisions in the place of others, all or none; what else stands in the file stays, comments too.

    Raises:
        Stale: another decision stands there than one of the changes has seen.
        CurriculumError: the file cannot be read or written, or would not say then what it should.
    """
    with _changing(path) as file:
        if any(file.decided.get(change.key) != change.before for change in changes):
            raise Stale
        for change in changes:
            file.decided.pop(change.key, None)
            if change.after is not None:
                file.decided[change.key] = change.after
                _put(file.document, change.key, change.after)
        text = file.document.as_string()
        for change in changes:
            if change.after is None:
                text = _without(text, change.key)
        write_atomically(file.path, _checked(text, file))


def _checked(text: str, file: _Open) -> str:
    """The text; raises CurriculumError for one that would not be read as what the file is to say."""
    there = settings.parse(text, file.path, "decisions", "The decisions, as they would be,", _REMEDY)
    is_long = len(text.encode("utf-8", "surrogatepass")) > opening.LARGEST
    if is_long or _decisions(there, file.path) != file.decided:
        said = "The decisions would not be read again as you gave them. Nothing was written."
        remedy = "Give other words, or edit the file."
        raise CurriculumError.of("decisions", said, remedy, file.path.as_posix())
    return text


@contextmanager
def _changing(path: Path) -> Iterator[_Open]:
    """The file to change, while nobody else changes it."""
    import tomlkit
    import tomlkit.exceptions

    real = Path(os.path.realpath(path))
    try:
        with taken(real):
            there = settings.read(path, "decisions", "The decisions", _REMEDY)
            text = opening.read_text(path) if there else ""  # as the person's editor saved it
            try:
                document = tomlkit.parse(text)
            except tomlkit.exceptions.TOMLKitError:  # by its letters alone, which reading puts right
                document = tomlkit.parse(there.text if there else "")
            if not text:
                document.add(
                    tomlkit.comment("Your decisions on cards, by key: keep, drop, or a new wording.")
                )
            yield _Open(real, document, _decisions(there, path) if there else {})
    except OSError as error:
        remedy = "Make room on the disk and the folder writable, or copy the episode files to another."
        raise unwritten(error, path, remedy) from error


def _put(document: "TOMLDocument", key: str, decision: Decision) -> None:
    """Write a decision where the one on this card stands, comments kept, or at the end."""
    from tomlkit.items import Table

    name, new = _name(document, key), _entry(decision)
    old = document.get(name)
    if not isinstance(old, Table):
        document[name] = new
        return
    for field in [field for field in old if field not in new]:
        del old[field]
    for field, value in new.items():
        if old.get(field) != value:
            old[field] = value


def _without(text: str, key: str) -> str:
    """The text without the decision on a card; comments below its head stay."""
    lines = text.splitlines(keepends=True)
    heads = [place for place, line in enumerate(lines) if line.lstrip().startswith("[")]
    for head, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        if key in (clean(name) for name in _head(lines[head])):
            kept = [line for line in lines[head + 1 : end] if line.lstrip().startswith("#")]
            after = ["\n"] if kept and end < len(lines) else []
            return "".join([*lines[:head], *kept, *after, *lines[end:]])
    return text


def _head(line: str) -> Sequence[str]:
    """The name in the head of a table."""
    try:
        return list(tomllib.loads(line))
    except ValueError:
        return ()


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
