"""A number with its unit, as a cloze deletion.

Takes a clause (or "Plans to …") with one amount: a share, a power, a sum, a count with its noun. Makes the
clause with the amount deleted.
"""

import re
from collections.abc import Iterator

from curriculum.cards.amount import UNITS
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import FINITE
from curriculum.cards.statement import Statement

NAME = "measure"
TRUST = 84

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_AMOUNT = re.compile(
    r"(?:(?<=\s)|(?<=\()|^)(?P<amount>"
    r"\d+ to the \d+(?:th|st|nd|rd)(?: (?:power|flops|FLOPs))?"
    r"|[$€£]\s?\d[\d,.]*\d?(?: (?:thousand|million|billion|trillion))?"
    r"|\d[\d,.]*\s?(?:%|percent|per cent)"
    rf"|\d[\d,]*(?:\.\d+)?(?:[–-]\d+)? ?(?:million|billion|trillion|thousand|hundred|{UNITS}|"
    r"beats|semitones|notes|tokens|people|parameters|flops|members|states)"
    r"(?: tokens| years| people| parameters)?"
    r"|a (?:million|billion) (?:tokens|people|years|dollars)"
    r"|(?<=before )\d{4}|(?<=after )\d{4}|(?<=until )\d{4}|(?<=since )\d{4}"
    r")(?=[\s,.;)]|$)"
)


def draft(st: Statement) -> Iterator[Draft]:
    """A cloze draft for the one amount of a clause; silent when there are several."""
    c, s = st.clause, st.sentence
    opened = s.low(0) in ("plans", "proposals", "calls")  # "Plans to raise …" is "There are plans to raise …"
    told = any(t.tag in FINITE for t in s.tokens) and any(t.tag == "P" for t in s.tokens[1:])
    if st.loose or (c is None and not opened and (not told or s.tag(0) in ("S", "W"))):
        return
    found = [
        match
        for match in _AMOUNT.finditer(s.text)
        if not re.search(rf"(?:{_MONTHS}) $", s.text[: match.start()])
    ]
    if len(found) != 1:
        return
    match = found[0]
    at = next((i for i, token in enumerate(s.tokens) if token.start >= match.start()), s.end)
    # keep the main clause and the tail that holds the amount, drop tails that come after
    end = s.end
    for i in range(at, s.end):
        if s.at(i).text in (",", ";") and s.at(i).start >= match.end() and (c is None or i >= c.end):
            end = i
            break
    text = s.words(0, end)
    amount = match["amount"].rstrip(".,")
    if not 5 <= len(text.split()) <= 32 or len(amount.split()) > 5 or match.end() > len(text) + s.at(0).start:
        return
    cut = match.start("amount") - s.at(0).start
    if opened:
        text, cut = f"There are {text[:1].lower()}{text[1:]}", cut + len("There are ")
    gapped = text[:cut] + "{{c1::" + amount + "}}" + text[cut + len(amount) :]
    gapped = re.sub(r"(?<=[\w}]) also(?= \w)", "", gapped)  # it joins the sentence to one before it
    yield Draft(NAME, "", amount, kind="cloze", text=gapped.rstrip(" .") + ".", trust=TRUST)
