"""The page of a month: what stands on it, and that it needs nothing but itself."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from guides_sample import CARDS
from page_sample import LIBRARY, MADE, OUTLINE, gather, page, ship

from curriculum.cards import decision
from curriculum.memory.memory import Memory, Trace
from curriculum.memory.progress import Progress, progress
from curriculum.page import chart
from curriculum.planning import workload
from curriculum.planning.outline import LeftOut, Outline
from curriculum.planning.themes import read_themes
from curriculum.problems import Problem
from curriculum.reading.library import Library
from curriculum.shipping.lock import Entry, Lock


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.said: list[str] = []
        self._hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._hidden += tag in ("style", "script")
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" else []
        self.loads += [values[name] for name in ("src", "srcset", "data", "action") if name in values]
        self.loads += [values["href"]] if tag == "link" else []
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


def test_every_week_episode_card_and_reason_stands_on_it() -> None:
    text = Page(page()).text
    for week in OUTLINE.weeks:
        assert week.title in text
    for episode in LIBRARY.episodes:
        assert episode.title in text
    for card in CARDS:
        assert (card.question or "Sun and Moon pull along") in text
    assert "Why here: first" in text
    assert "What does a coast tell a ship?" in text


def test_a_name_in_doubt_is_told_with_the_line_where_it_stands() -> None:
    text = Page(page()).text
    assert "Spelt in more than one way: Ada Brook notes/a.md:5 or Ada Brooke" in text


def test_it_leads_to_the_files_that_lie_beside_it_and_to_no_other() -> None:
    files = [link for link in Page(page()).links if "#" not in link and "://" not in link]
    assert sorted(set(files)) == sorted(MADE)


def test_links_inside_lead_somewhere_and_no_id_stands_twice() -> None:
    found = Page(page(problems=[Problem(path="a.md", kind="x", message="M.", remedy="R.")]))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


def test_it_needs_nothing_but_itself() -> None:
    text = page()
    found = Page(text)
    assert not found.loads
    assert not found.handlers
    assert "default-src 'none'" in html.unescape(text)
    assert "url(" not in text
    assert "@import" not in text


def test_the_same_values_give_the_same_bytes() -> None:
    assert page() == page()


def test_a_term_is_shown_both_ways() -> None:
    week = gather().weeks[0]
    shown = {one.card.question: one.sides for episode in week.episodes for one in episode.shown}
    there, back = shown["stepped lens"]
    assert "stepped lens" in there.front
    assert "rings" not in there.front
    assert "rings" in back.front
    assert "stepped lens" not in back.front
    assert week.cards == sum(len(sides) for sides in shown.values())


def test_drafts_that_most_would_keep_stand_first_and_dropped_ones_only_count() -> None:
    held = next(card for card in CARDS if card.verdict == "held")
    few, many = (
        held.model_copy(update={"key": f"{held.key}-{worth}", "worth": worth, "reasons": (f"Few: {worth}.",)})
        for worth in (20, 60)
    )
    (gone,) = decision.apply([held], {held.key: decision.Decision(verdict="drop")})
    episode = gather(cards=[few, gone, many]).weeks[0].episodes[0]
    assert [card.worth for card in episode.held] == [60, 20]
    assert episode.dropped == 1
    text = Page(page(cards=[few, gone, many])).text
    assert text.index("Few: 60.") < text.index("Few: 20.") < text.index("1 card you dropped.")


def test_a_card_that_lies_in_another_deck_says_so() -> None:
    notes = ship(CARDS).notes
    moved = [replace(note, deck="May::Week 9", state="elsewhere") for note in notes[:1]]
    text = Page(page(shipment=replace(ship(CARDS), notes=(*moved, *notes[1:])))).text
    assert text.count("in your deck May::Week 9") == 1


def test_what_an_import_will_not_show_stands_beside_the_search_that_finds_it() -> None:
    notes = ship(CARDS).notes
    tags = ("curriculum::episode::fog",)
    moved = [replace(note, deck="May::Week 9", state="elsewhere", tags=tags) for note in notes[:2]]
    text = Page(page(shipment=replace(ship(CARDS), notes=(*moved, *notes[2:])))).text
    assert "2 cards are in your deck May already: nothing new will appear for them." in text
    assert "Create Filtered Deck, search tag:curriculum::episode::fog" in text
    assert "Create Filtered Deck" not in Page(page()).text


def test_problems_and_what_is_left_out_have_their_place() -> None:
    problem = Problem(path="notes/b.md", line=7, kind="show", message="It is odd.", remedy="Mend it.")
    outline = OUTLINE.model_copy(update={"left_out": (LeftOut(id="fog", why="too far off"),)})
    text = Page(page(outline=outline, problems=[problem])).text
    assert "It is odd. Mend it. notes/b.md:7" in text
    assert "Signals in Fog : too far off" in text


def test_without_dates_there_is_no_calendar_but_a_chart() -> None:
    weeks = tuple(week.model_copy(update={"start": None, "end": None}) for week in OUTLINE.weeks)
    text = page(outline=OUTLINE.model_copy(update={"weeks": weeks}))
    assert "Day by day" not in Page(text).text
    assert "Day 1: " in text


def test_an_empty_curriculum_has_a_page() -> None:
    text = Page(page(cards=(), library=Library(), outline=Outline(title="Nothing", weeks=()), made=())).text
    assert "0 weeks, 0 episodes, 0 cards" in text


HOSTILE = "</script></style><img src=x onerror=alert(1)>\" onfocus=alert(2) x=' {{ 7 * 7 }}"


def test_markup_in_the_notes_and_in_names_stands_there_as_text() -> None:
    cards = [
        card.model_copy(
            update={
                **(
                    {"question": HOSTILE, "answer": HOSTILE, "context": HOSTILE}
                    if card.kind != "cloze"
                    else {}
                ),
                "detail": HOSTILE,
                "quote": HOSTILE,
                "credit": HOSTILE,
                "reasons": (HOSTILE,) if card.verdict == "held" else (),
                "source": card.source.model_copy(update={"path": HOSTILE}),
            }
        )
        for card in CARDS
    ]
    episodes = tuple(
        episode.model_copy(
            update={
                "title": HOSTILE,
                "show": HOSTILE,
                "guests": (HOSTILE,),
                "links": (f"https://example.org/{HOSTILE}", f"javascript:{HOSTILE}"),
                "source": episode.source.model_copy(update={"path": HOSTILE}),
            }
        )
        for episode in LIBRARY.episodes
    )
    weeks = tuple(
        week.model_copy(update={"title": HOSTILE, "question": HOSTILE, "goals": (HOSTILE,)})
        for week in OUTLINE.weeks
    )
    doubts = tuple(doubt.model_copy(update={"forms": (HOSTILE, HOSTILE)}) for doubt in LIBRARY.doubts)
    text = page(
        cards=cards,
        library=LIBRARY.model_copy(update={"episodes": episodes, "doubts": doubts}),
        outline=OUTLINE.model_copy(update={"title": HOSTILE, "weeks": weeks, "advice": (HOSTILE,)}),
        problems=[Problem(path=HOSTILE, kind="x", message=HOSTILE, remedy=HOSTILE)],
    )
    found = Page(text)
    assert not found.handlers
    assert not found.loads
    assert "49" not in found.text
    assert not [link for link in found.links if link.lower().startswith(("javascript", "data"))]
    assert text.count("<script") == 1
    assert text.count("<style") == 1


@pytest.mark.parametrize(("busiest", "top"), [(0.5, 2), (2.5, 4), (61, 90), (200, 240)])
def test_the_scale_of_the_chart_is_round_and_holds_every_bar(busiest: float, top: int) -> None:
    day = workload.Day(number=1, new=1, low=0.0, middle=busiest / 2, high=busiest)
    made = chart.chart(workload.Forecast(new_a_day=1, cards=1, days=(day,), left=0), [None])
    assert made.most == top
    (bar,) = made.bars
    assert 0 <= bar.top <= bar.middle <= bar.low == chart.HEIGHT


def what_is_learnt() -> Progress:
    lock = Lock(
        entries=tuple(
            Entry(
                key=note.key,
                guid=note.guid,
                kind=note.kind,
                rule="",
                fields=dict(note.fields),
                tags=(),
                fingerprint="",
                episode=LIBRARY.episodes[0].id,
                point="",
                file="",
                changed=1,
                deck=note.deck,
            )
            for note in ship(CARDS).notes
        )
    )
    first, second = lock.entries[:2]
    traces = (
        Trace(key=first.key, stage="review", interval=30, answers=9, asked=8, passed=6, last=1, stability=3),
        Trace(key=second.key, stage="review", answers=12, lapses=8, leech=True, suspended=True),
    )
    memory = Memory(taken=1_716_206_400, traces=tuple(sorted(traces, key=lambda one: one.key)))
    return progress(memory, lock, LIBRARY, read_themes(), {})


def test_what_anki_remembers_stands_on_it_where_anki_was_asked() -> None:
    assert "What is learnt" not in Page(page()).text
    text = Page(page(progress=what_is_learnt())).text
    assert "What is learnt As Anki had it on Mon May 20" in text
    assert "Of 8 reviews in the last 30 days 75 % passed." in text
    assert "8 times, " in text, "a leech is named with how often it was forgotten"
    assert re.search(r"2 of \d+ cards learnt, 75 % passed", text), "and each week says it, too"


def test_what_a_hostile_deck_is_called_stays_text() -> None:
    learnt = what_is_learnt()
    row = learnt.weeks[0].model_copy(update={"title": "<script>alert(1)</script>"})
    leech = learnt.leeches[0].model_copy(update={"asks": "<img src=x onerror=alert(1)>"})
    shown = Page(page(progress=learnt.model_copy(update={"weeks": (row,), "leeches": (leech,)})))
    assert not shown.handlers
    assert "<script>alert(1)</script>" in shown.text
