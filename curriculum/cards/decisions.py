"""The learner's word on a card, kept in ``cards.toml`` beside the sources: keep, drop, or a new wording."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError, field_validator

from curriculum import opening, settings
from curriculum.cards.card import Card
from curriculum.cards.gap import typed
from curriculum.kept import replace
from curriculum.letters import clean
from curriculum.misfit import in_words
from curriculum.problems import CurriculumError, Problem
from curriculum.value import Value
from curriculum.writing import unwritten

if TYPE_CHECKING:
    from tomlkit.items import Table

FILE = "cards.toml"
"""The file's name, beside the episode files."""
_REMEDY = (
    'Write each as ["key"] with verdict ("keep" or "drop"), question, answer, text or context; '
    "`curriculum cards --json` lists the keys."
)
_DROPPED = "You dropped it."


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
        if text and typed(text) is None:
            raise ValueError("it needs exactly one {{c1::…}}")
        return text


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


def apply(cards: Iterable[Card], decisions: Mapping[str, Decision]) -> tuple[Card, ...]:
    """The cards as the learner decided: kept cards ship in their wording, dropped ones are held."""
    return tuple(_one(card, decisions[card.key]) if card.key in decisions else card for card in cards)


def is_dropped(card: Card) -> bool:
    """Whether the learner threw the card out, rather than that a check holds it."""
    return card.by_hand and card.reasons == (_DROPPED,)


def forgotten(cards: Iterable[Card], decisions: Mapping[str, Decision]) -> tuple[str, ...]:
    """Keys with a decision that no card has any more, sorted: their text was changed or removed."""
    return tuple(sorted(set(decisions) - {card.key for card in cards}))


def asks_nothing(card: Card, question: str) -> bool:
    """Whether a card's question is still the bare heading that it was held for."""
    return card.rule == "recall" and _bare(question) == _bare(card.question)


def _bare(question: str) -> str:
    return " ".join(question.split()).strip(" .:?").casefold()


def _one(card: Card, decision: Decision) -> Card:
    if decision.verdict == "drop":
        return card.model_copy(update={"verdict": "held", "reasons": (_DROPPED,), "by_hand": True})
    if asks_nothing(card, decision.question or card.question):
        reason = "You kept a bare heading: write a question for it into cards.toml."
        return card.model_copy(update={"verdict": "held", "reasons": (reason,)})
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
        if value.strip():
            changes[field] = value
    if decision.context is not None:
        changes["context"] = decision.context
    return card.model_copy(update=changes)


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
