"""A small curriculum of four episodes in two weeks, made by hand, that has every kind of content."""

import datetime as dt

from curriculum.cards.card import Card, CardSource
from curriculum.cards.key import guid_of
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Quote, Remark, Source, SubPoint
from curriculum.reading.library import Correction, Doubt, Library


def _point(episode: str, number: int, label: str, text: str = "", *subs: str) -> KeyPoint:
    return KeyPoint(
        id=f"{episode}/point-{number}",
        number=number,
        label=label,
        text=text,
        line=10 + number,
        subpoints=tuple(SubPoint(text=sub, line=10 + number) for sub in subs),
    )


def _card(point: str, kind: str, name: str, **fields: str) -> Card:
    key = f"{point}/{kind}/{name}"
    episode, _, rest = point.partition("/")
    return Card(
        key=key,
        guid=guid_of(key),
        kind=kind,  # type: ignore[arg-type]
        rule="by hand",
        quote=fields.pop("quote", f"what the notes say of {name}"),
        credit="Show · Episode · Point",
        source=CardSource(path="a.md", line=11, episode=episode, point=point if rest else ""),
        verdict=fields.pop("verdict", "ship"),  # type: ignore[arg-type]
        reasons=("held by hand",) if fields.pop("held", "") else (),
        **fields,
    )


TIDES = Episode(
    id="tides",
    number=1,
    show="Harbour Talk",
    title="How the Moon Moves the Sea",
    guests=("Ada Brook",),
    links=("https://example.org/tides",),
    duration=42,
    remarks=(Remark(text="Listened to on the ferry", line=2),),
    introduction="Ada Brook explains the tides to people who live by them.",
    points=(
        _point("tides", 1, "Two bulges", "The Moon raises one bulge below it and another on the far side."),
        _point(
            "tides", 2, "Spring tides", "", "Sun and Moon pull along one line.", "They come twice a month."
        ),
        _point("tides", 3, "Cut off"),
    ),
    quotes=(Quote(speaker="Ada Brook", text="The sea keeps the Moon’s diary.", line=20),),
    takeaways=(_point("tides", 4, "Read the table", "Look at the tide table before you walk out."),),
    summary="The Moon raises the tides and the coast shapes them.",
    source=Source(path="notes/a.md", line=1),
)
LIGHT = Episode(
    id="light",
    show="Harbour Talk",
    title="Why Lighthouses Blink",
    introduction="No two lighthouses blink alike.",
    points=(
        _point("light", 1, "Character", "Each light has its own rhythm, so that ships can tell them apart."),
        _point("light", 2, "", "Fresnel lenses & mirrors need < 100 kg of glass."),
    ),
    source=Source(path="notes/a.md", line=40),
)
FOG = Episode(
    id="fog",
    title="Signals in Fog",
    points=(_point("fog", 1, "Horns", "A fog horn gives the same rhythm in sound."),),
    source=Source(path="notes/b.md", line=1),
)
ROPE = Episode(
    id="rope",
    title="Only Words of Others",
    quotes=(Quote(text="A knot is a promise.", line=3),),
    source=Source(path="notes/c.md", line=1),
)

CARDS = (
    _card(
        "tides/point-1", "question", "bulges", question="How many bulges does the Moon raise?", answer="two"
    ),
    _card(
        "tides/point-2", "cloze", "line", text="Sun and Moon pull along {{c1::one line}}.", answer="one line"
    ),
    _card(
        "tides/point-2",
        "question",
        "twice",
        question="How often do spring tides come?",
        answer="twice a month",
    ),
    _card(
        "tides/point-2", "question", "held", question="What is the point made?", answer="x", verdict="held"
    ),
    _card(
        "light/point-1",
        "question",
        "rhythm",
        question="What tells one light from another?",
        answer="its rhythm",
    ),
    _card(
        "light/point-2",
        "term",
        "fresnel",
        question="stepped lens",
        answer="a lens cut into rings",
        quote="A stepped lens is a lens cut into rings.",
    ),
    *(
        _card(point, "term", name, question=name, answer=meaning, quote=f"A {name} is {meaning}.")
        for point, name, meaning in (
            ("tides/point-3", "sluice", "a gate that holds the water back"),
            ("light/point-2", "sector", "an arc in which a light is seen"),
        )
    ),
    _card(
        "fog/point-1",
        "question",
        "horn",
        question="What gives the light’s rhythm in sound?",
        answer="a fog horn",
    ),
)


def make_library() -> Library:
    return Library(
        episodes=(TIDES, LIGHT, FOG, ROPE),
        doubts=(
            Doubt(
                episode="tides",
                forms=("Ada Brook", "Ada Brooke"),
                places=(Source(path="notes/a.md", line=5),),
            ),
        ),
        corrections=(
            Correction(wrong="Fresnell", right="Fresnel", places=(Source(path="notes/a.md", line=44),)),
        ),
    )


def make_outline() -> Outline:
    return Outline(
        title="By the Sea",
        weeks=(
            Week(
                number=1,
                title="Water and Light",
                theme="sea",
                start=dt.date(2024, 5, 6),
                end=dt.date(2024, 5, 12),
                minutes=150,
                question="What does a coast tell a ship?",
                goals=("explain why there are two bulges", "tell two lights apart"),
                episodes=(Placed(id="tides", why="first"), Placed(id="light", why="next")),
            ),
            Week(
                number=2,
                title="Sound and Rope",
                theme="",
                minutes=0,
                episodes=(Placed(id="fog", why="first"), Placed(id="rope", why="last")),
                recalls=("tides",),
            ),
        ),
    )
