"""How it fits together: the map's things are shared, its gaps have answers, words to own are defined."""

import pytest
from guides_material import claim, question, term
from guides_tree import early_breaks, squeeze, texts

from curriculum.guides import fit, words
from curriculum.guides.ask import BLANK, Ask
from curriculum.guides.beside import Cell, Row, rows
from curriculum.guides.claim import whole
from curriculum.guides.compose import Press, compose
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.guides.threads import threads
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library


def episode(id: str, *points: tuple[str, str]) -> Episode:
    return Episode(
        id=id,
        title=f"Title {id}",
        points=tuple(
            KeyPoint(id=f"{id}/point-{n}", number=n, label=label, text=text, line=n)
            for n, (label, text) in enumerate(points, start=1)
        ),
        source=Source(path="a.md", line=1),
    )


TIDES = episode(
    "tides",
    ("The pull", "The Moon pulls at the water of every harbour."),
    ("Harbour walls", "Harbour walls have to withstand the highest spring tide of a century."),
)
LIGHT = episode(
    "light",
    ("Rhythm", "A lighthouse has a rhythm of its own."),
    ("Walls", "Its walls withstand storms, and the harbour beside it does too."),
    ("Spring tides", "The podcast speaks of spring tides. A spring tide may drown the lower rooms."),
)
FOG = episode("fog", ("Horns", "A horn sounds in fog."))
OTHERS = tuple(episode(f"x{n}", ("Else", "Nothing of the kind.")) for n in range(6))
STUDY = (
    claim("tides", 1, "Harbours", "Storms pull at the water of every one."),
    claim("tides", 2, "Highest spring tide", "Harbour walls have to withstand the one of a century."),
    claim("light", 2, "The harbour beside a lighthouse", "It has walls that withstand storms."),
    claim("light", 1, "Rhythm of a lighthouse", "It is its own, and no other has it."),
)
WEEK = (TIDES, LIGHT, FOG)


def test_things_of_the_map_are_what_two_episodes_speak_of() -> None:
    made = fit.fit(WEEK, STUDY, (), (*WEEK, *OTHERS))
    things = {node.thing: node for node in made.nodes}
    assert set(things) == {"harbour", "spring tide"}
    assert [edge.place for edge in things["harbour"].edges] == [1, 2]
    assert all(edge.claimed for edge in things["harbour"].edges)
    told = things["spring tide"].edges[1]
    assert not told.claimed, "no claim of the second episode speaks of it, but a point does"
    assert told.says == "A spring tide may drown the lower rooms.", "not what is said of the podcast"


def test_no_claim_stands_at_two_things_or_in_the_table_too() -> None:
    made = fit.fit(WEEK, STUDY, (), (*WEEK, *OTHERS))
    on_the_map = [edge.point for node in made.nodes for edge in node.edges if edge.claimed]
    assert len(on_the_map) == len(set(on_the_map))
    tides, light, fog = made.claims
    assert tides is None, "both of its claims stand on the map"
    assert light is not None
    assert light.about == "Rhythm of a lighthouse"
    assert fog is None, "nothing is invented where there is no claim"


def test_a_blank_is_a_word_of_a_claim_that_nothing_beside_it_gives_away() -> None:
    made = fit.fit(WEEK, STUDY, (), (*WEEK, *OTHERS))
    gaps = {edge.letter: (node, edge) for node in made.nodes for edge in node.edges if edge.letter}
    assert [blank.letter for blank in made.blanks] == sorted(gaps) != []
    claims = [one.answer for one in STUDY]
    for blank in made.blanks:
        node, edge = gaps[blank.letter]
        assert edge.says.count(BLANK) == 1
        assert edge.says.replace(BLANK, blank.answer) in claims
        assert blank.answer.lower() not in f"{node.thing} {edge.about}".lower()
        assert blank.point == edge.point


def test_other_forms_of_a_word_count() -> None:
    one = episode("one", ("Cost", "The cost of a lamp in winter."), ("Privacy", "Privacy at sea."))
    other = episode("other", ("Costs", "Costs of a horn."), ("Private", "A private pier."))
    study = (
        claim("one", 1, "Cost of a lamp", "It is high in winter."),
        claim("one", 2, "Language model of the port", "It names ships."),
        claim("other", 1, "Costs of a horn", "They are low in winter."),
        claim("other", 2, "LLM of the pier", "It greets ships."),
    )
    made = fit.fit((one, other), study, (), (one, other, *OTHERS))
    assert len(made.nodes) == 2, "cost and costs, LLM and large language model"


