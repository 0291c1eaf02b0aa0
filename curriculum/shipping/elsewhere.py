"""Cards that learners hold already in decks of other curricula: how many where, and how to find them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from curriculum.planning.outline import Outline
from curriculum.reading.slug import slug
from curriculum.shipping.note import CARDS, Note

EPISODE, THEME = "curriculum::episode::", "curriculum::theme::"
"""How the tags of episodes and themes begin."""


def decks(notes: Sequence[Note]) -> Mapping[str, int]:
    """Name of each top deck that holds these notes → how many cards it has of them, sorted by name."""
    found: Counter[str] = Counter()
    for note in notes:
        found[note.deck.partition("::")[0]] += CARDS[note.kind]
    return dict(sorted(found.items()))


def search(notes: Sequence[Note], outline: Outline) -> str:
    """What to type into Anki's search to see all of these notes, as short as may be; "" for no note.

    Notes carry the tags of their themes since they shipped: those of the outline, and of its weeks, find
    them where every note has one, in fewer words than the tags of their episodes.
    """
    episodes = sorted({tag for note in notes for tag in note.tags if tag.startswith(EPISODE)})
    themes = _covering([set(note.tags) for note in notes], _themes(outline))
    tags = themes if themes and len(themes) <= len(episodes) else episodes
    return " OR ".join(f"tag:{tag}" for tag in tags)


def _themes(outline: Outline) -> Sequence[str]:
    """The tags of the themes that were asked for, then of those of the weeks."""
    themes = (*outline.themes, *(week.theme for week in outline.weeks))
    return list(dict.fromkeys(f"{THEME}{slug(theme)}" for theme in themes if theme))


def _covering(notes: Sequence[set[str]], tags: Sequence[str]) -> Sequence[str]:
    """One of the tags that every note carries, else the first few of which each carries one; else none."""
    for tag in tags:
        if all(tag in carried for carried in notes):
            return [tag]
    found = []
    for tag in tags:
        left = [carried for carried in notes if tag not in carried]
        if len(left) < len(notes):
            found.append(tag)
        notes = left
    return [] if notes else found
