"""Sentences as parses: their phrases and rows, what they state for certain, and questions made of them."""

import pytest
from building import library, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.cards.parse.asking import ask, ask_active, ask_subject, listed, question, third_person
from curriculum.cards.parse.clause import Clause
from curriculum.cards.parse.model import LONGEST, parse
from curriculum.cards.parse.sentence import Instead, Sentence, Token
from curriculum.cards.parse.stated import clauses
from curriculum.cards.pattern import patterns


def sentence(text: str) -> Sentence:
    """A sentence parsed, its names marked."""
    return told(library(text))[0].sentence


def at(s: Sentence, word: str) -> int:
    return next(place for place, token in enumerate(s.tokens) if token.text == word)


# --- phrases ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "head", "core"),
    [
        ("Ada Clarke, a miller from York, opened a bakery.", "Clarke", "Ada Clarke"),
        ("Bakers use rye (a cold grain) in winter.", "rye", "rye"),
        ("The old mill, which burned in 1640, fed the town.", "mill", "the old mill"),
        ("The mill that burned in 1640 fed the town.", "mill", "the mill that burned in 1640"),
        ("The wheels of the oldest mill of York turn.", "wheels", "the wheels of the oldest mill of York"),
        ("Rye covers 70% of the fields.", "%", "70% of the fields"),
    ],
)
def test_a_phrase_is_said_without_its_asides(text: str, head: str, core: str) -> None:
    s = sentence(text)
    assert s.say(s.core(at(s, head))) == core


@pytest.mark.parametrize(
    ("text", "first", "members"),
    [
        ("The farm grows rye, oats and barley.", "rye", ["rye", "oats", "barley"]),
        ("The farm grows winter rye and pale barley.", "rye", ["winter rye", "pale barley"]),
        ("The farm grows rye or barley.", "rye", []),
        ("The farm grows rye.", "rye", []),
    ],
)
def test_a_row_is_given_member_by_member_and_a_choice_is_none(
    text: str, first: str, members: list[str]
) -> None:
    s = sentence(text)
    assert [s.say(member) for member in s.row(at(s, first))] == members


def test_only_a_capital_that_the_start_of_the_sentence_gave_is_taken_away() -> None:
    s = sentence("Mills in York grind rye.")
    assert s.say(range(3)) == "mills in York"
    assert s.say(range(3), opens=True) == "Mills in York"
    named = Sentence(s.text, s.tokens, names=frozenset({0}))
    assert named.say(range(3)) == "Mills in York"
    short = sentence("NASA tests I-beams.")
    assert short.say([0]) == "NASA"


def test_a_name_is_said_where_a_pronoun_stands_for_it() -> None:
    s = sentence("It grinds rye, and its wheels are old.")
    said = Sentence(s.text, s.tokens, instead=(Instead(0, 1, "the mill of Orm"),))
    assert said.say(range(3)) == "the mill of Orm grinds rye"
    assert said.say([0], opens=True) == "The mill of Orm"
    assert said.is_name(0)
    assert not said.is_name(2)
    wide = Sentence(s.text, s.tokens, instead=(Instead(0, 2, "Orm grinds"),))
    assert wide.say(range(3)) == "Orm grinds rye"


def test_words_are_given_in_the_pieces_in_which_they_stand() -> None:
    s = sentence("Bakers rarely add sugar to rye bread.")
    assert s.runs([at(s, "add"), at(s, "sugar"), at(s, "rye"), at(s, "bread")]) == ("add sugar", "rye bread")


@pytest.mark.parametrize(("word", "low"), [("n't", "not"), ("n’t", "not"), ("ca", "can"), ("Mill", "mill")])
def test_contractions_are_undone(word: str, low: str) -> None:
    assert Token(word, 0, "RB", "neg", 0).low == low


def test_a_sentence_with_too_many_words_has_no_parse_and_nothing_is_made_of_it() -> None:
    text = "The mill grinds " + "rye and " * LONGEST + "oats."
    (s,) = parse([text])
    assert s.tokens == ()
    assert s.text == text
    assert list(clauses(s)) == []


# --- clauses ----------------------------------------------------------------------------------


