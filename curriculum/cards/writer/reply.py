"""A reply: the items in whatever a chat said around them."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from curriculum.cards.writer.item import LONGEST_TEXT, Item
from curriculum.letters import clean
from curriculum.problems import Problem

_ASK = "`curriculum write --ask` asks again for what is missing."
_MOST = 5_000
"""Items of a reply that are looked at: a megabyte of good ones has fewer."""


class Reply(NamedTuple):
    """What a reply holds."""

    items: tuple[tuple[int, Item], ...]
    """Each item with the line of the reply that it begins on."""
    problems: tuple[Problem, ...]


def read(text: str, path: str) -> Reply:
    """Every item in a reply, in its order; each that cannot be read is a problem with its line.

    Around the items may stand greetings, fences, headings, other objects and lists; quotation marks may be
    curled, commas missing. An item that is cut short is left out: half a text is not what was meant.
    """
    items: dict[Item, int] = {}
    problems: list[Problem] = []
    for number, (line, value) in enumerate(objects(text, Item.model_fields)):
        if number == _MOST - 1:
            problems.append(_problem(path, line, f"Only the first {_MOST:,} items were looked at."))
        if value is None:
            problems.append(_problem(path, line, "An item is cut short here."))
            continue
        try:
            items.setdefault(Item.model_validate(value), line)
        except ValidationError as error:
            problems.append(_problem(path, line, f"An item cannot be read: {_why(error)}."))
    if not items and not problems:
        said = "No draft was found in the reply." if text.strip() else "The reply is empty."
        problems.append(_problem(path, 0, said))
    return Reply(tuple((line, item) for item, line in items.items()), tuple(problems))


def objects(text: str, fields: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Every object that begins with one of the fields, with its line; None for one that is cut short.

    Names may stand in straight or curled quotes or in none. After some thousands it ends.
    """
    begin = re.compile(rf"\{{\s*[\"“”„'‘’]?(?:{'|'.join(fields)})[\"“”'‘’]?\s*:")
    text = clean(text)
    place = counted = 0
    line = 1
    for _ in range(_MOST):
        match = begin.search(text, place)
        if match is None:
            return
        following = begin.search(text, match.end())
        bound = following.start() if following else len(text)
        line += text.count("\n", counted, match.start())
        counted = match.start()
        value, place = _value(text, counted, bound)
        yield line, value


def _value(text: str, start: int, bound: int) -> tuple[dict[str, Any] | None, int]:
    """The object that begins at ``start`` and ends before ``bound``, and where to look on."""
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        end = bound
        value = _mended(text[start:bound])
    return (value if isinstance(value, dict) else None), max(end, start + 1)


def _mended(span: str) -> object:
    """An object with a slip in it; None when it does not end."""
    body = span[: span.rfind("}") + 1]
    if not body or len(body) > 6 * LONGEST_TEXT:
        return None
    import json_repair  # late: only a reply with a slip needs it

    try:
        return json_repair.loads(body)
    except (ValueError, RecursionError):
        return None


def _why(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    if first["type"] in ("string_too_long", "too_long"):
        return f"“{name}” has more than {LONGEST_TEXT} characters"
    if name == "what":
        return f"“{str(first['input'])[:30]}” is none of card, none, term, claim, question and goal"
    return f"“{name}” is no text"


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path=path, line=line, kind="reply", message=message, remedy=_ASK)
