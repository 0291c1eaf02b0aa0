"""What the judge saw of the cards that the learner decided on."""

from collections.abc import Iterable, Iterator, Mapping

from curriculum.cards.card import Card
from curriculum.cards.checks import check
from curriculum.cards.draft import Draft
from curriculum.cards.judge.features import Seen, features
from curriculum.cards.judge.prose import prose_of
from curriculum.cards.judge.rarity import rarity_of
from curriculum.cards.respelling import readings
from curriculum.cards.tried import Tried
from curriculum.reading.library import Library


def measured(cards: Iterable[Card], library: Library) -> Iterator[tuple[Card, Mapping[str, float]]]:
    """The cards by rule among these, as their rules wrote them, each with its features.

    A card that fails a check never came before the judge, so that no decision on it says anything of him.
    """
    rarity = rarity_of(library)
    prose = prose_of({reading.episode.id: reading.statements for reading in readings(library)})
    episodes = {episode.id: episode for episode in library.episodes}
    labels = {point.id: point.label for episode in library.episodes for point in episode.points}
    for card in cards:
        draft = Draft(
            card.rule,
            card.question,
            card.answer,
            card.kind,
            card.text,
            asks=card.asks,
            traits=frozenset(card.traits),
        )
        if card.asks and not check(Tried(draft, card.context, card.quote)):
            label, title = labels.get(card.source.point, ""), episodes[card.source.episode].title
            own = prose[card.source.episode]
            yield card, features(Seen(draft, card.context, card.quote, label, title, rarity, own))
