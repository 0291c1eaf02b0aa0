"""What a learner sees of the flashcards that a person wrote: the text as written, one thing hidden."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from learner import Learner
from test_decks_package import CLOZE, QUESTION

from curriculum.cards.card import Card
from curriculum.cards.write import write
from curriculum.decks import package
from curriculum.decks.note_types import NOTE_TYPES, field_values
from curriculum.reading.episodes import read_text
from curriculum.reading.library import Library
from curriculum.reading.shows import known_shows
from curriculum.shipping.note import FIELDS

SHOWS = known_shows()
HIDDEN = "[...]"


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    """A learner who has the note types; the tests only look at notes that are never saved."""
    folder = tmp_path_factory.mktemp("anki")
    someone = Learner(folder / "collection.anki2")
    package.write(folder / "types.apkg", [QUESTION, CLOZE])
    someone.import_package(folder / "types.apkg")
    yield someone
    someone.close()


def own_cards(notes: str) -> list[Card]:
    """The flashcards of an episode's notes, as they would ship."""
    read = read_text(f"# Kelp and Tides\n\n{notes}\n", "kelp.md", SHOWS)
    cards = [card for card in write(Library(episodes=read.episodes)) if card.rule == "written"]
    assert [card.reasons for card in cards if card.verdict == "held"] == []
    return cards


def rendered(anki: Learner, card: Card) -> tuple[Any, str, str]:
    """Anki's note of a card, its front, and what its answer and quote show below; as HTML."""
    note = anki.col.new_note(anki.col.models.by_name(NOTE_TYPES[card.kind].name))
    note.fields = field_values(card.kind, card.key, {name: getattr(card, name) for name in FIELDS})
    shown = note.ephemeral_card()
    return note, shown.question(), shown.answer()


def inside(page: str, name: str) -> str:
    """What a reader sees in the one part of a card with this class: no tags of ours, entities decoded."""
    found = re.findall(
        rf'<(?:div|blockquote) class="{name}"[^<>]*>(.*?)</(?:div|blockquote)>', page, re.DOTALL
    )
    assert len(found) == 1, page
    text = re.sub(r'</?span(?: class="cloze"[^<>]*)?>', "", found[0].replace("<br>", "\n"))
    assert not re.search(r"<[a-zA-Z!/%]", text), f"a tag that is not ours: {text}"
    return html.unescape(text)


def sides(anki: Learner, card: Card) -> tuple[str, str, str]:
    """What a learner sees: the front, the back, the quote below it."""
    note, front, back = rendered(anki, card)
    if card.kind == "cloze":
        assert list(note.cloze_numbers_in_fields()) == [1]
        assert front.count('class="cloze"') == back.count('class="cloze"') == 1
    name = "ask" if card.kind == "cloze" else "answer"
    return inside(front, "ask"), inside(back, name), inside(back, "quote")


CLOZES = {
    "TeX that ends in two braces": (
        r"The half of =={0}== is taken.",
        r"\(\frac{a}{\sqrt{b}}\)",
    ),
    "braces within a deletion": ("{{{{c1::{0}}}}} grows fast.", r"$x^{{2}}$"),
    "a fraction that ends the deletion": ("So {{{{c1::{0}}}}} is the share.", r"\frac{a}{b}"),
    "display TeX": ("It is =={0}== by law.", r"\[E = mc^2\]"),
    "dollars": ("It is {{{{c1::{0}}}}} by law.", r"$a_{i} \times b_{i}$"),
    "two dollars": ("It is =={0}== by law.", r"$$\sum_{i} x_{i}$$"),
    "tags": ("Kelp is {{{{c1::{0}}}}} and cold.", "<b>brown</b> & <i>tall</i>"),
    "an entity's sign": ("Kelp & tides feed =={0}== here.", "R&D <u>teams</u>"),
    "sound": ("Hear =={0}== at dawn.", "[sound:gull.mp3]"),
    "colons": ("Use =={0}== there.", "std::vector"),
    "ends of a cloze": ("Plain {{{{ and }}}} around =={0}==, x::y too.", "{{x}}"),
    "an unclosed brace": ("Here =={0}== stays.", "{ b"),
    "only closing braces": ("Here =={0}== stays.", "a }} b"),
    "LaTeX of Anki": ("Never =={0}== it.", "[latex]x[/latex] [$]y[/$]"),
    "a template": ("The {{{{Answer}}}} is =={0}== now.", "{{#Key}}x{{/Key}}"),
}


