"""The learner's word on a card, kept in ``cards.toml`` beside the sources: keep, drop, or a new wording."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from curriculum.cards.card import Card
from curriculum.cards.gap import typed
from curriculum.problems import CurriculumError, Problem
from curriculum.value import Value

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


def read(path: Path) -> dict[str, Decision]:
    """Every decision by card key; empty when there is no file.

    Raises CurriculumError when the file is not TOML or says something unknown, naming the key.
    """
    import tomllib

    if not path.is_file():
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CurriculumError.of(
            "decisions",
            f"cards.toml is not valid TOML: {error}",
            "Mend the line, or remove the file to start anew.",
            path.as_posix(),
        ) from error
    problems: list[Problem] = []
    found: dict[str, Decision] = {}
    for key, entry in document.items():
        try:
            found[key] = Decision.model_validate(entry)
        except ValidationError as error:
            wrong = error.errors()[0]
            field = ".".join(str(part) for part in wrong["loc"]) or "the entry"
            problems.append(
                Problem(
                    path=path.as_posix(),
                    kind="decisions",
                    message=f"The decision on “{key}” cannot be read: {field}: {wrong['msg']}.",
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


def _one(card: Card, decision: Decision) -> Card:
    if decision.verdict == "drop":
        return card.model_copy(update={"verdict": "held", "reasons": ("You dropped it.",), "by_hand": True})
    changes: dict[str, object] = {"verdict": "ship", "reasons": (), "by_hand": True}
    if card.kind == "cloze" and (decision.text or decision.answer):
        told = typed(decision.text or card.text)
        if told is None or (decision.answer and decision.answer != told[1]):
            reason = (
                "The text in cards.toml must have exactly one deletion, {{c1::…}}, and that is the answer."
            )
            return card.model_copy(update={"verdict": "held", "reasons": (reason,)})
        changes["text"], changes["answer"] = told
    for field in ("question", "answer") if card.kind != "cloze" else ():
        value = getattr(decision, field)
        if value:
            changes[field] = value
    if decision.context is not None:
        changes["context"] = decision.context
    return card.model_copy(update=changes)


def save(path: Path, key: str, decision: Decision) -> None:
    """Write one decision into ``path`` at once; what else stands there stays, comments too.

    The file is replaced as a whole by a finished one, so that an interruption loses nothing.
    """
    import os

    import tomlkit

    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    document = tomlkit.parse(text)
    if not text:
        document.add(tomlkit.comment("Your decisions on cards, by key: keep, drop, or a new wording."))
    entry = tomlkit.table()
    for name, value in decision.model_dump(exclude_defaults=True).items():
        entry[name] = value
    if "verdict" not in entry:
        entry["verdict"] = decision.verdict
    document[key] = entry
    draft = path.with_name(path.name + ".new")
    try:
        draft.write_text(tomlkit.dumps(document), encoding="utf-8")
        os.replace(draft, path)  # noqa: PTH105 - atomic on every system
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CurriculumError.of(
            "decisions",
            f"The decision cannot be saved: {error.strerror}.",
            "Make the folder writable, or copy the episode files to one that is.",
            path.as_posix(),
        ) from error
