"""Two notes of one recording are pointed out; parts of a series are not."""

from made_libraries import episode

from curriculum.planning.likeness import Likeness
from curriculum.planning.themes import read_themes
from curriculum.planning.twins import said_twice, twins
from curriculum.reading.episode import Episode

THEMES = read_themes()
WARES = """chair oak basket willow window glass knife steel shirt linen boot leather candle wax
rope hemp jug clay sail canvas book paper ring gold drum hide wheel elm bell bronze soap tallow""".split()
OTHERS = tuple(
    episode(ware, f"{ware}: A {ware} is made of {stuff}.", f"Price: A {ware} costs {n} crowns.")
    for n, (ware, stuff) in enumerate(zip(WARES[::2], WARES[1::2], strict=True))
)


def _tokamak(title: str) -> Episode:
    return episode(title, "Plasma: A tokamak holds hot plasma in a ring.", "Magnets: Coils squeeze plasma.")


def _twins(*titles: str) -> list[set[str]]:
    likeness = Likeness.of([*map(_tokamak, titles), *OTHERS], THEMES)
    return [{likeness.episodes[place].title for place in pair} for pair in twins(likeness)]


def test_notes_of_one_recording_are_found_under_two_titles() -> None:
    pair = "Fusion tokamak magnets: inside the ring", "fusion tokamak magnets inside"
    assert _twins(*pair) == [set(pair)]
    said = said_twice(Likeness.of([*map(_tokamak, pair), *OTHERS], THEMES))
    assert [pair[0] in one and "delete one from outline.toml" in one for one in said] == [True]


def test_parts_of_a_series_are_no_twins() -> None:
    assert not _twins("Fusion tokamak magnets, Part 1", "Fusion tokamak magnets, Part 2")


def test_like_texts_under_unlike_titles_are_no_twins() -> None:
    assert not _twins("Fusion tokamak magnets", "Stars in a bottle")
    assert not said_twice(Likeness.of(OTHERS, THEMES))
