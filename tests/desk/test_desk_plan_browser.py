"""The plan at the desk as a person changes it: by keys alone, by mouse, by finger."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import desk_browser
import pytest
from chromium import CHROMIUM, Browser, Tab
from desk_browser import QUIET, SAID, SHIFT, axe, press, serious, until
from test_desk_plan import EPISODES, MINE, outline_of

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

WEEKS = (
    "[...document.querySelectorAll('#weeks [data-drop]')].map("
    "one => [...one.querySelectorAll('[data-id]')].map(item => item.dataset.id))"
)
NOW = "document.activeElement.closest('[data-id]')?.dataset.id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    for name, text in EPISODES.items():
        (notes / f"{name}.md").write_text(text, encoding="utf-8")
    (notes / "outline.toml").write_text(MINE, encoding="utf-8")
    (notes / "curriculum.toml").write_text('outline = "outline.toml"\n', encoding="utf-8")
    return notes


def opened(chromium: Browser, address: str, width: int = 1280, dark: bool = False, first: str = "") -> Tab:
    return desk_browser.opened(chromium, address, "plan", f"{WEEKS}.length > 1", width, dark, first)


def grip(id: str) -> str:
    return f"document.querySelector('[data-id=\"{id}\"] .grip')"


def weeks(tab: Tab) -> Any:
    return tab.run(WEEKS)[:-1]


def came(tab: Tab, expected: list[list[str]]) -> None:
    until(
        tab,
        f"JSON.stringify({WEEKS}.slice(0, -1)) === {json.dumps(json.dumps(expected, separators=(',', ':')))}",
    )


def test_an_episode_moves_by_keys_alone(chromium: Browser, address: str, folder: Path) -> None:
    bees, mills, rome, bread = "bees-and-flowers", "the-rance-mills", "the-fall-of-rome", "bread-at-home"
    tab = opened(chromium, address)
    tab.run(f"{grip(bees)}.focus()")
    press(tab, "ArrowDown")
    assert tab.run(NOW) == mills
    press(tab, "ArrowUp")
    press(tab, "ArrowDown", modifiers=SHIFT)
    came(tab, [[mills, bees], [rome, bread]])
    until(tab, f"{NOW} === '{bees}'")
    press(tab, "ArrowRight", modifiers=SHIFT)
    came(tab, [[mills], [rome, bread, bees]])
    press(tab, "ArrowUp", modifiers=SHIFT)
    press(tab, "ArrowUp", modifiers=SHIFT)
    came(tab, [[mills], [bees, rome, bread]])
    assert "number 1 of 3 in week 2" in tab.run("document.getElementById('plan-done').textContent")
    assert "number 1 of 3 in week 2" in tab.run(QUIET)  # seen wherever the page is scrolled to
    assert tab.run(SAID) == ""
    press(tab, "ArrowRight", modifiers=SHIFT)
    came(tab, [[mills], [rome, bread], [bees]])
    press(tab, "Delete")
    came(tab, [[mills], [rome, bread]])
    until(tab, f"{NOW} === '{bees}'")
    assert '[[left_out]]\n# Ada sent it\nid = "bees-and-flowers"  # mine\n' in outline_of(folder)
    press(tab, "ArrowLeft", modifiers=SHIFT)
    came(tab, [[mills], [rome, bread, bees]])
    for _ in range(40):
        press(tab, "u")  # one that comes before the answer is none
        tab.run("new Promise(done => setTimeout(done, 150))")
        if outline_of(folder) == MINE:
            break
    came(tab, [[bees, mills], [rome, bread]])
    assert outline_of(folder) == MINE


def test_an_episode_moves_by_a_select(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    select = "document.querySelector('[data-id=\"bread-at-home\"] select')"
    assert tab.run(f"[...{select}.options].map(one => one.textContent)") == [
        "Move to …", "Week 1: Flowers", "A new week", "Left out",
    ]  # fmt: skip
    tab.run(f"{select}.value = '1'; {select}.dispatchEvent(new Event('change', {{bubbles: true}}))")
    came(tab, [["bees-and-flowers", "the-rance-mills", "bread-at-home"], ["the-fall-of-rome"]])


def centre(tab: Tab, expression: str) -> tuple[float, float]:
    tab.run(f"{expression}.scrollIntoView({{block: 'center'}})")
    box = tab.run(f"{expression}.getBoundingClientRect().toJSON()")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_an_episode_is_dragged_by_mouse(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address, 1440)
    x, y = centre(tab, "document.querySelector('[data-id=\"bees-and-flowers\"] b')")
    to = tab.run("document.querySelector('[data-id=\"bread-at-home\"]').getBoundingClientRect().toJSON()")
    tab.tell("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1)
    for part in (0.3, 0.7, 1):
        there = {"x": x + (to["x"] + 60 - x) * part, "y": y + (to["y"] + 4 - y) * part}
        tab.tell("Input.dispatchMouseEvent", type="mouseMoved", button="left", buttons=1, **there)
    assert tab.run("document.querySelectorAll('.before').length") == 1
    tab.tell("Input.dispatchMouseEvent", type="mouseReleased", button="left", clickCount=1, **there)
    came(tab, [["the-rance-mills"], ["the-fall-of-rome", "bees-and-flowers", "bread-at-home"]])
    assert tab.run("document.getElementById('ghost')") is None


def test_an_episode_is_dragged_by_finger(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address, 390)
    tab.tell("Emulation.setTouchEmulationEnabled", enabled=True)
    x, y = centre(tab, grip("the-rance-mills"))
    up = tab.run("document.querySelector('[data-id=\"bees-and-flowers\"]').getBoundingClientRect().y")
    tab.tell("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
    for at in (y - 20, (y + up) / 2, up + 5):
        tab.tell("Input.dispatchTouchEvent", type="touchMove", touchPoints=[{"x": x, "y": at}])
    tab.tell("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    came(tab, [["the-rance-mills", "bees-and-flowers"], ["the-fall-of-rome", "bread-at-home"]])


def test_a_drag_ends_with_escape(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address, 1440)
    x, y = centre(tab, grip("bees-and-flowers"))
    tab.tell("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1)
    tab.tell("Input.dispatchMouseEvent", type="mouseMoved", x=x + 300, y=y + 50, button="left", buttons=1)
    press(tab, "Escape")
    tab.tell(
        "Input.dispatchMouseEvent", type="mouseReleased", x=x + 300, y=y + 50, button="left", clickCount=1
    )
    assert tab.run("document.body.className") == ""
    assert outline_of(folder) == MINE


def test_titles_and_days_are_typed(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    field = "document.querySelector('[data-week=\"2\"] [name=title]')"
    tab.run(f"{field}.focus(); {field}.select()")
    tab.tell("Input.insertText", text="Old <b>empires</b>")
    press(tab, "Enter")
    until(tab, f"{field}.defaultValue === 'Old <b>empires</b>'")
    assert 'title = "Old <b>empires</b>"' in outline_of(folder)
    assert tab.run("document.querySelectorAll('#weeks option b, #weeks label b').length") == 0
    tab.run("document.querySelector('[data-week=\"2\"] details').open = true")
    day = "document.querySelector('[data-week=\"2\"] [name=start]')"
    tab.run(f"{day}.focus(); {day}.value = '2024-05-08'; document.querySelector('#plan-top input').focus()")
    until(tab, f"{day}.defaultValue === '2024-05-08'")
    assert "end = 2024-05-14" in outline_of(folder)
    minutes = "document.querySelector('[data-week=\"2\"] [name=minutes]')"
    tab.run(f"{minutes}.focus(); {minutes}.value = ''; {minutes}.blur()")
    until(tab, f"{minutes}.defaultValue === '' && {minutes}.placeholder !== '30'")
    assert "minutes = 30" not in outline_of(folder)
    tab.run(f"{field}.focus(); {field}.value = '…'; {field}.blur()")
    until(tab, f"{SAID}.includes('Week 2 has no title')")


def test_it_says_what_minutes_and_goals_the_printed_guide_has_instead(
    chromium: Browser, address: str
) -> None:
    tab = opened(chromium, address)
    load = "document.querySelector('#weeks [data-week=\"1\"] .load').textContent"
    until(tab, f"{load}.includes(' to read and recall, ')")
    parts = r"\d+ minutes: \d+ to read and recall, \d+ to test and review, \d+ for Anki cards"
    assert re.fullmatch(parts, tab.run(load))
    assert tab.run("document.getElementById('plan-besides').hidden")
    goals = "document.querySelector('#weeks [data-week=\"1\"] [name=goals]').closest('label').textContent"
    assert "goals that Write has brought come instead" in tab.run(goals)


def test_the_minutes_that_were_asked_for_are_seen_when_the_plan_is_ones_own(
    chromium: Browser, address: str, folder: Path
) -> None:
    with (folder / "curriculum.toml").open("a", encoding="utf-8") as settings:
        settings.write("minutes = 2\n")
    tab = opened(chromium, address)
    field = "document.querySelector('#plan-top [name=minutes]')"
    until(tab, f"{field}.value === '2'")
    assert tab.run(f"{field}.closest('label').textContent").strip() == "Minutes a week to read and recall"
    over = "[...document.querySelectorAll('#weeks .over')].map(one => one.textContent)"
    assert all(" more to read and recall than your 2" in one for one in tab.run(over))
    assert len(tab.run(over)) == 2
    besides = "document.getElementById('plan-besides')"
    until(tab, f"{besides}.checkVisibility() && {besides}.textContent.includes('in all, in week ')")
    tab.run(f"{field}.focus(); {field}.value = '500'; {field}.blur()")
    until(
        tab, f"{over}.length === 0 && {besides}.textContent.startsWith('No week takes more than your 500 ')"
    )
    assert outline_of(folder) == MINE


def test_enter_saves_a_field_and_leaves_it(chromium: Browser, address: str, folder: Path) -> None:
    """So that the next key is a key again; Tab goes on in the same week."""
    tab = opened(chromium, address)
    week = "document.querySelector('[data-week=\"2\"]')"
    for field in (
        f"{week}.querySelector('[name=title]')",
        "document.querySelector('#plan-top [name=title]')",
    ):
        tab.run(f"{field}.focus(); {field}.select()")
        tab.tell("Input.insertText", text="Empires")
        press(tab, "Enter")
        until(tab, f"{field}.defaultValue === 'Empires'")
        assert not tab.run("document.activeElement.matches('input, textarea')")
        if week in field:
            assert tab.run(f"document.activeElement === {week}")
        press(tab, "u")
        until(tab, f"{field}.defaultValue !== 'Empires'")
    assert outline_of(folder) == MINE
    press(tab, "6")
    until(tab, "!document.getElementById('view-write').hidden")


def test_it_tells_what_is_to_be_known_of_the_notes(chromium: Browser, address: str, folder: Path) -> None:
    (folder / "empty.md").write_text("# Nothing yet\n\nKey points:\n\n1. **Mill**:\n", encoding="utf-8")
    known = "document.getElementById('plan-known')"
    tab = opened(chromium, address)
    until(tab, f"!{known}.hidden")
    assert " to know about your notes" in tab.run(f"{known}.innerText")
    assert "empty.md:5" in tab.run(f"{known}.textContent")
    assert not tab.run(f"{known}.open")


def test_a_month_is_chosen_and_then_another_first_day(chromium: Browser, address: str, folder: Path) -> None:
    """By the program's plan the settings keep the month; an outline moves along with its first day."""
    (folder / "curriculum.toml").unlink()
    (folder / "outline.toml").unlink()
    dates = (
        "[...document.querySelectorAll('#weeks [data-week] > .soft:first-of-type')].map(one => one.innerText)"
    )
    tab = opened(chromium, address)
    until(tab, "!document.querySelector('#plan-top [name=month]').closest('label').hidden")
    field = "document.querySelector('#plan-top [name=month]')"
    tab.run(f"{field}.focus(); {field}.value = '2027-01'; {field}.blur()")
    until(tab, f"{dates}[0].startsWith('4–10 Jan 2027')")
    assert tomllib.loads((folder / "curriculum.toml").read_text("utf-8")) == {"month": "2027-01"}
    week = "document.querySelector('[data-week=\"1\"] [name=title]')"
    tab.run(f"{week}.focus(); {week}.value = 'Old empires'; {week}.blur()")
    until(tab, "!document.querySelector('#plan-top [name=start]').closest('label').hidden")
    first = "document.querySelector('#plan-top [name=start]')"
    assert tab.run(f"{first}.value") == "2027-01-04"
    tab.run(f"{first}.focus(); {first}.value = '2027-02-01'; {first}.blur()")
    until(tab, f"{dates}[0].startsWith('1–7 Feb 2027')")
    assert "start = 2027-02-01" in outline_of(folder)


