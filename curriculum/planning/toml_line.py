"""Lines of a TOML file: which has a key, for messages, since the parsers do not tell; how one is written."""

import re


def line_of(text: str, table: str, key: str = "", nth: int = 1) -> int:
    """1-based line of ``key`` in the ``nth`` table of that name; of its header when there is no such key.

    0 when there is no such table. ``table`` is written with dots and without brackets; "" is the top.
    """
    header = re.compile(r"^\s*\[{1,2}\s*(?P<name>[^\]]+?)\s*\]{1,2}\s*(#.*)?$")
    seen, inside, start = 0, table == "", 1 if table == "" else 0
    for number, line in enumerate(text.splitlines(), start=1):
        found = header.match(line)
        if found:
            if inside and (table or key):
                break
            if found["name"].replace('"', "").replace("'", "") == table:
                seen += 1
                if seen == nth:
                    inside, start = True, number
        elif inside and key and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return number
    return start


def line_with(text: str, part: str, start: int = 1, after: int = 0) -> int:
    """1-based line from ``start`` on, and beyond ``after``, that has the text ``part``; else ``start``."""
    for number, line in enumerate(text.splitlines(), start=1):
        if number >= start and number > after and part in line and not line.lstrip().startswith("#"):
            return number
    return start


def toml_text(value: str) -> str:
    """A text as TOML writes it, in quotes."""
    import tomlkit  # late: only outlines need it

    return tomlkit.string(value).as_string()
