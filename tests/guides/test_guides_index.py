"""The index of the book: what a learner would look up, and where it stands."""

from collections.abc import Iterable

import pytest

from curriculum.guides.index.abbreviations import abbreviations
from curriculum.guides.index.entries import Entry, entries
from curriculum.guides.index.matters import matters
from curriculum.guides.index.names import names
from curriculum.guides.index.places import Stand
from curriculum.planning.themes import Theme, Themes
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Doubt, Library

THEMES = Themes(themes=(Theme(id="sea", title="The sea", short="sea", seeds=("tidal lagoon", "good work")),))


def episode(id: str, *points: str, **more: object) -> Episode:
    """An episode of points such as "Label: text"."""
    made = tuple(
        KeyPoint(id=f"{id}/{n}", number=n, label=label if text else "", text=text or label, line=n)
        for n, (label, _, text) in enumerate((point.partition(": ") for point in points), start=1)
    )
    return Episode(id=id, title=f"Title {id}", points=made, source=Source(path="a.md", line=1), **more)


def index(
    episodes: Iterable[Episode], terms: Iterable[str] = (), doubts: tuple[Doubt, ...] = ()
) -> dict[str, tuple[str, ...]]:
    """Words of each entry → its anchors, which are ids of points."""
    return {entry.words: entry.anchors for entry in listed(episodes, terms, doubts)}


def listed(
    episodes: Iterable[Episode], terms: Iterable[str] = (), doubts: tuple[Doubt, ...] = ()
) -> tuple[Entry, ...]:
    library = Library(episodes=tuple(episodes), doubts=doubts)
    stands = [Stand(point.id, point, one) for one in library.episodes for point in one.points]
    anchors = {one.id: one.id for one in library.episodes}
    return entries(stands, anchors, terms, library, THEMES)


def test_people_stand_under_their_surnames_where_points_name_them() -> None:
    one = episode(
        "a",
        "Lamps: The keeper praised what Vestergaard built on the rocks.",
        "Oil: It burns.",
        hosts=("Tove", "Ida Holm"),
        guests=("Karen Vestergaard", "Jan van der Kelp"),
    )
    # a guest also where the episode begins
    assert index([one]) == {
        "Holm, Ida": ("a",),
        "Vestergaard, Karen": ("a/1", "a"),
        "van der Kelp, Jan": ("a",),
    }


def test_a_role_before_a_name_makes_it_somebodys() -> None:
    one = episode("a", "Lamps: It was built by the professors Kowela Dunu and Ida Brandt with Kelpa Nomet.")
    assert index([one]) == {"Brandt, Ida": ("a/1",), "Dunu, Kowela": ("a/1",), "Kelpa Nomet": ("a/1",)}


def test_a_person_of_whom_only_one_name_is_known_is_left_out() -> None:
    told = "The harbour was rebuilt when Sam Okonkwo paid, and Maria helped. Then Okonkwo left."
    assert index([episode("a", told, guests=("Maria",))]) == {"Okonkwo, Sam": ("a/1",)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The sea wall was built by KelpNet under SB 1047 with GPT-4 and fMRI.",
            "KelpNet|SB 1047|GPT-4|fMRI",
        ),
        ("Boats of the Nous Harbour fleet and the DARPA-funded OpenROAD ran.", "Nous Harbour|DARPA|OpenROAD"),
        ("They praised Raising Cane's for one dish, and Tidewell’s boats.", "Raising Cane's|Tidewell"),
        ("The Greek fleet met the CEO on Monday in March.", ""),
        ("A Headline That Has Capitals On Every Longer Word", ""),
        ("See https://kelp.example/NetA for more.", ""),
        ("It calls handleClick and says SIIIICK.", ""),
    ],
)
def test_names_are_told_by_how_they_are_written(text: str, found: str) -> None:
    assert "|".join(names(text, frozenset({"Tidewell"}))) == found


def test_the_forms_of_one_name_are_one_entry() -> None:
    one = episode(
        "a",
        "It began when TinyGate opened. Later, Tiny Gate closed and Tiny Gate fell.",
        "Then came Lumen, and after it Lumen 2, a better one, and Lumen again.",
        "They sold it to KelpNet and KelpNet Systems paid.",
    )
    assert index([one]) == {"KelpNet Systems": ("a/3",), "Lumen": ("a/2",), "Tiny Gate": ("a/1",)}


def test_a_spelling_in_doubt_and_a_show_are_no_entries() -> None:
    doubt = Doubt(episode="a", forms=("Kelpnet", "Kalpnet"), places=(Source(path="a.md", line=1),) * 2)
    one = episode("a", "The wall that Kalpnet built, says Harbour Talk, is KelpNet's.", show="Harbour Talk")
    assert index([one], doubts=(doubt,)) == {"KelpNet": ("a/1",)}