def test_two_tabs_lose_nothing(chromium: Browser, address: str, folder: Path) -> None:
    one, other = opened(chromium, address), opened(chromium, address)
    field = "document.querySelector('#plan-top [name=title]')"
    other.run(f"{field}.focus(); {field}.value = 'Half typed'")
    one.run(f"{field}.focus(); {field}.value = 'Summer'")
    press(one, "Enter")
    until(one, f"{field}.defaultValue === 'Summer'")
    other.run("new Promise(done => setTimeout(done, 800))")  # the news comes while somebody types
    assert other.run(f"{field}.value") == "Half typed"
    press(other, "Enter")
    until(other, f"{SAID}.includes('meanwhile')")
    assert other.run(f"{field}.value") == "Summer"


def test_the_program_plans_anew(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    assert "outline.toml stays" in tab.run("document.getElementById('plan-anew').textContent")
    tab.run("document.querySelector('#plan-anew button').click()")
    until(tab, "document.getElementById('plan-file').textContent.startsWith('Planned by the program')")
    assert outline_of(folder) == MINE
    press(tab, "u")
    came(tab, [["bees-and-flowers", "the-rance-mills"], ["the-fall-of-rome", "bread-at-home"]])


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_stands_beyond_the_edge(chromium: Browser, address: str, width: int) -> None:
    tab = opened(chromium, address, width)
    tab.run("document.querySelectorAll('#view-plan details').forEach(one => (one.open = true))")
    assert tab.run("document.documentElement.scrollWidth") == width
    assert tab.told("Log.entryAdded") == []
    assert tab.told("Runtime.exceptionThrown") == []


def test_axe_finds_no_serious_fault(chromium: Browser, address: str) -> None:
    for width, dark in ((390, True), (1440, False)):
        tab = opened(chromium, address, width, dark, first=axe())
        tab.run("document.querySelectorAll('#view-plan details').forEach(one => (one.open = true))")
        assert serious(tab) == []
