"""Newcomers: the episodes of a selection that no other outline has, and what is said of the others."""

from collections.abc import Sequence
from dataclasses import replace

from curriculum.count import several
from curriculum.planning import dates
from curriculum.planning.earlier import Earlier, Other, matters
from curriculum.planning.outline import LeftOut
from curriculum.planning.selection import Selection
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError

_NAMED = 2
"""Other outlines that are named one by one; of more, the first and the last."""
_MARKED = {"done": "you marked it done", "skip": "you marked it to be skipped"}
"""Why a marked episode is left out."""


def newcomers(selection: Selection, earlier: Earlier, wish: Wish) -> tuple[Selection, tuple[str, ...]]:
    """The selection without what other outlines have, where they matter, and a sentence that says so.

    What the person marked as done or skip is left out. Raises CurriculumError when nothing is left.
    """
    every = [*(episode.id for episode in selection.episodes), *(left.id for left in selection.left_out)]
    there, marks = earlier.having() if matters(wish) else {}, earlier.marks()
    taken = {id: there[id] for id in every if id in there}
    rest = (one.id for one in selection.episodes if one.id not in taken and one.id not in earlier.own)
    marked = tuple(LeftOut(id=id, why=_MARKED[marks[id]]) for id in rest if marks.get(id) in _MARKED)
    gone = {*taken, *(left.id for left in marked)}
    chosen = tuple(one for one in selection.episodes if one.id not in gone)
    empty = tuple(left for left in selection.left_out if left.id not in taken)
    total, old = len(selection.episodes), [one.id for one in selection.episodes if one.id in taken]
    having = {taken[id].path: taken[id] for id in old}
    outlines = sorted(having.values(), key=lambda one: (one.start, one.path))
    first = dates.first(wish)
    past = first is not None and all(one.start < first for one in outlines)
    where = _where(outlines, past, len(old))
    if not chosen:
        raise CurriculumError.of("nothing-new", _nothing(total, len(old), where), _remedy(old, marked))
    told = f"{len(old)} of {several(total, 'episode')} {where}"
    new = f"{several(len(chosen), 'is', 'are')} {'new' if past else 'planned here'}"
    renewed = replace(selection, episodes=chosen, left_out=(*empty, *marked))
    return renewed, (f"{told}; {new}. --all plans all.",) if old else ()


def _nothing(total: int, old: int, where: str) -> str:
    """That no episode is to be planned."""
    if old == total:
        what = f"All {several(total, 'episode')}" if total > 1 else "The only episode"
        return f"{what} {where}: none is new."
    if not old:
        what = f"All {several(total, 'episode')} are" if total > 1 else "The only episode is"
        return f"{what} marked as done or to be skipped."
    rest = several(total - old, "is", "are")
    return f"Of {several(total, 'episode')} {old} {where}, and {rest} marked as done or to be skipped."


def _remedy(old: Sequence[str], marked: Sequence[LeftOut]) -> str:
    """The ways out of having nothing to plan."""
    ways = ["Add notes of new episodes"]
    if old:
        ways += [
            "plan all of them again with --all (in curriculum.toml: all = true)",
            "one of them with `curriculum done --again EPISODE`",
        ]
    if marked:
        ways.append("take a mark back with `curriculum done --undo EPISODE`")
    return f"{', '.join(ways[:-1])}, or {ways[-1]}."


def _where(outlines: Sequence[Other], past: bool, count: int) -> str:
    """Where so many episodes were: "were in May 2024 (decks/may-2024/outline.toml)"."""
    verb = ("was" if past else "is") if count == 1 else ("were" if past else "are")
    named = [f"{one.title} ({one.path})" for one in outlines]
    if len(named) <= _NAMED:
        return f"{verb} in {' and '.join(named)}"
    return f"{verb} in {len(named)} other outlines, from {named[0]} to {named[-1]}"
