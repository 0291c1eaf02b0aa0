"""What is cut where it holds together, asks against its own words, or says what the notes do not say."""

import pytest
from rule_cases import library
from test_cards_steps import statements

from curriculum.cards.asked import contradicts
from curriculum.cards.cut import balanced, cut
from curriculum.cards.derive import derive
from curriculum.cards.draft import Draft
from curriculum.cards.said import unsaid
from curriculum.cards.tried import Tried
from curriculum.cards.write import write
from curriculum.reading.episode import Episode


def asked(question: str, answer: str, quote: str, rule: str = "svo", context: str = "") -> Tried:
    return Tried(Draft(rule, question, answer), context, quote)


def gapped(text: str) -> Tried:
    answer = text.partition("{{c1::")[2].partition("}}")[0]
    quote = text.replace("{{c1::", "").replace("}}", "")
    return Tried(Draft("figure", "", answer, kind="cloze", text=text), "", quote)


def term(label: str, meaning: str, quote: str = "") -> Tried:
    return Tried(Draft("definition", label, meaning, kind="term"), "", quote or meaning)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Salt (and pepper) [in Lyon]", True),
        ("farmers’ rights and the miller's oats", True),
        ("the song ‘Row, Brothers’ and 'Hey'", True),
        ("Rivers & Wells) to Grow Food", False),
        ("oats [importance", False),
        ("a ) and (", False),
        ("the “old lady", False),
        ("the song ‘Row, Brothers", False),
        ('a "kiln', False),
    ],
)
def test_marks_have_their_partners(text: str, whole: bool) -> None:
    assert balanced(text) is whole


@pytest.mark.parametrize(
    ("reason", "bad"),
    [
        ("partner", asked("What keeps roots cool?", "mulch", "Mulch keeps roots cool.", context="a) B")),
        ("begins with", asked("What must bread meet?", "or beat rye", "Bread must meet or beat rye.")),
        (
            "breaks off",
            asked(
                "How does Orm brew?", "by malting and trying", "Orm brews by malting and trying to save wood."
            ),
        ),
        (
            "several ways",
            asked("How does Orm bake?", "by proving", "Orm bakes by proving, kneading, and resting."),
        ),
        (
            "several acts",
            asked(
                "What does Orm let us do?", "see rye", "Orm lets us see rye, mill it, and bake.", "letting"
            ),
        ),
        ("one half", asked("What does Orm mill?", "either rye", "Orm mills either rye or oats.")),
        (
            "for … to",
            asked("What is there?", "a need for mills", "There is a need for mills to close early."),
        ),
        ("before “as”", asked("What does Orm see?", "rye", "Orm sees rye as a weed.")),
        ("aside", asked("What does Orm keep?", "salt", "Orm keeps salt—not pepper—in jars.")),
        ("runs into", asked("What is traded?", "oil for salt and wax", "Oil for salt and wax for iron.")),
        ("first of a row", asked("What has Orm?", "a lens", "Orm has a lens, a mirror (of tin) and a lamp.")),
        ("row of numbers", gapped("Caffeine halves in 5 to {{c1::6 hours}}.")),
        ("row of numbers", gapped("A queen lives between 3 and {{c1::5 years}}.")),
        ("row of numbers", gapped("The vote takes 10–{{c1::15 minutes}}.")),
        ("row of numbers", gapped("The loaf proves {{c1::2}} or 4 hours.")),
        ("row", gapped("The guild met in Lübeck, Visby and {{c1::Riga}}.")),
        ("row", gapped("The guild met in {{c1::Lübeck}}, Visby and Riga.")),
    ],
)
def test_what_belongs_together_is_not_cut(reason: str, bad: Tried) -> None:
    assert reason in cut(bad)


@pytest.mark.parametrize(
    "good",
    [
        asked("How does Orm bake?", "by proving and resting", "Orm bakes by proving and resting in winter."),
        asked("Who was Orm?", "a miller", "Orm was a miller, baker and poet."),
        asked("What does Orm mill?", "rye", "Orm mills rye, which grows on sand and clay."),
        asked("What does Orm need?", "salt testing", "Orm needs salt testing to sell bread."),
        gapped("In {{c1::1902}}, Lund and Visby were joined by a ferry."),
        gapped("Orm opened in {{c1::1902}} and closed in 1911."),
        gapped("Orm lost {{c1::8%}} or more of its rye."),
        gapped("The kite weighs {{c1::300-400 grams}} without its tail."),
    ],
)
def test_what_stands_whole_is_left_alone(good: Tried) -> None:
    assert cut(good) == ""


