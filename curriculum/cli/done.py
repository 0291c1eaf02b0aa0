"""``curriculum done``: mark an episode as studied, as never to be planned, or as to be planned again."""

import difflib
import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum import opening
from curriculum.cli import console
from curriculum.cli.library import library_of
from curriculum.cli.sources import folder_of, names_argument

if TYPE_CHECKING:
    from curriculum.reading.episode import Episode

_SAID = {"done": "Marked as done", "skip": "Marked to be skipped", "again": "Marked to be planned again"}
_LONGEST = 80
"""Letters of a name that a message repeats."""
_SHOWN = 12
"""Candidates that a message names."""


@click.command("done")
@click.argument("name", metavar="EPISODE")
@names_argument
@click.option("--skip", "verdict", flag_value="skip", help="Never plan it, and never recall it.")
@click.option("--again", "verdict", flag_value="again", help="Plan it anew, although a month has it.")
@click.option("--undo", "verdict", flag_value="undo", help="Take the mark back.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of your curricula: --again looks there how often it was planned.",
)
def command(name: str, sources: tuple[Path, ...], verdict: str | None, output: Path | None) -> None:
    """Mark an episode as studied: it is not planned again, and may be recalled.

    EPISODE is an episode's id, its number, or words of its title that no other title has. The mark stands in
    episodes.toml beside the notes, for every plan to come; --again holds until one more month has it. SOURCE
    is an episode file, a folder or a zip file, ./seeds by default.

    \b
    Examples:
      curriculum done sourdough my-notes
      curriculum done sourdough my-notes --skip
    """
    from curriculum.order import OUTPUT
    from curriculum.planning import episode_marks
    from curriculum.planning.episode_marks import AGAIN
    from curriculum.planning.outline import MARKS
    from curriculum.turn import taken
    from curriculum.writable import check_notes_folder, check_writable
    from curriculum.writing import unwritten, write_atomically

    library, folder = library_of(sources), folder_of(sources)
    check_notes_folder(folder, "Name the folder that has your notes after the episode.")
    path = episode_marks.file_of(folder)
    check_writable(path.parent, "Make the folder writable, or copy the notes to one that is.")
    mark = None if verdict == "undo" else next(one for one in MARKS if one == (verdict or MARKS[0]))
    try:
        with taken(path):
            before = episode_marks.read(folder)
            id, title = _found(name, library.episodes, before.of)
            there = opening.read_text(path) if opening.is_there(path) else ""
            times = _times(id, output or OUTPUT) if mark == AGAIN else 0
            text = episode_marks.marked(there, {id: title}, mark, path, max(1, times))
            if text != there:
                write_atomically(Path(os.path.realpath(path)), text)  # a link stays one
    except OSError as error:
        raise unwritten(error, path, "Make room on the disk, or make the file writable.") from error
    same = text == there if mark == AGAIN else before.of.get(id) == mark
    said = "As it was" if same else _SAID.get(mark or "", "No longer marked")
    console.tell(f"{said}: {title or id}.")
    if text != there:
        console.say(f"Written: {path.as_posix()}", path.as_posix())
    elif mark == AGAIN and not times:
        place = (output or OUTPUT).as_posix()
        console.say(f"No outline in {place} has it: if yours lie elsewhere, name their folder with --output.")


def _times(id: str, output: Path) -> int:
    """How many months have an episode already."""
    from curriculum.cli import defaults
    from curriculum.planning import earlier

    return earlier.read(output, defaults.after()).times(id)


def _found(name: str, episodes: Sequence["Episode"], marked: Collection[str]) -> tuple[str, str]:
    """Id and title of the episode that a person names; "" for the title of one that is marked and gone.

    Raises CurriculumError when it is none, or one of several.
    """
    from curriculum.problems import CurriculumError

    fitting = _fitting(name, episodes)
    if len(fitting) == 1:
        return fitting[0].id, fitting[0].title
    if not fitting and name in marked:
        return name, ""
    shown = [f"{one.id} ({one.title})" for one in fitting[:_SHOWN]]
    if more := len(fitting) - len(shown):
        shown.append(f"{more:,} more")
    if shown:
        said = f"“{name}” fits {len(fitting):,} episodes: {'; '.join(shown)}."
        raise CurriculumError.of("episode", said, "Name one by its id, or with more words of its title.")
    near = difflib.get_close_matches(name, [one.id for one in episodes], 1)
    guess = f"Perhaps {near[0]} is meant; " if near else ""
    remedy = f"{guess}`curriculum read --json` lists ids, numbers and titles."
    called = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    raise CurriculumError.of("episode", f"No episode is called “{called}”.", remedy)


def _fitting(name: str, episodes: Sequence["Episode"]) -> Sequence["Episode"]:
    """The episodes with that id, else that number, else all those words in their title."""
    from curriculum.letters import fold
    from curriculum.reading.words import words

    def _words_of(title: str) -> set[str]:
        """Its words, and those of them that an apostrophe ends, without what follows it."""
        found = words(fold(title))
        return {*found, *(word.partition("'")[0] for word in found)}

    said = set(words(fold(name)))
    ways: tuple[Callable[[Episode], bool], ...] = (
        lambda one: one.id == name,
        lambda one: one.number is not None and str(one.number) == name,
        lambda one: bool(said) and said <= _words_of(one.title),
    )
    return next((found for way in ways if (found := [one for one in episodes if way(one)])), [])
