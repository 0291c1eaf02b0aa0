"""Names in doubt, marked where they are printed: once in each part of a week."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from curriculum.reading.library import Doubt

_NO_PLACE = re.compile(r"(?:['’]|&#39;)s\b|[)”’\"]*\?")
"""What stands after a name that is marked elsewhere."""
_TAG = re.compile(r"(<[^>]*>)")
"""What is no text in markup whose texts are escaped."""


def doubted(row: str, doubts: Iterable[Doubt], seen: set[str] | None = None) -> Markup:
    """The markup of a row with each doubted name marked where it stands first.

    No mark stands inside a possessive or beside a question mark, where it would be read as part of that.

    Args:
        row: made by a template: every text in it is escaped.
        doubts: names that the notes of its episode spell in more than one way.
        seen: those marked in the rows before, to which this row's are added; None where each row counts.
    """
    forms = frozenset(form for doubt in doubts for form in doubt.forms)
    if not forms:
        return Markup(row)
    marked = set[str]() if seen is None else seen

    def mark(found: re.Match[str]) -> str:
        name = found.group()
        if name in marked or _NO_PLACE.match(found.string, found.end()):
            return name
        marked.add(name)
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
