"""The golden lists of cards are those of today's rules: what a change wins and loses is seen with it."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from cards_golden import GOLDEN, LISTS, compared, listed

OLD = """# 2 points, 2 with a card; 4 cards shipped, 0 held
ship  a/bread  definition  What is a poolish? → a wet starter
ship  a/bread  object  What does salt tighten? → the gluten
ship  a/oven  measure  An oven reaches […]. → 250 degrees
ship  a/oven  svo  What does steam do? → gloss the crust
"""
NEW = """# 2 points, 2 with a card; 4 cards shipped, 1 held
ship  a/bread  definition  What is a poolish? → a wet starter
ship  a/bread  svo  What does salt do? → tighten the gluten
held  a/bread  object  What does salt tighten? → the gluten  — Another card asks it.
ship  a/oven  measure  A hot oven reaches […]. → 250 degrees
ship  a/oven  result  What does steam do? → gloss the crust
"""


@pytest.mark.parametrize("name", LISTS)
def test_the_golden_list_is_of_today(name: str) -> None:
    before, now = (GOLDEN / f"{name}.txt").read_text("utf-8"), listed([LISTS[name]])
    if before != now:
        rows = "\n".join(compared(before, now))
        pytest.fail(
            f"{rows}\nIf that is meant: python benchmarks/cards_golden.py {name} --write", pytrace=False
        )


def test_a_change_is_told_card_by_card() -> None:
    assert list(compared(OLD, NEW)) == [
        "lost  a/bread  object  What does salt tighten? → the gluten  — Another card asks it.",
        "won  a/bread  svo  What does salt do? → tighten the gluten",
        "reworded  a/oven  measure  An oven reaches […]. ⇒ A hot oven reaches […]. → 250 degrees",
        "won: 1",
        "lost: 1",
        "reworded: 1",
        "shipped by another rule: 1; lines of held cards that differ: 1",
        "before # 2 points, 2 with a card; 4 cards shipped, 0 held",
        "now    # 2 points, 2 with a card; 4 cards shipped, 1 held",
    ]
