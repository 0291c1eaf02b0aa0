"""Each pattern speaks where its file says so, is silent where its file says so, and stands alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import drafts, example

from curriculum.cards import patterns as folder
from curriculum.cards.parse.kept import parsed
from curriculum.cards.pattern import Pattern, names, patterns

CARDS = Path(folder.__path__[0]).parent
PACKAGE = CARDS.parent
FILES = sorted(path for path in Path(folder.__path__[0]).glob("*.py") if path.stem != "__init__")
LONGEST_FILE, MOST_BRANCHES = 50, 15
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.match_case, ast.comprehension)


@pytest.fixture(scope="module", autouse=True)
def at_once() -> None:
    """Parse all examples in one go: the parser works in batches."""
    said = [text for one in patterns() for text in (*one.silent, *(sentence for sentence, _ in one.fires))]
    parsed([line.text for text in said for line in example(text).episodes[0].points[0].subpoints])


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Every file of the package that is no pattern."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path not in FILES:
            yield path, ast.parse(path.read_text("utf-8"))


FIRES = [pytest.param(one, *said, id=f"{one.name}: {said[0]}") for one in patterns() for said in one.fires]
SILENT = [pytest.param(one, said, id=f"{one.name}: {said}") for one in patterns() for said in one.silent]


@pytest.mark.parametrize(("pattern", "sentence", "card"), FIRES)
def test_a_pattern_speaks_where_its_file_says_so(pattern: Pattern, sentence: str, card: str) -> None:
    assert card in drafts(pattern, sentence)


@pytest.mark.parametrize(("pattern", "sentence"), SILENT)
def test_a_pattern_is_silent_where_its_file_says_so(pattern: Pattern, sentence: str) -> None:
    assert drafts(pattern, sentence) == []


@pytest.mark.parametrize(
    ("name", "sentence", "cards"),
    [
        (
            "number",
            "The guild raised $500 million in 1640.",
            "How much did the guild raise in 1640? → $500 million",
        ),
        ("number", "Malting takes six weeks in winter.", "How long does malting take in winter? → six weeks"),
        ("number", "The mill ran on $4 coal.", None),
        ("subject", "The company mends mills in York.", None),
        ("link", "Millers are added to the guild.", "What are millers added to? → the guild"),
        ("link", "Millers are not merely added to the guild but become its masters.", None),
        (
            "cause",
            "Mountain railways are narrow because tight curves are cheaper.",
            "Why are mountain railways narrow? → because tight curves are cheaper",
        ),
    ],
)
def test_what_a_pattern_did_it_does(name: str, sentence: str, cards: str | None) -> None:
    """Examples for which a file has no room."""
    (pattern,) = (one for one in patterns() if one.name == name)
    assert drafts(pattern, sentence) == ([cards] if cards else [])


@pytest.mark.parametrize("pattern", patterns(), ids=lambda one: one.name)
def test_a_pattern_says_where_it_speaks_and_where_not(pattern: Pattern) -> None:
    assert pattern.fires
    assert pattern.silent
    assert pattern.clause or pattern.sentence


def test_a_file_has_one_pattern_and_every_name_is_its_own() -> None:
    assert len(patterns()) == len(FILES)
    assert len(set(names())) == len(names())
    assert {"written", "recall"} <= set(names())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_pattern_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(text))


def test_no_other_file_asks_which_pattern_made_a_card() -> None:
    own = {pattern.name for pattern in patterns()}
    asked = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and any(getattr(side, "attr", getattr(side, "id", "")) == "rule" for side in ast.walk(node))
        and any(isinstance(side, ast.Constant) and side.value in own for side in ast.walk(node))
    ]
    assert not asked


def test_no_pattern_knows_another() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith(folder.__name__), f"{path.name}:{node.lineno}"


def test_every_function_can_be_read_at_once() -> None:
    long = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}: {branches}"
        for path in sorted(CARDS.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (branches := sum(isinstance(inner, BRANCHES) for inner in ast.walk(node))) > MOST_BRANCHES
    ]
    assert not long, long
