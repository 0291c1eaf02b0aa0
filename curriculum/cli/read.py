"""``curriculum read``: what was read, and every problem."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.library import library_of
from curriculum.cli.sources import sources_argument, typed

if TYPE_CHECKING:
    from curriculum.problems import Problem
    from curriculum.reading.episode import Episode
    from curriculum.reading.library import Library

KINDS = {
    "exclude": "globs that left nothing out",
    "unreadable": "files that could not be read",
    "no-episode": "files without an episode",
    "encoding": "files in another encoding than UTF-8",
    "front-matter": "lines of front matter that are no YAML",
    "unread": "lines that were not understood",
    "too-long": "lines and titles longer than they may be",
    "too-deep": "places nested deeper than they may be",
    "title": "episodes without a title",
    "show": "episodes of an unknown show",
    "no-points": "episodes without key points",
    "empty-point": "points without text",
    "duplicate": "episodes that are noted twice",
    "name": "names spelt in several ways",
    "correction": "corrections that fitted nothing",
    "language": "notes in other languages than English",
    "glyph": "files with characters that no font has",
}
"""Kind of problem → what a count of it counts, in the order they are shown."""


@click.command("read")
@sources_argument
@click.option(
    "--explain",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Show FILE with, beside each line, what it was read as.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a summary.")
def command(sources: tuple[Path, ...], exclude: tuple[str, ...], explain: Path | None, as_json: bool) -> None:
    """Show what was read from episode files, what was left out, and every problem.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default. Names spelt in
    several ways are listed with the lines to put into a corrections.toml beside the files.
    """
    if explain and (sources or exclude or as_json):
        raise click.UsageError(
            "--explain shows one file: give neither SOURCE nor --exclude nor --json with it."
        )
    library = _with_letters(library_of((explain,) if explain else sources, exclude))
    if as_json:
        console.write_json(document(library))
    elif explain:
        _explain(library, explain)
    else:
        _summary(library, typed(sources, exclude))


def _with_letters(library: "Library") -> "Library":
    """The library, its problems with those of characters that the guides cannot print."""
    from curriculum.guides import lacking

    found = tuple(lacking.problems(library.episodes))
    return library.model_copy(update={"problems": (*library.problems, *found)}) if found else library


_SHOWN = {"episodes", "files", "left_out", "doubts", "corrections", "problems"}


def document(library: "Library") -> dict[str, Any]:
    """The library as ``--json`` gives it; field names are those of the values."""
    return library.model_dump(mode="json", include=_SHOWN)


def _explain(library: "Library", path: Path) -> None:
    """Each line with its number and its account; lines that were left unread are marked."""
    from curriculum import opening
    from curriculum.reading.decoding import decode
    from curriculum.reading.library import NOT_READ
    from curriculum.reading.triage import why_left_out

    (file,) = library.files
    decoded = decode(opening.read_bytes(path))
    lines = decoded.text.split("\n") if decoded else []
    width = max((len(account) for account in file.accounts.values()), default=0)
    for number, line in enumerate(lines, 1):
        account = file.accounts.get(number, "")
        sign = "?" if account in NOT_READ else " "
        console.tell(f"{sign}{number:>5}  {account:<{width}}  {line}".rstrip())
    console.show_problems(library.problems)
    if why := why_left_out(path):
        console.say(f"In a folder this file is left out. {why}")


def _summary(library: "Library", sources: str) -> None:
    """Episodes by show, the share of lines read, what was left out, corrections, problems by kind."""
    from curriculum.reading.left_out import summed_up

    episodes = sorted(library.episodes, key=_place)
    rows: list[Sequence[object]] = []
    for show, group in groupby(episodes, key=lambda episode: episode.show):
        for nth, episode in enumerate(group):
            number = "" if episode.number is None else episode.number
            name = (show or "unknown show") if nth == 0 else ""
            rows.append((name, number, _titled(episode), *map(len, _parts(episode))))
    heads = ("Show", "No", "Title", "Points", "Quotes", "Takeaways", "Flashcards")
    console.write_table("Episodes", heads, rows)
    lines = sum(file.lines for file in library.files)
    read = lines - sum(file.unread for file in library.files)
    share = 100 * read / lines if lines else 100
    several = console.several
    counts = f"{several(len(library.episodes), 'episode')} in {several(len(library.files), 'file')}"
    # cut, not rounded: 100 % must mean all
    console.tell(f"{counts}; {int(share * 10) / 10:.1f} % of {several(lines, 'line')} read.")
    if library.left_out:
        console.tell(f"Left out: {summed_up(one.kind for one in library.left_out)}.")
        command = f"curriculum read{sources} --json"
        console.say(
            f"`{command}` lists what was left out, each with its reason; name a file to have it read."
        )
    if library.corrections:
        applied = [(c.wrong, c.right, c.episode or "all", len(c.places)) for c in library.corrections]
        console.write_table("Corrections", ("Wrong", "Right", "Episode", "Lines"), applied)
    if library.problems:
        _problems(library)


def _place(episode: "Episode") -> tuple[str, int, str, int]:
    return (episode.show or "\U0010ffff", episode.number or 0, episode.source.path, episode.source.line)


def _titled(episode: "Episode") -> str:
    """The title, with the language where it is not English."""
    from curriculum.reading.language import ENGLISH, name_of

    return episode.title if episode.language == ENGLISH else f"{episode.title} ({name_of(episode.language)})"


def _parts(episode: "Episode") -> tuple[Sequence[object], ...]:
    return episode.points, episode.quotes, episode.takeaways, episode.flashcards


def _problems(library: "Library") -> None:
    """A count of each kind on standard output, the problems themselves on standard error."""
    from curriculum.reading.corrections import suggested

    counted = Counter(problem.kind for problem in library.problems)
    rows = [(counted[kind], KINDS.get(kind, kind)) for kind in sorted(counted, key=_order)]
    console.write_table("Problems", ("Count", "What"), rows)
    console.show_problems(sorted(library.problems, key=_by_kind))
    settling = suggested(library.doubts)
    if settling:
        console.tell("To settle the names, put into corrections.toml beside the files what is right:\n")
        console.tell(settling)


def _order(kind: str) -> int:
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _by_kind(problem: "Problem") -> tuple[int, str, int]:
    return _order(problem.kind), problem.path, problem.line
