"""The steps before and after the rules: unframe, name, clause, ask, trim."""

import pytest
from rule_cases import library

from curriculum.cards.ask import ask
from curriculum.cards.cast import cast
from curriculum.cards.clause import clause
from curriculum.cards.derive import derive
from curriculum.cards.names import known_names
from curriculum.cards.statement import Statement, state
from curriculum.cards.tagger import tag
from curriculum.cards.trim import trim
from curriculum.cards.unframe import unframe
from curriculum.reading.library import Library


def statements(made: Library) -> list[Statement]:
    names = known_names(made.episodes)
    episode = made.episodes[0]
    return list(state(episode, cast(episode, names), names))


@pytest.mark.parametrize(
    ("sentence", "fact", "speaker"),
    [
        ("The podcast notes that rents doubled.", "Rents doubled.", ""),
        ("The hosts explain how kilns reach high heat.", "Kilns reach high heat.", ""),
        ("The role of shade in coffee farms is highlighted.", "The role of shade in coffee farms.", ""),
        ("Kim Park reported that the vote was close.", "The vote was close.", "Kim Park"),
        ("Understanding that soil is alive.", "Soil is alive.", ""),
        ("The kiln reaches high heat.", "The kiln reaches high heat.", ""),
    ],
)
def test_a_frame_is_taken_off_and_its_speaker_kept(sentence: str, fact: str, speaker: str) -> None:
    found = unframe(sentence)
    assert (found.text, found.speaker) == (fact, speaker)


@pytest.mark.parametrize(
    ("notes", "named"),
    [
        (("Velomax rents bicycles. It covers nine towns.",), "Velomax covers nine towns."),
        (("Velomax was founded in Graz. The company repairs trams.",), "Velomax repairs trams."),
        (("Steam engines drove looms.", "These engines burned coal."), "Steam engines burned coal."),
        (("Millers grind wheat.", "It feeds the town."), "It feeds the town."),
        (("Two sisters met a judge.", "She left early."), "She left early."),
    ],
)
def test_a_pronoun_is_replaced_only_when_it_is_certain(notes: tuple[str, ...], named: str) -> None:
    assert statements(library(*notes))[-1].sentence.text == named


def test_the_bill_is_the_one_bill_that_the_episode_names() -> None:
    made = library("The bill protects tenants.", title="Renting, and the Story of AB 77")
    assert statements(made)[0].sentence.text == "AB 77 protects tenants."


def test_a_line_without_a_subject_takes_it_from_its_label() -> None:
    goals = statements(library("Protect small tenants.", label="Goals of the Tenancy Act"))[0]
    assert goals.sentence.text == "the Tenancy Act aims to protect small tenants."


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The miller bought wheat.", "What did the miller buy?"),
        ("Gears turn the stone.", "What do gears turn?"),
        ("Ovens could often bake bread.", "What could ovens often bake?"),
        ("The dam has flooded fields.", "What has the dam flooded?"),
        ("The choir does not sing psalms.", "What does the choir not sing?"),
        ("Letters were carried by riders.", "What were letters carried?"),
        ("Night frosts come from the fens.", "What do night frosts come?"),
    ],
)
def test_a_statement_is_turned_into_a_question(sentence: str, question: str) -> None:
    found = clause(tag(sentence))
    assert found is not None
    assert ask(found) == question


@pytest.mark.parametrize(
    ("sentence", "start", "answer"),
    [
        ("It needs salt, which is cheap.", 2, "salt"),
        ("It needs salt, pepper, and oil for frying.", 2, "salt, pepper, and oil for frying"),
        ("It needs salt and is baked.", 2, "salt"),
        ("It needs tools such as files.", 2, "tools"),
        ("It needs the ability to read small print.", 2, "the ability to read small print"),
        ("It needs wheat to feed oxen.", 2, "wheat"),
        ("It needs grain by grinding stones.", 2, "grain"),
        ("It needs salt (coarse and dry.", 2, ""),
    ],
)
def test_an_answer_ends_where_its_phrase_ends(sentence: str, start: int, answer: str) -> None:
    tagged = tag(sentence)
    assert tagged.words(start, trim(tagged, start)) == answer


@pytest.mark.parametrize(
    ("sentence", "derived"),
    [
        ("The hall filled, with Velomax selling cheap tickets.", "Velomax sells cheap tickets."),
        ("Guests wear a badge, which opens doors.", "A badge opens doors."),
        ("The court hears appeals and publishes rulings.", "The court publishes rulings."),
        ("The court met early, rejecting every appeal.", "The court rejected every appeal."),
    ],
)
def test_a_part_of_a_sentence_becomes_a_clause_of_its_own(sentence: str, derived: str) -> None:
    whole = statements(library(sentence))[0]
    assert derived in [part.sentence.text for part in derive(whole)]
    assert all(part.quote == sentence for part in derive(whole))


