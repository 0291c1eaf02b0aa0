"""Changing a corrections.toml: what is asked is in it, and all else stays to the letter."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.letters import clean, fold
from curriculum.problems import CurriculumError
from curriculum.reading.corrections import quoted, rules_in
from curriculum.reading.corrections_change import leading_on, pairs_for, with_rules, without_rule

FILE = Path("notes/corrections.toml")
MINE = """# My names.

"SP 1047" = "SB 1047"  # the bill
"Kelp" = 'Kelp "&" Works'

# Ada said so herself.
[mills]
Wong = "Wang"   # by ear
"Right" = "Right"

["the day"]
  Perey = "Pérey"
"""


def said(text: str) -> dict[tuple[str, str], str]:
    return {(rule.episode, rule.wrong): rule.right for rule in rules_in(text, FILE)}


def change(text: str, table: str, **pairs: str) -> list[str]:
    """The lines that a change adds, and with a minus those that it takes out."""
    old, new = text.splitlines(), with_rules(text, table, pairs, FILE).splitlines()
    return [f"-{line}" for line in old if line not in new] + [line for line in new if line not in old]


def test_a_rule_for_all_episodes_stands_before_any_table() -> None:
    text = with_rules(MINE, "", {"Brn": "Born"}, FILE)
    assert text.replace('"Brn" = "Born"\n', "") == MINE
    assert text.index("Brn") < text.index("# Ada")
    only = with_rules("# of the mills\n[mills]\na = 'b'\n", "", {"Brn": "Born"}, FILE)
    assert only == '"Brn" = "Born"\n\n# of the mills\n[mills]\na = \'b\'\n'


def test_a_rule_for_an_episode_stands_in_its_table_or_in_a_new_one() -> None:
    text = with_rules(MINE, "mills", {"Brn": "Born"}, FILE)
    assert text == MINE.replace('"Right"\n\n', '"Right"\n"Brn" = "Born"\n\n')
    assert with_rules(MINE, "weirs", {"Brn": "Born"}, FILE) == f'{MINE}\n[weirs]\n"Brn" = "Born"\n'
    assert change(MINE, "a.b]", Brn="Born") == ['["a.b]"]', '"Brn" = "Born"']
    assert change("mills.Wong = 'Wang'\n", "mills", Brn="Born") == ['"mills"."Brn" = "Born"']


def test_a_first_rule_makes_the_file_and_says_what_it_is() -> None:
    assert with_rules("", "", {"Brn": "Born"}, FILE).splitlines() == [
        '# Spellings put right, "wrong" = "right": in all episodes, or below its [id] in one.',
        "",
        '"Brn" = "Born"',
    ]


def test_a_rule_on_the_same_form_gives_way_and_its_comment_stays() -> None:
    assert change(MINE, "mills", Wong="Huang") == ['-Wong = "Wang"   # by ear', 'Wong = "Huang"   # by ear']
    assert change(MINE, "mills", Right="Wright") == ['-"Right" = "Right"', '"Right" = "Wright"']
    curled = '"O’Hara" = "Ohara"\n'
    assert said(with_rules(curled, "", {"O'Hara": "OHara"}, FILE)) == {("", "O’Hara"): "OHara"}, "one form"
    assert change("m = {A = 'B', C = 'D'} # both\n", "m", A="E") == [
        "-m = {A = 'B', C = 'D'} # both",
        "m = {A = \"E\", C = 'D'} # both",
    ]


def test_what_led_to_a_wrong_form_leads_to_the_right_one() -> None:
    """All rules of a table are applied at once: Wong would stay Wang."""
    assert change(MINE, "mills", Wang="Huang") == [
        '-Wong = "Wang"   # by ear',
        'Wong = "Huang"   # by ear',
        '"Wang" = "Huang"',
    ]
    assert 'Wong = "Huang"' in with_rules(MINE, "", {"Wang": "Huang"}, FILE), "and those that follow upon it"
    assert 'Wong = "Wang"' in with_rules(MINE, "weirs", {"Wang": "Huang"}, FILE)
    assert leading_on(MINE, "", {"Wang": "Huang"}, FILE) == MINE.replace('"Wang"', '"Huang"')


def test_both_forms_are_said_to_be_right() -> None:
    pairs = pairs_for(("Marsh", "March"), "", frozenset({"Marsh", "March"}))
    assert with_rules(MINE, "weirs", pairs, FILE).splitlines()[-2:] == [
        '"Marsh" = "Marsh"  # right as it is',
        '"March" = "March"  # right as it is',
    ]


def test_a_form_that_stands_in_no_line_cannot_be_put_right() -> None:
    """It is the name of a file, or of a host whom the program knows: the other one is right as it is."""
    assert pairs_for(("A", "B", "C"), "A", frozenset("ABC")) == {"B": "A", "C": "A"}
    assert pairs_for(("A", "B"), "D", frozenset("AB")) == {"A": "D", "B": "D"}
    assert pairs_for(("A", "B"), "B", frozenset("B")) == {"B": "B"}
    assert pairs_for(("A", "B"), "D", frozenset("B")) == {"B": "D", "D": "D"}


def test_a_rule_is_taken_out_and_nothing_else() -> None:
    assert without_rule(MINE, "", "Kelp", FILE) == MINE.replace('"Kelp" = \'Kelp "&" Works\'\n', "")
    assert without_rule(MINE, "the day", "Perey", FILE) == MINE.replace(
        '\n["the day"]\n  Perey = "Pérey"\n', ""
    ), "a head with nothing below it goes too"
    for wrong in ("Wong", "Right"):
        assert "# Ada said so herself.\n[mills]\n" in without_rule(MINE, "mills", wrong, FILE)
    inline = without_rule("m = {A = 'B', C = 'D'} # both\n", "m", "A", FILE)
    assert said(inline) == {("m", "C"): "D"}
    assert "# both" in inline
    with pytest.raises(KeyError):
        without_rule(MINE, "mills", "Kelp", FILE)


def test_what_would_not_be_read_again_is_refused() -> None:
    for right in ("", " ", "\ud800"):
        with pytest.raises(CurriculumError, match="Nothing was written"):
            with_rules(MINE, "mills", {"Wong": right}, FILE)
    with pytest.raises(CurriculumError, match="no TOML"):
        with_rules("[mills\n", "", {"Wong": "Wang"}, FILE)


NAMES = st.text(max_size=8) | st.text(
    st.sampled_from("Aé\"'\\#=[]{}.\n\r\t\0\u202e\u00ad\U000e0001- "), max_size=8
)
REAL = NAMES.filter(str.strip)
TABLES = st.just("") | NAMES.filter(bool)
COMMENTS = st.text(st.characters(exclude_categories=("C",)) | st.sampled_from("#[]=\"'"), max_size=8)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file as a person may have written it: comments, blank lines, other ways to quote, any line ends."""
    lines: list[str] = []
    for table in ("", *draw(st.lists(NAMES.filter(bool), max_size=3, unique_by=clean))):
        lines += [f"[{quoted(table)}]"] if table else []
        for wrong, right in draw(
            st.lists(st.tuples(REAL, REAL), max_size=3, unique_by=lambda two: clean(two[0]))
        ):
            form = draw(st.sampled_from(("{} = {}", "  {}={} ", '{} = """\\\n{}"""')))
            value = quoted(right)[1:-1] if '"""' in form else quoted(right)
            lines.append(form.format(quoted(wrong), value) + draw(st.sampled_from(("", "  # why"))))
            lines += draw(st.sampled_from(([], [""], ["", ""], [f"# {draw(COMMENTS)}"])))
    text = draw(st.sampled_from(("\n", "\r\n"))).join(lines) + draw(st.sampled_from(("", "\n", "\n\n")))
    try:
        rules_in(text, FILE)
    except CurriculumError:
        return "# mine\n"
    return text