def stated(text: str) -> list[str]:
    """Each clause: its kind, subject, verb and what follows."""
    s = sentence(text)
    return [f"{c.kind}: {c.subject_text()} | {s.tokens[c.verb].text} | {s.say(c.tail())}" for c in clauses(s)]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The guild banned imported dyes in 1640.", "main: the guild | banned | imported dyes in 1640"),
        ("The mill was built by Ada Clarke.", "main: the mill | built | by Ada Clarke"),
        ("Rye feeds the town because the fields are wet.", "main: rye | feeds | the town"),
        ("Ada Clarke opened a mill and sold bread.", "joined: Ada Clarke | sold | bread"),
        ("The guild met, and Ada Clarke opened a mill.", "joined: Ada Clarke | opened | a mill"),
        ("The guild drives old mills, which grind the oats.", "relative: old mills | grind | the oats"),
        ("Ada Clarke met Ida Brun, who later found a comet.", "relative: Ida Brun | found | a comet"),
        ("Ada Clarke argues that small mills feed the town.", "reported: small mills | feed | the town"),
    ],
)
def test_what_a_sentence_states_is_found_with_its_subject(text: str, clause: str) -> None:
    assert clause in stated(text)


@pytest.mark.parametrize(
    ("kind", "text", "verb"),
    [
        (
            "a relative clause said of the whole clause",
            "Greek scholars fled to Italy, which helped trade.",
            "helped",
        ),
        (
            "a relative clause far from its noun",
            "The guild taxed rye of York in May, which was cheap.",
            "was",
        ),
        ("a relative clause that says which", "The mill that burned in 1640 fed the town.", "burned"),
        ("a participle", "The Ottomans held the routes, encouraging Portugal to sail.", "encouraging"),
        ("a question", "Why do bakers rest their dough?", "rest"),
        ("a question without its mark", "How bakers rest their dough", "rest"),
        ("an if-clause", "If the river freezes, the mill stops for weeks.", "freezes"),
        ("an if-clause behind", "The mill stops if the river freezes.", "freezes"),
        ("an indirect question", "Ada Clarke asked whether bakers sold bread.", "sold"),
        ("an indirect why", "Nobody knows why the mill burned down.", "burned"),
        ("what is denied to have been found", "Ada Clarke did not say that mills feed the town.", "feed"),
        ("a mere idea", "The guild had the idea that mills feed the town.", "feed"),
        ("an empty subject", "There are three mills in York.", "are"),
        ("an order", "Open the gate.", "Open"),
        ("a joined part of an if-clause", "If mills grind rye and sell bread, towns grow.", "sell"),
    ],
)
def test_what_is_not_certain_is_never_stated(kind: str, text: str, verb: str) -> None:
    s = sentence(text)
    assert verb not in [s.tokens[c.verb].text for c in clauses(s)], kind


def test_a_claim_has_its_speaker_and_the_frame_of_the_notes_has_none() -> None:
    (claim,) = (c for c in clauses(sentence("The survey found that rye feeds the town.")) if c.speaker)
    assert (claim.speaker, claim.subject_text()) == ("the survey", "rye")
    framed = clauses(sentence("The episode explains that rye feeds the town."))
    assert [c.speaker for c in framed if c.subject_text() == "rye"] == [""]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("In 1640, the guild banned imported dyes.", "in 1640"),
        ("If the river freezes, the mill stops.", "if the river freezes"),
        ("However, the guild banned imported dyes.", ""),
        ("The guild banned imported dyes.", ""),
    ],
)
def test_what_stands_before_the_subject_is_kept_but_for_linking_words(text: str, lead: str) -> None:
    (clause,) = clauses(sentence(text))
    assert clause.sentence.say(clause.lead()) == lead


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Bakers do not add sugar to bread.", True),
        ("Bakers don’t add sugar to bread.", True),
        ("Bakers never add sugar to bread.", True),
        ("No baker adds sugar to bread.", True),
        ("Bakers add sugar to bread.", False),
    ],
)
def test_a_denial_is_known(text: str, negated: bool) -> None:
    (clause,) = clauses(sentence(text))
    assert clause.negated is negated


# --- questions --------------------------------------------------------------------------------


def asked(text: str, *gap: str) -> str:
    """ "What …?" for these words of the first clause."""
    clause = only(text)
    return ask(clause, "What", [at(clause.sentence, word) for word in gap])


def only(text: str) -> Clause:
    return next(iter(clauses(sentence(text))))


