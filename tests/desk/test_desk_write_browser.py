"""Writing at the desk as a person does it: prompts copied, answers pasted, a model asked; keys alone."""

import json
from collections.abc import Callable
from pathlib import Path

import desk_browser
import pytest
from chromium import CHROMIUM, Browser, Tab
from desk_browser import CONTROL, QUIET, SAID, axe, press, serious, started, until
from mills import TIDE, WIND, good, notes, pasted
from model_server import Answer as Spoken
from model_server import Request, serving

from curriculum.cards.writer import drafts_file

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

CAME = "document.getElementById('write-receipt').innerText"
COUNT = "document.getElementById('write-count').textContent"
PROMPTS = "[...document.querySelectorAll('#write-prompts textarea')].map(one => one.value)"
FIELD = "document.getElementById('write-text')"
FRONTS = "[...document.querySelectorAll('#list li')].map(one => one.querySelector('span span').textContent)"
Started = Callable[..., str]


@pytest.fixture
def mills(tmp_path: Path) -> Path:
    return notes(tmp_path / "mills", TIDE, WIND)


def opened(chromium: Browser, address: str, width: int = 1280, dark: bool = False, first: str = "") -> Tab:
    ready = f"!{COUNT}.startsWith('Reading') && document.getElementById('write-about').textContent"
    return desk_browser.opened(chromium, address, "write", ready, width, dark, first)


def paste(tab: Tab, text: str) -> None:
    """Into the field for replies, by keys."""
    press(tab, "r")
    until(tab, f"document.activeElement === {FIELD}")
    tab.tell("Input.insertText", text=text)
    press(tab, "Enter", modifiers=CONTROL)


def focus(tab: Tab, selector: str) -> None:
    """Go to something as Tab would, which is what its place in the order says."""
    assert tab.run(f"document.querySelector({selector!r}).tabIndex") == 0
    tab.run(f"document.querySelector({selector!r}).focus()")


def test_the_prompt_is_copied_the_answer_pasted_and_its_cards_are_found(
    chromium: Browser, mills: Path
) -> None:
    with started(mills) as address:
        tab = opened(chromium, address)
        assert tab.run(COUNT) == "3 points of 2 episodes are to be asked."
        press(tab, "c")
        until(tab, f"{QUIET}.startsWith('Copied')")
        prompt = tab.run("navigator.clipboard.readText()")
        assert prompt == tab.run(PROMPTS)[0]
        paste(tab, prompt)
        until(tab, f"{SAID}.includes('the prompt itself')")
        assert tab.run(f"{FIELD}.value") == prompt, "what was refused stands there still"
        tab.run(f"{FIELD}.select()")
        wrong = pasted(prompt).replace('"answer": "Guillaume Marchand"', '"answer": "the Dutch"')
        paste(tab, wrong + '\n{"what": "card", "question": "<b>cut')
        until(tab, f"{CAME}.includes('3 cards came in')")
        assert len(drafts_file.read(mills / drafts_file.FILE)) == 3
        said = tab.run(CAME)
        assert "3 cards came in: 2 pass, 1 held." in said
        assert "Which abbot built the mill at Beauchet? → the Dutch" in said
        assert "do not say “dutch”" in said
        assert "An item is cut short here." in said
        assert tab.run(f"{FIELD}.value") == ""
        until(tab, "document.getElementById('write-about').textContent.includes('critic')")
        focus(tab, "[data-write=look]")
        press(tab, "Enter")
        until(tab, f"{FRONTS}.includes('Which abbot built the mill at Beauchet?')")
        assert tab.run("document.querySelector('[name=maker]').value") == "a writer"
        assert len(tab.run(FRONTS)) == 3


def test_episodes_are_chosen_and_prompts_come_in_parts(chromium: Browser, mills: Path) -> None:
    with started(mills) as address:
        tab = opened(chromium, address)
        tab.run("document.querySelector('#write-which').open = true")
        focus(tab, "#write-episodes li:nth-child(2) input")
        press(tab, " ")
        until(tab, f"{PROMPTS}.length === 1 && !{PROMPTS}[0].includes('Alblasserwaard')")
        assert tab.run("document.querySelector('#write-which summary').textContent") == "1 of 2 episodes"
        tab.run("document.querySelector('[data-write=none]').click()")
        until(tab, f"{PROMPTS}.length === 0")
        assert "that you chose" in tab.run("document.getElementById('write-about').textContent")


def test_where_the_browser_does_not_copy_the_prompt_is_selected(chromium: Browser, mills: Path) -> None:
    with started(mills) as address:
        tab = opened(
            chromium, address, first="Object.defineProperty(navigator, 'clipboard', {value: undefined})"
        )
        press(tab, "c")
        until(tab, f"{SAID}.includes('selected')")
        assert tab.run("getSelection().toString().length || document.activeElement.selectionEnd") > 1000


