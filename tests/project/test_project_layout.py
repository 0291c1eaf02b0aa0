"""Imports run one way, heavy packages stay in their rooms, and every package used is declared."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "curriculum"

# a room may import only rooms further down; rooms of one line do not know each other
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("assistant", "desk"),
    ("build",),
    ("workspace",),
    ("stamp", "remainder"),
    ("order",),
    ("page",),
    ("decks", "guides"),
    ("memory",),
    ("shipping",),
    ("planning", "cards"),
    ("reading",),
    ("publish", "settings", "toml_list"),
    ("kept", "toml_source"),
    ("writable", "writing"),
    ("crew", "records"),
    ("program",),
    ("exchange", "misfit", "opening", "turn", "rows", "templates_dir"),
    ("archive", "cache", "state"),
    ("problems",),
    ("value", "letters", "count", "install", "product"),
    ("__init__", "data"),
)
ONLY_IN = {
    "click": "cli",
    "rich": "cli",
    "genanki": "decks",
    "jinja2": "guides",
    "mcp": "assistant",
    "starlette": "desk",
    "uvicorn": "desk",
    "watchfiles": "desk",
    "weasyprint": "guides",
    "pikepdf": "guides/joined.py",
    "spacy": "cards/parse",
    "numpy": "planning/meaning",
    "onnxruntime": "planning/meaning/model.py",
    "tokenizers": "planning/meaning/model.py",
    "pydantic_ai": "cards/writer/model.py",
    "httpx2": "cards/writer/wire.py",
    "zstandard": "memory/colpkg.py",
    "genai_prices": "cards/writer/price.py",
    "distributed": "crew/cluster.py",
}
"""A package that shapes what is around it → the room, or the one file, that may know it."""
EXTRAS = ("assistant", "cluster", "colpkg", "desk", "rules", "semantic", "writer")
"""The project's extras that the program itself imports from, late, and does without."""
SLOW = {"spacy", "pydantic", "rich", "markdown_it", "weasyprint", "genanki", "jinja2", "rapidfuzz", "tomlkit"}
SLOW |= {"distributed", "numpy", "onnxruntime", "pikepdf", "tokenizers"}
"""Packages that ``--help`` must not pay for."""


class Import(NamedTuple):
    """One import statement of the package."""

    place: str
    room: str
    target: str


def room_of(path: Path) -> str:
    """The first name below the package: a folder, or a file without its ending."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports() -> Iterator[Import]:
    """Every import in the package, also those inside functions and ``if TYPE_CHECKING``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
                module = node.module or ""
                # `from curriculum import value` names the room in its second half
                targets = (
                    [f"{module}.{alias.name}" for alias in node.names] if module == "curriculum" else [module]
                )
            else:
                continue
            for target in targets:
                yield Import(f"{path.relative_to(ROOT)}:{node.lineno}", room_of(path), target)


def floor_of(room: str) -> int:
    """How far up a room lies; 0 is the ground."""
    for height, rooms in enumerate(reversed(FLOORS)):
        if room in rooms:
            return height
    pytest.fail(f"curriculum/{room} has no place in the layout: give it one in FLOORS")


def own_room(target: str) -> str:
    """The room an import of our own package leads to (``curriculum.__version__`` is the ground)."""
    name = target.split(".")[1] if "." in target else "__init__"
    return name if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file() else "__init__"


def declared(*extras: str) -> set[str]:
    """The normalised names of the declared packages: those to run, and those of the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    lines = [line for line in lines if not line.startswith("curriculum[")]  # an extra that brings another
    return {normal(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]) for line in lines}


def normal(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_imports_run_one_way() -> None:
    """cli → assistant → build → page → decks, guides → shipping → planning, cards → reading → value."""
    wrong = [
        f"{found.place}: {found.room} imports {found.target}"
        for found in imports()
        if found.target.split(".")[0] == "curriculum"
        and found.room != own_room(found.target)
        and floor_of(found.room) <= floor_of(own_room(found.target))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_room_has_its_place() -> None:
    """A new file or folder beside the others is a decision, so it is written down in FLOORS."""
    rooms = {room_of(path) for path in PACKAGE.rglob("*.py")}
    assert {"cli", "reading", "planning", "cards"} <= rooms
    for room in rooms:
        floor_of(room)


def _folders(place: str) -> Iterator[str]:
    """The file of an import and every folder above it, as ONLY_IN names them."""
    path = Path(place.rpartition(":")[0]).relative_to("curriculum")
    return (one.as_posix() for one in (path, *path.parents))


def test_heavy_packages_stay_in_their_rooms() -> None:
    """click and rich only in cli, genanki only in decks, pydantic-ai in one file of the writer …"""
    wrong = [
        f"{found.place}: {found.target} belongs in curriculum/{ONLY_IN[top]} alone"
        for found in imports()
        if (top := found.target.split(".")[0]) in ONLY_IN
        and ONLY_IN[top] not in (found.room, *_folders(found.place))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_imported_package_is_declared() -> None:
    """A package that merely came along with another is not ours to import."""
    ours = declared(*EXTRAS)
    providers = importlib.metadata.packages_distributions()
    wrong = []
    for found in imports():
        top = found.target.split(".")[0]
        if top == "curriculum" or top in sys.stdlib_module_names:
            continue
        if not {normal(name) for name in providers.get(top, [top])} & ours:
            wrong.append(f"{found.place}: {top} is not among the dependencies in pyproject.toml")
    assert not wrong, "\n".join(wrong)


def test_every_declared_package_is_used() -> None:
    """What nothing imports or names is not installed on anybody's machine."""
    used = {found.target.split(".")[0] for found in imports()}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)  # fonts are found by their package's name, not imported
    modules: dict[str, set[str]] = {}
    for module, names in importlib.metadata.packages_distributions().items():
        for name in names:
            modules.setdefault(normal(name), set()).add(module)
    idle = [name for name in sorted(declared(*EXTRAS)) if not modules.get(name, {name}) & used]
    assert not idle, f"declared but used nowhere: {', '.join(idle)}"


