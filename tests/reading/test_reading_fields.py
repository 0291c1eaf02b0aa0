"""Facts about an episode: dates, durations, people, titles."""

import pytest
from accounting import SHOWS
from hypothesis import given
from hypothesis import strategies as st

from curriculum.reading import fields, people
from curriculum.reading.billing import billed
from curriculum.reading.episodes import read_text
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import links, opening, pictures, plain
from curriculum.reading.titles import title_parts
from curriculum.reading.untitled import title_of


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        ("3 May 2024", "2024-05-03"),
        ("May 3rd, 2024", "2024-05-03"),
        ("Fri, 3 of May 2024 at noon", "2024-05-03"),
        ("Sept. 14 2023", "2023-09-14"),
        ("2024-02-30", ""),
        ("May 2024", ""),
        ("soon", ""),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert fields.iso_date(written) == iso


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("1:02:33", 63), ("48:29", 48), ("48:30", 49), ("62 min", 62), ("1 h 2 min", 62), ("1.5 hours", 90),
     ("1 hour and 5 minutes", 65), ("75", 75), ("0:20", 1), ("long", None), ("²", None)],
)  # fmt: skip
def test_durations(written: str, minutes: int | None) -> None:
    assert fields.minutes(written) == minutes


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Brook", ("Ada Brook",)),
        ("Ada Brook and Jo Carr", ("Ada Brook", "Jo Carr")),
        ("Ada Brook (Fernway), Jo Carr & Li Wei", ("Ada Brook", "Jo Carr", "Li Wei")),
        ("[[Ada Brook]] [[Jo Carr]]", ("Ada Brook", "Jo Carr")),
        ("Ada Brook, head of product at Fernway", ("Ada Brook",)),
        ("Ada Brook — baker", ("Ada Brook",)),
    ],
)
def test_lists_of_people(written: str, names: tuple[str, ...]) -> None:
    assert names_in(written) == names


@pytest.mark.parametrize(
    ("raw", "number", "show", "title"),
    [
        ("2 Cog Rev Bread and Salt", 2, "The Cognitive Revolution", "Bread and Salt"),
        ("CogRevBread", None, "The Cognitive Revolution", "Bread"),
        ("Practical AI for beginners", None, "", "Practical AI for beginners"),
        ("10 Lessons From Salt", None, "", "10 Lessons From Salt"),
        ("12. Bread", 12, "", "Bread"),
        ("#45 - Radiolab: Bread", 45, "Radiolab", "Bread"),
        ("Radiolab #45 – Bread", 45, "Radiolab", "Bread"),
        ("Bread | Radiolab", None, "Radiolab", "Bread"),
        ("Bread (Hard Fork)", None, "Hard Fork", "Bread"),
        ("Episode 7: Bread", 7, "", "Bread"),
        ("Slow Table, Ep. 9: Bread", 9, "Slow Table", "Bread"),
        ("**EconTalk** — *Bread*", None, "EconTalk", "Bread"),
        ("2024 in Bread", None, "", "2024 in Bread"),
        ("1984", None, "", "1984"),
    ],
)
def test_titles(raw: str, number: int | None, show: str, title: str) -> None:
    said = title_parts(raw, SHOWS)
    assert (said.number, said.show, said.title) == (number, show, title)


@pytest.mark.parametrize(
    ("title", "guests"),
    [
        ("Bread, with Ada Brook", ("Ada Brook",)),
        ("Bread with Fernway founders Ada Brook and Jo Carr", ("Ada Brook", "Jo Carr")),
        ("Bread with Fernway’s Ada Brook", ("Ada Brook",)),
        ("Bread, with Dr. Ada Brook, Author of Salt", ("Ada Brook",)),
        ("Baking with AI: Lessons", ()),
        ("Living with Confidence", ()),
        ("The Salt Tax - Brook Explains the Revolt", ("Brook",)),
    ],
)
def test_guests_in_titles(title: str, guests: tuple[str, ...]) -> None:
    assert billed(title) == guests


