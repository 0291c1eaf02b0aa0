"""Names in doubt, marked where they are printed: once in each row."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from curriculum.reading.library import Doubt

_TAG = re.compile(r"(<[^>]*>)")
"""What is no text in markup whose texts are escaped."""


def doubted(row: str, doubts: Iterable[Doubt]) -> Markup:
    """The markup of a row with each doubted name marked where it stands first.

    Args:
        row: made by a template: every text in it is escaped.
        doubts: names that the notes of its episode spell in more than one way.
    """
    forms = frozenset(form for doubt in doubts for form in doubt.forms)
    if not forms:
        return Markup(row)
    seen: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        name = found.group()
        if name in seen:
            return name
        seen.add(name)
        return f'<span class="doubted">{name}</span>'

    parts = _TAG.split(str(row))
    return Markup(
        "".join(part if place % 2 else _names(forms).sub(mark, part) for place, part in enumerate(parts))
    )


@lru_cache(maxsize=256)
def _names(forms: frozenset[str]) -> re.Pattern[str]:
    """These names as they stand in escaped text, the longer ones first."""
    said = sorted(forms, key=lambda form: (-len(form), form))
    escaped = (r"\s+".join(re.escape(str(escape(word))) for word in form.split()) for form in said)
    return re.compile(rf"(?<![\w&#])(?:{'|'.join(escaped)})(?!\w)")
