"""The command line: options, messages and exit codes live here and nowhere else."""

import gc
import importlib
import os
import sys
import traceback
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum import __version__
from curriculum.cli import console

if TYPE_CHECKING:
    from curriculum.problems import Problem

COMMANDS = {
    "read": "What was read, and every problem.",
    "search": "Episodes and key points ranked for a theme.",
    "plan": "The outline: weeks, dates, themes, minutes.",
    "done": "Mark episodes: studied, never to be planned, or to be planned again.",
    "themes": "What the episodes are about, and what a curriculum can be about.",
    "forecast": "Minutes a day that the cards of an outline take.",
    "write": "Cards by a language model, each checked against its line.",
    "cards": "The cards, with rule, source line and verdict.",
    "desk": "Decide about cards on a page of your browser, with one key.",
    "build": "The main job: outline, decks and guides.",
    "ship": "Send the cards to a running Anki.",
    "progress": "What Anki remembers of the cards, and what is weakest now.",
    "settings": "What curriculum.toml beside the notes sets, and what holds by default.",
    "mcp": "The door for assistants that speak MCP.",
    "templates": "The guides' templates, to copy and change.",
}
"""Command → the line ``--help`` shows. Each lives in the file of its name, imported when called."""


class Commands(click.Group):
    """A group that imports a command's file only when that command runs: ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, its file imported now."""
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"curriculum.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their short help, no file imported."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="curriculum %(version)s")
def group() -> None:
    """Turn podcast-episode notes into a month of learning: weekly modules, Anki decks, study guides.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default.

    \b
    Examples:
      curriculum read my-notes
      curriculum build my-notes --month 2024-05
    """


def _mistake(error: Exception) -> "Problem":
    """A failure nobody foresaw, told in a sentence: what it was and where in the program."""
    from curriculum.problems import Problem

    last = traceback.extract_tb(error.__traceback__)[-1]
    return Problem(
        path="",
        kind="bug",
        message=f"curriculum made a mistake of its own: {type(error).__name__}: {str(error)[:300]} "
        f"({Path(last.filename).name}, line {last.lineno}).",
        remedy="Please report it with the episode file. CURRICULUM_TRACEBACK=1 shows the whole way there.",
        severity="error",
    )


def _machine(error: OSError | MemoryError) -> "Problem":
    """What the machine refused: no mistake of the program, and none of the person."""
    from curriculum import opening
    from curriculum.problems import Problem

    if isinstance(error, MemoryError):
        message, remedy = "There is not enough memory for this.", "Give fewer files at once."
    else:
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "A file"
        message = f"{name} cannot be read or written: {opening.why(error)}."
        remedy = "Look at your permissions and the room on the disk, then run the command again."
    return Problem(path="", kind="machine", message=message, remedy=remedy, severity="error")


def reasons(error: Exception) -> "tuple[Problem, ...]":
    """Why a command stopped; raises the error again when somebody asks to see the whole way there."""
    from curriculum.problems import CurriculumError

    if isinstance(error, CurriculumError):
        return error.problems
    if isinstance(error, OSError | MemoryError):
        return (_machine(error),)
    if os.environ.get("CURRICULUM_TRACEBACK"):
        raise error
    return (_mistake(error),)


def _run() -> int:
    """Run a command; every failure ends in one clear message. Returns the exit code."""
    try:
        code = group.main(standalone_mode=False)
    except click.ClickException as error:
        page = StringIO()
        error.show(page)
        console.say(page.getvalue().rstrip("\n"))
        return error.exit_code
    except click.exceptions.Abort:
        console.say("Stopped.")
        return 130
    except SystemExit as error:  # click's answer to a reader that has gone
        raise console.Unheard(BrokenPipeError()) from error
    except console.Unheard:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:
            raise console.Unheard(error) from error  # no file of ours, so the output: click wrote it
        from curriculum.cli.example import show_example
        from curriculum.cli.problem_list import show_problems

        found = reasons(error)
        show_problems(found)
        show_example(found)
        return 1
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run a command and exit: with 0, with 1 when it failed, with 2 for wrong usage."""
    console.prepare()
    gc.set_threshold(50_000)  # what a command makes lives to its end: each search for garbage is in vain
    try:
        code = _run()
        console.flush()
    except (console.Unheard, OSError) as error:
        code = console.give_up(error)
    sys.exit(code)
