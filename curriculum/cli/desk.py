"""``curriculum desk``: a page on this machine to plan, decide and build."""

from pathlib import Path
from typing import Any

import click

from curriculum.cli import console
from curriculum.cli.crew import workers
from curriculum.cli.defaults import after
from curriculum.cli.desk_settings import DeskCommand, DeskSettings
from curriculum.cli.library import given
from curriculum.cli.model_options import model_wish, naming_options
from curriculum.cli.outline_options import place_options, session_option
from curriculum.cli.print_options import print_options
from curriculum.cli.product_options import product_options
from curriculum.cli.sources import sources_argument


@click.command("desk", cls=DeskCommand)
@sources_argument
@click.option(
    "--outline",
    "outline_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Show and change this outline, not that of the settings.",
)
@place_options
@session_option
@print_options
@product_options
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Listen here, not on a free port.")
@click.option(
    "--idle",
    type=click.IntRange(0, 10_000),
    default=0,
    metavar="MINUTES",
    help="End by itself when nobody has used it for so long.",
)
@naming_options
@click.option("--no-browser", is_flag=True, help="Only say the address; open nothing.")
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    outline_file: Path | None,
    output: Path | None,
    lock: Path | None,
    port: int,
    idle: int,
    no_browser: bool,
    **options: Any,
) -> None:
    """Open a page in your browser to make a month of your notes: plan, names, cards, build.

    What you do there stands at once in the files beside the notes that the commands read. The page is served
    by this machine to itself alone. Ctrl-C ends it.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default.

    \b
    Example:
      curriculum desk my-notes
    """
    from curriculum.cli import reasons
    from curriculum.cli.build import look_now, make_now
    from curriculum.install import how_to
    from curriculum.order import OUTPUT, Order
    from curriculum.problems import CurriculumError
    from curriculum.workspace import Workspace

    try:
        from curriculum.desk import deciding
        from curriculum.desk.apart import Apart
        from curriculum.desk.desk import Desk
        from curriculum.desk.serve import serve
    except ModuleNotFoundError as error:
        said = f"The desk needs a package that is not installed: {error.name}."
        raise CurriculumError.of("missing", said, how_to("curriculum[desk]")) from None

    context = click.get_current_context()
    model_wish(context.params)  # wrong usage is told before anything is read
    settings = DeskSettings(context)
    order = Order(
        sources=given(sources),
        exclude=exclude,
        after=after(),
        outline=outline_file if settings.is_given else None,
        output=output or OUTPUT,
        lock=lock,
        workers=workers(),
        now=0,
    )
    workspace = Workspace(order, Apart(make_now, reasons), reasons)
    workspace.check()
    console.say("Reading the notes and their cards …")
    own = [] if settings.is_set("output") else [order.output]
    desk = Desk(workspace, look_now, settings.order, settings.models, own)
    deciding.cards(desk)

    def opened(address: str, once: str) -> None:
        console.tell(f"The desk is at {address}")
        console.tell("It is for this machine alone. Ctrl-C ends it; what you decided is saved.")
        if not no_browser:
            import webbrowser

            webbrowser.open(once)  # others on this machine may read with what it is started

    serve(desk, port, idle, opened)
