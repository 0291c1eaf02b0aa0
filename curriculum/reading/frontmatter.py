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
_NAMED_FENCE = re.compile(r"(?P<line>[-=*]{3,})\s*\w[\w ]{0,40}?\s*(?P=line)\s*$")
"""A fence with words in it: "--- Podcast Metadata ---"; a bare line of such signs closes it."""
_BARE_FENCE = re.compile(r"\s*[-=*]{3,}\s*$")
_CODE_FENCE = re.compile(r"```\s*(?:ya?ml|json|toml)?\s*$", re.IGNORECASE)
_KEY = re.compile(r"(?P<key>[\w][\w .#/()-]{0,40}?)\s*::?(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-\s+(?P<value>\S.*)$")
_UNDER = re.compile(r"\s*(?:-\s+)?(?P<key>[A-Za-z][\w-]{0,30}(?: [\w-]{1,20})?):\s+(?P<value>\S.*)$")
_NAMES = frozenset(("name", "title", "full name", "value", "names"))
"""Keys of a map that say what it is: ``podcast: {name: The Tide Table}``."""
_TOML = re.compile(r"(?P<key>[\w][\w-]{0,40})\s=\s(?P<value>.+)$")
_MAP = re.compile(r"\{([^{}]*:[^{}]*)\}")
_JSON = re.compile(r"\s*\"(?P<key>[^\"]{1,40})\"\s*:\s*(?P<value>.*?),?\s*$")
_PROPERTY = re.compile(r"(?P<key>[\w][\w./-]{0,40})::(?:\s+(?P<value>.*))?$")


def front_matter(lines: Sequence[str]) -> range:
    """The 0-based lines of the front matter, fences included; empty when there is none.

    Logseq's page properties (``key:: value`` lines at the very top) count as front matter too.
    """
    start = next((place for place, line in enumerate(lines[:20]) if line.strip()), None)
    if start is None:
        return range(0)
    if end := _closed(lines, start):
        return range(start, end + 1)
    if _FENCE.match(lines[start]):
        return range(0)
    end = start
    while end < len(lines) and _PROPERTY.match(lines[end]):
        end += 1
    return range(start, end)


def _closed(lines: Sequence[str], start: int) -> int:
    """The line that closes what opens at ``start``, where facts stand between; 0 when that is none."""
    first = lines[start].strip()
    closing = (
        _END if _FENCE.match(first)
        else _BARE_FENCE if _NAMED_FENCE.match(first)
        else re.compile(r"\}\s*$") if first == "{"
        else re.compile(r"\+\+\+\s*$") if first == "+++"
        else re.compile(r"```\s*$") if _CODE_FENCE.match(first)
        else None
    )  # fmt: skip
    if closing is None:
        return 0
    for place in range(start + 1, min(len(lines), start + _LONGEST)):
        if closing.match(lines[place]):
            return place if _looks_like_facts([_as_yaml(line) for line in lines[start + 1 : place]]) else 0
    return 0


def _as_yaml(line: str) -> str:
    """A line of JSON or TOML as YAML has it; any other as it is."""
    match = _JSON.match(line) or _TOML.match(line)
    if match is None:
        return line
    value = match["value"].strip()
    return f"{match['key']}: {'' if value in ('[', '{') else value}"


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
    """(key, value, 1-based lines, broken) for each entry; lists, maps and folded text joined."""
    entry = _Entry()
    for place in span:
        line, number = _as_yaml(lines[place]), place + 1
        if not line.strip(" \t[]{},") or (place in (span.start, span.stop - 1) and not _KEY.match(line)):
            continue
        if line.lstrip().startswith("#"):
            yield "", "", [number], False
            continue
        fresh = _KEY.match(line)
        if fresh and not line[0].isspace():
            yield from entry.close()
            entry = _Entry(fresh.group("key").strip(), (fresh.group("value") or "").strip(), number)
            for piece in entry.flow():
                yield from entry.take(piece, number)
        elif entry.key and (line[0].isspace() or _ITEM.match(line)):
            yield from entry.take(line, number)
        else:
            yield from entry.close()
            entry = _Entry()
            yield "", line, [number], True
    yield from entry.close()


class _Entry:
    """An entry while its lines come in. A map's known facts are entries of their own."""

    def __init__(self, key: str = "", value: str = "", number: int = 0) -> None:
        self.key = key
        self._folded = value in ("|", ">", "|-", ">-", "|+", ">+")
        self._values = [] if self._folded or not value else _unquoted_list(value)
        self._numbers = [number]

    def flow(self) -> Sequence[str]:
        """The lines that a map written in a row stands for: ``{ name: Ann Lee, role: baker }``."""
        value = ", ".join(self._values)
        maps = _MAP.findall(value)
        if not maps:
            return ()
        self._values = []
        listed = value.startswith("[") or len(maps) > 1
        pairs = [(one, place) for entry in maps for place, one in enumerate(entry.split(","))]
        return [f"  {'- ' if listed and not place else ''}{one.strip()}" for one, place in pairs]

    def take(self, line: str, number: int) -> Iterator[tuple[str, str, list[int], bool]]:
        """Take one more line of the entry in."""
        item = None if self._folded else _ITEM.match(line)
        under = None if self._folded else _UNDER.match(line)
        value = _unquoted(item.group("value") if item else line.strip().rstrip(","))
        known = field_name(under["key"]) if under else ""
        if under and (under["key"].lower() in _NAMES or known == field_name(self.key) != ""):
            self._values.append(_unquoted(under["value"]))
        elif under and known and known != "kept" and not item:
            yield under["key"], _unquoted(under["value"]), [number], False
            return
        elif under and not item and self._values:
            self._values[-1] += f" ({_unquoted(under['value'])})"
        else:
            self._values.append(value)
        self._numbers.append(number)

    def close(self) -> Iterator[tuple[str, str, list[int], bool]]:
        """The entry as a whole; nothing when it has no key."""
        if self.key:
            yield (
                self.key,
                (" " if self._folded else ", ").join(filter(None, self._values)),
                self._numbers,
                False,
            )


def _unquoted_list(value: str) -> list[str]:
    """``[a, b]`` as its items; a wikilink or any other value as it is."""
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_unquoted(part) for part in value[1:-1].split(",")]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    text = value.strip().rstrip(",")
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
