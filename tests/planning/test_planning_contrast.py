"""Reasons name only what tells a week from the others; what all weeks share is none."""

from made_libraries import episode, library

from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.planning.themes import Theme, Themes
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
