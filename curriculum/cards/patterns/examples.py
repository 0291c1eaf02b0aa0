"""Some of a kind: "Which two grains does the mill grind, for example?" of "grains such as rye and oats"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask_which, question
from curriculum.cards.parse.row import kind_of, plain_row
from curriculum.cards.pattern import Found, Pattern, Told
from curriculum.cards.words import table

_COUNT = {2: "two", 3: "three", 4: "four"}


def _examples(told: Told) -> Iterator[Found]:
    s, clauses = told.sentence, [clause for clause in told.clauses if not told.only_tells(clause)]
    for at, token in enumerate(s.tokens):
        row = plain_row(s, at) if token.low in table("naming") and token.dep == "prep" else []
        kind = kind_of(s, token.head, at) if len(row) in _COUNT else []
        if kind:
            count, whole = _COUNT[len(row)], {*s.core(token.head), *s.under(at)}
            asked = [
                ask_which(clause, token.head, f"which {count} {s.say(kind)}", whole) for clause in clauses
            ]
            asked += [question(f"What are {count} examples of", s.say(kind))] if len(kind) > 2 else []
            for text in [text for text in asked if text][:1]:
                yield Found(text, row[0], members=tuple(map(s.say, row)))


PATTERN = Pattern(
    "examples",
    "list",
    sentence=_examples,
    fires=(
        (
            "The mill grinds various dark grains such as rye and barley for the army.",
            "Which two dark grains does the mill grind for the army, for example? → rye and barley",
        ),
        (
            "The guild trades with northern towns, including York, Visby and Lund.",
            "With which three northern towns does the guild trade, for example? → York, Visby and Lund",
        ),
        (
            "The talk covers old northern grain mills like the Clarke Mill and the Velomax Mill.",
            "What are two examples of old northern grain mills? → the Clarke Mill and the Velomax Mill",
        ),
    ),
    silent=("The mill grinds grain such as rye and barley.", "The host discusses towns like York and Lund."),
)
