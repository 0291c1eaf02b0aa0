"""Newcomers: the episodes of a selection that no other outline has, and what is said of the others."""

from collections.abc import Sequence
from dataclasses import replace

from curriculum.count import several
from curriculum.planning import dates
from curriculum.planning.earlier import Earlier, Other, matters
from curriculum.planning.selection import Selection
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError

_NAMED = 2
"""Other outlines that are named one by one; of more, the first and the last."""


def newcomers(selection: Selection, earlier: Earlier, wish: Wish) -> tuple[Selection, tuple[str, ...]]:
    """The selection without what other outlines have, and a sentence that says so, where they matter.

    Raises CurriculumError when they have everything.
    """
    if not matters(wish):
        return selection, ()
    ids = [*(episode.id for episode in selection.episodes), *(left.id for left in selection.left_out)]
    taken = {id: there for id in ids if (there := earlier.having(id))}
    chosen = tuple(one for one in selection.episodes if one.id not in taken)
    left_out = tuple(one for one in selection.left_out if one.id not in taken)
    total = len(selection.episodes)
    if len(chosen) == total:
        return replace(selection, left_out=left_out), ()
    having = {taken[one.id].path: taken[one.id] for one in selection.episodes if one.id in taken}
    outlines = sorted(having.values(), key=lambda one: (one.start, one.path))
    where = _where(outlines, wish, total - len(chosen))
    if not chosen:
        what = f"All {several(total, 'episode')}" if total > 1 else "The only episode"
        raise CurriculumError.of(
            "nothing-new",
            f"{what} {where}: none is new.",
            "Add notes of new episodes, or plan all of them again with --all.",
        )
    told = f"{total - len(chosen)} of {several(total, 'episode')} {where}"
    new = f"{len(chosen)} {'is' if len(chosen) == 1 else 'are'} new"
    return replace(selection, episodes=chosen, left_out=left_out), (f"{told}; {new}. --all plans all.",)


def _where(outlines: Sequence[Other], wish: Wish, count: int) -> str:
    """Where so many episodes were: "were in May 2024 (decks/may-2024/outline.toml)"."""
    first = dates.first(wish)
    past = first is not None and all(one.start < first for one in outlines)
    verb = ("was" if past else "is") if count == 1 else ("were" if past else "are")
    named = [f"{one.title} ({one.path})" for one in outlines]
    if len(named) <= _NAMED:
        return f"{verb} in {' and '.join(named)}"
    return f"{verb} in {len(named)} other outlines, from {named[0]} to {named[-1]}"
