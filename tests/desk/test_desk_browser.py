"""The desk as a person uses it: the real command, the real browser, keys alone."""

import os
import signal
import subprocess
import time
import tomllib
from pathlib import Path

import desk_browser
import pytest
from chromium import CHROMIUM, Browser, Tab
from desk_browser import QUIET, ROOT, SAID, axe, press, serious, until
from desk_sample import forget
from program import program

from curriculum.shipping import decisions

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

FRONTS = "[...document.querySelectorAll('#list li')].map(one => one.querySelector('span span').textContent)"
COUNT = "document.getElementById('count').textContent"
NOW = "document.querySelector('#list [aria-current] span span')?.textContent"


def opened(chromium: Browser, address: str, width: int = 1280, dark: bool = False, first: str = "") -> Tab:
    return desk_browser.opened(
        chromium, address, "cards", f"!{COUNT}.startsWith('Reading')", width, dark, first
    )


def decided(folder: Path) -> list[str]:
    path = folder / decisions.FILE
    return (
        [one["verdict"] for one in tomllib.loads(path.read_text("utf-8")).values()] if path.exists() else []
    )


def test_cards_are_decided_by_keys_alone(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    held = tab.run(FRONTS)
    press(tab, "j", "y")
    until(tab, f"!{FRONTS}.includes({held[1]!r})")
    assert decided(folder) == ["keep"]
    press(tab, "k", "d")
    until(tab, f"!{FRONTS}.includes({held[0]!r})")
    assert decided(folder) == ["keep", "drop"]
    press(tab, "u")
    until(tab, f"{FRONTS}.includes({held[0]!r})")
    assert decided(folder) == ["keep"]
    press(tab, "u")
    until(tab, f"{FRONTS}.includes({held[1]!r})")
    assert decided(folder) == []


def test_a_heading_that_is_kept_is_given_a_question(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    assert tab.run(NOW) == "Storage?"
    press(tab, "y")
    until(tab, "document.activeElement.name === 'question'")
    assert "only a heading" in tab.run("document.getElementById('said').textContent")
    write(tab, "How long does the flood last?")
    until(tab, f"!{FRONTS}.includes('Storage?')")
    (entry,) = tomllib.loads((folder / decisions.FILE).read_text("utf-8")).values()
    assert entry["question"] == "How long does the flood last?"


def write(tab: Tab, text: str) -> None:
    """Put a text into the field with the focus, and save."""
    tab.run("document.activeElement.select()")
    tab.tell("Input.insertText", text=text)
    tab.run("document.querySelector('#edit [type=submit]').click()")


def choose(tab: Tab, name: str, value: str) -> None:
    """Choose in the filter."""
    tab.run(f"document.querySelector('[name={name}]').value = {value!r}")
    tab.run("document.getElementById('filter').dispatchEvent(new Event('input'))")


def test_a_shipped_card_is_reworded(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    choose(tab, "verdict", "ship")
    press(tab, "e")
    until(tab, "document.activeElement.name === 'question'")
    write(tab, "What <b>drives</b> it?")
    until(tab, f"{FRONTS}.includes('What <b>drives</b> it?')")
    assert tab.run("document.querySelectorAll('#sides b').length") == 0
    (entry,) = tomllib.loads((folder / decisions.FILE).read_text("utf-8")).values()
    assert entry["question"] == "What <b>drives</b> it?"


def test_marked_cards_are_decided_together(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    press(tab, "x", "j", "x")
    until(tab, f"{COUNT}.includes('2 marked')")
    press(tab, "d")
    until(tab, f"!{COUNT}.includes('marked')")
    assert decided(folder) == ["drop", "drop"]
    assert tab.run(FRONTS) == []
    press(tab, "u")
    until(tab, f"{FRONTS}.length > 1")
    assert decided(folder) == []


DEAF = """window.fetch = (fetch => (path, more) =>
  String(path).startsWith('news') ? new Promise(() => {}) : fetch(path, more))(window.fetch)"""
"""A tab that has not heard yet."""


def test_two_tabs_lose_nothing(chromium: Browser, address: str, folder: Path) -> None:
    one, other = opened(chromium, address), opened(chromium, address, first=DEAF)
    for tab in (one, other):
        press(tab, "j")
    front = one.run(NOW)
    press(one, "y")
    until(one, f"!{FRONTS}.includes({front!r})")
    press(other, "d")
    until(other, "document.getElementById('said').textContent.includes('meanwhile')")
    assert decided(folder) == ["keep"]


SLOW = """window.asked = []; window.fetch = (fetch => async (path, more) => {
  if (String(path).startsWith('news')) return fetch(path, more);
  window.asked.push(String(path));
  await new Promise(done => setTimeout(done, 900));
  return fetch(path, more);
})(window.fetch)"""
"""A machine that takes its time."""
MOMENT = f"{QUIET} === 'One moment …'"


def test_nothing_looks_dead_and_nothing_is_sent_twice(chromium: Browser, address: str, folder: Path) -> None:
    tab = chromium.open(address, first=f"{SLOW}; sessionStorage.setItem('view', 'cards')")
    until(tab, MOMENT)
    assert tab.run("document.getElementById('empty').hidden")  # nobody knows yet whether cards are left
    until(tab, f"{FRONTS}.length > 1 && {QUIET} === ''")
    tab.run("window.asked = []")
    drop = "document.querySelector('[data-act=drop]').click()"
    tab.run(f"{drop}; {drop}")
    until(tab, MOMENT)
    tab.run(drop)
    until(tab, f"{QUIET} === ''")
    assert tab.run("window.asked.filter(path => path === 'decide').length") == 1
    assert decided(folder) == ["drop"]


def test_what_failed_is_told_in_red_until_the_view_is_left(chromium: Browser, address: str) -> None:
    tab = opened(chromium, address)
    press(tab, "u")
    until(tab, f"{SAID} === 'There is nothing to take back.'")
    assert tab.run(QUIET) == ""
    press(tab, "1")
    until(tab, f"{SAID} === '' && document.getElementById('said').hidden")


@pytest.mark.parametrize("dark", [False, True])
def test_what_failed_covers_no_button_on_a_phone_and_can_be_put_away(
    chromium: Browser, address: str, dark: bool
) -> None:
    tab = opened(chromium, address, width=390, dark=dark, first=axe())
    tab.run("desk.say('Not saved: ' + 'the question is too long for a card. '.repeat(30))")
    bar = "document.getElementById('failed').getBoundingClientRect()"
    assert tab.run(f"{bar}.height / innerHeight") <= 0.4
    drop = "document.querySelector('#view-cards [data-act=drop]')"
    seen = f"(box => document.elementFromPoint(box.x + 5, box.y + box.height / 2) === {drop})"
    assert tab.run(f"{drop}.scrollIntoView({{block: 'end'}}), {seen}({drop}.getBoundingClientRect())")
    assert serious(tab) == []
    tab.run("document.getElementById('away').click()")
    assert tab.run(f"[{SAID}, {bar}.height]") == ["", 0]


def test_what_is_done_is_told_for_a_while_and_lets_clicks_through(chromium: Browser, address: str) -> None:
    tab = opened(chromium, address)
    tab.run("desk.tell('Done.')")
    assert tab.run(f"[{QUIET}, {SAID}]") == ["Done.", ""]
    under = "document.elementFromPoint(...(box => [box.x + 5, box.y + 5])(quiet.getBoundingClientRect())).id"
    assert tab.run(f"(quiet => {under})(document.getElementById('quiet'))") != "quiet"
    until(tab, f"{QUIET} === ''")


def test_a_filter_that_is_chosen_by_mouse_gives_up_its_focus(chromium: Browser, address: str) -> None:
    tab = opened(chromium, address)
    select = "document.querySelector('#filter [name=verdict]')"
    for how, left in (("new Event('pointerdown', up)", True), ("new KeyboardEvent('keydown', up)", False)):
        tab.run(f"(up => {{ {select}.focus(); {select}.dispatchEvent({how}) }})({{bubbles: true}})")
        tab.run(f"{select}.dispatchEvent(new Event('change', {{bubbles: true}}))")
        assert tab.run(f"document.activeElement !== {select}") == left


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_stands_beyond_the_edge(chromium: Browser, address: str, width: int) -> None:
    tab = opened(chromium, address, width)
    press(tab, "e")
    assert tab.run("document.documentElement.scrollWidth") == width


def test_axe_finds_no_serious_fault(chromium: Browser, address: str) -> None:
    for width, dark in ((390, True), (1440, False)):
        tab = opened(chromium, address, width, dark, first=axe())
        press(tab, "e")
        assert serious(tab) == []


def test_the_browser_has_nothing_to_complain_of(chromium: Browser, address: str) -> None:
    tab = opened(chromium, address)
    assert tab.told("Log.entryAdded") == []
    assert tab.told("Runtime.exceptionThrown") == []
    origin = address.partition("#")[0]
    urls = [one["request"]["url"] for one in tab.told("Network.requestWillBeSent")]
    # the browser's own sign in a field for a day is no connection
    assert all(url.startswith((origin, "data:image/svg+xml;")) for url in urls), urls
    assert tab.run("location.href") == origin  # the secret stands there no longer
    assert tab.run("document.cookie") == ""


def test_a_browser_that_is_started_gets_a_pass_that_is_good_once(
    chromium: Browser, folder: Path, tmp_path: Path
) -> None:
    """What a program is started with, every user of the machine may read."""
    told = tmp_path / "told"
    own = tmp_path / "browser"
    own.write_text(f'#!/bin/sh\necho "$1" > {told}.new && mv {told}.new {told}\n', encoding="utf-8")
    own.chmod(0o755)
    command = [*program(), "desk", str(folder)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": f"{own} %s"}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    try:
        assert running.stdout
        printed = running.stdout.readline()
        end = time.monotonic() + 30
        while not told.exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        once = told.read_text("utf-8").strip()
        assert once.partition("#")[2] not in printed
        tab = opened(chromium, once)
        assert tab.run(FRONTS)
        tab.go(once.partition("#")[0])
        until(tab, f"{FRONTS}.length > 0")
        other = chromium.open(once)
        until(other, "document.getElementById('said').textContent.includes('whole address')")
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=30)


def test_it_is_loaded_again_in_its_tab_and_opens_in_no_other_without_the_address(
    chromium: Browser, address: str
) -> None:
    origin = address.partition("#")[0]
    tab = opened(chromium, address)
    tab.go(origin)
    until(tab, f"{FRONTS}.length > 0")
    other = chromium.open(origin)
    until(other, "document.getElementById('said').textContent.includes('whole address')")
    assert other.run(FRONTS) == []


def test_a_page_of_another_site_gets_nothing(
    chromium: Browser, address: str, folder: Path, tmp_path: Path
) -> None:
    """A page of elsewhere in the same browser asks, frames and posts."""
    opened(chromium, address)
    origin = address.partition("/#")[0]
    foreign = tmp_path / "foreign.html"
    foreign.write_text("<!DOCTYPE html><title>elsewhere</title><iframe></iframe>", encoding="utf-8")
    tab = chromium.open(foreign)
    ask = "fetch({!r}, {{credentials: 'include', {}}}).then(answer => answer.text(), () => 'blocked')"
    assert tab.run(ask.format(f"{origin}/cards", "")) == "blocked"
    blind = ask.format(f"{origin}/decide", "method: 'POST', mode: 'no-cors', body: '[]'")
    assert tab.run(blind) in ("", "blocked")
    tab.run(f"document.querySelector('iframe').src = '{origin}/'")
    time.sleep(0.3)
    assert decided(folder) == []


def test_what_changes_on_disk_shows_up(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    time.sleep(1)  # the watch begins
    with (folder / "mills.md").open("a", encoding="utf-8") as notes:
        notes.write("\nQ: Which gates hold the flood?\nA: oak gates\n")
    choose(tab, "verdict", "ship")
    until(tab, f"{FRONTS}.includes('Which gates hold the flood?')")


def test_one_tab_sees_what_the_other_decides_and_stays_at_its_card(chromium: Browser, address: str) -> None:
    """Else the next key would meet another card than the one that was looked at."""
    one, other = opened(chromium, address), opened(chromium, address)
    front = one.run(NOW)
    press(one, "d")
    until(other, "document.querySelector('#list [aria-current] .soft').textContent === 'you dropped it'")
    assert other.run(NOW) == front
    press(other, "j", "k")
    assert other.run(NOW) == front
    choose(other, "verdict", "held")
    until(other, f"!{FRONTS}.includes({front!r})")


def test_an_edit_that_is_begun_survives_the_news(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address)
    press(tab, "e")
    until(tab, "document.activeElement.name === 'question'")
    tab.run("document.activeElement.select()")
    tab.tell("Input.insertText", text="How long")
    with (folder / "mills.md").open("a", encoding="utf-8") as notes:
        notes.write("\nQ: Which gates hold the flood?\nA: oak gates\n")
    time.sleep(4)
    assert tab.run("document.activeElement.value") == "How long"


def test_leeches_are_found_by_their_reason_and_edited(chromium: Browser, address: str, folder: Path) -> None:
    """They have shipped: the filter shows them although it stood on what is held back."""
    key = forget(folder, "Which river has the mills?")
    tab = opened(chromium, address, first=axe())
    until(tab, "document.querySelector('[name=reason]').options[1]?.value === 'leech'")
    tab.run(
        "(one => { one.value = 'leech'; one.dispatchEvent(new Event('input', {bubbles: true})) })"
        "(document.querySelector('[name=reason]'))"
    )
    assert tab.run(FRONTS) == ["Which river has the mills?"]
    assert tab.run("document.getElementById('reasons').textContent").startswith("Forgotten 8 times in Anki")
    assert tab.run("document.querySelector('.offered').dataset.act") == "edit"
    press(tab, "e")
    write(tab, "Tides turn the mills of which river?")
    until(tab, "document.getElementById('today-sides').textContent.includes('Tides turn the mills')")
    assert tab.run(FRONTS) == ["Which river has the mills?"], (
        "as Anki has it, until a build brings the new words"
    )
    assert list(tomllib.loads((folder / decisions.FILE).read_text("utf-8"))) == [key]
    assert serious(tab) == []


def test_each_reason_is_offered_once_in_whole_words_and_finds_its_cards(
    chromium: Browser, address: str
) -> None:
    tab = opened(chromium, address)
    offered = tab.run("[...document.querySelectorAll('[name=reason] option')].slice(1).map(one => one.text)")
    minded = [one for one in offered if one.startswith("Few would keep it: ")]
    assert minded
    assert len({one.rpartition(" (")[0] for one in offered}) == len(offered)
    for text in offered:
        value, _, number = text.rpartition(" (")
        choose(tab, "reason", value)
        assert tab.run(f"{FRONTS}.length") == int(number.rstrip(")"))


def test_it_says_in_words_who_made_a_card_and_what_takes_an_edit_back(
    chromium: Browser, address: str
) -> None:
    tab = opened(chromium, address)
    assert ", made by the program, by its rule “" in tab.run("document.getElementById('source').textContent")
    press(tab, "e")
    until(tab, "!document.getElementById('edit').hidden")
    assert tab.run("document.querySelector('#edit [data-act=cancel]').textContent") == "Cancel"
