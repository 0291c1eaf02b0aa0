"""``curriculum ship``: the notes of a package straight into a running Anki."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cli import console
from curriculum.cli.defaults import kept
from curriculum.cli.elsewhere import BY_HAND
from curriculum.cli.sources import folder_of
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.decks.filtered import Filtered


@click.command("ship")
@click.argument("packages", metavar="[PACKAGE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "goal",
    type=click.Choice(["anki"]),
    required=True,
    help="Where to: an Anki that is running with the AnkiConnect add-on.",
)
@click.option("--address", metavar="URL", help="Where AnkiConnect listens; http://127.0.0.1:8765 by default.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a summary.")
def command(packages: tuple[Path, ...], goal: str, address: str | None, as_json: bool) -> None:
    """Send the notes of packages to Anki: add the new, update what changed, delete nothing.

    What you deleted in Anki is not sent again. The cards that a curriculum made by theme shares with others
    stay in their decks: Anki gets a filtered deck, empty, that fetches them when you press Rebuild.

    PACKAGE is an .apkg file that build made, or a curriculum's folder; by default every curriculum in the
    output folder of the settings in ./seeds, or in this folder where that is not there, else in ./decks.

    \b
    Example:
      curriculum ship --to anki decks/may-2024
    """
    from curriculum.decks import filtered
    from curriculum.decks.anki_address import ADDRESS
    from curriculum.decks.anki_connect import Anki, send

    anki = Anki(address or ADDRESS)
    results = []
    for path in _packages(packages):
        sent = send(path, anki)
        if not as_json:
            words = [
                f"{several(len(sent.added), 'note')} added",
                f"{len(sent.updated)} updated",
                f"{len(sent.unchanged)} as they were",
            ]
            if sent.retired:
                words.append(f"{len(sent.retired)} tagged as retired")
            if sent.kept:
                words.append(f"{len(sent.kept)} left as Anki has them, changed there later")
            console.tell(f"{path.as_posix()}: {', '.join(words)}.")
            if sent.deleted:
                _tell_deleted(len(sent.deleted))
        deck = filtered.put(path, anki)
        if deck and not as_json:
            _tell_filtered(deck)
        lists = {name: list(keys) for name, keys in sent._asdict().items()}
        results.append({"package": path.as_posix(), **lists, "filtered": deck and deck._asdict()})
    if as_json:
        console.write_json({"to": goal, "packages": results})


def _tell_deleted(count: int) -> None:
    them = "it" if count == 1 else "them"
    console.tell(
        f"{count:,} not sent: you deleted {them} in Anki. `curriculum progress` asks whether to drop {them} "
        f"for good; import the package by hand to have {them} back."
    )


def _tell_filtered(deck: "Filtered") -> None:
    if deck.state == "made":
        console.tell(
            f"“{deck.name}” is in Anki, an empty deck: Rebuild fetches its cards, Empty gives them back."
        )
    elif deck.state == "refused":
        console.tell(
            f"This Anki takes no deck “{deck.name}” from here. To make it: {BY_HAND}, search {deck.search}"
        )


def _packages(named: tuple[Path, ...]) -> list[Path]:
    """The package of each curriculum that was named, or of all where build puts them."""
    from curriculum.order import OUTPUT
    from curriculum.problems import CurriculumError

    if named:
        return [_whole(path) if path.is_dir() else path for path in named]
    output = kept(folder_of(())).get("output")
    folder = Path(output.value) if output else OUTPUT
    found = [_whole(path) for path in sorted(folder.glob("*")) if _whole(path).is_file()]
    if not found:
        said = f"There is no curriculum in {folder.as_posix()}."
        remedy = "Name a package, or the folder of a curriculum; `curriculum build` makes one."
        if output:
            raise CurriculumError.of("missing", said, remedy, output.path, output.line)
        raise CurriculumError.of("missing", said, remedy)
    return found


def _whole(folder: Path) -> Path:
    """The package of all weeks in a curriculum's folder."""
    return folder / f"{folder.resolve().name}.apkg"
