"""Flashcards in notes: each convention becomes its cards wherever it stands, and takes nothing else."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from accounting import check

from curriculum.reading.decoding import decode
from curriculum.reading.episode import Episode, KeyPoint, SubPoint

CONVENTIONS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "conventions.toml").read_text("utf-8")
)["convention"]
LISTED = [one for one in CONVENTIONS if "bullets" in one]
LINED = [one for one in CONVENTIONS if "lines" in one]
PLAIN = ("Yeast makes ethanol.", "Oxygen slows it.", "Lager is cold.")


def by_name(convention: dict[str, Any]) -> str:
    return str(convention["name"])


def read(text: str) -> Episode:
    """The one episode of some notes, every line of them accounted for."""
    decoded = decode(text.encode())
    assert decoded is not None
    result = check(decoded.text)
    assert "unread" not in result.file.accounts.values()
    (episode,) = result.episodes
    return episode


def cards(episode: Episode) -> list[str]:
    return [card.text or f"{card.question} → {card.answer}" for card in episode.flashcards]


def said(point: KeyPoint | SubPoint) -> str:
    return f"{point.label}: {point.text}" if point.label and point.text else point.label or point.text


def points(episode: Episode) -> list[str]:
    return [said(point) for point in episode.points]


def among(bullets: str, first: str = "- ", second: str = "- ", third: str = "- ") -> str:
    """A section of points with bullets of another kind among them."""
    a, b, c = PLAIN
    return f"# Beer\n\n## Key Points\n{first}{a}\n{bullets.strip()}\n{second}{b}\n{third}{c}\n"


def with_others(convention: dict[str, Any]) -> list[str]:
    """The points that notes must have with a convention after the first of the plain ones."""
    return [PLAIN[0], *convention.get("points", ()), *PLAIN[1:]]


def numbered(bullets: str) -> str:
    """Bullets as items of a numbered list, what is below them moved in by one more space."""
    count = iter(range(2, 9))
    lines = bullets.strip().split("\n")
    return "\n".join(f"{next(count)}. {line[2:]}" if line.startswith("- ") else f" {line}" for line in lines)


@pytest.mark.parametrize("convention", LISTED, ids=by_name)
def test_among_points(convention: dict[str, Any]) -> None:
    episode = read(among(convention["bullets"]))
    assert cards(episode) == convention["cards"]
    assert points(episode) == with_others(convention)


@pytest.mark.parametrize("convention", LISTED, ids=by_name)
def test_in_a_numbered_list(convention: dict[str, Any]) -> None:
    text = among(numbered(convention["bullets"]), "1. ", "7. ", "8. ")
    assert cards(read(text)) == convention["cards"]
    assert points(read(text)) == with_others(convention)


@pytest.mark.parametrize("convention", LISTED, ids=by_name)
def test_below_a_point(convention: dict[str, Any]) -> None:
    nested = "\n".join(f"  {line}" for line in convention["bullets"].strip().split("\n"))
    episode = read(among(f"- Beer\n  - Malt is sweet.\n{nested}\n  - Hops are bitter."))
    assert cards(episode) == convention["cards"]
    assert points(episode) == [PLAIN[0], "Beer", *PLAIN[1:]]
    below = [said(sub) for sub in episode.points[1].subpoints]
    assert below == ["Malt is sweet.", *convention.get("points", ()), "Hops are bitter."]


@pytest.mark.parametrize("convention", LISTED, ids=by_name)
def test_with_tabs_and_line_ends_of_windows(convention: dict[str, Any]) -> None:
    lines = convention["bullets"].strip().split("\n")
    tabbed = "\n".join(re.sub(r"^( +)(- )", lambda m: "\t" * (len(m[1]) // 2) + m[2], line) for line in lines)
    episode = read(among(tabbed).replace("\n", "\r\n"))
    assert cards(episode) == convention["cards"]
    assert points(episode) == with_others(convention)


@pytest.mark.parametrize("convention", CONVENTIONS, ids=by_name)
def test_in_a_section_of_its_own(convention: dict[str, Any]) -> None:
    for form in ("bullets", "lines"):
        plain = "\n".join(f"- {line}" for line in PLAIN)
        written = f"## Flashcards\n{convention.get(form, '').strip()}\n\n"
        episode = read(f"# Beer\n\n## Key Points\n{plain}\n\n{written}## Takeaways\n- Drink water.\n")
        assert cards(episode) == (convention["cards"] if form in convention else [])
        assert points(episode) == list(PLAIN)


@pytest.mark.parametrize("convention", LINED, ids=by_name)
def test_as_lines_between_other_text(convention: dict[str, Any]) -> None:
    plain = "\n".join(f"- {line}" for line in PLAIN)
    written = convention["lines"].strip()
    episode = read(
        f"# Beer\n\n## Key Points\n{plain}\n\n## Brewing days\nWe brewed twice.\n\n{written}\n\n## Links\n"
    )
    assert cards(episode) == convention["cards"]
    assert points(episode) == [*PLAIN, "Brewing days: We brewed twice."]


@pytest.mark.parametrize("first", LISTED, ids=by_name)
def test_beside_every_other_convention(first: dict[str, Any]) -> None:
    for second in LISTED:
        if second is not first:
            episode = read(among(f"{first['bullets'].strip()}\n{second['bullets'].strip()}"))
            assert cards(episode) == [*first["cards"], *second["cards"]]
            both = [*first.get("points", ()), *second.get("points", ())]
            assert points(episode) == [PLAIN[0], *both, *PLAIN[1:]]


NO_CARDS = {
    "points with what is below them": [
        "Lager is cold.\n  - It rests for weeks.",
        "Ale is warm.\n  - Note: taste it",
    ],
    "a note and tags below a point": ["Lager is cold.\n  - Note: taste it\n  - Tags: beer, cold"],
    "a question that nobody answers": ["Q: What does lager need?", "Lager rests."],
    "a question that is a point": ["What does lager need?", "Lager rests."],
    "a tag in the middle": ["Use #card to make a card of a line.", "Lager rests."],
    "a tag without an answer": ["Buy hops #card", "Lager rests."],
    "a tag over code": ["How to brew? #card\n  - ```sh\n    brew\n    ```", "Lager rests."],
    "a tag over properties": ["How to brew? #card\n  card-last-score:: 5\n  rating:: 3", "Lager rests."],
    "two marks on one line": ["Malt :: hops :: yeast", "Lager rests."],
    "a clock": ["12:30 :: the malt", "Lager rests."],
    "a time within a line": ["Meet at 10::30 today.", "Lager rests."],
    "an address with two colons": ["See https://example.org/x::y now.", "Lager rests."],
    "a deletion that never ends": ["Yeast is {{c1::never closed.", "Lager rests."],
    "two sides in code": ["In Haskell `x :: y` is a type.", "Lager rests."],
    "a scope in C++": ["A std::vector grows.", "Lager rests."],
    "a term with a colon too many": ["Lager:: a beer that rests.", "Ale rests not."],
    "a highlight": ["Lager is ==cold==.", "Ale is ==warm==."],
    "arrows": ["Lager >> a cold beer", "Ale ;; a warm beer"],
    "questions first, then answers": ["Q: Is ale warm?", "Q: Is it old?", "A: Yes.", "A: No."],
    "an answer to another question": ["Q1: Is ale warm?", "A2: No."],
    "a chapter's time": ["The malt :: 12:30", "Lager rests."],
    "tags of the whole": ["Tags: #flashcards #beer\n  - Lager rests.", "Ale does not."],
    "lettered items": ["a. Lager rests.", "b. Ale does not."],
}


@pytest.mark.parametrize("items", NO_CARDS.values(), ids=NO_CARDS.keys())
def test_what_only_looks_like_a_card_stays_a_point(items: list[str]) -> None:
    episode = read(among("\n".join(f"- {item}" for item in items)))
    assert cards(episode) == []
    assert len(episode.points) == len(PLAIN) + len(items)


@pytest.mark.parametrize("items", NO_CARDS.values(), ids=NO_CARDS.keys())
def test_what_only_looks_like_a_card_is_none_in_a_section_of_flashcards_either(items: list[str]) -> None:
    """But for what is highlighted, and for answers that are nested, which are cards there."""
    listed = "\n".join(f"- {item}" for item in items)
    found = cards(read(f"# Beer\n\n## Key Points\n- Malt is sweet.\n\n## Flashcards\n{listed}\n"))
    expected = {
        "Lager is ==cold==.": ["Lager is {{c1::cold}}.", "Ale is {{c1::warm}}."],
        "What does lager need?": ["What does lager need? → Lager rests."],
    }
    assert found == expected.get(items[0], [])


PROPERTIES = {
    "Dataview's fields in brackets": ("Lager is cold. [importance:: 4]", "Lager is cold.", "importance: 4"),
    "Dataview's fields in parentheses": ("Lager (rating:: 5) is cold.", "Lager is cold.", "rating: 5"),
    "a field with a link": ("Lager is cold. [source:: [[Brewing]]]", "Lager is cold.", "source: Brewing"),
    "a property below": (
        "Lager is cold.\n  topic:: cellars of old",
        "Lager is cold.",
        "topic: cellars of old",
    ),
    "a block's own id": ("Lager is cold. ((64f0c1de-aaaa-4bbb-8ccc-123456789abc))", "Lager is cold.", ""),
    "a reference within": ("In ((64f0c1de-aaaa-4bbb-8ccc-123456789abc)) beer rests.", "In … beer rests.", ""),
    "a reference before": ("((64f0c1de-aaaa-4bbb-8ccc-123456789abc)). Lager is cold.", "Lager is cold.", ""),
    "a reference that begins": ("((64f0c1de-aaaa-4bbb-8ccc-123456789abc)) is cold.", "… is cold.", ""),
    "a short reference": ("Lager is cold. ((aB3_dE-9x))", "Lager is cold.", ""),
    "a log of work": (
        "Lager is cold.\n  :LOGBOOK:\n  CLOCK: [2024-01-02]--[2024-01-03]\n  :END:",
        "Lager is cold.",
        "",
    ),
    "double parentheses": ("Lager ((the cold one)) rests.", "Lager ((the cold one)) rests.", ""),
    "a field in code": ("Write `[key:: 4]` so.", "Write [key:: 4] so.", ""),
}


@pytest.mark.parametrize(("item", "point", "kept"), PROPERTIES.values(), ids=PROPERTIES.keys())
def test_properties_are_no_text_of_a_point(item: str, point: str, kept: str) -> None:
    episode = read(among(f"- {item}"))
    assert cards(episode) == []
    assert points(episode) == [PLAIN[0], point, *PLAIN[1:]]
    assert [sub for one in episode.points for sub in one.subpoints] == []
    assert [section.text for section in episode.sections] == ([kept] if kept else [])


@pytest.mark.parametrize(
    "item",
    ["rating:: 5", "status :: read", "card-last-score:: 5", "due:: 2024-05-01", "related:: [[Ale]], [[Malt]]",
     "((64f0c1de-aaaa-4bbb-8ccc-123456789abc))", "{{embed ((64f0c1de-aaaa-4bbb-8ccc-123456789abc))}}"],
)  # fmt: skip
def test_bullets_that_are_properties_are_no_points(item: str) -> None:
    episode = read(among(f"- {item}"))
    assert (cards(episode), points(episode)) == ([], list(PLAIN))


FENCES = {
    "a fence": "```python\n- a: b\nx :: y\nQ: why?\nA: so\n```",
    "tildes": '~~~\n> "a quote" — Ann Lee\n- {{c1::x}}\n~~~',
    "an indented fence": "    ```\n    - ==a==\n    ```",
}


@pytest.mark.parametrize("fence", FENCES.values(), ids=FENCES.keys())
@pytest.mark.parametrize("section", ["Key Points", "Quotes", "Flashcards", "Takeaways", "Summary"])
def test_code_is_no_bullet_no_quote_and_no_card(section: str, fence: str) -> None:
    notes = (
        f"# Beer\n\n## Key Points\n- Malt is sweet.\n\n## {section}\n- Beer is {{{{c1::old}}}}.\n\n{fence}\n"
    )
    episode = read(notes)
    assert len(cards(episode)) == 1
    told = [
        *points(episode),
        *(said(point) for point in episode.takeaways),
        *(q.text for q in episode.quotes),
    ]
    assert len(told) == (1 if section in ("Flashcards", "Summary") else 2)
    (code,) = [one.text for one in episode.sections if one.title == "Code"]
    assert [line.strip() for line in code.split("\n")[1:-1]] == [
        line.strip() for line in fence.split("\n")[1:-1]
    ]


def test_code_in_a_list_stands_apart_from_its_item() -> None:
    episode = read(among("- Brew so:\n  ```sh\n  - brew :: now\n  ```\n  - Then rest."))
    assert cards(episode) == []
    assert points(episode) == [PLAIN[0], "Brew so", *PLAIN[1:]]
    assert [said(sub) for sub in episode.points[1].subpoints] == ["Then rest."]
    assert episode.sections[0].text == "```sh\n- brew :: now\n```"


def test_code_in_a_section_that_is_kept_stays_where_it_was() -> None:
    episode = read(
        "# Beer\n\n## Key Points\n- Malt is sweet.\n\n## Resources\nSo:\n\n```\n- a\n```\n\nDone.\n"
    )
    assert [(one.title, one.text) for one in episode.sections] == [("Resources", "So:\n- a\nDone.")]


def test_a_fence_that_nothing_closes_swallows_no_notes() -> None:
    episode = read("# Beer\n\n## Key Points\n- Malt is sweet.\n\n```\n\n## Takeaways\n- Cold is good.\n")
    assert (points(episode), [said(one) for one in episode.takeaways]) == (
        ["Malt is sweet."],
        ["Cold is good."],
    )


SECTION = {
    "statements": ("- Yeast makes ethanol.\n- Oxygen slows it.\n- Lager is cold.", []),
    "a wrapped line": ("- Yeast makes ethanol and\n  it leaves gas.", []),
    "a statement with more below": ("- Yeast makes ethanol.\n  - It leaves gas.", []),
    "a term with its meaning below": ("- Wort\n  - The sweet liquid", ["Wort → The sweet liquid"]),
    "a group of cards": (
        "- Beer\n  - What is wort?\n    - Sweet liquid.\n  - Unit :: IBU",
        ["What is wort? → Sweet liquid.", "Unit → IBU"],
    ),
    "bullets in turn": (
        "- What is wort?\n- Sweet liquid.\n- What is trub?\n- Sediment.",
        ["What is wort? → Sweet liquid.", "What is trub? → Sediment."],
    ),
    "bullets not in turn": ("- What is wort?\n- What is trub?\n- Sediment.", []),
    "a question above its answer": ("What is wort?\nSweet liquid.", ["What is wort? → Sweet liquid."]),
    "a question and the next paragraph": (
        "What is wort?\n\nSweet liquid.\n\nMore.",
        ["What is wort? → Sweet liquid."],
    ),
    "two lines": ("Yeast and malt\nHops and water", []),
    "a heading that asks": ("### What is wort?\nSweet liquid.", ["What is wort? → Sweet liquid."]),
    "a heading that does not": ("### Hard ones\nThese are hard.", []),
    "two columns": ("| Term | Means |\n|---|---|\n| OG | original |", ["OG → original"]),
    "three columns": ("| a | b | c |\n|---|---|---|\n| d | e | f |", []),
    "sides without spaces": ("Capital of Bohemia::Prague", ["Capital of Bohemia → Prague"]),
    "a property": ("status::read\nrating:: 5", []),
    "quoted cards": ("> Unit :: IBU", ["Unit → IBU"]),
}


@pytest.mark.parametrize(("written", "expected"), SECTION.values(), ids=SECTION.keys())
def test_in_a_section_of_flashcards_only_what_is_sure_is_paired(written: str, expected: list[str]) -> None:
    episode = read(f"# Beer\n\n## Key Points\n- Malt is sweet.\n\n## Flashcards\n{written}\n")
    assert cards(episode) == expected
    kept = " ".join(section.text for section in episode.sections)
    held = " ".join(cards(episode))
    words = set(re.findall(r"[A-Za-z]{3,}", written)) - {"Term", "Means"}
    assert {word for word in words if word not in kept + held} == set()


DELETIONS = {
    "braces of its own": ("The {{c1::$x^{{2}}$}} grows.", "The $x^{{2}}$ grows.", "$x^{{2}}$"),
    "a fraction": (r"So {{c1::\frac{a}{b}}} is it.", r"So \frac{a}{b} is it.", r"\frac{a}{b}"),
    "a label": ("**Tun**: It holds {{c1::grain}}.", "It holds grain.", "grain"),
    "three lines": (
        "The tun\n  holds {{c1::grain and\n  water}}.",
        "The tun holds grain and water.",
        "grain and water",
    ),
    "TeX": (r"The {{c1::\(x_{1}\)}} is \(y_{1}\).", r"The \(x_{1}\) is \(y_{1}\).", r"\(x_{1}\)"),
}


@pytest.mark.parametrize(("item", "sentence", "deletion"), DELETIONS.values(), ids=DELETIONS.keys())
def test_a_deletion_among_points_is_a_card_and_its_sentence_a_point(
    item: str, sentence: str, deletion: str
) -> None:
    episode = read(among(f"- {item}"))
    (card,) = episode.flashcards
    assert (card.text, card.answer) == (sentence.replace(deletion, f"{{{{c1::{deletion}}}}}"), deletion)
    assert [point.text for point in episode.points] == [PLAIN[0], sentence, *PLAIN[1:]]


@pytest.mark.parametrize("item", ["Use `{{c1::x}}` so.", "Use {{c1::}} so.", "Use {{c1::x so."])
def test_what_only_looks_like_a_deletion_is_text(item: str) -> None:
    episode = read(among(f"- {item}"))
    assert (cards(episode), points(episode)[1]) == ([], item.replace("`", ""))


def test_tags_are_kept_in_a_card_and_go_in_a_point() -> None:
    episode = read(among("- The <b>tun</b> holds {{c1::<i>grain</i> & water}}."))
    assert cards(episode) == ["The <b>tun</b> holds {{c1::<i>grain</i> & water}}."]
    assert points(episode)[1] == "The tun holds grain & water."


def test_whom_a_flashcard_names_does_not_speak_in_the_episode() -> None:
    answer = "A conversation with Nils Keller, hosted by Mara Quist, is in this episode of Bone."
    card = f"Q: Who wrote of salt?\nA: {answer}"
    episode = read(f"# Salt\n\nA talk about the tide flats.\n\n## Flashcards\n\n{card}\n")
    assert len(episode.flashcards) == 1
    assert (episode.hosts, episode.guests, episode.show) == ((), (), "")
