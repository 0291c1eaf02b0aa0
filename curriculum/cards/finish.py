"""The last step of a card: key, identity, credit and verdict around what was drafted."""

from typing import NamedTuple

from curriculum.cards.card import Card, CardSource
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.key import guid_of
from curriculum.reading.episode import Episode, KeyPoint


class Drafted(NamedTuple):
    """A draft with all that its card will show."""

    episode: Episode
    point: KeyPoint | None
    """None for a card of no point."""
    draft: Draft
    context: str
    detail: str
    quote: str
    line: int
    reasons: tuple[str, ...]


def finish(drafted: Drafted, key: str, doubts: Doubts) -> Card:
    """The card with that key; it ships when there is no reason against it."""
    episode, point, draft = drafted.episode, drafted.point, drafted.draft
    label = point.label.strip(" :") if point else ""
    if label and doubts.reason(episode.id, label):
        label = ""  # a misspelt name is not repeated on the card
    return Card(
        key=key,
        guid=guid_of(key),
        kind=draft.kind,
        rule=draft.rule,
        asks=draft.asks,
        traits=tuple(sorted(draft.traits)),
        question=draft.question,
        answer=draft.answer,
        text=draft.text,
        context=drafted.context,
        detail=drafted.detail,
        quote=drafted.quote,
        credit=" · ".join(part for part in (episode.show, episode.title, label) if part),
        source=CardSource(
            path=episode.source.path, line=drafted.line, episode=episode.id, point=point.id if point else ""
        ),
        by_hand=draft.rule == "written",
        verdict="held" if drafted.reasons else "ship",
        reasons=drafted.reasons,
        worth=draft.trust,
    )
