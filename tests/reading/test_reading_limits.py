"""Limits: what lies beyond them is left out and named, and everything around it is read as usual."""

import itertools

import pytest
from accounting import SHOWS
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.reading import doubts
from curriculum.reading.doubts import Told
from curriculum.reading.episode import Episode, Source
from curriculum.reading.episodes import ReadFile, read_text
from curriculum.reading.ledger import Ledger
from curriculum.reading.limits import DEEPEST, LONGEST_LINE, LONGEST_TITLE, within_limits
from curriculum.reading.names import Name, Names

BEFORE = "# Radiolab: Mills\n\n## Key Points\n\n- Wind turns the sails.\n"
AFTER = "- Stones grind the corn.\n\n## Summary\n\nMills are old.\n"


def read(text: str) -> ReadFile:
    return read_text(text, "mills.md", SHOWS)


def texts(result: ReadFile) -> list[str]:
    (episode,) = result.episodes
    return [point.text for point in episode.points]


@pytest.mark.parametrize("part", ["x", "salt and bread ", "[", "**", "<", "`", "| "])
def test_a_line_that_is_too_long_is_left_out_and_the_rest_is_read(part: str) -> None:
    line = f"- {part * LONGEST_LINE}"
    result = read(f"{BEFORE}{line}\n{AFTER}")
    assert texts(result) == ["Wind turns the sails.", "Stones grind the corn."]
    assert result.episodes[0].summary == "Mills are old."
    (problem,) = result.problems
    assert (problem.path, problem.line, problem.kind) == ("mills.md", 6, "too-long")
    assert f"{len(line):,} characters" in problem.message
    assert result.file.accounts[6] == "left out"
    assert result.file.unread == 1


@pytest.mark.parametrize("part", ["x", "salt and bread. ", "["])
def test_the_longest_line_that_may_be_is_read_whole(part: str) -> None:
    line = f"- {part * LONGEST_LINE}"[:LONGEST_LINE].rstrip()
    result = read(f"{BEFORE}{line}\n{AFTER}")
    assert texts(result) == ["Wind turns the sails.", line[2:], "Stones grind the corn."]
    assert not result.problems
    assert result.file.unread == 0


def test_a_long_line_within_a_comment_is_a_comment() -> None:
    result = read(f"{BEFORE}<!-- {'x' * LONGEST_LINE} -->\n{AFTER}")
    assert not result.problems
    assert result.file.accounts[6] == "comment"


def test_a_long_line_names_nobody() -> None:
    result = read(f"{BEFORE}- {'Hans met Hanns. ' * LONGEST_LINE}\n{AFTER}")
    assert not [name for name in result.names[0].names if name.form.startswith("Han")]


@pytest.mark.parametrize("mark", ["- ", "* ", "1. "], ids=["bullets", "stars", "numbers"])
def test_a_list_nested_too_deep_is_left_out_from_there_and_the_rest_is_read(mark: str) -> None:
    deep = [" " * len(mark) * level + f"{mark}level {level}" for level in range(DEEPEST + 20)]
    result = read(BEFORE + "\n".join(deep) + f"\n{AFTER}".replace("- ", mark))
    (episode,) = result.episodes
    said = [passage.text for point in episode.points for passage in point.passages()]
    assert said == [
        "Wind turns the sails.",
        *(f"level {level}" for level in range(DEEPEST)),
        "Stones grind the corn.",
    ]
    assert episode.summary == "Mills are old."
    first = 6 + DEEPEST
    (problem,) = result.problems
    assert (problem.line, problem.kind) == (first, "too-deep")
    assert problem.message.startswith(f"Lines {first} to {first + 19} were left out")
    assert result.file.unread == 20


def test_marks_in_one_line_and_quotes_nest_as_lines_do() -> None:
    lines = [f"{'- ' * (DEEPEST + 1)}a", f"{'> ' * (DEEPEST + 1)}a", f"{'- > ' * DEEPEST}a", "a"]
    lines += [f"{'>' * DEEPEST} a"]
    shown, problems = within_limits(lines, Ledger(lines), "a.md")
    assert shown == ["", "", "", *lines[3:]]
    assert [(problem.line, problem.message[:14]) for problem in problems] == [(1, "Lines 1 to 3 w")]


@pytest.mark.parametrize(
    "line", [" " * 400 + "in the middle of the page", "- " * 200, "* " * 200, "\t" * 90 + "- a", "x" * 5_186]
)
def test_what_only_looks_deep_is_kept(line: str) -> None:
    """A line set far to the right stands in no list; many marks and nothing else are a rule."""
    lines = ["- a", "  - b", "", line]
    assert within_limits(lines, Ledger(lines), "a.md") == (lines, [])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 24), st.sampled_from("-*>1a"), st.booleans()), max_size=30))
def test_notes_of_an_ordinary_depth_pass_untouched(drawn: list[tuple[int, str, bool]]) -> None:
    lines = [
        " " * indent + {"1": "1. ", "a": ""}.get(mark, f"{mark} ") * (1 + twice) + "text"
        for indent, mark, twice in drawn
    ]
    assert within_limits(lines, Ledger(lines), "a.md") == (lines, [])


def test_an_endless_title_is_cut_and_named() -> None:
    result = read(f"# {'Mills and bread ' * 100}\n\n## Key Points\n\n- Wind turns the sails.\n")
    (episode,) = result.episodes
    assert len(episode.title) <= LONGEST_TITLE
    assert episode.title.startswith("Mills and bread Mills")
    assert episode.title.endswith("…")
    assert [(problem.line, problem.kind) for problem in result.problems if problem.kind != "show"] == [
        (1, "too-long")
    ]


# --- the work that does not grow with the square ----------------------------------------------


def told(count: int) -> Told:
    """An episode with so many names that sound different and differ by a letter or two from one another."""
    spelt = (
        "".join(letters).title() for letters in itertools.product("bdfgklmnprst", "ao", "bdfgklmnprst", "ao")
    )
    nobody: frozenset[str] = frozenset()
    names = tuple(
        Name(f"K{form.lower()}", 1, line, False, True, nobody, nobody)
        for line, form in enumerate(itertools.islice(spelt, count), 1)
    )
    episode = Episode(id="mills", title="Mills", source=Source(path="mills.md", line=1))
    return Told(episode, Names(names, nobody, ()))


def test_four_times_the_names_are_at_most_four_times_the_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(doubts, "one_name", lambda one, *_: bool(compared.append(one.form)))
    counts = []
    for count in (90, 360):
        compared.clear()
        doubts.doubts([told(count)], frozenset())
        counts.append(len(compared))
    assert counts[0] == 90 * 89 / 2
    assert 0 < counts[1] <= 4 * counts[0]


def test_names_in_a_chain_are_one_doubt_however_many_they_are() -> None:
    """Each of 50 spellings is a letter off the one before: one group, its pairs gone through once."""
    nobody: frozenset[str] = frozenset()
    forms = [f"Karl{'a' * (length // 2)}{'o' * (length - length // 2)}" for length in range(50)]
    names = [Name(form, 1, line, False, True, nobody, nobody) for line, form in enumerate(forms, 1)]
    (group,) = doubts._grouped(list(itertools.pairwise(names)))
    assert sorted(name.line for name in group) == list(range(1, 51))
    apart = list(doubts._grouped([(names[0], names[1]), (names[4], names[5]), (names[1], names[2])]))
    assert [[name.line for name in sorted(group, key=lambda name: name.line)] for group in apart] == [
        [5, 6],
        [1, 2, 3],
    ]
