"""``curriculum settings``: what ``curriculum.toml`` may say, what it says, and where."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from curriculum import opening
from curriculum.cli import console
from curriculum.cli.defaults import KEYS, SETTING_ASIDE, file_of, kept, options
from curriculum.cli.sources import folder_of, names_argument
from curriculum.cli.table import write_table

if TYPE_CHECKING:
    from curriculum.cli.defaults import Kept


class _Row(NamedTuple):
    """One setting."""

    key: str
    value: Any
    """None where nothing is set, and the commands find it out."""
    path: str
    """The file it stands in; "" for a default."""
    line: int
    option: str
    help: str
    set_aside: str = ""
    """The key beside which it waits."""


@click.command("settings")
@names_argument
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a table.")
def command(sources: tuple[Path, ...], as_json: bool) -> None:
    """Show what the commands go by where no option is typed, and where it is set.

    That is a file curriculum.toml in the folder of the first SOURCE, or beside it when it is a file or a
    zip file; each further SOURCE has its own say only on what is left out of it. An option that is typed
    counts more. SOURCE is ./seeds by default.

    \b
    Example:
      curriculum settings my-notes
    """
    from curriculum.problems import CurriculumError
    from curriculum.reading.places import missing

    if wrong := [missing(source.as_posix()) for source in sources if not opening.is_there(source)]:
        raise CurriculumError(wrong)
    folders = list(dict.fromkeys(folder_of((source,)) for source in sources)) or [folder_of(())]
    files = [kept(folder) for folder in folders]
    rows = [*_rows(folders[0], files[0])]
    rows += [_row("exclude", more["exclude"]) for more in files[1:] if "exclude" in more]
    name = file_of(folders[0]).as_posix()
    if as_json:
        console.write_json({"file": name, "settings": [row._asdict() for row in rows]})
        return
    cells = [
        (
            row.key,
            _shown(row.value) + (f" (set aside by {row.set_aside})" if row.set_aside else ""),
            f"{row.path}:{row.line}" if row.path else "default",
        )
        for row in rows
    ]
    write_table("Settings", ("Key", "Value", "From"), cells, lambda row: "{} = {} ({})".format(*row))
    if not files[0]:
        console.say(f"Nothing is set in {name}.")


def _rows(folder: Path, found: Mapping[str, "Kept"]) -> Iterator[_Row]:
    """Every key, those of the file first."""
    from curriculum.order import LOCK, OUTPUT

    usual = {"output": OUTPUT.as_posix(), "lock": (folder / LOCK).as_posix()}
    for key in sorted(KEYS, key=lambda key: key not in found):
        if key in found:
            by = next((one for one, others in SETTING_ASIDE.items() if one in found and key in others), "")
            yield _row(key, found[key])._replace(set_aside=by)
        else:
            option = options()[key]
            default = option.default if isinstance(option.default, str) else usual.get(key)
            yield _Row(key, False if option.is_flag else default, "", 0, option.opts[0], option.help or "")


def _row(key: str, one: "Kept") -> _Row:
    option = options()[key]
    return _Row(key, one.value, one.path, one.line, option.opts[0], option.help or "")


def _shown(value: Any) -> str:
    """A value in a table."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
