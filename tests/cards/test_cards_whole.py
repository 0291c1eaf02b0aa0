"""What is cut where it holds together, asks against its own words, or says what the notes do not say."""

import pytest

from curriculum.cards.asked import unfit
from curriculum.cards.draft import Asks, Draft
from curriculum.cards.said import unsaid
from curriculum.cards.tried import Tried
from curriculum.cards.whole import balanced, broken


def asked(question: str, answer: str, quote: str, asks: Asks = "what", context: str = "") -> Tried:
    return Tried(Draft("written", question, answer, asks=asks), context, quote)


def gapped(text: str) -> Tried:
    answer = text.partition("{{c1::")[2].partition("}}")[0]
    quote = text.replace("{{c1::", "").replace("}}", "")
    return Tried(Draft("written", "", answer, kind="cloze", text=text, asks="gap"), "", quote)


def term(label: str, meaning: str, quote: str = "") -> Tried:
    return Tried(Draft("written", label, meaning, kind="term", asks="term"), "", quote or meaning)


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
            "several ways",
            asked("How does Orm bake?", "by proving", "Orm bakes by proving, kneading, and resting."),
        ),
        (
            "breaks off",
            asked(
                "How does Orm brew?", "by malting and trying", "Orm brews by malting and trying to save wood."
            ),
        ),
        ("breaks off", asked("Who came?", "carters who agreed", "Carters who agreed to wait came.")),
        ("runs into", asked("What is traded?", "oil for salt and wax", "Oil for salt and wax for iron.")),
        ("one half", asked("What does Orm mill?", "either rye", "Orm mills either rye or oats.")),
        ("first of a row", asked("What has Orm?", "a lens", "Orm has a lens, a mirror (of tin) and a lamp.")),
        ("first of a row", asked("What has Orm?", "a lens", "Orm has a lens (of tin) and a lamp.")),
        ("row of numbers", gapped("Caffeine halves in 5 to {{c1::6 hours}}.")),
        ("row of numbers", gapped("A queen lives between 3 and {{c1::5 years}}.")),
        ("row of numbers", gapped("The vote takes 10–{{c1::15 minutes}}.")),
        ("row of numbers", gapped("The price rose from 18 to {{c1::24}} coins.")),
        ("row of numbers", gapped("The loaf proves {{c1::2}} or 4 hours.")),
        ("row", gapped("The guild met in Lübeck, Visby and {{c1::Riga}}.")),
        ("row", gapped("The guild met in {{c1::Lübeck}}, Visby and Riga.")),
        ("row", gapped("Malting takes {{c1::warmth}} and rest.")),
    ],
)
def test_what_belongs_together_is_not_cut(reason: str, bad: Tried) -> None:
    assert reason in broken(bad)


@pytest.mark.parametrize(
    "good",
    [
        asked("How does Orm bake?", "by proving and resting", "Orm bakes by proving and resting in winter."),
        asked("Who was Orm?", "a miller", "Orm was a miller, baker and poet."),
        asked("What does Orm mill?", "rye", "Orm mills rye, which grows on sand and clay."),
        asked("What does Orm need?", "salt testing", "Orm needs salt testing to sell bread."),
        gapped("In {{c1::1902}}, Lund and Visby were joined by a ferry."),
        gapped("Orm opened in {{c1::1902}} and closed in 1911."),
        gapped("The grain was {{c1::malted}} and then dried."),
        asked("The price rose from 18 to what?", "24 coins", "The price rose from 18 to 24 coins.", "number"),
        asked("What has Orm?", "a lens", "Orm has a lens, a gift of Ada Holm, and polishes it."),
        asked("What did Orm sell?", "the mill", "Orm sold the mill, moved to Lund and baked."),
        asked("How does Orm bake?", "by proving", "Orm bakes by proving, and resting helps."),
        gapped("Orm lost {{c1::8%}} or more of its rye."),
        gapped("The kite weighs {{c1::300-400 grams}} without its tail."),
    ],
)
def test_what_stands_whole_is_left_alone(good: Tried) -> None:
    assert broken(good) == ""


@pytest.mark.parametrize(
    ("reason", "bad"),
    [
        (
            "told apart",
            asked("Why was Orm not late?", "because of snow", "Orm was not late because of snow.", "why"),
        ),
        ("told apart", asked("How must Orm not sin?", "by milling", "Orm must not sin by milling.", "how")),
        ("amount", asked("What does a marsh rise?", "five millimetres a year", "")),
        ("amount", asked("What does kelp grow?", "half a metre", "")),
        ("amount", asked("What did Orm ride?", "sixty miles a day", "")),
        ("amount", asked("What does a marsh rise?", "a hand's breadth", "")),
        ("amount", asked("What does a snail crawl?", "about a metre an hour", "")),
        ("names nothing", asked("What does Orm win?", "long-term", "")),
    ],
)
def test_a_question_that_its_answer_does_not_answer_is_held(reason: str, bad: Tried) -> None:
    assert reason in unfit(bad)


@pytest.mark.parametrize(
    "good",
    [
        asked("Why does Orm mill?", "because rye is dear", "Orm mills because rye is dear.", "why"),
        asked("What does the man who is blind mill?", "rye", ""),
        asked("How many metres does the tide fall?", "six", ""),
        asked("What does Orm sell?", "5G antennas", ""),
        asked("What does Orm want?", "to sell more", "", "how"),
        asked("What does Orm keep?", "one of the mills", ""),
        asked("What does rest help bakers do?", "knead", ""),
        asked(
            "Why was Orm not late?", "because it was near", "Orm was not late, because it was near.", "why"
        ),
    ],
)
def test_a_question_that_its_answer_answers_is_left_alone(good: Tried) -> None:
    assert unfit(good) == ""


@pytest.mark.parametrize(
    ("reason", "bad"),
    [
        ("ask this", term("Rye", "According to Ada", "According to Ada, why does rye rise?")),
        (
            "deny this",
            asked("What drives mills?", "steam", "Mills are not driven by steam, but by water.", "what"),
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
