"""The options that say how the guides are printed, and the format they make."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from curriculum.guides.paper import Format

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS = ("paper", "edition", "colour", "language", "templates", "flashcards", "html")
"""The parameters that ``print_options`` passes on, all for ``format_of``."""


def language(value: str) -> str:
    """A language tag such as ``de`` or ``en-GB``, or wrong usage."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(value.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise click.BadParameter(f"{value!r} is not a language: write it as en-GB, de or fr.") from None
    return value


def print_options(command: Command) -> Command:
    """Give a command the print options, passed on as the parameters named in ``OPTIONS``."""
    for option in reversed(
        [
            click.option(
                "--paper",
                type=click.Choice(["a4", "letter", "a5"]),
                default="a4",
                show_default=True,
                help="Paper of the guides.",
            ),
            click.option(
                "--edition",
                type=click.Choice(["standard", "large", "dyslexia", "eink"]),
                default="standard",
                show_default=True,
                help="How the guides' text is set.",
            ),
            click.option("--colour/--no-colour", default=False, help="Guides with one accent colour."),
            click.option(
                "--language",
                type=language,
                default="en-GB",
                show_default=True,
                metavar="TAG",
                help="Language of the notes, for dates and hyphenation in the guides.",
            ),
            click.option(
                "--templates",
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                help="Folder of guide templates to use; `curriculum templates --copy DIR` makes one.",
            ),
            click.option(
                "--flashcards",
                type=click.Choice(["none", "sheet", "index"]),
                default="none",
                show_default=True,
                help="Cards to cut out: eight on a sheet, or 5 by 3 inch index cards.",
            ),
            click.option("--html/--no-html", default=False, help="Guides as HTML too, to read on a screen."),
        ]
    ):
        command = option(command)
    return command


def format_of(
    paper: str,
    edition: str,
    colour: bool,
    language: str,
    templates: Path | None,
    flashcards: Any,
    html: bool,
) -> "Format":
    """The format those options make."""
    from curriculum.guides.paper import EDITIONS, PAPERS, Format

    return Format(PAPERS[paper], EDITIONS[edition], colour, language, templates, flashcards, html)
