"""The options that say which products a build makes, and those of them that go into an order."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from curriculum.product import ASKED

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = ("only", "no_book")


def product_options(command: Command) -> Command:
    """Give a command the product options, passed on as parameters for ``products_of``."""
    for option in reversed(
        [
            click.option(
                "--only",
                type=click.Choice(ASKED),
                multiple=True,
                help="Make only this, and leave the rest as it is; repeatable.",
            ),
            click.option(
                "--no-book/--book",
                "no_book",
                default=False,
                help="Print no book of all weeks beside the guides.",
            ),
        ]
    ):
        command = option(command)
    return command


def products_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """What an order takes of a command's options to know the products."""
    return {name: options[name] for name in _OPTIONS}