def test_help_loads_nothing_heavy() -> None:
    """``curriculum --help`` answers at once because it imports click and little else."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr))\n"
        "sys.argv = ['curriculum', '--help']\n"
        "from curriculum.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.startswith("Usage: ")
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert not loaded & SLOW


def test_dependencies_are_justified() -> None:
    """Each declared package has its line in docs/dependencies.md, and no line is left over."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    lines = re.findall(r"^- \*\*([^*]+)\*\*: (.+)$", text, re.MULTILINE)
    justified = [normal(name) for name, _ in lines]
    assert sorted(justified) == sorted(declared(*project["optional-dependencies"]))
    bare = [name for name, why in lines if not re.search(r"\w{3,}.*\((?:[\w.+ -]+)\)$", why)]
    assert not bare, f"without a licence in brackets at the end: {', '.join(bare)}"


OPENING = {
    "cards/parse/model.py": 1,  # the parser, as it was installed
    "planning/meaning/model.py": 1,  # the model of meaning, the same
    "reading/lexicon.py": 3,  # the dictionaries, as they were installed
    "cards/writer/sheet.py": 1,  # the rest are the program's own files
    "decks/note_types.py": 3,
    "reading/tables.py": 1,
    "program.py": 1,
    "planning/kept_index.py": 1,  # files that were made a moment ago
    "publish.py": 1,
    "decks/zipped.py": 1,
    "opening.py": 1,
}
"""How often a file may open another for reading; a person's file is opened by curriculum/opening.py alone."""


def test_a_person_s_file_is_opened_in_one_way() -> None:
    """By ``opening``, which no pipe can hold; whatever else opens a file says why above."""
    found: dict[str, int] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _opens(node):
                name = path.relative_to(PACKAGE).as_posix()
                found[name] = found.get(name, 0) + 1
    assert found == OPENING


def _opens(call: ast.Call) -> bool:
    """Whether it is ``open(…)``, ``path.open("rb")``, ``path.read_text(…)`` or the like."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "open"
    if not isinstance(call.func, ast.Attribute):
        return False
    if isinstance(call.func.value, ast.Name) and call.func.value.id == "opening":
        return False
    if call.func.attr in ("read_text", "read_bytes"):
        return isinstance(call.func.value, ast.Name | ast.Call | ast.BinOp | ast.Attribute)
    modes = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    return call.func.attr in ("open", "fdopen") and ("rb" in modes or "r" in modes)


def test_only_the_console_speaks() -> None:
    """``click.echo`` and ``print`` belong in cli/console.py, which knows encodings, pipes and full disks."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "console.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "print")
            or (isinstance(node.func, ast.Attribute) and node.func.attr in ("echo", "secho"))
        )
    ]
    assert not wrong, "\n".join(wrong)


def test_modules_stay_small() -> None:
    """A file that passes 300 lines is probably two rooms; 360 is where it is surely too long."""
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in sorted(PACKAGE.rglob("*.py"))
        if (count := len(path.read_text("utf-8").splitlines())) > 360
    ]
    assert not long, "\n".join(long)


def test_no_module_is_named_for_nothing() -> None:
    """utils, helpers and managers say nothing about what is inside."""
    vague = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|misc|common|base)(?:_|$)")
    assert not [str(path.relative_to(ROOT)) for path in PACKAGE.rglob("*.py") if vague.search(path.stem)]
