"""Titles and questions of weeks: true of most of the week, of little else, and answered by the notes."""

from collections.abc import Sequence

from made_libraries import SHELF, episode

from curriculum.planning.guiding import question
from curriculum.planning.phrases import Phrases
from curriculum.planning.plan import Wish, plan
from curriculum.planning.template import headings
from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import read_themes
from curriculum.planning.week_title import Signs, Title, told_apart
from curriculum.reading.episode import Episode

THEMES = read_themes()
KNOTS = (
    episode("Round the tree", "Reef knot: A reef knot slips under load.", "Bowline: It holds."),
    episode("Reef knots on the quay", "Who ties: The reef knot again.", "Sailors: They trust in reef knots."),
)
OTHERS = (
    episode("Paper birds", "Folding: A crane is folded from one sheet.", "Paper: Thin sheets fold best."),
    episode("Glass", "Furnace: Glass melts in a furnace.", "Blowing: A pipe of iron."),
    episode("Baskets", "Willow: A willow is cut in winter.", "Weaving: Over and under."),
    episode("Chairs", "Joints: A joint of oak.", "Seats: Seats of cane."),
)


def said(shelf: Sequence[Episode]) -> list[tuple[Weighted, ...]]:
    """What each of the episodes says."""
    return [tuple(of_episode(one)) for one in shelf]


def title(shelf: Sequence[Episode], *week: int, taken: Sequence[str] = ()) -> Title:
    return Signs.of(shelf, said(shelf), THEMES, headings(shelf)).title(week, taken)


def test_a_theme_names_a_week_that_surely_speaks_of_it() -> None:
    chosen = title(SHELF.episodes, 1, 5)
    assert (chosen.text, chosen.themes) == ("Biology", ("biology",))


def test_a_theme_that_most_of_the_library_shares_names_no_week() -> None:
    shelf = [
        episode(f"Cell {n}", f"Membrane {n}: A protein in the cell.", "Gene: The cell has DNA.")
        for n in range(6)
    ]
    assert not title(shelf, 0, 1).themes


def test_one_word_that_may_mean_something_else_makes_no_title() -> None:
    shelf = [
        episode(name, f"{name}: Chef bundles {name}.", "Chef: Chef is fast.")
        for name in ("Xyl", "Qop", "Wuz")
    ]
    assert not title([*shelf, *OTHERS], 0, 1, 2).themes


def test_a_phrase_of_the_notes_names_a_week_without_a_theme() -> None:
    chosen = title([*KNOTS, *OTHERS], 0, 1)
    assert (chosen.text, chosen.themes) == ("Reef knots", ())
    assert question(chosen, said(KNOTS), THEMES) == "", "a question that fits any week is none"


def test_a_name_keeps_its_capitals() -> None:
    shelf = [*KNOTS, episode("One", "Ada Lovelace: We met Ada Lovelace there.")]
    shelf.append(shelf[2])
    phrases = Phrases.of(shelf, said(shelf), ())
    assert phrases.written(("ada", "lovelac"), [2]) == "Ada Lovelace"


def test_a_heading_of_the_template_makes_no_title() -> None:
    shelf = [
        episode(one.title, *(f"{point.label}: {point.text}" for point in one.points), "Glue mentioned: None.")
        for one in OTHERS
    ]
    assert headings(shelf) == {("glue", "mention")}
    assert "lue" not in title(shelf, 0, 1).text


def test_numbers_do_not_make_a_heading_another() -> None:
    shelf = [episode(f"E{n}", f"Question {n}: Said.") for n in range(4)]
    assert headings(shelf) == {("question",)}
    assert headings(shelf[:2]) == frozenset()


def test_the_headings_of_one_show_are_found_among_many_shows() -> None:
    mine = [episode(f"E{n}", "Quick fire: Said.").model_copy(update={"show": "Mine"}) for n in range(3)]
    others = [episode(f"O{n}", f"Own{chr(97 + n)}: Said.") for n in range(20)]
    assert headings([*mine, *others]) == {("quick", "fire")}


def test_a_week_that_nothing_names_is_named_by_its_episodes() -> None:
    chosen = title(OTHERS, 0, 1)
    assert chosen.text == ""
    assert told_apart([chosen], [OTHERS[:2]], OTHERS)[0].text == "Paper birds · Glass"
    assert question(chosen, said(OTHERS), THEMES) == ""


def test_a_week_of_one_episode_has_its_title() -> None:
    chosen = title(SHELF.episodes, 1)
    assert told_apart([chosen], [SHELF.episodes[1:2]], SHELF.episodes)[0].text == SHELF.episodes[1].title


def test_titles_that_come_again_are_told_apart_by_their_episodes() -> None:
    weeks = [OTHERS[:2], OTHERS[1:3], OTHERS[2:]]
    titles = told_apart([Title("Biology"), Title("Glass"), Title("Biology")], weeks, OTHERS)
    assert [one.text for one in titles] == [
        "Biology: Paper birds · Glass",
        "Glass",
        "Biology: Baskets · Chairs",
    ]


def test_a_shows_format_in_front_of_titles_names_no_week() -> None:
    shelf = [episode(f"Quick Fire - {one.title}", "Joints: Oak.") for one in OTHERS]
    assert title([*shelf[:2], *OTHERS[2:]], 0, 1).text == ""


def test_a_label_alone_is_not_what_episodes_are_about() -> None:
    shelf = [
        episode(name, "Core differentiation: It is the shape.", f"{name}: Sold.") for name in ("Ab", "Cd")
    ]
    assert title([*shelf, *OTHERS], 0, 1).text == ""


def test_a_themes_question_is_asked_only_when_the_notes_speak_of_it() -> None:
    named = Title("Biology", ("biology",))
    silent = [episode("Qqq", "Xxx: Yyy zzz.")]
    assert question(named, said(silent), THEMES) == ""
    speaking = [episode("Qqq", f"Xxx: {THEMES['biology'].question}")]
    assert question(named, said(speaking), THEMES) == THEMES["biology"].question


def test_every_theme_has_a_question_and_every_week_a_title() -> None:
    assert all(theme.question.endswith("?") for theme in THEMES.themes)
    outline = plan(SHELF, THEMES, Wish(weeks=4))
    assert len({week.title for week in outline.weeks}) == 4
    assert not any(", and more and " in week.title for week in outline.weeks)
