"""Marks in an outline file: which of a week's values are still as the planner wrote them.

``planned`` in a week has a short digest of each value that the planner worked out. A value whose digest
is another has been set by the person, and stays. Without the line, everything is the person's.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from curriculum.settings import toml_text

KEY = "planned"
NOTE = "# leave this line: it tells what you changed"
TEXTS = "texts"
"""What the episodes say, each under its id."""
NAMES = ("episodes", "minutes", "goals", "recalls", "title")


def line(
    ids: Sequence[str],
    minutes: int,
    goals: Sequence[str],
    recalls: Sequence[str],
    title: str | None,
    texts: Sequence[str] = (),
) -> str:
    """The line that a week's values get.

    ``title`` is one that lists the episodes, None another; ``texts`` is what the outline remembers of what
    its episodes say (``renamed.text_marks``).
    """
    values = zip(NAMES, (list(ids), minutes, list(goals), list(recalls), title), strict=True)
    inside = [f'{name} = "{digest(value)}"' for name, value in values if value is not None]
    inside += [f"{TEXTS} = [{', '.join(toml_text(one) for one in texts)}]"] if texts else []
    return f"{KEY} = {{ {', '.join(inside)} }}  {NOTE}"


def digest(value: object) -> str:
    """Eight letters and digits that change when the value does."""
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()[:8]


def is_ours(week: Mapping[str, Any], name: str) -> bool:
    """Whether a value of a week, as the file has it, is still the planner's."""
    marks = week.get(KEY)
    value = week.get(name)
    if name == "episodes" and isinstance(value, list):
        value = [placed.get("id") if isinstance(placed, dict) else None for placed in value]
    return isinstance(marks, dict) and name in week and marks.get(name) == digest(value)
