"""How many, how much, how long, what share: a number that counts or measures."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask, ask_subject
from curriculum.cards.parse.quantity import Quantity, quantities
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table

_STAYS = ("to", "with", "across", "on")  # they stand behind the verb: "How many towns does it sell to?"


def _numbers(told: Told, clause: Clause) -> Iterator[Found]:
    for one in quantities(clause):
        how, answer = _asks(clause, one)
        if how and one.thing == clause.subject:
            yield Found(ask_subject(clause, how, plural=True), answer)
        elif how:
            yield Found(ask(clause, how, one.whole if one.link in _STAYS else one.gap), answer)


def _asks(clause: Clause, one: Quantity) -> tuple[str, list[int]]:
    """How a question for a quantity opens, and its answer; "" where nobody asks so."""
    s, whole = clause.sentence, one.whole
    if one.unit == "share" and one.behind and s.low(one.behind[0]) == "of" and not one.link:
        return f"What share {s.say(one.behind)}", [at for at in whole if at not in one.behind]
    if one.unit in ("share", "money"):
        plain = not one.behind and one.link in ("", "by") and one.thing != clause.subject
        return ("By how much" if one.link else "How much") if plain else "", whole
    if one.unit == "time":
        lasts = one.link == "for" or (one.link in ("", "from") and clause.telling in table("lasting"))
        long = whole if one.link != "from" else list(one.gap)
        return ("For how long" if one.link == "for" else "How long") if lasts else "", long
    plain = one.link in ("", *_STAYS) and s.tag(one.thing) == "NNS" and whole[-1] - whole[0] < len(whole)
    return f"How many {s.say(set(whole) - set(one.amount))}" if plain else "", one.amount


PATTERN = Pattern(
    "number",
    "number",
    clause=_numbers,
    fires=(
        ("The loom has 1,200 wooden pegs.", "How many wooden pegs does the loom have? → 1,200"),
        ("Rye covers 70% of the fields.", "What share of the fields does rye cover? → 70%"),
        ("Yeast can last from 2 to 8 years.", "How long can yeast last? → from 2 to 8 years"),
        ("Bakers sell to over 40 towns.", "How many towns do bakers sell to? → over 40"),
        ("Steam raised yields by 4 to 10 times.", "By how much did steam raise yields? → 4 to 10 times"),
    ),
    silent=("The loom has two pegs.", "The three mills closed.", "York does not have 40 mills."),
)
