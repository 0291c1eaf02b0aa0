"""The learner's word on a card, kept in ``cards.toml`` beside the sources: keep, drop, or a new wording."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError, field_validator

from curriculum.cards.card import Card
from curriculum.cards.tried import DELETION
from curriculum.kept import replace
from curriculum.problems import CurriculumError, Problem
from curriculum.value import Value

if TYPE_CHECKING:
    from tomlkit.items import Table

FILE = "cards.toml"
"""The file's name, beside the episode files."""


class Decision(Value):
    """What the learner decided about one card."""

    verdict: Literal["keep", "drop"] = "keep"
    question: str = ""
    """A new question (or term); "" keeps the written one."""
    answer: str = ""
    """A new answer (or meaning)."""
    text: str = ""
    """A new cloze sentence with one ``{{c1::…}}``."""
    context: str | None = None
    """A new context line; "" removes it."""

    @field_validator("text")
    @classmethod
    def _one_deletion(cls, text: str) -> str:
        if text and (text.count("{{c1::") != 1 or not _deleted(text).strip()):
            raise ValueError("it needs exactly one {{c1::…}}")
        return text


def read(path: Path) -> dict[str, Decision]:
    """Every decision by card key; empty when there is no file.

    Raises CurriculumError when the file is not TOML or says something unknown, naming the key.
    """
    import tomllib

    if not path.is_file():
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise _no_toml(path, error) from error
    problems: list[Problem] = []
    found: dict[str, Decision] = {}
    for key, entry in document.items():
        try:
            found[key] = Decision.model_validate(entry)
        except ValidationError as error:
            wrong = error.errors()[0]
            said = wrong["msg"].removeprefix("Value error, ")
            field = ".".join(str(part) for part in wrong["loc"]) or "the entry"
            problems.append(
                Problem(
                    path=path.as_posix(),
                    kind="decisions",
                    message=f"The decision on “{key}” cannot be read: {field}: {said}.",
                    remedy='An entry takes verdict ("keep" or "drop"), question, answer, text and context.',
                    severity="error",
                )
            )
    if problems:
        raise CurriculumError(problems)
    return found


def apply(cards: Iterable[Card], decisions: Mapping[str, Decision]) -> tuple[Card, ...]:
    """The cards as the learner decided: kept cards ship in their wording, dropped ones are held."""
    return tuple(_one(card, decisions[card.key]) if card.key in decisions else card for card in cards)


def forgotten(cards: Iterable[Card], decisions: Mapping[str, Decision]) -> tuple[str, ...]:
    """Keys with a decision that no card has any more, sorted: their text was changed or removed."""
    return tuple(sorted(set(decisions) - {card.key for card in cards}))


def _deleted(text: str) -> str:
    """The words that a cloze text deletes; "" when it deletes none."""
    found = DELETION.search(text)
    return found[1] if found else ""


def _one(card: Card, decision: Decision) -> Card:
    if decision.verdict == "drop":
        return card.model_copy(update={"verdict": "held", "reasons": ("You dropped it.",), "by_hand": True})
    changes: dict[str, object] = {"verdict": "ship", "reasons": (), "by_hand": True}
    for field in ("question", "answer", "text"):
        value = getattr(decision, field)
        if value.strip():
            changes[field] = value
    if "text" in changes:
        changes["answer"] = _deleted(decision.text)
    if decision.context is not None:
        changes["context"] = decision.context
    return card.model_copy(update=changes)


def save(path: Path, key: str, decision: Decision) -> None:
    """Write one decision into ``path`` at once; what else stands there stays, comments too.

    The file is replaced as a whole by a finished one, so that an interruption loses nothing. Raises
    CurriculumError when the file cannot be read or written.
    """
    import tomlkit

    try:
        text = path.read_bytes().decode("utf-8") if path.is_file() else ""
        document = tomlkit.parse(text.removeprefix("\ufeff"))
        if not text:
            document.add(tomlkit.comment("Your decisions on cards, by key: keep, drop, or a new wording."))
        document[key] = _entry(decision)
        replace(path, tomlkit.dumps(document))
    except ValueError as error:
        raise _no_toml(path, error) from error
    except OSError as error:
        raise CurriculumError.of(
            "decisions",
            f"The decision cannot be saved: {error.strerror}.",
            "Make the folder writable, or copy the episode files to one that is.",
            path.as_posix(),
        ) from error


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


def _no_toml(path: Path, error: ValueError) -> CurriculumError:
    return CurriculumError.of(
        "decisions",
        f"cards.toml is not valid TOML: {error}",
        "Mend the line, or remove the file to start anew.",
        path.as_posix(),
    )
