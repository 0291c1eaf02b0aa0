"""The stamp of a build: a digest of all it depends on, so that an unchanged curriculum is not made again."""

import hashlib
import importlib.metadata
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from curriculum import publish
from curriculum.guides import coverage
from curriculum.order import Order
from curriculum.templates_dir import templates_dir

_LIBRARIES = ("genanki", "jinja2", "weasyprint")
"""Those whose version decides bytes of what is made."""


def stamp(order: Order, lock_text: str) -> str:
    """SHA-256, in hexadecimal, over everything that decides what a build makes.

    That is: the wishes of the order, the files it names and those beside them, the text of the lock, and
    the program itself. The clock is not in it: where nothing else changed, the bytes are the same.
    Raises OSError when a file cannot be read.
    """
    state = hashlib.sha256()
    _add(state, "order", order.model_dump_json(exclude={"now", "allow_retire"}).encode("utf-8"))
    _add(state, "lock", lock_text.encode("utf-8", "surrogatepass"))
    for path in _inputs(order):
        _add(state, path.as_posix(), path.read_bytes())
    _add(state, "program", _program().encode("ascii"))
    return state.hexdigest()


def record(order: Order, lock_text: str, report: Mapping[str, Any], *, fonts: bool) -> Mapping[str, Any]:
    """What the manifest keeps, for ``find``: the stamp, the report, and the machine's fonts where they count.

    ``fonts`` says whether a page depends on them. Raises as ``stamp``.
    """
    return {
        "stamp": stamp(order, lock_text),
        "fonts": coverage.digest() if fonts else "",
        "report": report,
    }


def find(order: Order) -> Mapping[str, Any] | None:
    """The report that an earlier build kept, if this order would make the very same files again.

    None when anything it depends on has changed (the fonts too, if a page needs them), when any file it
    made is gone or altered, or when ``rewrite`` asks for new wording.
    """
    if order.rewrite or publish.lock_to_read(order.lock_path) != order.lock_path:
        return None
    try:
        current = stamp(order, order.lock_path.read_text("utf-8"))
        # a hidden folder is one that a killed build has not published
        for path in sorted(order.output.glob(f"[!.]*/{publish.MANIFEST}")):
            kept = json.loads(path.read_text("utf-8"))
            if kept.get("stamp") != current or not _intact(path.parent):
                continue
            if kept["fonts"] in ("", coverage.digest()):
                report = kept["report"]
                return report if isinstance(report, dict) else None
    except (OSError, ValueError, AttributeError, KeyError):
        return None  # whatever cannot be read is for the whole build to explain
    return None


def _intact(folder: Path) -> bool:
    """Whether every file we made in the folder is still as we made it."""
    made = publish.read_manifest(folder)
    return bool(made) and all(publish.digest(folder / name) == sha for name, sha in made.items())


def _add(state: Any, name: str, content: bytes) -> None:
    """Add a named part to a hash; lengths keep two parts from running into one."""
    named = name.encode("utf-8", "surrogateescape")
    state.update(b"%d %d " % (len(named), len(content)) + named + content)


def _inputs(order: Order) -> Iterator[Path]:
    """Every file a build may read: below each source folder, or the file and the tables beside it."""
    lock = order.lock_path.resolve()
    for source in order.sources:
        if source.is_dir():
            found = [path for path in source.rglob("*") if not _hidden(path.relative_to(source))]
        else:
            found = [source, *source.parent.glob("*.toml")]
        for path in sorted(found):
            if path.is_file() and not path.resolve().as_posix().startswith(lock.as_posix()):
                yield path
    if order.outline:
        yield order.outline
    if order.format.templates:
        yield from (path for path in sorted(order.format.templates.rglob("*")) if path.is_file())


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _program() -> str:
    """SHA-256 over the program's own files and the versions of the libraries that decide bytes."""
    state = hashlib.sha256()
    for folder in (Path(__file__).parent, templates_dir()):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".toml", ".html", ".css", ".ttf"} and path.is_file():
                _add(state, path.relative_to(folder).as_posix(), path.read_bytes())
    for name in _LIBRARIES:
        _add(state, name, importlib.metadata.version(name).encode())
    return state.hexdigest()
