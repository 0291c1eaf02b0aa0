"""Libraries made by hand, and by Hypothesis, for the planner's tests."""

from hypothesis import strategies as st

from curriculum.reading.episode import Episode, KeyPoint, Remark, Source
from curriculum.reading.library import Library
from curriculum.reading.slug import slug


def episode(title: str, *points: str, remark: str = "", introduction: str = "") -> Episode:
    """An episode whose points are written ``Label: text``."""
    id = slug(title)
    return Episode(
        id=id,
        title=title,
        introduction=introduction,
        remarks=(Remark(text=remark, line=2),) if remark else (),
        points=tuple(
            KeyPoint(
                id=f"{id}/{slug(point.partition(':')[0], 40)}-{number}",
                number=number,
                label=point.partition(":")[0],
                text=point.partition(":")[2].strip(),
                line=number + 3,
            )
            for number, point in enumerate(points, start=1)
        ),
        source=Source(path="notes.md", line=1),
    )


def library(*episodes: Episode) -> Library:
    return Library(episodes=episodes)


SHELF = library(
    episode("Bees and Flowers", "Pollination: Bees carry pollen.", "Hives: A hive has one queen bee."),
    episode("How Enzymes Work", "Proteins: Enzymes are proteins.", "Cells: A cell is full of enzymes."),
    episode("The Fall of Rome", "Emperors: The Roman Empire had many emperors.", "War: Its army lost."),
    episode("Caesar's Wars", "Gaul: Julius Caesar fought in Gaul.", "Rome: The Roman army crossed a river."),
    episode("Bread at Home", "Dough: Yeast makes the dough rise.", "Oven: Bake the bread in a hot oven."),
    episode("Inside a Protein", "Folding: A protein folds.", "Genes: DNA says how a cell makes protein."),
)
"""Six episodes of four fields."""

WORDS = (
    "protein cell enzyme gene brain neuron sleep memory Rome emperor army war bread dough yeast oven "
    "music melody piano court law judge money bank inflation forest river wolf climate carbon chip "
    "processor software privacy startup founder therapy emotion vaccine virus the of and with"
).split()

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@st.composite
def episodes(draw: st.DrawFn, number: int) -> Episode:
    """An episode of some of the words, with a title of its own."""
    points = draw(st.lists(texts, max_size=6))
    title = f"{number} {draw(texts)}" + draw(st.sampled_from(["", "", "", " Part 1", " Part 2"]))
    remark = draw(st.sampled_from(["", "", "", "", "This inspired my outline for May"]))
    return episode(title, *(f"{point.split()[0]}: {point}" for point in points), remark=remark)


@st.composite
def libraries(draw: st.DrawFn, least: int = 1, most: int = 12) -> Library:
    """Libraries of so many episodes, at least one of them with something to study."""
    size = draw(st.integers(least, most))
    drawn = [draw(episodes(number)) for number in range(size - 1)]
    return library(*drawn, episode(f"sure {size}", "protein: A protein folds in the cell."))
