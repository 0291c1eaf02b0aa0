"""A correction replaces spellings; what a word stands for is decided without it, and by its kind."""

import shutil
from pathlib import Path

import pytest

from curriculum.cards.card import Card
from curriculum.cards.kind import organisation
from curriculum.cards.parse.kept import parsed
from curriculum.cards.respelling import readings
from curriculum.cards.told import tell
from curriculum.cards.write import write
from curriculum.reading.corrections import respelt
from curriculum.reading.library import Library
from curriculum.reading.read import read

SEEDS = Path(__file__).parents[2] / "seeds"
STRIKE = """### 4 Grain Talk: Bakers Leave Ovenworks, Marlow Speaks Out

### Key Points

1. **Resignations**:
   - Edda Moreau left Ovenworks because of its disregard for food safety.
   - Moreau criticized the loaves. Moreau noted that the ovens were old.
2. **Leadership of Ovenworks**:
   - Ovenworks was founded in Lille by two millers. The company sells rye bread in nine towns.
3. **Aftermath**:
   - Moreau described the kitchens. The company's culture is perceived as hostile to careful bakers.
   - The hygiene team at Ovenworks was dissolved, raising doubts about the company's readiness for tests.
"""


def made(folder: Path, text: str, *corrections: str) -> Library:
    (folder / "notes.md").write_text(text, "utf-8")
    (folder / "corrections.toml").write_text("\n".join(corrections), "utf-8")
    return read([folder])


def told(library: Library) -> list[str]:
    """Every sentence as cards say it: names in the place of what stands for them, in today's spelling."""
    found = []
    for reading in readings(library):
        parses = parsed([statement.quote for statement in reading.meant])
        meant = [parses[statement.quote] for statement in reading.meant]
        for one in tell(reading.meant, meant, reading.names):
            s = one.sentence
            found.append(reading.spell(s.say(range(len(s.tokens)), opens=True)))
    return found


def shown(cards: tuple[Card, ...]) -> list[str]:
    return [f"{card.question}{card.text} → {card.answer}" for card in cards if card.verdict == "ship"]


@pytest.mark.parametrize("wrong", ["Moreau", "Edda Moreau"])
@pytest.mark.parametrize("right", ["Marlow", "Rose Marlow", "Ovenworks", "Lille"])
def test_the_company_does_not_become_the_person_a_correction_names(
    tmp_path: Path, wrong: str, right: str
) -> None:
    before = told(made(tmp_path, STRIKE))
    library = made(tmp_path, STRIKE, f'"{wrong}" = "{right}"')
    ((_, written),) = library.written
    assert told(library) == [respelt(text, library.corrections, written.id) for text in before]
    assert not any(f"{right}’s culture" in text or f"{right}'s culture" in text for text in told(library))


def test_a_person_is_no_company_even_where_the_notes_speak_of_nobody_else(tmp_path: Path) -> None:
    text = STRIKE.replace("Marlow Speaks Out", "Moreau Speaks Out")
    assert not any("Moreau's culture" in found for found in told(made(tmp_path, text)))
    assert not any("Moreau's readiness" in found for found in told(made(tmp_path, text)))


@pytest.mark.parametrize(
    ("wrong", "right", "spelt"),
    [
        ("Ovenworks", "Ofenwerk", "Ofenwerk sells rye bread in nine towns."),
        ("Ovenworks", "Marlow", "Marlow sells rye bread in nine towns."),
        ("Grain Talk", "Grain Talks", "Ovenworks sells rye bread in nine towns."),
        ("Moreau", "Ovenworks", "Ovenworks sells rye bread in nine towns."),
    ],
)
def test_a_corrected_name_is_respelt_wherever_a_word_stands_for_it(
    tmp_path: Path, wrong: str, right: str, spelt: str
) -> None:
    text = STRIKE.replace("The company sells", "It sells")
    assert spelt in told(made(tmp_path, text, f'"{wrong}" = "{right}"'))


def test_sentences_that_only_the_correction_makes_are_not_read(tmp_path: Path) -> None:
    text = STRIKE.replace("by two millers. The", "after a Dr. The")  # "Dr." ends no sentence
    library = made(tmp_path, text, '"Dr" = "drought"')
    (reading,) = readings(library)
    assert reading.statements
    assert reading.meant == ()
    assert all(card.verdict == "held" for card in write(library))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ada Clarke opened a mill in 1887. It grinds rye.", "It grinds rye."),
        ("The baker built a stone oven. Its walls hold heat.", "Its walls hold heat."),
        ("Ada Clarke left the guild in 1887. The company kept its mills.", "The company kept its mills."),
        ("Lund was founded near Uppåkra. We walked in Lund. The company is old.", "The company is old."),
        ("Ada Clarke sold Kelpworks Ltd to Ovenco Ltd. The company makes agar.", "The company makes agar."),
    ],
)
def test_what_may_be_a_person_a_place_or_one_of_two_companies_is_not_taken(
    tmp_path: Path, text: str, kept: str
) -> None:
    assert told(made(tmp_path, f"# Mills\n\n## Key Points\n\n- {text}\n"))[-1] == kept


@pytest.mark.parametrize(
    ("name", "text", "is_one"),
    [
        ("Velomax", "Velomax, a small repair company, rents bicycles.", True),
        ("Velomax", "Ida Holm, co-founder of Velomax, rides to work.", True),
        ("Velomax", "Velomax's founder rides to work.", True),
        ("Velomax", "The startup Velomax rents bicycles.", True),
        ("Velomax", "Velomax said that rents rise.", False),
        ("Holm", "Holm left the company and criticized its team.", False),
        ("Graz", "Graz was founded early. A mill in Graz grinds rye.", False),
    ],
)
def test_a_company_is_what_the_notes_show_to_be_one(name: str, text: str, is_one: bool) -> None:
    assert organisation(name, text) is is_one


def test_every_line_that_read_suggests_changes_the_spelling_of_cards_and_nothing_else(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "notes"
    shutil.copytree(SEEDS, copy)
    plain = read([copy])
    names = {form for doubt in plain.doubts for form in doubt.forms}
    before = [card for card in write(plain) if card.verdict == "ship"]
    for doubt in plain.doubts:
        for wrong in doubt.forms[1:]:
            (copy / "corrections.toml").write_text(f'"{wrong}" = "{doubt.forms[0]}"\n', "utf-8")
            library = read([copy])
            after = shown(write(library))
            for card in before:
                asked = f"{card.question}{card.text} → {card.answer}"
                assert respelt(asked, library.corrections, "") in after
            new = set(after) - {f"{card.question}{card.text} → {card.answer}" for card in before}
            # what is new had waited for the spelling
            assert all(any(name in card for name in names) for card in new), new
