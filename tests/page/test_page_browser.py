"""The page of a month in a real browser: opened from the disk, by mouse and by keys, by day and by night."""

import importlib.resources
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, Browser, Tab, browser
from page_sample import page

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

WIDTHS = (320, 390, 768, 1440)
FACES = """[...document.querySelectorAll('.cards > details')].slice(0, 2).map(
  card => [card.open, getComputedStyle(card.querySelector('.front')).display !== 'none'])"""
COLOUR = "getComputedStyle(document.querySelector('.cards .card')).backgroundColor"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / "index.html"
    written.write_text(page(), encoding="utf-8")
    return written


def press(tab: Tab, key: str) -> None:
    text = {"Enter": "\r"}.get(key, key)
    for kind in ("keyDown", "keyUp"):
        tab.tell("Input.dispatchKeyEvent", type=kind, key=key, text=text if kind == "keyDown" else "")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_beyond_the_edge(chromium: Browser, path: Path, width: int) -> None:
    tab = chromium.open(path, width)
    tab.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.run("document.documentElement.scrollWidth") == width


def test_a_card_turns_over_and_back(chromium: Browser, path: Path) -> None:
    tab = chromium.open(path)
    assert tab.run(FACES) == [[False, True], [False, True]]
    tab.run("document.querySelector('.cards summary').click()")
    assert tab.run(FACES) == [[True, False], [False, True]]
    tab.run("document.querySelector('.cards summary').click()")
    assert tab.run(FACES) == [[False, True], [False, True]]


def test_keys_go_from_card_to_card_and_turn_them(chromium: Browser, path: Path) -> None:
    tab = chromium.open(path)
    for key in ("j", "j", "Enter"):
        press(tab, key)
    assert tab.run(FACES) == [[False, True], [True, False]]
    for key in ("k", "Enter"):
        press(tab, key)
    assert tab.run(FACES) == [[True, False], [True, False]]


@pytest.mark.parametrize("dark", [False, True])
def test_cards_begin_in_the_light_of_the_page_and_n_changes_it(
    chromium: Browser, path: Path, dark: bool
) -> None:
    tab = chromium.open(path, dark=dark)
    day, night = "rgb(253, 252, 249)", "rgb(32, 31, 29)"
    assert tab.run(COLOUR) == (night if dark else day)
    press(tab, "n")
    assert tab.run(COLOUR) == (day if dark else night)


def test_all_answers_of_a_week_come_at_once(chromium: Browser, path: Path) -> None:
    tab = chromium.open(path)
    opened = (
        "[...document.querySelectorAll('.week')].map(week => week.querySelectorAll('.cards [open]').length)"
    )
    tab.run("document.querySelector('.tools button').click()")
    first, second = tab.run(opened)
    assert first == tab.run("document.querySelector('.week').querySelectorAll('.cards > details').length")
    assert second == 0
    tab.run("document.querySelector('.tools button').click()")
    assert tab.run(opened) == [0, 0]


def test_without_scripts_cards_still_turn(chromium: Browser, path: Path) -> None:
    tab = chromium.open(path, scripts=False)
    x, y = tab.run(
        """(card => { card.scrollIntoView({behavior: 'instant', block: 'center'});
        const {x, y} = card.getBoundingClientRect(); return [x + 9, y + 9];
        })(document.querySelector('.cards summary'))"""
    )
    assert tab.run("document.querySelectorAll('.tools, #keys:not([hidden])').length") == 0
    for kind in ("mousePressed", "mouseReleased"):
        tab.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
    assert tab.run(FACES)[0] == [True, False]


def test_on_paper_every_card_shows_its_answer(chromium: Browser, path: Path) -> None:
    tab = chromium.open(path)
    tab.tell("Emulation.setEmulatedMedia", media="print")
    heights = tab.run(
        "[...document.querySelectorAll('.cards .back')].map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) > 20


def test_the_browser_has_nothing_to_complain_of_and_fetches_nothing(chromium: Browser, path: Path) -> None:
    tab = chromium.open(path)
    assert tab.told("Log.entryAdded") == []
    assert tab.told("Runtime.exceptionThrown") == []
    assert {one["request"]["url"] for one in tab.told("Network.requestWillBeSent")} <= {path.as_uri()}


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_serious_fault(chromium: Browser, path: Path, dark: bool, width: int) -> None:
    """Deque's rules, run in the page: contrast, names, roles, order of headings, regions."""
    axe = importlib.resources.files("axe_core_python") / "axe.min.js"
    tab = chromium.open(path, width, dark, first=axe.read_text("utf-8"))
    tab.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = tab.run(
        "axe.run().then(({violations}) => violations.map("
        "one => [one.impact, one.id, one.nodes.map(node => node.html.slice(0, 120)).slice(0, 3)]))"
    )
    assert [one for one in found if one[0] in ("serious", "critical")] == []