@pytest.mark.parametrize(
    ("text", "hosts", "guests"),
    [
        ("Hosted by Ada, the episode features Jo Carr.", ("Ada",), ("Jo Carr",)),
        (
            "In this episode, hosts Ada Brook and Jo Carr interview Li Wei.",
            ("Ada Brook", "Jo Carr"),
            ("Li Wei",),
        ),
        ("Ada Brook speaks with the baker Jo Carr about rye.", ("Ada Brook",), ("Jo Carr",)),
        ("A conversation with State Senator Jo Carr about her bill.", (), ("Jo Carr",)),
        ("This episode features Google and its new phone.", (), ()),
        ("The hosts discuss bread.", (), ()),
    ],
)
def test_people_in_running_text(text: str, hosts: tuple[str, ...], guests: tuple[str, ...]) -> None:
    assert people.hosts_in_text(text) == hosts
    assert tuple(name for name in people.guests_in_text(text) if name not in hosts) == guests


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Key Points", "points"),
        ("## 🔑 KEY POINTS:", "points"),
        ("1. Key Insights", "points"),
        ("Key Pionts", "points"),
        ("Main Ideas and Arguments", "points"),
        ("Takeaways from this episode", "takeaways"),
        ("TL;DR", "summary"),
        ("Memorable Quotes", "quotes"),
        ("Questions & Answers", "flashcards"),
        ("The Key to the Points System", ""),
        ("How to Take Notes", ""),
        ("Points of Light", ""),
        ("Quotas and Tariffs", ""),
        ("", ""),
    ],
)
def test_section_names_are_known_and_titles_are_not_taken_for_them(heading: str, kind: str) -> None:
    assert section_kind(heading) == kind


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    """None of these may raise, whatever a person wrote."""
    fields.iso_date(text)
    fields.minutes(text)
    fields.people(text)
    fields.field(text)
    section_kind(text)
    links(text)
    opening(text)
    billed(text)
    people.guests_in_text(f"features {text}")
    assert plain(plain(text)) is not None
    assert title_parts(text, SHOWS).title.strip() or not plain(text).strip()
    assert title_of(text, (), text, ())


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# Podcast Notes: The Tin Mine", "The Tin Mine"),
        ("**Episode Title: The Tin Mine – A History**", "The Tin Mine – A History"),
        ("# 🎧 Podcast Summary: “The Tin Mine”", "The Tin Mine"),
        ("# Notes on Tin", "Notes on Tin"),
        ("# The Tin Mine (Ep. 12)", "The Tin Mine"),
        ("# Cornish Pump Show — The Tin Mine `9/10`", "The Tin Mine"),
    ],
)
def test_a_title_is_read_without_what_only_says_that_it_is_one(line: str, title: str) -> None:
    (episode,) = read_text(f"{line}\n\n- A pump drained it.\n- It closed in 1998.\n", "x.md", SHOWS).episodes
    assert episode.title == title


def test_a_show_behind_the_title_is_known_by_the_number_after_it() -> None:
    text = "# Why Glass Is Clear — Vertical Hour Ep. 27\n\n## What You'll Learn\n\n- A point.\n"
    (episode,) = read_text(text, "x.md", SHOWS).episodes
    assert (episode.title, episode.show, episode.number) == ("Why Glass Is Clear", "Vertical Hour", 27)
    assert len(episode.points) == 1


def test_a_section_name_is_no_title_when_the_front_matter_gives_another() -> None:
    text = "---\ntitle: Summary\nepisode: The Tin Mine\n---\n\n## Key Points\n\n- A point.\n"
    (episode,) = read_text(text, "x.md", SHOWS).episodes
    assert episode.title == "The Tin Mine"


def test_a_section_about_the_guest_names_the_guest_and_no_handle() -> None:
    about = "## Guest Info\nLea Brandt — Historian\n\n- Website: https://example.org\n- Twitter: @brandt\n"
    (episode,) = read_text(f"# Lifts\n\n## Key Points\n\n- A point.\n\n{about}", "x.md", SHOWS).episodes
    assert episode.guests == ("Lea Brandt",)


def names_in(value: str) -> tuple[str, ...]:
    return tuple(person.name for person in fields.people(value))


