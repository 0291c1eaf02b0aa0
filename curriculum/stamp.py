"""The stamp of a build: a digest of all it depends on, so that an unchanged curriculum is not made again."""

import hashlib
import importlib.metadata
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from curriculum import opening, program, publish
from curriculum.guides import coverage
from curriculum.guides.fonts import PACKAGES
from curriculum.memory import memory_file
from curriculum.order import TEMPLATE, Order, check
from curriculum.planning import earlier, episode_marks
from curriculum.planning.earlier import Earlier
from curriculum.problems import CurriculumError
from curriculum.reading import exclusion, walk
from curriculum.reading import places as reading_places

_LIBRARIES = ("genanki", "jinja2", "weasyprint", *PACKAGES)
"""Those whose version decides bytes of what is made."""


def stamp(order: Order, lock_text: str, folder: str) -> str:
    """SHA-256, in hexadecimal, over everything that decides what a build makes in the folder of that name.

    That is: the wishes of the order, the files it names and those beside them (of the settings only what is
    excluded: the order has the rest), the text of the lock, what the outlines of other folders have where
    that matters, and the program itself. The clock is not in it: where nothing else changed, the bytes are
    the same. Raises OSError when a file of ours cannot be read, CurriculumError when a source is missing.
    """
    return _completed(_common(order, lock_text), _others(order), folder)


def _common(order: Order, lock_text: str) -> Any:
    """The hash over all that is the same for every folder; raises as ``stamp``."""
    state = hashlib.sha256()
    _add(state, "order", _wishes(order))
    _add(state, "lock", lock_text.encode("utf-8", "surrogatepass"))
    globs = [reading_places.globs_beside(source) for source in order.sources]
    _add(state, "exclude", json.dumps(globs).encode("ascii"))
    for path in _inputs(order):
        _add(state, path.as_posix(), _content(path))
    _add(state, "program", _program().encode("ascii"))
    return state


def _others(order: Order) -> Earlier:
    """What other outlines have."""
    return earlier.read_for(order.wish, order.outline, order.output, order.after)


def _completed(common: Any, others: Earlier, folder: str) -> str:
    """The stamp: a folder's own outline, which the build makes again, is no part of it."""
    state = common.copy()
    _add(state, "others", others.besides(folder).model_dump_json().encode())
    return str(state.hexdigest())


def lock_text(order: Order) -> str:
    """What the lock says now, "" where there is none; raises OSError."""
    path = order.lock_path
    return opening.read_text(path, opening.LARGEST_OF_OURS) if opening.is_there(path) else ""


def record(
    order: Order, lock_text: str, folder: str, report: Mapping[str, Any], *, fonts: bool
) -> Mapping[str, Any]:
    """What the manifest keeps, for ``find``: the stamp, the report, and the machine's fonts where they count.

    ``folder`` is the name of the curriculum's; ``fonts`` says whether a page depends on them. Raises as
    ``stamp``.
    """
    return {
        "stamp": stamp(order, lock_text, folder),
        "fonts": coverage.digest() if fonts else "",
        "report": report,
    }


def find(order: Order) -> Mapping[str, Any] | None:
    """The report that an earlier build kept, if this order would make the very same files again.

    None when anything it depends on has changed (the fonts too, if a page needs them), when any file it
    made is gone or altered, or when ``rewrite`` asks for new wording. Nothing is looked for in a folder that
    plainly holds no notes: it may be a whole disk.
    """
    if order.rewrite or publish.lock_to_read(order.lock_path) != order.lock_path:
        return None
    try:
        check(order)
        common = _common(order, lock_text(order))
        others = _others(order)
        # a hidden folder is one that a killed build has not published
        for path in sorted(order.output.glob(f"[!.]*/{publish.MANIFEST}")):
            kept = json.loads(opening.read_text(path, opening.LARGEST_OF_OURS))
            if kept.get("stamp") != _completed(common, others, path.parent.name) or not _intact(path.parent):
                continue
            if kept["fonts"] in ("", coverage.digest()):
                report = kept["report"]
                return report if isinstance(report, dict) else None
    except (OSError, ValueError, AttributeError, KeyError, RecursionError, CurriculumError):
        return None  # whatever cannot be read is for the whole build to explain
    return None


def _wishes(order: Order) -> bytes:
    """All that was asked for, but for the time and for who does it."""
    asked = order.model_dump(exclude={"now", "allow_retire", "only", "no_book", "workers", "cluster"})
    return json.dumps({**asked, "products": sorted(order.products)}, default=str).encode("ascii")


def _intact(folder: Path) -> bool:
    """Whether every file we made in the folder is still as we made it."""
    made = publish.read_manifest(folder)
    return bool(made) and all(opening.is_same(folder / name, sha) for name, sha in made.items())


def _add(state: Any, name: str, content: bytes) -> None:
    """Add a named part to a hash; lengths keep two parts from running into one."""
    named = name.encode("utf-8", "surrogateescape")
    state.update(b"%d %d " % (len(named), len(content)) + named)
    state.update(content)


def _inputs(order: Order) -> Iterator[Path]:
    """Every file a build may read: the episode files, the settings beside them, outline and templates."""
    places = reading_places.find(order.sources, order.exclude).places
    yield from (place.path for place in places)
    for folder in reading_places.folders_of(order.sources, places):
        names = (name for name in walk.SETTINGS if name != exclusion.NAME)
        yield from (path for name in names if opening.is_there(path := folder / name))
    yield order.lock_path.parent / memory_file.FILE
    if opening.is_there(marks := episode_marks.file_of(order.source_folder)):
        yield marks  # which may stand beside a zip file
    if order.outline:
        yield order.outline
    if templates := order.format.templates:
        (templates / TEMPLATE).stat()  # without it this is another folder, and may be a whole disk
        yield from (path for path in sorted(templates.rglob("*")) if path.is_file())


def _content(path: Path) -> bytes:
    """The bytes of a file, or why there are none: that, too, decides what is made."""
    try:
        return opening.read_bytes(path)
    except OSError as error:
        return opening.why(error).encode()


def _program() -> str:
    """SHA-256 over the program's own files and the versions of the libraries that decide bytes."""
    state = hashlib.sha256(program.digest().encode("ascii"))
    for name in _LIBRARIES:
        _add(state, name, importlib.metadata.version(name).encode())
    return state.hexdigest()