@pytest.mark.parametrize(("sentence", "deletion"), CLOZES.values(), ids=CLOZES.keys())
def test_a_cloze_hides_its_deletion_and_shows_the_sentence_as_written(
    sentence: str, deletion: str, anki: Learner
) -> None:
    (card,) = own_cards(f"## Flashcards\n{sentence.format(deletion)}")
    whole = sentence.format(deletion).replace("==", "")
    if "{{c1::" in whole:
        whole = whole.replace("{{c1::" + deletion + "}}", deletion)
    front, back, quote = sides(anki, card)
    assert back == quote == whole
    assert front == whole.replace(deletion, HIDDEN)
    assert card.answer == deletion


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("`a == b` and ==`{{c1::x}}`== differ.", ("a == b and {{c1::x}} differ.", "{{c1::x}}")),
        ("Run ==`std::sort(<b>)`== first.", ("Run std::sort(<b>) first.", "std::sort(<b>)")),
        ("A **bold** ==[name](https://example.org)== stays.", ("A bold name stays.", "name")),
        ("The {{c1::holdfast::a part}} grips.", ("The holdfast grips.", "holdfast")),
        ("The {{cloze holdfast}} grips.", ("The holdfast grips.", "holdfast")),
        ("The{{c1:: holdfast }}grips.", ("The holdfast grips.", "holdfast")),
        (r"Inside \(\frac{{{c1::q}}}{b}\) it hides.", (r"Inside \(\frac{q}{b}\) it hides.", "q")),
        (r"It costs 3 \* 4 of ==\$5== today.", ("It costs 3 * 4 of $5 today.", "$5")),
    ],
)
def test_marks_of_markdown_and_code_are_no_part_of_what_is_shown(
    written: str, shown: tuple[str, str], anki: Learner
) -> None:
    (card,) = own_cards(f"## Flashcards\n{written}")
    front, back, quote = sides(anki, card)
    assert (back, card.answer) == shown
    assert quote == back
    assert front == back.replace(card.answer, HIDDEN)


def test_a_package_brings_what_was_written_unchanged(tmp_path: Path, learner: Learner) -> None:
    texts = [sentence.format(deletion) for sentence, deletion in CLOZES.values()]
    found = [own_cards(f"## Flashcards\n{text}")[0] for text in (*texts, "Is <b>it</b>? :: \\(x\\) & {{y}}")]
    cards = [card.model_copy(update={"key": f"k/{n}", "guid": f"g{n}"}) for n, card in enumerate(found)]
    notes = [
        replace(
            CLOZE if card.kind == "cloze" else QUESTION,
            key=card.key,
            guid=card.guid,
            fields={name: getattr(card, name) for name in FIELDS},
        )
        for card in cards
    ]
    package.write(tmp_path / "own.apkg", notes)
    assert learner.import_package(tmp_path / "own.apkg").new == len(CLOZES) + 1
    assert learner.empty_cards() == 0
    for card in cards:
        note = learner.note(card.key)
        assert note.fields == rendered(learner, card)[0].fields
        (held,) = note.cards()
        assert (held.question(), held.answer()) == rendered(learner, card)[1:]


def test_deletions_of_one_sentence_are_notes_of_their_own(anki: Learner) -> None:
    cards = own_cards("## Flashcards\nThe {{c1::blade {{c2::and}} stipe}} of {{c1::kelp}} sway.")
    whole = "The blade and stipe of kelp sway."
    assert [sides(anki, card) for card in cards] == [
        ("The [...] of kelp sway.", whole, whole),
        ("The blade [...] stipe of kelp sway.", whole, whole),
        ("The blade and stipe of [...] sway.", whole, whole),
    ]
    assert len({card.key for card in cards}) == 3


