"""The desk's names as a person settles them: the real command, the real browser, keys alone."""

from pathlib import Path

import desk_browser
import pytest
from chromium import CHROMIUM, Browser, Tab
from desk_browser import QUIET, SAID, axe, press, serious, until
from test_desk_names import MILLS, rules

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

COUNT = "document.getElementById('names-count').textContent"
ASKED = "document.getElementById('names-asked').textContent"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    more = "- **Toll**: The men of Anthropic paid.\n- **Debt**: They owed Anthropik <img src=x> a mill.\n"
    text = MILLS.replace("\n## Flash", f"{more}\n## Flash")
    (notes / "mills.md").write_text(text, encoding="utf-8")
    return notes


def opened(chromium: Browser, address: str, width: int = 1280, dark: bool = False, first: str = "") -> Tab:
    return desk_browser.opened(
        chromium, address, "names", f"!{COUNT}.startsWith('Reading')", width, dark, first
    )


def test_names_are_settled_by_keys_alone(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    first = tab.run(ASKED)
    on_tab = "document.getElementById('tab-names').textContent.replace(/\\s+/g, ' ')"
    assert tab.run(on_tab) == "Names 2 in doubt 2"
    press(tab, "j")
    second = tab.run(ASKED)
    assert first != second
    press(tab, "k")
    assert tab.run(ASKED) == first
    press(tab, "2")
    until(tab, f"{ASKED} === {second!r}")
    assert len(rules(folder)) == 1
    press(tab, "b")
    until(tab, f"{COUNT} === 'No name is in doubt, 3 corrections in force'")
    assert tab.run("document.querySelector('#tab-names .badge').hidden")
    press(tab, "u")
    until(tab, f"{ASKED} === {second!r}")
    assert len(rules(folder)) == 1


def test_the_next_name_comes_while_the_notes_are_read_again(
    chromium: Browser, address: str, folder: Path
) -> None:
    """As it is with many notes: what has come of the choice is not there yet."""
    never = "path === 'names/came' ? new Promise(() => {}) : got(path, more)"
    slow = f"const got = fetch; fetch = (path, more) => {never};"
    tab = opened(chromium, address, first=slow)
    first = tab.run(ASKED)
    press(tab, "1")
    until(tab, f"{ASKED} !== {first!r} && {QUIET}.startsWith('Kept in corrections.toml. Reading')")
    press(tab, "1")
    until(tab, f"{COUNT}.startsWith('No name is in doubt')")
    assert len(rules(folder)) == 2


@pytest.mark.parametrize("view", ["build", "themes", "write", "cards", "plan"])
def test_how_many_wait_stands_on_the_tab_whichever_view_is_seen_first(
    chromium: Browser, address: str, view: str
) -> None:
    tab = chromium.open(address, first=f"sessionStorage.setItem('view', '{view}')")
    badge = "document.querySelector('#tab-names .badge')"
    until(tab, f"!{badge}.hidden && {badge}.textContent === '2 in doubt'")


def test_a_name_is_typed(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    first = tab.run(ASKED)
    press(tab, "t")
    until(tab, "document.activeElement.name === 'right'")
    tab.tell("Input.dispatchKeyEvent", type="rawKeyDown", key="Escape")
    until(tab, "document.getElementById('names-type').hidden")
    press(tab, "t")
    tab.tell("Input.insertText", text=" ")
    press(tab, "Enter")
    until(tab, f"{SAID}.includes('Type how')")
    tab.tell("Input.insertText", text="<i>Ada</i> Wong")
    press(tab, "Enter")
    until(tab, f"{ASKED} !== {first!r}")
    assert set(rules(folder).values()) == {"<i>Ada</i> Wong"}
    assert tab.run("document.querySelectorAll('#view-names i, #view-names img').length") == 0


def test_a_correction_is_taken_back(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    press(tab, "1")
    until(tab, "document.querySelectorAll('#names-rules [data-back]').length === 1")
    tab.run("document.querySelector('#names-rules [data-back]').focus()")
    press(tab, "Enter")
    until(tab, "document.getElementById('names-rules').hidden")
    assert rules(folder) == {}


def test_two_tabs_lose_nothing(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    (folder / "corrections.toml").write_text('"Dorne" = "Dorn"\n', encoding="utf-8")
    press(tab, "1")
    until(tab, f"{COUNT}.includes('1 correction')")
    assert list(rules(folder).values()) == ["Dorn"]


@pytest.mark.parametrize(("width", "dark"), [(320, False), (390, True), (768, False), (1440, True)])
def test_all_is_seen_and_nothing_is_wrong(
    chromium: Browser,
    address: str,
    width: int,
    dark: bool,
) -> None:
    tab = opened(chromium, address, width, dark, first=axe())
    press(tab, "1")
    until(tab, f"{COUNT}.includes('1 correction')")
    tab.run("document.querySelector('#names-rules details').open = true")
    press(tab, "t")
    assert tab.run("document.documentElement.scrollWidth") == width
    assert serious(tab) == []
    assert tab.told("Log.entryAdded") == tab.told("Runtime.exceptionThrown") == []