def test_a_reply_longer_than_a_megabyte_is_not_sent(chromium: Browser, mills: Path) -> None:
    with started(mills) as address:
        tab = opened(chromium, address)
        tab.run(f"{FIELD}.value = 'x'.repeat(1_200_000)")
        press(tab, "r")
        press(tab, "Enter", modifiers=CONTROL)
        until(tab, f"{SAID}.includes('1.2 megabytes')")
        assert tab.run(f"{FIELD}.value.length") == 1_200_000


def test_without_a_model_it_says_how_to_name_one(chromium: Browser, mills: Path) -> None:
    with started(mills) as address:
        tab = opened(chromium, address)
        assert "--with openai:gpt-5" in tab.run("document.getElementById('write-none').innerText")
        assert tab.run("document.getElementById('write-named').hidden")


def test_the_settings_name_a_model_and_what_is_typed_counts_more(chromium: Browser, mills: Path) -> None:
    (mills / "curriculum.toml").write_text('model = "ollama:one"\nno_critic = true\n', encoding="utf-8")
    for options, name in (((), "ollama:one"), (("--with", "ollama:two"), "ollama:two")):
        with started(mills, *options) as address:
            tab = opened(chromium, address)
            assert tab.run("document.getElementById('write-who').textContent").startswith(name)
            tab.run("document.querySelector('[data-write=plan]').click()")
            until(tab, "document.querySelectorAll('#write-lines li').length === 2")


def test_a_model_is_asked_once_the_person_has_agreed(chromium: Browser, mills: Path) -> None:
    with serving(good) as server, started(mills, "--with", "some-model", "--url", server.url) as address:
        tab = opened(chromium, address)
        focus(tab, "[data-write=plan]")
        press(tab, "Enter")
        until(tab, "document.querySelectorAll('#write-lines li').length > 1")
        assert "Send 3 points" in tab.run("document.querySelector('[data-write=send]').textContent")
        assert server.requests == []
        focus(tab, "[data-write=send]")
        press(tab, "Enter")
        until(tab, f"{CAME}.includes('3 cards came in: 3 pass')")
        assert "tokens read" in tab.run(CAME)
        until(tab, "document.getElementById('write-job').hidden")
        assert tab.run(COUNT).startswith("Every point has its answer, and every draft is judged.")


def slow_at_wind(request: Request) -> Spoken:
    return Spoken('{"id":', drip=True) if "Kinderdijk" in json.dumps(request.body) else good(request)


def begun(tab: Tab) -> None:
    tab.run("document.querySelector('[data-write=plan]').click()")
    until(tab, "!document.getElementById('write-plan').hidden")
    tab.run("document.querySelector('[data-write=send]').click()")
    until(tab, "document.getElementById('write-going').textContent.startsWith('1 of 2')")


def test_a_stop_keeps_what_came_and_so_does_control_c(chromium: Browser, mills: Path) -> None:
    options = ("--with", "m", "--no-critic")
    with serving(slow_at_wind) as server, started(mills, *options, "--url", server.url) as address:
        tab = opened(chromium, address)
        begun(tab)
        focus(tab, "[data-write=stop]")
        press(tab, "Enter")
        until(tab, f"{CAME}.includes('Stopped. What came in is kept.')")
        assert "1 point left to ask" in tab.run(CAME)
        (mills / drafts_file.FILE).unlink()
        until(tab, f"{COUNT}.startsWith('3 points')")
        begun(tab)  # Ctrl-C comes now
    assert len(drafts_file.read(mills / drafts_file.FILE)) == 2
    assert [one.name for one in mills.iterdir() if "tmp" in one.name] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_stands_beyond_the_edge(chromium: Browser, mills: Path, width: int) -> None:
    with started(mills, "--with", "openai:gpt-4o") as address:
        tab = opened(chromium, address, width)
        tab.run("for (const one of document.querySelectorAll('#view-write details')) one.open = true")
        assert tab.run("document.documentElement.scrollWidth") == width


def test_axe_finds_no_serious_fault(chromium: Browser, mills: Path) -> None:
    with serving(good) as server, started(mills, "--with", "m", "--url", server.url) as address:
        for width, dark in ((390, True), (1440, False)):
            tab = opened(chromium, address, width, dark, first=axe())
            paste(
                tab, '{"what": "card", "question": "Q?", "answer": "A", "support": "store the flood behind"}'
            )
            until(tab, f"{CAME}.length > 0")
            tab.run("document.querySelector('[data-write=plan]').click()")
            until(tab, "!document.getElementById('write-plan').hidden")
            tab.run("for (const one of document.querySelectorAll('#view-write details')) one.open = true")
            assert serious(tab) == []
            assert tab.told("Runtime.exceptionThrown") == []
