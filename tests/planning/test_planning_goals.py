"""Learning goals: true sentences from labels, or silence."""

import pytest
from made_libraries import episode

from curriculum.planning.goals import MOST, goals
from curriculum.planning.template import headings
from curriculum.planning.themes import read_themes
from curriculum.reading.episode import KeyPoint, SubPoint

THEMES = read_themes()


def goal(
    label: str, text: str = "Something is said of memory management in the GPU design."
) -> tuple[str, ...]:
    return goals([episode("E", f"{label}: {text}")], THEMES, ())


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Memory Management", "Explain “memory management” in your own words"),
        ("GPU Design", "Explain “GPU design” in your own words"),
        ("Goals of SB 1047", "State the goals of SB 1047"),
        ("Causes of Decline", "State the causes of decline"),
    ],
)
def test_a_label_becomes_a_goal(label: str, said: str) -> None:
    assert said in goal(label)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Safety Standards", "Say why “safety standards” matter"),
        ("Genes and Cells", "Say why “genes and cells” matter"),
        ("Third-Party Testing", "Say why “third-party testing” matters"),
        ("Genetics of Trees", "Say why “genetics of trees” matters"),
    ],
)
def test_a_goal_is_a_correct_sentence(label: str, said: str) -> None:
    text = "Essential for all: safety standards, genes and cells, genetics, trees, third-party testing."
    assert goal(label, text) == (said,)


@pytest.mark.parametrize("label", ["Search Functionality", "Community Engagement", "Key Features"])
def test_a_label_that_names_no_matter_of_its_own_gives_no_goal(label: str) -> None:
    assert goal(label) == ()


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        (
            "Static vs. Dynamic Analysis",
            "A static analysis looks at one shape. A dynamic one follows the movement.",
            ("Compare static and dynamic analysis",),
        ),
        (
            "Big Tech versus Startups",
            "Big tech has the money; startups have less to lose.",
            ("Compare big tech and startups",),
        ),
        ("Big Tech vs. Startups", "There is a debate whether big tech or startups win.", ()),
    ],
)
def test_two_things_are_compared_when_both_are_described(
    label: str, text: str, said: tuple[str, ...]
) -> None:
    assert goal(label, text) == said


def test_no_goal_is_built_on_a_name_in_doubt() -> None:
    one = episode("E", "Goals of LeCun: He says what LeCun wants.")
    assert goals([one], THEMES, ()) == ("State the goals of LeCun",)
    assert goals([one], THEMES, (), ["Yan LeCun", "Leike"]) == ()


@pytest.mark.parametrize(
    "label",
    [
        "Proposals for Improving AI Governance",
        "Prophetic AI and the Halo",
        "Introduction",
        "Future Directions",
        "Challenges and Opportunities",
        "Background and Motivation",
        "Utilizing Top Tools",
        "AlphaFold and Its Impact",
        "Two Clinics",
        "Scan First",
        "Less Salt",
        "Size Is No Crime",
        "Northern Rock",
        "What now?",
        "Memory",
        "The Role of Chemists",
        "A Label That Goes On and On and Never Ends",
        "",
    ],
)
def test_a_label_that_names_no_matter_gives_silence(label: str) -> None:
    assert goal(label) == ()


def test_a_point_without_text_gives_silence() -> None:
    assert goal("Memory Management", "") == ()


def test_a_label_with_a_guests_name_gives_silence() -> None:
    one = episode("E", "Majmudar Memory Management: Something.").model_copy(
        update={"guests": ("Adam Majmudar",)}
    )
    assert goals([one], THEMES, ()) == ()


def test_labelled_lines_are_counted() -> None:
    lines = tuple(SubPoint(label=f"Mode {n}", text="Is said.", line=n) for n in range(2, 5))
    point = KeyPoint(id="e/modes", number=1, label="Modes of AI Production", line=1, subpoints=lines)
    one = episode("E", "X: Production is said.").model_copy(update={"points": (point,)})
    assert goals([one], THEMES, ()) == ("List the three modes of AI production",)


def test_goals_are_few_in_order_and_each_episode_has_its_turn() -> None:
    first = episode("A", *(f"Static vs. Dynamic Thing{n}: Static is said. Dynamic is not." for n in range(9)))
    second = episode("B", "Memory Management: Said of memory management.")
    found = goals([first, second], THEMES, ())
    assert len(found) == MOST
    assert found[-1] == "Explain “memory management” in your own words"
    assert all(text.startswith("Compare static and dynamic thing") for text in found[:-1])


def test_goals_vary() -> None:
    labels = ("Memory Management", "Cache Design", "Thread Scheduling", "Bus Traffic", "Clock Gating")
    found = goals(
        [episode("E", *(f"{label}: First of {label.lower()}. Second fact." for label in labels))], THEMES, ()
    )
    assert sum("in your own words" in text for text in found) == 1
    assert sum(text.startswith("Give two facts") for text in found) == 2


def test_a_goal_asks_why_only_when_the_text_says_what_for() -> None:
    assert goal("Memory Management", "Good memory management is critical for speed.")[0] == (
        "Say why “memory management” matters"
    )
    for text in ("It moves words.", "The importance of memory management."):
        assert not any("why" in said for said in goal("Memory Management", text))


def test_no_goal_is_built_on_a_heading_of_the_template() -> None:
    shelf = [
        episode(
            name,
            "Memory Management: Said of memory management.",
            f"{name} Design: The design of a {name.lower()}.",
        )
        for name in ("Cache", "Kernel", "Compiler")
    ]
    template = headings(shelf)
    assert template == {("memori", "manag")}
    found = goals(shelf, THEMES, (), template=template)
    assert found
    assert not any("memory management" in text for text in found)


@pytest.mark.parametrize(
    "label", ["Leave the Stride Alone", "Host Them Yourself", "Try This Week", "February 44"]
)
def test_a_label_that_asks_to_do_something_gives_silence(label: str) -> None:
    assert goal(label, f"One fact of {label.lower()}. Another fact.") == ()