def test_a_verb_is_never_given_to_the_subject_of_a_clause_beside_it() -> None:
    whole = statements(
        library("Guests bring salt, but adding lime, which binds water, saves 20 grams of flour.")
    )[0]
    assert not [
        part.sentence.text
        for part in derive(whole)
        if "lime binds water, saves" in part.sentence.text.lower()
    ]


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("Inspired by rain, Ada Clarke built a raft to craft a way.", "craft", "VB"),
        ("It targets the cortex of the brain.", "targets", "VBZ"),
        ("AB 77 aims to protect tenants.", "aims", "VBZ"),
        ("The survey relied on coastal stations.", "relied", "VBD"),
        ("ChatGPT answers slowly.", "ChatGPT", "P"),
        ("New kitchen skills such as cold smoking.", "skills", "NS"),
    ],
)
def test_words_get_the_part_of_speech_that_the_rules_need(text: str, word: str, mark: str) -> None:
    assert {token.text: token.tag for token in tag(text).tokens}[word] == mark


@pytest.mark.parametrize(
    "heading",
    [
        "Investing in farms building water filters for villages.",
        "Investing in schools teaching weather models to pilots.",
        "Helping towns restoring clay models of harbours.",
    ],
)
def test_a_heading_that_opens_with_a_gerund_is_given_no_verb(heading: str) -> None:
    assert clause(tag(heading)) is None


def test_every_token_stands_where_it_says() -> None:
    text = "Dr. Rubin’s team (40 people, 3.5% of staff) met U.S. aides — twice, e.g. in May."
    assert all(text[token.start : token.end] == token.text for token in tag(text).tokens)


def test_a_word_of_a_million_letters_costs_no_time_and_gives_no_card() -> None:
    made = library("Effective memory management is essential for " + "x" * 1_000_000 + ".")
    (only,) = statements(made)
    assert only.sentence.tokens == ()
    assert only.clause is None


@pytest.mark.parametrize(
    ("notes", "label", "named"),
    [
        (
            ("Sankt Orm became a mill, but Orrin also hired a clerk.", "He took a new name and a new seal."),
            "",
            "He took a new name",
        ),
        (
            ("Ada Clarke owned a quarry.", "He fired no man, so she paid in coal."),
            "",
            "Ada Clarke fired no man",
        ),
        (("It blocks the sun.",), "Ivy cools walls rather than warming them", "Ivy blocks the sun."),
        (("It spans the river.",), "The Orm Bridge", "The Orm Bridge spans the river."),
        (("It spans the river.",), "Bridges and banks", "It spans the river."),
        (("He bought a fleet.",), "Lindgren's last years", "Lindgren bought a fleet."),
        (
            ("Some towns forbid steam whistles.", "Breaking such a rule costs a day's pay."),
            "",
            "Breaking such a rule costs a day's pay.",
        ),
        (
            ("Guilds signed night-work clauses.", "Breaking such a clause cost a day's pay."),
            "",
            "Breaking a night-work clause cost a day's pay.",
        ),
        (
            ("Old kilns waste much wood.", "Because they lose heat, few potters keep them."),
            "",
            "Because they lose heat, few potters keep old kilns.",
        ),
    ],
)
def test_words_that_point_back_are_made_plain_where_one_thing_is_meant(
    notes: tuple[str, ...], label: str, named: str
) -> None:
    assert statements(library(*notes, label=label))[-1].sentence.text.startswith(named)


def test_a_clause_behind_a_semicolon_keeps_its_verbs_to_itself() -> None:
    notes = "The old method saves fuel but spoils the glaze; the new method needs fuel but keeps the colour."
    found = [made.sentence.text for whole in statements(library(notes)) for made in derive(whole)]
    assert "The old method spoils the glaze." in found
    assert not any(text.startswith("The old method keeps") for text in found)


def test_a_tail_behind_a_second_subject_is_not_given_to_the_first() -> None:
    notes = "Ada Clarke became warden in 1902, and that winter the guild shut its hall, letting rain in."
    found = [made.sentence.text for whole in statements(library(notes)) for made in derive(whole)]
    assert not any(text.startswith("Ada Clarke let") for text in found)


def test_its_behind_a_semicolon_is_given_its_owner() -> None:
    notes = "The Orm Mill was sold in 1911; its wheel rose from nine to twelve feet."
    found = [made.sentence.text for whole in statements(library(notes)) for made in derive(whole)]
    assert "The Orm Mill’s wheel rose from nine to twelve feet." in found


def test_a_tail_behind_that_month_is_not_given_to_the_first_subject() -> None:
    notes = "Ada Clarke became warden in 1902, and that October the guild shut its hall, letting rain in."
    found = [made.sentence.text for whole in statements(library(notes)) for made in derive(whole)]
    assert not any(text.startswith("Ada Clarke let") for text in found)
