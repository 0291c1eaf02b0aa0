"""Reasons name only what tells a week from the others; what all weeks share is none."""

from made_libraries import episode, library

from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.planning.themes import Theme, Themes
from curriculum.planning.why import neighbouring, renewed
from curriculum.planning.wish import Wish
from curriculum.reading.library import Library

THEMES = Themes(
    themes=(
        Theme(id="sea", title="The sea", short="the sea", seeds=("tide", "wave", "harbour", "water")),
        Theme(id="bread", title="Bread", short="bread", seeds=("dough", "crust", "oven", "water")),
        Theme(id="glass", title="Glass", short="glass", seeds=("pane", "kiln", "molten", "water")),
    )
)


def whys(notes: Library, weeks: int) -> dict[str, str]:
    outline: Outline = plan(notes, THEMES, Wish(weeks=weeks))
    return {one.id: one.why for week in outline.weeks for one in week.episodes}


def test_a_word_that_all_weeks_share_is_no_reason() -> None:
    both = whys(
        library(
            episode("High Water", "Tide: A tide lifts water, and water a wave.", "Wave: A wave is water."),
            episode("Low Water", "Tide: The tide takes water away.", "Wave: A wave of water breaks."),
            episode("Wet Dough", "Dough: The dough has water.", "Crust: Water makes a crust in the oven."),
            episode("Dry Dough", "Dough: A dough with little water.", "Crust: A crust wants no water."),
        ),
        2,
    )
    assert both["high-water"].startswith("speaks of the sea: ")
    assert both["wet-dough"].startswith("speaks of bread: ")
    assert "water" not in " ".join(both.values())


def test_a_theme_that_most_weeks_share_is_no_reason_to_be_in_one() -> None:
    shelf = [
        episode(f"Tides of {place}", f"{place}: The tide at {place} lifts a wave in the harbour.", extra)
        for place, extra in (
            ("Brest", "Grain: Wheat ships stood in the bay."),
            ("Lorient", "Grain: Wheat ships left the bay."),
            ("Fundy", "Moose: A moose wades through mud."),
            ("Truro", "Moose: A moose swims from mud to mud."),
        )
    ]
    assert not any("speaks of" in why for why in whys(library(*shelf), 2).values())


def test_in_a_plan_of_one_week_there_is_nothing_to_tell_it_from() -> None:
    only = whys(library(episode("High Water", "Tide: A tide lifts water, and water a wave.")), 1)
    assert "water" in only["high-water"]


def test_a_word_by_the_way_is_no_theme_to_name() -> None:
    kings = "The king of the north taxed the wool of every farm and paid his guards in coins of silver."
    both = whys(
        library(
            episode("Old Kings", f"Crowns: {kings}", f"Castles: {kings} One castle stood by a harbour."),
            episode("New Kings", f"Crowns: {kings}", f"Laws: {kings}"),
            episode("Wet Dough", "Dough: The dough has no salt.", "Crust: An oven makes a crust."),
            episode("Dry Dough", "Dough: A dough with little salt.", "Crust: A crust wants no salt."),
        ),
        2,
    )
    assert both["old-kings"] == "of the week's episodes nearest to “New Kings”"


def test_a_long_title_is_cut_in_a_reason_and_both_forms_follow_a_move() -> None:
    title = "Jo Reed — How the tide turns every mill of the coast, the bread of Brest, and much more of that"
    shelf = library(
        episode(title, "Tide: A tide lifts water."),
        episode("Low Water", "Tide: The tide takes water away."),
        episode("Wet Dough", "Dough: The dough has salt."),
    )
    long, _, dough = shelf.episodes
    said = neighbouring("", long, THEMES)
    assert said.startswith("of the week's episodes nearest to “How the tide turns")
    assert len(said) < 100
    for before in (said, f"of the week's episodes nearest to “{title}”"):
        assert renewed(before, dough, shelf) == "of the week's episodes nearest to “Wet Dough”"
    assert renewed("of the week's episodes nearest to “Low Water”", long, shelf) == said
