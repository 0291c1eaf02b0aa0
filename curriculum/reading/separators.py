"""Separators: lines that part one episode from the next in ways of their own, not Markdown's."""

import re
from collections.abc import Sequence

_MARKS = (
    r"-{2,}\s*<[^<>]{1,30}>\s*-{2,}",  # ---<CUT>---
    r"[-=~_]{2,}\s*(?:8<|>8|✂️?|✄)\s*(?:[-=~_]{2,})?",  # ----- 8< -----
    r"[=~_+#•·◆★☆◇❖❦⁂]{3,}|(?:[=~+#•·◆★☆◇❖❦⁂]\s+){2,}[=~+#•·◆★☆◇❖❦⁂]",  # =====, ~ ~ ~, ⁂⁂⁂
    r"⁂|❦|\\?<hr\s*/?>|\\?(?:newpage|pagebreak)",
    r"(?:[-=*~_]{2,}|\[)\s*(?:page|episode) break\s*(?:[-=*~_]{2,}|\])",
    r"(?:[-=*~_]{2,}|\[)\s*(?:new|next|end of) (?:page|episode)\s*(?:[-=*~_]{2,}|\])",
)
"""Each a line by itself; another kind of separator is one more line here."""
_MARK = re.compile(rf"\s*(?:{'|'.join(_MARKS)})\s*$", re.IGNORECASE)
_UNDERLINE = re.compile(r"\s{0,3}=+\s*$")
_FENCE = re.compile(r"\s*(?:[-*+]\s+)?(`{3,}|~{3,})")
RULE = "***"
"""What Markdown takes for a rule wherever it stands."""


def with_rules(lines: Sequence[str]) -> tuple[list[str], frozenset[int]]:
    """The lines with every separator as a rule of Markdown, and the numbers of those lines.

    A row of signs right under words underlines them, and within a code fence nothing is changed.
    """
    shown = list(lines)
    marks: set[int] = set()
    fence = ""
    for place, line in enumerate(lines):
        if line[:1].isalnum() and line[0] not in "nNpP":  # of newpage and pagebreak
            continue
        opens = _FENCE.match(line)
        if opens and not fence:
            fence = opens.group(1)
        elif opens and opens.group(1).startswith(fence):
            fence = ""
        elif _MARK.match(line) and not fence and not (_UNDERLINE.match(line) and place and lines[place - 1]):
            shown[place] = RULE
            marks.add(place + 1)
    return shown, frozenset(marks)
