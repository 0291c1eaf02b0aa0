"""What the learner decided about a card: keep it, drop it, or give it other words."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from pydantic import field_validator, model_validator

from curriculum.cards.card import Card
from curriculum.cards.gap import typed
from curriculum.letters import clean
from curriculum.value import Value

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
    deleted: bool = False
    """Beside ``drop``: the learner deleted the note in Anki, so nothing is sent of it any more."""

    @model_validator(mode="after")
    def _only_dropped(self) -> "Decision":
        if self.deleted and self.verdict != "drop":
            raise ValueError("only a card with verdict “drop” is deleted")
        return self

    @field_validator("text")
    @classmethod
    def _one_deletion(cls, text: str) -> str:
        if text and typed(text) is None:
            raise ValueError("it needs exactly one {{c1::…}}")
        return text


class Refused(Exception):
    """New words that make no card; says why."""


def worded_in(card: Card) -> tuple[str, ...]:
    """Names of the fields in which a card is worded."""
    return ("text", "context") if card.kind == "cloze" else ("question", "answer", "context")


def reworded(card: Card, words: Mapping[str, object]) -> Decision | None:
    """The decision for other words, by the names of their fields; None when the card says them already.

    The words are cleaned, as those are that stand in a file.

    Raises:
        Refused: they make no card.
    """
    names = worded_in(card)
    words = {name: clean(value) if isinstance(value, str) else value for name, value in words.items()}
    for name, value in words.items():
        if name not in names:
            raise Refused(f"this card has no “{name}”, only {', '.join(names)}.")
        if not isinstance(value, str):
            raise Refused(f'“{name}” is no text: write {name} = "…".')
        if name != "context" and not value.strip():
            raise Refused(f"“{name}” is empty.")
    if all(getattr(card, name) == value for name, value in words.items()):
        return None
    if asks_nothing(card, str(words.get("question", card.question))):
        raise Refused("the question is only the heading: ask something.")
    try:
        return Decision.model_validate(words)
    except ValueError:
        raise Refused("“text” needs exactly one {{c1::…}} with the words that the card asks for.") from None


def apply(cards: Collection[Card], decisions: Mapping[str, Decision]) -> tuple[Card, ...]:
    """The cards as the learner decided: kept cards ship in their wording, dropped ones are held."""
    known = resolve((card.key for card in cards), decisions)
    return tuple(_one(card, decisions[known[card.key]]) if card.key in known else card for card in cards)


def resolve(keys: Iterable[str], decisions: Collection[str]) -> dict[str, str]:
    """Key of a card of today → key of the decision on it; cards without a decision are left out.

    A rule may have had another name when the learner decided. So of a decision whose key no card has, and
    a card without a decision, each may be the only one with its point and answer: then they belong together.
    """
    today = set(keys)
    found = {key: key for key in decisions if key in today}
    if len(found) == len(decisions):
        return found
    free = _by_fact(today)
    for fact, all_of_it in _by_fact(decisions).items():
        lost = [key for key in all_of_it if key not in today]
        open_ = [key for key in free.get(fact, ()) if key not in found]
        if len(lost) == len(open_) == 1 and rule_of(lost[0]) != rule_of(open_[0]):
            found[open_[0]] = lost[0]
    return found


def _by_fact(keys: Collection[str]) -> Mapping[tuple[str, str], list[str]]:
    """Point and answer → the keys that have them; those of cards that a person typed are left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for key in keys:
        place, answer = place_of(key), key.rpartition("/")[2]
        if not place or rule_of(key) == "written":
            continue
        unnumbered, _, number = key.rpartition("-")
        if number.isdecimal() and unnumbered in keys:  # numbered because another card has the answer too
            answer = unnumbered.rpartition("/")[2]
        found.setdefault((place, answer), []).append(key)
    return found


def place_of(key: str) -> str:
    """The point, or the episode, whose id a card's key begins with; "" when it is no card's key."""
    return key.rpartition("/")[0].rpartition("/")[0]


def rule_of(key: str) -> str:
    """The rule in a card's key: the one that first wrote the card."""
    return key.rpartition("/")[0].rpartition("/")[2]


def is_dropped(card: Card) -> bool:
    """Whether the learner threw the card out, rather than that a check holds it."""
    return card.by_hand and card.reasons == (_DROPPED,)


def forgotten(cards: Iterable[Card], decisions: Mapping[str, Decision]) -> tuple[str, ...]:
    """Keys of the decisions that are on no card any more, sorted: their text was changed or removed."""
    return tuple(sorted(set(decisions) - set(resolve((card.key for card in cards), decisions).values())))


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
    changes: dict[str, object] = {}
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
    by_hand = card.by_hand or bool(changes)
    if decision.context is not None:
        changes["context"] = decision.context
    changes |= {"verdict": "ship", "reasons": (), "by_hand": by_hand, "kept": not by_hand}
    return card.model_copy(update=changes)
