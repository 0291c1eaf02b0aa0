"""A card as a form to edit, and the decision that a filled-in form makes."""

import re
import tomllib
from typing import TYPE_CHECKING

from curriculum.cards.decision import Refused, reworded, worded_in

if TYPE_CHECKING:
    from curriculum.cards.card import Card
    from curriculum.cards.decision import Decision

_HEAD = "Change the card, save and close. Change nothing, or delete everything, to leave it as it was."


def form(card: "Card") -> str:
    """The card's fields, a line each."""
    import tomlkit

    fields = tomlkit.document()
    for name in worded_in(card):
        fields[name] = getattr(card, name)
    return tomlkit.dumps(fields)


def headed(body: str, reason: str = "") -> str:
    """A form under what to do with it and, before that, why it was not taken."""
    said = [f"Not saved: {line}" for line in reason.splitlines()]
    return "".join(f"# {line}\n" for line in (*said, _HEAD)) + body


def body(text: str) -> str:
    """A form without the comments at its top."""
    return re.sub(r"\A(?:#[^\n]*(?:\n|\Z))+", "", text)


def decided(card: "Card", text: str) -> "Decision | None":
    """The decision that a form's body makes; None when it says what the card says already.

    Raises:
        Refused: the body is no form of this card.
    """
    try:
        filled = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(_broken(text, str(error))) from None
    return reworded(card, filled)


def _broken(text: str, said: str) -> str:
    """Why TOML does not read a form, with the line as it will stand when the form is shown again."""
    found = re.search(r" \(at line (\d+), column \d+\)", said)
    line = int(found[1]) if found else len(text.splitlines())
    line += len(headed("", "two\nlines").splitlines())
    why = re.sub(r" \(at .*\)$", "", said.splitlines()[0])
    return (
        f"line {line} is not as TOML files are: {why}.\n"
        "a text stands between two \", and one that holds a \" itself stands between two '''."
    )
