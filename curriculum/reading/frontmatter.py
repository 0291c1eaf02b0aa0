"""Front matter: the facts between ``---`` lines at the top of a file, whole or broken."""

import re
from collections.abc import Iterator, Sequence

from curriculum.problems import Problem
from curriculum.reading.blocks import Line
from curriculum.reading.facts import Facts
from curriculum.reading.fields import Field, field_name
from curriculum.reading.ledger import Ledger

_LONGEST = 200
_SUMMARIES = frozenset(("summary", "excerpt"))
_FENCE = re.compile(r"---\s*$")
_END = re.compile(r"(?:---|\.\.\.)\s*$")
_KEY = re.compile(r"(?P<key>[\w][\w .#/-]{0,40}?)\s*::?(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-\s+(?P<value>\S.*)$")
_PROPERTY = re.compile(r"(?P<key>[\w][\w./-]{0,40})::\s+(?P<value>.*)$")


def front_matter(lines: Sequence[str]) -> range:
    """The 0-based lines of the front matter, fences included; empty when there is none.

    Logseq's page properties (``key:: value`` lines at the very top) count as front matter too.
    """
    start = next((place for place, line in enumerate(lines[:20]) if line.strip()), None)
    if start is None:
        return range(0)
    if _FENCE.match(lines[start]):
        for place in range(start + 1, min(len(lines), start + _LONGEST)):
            if _END.match(lines[place]):
                inside = lines[start + 1 : place]
                return range(start, place + 1) if _looks_like_facts(inside) else range(0)
        return range(0)
    end = start
    while end < len(lines) and _PROPERTY.match(lines[end]):
        end += 1
    return range(start, end)


def _looks_like_facts(lines: Sequence[str]) -> bool:
    keys = sum(bool(_KEY.match(line)) for line in lines)
    return keys > 0 and not any(
        line.startswith(("# ", "## ", "### ")) and not line.startswith("# #") for line in lines
    )


def read_front_matter(
    lines: Sequence[str], span: range, ledger: Ledger, path: str
) -> tuple[Facts, list[Problem]]:
    """The facts of the front matter. A line that is no YAML is kept as written, with a problem."""
    facts = Facts()
    problems: list[Problem] = []
    for key, value, numbers, broken in _entries(lines, span):
        ledger.take(numbers, "front matter")
        first = next(iter(numbers))
        if broken:
            facts.keep_line(Line(first, value))
            problems.append(
                Problem(
                    path=path,
                    line=first,
                    kind="front-matter",
                    message=f"This line of the front matter is not “key: value”: {value.strip()[:80]}",
                    remedy="Write it as key: value; it was kept as it is.",
                )
            )
        elif value and key.strip().casefold() in _SUMMARIES and not facts.summary:
            facts.summary = value
        elif value:
            facts.add(Field(field_name(key) or "kept", value, key), first)
        else:
            facts.keep_line(Line(first, f"{key}:"))
    ledger.take(range(span.start + 1, span.stop + 1), "front matter")
    return facts, problems


def _entries(lines: Sequence[str], span: range) -> Iterator[tuple[str, str, list[int], bool]]:
    """(key, value, 1-based lines, broken) for each entry; lists and folded text joined."""
    key, values, numbers = "", [""][:0], [0][:0]
    folded = False
    for place in span:
        line, number = lines[place], place + 1
        if not line.strip() or (_END.match(line) and place in (span.start, span.stop - 1)):
            continue
        if line.lstrip().startswith("#"):
            yield "", "", [number], False
            continue
        item = _ITEM.match(line)
        fresh = _KEY.match(line)
        if fresh and not line[0].isspace():
            if key:
                yield key, _joined(values, folded), numbers, False
            key, numbers = fresh.group("key").strip(), [number]
            value = (fresh.group("value") or "").strip()
            folded = value in ("|", ">", "|-", ">-", "|+", ">+")
            values = [] if folded or not value else _unquoted_list(value)
        elif key and item and not folded:
            values.append(_unquoted(item.group("value")))
            numbers.append(number)
        elif key and line[0].isspace():
            values.append(_unquoted(line.strip()))
            numbers.append(number)
        else:
            if key:
                yield key, _joined(values, folded), numbers, False
                key, values, numbers = "", [], []
            yield "", line, [number], True
    if key:
        yield key, _joined(values, folded), numbers, False


def _joined(values: Sequence[str], folded: bool) -> str:
    return (" " if folded else ", ").join(value for value in values if value)


def _unquoted_list(value: str) -> list[str]:
    """``[a, b]`` as its items; a wikilink or any other value as it is."""
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_unquoted(part) for part in value[1:-1].split(",")]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    text = value.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
