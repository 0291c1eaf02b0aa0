"""The options that say which language model is asked, and how."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from curriculum.cards.writer.model_wish import ModelWish

Command = TypeVar("Command", bound=Callable[..., Any])


def naming_options(command: Command) -> Command:
    """Give a command the options that name a model, passed on as the parameters that ``model_wish`` takes."""
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
                help="Nobody judges the drafts but the checks; no chat is asked for it either.",
            ),
            click.option(
                "--timeout",
                type=click.FloatRange(min=1),
                metavar="SECONDS",
                help="How long one answer may take: 600, of a server on this machine 3600.",
            ),
            click.option(
                "--instruction",
                "own",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="Your own instruction instead of ours.",
            ),
        ]
    ):
        command = option(command)
    return command


def sending_options(command: Command) -> Command:
    """Give a command the options of what is sent: ``--dry-run`` and ``--yes``."""
    look = click.option("--dry-run", is_flag=True, help="Only say what would go where, and its cost.")
    agree = click.option("--yes", is_flag=True, help="Send without a question, for scripts.")
    return look(agree(command))


def model_wish(chosen: dict[str, Any]) -> ModelWish:
    """What the options ask for; wrong usage where they do not go together."""
    name, critic, none = chosen["model"], chosen["critic"], chosen["no_critic"]
    given = [
        f"--{option.replace('_', '-')}"
        for option in ("url", "critic", "dry_run", "yes", "timeout")
        if chosen.get(option)
    ]
    if given and not name:
        raise click.UsageError(f"{given[0]} goes with --with, which names the model.")
    if critic and none:
        raise click.UsageError("--critic and --no-critic exclude each other.")
    return ModelWish(
        name=name,
        url=chosen["url"],
        critic=None if none else critic or name or "",
        dry_run=chosen.get("dry_run", False),
        yes=chosen.get("yes", False),
        timeout=chosen["timeout"],
        lent=click.get_current_context().get_parameter_source("url") is ParameterSource.DEFAULT_MAP,
        own=chosen["own"],
    )