@pytest.mark.parametrize(
    ("text", "gap", "expected"),
    [
        ("The guild banned dyes in 1640.", "dyes", "What did the guild ban in 1640?"),
        ("The guild bans dyes.", "dyes", "What does the guild ban?"),
        ("The guilds ban dyes.", "dyes", "What do the guilds ban?"),
        ("The guild will ban dyes.", "dyes", "What will the guild ban?"),
        ("The guild has banned dyes.", "dyes", "What has the guild banned?"),
        ("The guild will have banned dyes.", "dyes", "What will the guild have banned?"),
        ("The mill has been grinding rye for days.", "rye", "What has the mill been grinding for days?"),
        ("The mill can grind rye.", "rye", "What can the mill grind?"),
        ("Bakers rarely add sugar to bread.", "sugar", "What do bakers rarely add to bread?"),
        (
            "The dyes were sold to the guild by weavers.",
            "weavers",
            "What were the dyes sold to the guild by?",
        ),
        ("The mill is a landmark in York.", "landmark", "What is the mill a in York?"),
        ("The guild does not ban dyes.", "dyes", "What does the guild not ban?"),
        ("The guild didn’t ban dyes.", "dyes", "What did the guild not ban?"),
        ("The mill can’t grind rye.", "rye", "What can the mill not grind?"),
        ("In 1640, the guild banned dyes.", "dyes", "In 1640, what did the guild ban?"),
        ("However, the guild banned dyes.", "dyes", "What did the guild ban?"),
    ],
)
def test_a_question_has_the_verb_of_its_clause(text: str, gap: str, expected: str) -> None:
    assert asked(text, gap) == expected


def test_what_stands_before_the_subject_may_be_left_out() -> None:
    clause = only("In 1640, the guild banned dyes.")
    gap = [at(clause.sentence, "dyes")]
    assert ask(clause, "What", gap, lead=False) == "What did the guild ban?"


@pytest.mark.parametrize(
    ("text", "plural", "expected"),
    [
        ("Old mills grind rye.", False, "What grinds rye?"),
        ("Old mills have fed towns.", False, "What has fed towns?"),
        ("Old mills grind rye.", True, "What grind rye?"),
        ("The old mill fed the town in 1640.", False, "What fed the town in 1640?"),
        ("In 1640, the old mill fed the town.", False, "In 1640, what fed the town?"),
        ("Old mills can grind rye.", False, "What can grind rye?"),
    ],
)
def test_a_question_for_the_subject_keeps_the_order_of_words(text: str, plural: bool, expected: str) -> None:
    assert ask_subject(only(text), "What", plural=plural) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill was founded by Ada in 1887.", "Who founded the mill in 1887?"),
        ("The mill is run by Ada.", "Who runs the mill?"),
        ("The mill will be rebuilt by Ada.", "Who will rebuild the mill?"),
    ],
)
def test_who_did_it_is_asked_in_the_active(text: str, expected: str) -> None:
    clause = only(text)
    s = clause.sentence
    assert ask_active(clause, "Who", [at(s, "by"), at(s, "Ada")]) == expected


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("are", "is"),
        ("were", "was"),
        ("have", "has"),
        ("grind", "grinds"),
        ("ground", "ground"),
        ("can", "can"),
    ],
)
def test_what_takes_its_verb_in_the_singular(verb: str, third: str) -> None:
    assert third_person(verb) == third


def test_a_question_is_tidy() -> None:
    assert question("In 1640 ,", "What", "did", "", "it  cost ;") == "In 1640, what did it cost?"
    assert listed(["rye", "oats", "barley"]) == "rye, oats and barley"
    assert listed(["rye"]) == "rye"
    assert listed([]) == ""


# --- any text ---------------------------------------------------------------------------------

MARKS = [
    *",.;:()[]{}“”’'\"—–…?!&%$#*_~`<>\\/",
    "e.g.",
    "U.S.",
    "{{c1::",
    "}}",
    "\t",
    "1.5",
    "日本",
    "n't",
    "’s",
]
WORDS = sorted({word for one in patterns() for text, _ in one.fires for word in text.split()})
TEXTS = st.lists(st.sampled_from(WORDS + MARKS) | st.text(max_size=8), min_size=1, max_size=30).map(" ".join)


def assert_read(lines: list[str]) -> None:
    """Nothing that is written stops the way from a line to its drafts, and a draft says what it holds."""
    for one in told(library(*lines)):
        assert one.sentence.text == one.statement.quote
        for pattern in patterns():
            for draft in pattern.drafts(one):
                assert draft.rule == pattern.name
                assert draft.answer.strip()
                assert draft.question.strip() or draft.text.strip()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_goes_the_whole_way(lines: list[str]) -> None:
    assert_read(lines)


@pytest.mark.campaign
@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_three_thousand_pages_of_any_text_go_the_whole_way(lines: list[str]) -> None:
    assert_read(lines)
