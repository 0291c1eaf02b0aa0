"""Who speaks, on which show, when and how long: read alike however people write it down."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from accounting import SHOWS
from hypothesis import given
from hypothesis import strategies as st

from curriculum.reading.billing import billed, hosts_of
from curriculum.reading.bylines import byline
from curriculum.reading.episodes import read_text
from curriculum.reading.fields import field_name, is_nothing, iso_date, minutes, show_name
from curriculum.reading.persons import listed
from curriculum.reading.provenance import of_address, of_file, show_beside, show_in_text

LAYOUTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("metadata.toml").read_text("utf-8"))[
    "layout"
]
POINTS = """
## Key Points
- A hub fails where nobody looks.
- Spokes hum when they are even.
- Good rims forgive bad roads.
"""
FIELDS = ("title", "show", "number", "hosts", "guests", "date", "duration")


def name_of(layout: dict[str, Any]) -> str:
    return f"{layout['kind']}-{LAYOUTS.index(layout)}"


@pytest.mark.parametrize("layout", LAYOUTS, ids=name_of)
def test_metadata_is_read_however_it_is_laid_out(layout: dict[str, Any]) -> None:
    text = layout["text"] + "\n" + ("" if layout.get("whole") else POINTS)
    path = f"notes/{layout.get('file', 'x.md')}"
    read = read_text(text, path, SHOWS, folder=path.split("/")[-2])
    (episode,) = read.episodes
    found = {name: getattr(episode, name) for name in FIELDS}
    shown = {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
    wanted = {name: layout[name] for name in FIELDS if name in layout}
    assert {name: shown[name] for name in wanted} == wanted
    assert [problem for problem in read.problems if problem.kind == "unread"] == []


def test_every_kind_has_three_layouts_at_least() -> None:
    counted = Counter(layout["kind"] for layout in LAYOUTS)
    assert {kind: count for kind, count in counted.items() if count < 3} == {}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Lee (host) - no details provided", ("Ann Lee",)),
        ("Ann Lee, Chief Product & Technology Officer at Comet", ("Ann Lee",)),
        ("Ann Lee, Head of Sales and Marketing and Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Ann Lee, Harbour University, Bob Ray", ("Ann Lee", "Bob Ray")),
        ("CJ Stone (CEO of Comet Labs), and Nick Ray (GP at One)", ("CJ Stone", "Nick Ray")),
        ("wheel builder Ann Lee and author Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Comet Co-CEO Ann Lee, Vela ex-president Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Prof. Ann van der Lee, PhD", ("Ann van der Lee",)),
        ("Ann Lee @annlee, CTO at Comet", ("Ann Lee",)),
        ("Ann Lee is a farmer in Kent. She worked with Bob Ray.", ("Ann Lee",)),
        ("ann lee and bob ray", ("ann lee", "bob ray")),
        ("Scott and Wes", ("Scott", "Wes")),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("田中太郎", ("田中太郎",)),
        ("Founders of Comet", ()),
        ("Professor of Urban Planning and Design", ()),
        ("The guest is from a farm, but specifics are not given", ()),
    ],
)
def test_a_list_of_people_gives_names_and_no_roles_or_firms(value: str, names: tuple[str, ...]) -> None:
    assert tuple(person.name for person in listed(value)) == names


@pytest.mark.parametrize(
    "value",
    [
        "Unknown",
        "N/A",
        "None (solo episode)",
        "Not explicitly mentioned",
        "not stated in the text",
        "No guest",
        "Unclear from transcript, an interview",
        "Unnamed podcast focused on salt",
        "[not provided]",
        "—",
    ],
)
def test_what_is_not_known_is_nothing(value: str) -> None:
    assert is_nothing(value)


@pytest.mark.parametrize(
    "value",
    [
        "None of the Above",
        "No Such Thing As A Fish",
        "Unknown Pleasures",
        "No, Clay Is Not Mud",
        "Noah Stone",
    ],
)
def test_names_that_only_sound_like_nothing_are_names(value: str) -> None:
    assert not is_nothing(value)


@pytest.mark.parametrize(
    ("title", "text", "people"),
    [
        ("Silent Years: Association", "", ()),
        ("Notre Dame: The Fire", "Notre Dame burnt.", ()),
        ("Charlotte Brook: A Life", "It tells the life of Charlotte Brook.", ()),
        ("Adam Smith's Wealth of Nations", "", ()),
        ("Code Explorers", "Explorers of code.", ()),
        ("Jack Plane: Cutting Clean", "A plane cuts.", ()),
        ("Oda Brisk: Ropes", "Brisk argues that ropes rot.", ("Oda Brisk",)),
        ("How to Price | Ann Lee (Comet, ex-Harbour)", "", ("Ann Lee",)),
        ("Ann Lee, Secretary of the Interior | All Inland", "", ("Ann Lee",)),
    ],
)
def test_a_title_bills_people_and_not_what_looks_like_one(
    title: str, text: str, people: tuple[str, ...]
) -> None:
    assert billed(title, text) == people


def test_people_talked_about_are_no_guests() -> None:
    text = "# Salt\n\n## People mentioned\n- Ann Lee\n- Bob Ray\n\n## Notable people\n- **Jo Carr**: baker\n"
    (episode,) = read_text(text + POINTS, "x.md", SHOWS).episodes
    assert (episode.hosts, episode.guests) == ((), ())


def test_of_two_forms_of_a_name_the_fuller_is_taken() -> None:
    text = "# Salt\n\n**Guests:** Ann, Bob Ray\n\nIn this episode Ann Lee talks about brine.\n"
    (episode,) = read_text(text + POINTS, "x.md", SHOWS).episodes
    assert episode.guests == ("Ann Lee", "Bob Ray")


def test_a_role_beside_a_name_goes_before_the_label_above_it() -> None:
    text = "# Salt\n\n**Guests:** Ann Lee (host), Bob Ray\n"
    (episode,) = read_text(text + POINTS, "x.md", SHOWS).episodes
    assert (episode.hosts, episode.guests) == (("Ann Lee",), ("Bob Ray",))


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Hosts and their backgrounds/roles", "hosts"),
        ("Podcast name and episode focus", "show"),
        ("Guest name and title", "guests"),
        ("Host/Guest", "people"),
        ("Podcast/Show", "show"),
        ("Podcast focus", ""),
        ("Featured company overview", ""),
    ],
)
def test_a_key_may_say_more_than_its_name(key: str, name: str) -> None:
    assert field_name(key) == name


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("1582552800129", "2020-02-24"),
        ("1700000000", "2023-11-14"),
        ("[[Apr 1st, 2023]]", "2023-04-01"),
        ("12. März 2024", "2024-03-12"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("25/02/2024", "2024-02-25"),
        ("05/02/2024", ""),
    ],
)
def test_dates(value: str, date: str) -> None:
    assert iso_date(value) == date


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("1h15m", 75),
        ("PT1H5M", 65),
        ("51-minute", 51),
        ("1h05", 65),
        ("3723", 62),
        ("52 Minuten", 52),
        ("48", 48),
    ],
)
def test_lengths(value: str, length: int) -> None:
    assert minutes(value) == length


def test_a_file_name_gives_only_what_is_sure() -> None:
    assert of_file("Kelp - Ropes.md", SHOWS)[:2] == ("Kelp - Ropes", "")
    assert of_file("Kelp---The-Tide-Table---Apple-Po.txt", SHOWS)[:2] == ("Kelp", "The Tide Table")
    assert of_file("Kelp - The Tide Table.md", SHOWS, "The Tide Table")[:2] == ("Kelp", "The Tide Table")
    assert of_file("2024-05-05 - Kelp - notes.txt", SHOWS)[:2] == ("Kelp", "")


@given(st.text(max_size=80))
def test_no_metadata_is_too_odd(text: str) -> None:
    """None of these may raise, whatever a person wrote."""
    listed(text)
    billed(text, text)
    hosts_of(text)
    byline(text)
    show_name(text)
    of_file(f"{text}.md", SHOWS)
    of_address(f"https://example.org/{text.replace('[', '')}")
    show_in_text(text)
    show_beside(text, text)