@pytest.mark.parametrize(
    ("reason", "bad"),
    [
        ("a verb too many", asked("Why did Orm doesn't mill?", "because of frost", "", "cause")),
        ("a verb too many", asked("Why did the bridge was rebuilt?", "because of frost", "", "cause")),
        ("breaks at", asked("What does Orm grow by to malt?", "hops", "")),
        ("what is done", asked("According to Ada, what does rest help?", "bakers knead", "")),
        ("what is so", asked("Why is rye partly?", "due to frost", "", "cause")),
        (
            "told apart",
            asked("Why was Orm not late?", "because of snow", "Orm was not late because of snow.", "cause"),
        ),
        ("told apart", asked("How must Orm not sin?", "by milling", "Orm must not sin by milling.", "means")),
        ("amount", asked("What does a marsh rise?", "five millimetres a year", "")),
        ("amount", asked("What does kelp grow?", "half a metre", "")),
        ("amount", asked("What does a marsh rise?", "a hand's breadth", "")),
        ("amount", asked("What does a snail crawl?", "about a metre an hour", "")),
        ("names nothing", asked("What does Orm win?", "long-term", "")),
        ("no", asked("What would Orm do?", "mean that rye fails", "")),
    ],
)
def test_a_question_that_contradicts_itself_or_its_answer_is_held(reason: str, bad: Tried) -> None:
    assert reason in contradicts(bad)


@pytest.mark.parametrize(
    "good",
    [
        asked("Why does Orm mill?", "because rye is dear", "Orm mills because rye is dear.", "cause"),
        asked("What does the man who is blind mill?", "rye", ""),
        asked("How many metres does the tide fall?", "six", ""),
        asked("What does rest help bakers do?", "knead", ""),
        asked(
            "Why was Orm not late?", "because it was near", "Orm was not late, because it was near.", "cause"
        ),
    ],
)
def test_a_question_that_can_be_read_is_left_alone(good: Tried) -> None:
    assert contradicts(good) == ""


@pytest.mark.parametrize(
    ("reason", "bad"),
    [
        ("ask this", term("Rye", "According to Ada", "According to Ada, why does rye rise?")),
        (
            "deny this",
            asked(
                "What drives mills?", "steam", "Mills are not driven by steam, but by water.", "participle"
            ),
        ),
        ("deny this", asked("Who did it?", "Ada", "It wasn't done by Ada.")),
        ("mentioned", term("Ada Holm", "Mentioned as a miller of rye")),
        ("mentioned", term("Significance", "Highlights the price of rye")),
        ("mentioned", term("The answer", "I mill it twice")),
        ("list", term("Host", "Unknown GUESTS: none")),
        ("number", term("Example 2", "The Mill of Orm")),
    ],
)
def test_what_the_notes_ask_deny_or_mention_is_no_card(reason: str, bad: Tried) -> None:
    assert reason in unsaid(bad)


@pytest.mark.parametrize(
    "good",
    [
        asked("What does not float?", "lead", "Cork floats, and what does not float is lead."),
        asked("Besides rye, what does Orm mill?", "oats", "Orm mills not only rye but also oats."),
        term("Fermata", "A held pause"),
        term("Orm Mill", "Founded by Ada Holm"),
    ],
)
def test_what_the_notes_say_is_left_alone(good: Tried) -> None:
    assert unsaid(good) == ""


@pytest.mark.parametrize(
    ("sentence", "part", "sure"),
    [
        ("Greek scholars fled to Italy, which helped to fuel trade.", "Italy helped to fuel trade.", False),
        ("The guild drives old mills, which grind the oats.", "Old mills grind the oats.", True),
        ("The town asked bakers of loaves, which rise slowly.", "Loaves rise slowly.", None),
        ("Ida Brun stresses sourdough, which keeps for a week.", "Sourdough keeps for a week.", True),
        ("Ada Holm taught Ida Brun, who later found a comet.", "Ida Brun later found a comet.", False),
        ("The Orms held the pass, forcing traders to sail.", "The Orms forced traders to sail.", None),
        ("The court met early, rejecting every appeal.", "The court rejected every appeal.", False),
        ("The court hears appeals and publishes rulings.", "The court publishes rulings.", True),
    ],
)
def test_a_part_whose_subject_may_be_another_is_not_sure(sentence: str, part: str, sure: bool | None) -> None:
    (whole,) = statements(library(sentence))
    found = {made.sentence.text: not made.unsure for made in derive(whole)}
    assert found.get(part) is sure


def test_a_card_of_a_part_that_is_not_sure_is_held_with_the_reason() -> None:
    cards = write(library("The Ottomans held the spice routes, encouraging Portugal to look for sea routes."))
    assert [card.verdict for card in cards] == ["held"]
    cards = write(library("Greek scholars fled to Italy, which helped to fuel the Renaissance."))
    assert not any("Italy help" in card.question for card in cards if card.verdict == "ship")


def test_a_title_cut_inside_its_brackets_stands_above_no_card() -> None:
    library_of = library(
        "Terraces slow the water of wells and rivers.",
        "Ditches lead the water of rivers and wells into sand.",
        title="Save Water (Rain: Rivers & Wells) to Grow Food",
    )
    assert isinstance(library_of.episodes[0], Episode)
    assert not any(")" in card.context for card in write(library_of))


def test_he_and_she_speak_only_for_a_person() -> None:
    said = "She notes that free mills are essential for bread."
    told = statements(library("The mill of Orm grinds rye.", said))[-1]
    assert told.speaker == "She"
    told = statements(library("Ida Brun runs a mill.", said))[-1]
    assert told.speaker == "Ida Brun"
