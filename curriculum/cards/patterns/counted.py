"""A counted kind whose members are named: "two processes: A and B" → "Which two processes …?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask, question
from curriculum.cards.parse.row import behind_colon
from curriculum.cards.pattern import Found, Pattern, Told

_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}


def _counted(told: Told) -> Iterator[Found]:
    s = told.sentence
    for at, token in enumerate(s.tokens):
        if token.low not in _COUNTS or token.dep != "nummod" or token.head < at:
            continue
        colon, members = behind_colon(s, token.head)
        kind = [here for here in s.core(token.head) if here < colon]
        fits = len(members) == _COUNTS[token.low] and kind[-1:] == [colon - 1]
        if fits and (asked := _asked(told, token.head, kind, colon)):
            yield Found(asked, members=members)


def _asked(told: Told, noun: int, kind: list[int], colon: int) -> str:
    s = told.sentence
    if s.kids(s.tokens[noun].head, "expl"):
        return question("What are the", s.say(kind))
    clause = next((one for one in told.clauses if noun in one.tail()), None)
    known = s.low(kind[0]) in ("the", "these", "its", "their")
    if clause is None or clause.negated or clause.speaker or known:
        return ""
    return ask(clause, f"Which {s.say(kind)}", {*kind, *range(colon, len(s.tokens))})


PATTERN = Pattern(
    "counted",
    "list",
    sentence=_counted,
    fires=(
        ("The mill uses two grains: rye and oats.", "Which two grains does the mill use? → rye and oats"),
        ("There are two kinds: old rye and new rye.", "What are the two kinds? → old rye and new rye"),
    ),
    silent=("The mill uses two grains: rye.", "The mill has two rules: be quick and quiet, and be clean."),
)
