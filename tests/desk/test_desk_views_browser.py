"""What is done in one view is seen in the others, without loading the page again."""

import tomllib
from pathlib import Path

import pytest
from chromium import CHROMIUM, Browser, Tab
from desk_browser import at, opened, press, until
from test_desk_plan import EPISODES

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

PLAN = "document.querySelectorAll('#weeks [data-week]').length"
CARDS = "document.querySelector('#count').textContent.includes('in all')"
COUNTED = "[...document.querySelectorAll('#weeks .load')].map(one => one.nextSibling.textContent)"
WEEKS = "[...document.querySelectorAll('#filter [name=week] option')].map(one => one.textContent)"
WHERE = "document.getElementById('where').textContent"


@pytest.fixture
def folder(folder: Path) -> Path:
    for name, text in EPISODES.items():
        (folder / f"{name}-2.md").write_text(text, encoding="utf-8")
    (folder / "curriculum.toml").write_text("weeks = 3\n", encoding="utf-8")
    return folder


def cards_of(tab: Tab) -> int:
    """How many cards Plan counts in all weeks."""
    return sum(int(one.split()[1]) for one in tab.run(COUNTED))


def test_plan_counts_the_cards_that_were_decided_meanwhile(chromium: Browser, address: str) -> None:
    tab = opened(chromium, address, "plan", PLAN)
    before = cards_of(tab)
    at(tab, "cards", CARDS)
    tab.run("document.querySelector('#filter [name=verdict]').value = 'ship'")
    tab.run("document.getElementById('filter').dispatchEvent(new Event('input'))")
    listed = "document.querySelectorAll('#list li').length"
    shipping = tab.run(listed)
    press(tab, "d")
    until(tab, f"{listed} === {shipping - 1}")
    at(tab, "plan", f"{COUNTED}.reduce((sum, one) => sum + Number(one.split(' ')[1]), 0) === {before - 1}")


def test_the_weeks_of_cards_follow_the_plan(chromium: Browser, address: str, folder: Path) -> None:
    tab = opened(chromium, address, "cards", CARDS)
    assert len(tab.run(WEEKS)) > 2
    at(tab, "plan", PLAN)
    field = "document.querySelector('#plan-top [name=weeks]')"
    tab.run(f"{field}.focus(); {field}.value = '1'")
    press(tab, "Enter")
    until(tab, f"{PLAN} === 1")
    assert tomllib.loads((folder / "curriculum.toml").read_text("utf-8")) == {"weeks": 1}
    at(tab, "cards", f"{WEEKS}.join() === 'all,1' && {WHERE}.startsWith('Week 1')")


def test_notes_that_give_no_card_say_so_in_each_view_and_lead_to_what_can_be_done(
    chromium: Browser, address: str, folder: Path
) -> None:
    (folder / "mills.md").unlink()
    tab = opened(chromium, address, "plan", PLAN)
    for view, ready, ways in (
        ("plan", "true", ["See what is held back", "Have cards written"]),
        ("cards", CARDS, ["Have cards written"]),
        ("build", "true", ["See what is held back", "Have cards written"]),
    ):
        at(tab, view, ready)
        place = f"document.querySelector('#view-{view} .supply')"
        until(tab, f"{place}.innerText.startsWith('No card to study: all ')")
        assert tab.run(f"[...{place}.querySelectorAll('button')].map(one => one.textContent)") == ways
    assert not tab.run("document.getElementById('passing').checkVisibility()")
    tab.run(f"{place}.querySelector('button').click()")
    until(tab, "!document.getElementById('view-cards').hidden")
    press(tab, "y")
    until(tab, "document.querySelector('#view-cards .supply').innerText.startsWith('Only 1 card ')")
    tab.run("document.querySelector('#view-cards .supply button').click()")
    until(tab, "!document.getElementById('view-write').hidden")


def test_a_build_without_a_card_makes_no_package_and_says_why(
    chromium: Browser, address: str, folder: Path
) -> None:
    (folder / "mills.md").unlink()
    tab = opened(chromium, address, "build", "document.getElementById('followed').textContent")
    press(tab, "b")
    until(tab, "!document.getElementById('built').hidden")
    assert "No package for Anki was made: it would have no card." in tab.run(
        "document.getElementById('told').innerText"
    )
    assert not tab.run("document.querySelector('[name=rewrite]').checkVisibility()"), "Anki has no card yet"
    assert ".apkg" not in tab.run("document.getElementById('files').innerText")
    until(tab, "document.querySelector('#view-build .supply').innerText.startsWith('No card to study: ')")