def test_what_describes_a_person_is_no_other_person() -> None:
    assert names_in("Ann Lee, Professor of Planning, UCLA") == ("Ann Lee",)
    assert names_in("Ann Lee — Co-founder & CEO, Comet") == ("Ann Lee",)
    assert names_in("Ann Lee — chemist, Bob Ray — baker") == ("Ann Lee", "Bob Ray")


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        ("Maritime historian Maud Ellery joins the show to talk of clocks.", ("Maud Ellery",)),
        ("In this episode, marine ecologist Dr. Ana da Costa takes listeners to sea.", ("Ana da Costa",)),
        ("The host talks with chemist Dr. Jo Lind about salt.", ("Jo Lind",)),
        ("Host Mark Dunne explains why Otto Hahn Street is closed.", ()),
        ("Isaac Newton explains motion by three laws.", ()),
    ],
)
def test_a_guest_is_known_by_a_trade(text: str, guests: tuple[str, ...]) -> None:
    (episode,) = read_text(f"# Salt and Clocks\n\n{text}\n\n- A point.\n- Another.\n", "x.md", SHOWS).episodes
    assert episode.guests == guests


@pytest.mark.parametrize(
    "talk",
    [
        "Certainly! Here's a summary of the episode:",
        "Would you like me to turn this into a quiz?",
        "Let me know if you'd like a shorter version!",
        "I apologize, but I don't have the whole transcript.",
    ],
)
def test_what_an_assistant_says_is_kept_apart(talk: str) -> None:
    for text in (
        f"{talk}\n\n# Tin\n\n- A point.\n- Another.\n",
        f"# Tin\n\n- A point.\n- Another.\n\n{talk}\n",
    ):
        (episode,) = read_text(text, "x.md", SHOWS).episodes
        assert [point.text for point in episode.points] == ["A point.", "Another."]
        assert (episode.introduction, episode.summary, episode.remarks) == ("", "", ())
        assert [(section.title, section.text) for section in episode.sections] == [("Chatter", talk)]


def test_a_sure_answer_of_the_guest_is_no_chatter() -> None:
    text = "# Tin\n\n- A point.\n- Another.\n\nSure footing mattered more to the miners than lamps did.\n"
    (episode,) = read_text(text, "x.md", SHOWS).episodes
    assert episode.summary == "Sure footing mattered more to the miners than lamps did."


@pytest.mark.parametrize(
    ("written", "led", "shown", "said"),
    [
        ("![Rope](https://k.org/image?q=rope) holds.", "", "https://k.org/image?q=rope", "Rope holds."),
        ("[![Play](https://img.k.org/0.jpg)](https://k.org/7)", "https://k.org/7",
         "https://img.k.org/0.jpg", "Play"),
        ('<img width="3" src="https://k.org/asset/9"/> A rope.', "", "https://k.org/asset/9", "A rope."),
        ("https://k.org/a.JPG?w=9, https://k.org/7", "https://k.org/7", "https://k.org/a.JPG?w=9", None),
        ("A rope ![[rope.png|300]] and ![[k.jpg|a knot]].", "", "rope.png k.jpg", "A rope and a knot."),
        ("![[talk.m4a]] ![[Ropes and knots]]", "", "talk.m4a", "Ropes and knots"),
        ("![dot](data:image/png;base64,AAAA) ends.", "", "", "dot ends."),
        ("![rope](img/rope.svg)", "", "img/rope.svg", "rope"),
    ],
)  # fmt: skip
def test_what_the_notes_show_is_no_link_and_no_text(
    written: str, led: str, shown: str, said: str | None
) -> None:
    assert links(written) == tuple(led.split())
    assert pictures(written) == tuple(shown.split())
    assert said is None or plain(written) == said


def test_a_cover_is_a_picture_wherever_it_lies() -> None:
    notes = (
        "---\ntitle: Ropes\ncover: https://kelp.org/asset/5\nlink: https://kelp.org/5\n---\n- A knot holds.\n"
    )
    (episode,) = read_text(notes, "notes.md", SHOWS).episodes
    assert (episode.links, episode.pictures) == (("https://kelp.org/5",), ("https://kelp.org/asset/5",))