def test_a_single_common_word_links_nothing() -> None:
    """ "Harbours" of storms and harbours of toll: the word alone is no claim that both make."""
    study = (
        claim("tides", 1, "Harbours", "The Moon pulls at the water of every one."),
        claim("light", 2, "The harbour beside a lighthouse", "It takes a toll."),
        *STUDY[1:2],
    )
    made = fit.fit(WEEK, study, (), (*WEEK, *OTHERS))
    assert made.nodes == ()
    assert made.tabled, "the claims stand side by side all the same"


def test_nothing_without_a_sentence_stands_on_the_map() -> None:
    one = episode("one", ("Fog horn costs", "They rise."), ("Else", "A lens bends the light."))
    other = episode("other", ("Salt", "A fog horn needs oil."), ("Else", "A lens needs no lamp."))
    study = (
        claim("other", 1, "A fog horn", "It needs oil."),
        claim("other", 2, "A lens", "It needs no lamp."),
    )
    assert fit.fit((one, other), study, (), (one, other, *OTHERS)).nodes == ()


def test_a_claim_stands_to_the_end_of_its_sentence_where_that_is_near() -> None:
    quote = "A wider net will let the crew keep mending the hull. It takes all night, says the mate."
    assert whole("A wider net will let the crew keep mending", quote) == (
        "A wider net will let the crew keep mending the hull"
    )
    assert whole("It takes all night", quote) == "It takes all night", "a comma ends it"
    assert whole("It takes", quote) == "It takes all night"
    assert whole("The net is wider", quote) == "The net is wider", "in the writer's own words"


def test_side_by_side_has_rows_that_the_notes_can_fill() -> None:
    study = (
        question("tides", 1, "why", "Why does the water rise?", "The Moon pulls at it."),
        question("light", 1, "why", "Why does it blink?", "A rhythm tells it from others."),
        question("tides", 2, "object", "What speaks against walls?", "They cost too much."),
    )
    (reason,) = rows(WEEK, study)
    assert reason == Row("Reason", (Cell(1, "The Moon pulls at it.", "tides/point-1"), Cell(2, *_TOLD)))
    assert [row.name for row in rows(WEEK, study[:1])] == ["Reason", "Example"], "of one episode is no row"


_TOLD = ("A rhythm tells it from others.", "light/point-1")


HORNS = episode(
    "one",
    ("Sound", "A fog horn warns ships off the rocks in winter."),
    ("Glass", "The glass lens bends light to the horizon."),
)
LAMPS = episode(
    "other",
    ("Salt", "Salt air eats the fog horn from within."),
    ("Light", "A glass lens saves half of the oil."),
)


def test_without_claims_the_map_has_the_sentences_of_the_notes() -> None:
    horn, lens = fit.fit((HORNS, LAMPS), (), (), (HORNS, LAMPS, *OTHERS)).nodes
    assert (horn.thing, horn.compared) == ("fog horn", True)
    assert [(edge.place, edge.about, edge.says) for edge in horn.edges] == [
        (1, "Sound", "A fog horn warns ships off the rocks in winter."),
        (2, "Salt", "Salt air eats the fog horn from within."),
    ]
    assert lens.thing == "glass lens"


def test_of_one_thing_alone_no_map_is_made() -> None:
    alone = episode("other", ("Salt", "Salt air eats the fog horn from within."))
    made = fit.fit((HORNS, alone), (), (), (HORNS, alone, *OTHERS))
    assert made.nodes == ()
    assert not made.shows, "no page of empty rows"
    one = fit.fit((TIDES,), STUDY[:2], (), (TIDES, *OTHERS))
    assert one.nodes == ()
    assert not one.shows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The keepers fear deeper harbours in winter.", "Dredgers leave deeper harbours to large ships."),
        ("The keepers inform harbours of winter storms.", "Dredgers inform harbours of large ships."),
        ("Its central theme is the fear of winter.", "The central theme of dredging is money for ships."),
        ("A keeper’s lamp burns oil in winter.", "The keeper’s lamp wants glass from Bristol."),
        ("Spring tides drown low rooms in winter.", "Spring tides drown low rooms in winter."),
        ("and the spring tides drown low rooms.", "but spring tides lift large ships there."),
        ("What do spring tides do to rooms?", "Where do spring tides lift large ships?"),
        ("Harbour lights blind the keepers in winter.", "Dredgers sail for Harbour Lights Union wages."),
        (
            "Spring tides drown low rooms in winter.",
            "Spring tides lift [ships](https://a.example) there.",
        ),
    ],
    ids=["compared", "verb", "vague", "owner", "the same", "a part", "asks", "a longer name", "a link"],
)
def test_nothing_is_shared_that_names_no_matter_or_says_nothing_new(one: str, other: str) -> None:
    first = HORNS.model_copy(update={"points": (*HORNS.points, *episode("one/more", ("A", one)).points)})
    second = LAMPS.model_copy(update={"points": (*LAMPS.points, *episode("other/more", ("B", other)).points)})
    assert [node.thing for node in threads((first, second))] == ["fog horn", "glass lens"]


