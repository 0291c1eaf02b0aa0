"""What makes episodes alike: what they are about, not what surrounds it."""

from made_libraries import episode

from curriculum.planning.likeness import Likeness, vectors
from curriculum.planning.recurring import without_recurring
from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import read_themes
from curriculum.reading.episode import Episode

THEMES = read_themes()
FOOTER = "Follow us on Instagram and leave five stars wherever you listen."


def said(episodes: list[Episode]) -> list[set[str]]:
    texts = without_recurring([tuple(of_episode(one)) for one in episodes])
    return [{stem for piece in text for stem in piece.stems} for text in texts]


def test_a_sentence_that_three_episodes_share_is_dropped_wherever_it_stands() -> None:
    shelf = [
        episode(f"{name} One", f"{name}: Something of {name} alone.", f"End: So it is. {FOOTER}")
        for name in ("Bread", "Stars", "Tides", "Wolves")
    ]
    texts = said(shelf)
    assert not any("instagram" in text for text in texts)
    assert {"bread"} <= texts[0]


def test_figures_do_not_make_a_line_of_a_template_another_line() -> None:
    shelf = [
        episode(
            f"Episode of {name}", f"Facts: Length of this recording in minutes 5{n}.", f"{name}: A {name}."
        )
        for n, name in enumerate(("Bread", "Stars", "Tides"))
    ]
    assert not any("record" in text for text in said(shelf))


def test_what_two_episodes_say_alike_stays_and_so_do_titles() -> None:
    moon = "Moon: The moon pulls the water of the sea."
    assert "pull" in said([episode("The tide", moon), episode("The ebb", moon), episode("Bread", "Q: R.")])[0]
    three = said([episode("The tide", f"A{n}: B{n}.") for n in range(3)])
    assert all("tide" in text for text in three)


def test_a_footer_that_half_of_the_episodes_have_makes_them_no_more_alike() -> None:
    def shelf(footer: str) -> list[Episode]:
        return [
            episode("Rising dough", "Yeast: Yeast makes the dough rise.", f"End: Sourdough sours. {footer}"),
            episode("Ovens", "Steam: Steam keeps the dough soft in the oven.", "Crust: Yeast browns."),
            episode("Neap tides", "Moon: The moon pulls the sea.", f"End: The sun helps. {footer}"),
            episode("Currents", "Gulf: The sea carries warmth.", f"End: The moon has no part. {footer}"),
        ]

    with_it, without = (Likeness.of(shelf(footer), THEMES) for footer in (FOOTER, ""))
    assert with_it.likes == without.likes


def test_words_that_stand_in_texts_on_anything_count_for_nothing() -> None:
    def text(words: str) -> tuple[Weighted, ...]:
        return (Weighted(1.0, tuple(words.split())),)

    one, other = vectors([text("episod discuss import yeast"), text("episod discuss import tide")])
    assert set(one) & set(other) <= {"import"}


def test_themes_are_trusted_as_far_as_the_text_is_full_of_them() -> None:
    full = episode("Enzymes", "Cells: A cell has enzymes and proteins.", "Genes: DNA makes the protein.")
    filler = "It rained on the way there, and we stood for an hour before it left again. " * 40
    passing = episode("A journey", f"One: {filler}", f"Two: {filler} A cell.", f"Three: {filler}")
    likeness = Likeness.of([full, passing], THEMES)
    assert likeness.trust[0] > 0.5
    assert likeness.trust[1] < 0.1


def test_themes_of_other_fields_found_by_chance_count_for_nothing() -> None:
    """A theme file for cooks and zoologists meets programmers: "Chef", "animated", "recipes"."""
    kitchen = ["deploying", "deploying", "styling", "styling", "testing", "testing"]
    shelf = [
        episode(
            f"{subject} number {n}",
            f"{subject}: We speak of {subject} of pages, {subject} of forms and {subject} of menus.",
            f"Aside: The oven and the dough of {('wolves', 'bread', 'bees')[n % 3]} came up.",
        )
        for n, subject in enumerate(kitchen)
    ]
    assert max(Likeness.of(shelf, THEMES).trust) < 0.2
