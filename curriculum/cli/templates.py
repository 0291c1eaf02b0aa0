"""``curriculum templates``: the guides' templates, to look at or to make one's own."""

import shlex
import shutil
from pathlib import Path

import click

from curriculum.cli import console


@click.command("templates")
@click.option(
    "--copy",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy the guide templates into this folder, which must be new or empty.",
)
def command(folder: Path | None) -> None:
    """Show the guide templates, or copy them to change them.

    A copy is used with `curriculum build --templates DIR`.

    \b
    Example:
      curriculum templates --copy my-templates
    """
    from curriculum import opening
    from curriculum.problems import CurriculumError
    from curriculum.templates_dir import templates_dir
    from curriculum.writing import unwritten

    source = templates_dir() / "guide"
    if folder is None:
        for path in sorted(source.iterdir()):
            console.tell(path.name)
        return
    if opening.is_folder(folder) and any(folder.iterdir()):
        raise CurriculumError.of(
            "templates",
            "The folder already has files in it.",
            "Name a new folder, so that nothing of yours is overwritten.",
            str(folder),
        )
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.iterdir()):
            made.append(folder / path.name)
            shutil.copyfile(path, made[-1])
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        remedy = "Make room on the disk, or name a folder that you may write."
        raise unwritten(error, folder, remedy) from error
    console.tell(f"Copied to {folder}. Next, when you have changed them:", str(folder))
    console.paste(f"  curriculum build --templates {shlex.quote(str(folder))}")
