"""The options that say which language model is asked, and how."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import click
from click.core import ParameterSource

Command = TypeVar("Command", bound=Callable[..., Any])


class ModelWish(NamedTuple):
    """What those options ask for."""

    name: str | None
    """The writer; None where no model is asked."""
    url: str | None
    critic: str | None
    """The critic, "" for whoever is asked in a chat; None where nobody reads the drafts."""
    dry_run: bool
    yes: bool
    timeout: float | None
    """Seconds for one answer; None for as many as are usual."""
    lent: bool = False
    """Whether the address was not typed: it stands in a file that may have come with the notes."""


def model_options(command: Command) -> Command:
    """Give a command the options of a model, passed on as the parameters that ``model_wish`` takes."""
    for option in reversed(
        [
            click.option(
                "--with",
                "model",
                metavar="MODEL",
                help="Ask openai:NAME, anthropic:NAME, google:NAME, ollama:NAME, or any NAME with --url.",
            ),
            click.option(
                "--url",
                metavar="URL",
                help="With --with: the address of a server that speaks as OpenAI does.",
            ),
            click.option(
                "--critic", metavar="MODEL", help="The model that judges the drafts, else the same."
            ),
            click.option(
                "--no-critic",
                is_flag=True,
                help="Nobody judges the drafts but the checks; --ask does not ask for it either.",
            ),
            click.option("--dry-run", is_flag=True, help="Only say what would go where, and its cost."),
            click.option("--yes", is_flag=True, help="Send without a question, for scripts."),
            click.option(
                "--timeout",
                type=click.FloatRange(min=1),
                metavar="SECONDS",
                help="How long one answer may take: 600, of a server on this machine 3600.",
            ),
        ]
    ):
        command = option(command)
    return command


def model_wish(chosen: dict[str, Any]) -> ModelWish:
    """What the options ask for; wrong usage where they do not go together."""
    name, critic, none = chosen["model"], chosen["critic"], chosen["no_critic"]
    given = [
        f"--{option.replace('_', '-')}"
        for option in ("url", "critic", "dry_run", "yes", "timeout")
        if chosen[option]
    ]
    if given and not name:
        raise click.UsageError(f"{given[0]} goes with --with, which names the model.")
    if critic and none:
        raise click.UsageError("--critic and --no-critic exclude each other.")
    judge = None if none else critic or name or ""
    lent = click.get_current_context().get_parameter_source("url") is ParameterSource.DEFAULT_MAP
    return ModelWish(name, chosen["url"], judge, chosen["dry_run"], chosen["yes"], chosen["timeout"], lent)
