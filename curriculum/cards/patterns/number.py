"""How many, how much, how long, what share: a number that counts or measures."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask, ask_subject
from curriculum.cards.parse.quantity import Quantity, quantities
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _numbers(told: Told, clause: Clause) -> Iterator[Found]:
    for one in quantities(clause):
        how, answer = _asks(clause, one)
        if how and one.thing == clause.subject:
            yield Found(ask_subject(clause, how, plural=True), answer)
        elif how:
            yield Found(ask(clause, how, one.gap), answer)


def _asks(clause: Clause, one: Quantity) -> tuple[str, list[int]]:
    """How a question for a quantity opens, and its answer; "" where nobody asks so."""
    s, whole = clause.sentence, one.whole
    if one.unit == "share" and one.behind and s.low(one.behind[0]) == "of" and not one.link:
        return f"What share {s.say(one.behind)}", [at for at in whole if at not in one.behind]
    if one.unit in ("share", "money"):
        plain = not one.behind and one.link in ("", "by") and one.thing != clause.subject
        return ("By how much" if one.link else "How much") if plain else "", whole
    if one.unit == "time":
        lasts = one.link == "for" or (not one.link and clause.telling in table("lasting"))
        return ("For how long" if one.link else "How long") if lasts else "", whole
    plain = not one.link and s.tag(one.thing) == "NNS" and whole[-1] - whole[0] < len(whole)
    return f"How many {s.say(set(whole) - set(one.amount))}" if plain else "", one.amount


PATTERN = Pattern(
    "number",
    "number",
    clause=_numbers,
    fires=(
        ("The loom has 1,200 wooden pegs.", "How many wooden pegs does the loom have? → 1,200"),
        ("Rye covers 70% of the fields.", "What share of the fields does rye cover? → 70%"),
        ("The guild raised $500 million in 1640.", "How much did the guild raise in 1640? → $500 million"),
        ("Malting takes six weeks in winter.", "How long does malting take in winter? → six weeks"),
    ),
    silent=("The loom has two pegs.", "The three mills closed.", "The mill ran on $4 coal."),
)
