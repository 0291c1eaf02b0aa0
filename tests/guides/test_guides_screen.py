"""The page for a screen: complete in itself, everything on it escaped, and named by what it asks."""

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest
from guides_material import claim, goal, question, term
from guides_sample import CARDS, LIGHT, TIDES, make_library, make_outline

from curriculum.guides import keys, screen
from curriculum.guides.guide import Course
from curriculum.guides.paper import EDITIONS, PLAIN, Format
from curriculum.planning.outline import Outline
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.library import Library

OUTLINE, LIBRARY = make_outline(), make_library()
MATERIAL = (
    goal("tides", 1, "Explain the two bulges", "Why are there two bulges?"),
    question("tides", 1, "why", "Why is there a bulge on the far side?", "The sea is left behind."),
    question("light", 1, "apply", "Which light would you know again?", "One with a rhythm."),
    claim("tides", 1, "Bulges", "The Moon raises two bulges."),
    term("tides", 2, "Spring tide", "a high tide at new and full Moon"),
)


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.controls: list[tuple[str, dict[str, str]]] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.targets += [values["href"]] if tag == "a" else []
        self.loads += [values[name] for name in ("src", "srcset", "data", "action") if name in values]
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        if tag in ("input", "textarea", "select") and "name" in values:
            self.controls.append((tag, values))

    @property
    def names(self) -> set[str]:
        return {values["name"] for _, values in self.controls}


def whole(outline: Outline = OUTLINE, library: Library = LIBRARY, format: Format = PLAIN) -> str:
    course = Course(outline, library, CARDS, MATERIAL)
    return screen.render_whole(course, course.book(format), format)


def first(outline: Outline = OUTLINE, library: Library = LIBRARY) -> str:
    course = Course(outline, library, CARDS, MATERIAL)
    return screen.render_week(course, course.week(outline.weeks[0], PLAIN))


def changed(library: Library, *episodes: Episode) -> Library:
    new = {episode.id: episode for episode in episodes}
    return library.model_copy(update={"episodes": tuple(new.get(e.id, e) for e in library.episodes)})


def test_the_whole_curriculum_has_every_week_episode_and_point() -> None:
    text = html.unescape(whole())
    for week in OUTLINE.weeks:
        assert week.title in text
    for episode in LIBRARY.episodes:
        assert episode.title in text
        for point in (*episode.points, *episode.takeaways):
            assert point.label in text
            assert point.text in text


@pytest.mark.parametrize("text", [first(), whole()], ids=["week", "whole"])
def test_links_inside_the_page_lead_somewhere_and_no_id_stands_twice(text: str) -> None:
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    inside = {target[1:] for target in page.targets if target.startswith("#")}
    assert inside <= set(page.ids)
    assert {"w1", "w1e1", "w1e2", "w1test", "w1back", "mine", "main"} <= inside


