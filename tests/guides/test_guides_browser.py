"""The page for a screen in a real browser: how it fits, what it remembers, what it does without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, Browser, Tab, browser
from guides_sample import LIGHT, TIDES
from test_guides_screen import LIBRARY, OUTLINE, changed, whole

from curriculum.guides.paper import EDITIONS, PLAIN
from curriculum.reading.episode import KeyPoint

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

SENTENCE = '[name="episode/tides/sentence"]'
TEST = '[name="test/light/point-1/question/Which light would you know again?"]'
DAY = '[name="day/2024-05-06"]'
SURE = '[name="test/light/point-1/question/Which light would you know again?/sure"][value="3"]'
POINTS = '[name="test/light/point-1/question/Which light would you know again?/points"][value="0"]'
WORDS = "The Moon „pulls“ <at> both\nsides: ✓ 🌊 שלום"

# what stands wider than its page, or beyond its edge
OVERFLOWING = """[...document.querySelectorAll('main *, nav *, header *')].filter(one => {
  const box = one.getBoundingClientRect();
  const hidden = one.closest('.unseen, .skip') || !box.width;
  return !hidden && (box.right > innerWidth + 1 || box.left < -1);
}).map(one => one.tagName + ' ' + one.className + ' ' + one.textContent.slice(0, 40))"""

# text whose colour is less than 4.5 times as light or dark as what stands behind it
FAINT = """(() => {
  const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = one => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')].filter(one => {
    if (one.matches('script, style, noscript *, option')) return false;
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) return false;
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  }).map(one => one.tagName + ' ' + one.textContent.slice(0, 40));
})()"""

SMALL = """[...document.querySelectorAll('body *')].filter(one =>
  [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && !one.matches('script, style')
  && parseFloat(getComputedStyle(one).fontSize) < 16).map(one => one.tagName)"""

# fields without a name that a screen reader could say
NAMELESS = """[...document.querySelectorAll('input, textarea, select, button')].filter(one =>
  ![one, ...one.labels].some(named => named.textContent.trim()))
  .map(one => one.name)"""

# letters of whole lines of running text
LINES = """(() => {
  const text = 'The keeper of the light writes down each ship that passes and the sea. '.repeat(9);
  const one = document.querySelector('.point p');
  one.textContent = text;
  const range = document.createRange();
  const tops = {};
  for (let at = 0; at < text.length; at++) {
    range.setStart(one.firstChild, at); range.setEnd(one.firstChild, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    tops[top] = (tops[top] || 0) + 1;
  }
  return Object.values(tops).slice(0, -1);
})()"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Path:
    """The page on the disk, of which the browser remembers nothing."""
    path = written(tmp_path / "page.html", whole())
    chromium.open(path).run("localStorage.clear()")
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def value(tab: Tab, selector: str) -> object:
    return tab.run(
        f"(one => one.type === 'textarea' ? one.value : one.checked)(document.querySelector(`{selector}`))"
    )


def click(tab: Tab, selector: str) -> None:
    tab.run(f"document.querySelector(`{selector}`).click()")


def work(tab: Tab) -> None:
    """A day ticked, a sentence and an answer written, one question certain and wrong."""
    tab.write(SENTENCE, WORDS)
    tab.write(TEST, "The one with a rhythm")
    for selector in (DAY, SURE, POINTS):
        click(tab, selector)


def remembers(tab: Tab) -> bool:
    return [value(tab, one) for one in (SENTENCE, TEST, DAY, SURE, POINTS)] == [
        WORDS,
        "The one with a rhythm",
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_stands_beyond_the_edge(chromium: Browser, tmp_path: Path, edition: str, width: int) -> None:
    long = LIGHT.model_copy(update={"title": "W" * 300, "links": (f"https://example.org/{'w' * 300}",)})
    text = whole(library=changed(LIBRARY, long), format=PLAIN._replace(edition=EDITIONS[edition]))
    tab = chromium.open(written(tmp_path / "page.html", text), width)
    tab.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.run(OVERFLOWING) == []
    assert tab.run("document.documentElement.scrollWidth") == width


def test_cues_stand_above_their_points_on_a_phone_and_beside_them_on_a_wide_screen(
    chromium: Browser, page: Path
) -> None:
    sides = """(row => ['.cue', '.say'].map(one => row.querySelector(one).getBoundingClientRect())
      .flatMap(box => [box.left, box.top]))(document.querySelector('.row'))"""
    left, top, points_left, points_top = chromium.open(page, 390).run(sides)
    assert left == points_left
    assert top < points_top
    left, top, points_left, points_top = chromium.open(page, 1280).run(sides)
    assert left + 200 < points_left
    assert top == points_top


def test_a_line_has_about_sixty_five_to_seventy_letters(chromium: Browser, page: Path) -> None:
    lines = chromium.open(page, 1280).run(LINES)
    assert 62 <= sum(lines) / len(lines) <= 72


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_is_large_and_dark_enough_and_every_field_has_a_name(
    chromium: Browser, page: Path, dark: bool
) -> None:
    tab = chromium.open(page, 1280, dark)
    tab.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.run("document.querySelectorAll('[hidden]').forEach(one => { one.hidden = false })")
    click(tab, ".cover")
    assert tab.run(FAINT) == []
    assert tab.run(SMALL) == []
    assert tab.run(NAMELESS) == []
    channels = tab.run(
        "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert (max(channels) < 60) is dark


def test_what_is_ticked_and_written_is_there_after_a_reload(chromium: Browser, page: Path) -> None:
    tab = chromium.open(page)
    work(tab)
    tab.go(page)
    assert remembers(tab)
    assert remembers(chromium.open(page, 390))


def test_what_is_ticked_and_written_is_there_after_a_new_build_with_more_before_it(
    chromium: Browser, page: Path
) -> None:
    tab = chromium.open(page)
    work(tab)
    point = KeyPoint(id="tides/new", number=1, label="New", text="A new point.", line=9)
    one, two = OUTLINE.weeks
    more = one.model_copy(update={"episodes": (*one.episodes[::-1],), "title": "Another title"})
    library = changed(LIBRARY, TIDES.model_copy(update={"points": (point, *TIDES.points)}))
    tab.go(written(page, whole(OUTLINE.model_copy(update={"weeks": (more, two)}), library)))
    assert tab.run("document.body.textContent.includes('A new point.')")
    assert remembers(tab)


def test_words_whose_question_is_gone_are_still_among_all_that_was_written(
    chromium: Browser, page: Path
) -> None:
    tab = chromium.open(page)
    work(tab)
    outline = OUTLINE.model_copy(update={"weeks": OUTLINE.weeks[1:]})
    tab.go(written(page, whole(outline)))
    assert tab.run(f"document.querySelector(`{SENTENCE}`)") is None
    everything = tab.run("document.querySelector('#kept textarea').value")
    assert WORDS in everything
    assert f"{TIDES.title} · In one sentence" in everything


def test_all_that_was_written_can_be_saved(chromium: Browser, page: Path, tmp_path: Path) -> None:
    tab = chromium.open(page)
    work(tab)
    chromium.tell(
        "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path), eventsEnabled=True
    )
    click(tab, "#save")
    while not any(
        one["params"]["state"] == "completed"
        for one in chromium.events
        if one["method"] == "Browser.downloadProgress"
    ):
        tab.run("1")
    assert WORDS in (tmp_path / "by-the-sea.txt").read_text("utf-8")


def test_another_curriculum_keeps_its_own(chromium: Browser, page: Path) -> None:
    tab = chromium.open(page)
    work(tab)
    tab.go(written(page, whole(OUTLINE.model_copy(update={"title": "Inland"}))))
    assert value(tab, SENTENCE) == ""
    assert tab.run("document.querySelector('#kept textarea').value") == ""


def test_points_are_counted_and_what_was_certain_and_wrong(chromium: Browser, page: Path) -> None:
    tab = chromium.open(page)
    work(tab)
    assert tab.run("document.querySelector('.total .wrong').value") == "1"
    click(tab, POINTS.replace('value="0"', 'value="1"'))
    assert tab.run("['.got', '.wrong'].map(one => document.querySelector(`.total ${one}`).value)") == [
        "1",
        "0",
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_answers_are_folded_until_they_are_opened(chromium: Browser, page: Path, width: int) -> None:
    tab = chromium.open(page, width)
    seen = "document.querySelector('.test .reveal p').checkVisibility()"
    assert tab.run("[...document.querySelectorAll('.reveal')].every(one => !one.open)")
    assert tab.run(seen) is False
    click(tab, ".test .reveal summary")
    assert tab.run(seen) is True


def test_points_are_covered_and_shown_one_by_one(chromium: Browser, page: Path) -> None:
    tab = chromium.open(page)
    folds = "[...document.querySelector('.episode').querySelectorAll('.say')].map(one => one.open)"
    assert all(tab.run(folds))
    click(tab, ".cover")
    assert not any(tab.run(folds))
    click(tab, ".say summary")
    assert tab.run(folds)[0] is True
    assert not any(tab.run(folds)[1:])
    click(tab, ".cover")
    assert all(tab.run(folds))


def test_without_scripts_all_is_readable_and_folds_open(chromium: Browser, page: Path) -> None:
    tab = chromium.open(page, scripts=False)
    assert tab.run("[...document.querySelectorAll('.say')].every(one => one.open)")
    assert tab.run("document.querySelector('.point').checkVisibility()")
    assert not tab.run("document.querySelector('.cover').checkVisibility()")
    assert tab.run("document.body.innerText.includes('Scripts are off')")
    click(tab, ".test .reveal summary")
    assert tab.run("document.querySelector('.test .reveal p').checkVisibility()")


@pytest.mark.parametrize(
    "storage",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})",
        "Object.defineProperty(window, 'localStorage', {get() { return null }})",
        "Storage.prototype.setItem = () => { throw new DOMException('full') }",
    ],
    ids=["forbidden", "missing", "full"],
)
def test_where_nothing_can_be_kept_the_page_says_so_and_works(
    chromium: Browser, page: Path, storage: str
) -> None:
    tab = chromium.open(page, first=storage)
    tab.write(SENTENCE, WORDS)
    click(tab, DAY)
    assert value(tab, SENTENCE) == WORDS
    assert tab.run("document.getElementById('lost').checkVisibility()")
    assert WORDS in tab.run("document.querySelector('#kept textarea').value")
    assert tab.told("Runtime.exceptionThrown") == []


def test_what_stands_in_the_storage_and_is_not_ours_does_no_harm(chromium: Browser, page: Path) -> None:
    tab = chromium.open(page)
    for text in ("{", "null", "7", '{"value": 7}'):
        tab.run(f"localStorage.setItem('curriculum/by-the-sea/episode/tides/sentence', `{text}`)")
        tab.go(page)
        assert value(tab, SENTENCE) == ""
    assert tab.told("Runtime.exceptionThrown") == []


def test_no_request_leaves_the_page_and_its_policy_is_not_broken(chromium: Browser, page: Path) -> None:
    tab = chromium.open(page)
    work(tab)
    asked = {one["request"]["url"] for one in tab.told("Network.requestWillBeSent")}
    assert asked == {page.as_uri()}
    assert tab.told("Log.entryAdded") == []
    assert tab.told("Runtime.exceptionThrown") == []
    broken = tab.run(
        """new Promise(done => {
          document.addEventListener('securitypolicyviolation', event => done(event.violatedDirective));
          document.body.append(Object.assign(new Image(), {src: 'https://example.org/x.png'}));
        })"""
    )
    assert broken == "img-src"


def test_text_from_the_right_stands_at_the_right(chromium: Browser, tmp_path: Path) -> None:
    point = TIDES.points[0].model_copy(update={"text": "טקסט קצר.", "label": "שלום"})
    library = changed(LIBRARY, TIDES.model_copy(update={"points": (point, *TIDES.points[1:])}))
    for language in ("en-GB", "ar"):
        text = whole(library=library, format=PLAIN._replace(language=language))
        tab = chromium.open(written(tmp_path / "page.html", text), 390)
        assert tab.run(OVERFLOWING) == []
        assert (
            tab.run(
                """(one => {
                  const range = document.createRange();
                  range.selectNodeContents(one);
                  return one.getBoundingClientRect().right - range.getBoundingClientRect().right;
                })(document.querySelector('.point p'))"""
            )
            < 2
        )