def test_a_spelling_in_doubt_leads_under_the_one_that_is_trusted() -> None:
    doubt = Doubt(episode="a", forms=("Dunmore", "Denmoor"), places=(Source(path="a.md", line=1),) * 2)
    one = episode(
        "a", "Oil: It burns.", "Lamps: They were lit when Denmoor left the harbour to Denmoor's son."
    )
    assert index([one], doubts=(doubt,)) == {"Dunmore": ("a/2",)}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("The lamp was lit for Tidewell by hand.", ""),
        ("The lamp was lit for Tidewell, and paid by Tidewell.", "Tidewell"),
        ("The lamp was lit for KelpNet by hand.", "KelpNet"),
        ("The lamp was lit by HN and RSPB and PLATFORMS.", "RSPB"),
        ("They lit the Harbour MAchines for a day.", ""),
        ("It was Disruptive then, as it is Disruptive now.", ""),
        ("We sell on Tidewell: Tidewell 1 star, Tidewell 3 stars, a Tidewell Rep.", "Tidewell"),
        ("They wrote to tidewell and TIdewell and to Tidewell and Tidewell.", "Tidewell"),
    ],
)
def test_a_name_told_once_in_passing_and_a_chance_capital_are_no_entries(told: str, found: str) -> None:
    assert "|".join(index([episode("a", told)])) == found


def test_what_is_printed_beside_a_point_counts_and_names_nothing_new() -> None:
    one = episode("a", "Oil: It burns.", "Lamps: KelpNet lit them.")
    first, second = one.points
    stands = [
        Stand("title", None, one, ("How KelpNet came to SeaBase",)),
        Stand("a/1", first, one, ("What did KelpNet burn?",)),
        Stand("a/2", second, one),
    ]
    found = entries(stands, {"a": "title"}, (), Library(episodes=(one,)), THEMES)
    assert [(entry.words, entry.anchors) for entry in found] == [("KelpNet", ("title", "a/1", "a/2"))]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Challenges in Model Representation", "Model Representation"),
        ("Privacy and Data Ownership", "Data Ownership"),
        ("Role of Supernovae in Element Formation", "Supernovae|Element Formation"),
        ("Mastering Co-pilot Mode", "Co-pilot Mode"),
        ("KelpNet's Genesis", "KelpNet"),
        ("Experience of the Wearer", ""),
        ("The 'Kelp' Buttons", ""),
        ("Investment Thesis: “Picks and Shovels”", "Investment Thesis"),
        ("Human-in-the-Loop Workflows", "Human-in-the-Loop Workflows"),
        ("Future Directions", ""),
        ("Practical Advice for Students", ""),
        ("Both interpretations contain truth", ""),
        ("Use real data for testing rather than synthetic examples", ""),
    ],
)
def test_a_heading_names_matters_of_its_own(label: str, found: str) -> None:
    assert "|".join(matters(label)) == found


def test_a_heading_stands_wherever_points_speak_of_it_in_any_form() -> None:
    one = episode(
        "a",
        "Tide Tables: A tide table has the hours of the day.",
        "Oil: Lamps burn it, and need no tide tables.",
        "Traditional Lamps: They burn.",
        "Cutting Costs: A tidal lagoon needs good work.",
    )
    # no running text speaks of traditional lamps; of the theme's phrases only the rare one names something
    assert index([one]) == {"tidal lagoon": ("a/4",), "tide tables": ("a/1", "a/2")}


def test_a_common_phrase_of_one_heading_has_to_come_again() -> None:
    one = episode(
        "a",
        "Tide Tables: They are printed.",
        "Fog Signals: The fog signals of the bay carry for miles.",
        "Core Technologies: The core technologies are three.",
        "quit rowing",
    )
    assert index([one]) == {"fog signals": ("a/2",)}


def test_a_term_stays_and_of_a_longer_and_a_shorter_heading_one_is_enough() -> None:
    one = episode(
        "a",
        "Tide Table Errors: Tide table errors are rare.",
        "Tide Tables: They are printed.",
        "Fog: A stepped lens needs no tide table.",
    )
    assert index([one], terms=("stepped lens (optics)",)) == {
        "stepped lens": ("a/3",),
        "tide tables": ("a/1", "a/2", "a/3"),
    }


def test_what_stands_everywhere_or_comes_again_word_for_word_tells_nothing() -> None:
    some = [
        episode(f"e{n}", f"The {n}th wall was built by KelpNet.", "No names found to ask SeaBase about it.")
        for n in range(5)
    ]
    assert index(some) == {}
    assert index(some[:2]) == {"KelpNet": ("e0/1", "e1/1"), "SeaBase": ("e0/2", "e1/2")}


def test_an_abbreviation_stands_with_what_it_is_short_for() -> None:
    assert abbreviations(["built by Common Wave Farms (CWF), and high-tide walls (HTW)"]) == {
        "CWF": "Common Wave Farms",
        "HTW": "high-tide walls",
    }
    one = episode("a", "It was CWF that paid.", introduction="With the head of Common Wave Farms (CWF).")
    assert index([one]) == {"Common Wave Farms (CWF)": ("a/1",)}


def test_the_alphabet_has_no_regard_to_accents_and_capitals() -> None:
    one = episode("a", "Oil: It burns.", guests=("Ann Zola", "Jo Émile", "Bo Eva", "Al 1st"))
    found = [(entry.words, entry.letter) for entry in listed([one])]
    assert found == [("1st, Al", "#"), ("Émile, Jo", "E"), ("Eva, Bo", "E"), ("Zola, Ann", "Z")]


def test_notes_in_another_language_give_people_and_strange_names_only() -> None:
    one = episode(
        "a",
        "Die Gezeiten: Das Meer steigt, sagt KelpNet, und der Hafen schläft.",
        language="de",
        guests=("Ida Holm",),
    )
    assert index([one]) == {"Holm, Ida": ("a",), "KelpNet": ("a/1",)}
