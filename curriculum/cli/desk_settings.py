"""What ``curriculum.toml`` says by now for all that nobody typed when the desk was started."""

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from curriculum.cli.defaults import after, wish
from curriculum.cli.model_options import model_wish
from curriculum.cli.print_options import OPTIONS, format_of
from curriculum.cli.product_options import products_of

if TYPE_CHECKING:
    from curriculum.cards.writer.model_wish import ModelWish
    from curriculum.order import Order

_TYPED = "curriculum.typed"
_REMEDY = "Change curriculum.toml, or end the desk and start it with other options."


class DeskCommand(click.Command):
    """A command that remembers what was typed, to be read once more when the settings have changed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed."""
        ctx.meta[_TYPED] = tuple(args)
        return super().parse_args(ctx, args)


class DeskSettings:
    """The options of the desk as they are now; where things go stays as it was at the start."""

    def __init__(self, context: click.Context) -> None:
        """``context`` of the command as it was started."""
        self._started = context

    def order(self, order: "Order") -> "Order":
        """The order by which plan and build go now: outline, wish, print, products, session.

        Raises CurriculumError when the settings cannot be read, or do not go with what was typed.
        """
        now = self._now()
        with now:
            return order.model_copy(
                update={
                    "wish": wish(),
                    "after": after(),
                    "outline": now.params["outline_file"],
                    "session": now.params["session"],
                    "format": format_of(**{name: now.params[name] for name in OPTIONS}),
                    **products_of(now.params),
                }
            )

    def models(self) -> "ModelWish":
        """The models that may be asked now; raises as ``order``."""
        now = self._now()
        try:
            with now:
                return model_wish(now.params)
        except click.UsageError as error:
            raise _unfit(error) from None

    @property
    def is_given(self) -> bool:
        """Whether the outline was typed, so that no file changes which it is."""
        return self._started.get_parameter_source("outline_file") is ParameterSource.COMMANDLINE

    def is_set(self, name: str) -> bool:
        """Whether the settings gave a parameter at the start, which nobody typed."""
        return self._started.get_parameter_source(name) is ParameterSource.DEFAULT_MAP

    def _now(self) -> click.Context:
        """The command's context, as if it were started again."""
        started = self._started
        typed = [*started.meta[_TYPED]]
        try:
            return started.command.make_context(started.info_name, typed, started.parent)
        except click.UsageError as error:
            raise _unfit(error) from None


def _unfit(error: click.UsageError) -> Exception:
    """What was typed does not go with the settings any more."""
    from curriculum.problems import CurriculumError

    return CurriculumError.of("settings", error.format_message(), _REMEDY)
