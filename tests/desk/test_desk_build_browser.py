"""A theme's curriculum from the first letter to Anki: the real command, browser and importer, keys alone."""

import time
from pathlib import Path

import desk_browser
import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from chromium import CHROMIUM, Browser, Tab
from desk_browser import axe, press, serious, until
from desk_sample import desk_of

from curriculum.cards.decision import Decision
from curriculum.shipping import decisions

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

ROOT = Path(__file__).resolve().parents[2]
FOUND = "document.getElementById('found').textContent"
PLANNED = "[...document.querySelectorAll('#planned b')].map(one => one.textContent)"
FOCUS = "document.activeElement.id || document.activeElement.name"


READY = {"themes": f"!{FOUND}.startsWith('Reading')", "build": "document.querySelector('#settings dt')"}
BREAD = """# Bread at Home

Key points:

1. **Dough**: Bakers fold the dough each hour.

## Flashcards

Q: How often is the dough folded?
A: each hour
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "bread.md").write_text(BREAD, encoding="utf-8")
    return folder


def opened(
    chromium: Browser, address: str, view: str, width: int = 1280, dark: bool = False, first: str = ""
) -> Tab:
    return desk_browser.opened(chromium, address, view, READY[view], width, dark, first)


def at(tab: Tab, view: str) -> None:
    desk_browser.at(tab, view, READY[view])


def write(tab: Tab, text: str) -> None:
    """Type into the field that has the focus."""
    tab.tell("Input.insertText", text=text)


def tell_where_to_save(tab: Tab, folder: Path) -> None:
    tab.tell("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))


def arrived(folder: Path, name: str) -> Path:
    """A file that the browser has saved as a whole."""
    end = time.monotonic() + 30
    while not (folder / name).exists() or list(folder.glob("*.crdownload")):
        assert time.monotonic() < end, [path.name for path in folder.iterdir()]
        time.sleep(0.05)
    return folder / name


def backs(collection: Path, package: Path) -> dict[str, str]:
    """Question → answer of the notes that Anki has when it has imported the package."""
    learner = Collection(str(collection))
    try:
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False)
        learner.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
        notes = [learner.get_note(id) for id in learner.find_notes("")]
        return {note["Question"]: note["Answer"] for note in notes}
    finally:
        learner.close()


def test_a_theme_is_typed_made_built_saved_and_imported(
    chromium: Browser, address: str, folder: Path, tmp_path: Path
) -> None:
    cards = {card.question: card for card in desk_of(folder).workspace.cards}
    ebb = cards["What turns the wheel of a tidal mill?"]
    decisions.save(folder / decisions.FILE, ebb.key, Decision(answer="the outgoing tide"))
    tab = opened(chromium, address, "themes")
    press(tab, "/")
    write(tab, "tidal mi")
    until(tab, f"{PLANNED}.length === 1")
    assert tab.run(PLANNED) == ["The Rance Mills with Ada Okafor"]
    write(tab, "lls")
    until(tab, f"{FOUND}.startsWith('1 episode of 2 would be in a curriculum of “tidal mills”')")
    press(tab, "Enter")
    until(tab, "!document.getElementById('changes').hidden")
    assert tab.run("document.getElementById('view-build').hidden") is False
    assert tab.run("document.getElementById('counted').textContent") == "3 new cards."
    assert tab.run(FOCUS) == "changed"
    assert not (folder.parent / "decks").exists()
    fronts = tab.run(
        "[...document.querySelectorAll('#lots li > span:first-child')].map(one => one.textContent)"
    )
    assert "What turns the wheel of a tidal mill?" in fronts
    assert "How often is the dough folded?" not in fronts
    press(tab, "b")
    until(tab, "document.querySelectorAll('#steps li').length > 0")
    until(tab, "!document.getElementById('built').hidden")
    assert tab.run(FOCUS) == "ready"
    assert tab.run("document.querySelector('[name=rewrite]').checkVisibility()")
    saved = tmp_path / "saved"
    saved.mkdir()
    tell_where_to_save(tab, saved)
    label = tab.run("document.querySelector('#files button').getAttribute('aria-label')")
    assert tab.run("document.querySelector('#files .first span').textContent").startswith(
        "All cards. Import this"
    )
    tab.run("document.querySelector('#files button').focus()")
    press(tab, "Enter")
    package = arrived(saved, label.removeprefix("Save "))
    learned = backs(tmp_path / "collection.anki2", package)
    assert learned["What turns the wheel of a tidal mill?"] == "the outgoing tide"
    assert learned["Which river has the mills?"] == "the Rance"
    assert "How often is the dough folded?" not in learned
    guide = tab.run(
        "[...document.querySelectorAll('#files button')].find(one => one.ariaLabel.endsWith('.pdf')).click()"
    )
    assert guide is None
    (pdf,) = [
        name
        for name in tab.run("[...document.querySelectorAll('#files .soft')].map(one => one.textContent)")
        if name.startswith(package.stem) and ".pdf" in name
    ]
    assert arrived(saved, pdf.partition(",")[0]).read_bytes().startswith(b"%PDF")
    assert tab.run("location.pathname") == "/", "it is saved, not shown"
    assert tab.told("Log.entryAdded") == []
    assert tab.told("Runtime.exceptionThrown") == []


def test_a_second_tab_sees_the_same_build(chromium: Browser, address: str) -> None:
    one, other = (opened(chromium, address, "build") for _ in range(2))
    press(one, "b")
    until(other, "!document.getElementById('making').hidden || !document.getElementById('built').hidden")
    for tab in (one, other):
        until(tab, "!document.getElementById('built').hidden")
        assert "4 cards to study" in tab.run("document.getElementById('told').textContent")
    third = opened(chromium, address, "build")
    assert third.run("document.getElementById('files').childElementCount") > 4


def test_only_the_best_and_nothing_found_are_told_as_it_is_typed(chromium: Browser, address: str) -> None:
    tab = opened(chromium, address, "themes")
    assert tab.run("document.getElementById('known-themes').childElementCount") > 0
    press(tab, "/")
    write(tab, "zebra")
    until(tab, f"{FOUND}.startsWith('Nothing in your notes is about “zebra”')")
    assert tab.run("document.getElementById('course').disabled")
    press(tab, "Enter")
    assert tab.run("document.getElementById('view-themes').hidden") is False
    tab.run("document.activeElement.select()")
    write(tab, "dough")
    until(tab, f"{PLANNED}.includes('Bread at Home')")
    tab.run("document.querySelector('#seek [name=best]').focus()")
    write(tab, "1")
    until(tab, f"{FOUND}.startsWith('1 episode of 2')")


def test_markup_in_a_theme_and_in_the_notes_is_text(chromium: Browser, address: str, folder: Path) -> None:
    evil = "<img src=x onerror=alert(1)>"
    (folder / "evil.md").write_text(
        f"# Evil {evil}\n\nKey points:\n\n1. **Evil {evil}**: An evil thing {evil} is a tag.\n\n"
        f"## Flashcards\n\nQ: What is {evil}?\nA: {evil}\n",
        encoding="utf-8",
    )
    tab = opened(chromium, address, "themes")
    press(tab, "/")
    write(tab, f"evil {evil}")
    until(tab, f"{FOUND}.includes({evil!r})")
    assert tab.run("document.images.length") == 0
    tab.run("document.activeElement.select()")
    write(tab, "evil thing")
    until(tab, f"{PLANNED}.length === 1")
    press(tab, "Enter")
    until(tab, "!document.getElementById('changes').hidden")
    assert "<img" in tab.run("document.getElementById('lots').textContent")
    assert tab.run("document.images.length") == 0
    assert tab.told("Log.entryAdded") == []


@pytest.mark.parametrize(("width", "dark"), [(320, False), (390, True), (768, False), (1440, True)])
def test_nothing_stands_beyond_the_edge_and_axe_finds_no_serious_fault(
    chromium: Browser, address: str, width: int, dark: bool
) -> None:
    tab = opened(chromium, address, "themes", width, dark, first=axe())
    press(tab, "/")
    write(tab, "tidal mills")
    until(tab, f"{PLANNED}.length === 1")
    assert serious(tab) == []
    assert tab.run("document.documentElement.scrollWidth") == width
    tab.run("document.activeElement.blur()")
    at(tab, "build")
    press(tab, "l")
    until(tab, "!document.getElementById('changes').hidden")
    tab.run("document.getElementById('unfold').click()")
    assert serious(tab) == []
    assert tab.run("document.documentElement.scrollWidth") == width
    if width == 390:
        press(tab, "b")
        until(tab, "!document.getElementById('built').hidden")
        tab.run("document.getElementById('settings').open = true")
        assert serious(tab) == []
        assert tab.run("document.documentElement.scrollWidth") == width