@given(files(), TABLES, st.dictionaries(NAMES, NAMES, min_size=1, max_size=3))
def test_whatever_is_written_is_read_as_meant_or_refused(
    text: str, table: str, pairs: dict[str, str]
) -> None:
    before = said(text)
    try:
        after = with_rules(text, table, pairs, FILE)
    except CurriculumError:
        return
    now = said(after)
    for wrong, right in pairs.items():
        assert right in {now[key] for key in now if key[0] == table and fold(key[1]) == fold(wrong)}
    untouched = {key: right for key, right in before.items() if now.get(key) == right}
    if untouched == before:
        lines = iter(after.splitlines())
        assert all(line in lines for line in text.splitlines()), "every line is there, in its order"


@given(files().filter(bool), TABLES, NAMES, NAMES)
def test_a_rule_that_is_taken_out_leaves_the_file_as_it_was(
    text: str, table: str, wrong: str, right: str
) -> None:
    before = said(text)
    try:
        after = with_rules(text, table, {wrong: right}, FILE)
    except CurriculumError:
        return
    if {key: right for key, right in said(after).items() if key != (table, wrong)} != before:
        return  # it has taken the place of others
    again = without_rule(after, table, wrong, FILE)
    assert said(again) == before
    assert [line for line in again.split() if line] in ([*text.split()], [*_headless(text).split()])


def _headless(text: str) -> str:
    """The text as it is without a last table that is empty."""
    *_, last = text.rstrip().splitlines() or [""]
    return text.rstrip().removesuffix(last) if last.startswith("[") else text
