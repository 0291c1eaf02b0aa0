"""Cards that no import shows, or that ask for a decision: what is said of them, and where Anki has them."""

from collections.abc import Iterator, Mapping

from curriculum.count import several

BY_HAND = "Tools > Create Filtered Deck"
"""Where Anki makes a deck of what a search finds."""


def told(searches: Mapping[str, str], decks: Mapping[str, int], *, by_theme: bool) -> Iterator[str]:
    """A line on the cards of other decks, and one on the retired, where there are any.

    ``searches`` as ``changes.searches`` gives them, ``decks`` as ``shipping.elsewhere.decks``; ``by_theme``
    says whether the curriculum was made for a theme: ``ship`` makes a deck for those alone.
    """
    if "elsewhere" in searches:
        them = "it" if sum(decks.values()) == 1 else "them"
        how = f"in Anki, {BY_HAND}, search {searches['elsewhere']}"  # last, to be copied
        if by_theme:
            study = (
                f"by theme: `curriculum ship --to anki` makes a deck of {them} (Anki 26.9 or later); or {how}"
            )
        else:
            study = f"{them} by {'itself' if them == 'it' else 'themselves'}: {how}"
        yield f"{_where(decks)}; nothing new will appear for {them}. To study {study}"
    if "retired" in searches:
        yield f"The retired cards, once imported: search Anki for {searches['retired']}"


def _where(decks: Mapping[str, int]) -> str:
    """How many cards are in which decks."""
    cards = sum(decks.values())
    are = f"{several(cards, 'card')} {'is' if cards == 1 else 'are'}"
    if len(decks) == 1:
        return f"{are} in your deck “{next(iter(decks))}” already"
    places = [f"{count:,} in “{deck}”" for deck, count in decks.items()]
    return f"{are} in other decks already ({', '.join(places)})"