def test_the_page_needs_nothing_but_itself_and_its_policy_allows_nothing_else() -> None:
    page = Page(whole())
    assert page.loads == []
    assert page.handlers == []
    assert {"link", "iframe", "object", "embed", "form", "base"}.isdisjoint(page.tags)
    assert {target for target in page.targets if not target.startswith("#")} == {"https://example.org/tides"}
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', whole())
    rules = dict(rule.strip().split(" ", 1) for rule in html.unescape(policy).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert rules["form-action"] == rules["base-uri"] == "'none'"
    for tag in ("style", "script"):
        ((inside),) = re.findall(f"<{tag}>(.*?)</{tag}>", whole(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"


def test_the_script_is_the_same_whatever_the_notes_say() -> None:
    def script(text: str) -> str:
        return text.partition("<script>")[2].partition("</script>")[0]

    other = OUTLINE.model_copy(update={"title": "</script><script>alert(1)//"})
    assert script(whole()) == script(whole(other))


HOSTILE = "</textarea></script><img src=x onerror=alert(1)>\" onfocus=alert(2) x='"


def test_markup_in_the_notes_stands_on_the_page_as_text() -> None:
    point = KeyPoint(id="tides/x", number=1, label=HOSTILE, text=HOSTILE, line=1)
    tides = TIDES.model_copy(
        update={
            "title": HOSTILE,
            "points": (point,),
            "links": (f"https://example.org/{HOSTILE}", "javascript:alert(3)"),
        }
    )
    week = OUTLINE.weeks[0].model_copy(update={"title": HOSTILE, "question": HOSTILE, "goals": (HOSTILE,)})
    outline = OUTLINE.model_copy(update={"title": HOSTILE, "weeks": (week, *OUTLINE.weeks[1:])})
    page = Page(whole(outline, changed(LIBRARY, tides)))
    assert "img" not in page.tags
    assert page.handlers == []
    assert page.tags.count("script") == 1
    assert not any(target.startswith("javascript") for target in page.targets)


def test_what_is_ticked_and_written_has_a_name_of_its_own() -> None:
    page = Page(whole())
    single = [values["name"] for _, values in page.controls if values.get("type") != "radio"]
    assert len(single) == len(set(single))
    radios = [
        (values["name"], values["value"]) for _, values in page.controls if values.get("type") == "radio"
    ]
    assert len(radios) == len(set(radios))
    names = page.names
    assert "episode/tides/sentence" in names
    assert "day/2024-05-06" in names
    assert any(name.startswith("goal/explain-the-two-bulges") for name in names)
    assert "test/light/point-1/question/Which light would you know again?" in names
    assert "test/light/point-1/question/Which light would you know again?/sure" in names


def test_a_week_and_the_whole_have_the_same_names() -> None:
    assert Page(first()).names <= Page(whole()).names


def test_names_stay_when_something_comes_before_them() -> None:
    # a point, an episode and a week more before those that were there
    point = KeyPoint(id="tides/new", number=1, label="New", text="A new point.", line=9)
    tides = TIDES.model_copy(update={"points": (point, *TIDES.points)})
    one, two = OUTLINE.weeks
    new = two.model_copy(update={"number": 1, "title": "Before", "recalls": ()})
    moved = one.model_copy(update={"number": 2, "start": None, "end": None, "title": "Renamed"})
    library = changed(LIBRARY, tides)
    course = Course(OUTLINE.model_copy(update={"weeks": (new, moved)}), library, CARDS, MATERIAL)
    again = Page(screen.render_week(course, course.week(moved, PLAIN)))
    dated = {name for name in Page(first()).names if name.startswith(("day/", "week/tides/review"))}
    lost = Page(first()).names - dated - again.names
    assert not {name for name in lost if not name.startswith(("test/", "match/"))}
    assert "episode/tides/sentence" in again.names


def test_two_texts_of_one_beginning_have_two_names() -> None:
    long = "explain what the notes say of the tides and of the "
    assert keys.of_text("goal", long + "Moon") != keys.of_text("goal", long + "Sun")


def test_answers_stand_folded_at_their_questions() -> None:
    text = html.unescape(first())
    test = text[text.index('class="test"') : text.index('class="back"')]
    items = re.findall(r"<fieldset class=\"item\".*?</details>", test, re.DOTALL)
    assert items
    for item in items:
        assert '<details class="reveal"><summary>Answer</summary>' in item
    assert "Its rhythm." in test
    assert re.search(r'names one light and fits.*?<a href="#w1e2p1"[^>]*>[^<]*, point 1</a>', test, re.DOTALL)


def test_nothing_that_only_print_needs_is_there() -> None:
    text = whole()
    for mark in ("@page", 'class="line"', 'class="blank"', "data:image", "counter(page", " p. "):
        assert mark not in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_has_its_screen(edition: str) -> None:
    text = whole(format=PLAIN._replace(edition=EDITIONS[edition]))
    assert re.search(f'<body class="{edition}[ "]', text)


def test_a_language_that_runs_from_the_right_turns_the_page() -> None:
    assert '<html lang="ar" dir="rtl">' in whole(format=PLAIN._replace(language="ar"))


def test_an_empty_curriculum_has_a_page() -> None:
    outline = Outline(title="Nothing", weeks=(OUTLINE.weeks[0].model_copy(update={"episodes": ()}),))
    course = Course(outline, Library(episodes=()), ())
    assert "All I wrote" in screen.render_whole(course, course.book(PLAIN))


def test_light_and_dark_have_their_colours() -> None:
    assert "prefers-color-scheme: dark" in first()
    assert "prefers-reduced-motion" in first()
    assert LIGHT.title in first()