def test_the_map_and_its_blanks_are_printed() -> None:
    placed = tuple(Placed(id=one.id, why="") for one in WEEK)
    outline = Outline(
        title="O",
        weeks=(Week(number=1, title="W", theme="", minutes=30, episodes=placed, question="What lasts?"),),
    )
    library = Library(episodes=(*WEEK, *OTHERS))
    terms = [term("light", n, f"Term {n}", f"a thing {n}") for n in range(1, 4)]
    course = Course(outline, library, (), (*STUDY, *terms))
    week = course.week(outline.weeks[0], PLAIN)
    assert [blank.letter for blank in week.blanks] == ["a", "b"]
    (made,) = compose(Press(course, PLAIN), [week])
    page = made.layout.document.pages[int(made.numbers["w1fits"]) - 1]
    text = squeeze("".join(box.text for box in texts(page)))
    below = made.layout.document.pages[int(made.numbers["w1words"]) - 1]
    assert squeeze("(b)") in squeeze("".join(box.text for box in texts(below)))
    for said in (
        "Map of the week",
        "spring tide",
        "(a)",
        "Rhythm of a lighthouse",
    ):
        assert squeeze(said) in text
    assert early_breaks(made.layout.document) == []


def test_words_to_own_are_defined_not_by_themselves_and_neither_people_nor_firms() -> None:
    asks = [
        Ask(
            "k1",
            "stepped lens",
            "a lens cut into rings",
            "a",
            "a/1",
            "A stepped lens is a lens cut into rings.",
        ),
        Ask("k2", "fog", "a cloud on the ground", "a", "a/2", "A cloud on the ground"),
        Ask("k3", "rope", "strong", "a", "a/3", "We talked about rope, and it was strong."),
    ]
    study = [
        term("a", 4, "Neap tide", "the smallest tide of a month"),
        term("b", 1, "Ada Brook", "an oceanographer and author"),
        term("b", 2, "Brook & Sons", "a company that builds locks"),
        term("b", 3, "Stepped lens", "a lens of many prisms"),
        term("b", 4, "Spring tide singularity", "a singularity like that of a spring tide"),
    ]
    own = words.own(asks, study)
    assert [word.term for word in own] == ["fog", "Neap tide", "Stepped lens"]
    assert own[2].meaning == "a lens of many prisms", "the writer's stands before the card's"


def test_some_words_are_left_blank_and_lettered_after_the_maps() -> None:
    study = [term(id, n, f"Term {id}{n}", f"a thing {id}{n}") for id in "abc" for n in range(4)]
    own = words.own((), study, 2)
    assert len(own) == words.MOST
    assert {word.term[5] for word in own} == {"a", "b", "c"}, "of every episode"
    assert [word.letter for word in own if word.letter] == ["c", "d"]
    assert own == words.own((), study, 2)
    assert not any(word.letter for word in words.own((), study[:2]))
    assert words.own((), ()) == ()


def test_a_word_or_two_with_nothing_beside_them_make_no_page() -> None:
    week = Week(number=1, title="W", theme="", minutes=30, episodes=(Placed(id="light", why=""),))
    for count, printed in ((0, False), (2, False), (3, True)):
        terms = [term("light", n, f"Term {n}", f"a thing {n}") for n in range(1, count + 1)]
        course = Course(Outline(title="O", weeks=(week,)), Library(episodes=WEEK), (), terms)
        shown = course.week(week, PLAIN)
        assert shown.fits == printed
        assert "fits" not in [part.name for part in shown.parts], "they stand below another part"
        assert ("words" in [task.verb for day in shown.days for task in day.tasks]) == printed


def test_where_nothing_is_shared_a_grid_to_fill_stands_below_the_last_episode() -> None:
    placed = tuple(Placed(id=one.id, why="") for one in (TIDES, FOG))
    week = Week(number=1, title="W", theme="", minutes=30, episodes=placed)
    course = Course(Outline(title="O", weeks=(week,)), Library(episodes=WEEK), ())
    shown = course.week(week, PLAIN)
    assert not shown.fits
    assert all(task.verb != "fit" for day in shown.days for task in day.tasks), "no day sends one there"
    (made,) = compose(Press(course, PLAIN), [shown])
    pages = made.layout.document.pages
    said = [squeeze("".join(box.text for box in texts(page))) for page in pages]
    (place,) = [
        place for place, text in enumerate(said) if squeeze("What it would answer the others") in text
    ]
    assert squeeze("In one sentence") in said[place], "on a page that is there anyway"
