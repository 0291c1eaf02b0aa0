"""Changes of a ``corrections.toml``: rules written or taken out; all else stays to the letter."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from curriculum.letters import clean, fold
from curriculum.problems import CurriculumError
from curriculum.reading.corrections import Rule, correct, head_of, quoted, rules_in

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Item

_HEAD = '# Spellings put right, "wrong" = "right": in all episodes, or below its [id] in one.'
_MARK = "\ufeff"
"""What some editors begin a file with."""
_RIGHT = "  # right as it is"

Pairs = Mapping[str, str]
"""Wrong form → right form."""
_Key = tuple[str, str]
"""Table and wrong form, as they are read."""


class _Statement(NamedTuple):
    """A head, or what stands between two: some lines of the text."""

    first: int
    end: int
    table: str
    """The one that it stands in, or begins."""
    rules: Mapping[_Key, str]
    """What it says; a head says nothing."""


def pairs_for(forms: Sequence[str], right: str, standing: frozenset[str]) -> dict[str, str]:
    """The rules that settle a doubt about ``forms``.

    ``right`` is the right form, one of them or another; "" where each is right as it is. A form that is not
    among those ``standing`` in lines of the notes (it is a file's name, or comes with the program) cannot be
    put right there: then the right form is said to be right as it is.
    """
    if not right:
        return {form: form for form in forms}
    others = [form for form in forms if form != right]
    found = {form: right for form in others if form in standing}
    return found if len(found) == len(others) else {**found, right: right}


def with_rules(text: str, table: str, pairs: Pairs, file: Path) -> str:
    """The text of ``file`` with these rules for ``table`` ("" is the top), where all episodes are meant.

    A rule on the same wrong form gives way, and those that led to a wrong form lead to the right one.
    Raises CurriculumError when the text cannot be read, or would not be read again as meant.
    """
    text = leading_on(text, table, pairs, file)
    meant = _said(text, file)
    replaced = {
        key: right
        for key in meant
        for wrong, right in pairs.items()
        if key[0] == table and fold(key[1]) == fold(wrong)
    }
    known = {fold(wrong) for _, wrong in replaced}
    new = {wrong: right for wrong, right in pairs.items() if fold(wrong) not in known}
    text = _with_values(text, replaced, file)
    if new:
        text = _inserted(text, table, [_line(*pair) for pair in new.items()])
    meant |= replaced | {(table, wrong): right for wrong, right in new.items()}
    return _checked(text, meant, file)


def leading_on(text: str, table: str, pairs: Pairs, file: Path) -> str:
    """The text with each rule that leads to a wrong form leading to the right one; raises as ``with_rules``.

    Rules are applied at once, so that no word is put right twice: only those of one episode follow upon
    those for all.
    """
    meant = _said(text, file)
    now = [Rule(wrong, right, "", "", 0) for wrong, right in pairs.items()]
    led: dict[_Key, str] = {}
    for (place, wrong), right in meant.items():
        (further,), _ = correct([right], now, "")
        if further != right != wrong and table in ("", place):
            led[place, wrong] = further
    return _checked(_with_values(text, led, file), meant | led, file)


def without_rule(text: str, table: str, wrong: str, file: Path) -> str:
    """The text without the rule on a wrong form in a table.

    Raises KeyError when it has none, and else as ``with_rules``.
    """
    meant = _said(text, file)
    del meant[table, wrong]
    lines, key = _lines(text), (table, wrong)
    one = next(one for one in _statements(lines) if key in one.rules)
    if len(one.rules) > 1:
        lines[one.first : one.end] = [_edited("".join(lines[one.first : one.end]), one, {key: None}, file)]
        return _checked("".join(lines), meant, file)
    del lines[one.first : one.end]
    if _is_blank(lines, one.first) and (not one.first or _is_blank(lines, one.first - 1)):
        del lines[one.first]
    _drop_head(lines, table)
    return _checked("".join(lines), meant, file)


def _said(text: str, file: Path) -> dict[_Key, str]:
    return {(rule.episode, rule.wrong): rule.right for rule in rules_in(text, file)}


def _checked(text: str, meant: Mapping[_Key, str], file: Path) -> str:
    """The text; raises CurriculumError for one that would not be read as what is meant."""
    try:
        text.encode()
        same = _said(text, file) == meant
    except (CurriculumError, UnicodeError):
        same = False
    if not same:
        raise _refusal(file)
    return text


def _refusal(file: Path) -> CurriculumError:
    said = "The corrections would not be read again as you gave them. Nothing was written."
    return CurriculumError.of(
        "corrections", said, "Give another spelling, or edit the file.", file.as_posix()
    )


def _line(wrong: str, right: str) -> str:
    return f"{quoted(wrong)} = {quoted(right)}{_RIGHT if wrong == right else ''}"


def _lines(text: str) -> list[str]:
    """The lines with their ends, as TOML has them."""
    *whole, last = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def _is_blank(lines: Sequence[str], place: int) -> bool:
    return place < len(lines) and not lines[place].strip()


def _statements(lines: Sequence[str]) -> Iterator[_Statement]:
    """What stands in the lines of a file that can be read, in order, without blank lines and comments."""
    table, first = "", 0
    while first < len(lines):
        line = clean(lines[first]).strip()
        end = first + 1
        if line.startswith("["):
            (table,) = tomllib.loads(line)
            yield _Statement(first, end, table, {})
        elif line and not line.startswith("#"):
            while (values := _values(lines[first:end])) is None and end < len(lines):
                end += 1
            yield _Statement(first, end, table, dict(_flat(values or {}, table)))
        first = end


def _values(lines: Sequence[str]) -> dict[str, Any] | None:
    """What the lines say; None for lines of which the last is not yet the end."""
    try:
        return tomllib.loads(clean("".join(lines)))
    except tomllib.TOMLDecodeError:
        return None


def _flat(values: Mapping[str, Any], table: str) -> Iterator[tuple[_Key, str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from (((key, wrong), right) for wrong, right in value.items())
        else:
            yield (table, key), value


def _with_values(text: str, rules: Mapping[_Key, str], file: Path) -> str:
    """The text with another right form in these rules, which it has."""
    lines = _lines(text)
    for one in reversed(list(_statements(lines))):
        if here := {key: right for key, right in rules.items() if key in one.rules}:
            lines[one.first : one.end] = [_edited("".join(lines[one.first : one.end]), one, here, file)]
    return "".join(lines)


def _edited(part: str, one: _Statement, rules: Mapping[_Key, str | None], file: Path) -> str:
    """The lines of a statement with other right forms; None takes one out."""
    import tomlkit  # late: only what writes settings needs it
    import tomlkit.exceptions

    try:
        document = tomlkit.parse(part)
    except tomlkit.exceptions.TOMLKitError:  # by its letters alone, which reading puts right
        document = tomlkit.parse(clean(part))
    try:
        values = {key: right if right is None else _item(right) for key, right in rules.items()}
    except tomlkit.exceptions.TOMLKitError:
        raise _refusal(file) from None
    for (table, wrong), right in values.items():
        inside: Any = document if table == one.table else document[_name(document, table)]
        name = _name(inside, wrong)
        if right is None:
            del inside[name]
        else:
            inside[name] = right
    return document.as_string()


def _item(text: str) -> "Item":
    """A text as the file has it; raises TOMLKitError for one that no file can hold."""
    import tomlkit

    return tomlkit.value(quoted(text))


def _name(values: "TOMLDocument | Mapping[str, Any]", key: str) -> str:
    """The key as the file writes it."""
    return next((name for name in values if clean(name) == key), key)


def _inserted(text: str, table: str, new: Sequence[str]) -> str:
    """The text with new lines at the end of what stands in the table, which is made where there is none."""
    if text.startswith(_MARK):
        return _MARK + _inserted(text.removeprefix(_MARK), table, new)
    lines = _lines(text or f"{_HEAD}\n")
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[-1].endswith("\n"):
        lines[-1] += newline
    found = list(_statements(lines))
    there = [one for one in found if one.table == table]
    dotted = [one for one in found if any(key == table for key, _ in one.rules) and one.table != table]
    if there:
        place = there[-1].end
    elif dotted:  # a table that has no head of its own
        place, new = dotted[-1].end, [f"{quoted(table)}.{line}" for line in new]
    elif table:
        place, new = len(lines), ["", head_of(table), *new]
    else:
        place = _top(lines, found)
        new = ["", *new] if place == len(lines) else [*new, ""]
    lines[place:place] = [f"{line}{newline}" for line in new]
    return "".join(lines)


def _top(lines: Sequence[str], found: Sequence[_Statement]) -> int:
    """Where the first rule for all episodes goes: before any table and the comment above it."""
    if not found:
        return len(lines)
    return next((place for place in range(found[0].first, 0, -1) if _is_blank(lines, place - 1)), 0)


def _drop_head(lines: list[str], table: str) -> None:
    """Take out the head of a table with nothing below it, and the blank line above."""
    found = list(_statements(lines))
    for one, after in zip_longest(found, found[1:]):
        end = after.first if after else len(lines)
        bare = all(_is_blank(lines, place) for place in range(one.end, end)) and not (after and after.rules)
        if bare and table and lines[one.first].strip() == head_of(table):
            above = one.first - 1 if one.first and _is_blank(lines, one.first - 1) else one.first
            del lines[above : one.end]
            return
