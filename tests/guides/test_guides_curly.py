"""Quotation marks: curly in all that is printed, straight in code."""

import pytest
from guides_sample import CARDS, make_library, make_outline
from guides_tree import print_weeks, texts

from curriculum.guides.curly import curl


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("The gull said \"no\" and 'yes'.", "The gull said “no” and ‘yes’."),
        ("the sailors' rule isn't 'fixed'", "the sailors’ rule isn’t ‘fixed’"),
        ('the \'90s ("low water")', "the ’90s (“low water”)"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ('in "1990" a 12 foot boat', "in “1990” a 12 foot boat"),
        ('a 12" rope', "a 12″ rope"),
        ('tide="high"', 'tide="high"'),
        ("“already” ‘set’", "“already” ‘set’"),
    ],
)
def test_straight_marks_are_set_curly(typed: str, set_: str) -> None:
    assert curl(typed) == set_
    assert curl(set_) == set_


def test_no_straight_mark_is_printed() -> None:
    library = make_library()
    tides = library.episodes[0]
    point = tides.points[0].model_copy(update={"text": "The Moon's \"bulge\" isn't the Sun's."})
    tides = tides.model_copy(update={"points": (point, *tides.points[1:])})
    library = library.model_copy(update={"episodes": (tides, *library.episodes[1:])})
    (layout,) = print_weeks(make_outline(), library, CARDS, weeks=1)
    said = "".join(box.text for page in layout.document.pages for box in texts(page))
    assert "The Moon’s “bulge” isn’t the Sun’s." in " ".join(said.split())
    assert not {'"', "'"} & set(said)
