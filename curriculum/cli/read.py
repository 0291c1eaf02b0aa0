"""``curriculum read``: what was read, and every problem."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from curriculum.cli import console
from curriculum.cli.library import library_of
from curriculum.cli.problem_list import by_kind, show_problems, tally
from curriculum.cli.sources import sources_argument, typed
from curriculum.cli.table import write_table
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.reading.episode import Episode
    from curriculum.reading.library import Library

_Row = tuple[str, str, str, int, int, int, int]
_PARTS = ("Point", "Quote", "Takeaway", "Flashcard")
"""What is counted of an episode, in the order of the last four of a row."""
_PLACES = 10
"""Places of one kind of problem that are listed, since a list of hundreds helps nobody."""
_SETTLE = "Write which is right into corrections.toml beside the files, as it is listed."


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

    \b
    Examples:
      curriculum read my-notes
      curriculum read --explain my-notes/bread.md
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
        console.paste(f"{sign}{number:>5}  {account:<{width}}  {line}".rstrip())
    show_problems(library.problems)
    if why := why_left_out(path):
        console.say(f"In a folder this file is left out. {why}")


def _summary(library: "Library", sources: str) -> None:
    """Episodes by show, the share of lines read, what was left out, corrections, problems by kind."""
    from curriculum.reading.left_out import summed_up

    episodes = sorted(library.episodes, key=_place)
    rows: list[_Row] = []
    for show, group in groupby(episodes, key=lambda episode: episode.show):
        for nth, episode in enumerate(group):
            number = "" if episode.number is None else str(episode.number)
            name = (show or "unknown show") if nth == 0 else ""
            points, quotes = len(episode.points), len(episode.quotes)
            takeaways, cards = len(episode.takeaways), len(episode.flashcards)
            rows.append((name, number, _titled(episode), points, quotes, takeaways, cards))
    write_table("Episodes", ("Show", "No", "Title", *(f"{part}s" for part in _PARTS)), rows, _in_lines)
    lines = sum(file.lines for file in library.files)
    read = lines - sum(file.unread for file in library.files)
    share = 100 * read / lines if lines else 100
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
        write_table("Corrections", ("Wrong", "Right", "Episode", "Lines"), applied, _of_correction)
    if library.problems:
        _problems(library)


def _in_lines(row: _Row) -> str:
    """An episode of the table as lines: its show above the first, its title whole, what it has."""
    show, number, title, *counts = row
    has = ", ".join(several(count, part.lower()) for count, part in zip(counts, _PARTS, strict=True) if count)
    named = f"{number}  {title}" if number else title
    return "\n".join([*([show] if show else []), f"  {named}", f"    {has or 'nothing but its title'}"])


def _of_correction(row: tuple[str, str, str, int]) -> str:
    wrong, right, episode, lines = row
    where = "in all episodes" if episode == "all" else f"in {episode}"
    return f"  “{wrong}” → “{right}” {where}: {several(lines, 'line')}"


def _place(episode: "Episode") -> tuple[str, int, str, int]:
    return (episode.show or "\U0010ffff", episode.number or 0, episode.source.path, episode.source.line)


def _titled(episode: "Episode") -> str:
    """The title, with the language where it is not English."""
    from curriculum.reading.language import ENGLISH, name_of

    return episode.title if episode.language == ENGLISH else f"{episode.title} ({name_of(episode.language)})"


def _problems(library: "Library") -> None:
    """A count of each kind on standard output, the problems themselves on standard error."""
    from curriculum.reading.corrections import suggested

    console.tell(f"Worth a look: {', '.join(tally(library.problems))}.")
    problems = [
        # the lines to paste are told once for all of them, below
        problem.model_copy(update={"remedy": _SETTLE}) if problem.kind == "name" else problem
        for problem in library.problems
    ]
    show_problems(sorted(problems, key=by_kind), places=_PLACES)
    settling = suggested(library.doubts)
    if settling:
        console.tell(
            "To settle the names, put lines like these into corrections.toml beside the files. On the left "
            "stands what is wrong, on the right what is right: turn those around that are not so.\n"
        )
        console.paste(settling)
