"""Anki's cards on a page that shows many of them."""

from collections.abc import Mapping

from markupsafe import Markup

from curriculum.decks import look
from curriculum.decks.note_types import looks
from curriculum.shipping.note import Kind

_LINE, _LINE_HERE = '<hr id="answer">', '<hr class="answer-line">'


def faces(kind: Kind, fields: Mapping[str, str]) -> tuple[look.Sides, ...]:
    """The cards of a note as safe HTML: every text in it was escaped for Anki, which is a browser too.

    What stands once in Anki's window stands many times here, so it has a class for a name. Raises ValueError
    as ``look.sides``.
    """
    return tuple(
        look.Sides(*(Markup(side.replace(_LINE, _LINE_HERE)) for side in sides))
        for sides in look.sides(kind, fields)
    )


def style() -> str:
    """Anki's stylesheet of the cards, for what lies in ``.anki`` alone; all note types share it."""
    return f".anki {{\n{looks('question').css.replace('hr#answer', 'hr.answer-line')}}}\n"
