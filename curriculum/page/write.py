"""The page as HTML: one file that needs no other, no server and no connection."""

from pathlib import Path

from markupsafe import Markup

from curriculum.count import several
from curriculum.guides import screen
from curriculum.guides.dates import Dates
from curriculum.guides.templates import environment, read, render
from curriculum.page import chart, faces
from curriculum.page.month import Month
from curriculum.product import PAGE
from curriculum.templates_dir import templates_dir
from curriculum.writing import named


def write(folder: Path, month: Month, language: str, home: Path) -> None:
    """Write the page into ``folder``, which exists; raises OSError with the file's name.

    Args:
        folder: where it goes.
        month: what it shows.
        language: dates are written as its readers write them.
        home: the folder of notes; files in it are named from there, wherever it lies.
    """
    with named(folder / PAGE):
        (folder / PAGE).write_text(page(month, language, home), encoding="utf-8", newline="\n")


def page(month: Month, language: str, home: Path = Path()) -> str:
    """The page, as ``write`` writes it."""
    before = f"{home.as_posix()}/"
    env = environment(templates_dir() / "page")
    style = screen.plain(faces.style() + read(env, "page.css") + read(env, "chart.css"))
    script = screen.plain(read(env, "page.js"))
    dates = Dates(language)
    values = {
        "month": month,
        "outline": month.outline,
        "chart": chart,
        "several": several,
        "language": language,
        "within": lambda path: path.removeprefix(before),
        "dates": dates,
        "policy": screen.policy(style, script),
        "style": Markup(style),
        "script": Markup(script),
    }
    return render(env, "index.html", values)
