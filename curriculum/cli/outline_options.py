"""The options that ``plan`` and ``build`` share, and the wish they make."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from curriculum.cli.sources import folder_of

if TYPE_CHECKING:
    from curriculum.planning.earlier import Earlier
    from curriculum.planning.wish import Wish
    from curriculum.reading.library import Library

Command = TypeVar("Command", bound=Callable[..., Any])


def month(value: str) -> str:
    """A month written ``YYYY-MM``, or wrong usage."""
    from curriculum.planning.wish import a_month

    try:
        return a_month(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a month: write it as 2024-05.") from None


def day(value: str) -> dt.date:
    """A date written ``YYYY-MM-DD``, or wrong usage."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date: write it as 2024-05-06.") from None


def clock(value: str) -> dt.time:
    """A time of day written ``HH:MM``, or wrong usage."""
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise click.BadParameter(f"{value!r} is not a time of day: write it as 19:30.")
    return dt.time.fromisoformat(value)


def some_words(value: str) -> str:
    """The text without the space around it, or wrong usage when it has no letter or digit."""
    from curriculum.letters import clean

    # a terminal that is said to speak ASCII gives the bytes of other letters one by one
    text = clean(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")).strip()
    if not any(char.isalnum() for char in text):
        raise click.BadParameter("write at least one word.")
    return text


def session_option(command: Command) -> Command:
    """Give a command ``--session``, passed on as a time of day."""
    return click.option(
        "--session",
        type=clock,
        default="18:00",
        show_default=True,
        metavar="HH:MM",
        help="When a session begins in outline.ics, in the time of wherever you are.",
    )(command)


def place_options(command: Command) -> Command:
    """Give a command the options of where a build goes: ``output`` and ``lock``, each a Path or None."""
    file = click.Path(dir_okay=False, path_type=Path)
    folder = click.Path(file_okay=False, path_type=Path)
    told = "What was shipped before; curriculum.lock in the source folder by default."
    command = click.option("--lock", type=file, help=told)(command)
    return click.option("--output", type=folder, help="Folder for what is made.")(command)


def outline_options(command: Command) -> Command:
    """Give a command the shared options, passed on as the parameters

    ``themes, start, month, weeks, minutes, best, title, all`` (for ``wish_of``), ``outline_file``, ``output``
    and ``lock`` (each a Path or None) and ``after`` (Paths).
    """
    command = place_options(command)
    file = click.Path(dir_okay=False, path_type=Path)
    for option in reversed(
        [
            click.option(
                "--theme",
                "themes",
                multiple=True,
                type=some_words,
                metavar="TEXT",
                help="Only what matters for this theme (repeatable).",
            ),
            click.option(
                "--start", type=day, metavar="DATE", help="First day of the first week, as 2024-05-06."
            ),
            click.option(
                "--month",
                type=month,
                metavar="YYYY-MM",
                help="The weeks whose Monday lies in this month, as 2024-05.",
            ),
            click.option("--weeks", type=click.IntRange(min=1), metavar="N", help="How many weeks."),
            click.option(
                "--minutes",
                type=click.IntRange(min=1),
                metavar="N",
                help="Minutes you have in a week to read and recall.",
            ),
            click.option(
                "--best",
                type=click.IntRange(min=1),
                metavar="N",
                help="Only the N best episodes: those that match the themes, or stand for the others.",
            ),
            click.option(
                "--all",
                is_flag=True,
                help="With --month or --start: also the episodes that another outline has.",
            ),
            click.option(
                "--after",
                multiple=True,
                type=file,
                metavar="FILE",
                help="An outline.toml elsewhere whose episodes are not planned again (repeatable).",
            ),
            click.option("--title", type=some_words, metavar="TEXT", help="Name of the curriculum."),
            click.option(
                "--outline",
                "outline_file",
                type=file,
                help="Use this edited outline.toml instead of planning.",
            ),
        ]
    ):
        command = option(command)
    return command


def others_of(
    wish: "Wish",
    sources: tuple[Path, ...],
    library: "Library",
    outline: Path | None,
    output: Path | None,
    after: Iterable[Path],
    lock: Path | None,
) -> "Earlier":
    """What other outlines have and what is marked, as far as it matters; what is wrong with them is told.

    They lie in ``output``, which was typed, else where the outline's own build went, else where the
    settings beside the sources have builds go.
    """
    from curriculum.cli.defaults import kept
    from curriculum.cli.problem_list import show_problems
    from curriculum.order import LOCK, OUTPUT
    from curriculum.planning.earlier import known
    from curriculum.publish import MANIFEST
    from curriculum.shipping.renamed import by_cards

    folder = folder_of(sources)
    usual = kept(folder).get("output")
    built = outline.absolute().parent if outline and (outline.parent / MANIFEST).is_file() else None
    place = output or (built.parent if built else Path(usual.value) if usual else OUTPUT)
    found = known(wish, outline, place, after, folder, library, by_cards(lock or folder / LOCK, library))
    show_problems(found.problems)
    return found


def wish_of(outline_file: Path | None = None, alternative: int = 1, **wishes: Any) -> "Wish":
    """The wish those options make; wrong usage (exit 2) when they contradict each other."""
    if wishes["start"] and wishes["month"]:
        raise click.UsageError("Give --start or --month, not both.")
    if outline_file and any(wishes.values()):
        raise click.UsageError(
            "--outline already says themes, dates, weeks, episodes and title: change them in the file, "
            "or leave --outline away."
        )
    from curriculum.planning.wish import Wish

    return Wish(alternative=alternative, **wishes)
