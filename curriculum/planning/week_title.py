"""Titles that a person would print, from the theme file."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from curriculum.planning.themes import Themes

SUITS = 0.5
"""A theme suits an episode from this fit on."""


class Title(NamedTuple):
    """A week's title and the themes it names."""

    text: str
    themes: tuple[str, ...]
    """Ids, the main one first; empty when no theme suits, and the title is automatic."""


def title(
    fits: Sequence[Mapping[str, float]],
    themes: Themes,
    taken: Collection[str],
    asked: Collection[str],
    central: str,
) -> Title:
    """The title of a week whose episodes have these fits.

    One theme when it suits three quarters of the episodes, else two, the second for the others. A title
    that another week has (``taken``) is not given again; themes that the whole curriculum is about
    (``asked``) name a week only when nothing else does. ``central`` is the title of the week's most
    central episode: what an automatic title is made of.
    """
    sums: dict[str, float] = {}
    for fit in fits:
        for id, value in fit.items():
            # a field is a wider roof: it names a week only when no theme of it suits better
            sums[id] = sums.get(id, 0.0) + value * (1.0 if themes[id].parent else 0.6)
    order = sorted((id for id in sums if id not in asked), key=lambda id: (-sums[id], id))
    order += [id for id in asked if id in sums]
    for first in order:
        suited = [fit for fit in fits if fit.get(first, 0.0) >= SUITS]
        if not suited:
            continue
        first = _closer(first, len(suited), fits, themes)
        others = [fit for fit in fits if fit.get(first, 0.0) < SUITS]
        second = _best(others, themes, {first, themes[first].parent, *asked})
        one, two = themes[first].title, _joined(themes[first].short, themes[second].short) if second else ""
        if 4 * len(suited) >= 3 * len(fits) or (not two and 3 * len(suited) >= 2 * len(fits)):
            if one not in taken:
                return Title(one, (first,))
        elif two and two not in taken:
            return Title(two, (first, second))
    for first in order:
        for second in order:
            text = _joined(themes[first].short, themes[second].short)
            if first != second and text not in taken:
                return Title(text, (first, second))
    return Title(_free(f"{central} and more" if len(fits) > 1 else central, taken), ())


def _closer(id: str, count: int, fits: Sequence[Mapping[str, float]], themes: Themes) -> str:
    """A theme that builds on this one and suits as many of the episodes; else the theme itself.

    A week of protein models and drug design is about AI for biology rather than about biology.
    """
    found, most = id, 0.0
    for theme in themes.themes:
        # as good as its fit for the last of the episodes that it has to suit
        least = sorted((fit.get(theme.id, 0.0) for fit in fits), reverse=True)[count - 1]
        if id in theme.prerequisites and least >= max(SUITS, most):
            found, most = theme.id, least
    return found


def _best(fits: Sequence[Mapping[str, float]], themes: Themes, barred: Collection[str]) -> str:
    """The theme that suits these episodes best; "" when none does."""
    sums: dict[str, float] = {}
    for fit in fits:
        for id, value in fit.items():
            if id not in barred and themes[id].parent and value >= SUITS:
                sums[id] = sums.get(id, 0.0) + value
    return min(sums, key=lambda id: (-sums[id], id), default="")


def _joined(first: str, second: str) -> str:
    mark = "; " if " and " in first or " and " in second else " and "
    text = f"{first}{mark}{second}"
    return text[0].upper() + text[1:]


def _free(text: str, taken: Collection[str]) -> str:
    number, free = 2, text
    while free in taken:
        free, number = f"{text} ({number})", number + 1
    return free
