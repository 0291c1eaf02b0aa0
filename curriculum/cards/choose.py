"""Which drafts of a point ship: at most three, of different facts, those of most worth first."""

from typing import NamedTuple

from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.likeness import same_fact
from curriculum.cards.statement import Statement

MOST = 3
"""Cards a point may ship: more would make one point the learner's week."""


class Entry(NamedTuple):
    """A checked draft of a point."""

    draft: Draft
    statement: Statement
    context: str
    reasons: tuple[str, ...]


def choose(entries: list[Entry], most: int = MOST) -> tuple[list[Entry], Entry | None]:
    """The entries that ship, in the order of the text, and the best one held when none does.

    Entries are ranked by trust, then by their order; an entry whose answer repeats the fact of a chosen
    one is left out, a gap for what a question asks too, and no sentence gives more than two.
    """
    ranked = sorted(enumerate(entries), key=lambda item: (-item[1].draft.trust, item[0]))
    chosen: list[tuple[int, Entry]] = []
    for place, entry in ranked:
        if entry.reasons or len(chosen) == most or is_asked(entry, entries):
            continue
        answers = [(other.draft.answer, other.statement.quote) for _, other in chosen]
        if any(repeats(entry, other) for _, other in chosen):
            continue
        if any(gives_away(entry, other) or gives_away(other, entry) for _, other in chosen):
            continue
        if sum(quote == entry.statement.quote for _, quote in answers) == 2:
            continue
        chosen.append((place, entry))
    if chosen:
        return [entry for _, entry in sorted(chosen, key=lambda item: item[0])], None
    if not ranked:
        return [], None
    best = min(ranked, key=lambda item: (len(item[1].reasons), -item[1].draft.trust, item[0]))
    return [], best[1]


def is_asked(entry: Entry, entries: list[Entry]) -> bool:
    """Whether an entry is a gap for what a question of the same sentence asks as well."""
    return entry.draft.kind == "cloze" and any(
        other.draft.kind == "question"
        and not other.reasons
        and other.statement.quote == entry.statement.quote
        and same_fact(other.draft.answer, entry.draft.answer)
        for other in entries
    )


def repeats(entry: Entry, other: Entry) -> bool:
    """Whether two entries have the same fact for an answer; what two acronyms stand for never is."""
    acronyms = entry.draft.asks == other.draft.asks == "acronym"
    return not acronyms and same_fact(entry.draft.answer, other.draft.answer)


def gives_away(entry: Entry, other: Entry) -> bool:
    """Whether the front of ``entry`` holds the answer of ``other``: seeing one answers the other.

    Of one sentence always; of two, when the answer has two content words or more.
    """
    answer = content(other.draft.answer)
    near = entry.statement.quote == other.statement.quote or len(answer) >= 2
    return bool(answer) and near and answer <= content(f"{entry.draft.question} {entry.draft.text}")
