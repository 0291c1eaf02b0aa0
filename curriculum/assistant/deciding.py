"""What an assistant may decide about a card, when the person has said so."""

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from curriculum.assistant.answer import Answer
from curriculum.assistant.proposing import AUTHOR
from curriculum.cards.card import Card
from curriculum.cards.decision import Decision, apply, is_dropped
from curriculum.cards.gap import marked
from curriculum.cards.likeness import front
from curriculum.cards.writer.item import LONGEST_TEXT
from curriculum.cards.writer.proposal import RULE, Proposal
from curriculum.letters import clean
from curriculum.problems import CurriculumError
from curriculum.shipping import decisions
from curriculum.workspace import Workspace

_BY_HAND = (
    "The person can do it all the same: `curriculum cards --review`, or in cards.toml beside the notes."
)
_GAP = "[…]"

_Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class Decided(Answer):
    """The card as it stands after the decision."""

    key: str
    verdict: Literal["passes", "held"]
    question: str
    answer: str
    reasons: tuple[str, ...] = ()


class Deciding:
    """The tool that writes decisions."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def decide(
        self,
        key: Annotated[
            str, Field(max_length=LONGEST_TEXT, description="Key of the card, as cards gives it.")
        ],
        action: Annotated[
            Literal["keep", "drop", "reword"],
            Field(description="keep it as it is, drop it, or give it new words."),
        ],
        question: Annotated[
            _Text, Field(description="For reword: the new question, or a cloze card's new sentence with […].")
        ] = "",
        answer: Annotated[_Text, Field(description="For reword: the new answer.")] = "",
    ) -> Decided:
        """Decide about one card for the person: only what they said in this conversation, never on your own.

        New words pass the same gate as a proposal, or nothing is written. Held drafts cannot be kept: mend
        them with propose_cards. Writes cards.toml beside the notes and nothing else.
        """
        self._workspace.check()
        card = next((one for one in self._workspace.cards if one.key == clean(key)), None)
        if card is None:
            raise _refusal(f"No card has the key “{key[:80]}”.", "cards gives the keys.")
        if action != "reword" and (question or answer):
            raise _refusal(
                f"To {action} a card takes no new words.", "Leave question and answer away, or reword."
            )
        if action == "keep" and (why := self._held_for(card)):
            raise _refusal(f"A draft that does not pass is not kept by an assistant: {why}", _BY_HAND)
        decision = Decision(verdict="drop" if action == "drop" else "keep")
        if action == "reword":
            decision = self._worded(card, clean(question).strip(), clean(answer).strip())
        after = apply([card], {card.key: decision})[0]
        if action != "drop" and after.verdict == "held":
            raise _refusal(" ".join(after.reasons), "Give it a question of its own with reword.")
        decisions.save(self._workspace.folder / decisions.FILE, card.key, decision)
        return Decided(
            key=card.key,
            verdict="passes" if after.verdict == "ship" else "held",
            question=front(after),
            answer=after.answer,
            reasons=after.reasons,
        )

    def _worded(self, card: Card, question: str, answer: str) -> Decision:
        """The decision for a new wording; raises CurriculumError with the gate's reasons against it."""
        if not question and not answer:
            raise _refusal("There are no new words.", "Give a question, an answer or both.")
        asked, answered = question or front(card), answer or card.answer
        if reasons := self._against(card, asked, answered):
            raise _refusal(f"The new words do not pass: {' '.join(reasons)}", f"Mend them. {_BY_HAND}")
        if card.kind != "cloze":
            return Decision(question=question, answer=answer)
        try:
            return Decision(text=asked.replace(_GAP, marked(answered)))
        except ValidationError:
            raise _refusal(f"A cloze card's sentence needs exactly one {_GAP}.", "Write it once.") from None

    def _held_for(self, card: Card) -> str:
        """Why a draft does not pass, also a dropped one; "" for one that does, and for a rule's card."""
        if card.rule != RULE or card.verdict == "ship":
            return ""
        reasons = card.reasons
        if is_dropped(card):
            reasons = self._against(card, front(card), card.answer)
        return " ".join(reasons)

    def _against(self, card: Card, question: str, answer: str) -> tuple[str, ...]:
        """What the gate has against words for a card, which stands on the words that it stood on before."""
        drafting = self._workspace.drafting
        place = next((one for one in drafting.places if one.point.id == card.source.point), None)
        if place is None:
            return ("The card is of no key point, so there is nothing to check its words against.",)
        proposal = Proposal(
            key=card.key,
            what="card",
            kind=card.kind,
            episode=place.episode.id,
            point=place.point.id,
            question=question,
            answer=answer,
            support=card.quote,
            author=AUTHOR,
            instruction="",
            fingerprint=place.fingerprint,
        )
        judged = next(iter(drafting.judged([proposal], {place.episode.id})), None)
        return judged.reasons if judged else ("It cannot be checked.",)


def _refusal(message: str, remedy: str) -> CurriculumError:
    return CurriculumError.of("decision", message, remedy)