TEXTS = {
    "tags": "<b>brown</b> <i>kelp</i> x<sup>2</sup>",
    "TeX": r"\(x\) and \[y = 2\] and $z_{1}$ and $$w_{2}$$",
    "braces": "{{ and }} and {{c and {{Answer}}",
    "sound": "[sound:gull.mp3] [anki:tts lang=en]x[/anki:tts]",
    "signs": "R&D < 5 > 4 & more",
    "backslashes": r"C:\kelp\new \frac{1}{2}",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("form", ["Q: Is {0} it?\nA: It is {0} yes.", "Is {0} it? :: It is {0} yes."])
def test_a_question_and_its_answer_are_shown_as_written(form: str, text: str, anki: Learner) -> None:
    (card,) = own_cards(f"## Flashcards\n{form.format(text)}")
    assert sides(anki, card)[:2] == (f"Is {text} it?", f"It is {text} yes.")


SIGNS = st.lists(
    st.sampled_from([*r"a b kelp { } {{ }} : :: $ \alpha \frac < > <b> </b>".split(" "), " "]),
    max_size=9,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=SIGNS, deletion=SIGNS, after=SIGNS)
@example(before="a{", deletion="}}b{{", after="}")
@example(before=":", deletion=":", after=":")
@example(before="{{", deletion="a", after="}}")
@example(before="", deletion="a::b", after="")
@example(before="\\frac{", deletion="b", after="}")
def test_any_highlight_is_one_card_that_hides_it_and_shows_the_text(
    before: str, deletion: str, after: str, anki: Learner
) -> None:
    """As written, but for runs of spaces, which a browser shows as one too."""
    before, deletion, after = (
        re.sub(" +", " ", part) for part in (f"Kelp {before}", deletion, f"{after} sways.")
    )
    deletion = deletion.strip()
    whole = re.sub(" +", " ", f"{before}{deletion}{after}")
    assume(deletion and not re.search(r"\s:{2,3}\s|\{\{c", whole))  # a card of two sides, Anki's own mark
    (card,) = own_cards(f"## Flashcards\n{before}=={deletion}=={after}")
    front, back, quote = sides(anki, card)
    assert back == quote == whole
    assert front == re.sub(" +", " ", f"{before}{HIDDEN}{after}")


BRACED = st.recursive(
    st.text("ab$<>\\:", min_size=1, max_size=4).filter(lambda text: "::" not in text and text[-1] != "\\"),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda parts: "{" + "}{".join(parts) + "}"),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deletion=BRACED.filter(str.strip))
@example(deletion="{{a}}")
@example(deletion="a{b}{c}")
def test_a_deletion_ends_where_its_own_braces_do(deletion: str, anki: Learner) -> None:
    assume(not re.search(r"\\[^ab]", deletion))  # a sign that is escaped
    (card,) = own_cards(f"## Key Points\n- Kelp {{{{c1::{deletion}}}}} sways.")
    assert sides(anki, card)[:2] == (f"Kelp {HIDDEN} sways.", f"Kelp {deletion} sways.")


ANYTHING = st.text("ab {}:$\\<>&c1(", max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=ANYTHING, deletion=ANYTHING.filter(str.strip), after=ANYTHING)
def test_any_cloze_text_is_one_card_in_anki(before: str, deletion: str, after: str, anki: Learner) -> None:
    before, deletion, after = (re.sub(" +", " ", part) for part in (before, deletion.strip(), after))
    text = f"x{before}{{{{c1::{deletion}}}}}{after}x"
    assume(text.count("{{c1::" + deletion + "}}") == 1)
    card = own_cards("## Flashcards\nKelp is ==brown== here.")[0]
    card = card.model_copy(update={"text": text, "answer": deletion})
    front, back, _ = sides(anki, card)
    assert back == f"x{before}{deletion}{after}x"
    assert front == f"x{before}{HIDDEN}{after}x"
