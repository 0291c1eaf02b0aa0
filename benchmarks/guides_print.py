"""How long the guides of seeds/ take, against weasyprint alone and against Chromium.

.venv/bin/python benchmarks/guides_print.py

(a) weasyprint in one plain process, rendering what is printed of the weeks, one after the other, without the
writing lines that fill a page and with no page number to find out. Compared twice:
the four weeks alone (from the start of our process until the last of the four PDFs stands on the disk), and
the four weeks with the book (until our process ends; the plain one also renders the book's page);
(b) Chromium printing the pages of the four weeks, when it is installed. The guides must be quicker than (a)
in both comparisons, and a build in which nothing changed must take under half a second. Run it on an idle
machine: the ratios hold on a busy one, the seconds do not. Ours do more: they fit every part to its pages,
fill them with writing lines and print page numbers of other weeks.
"""

import json
import pickle
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import board

from curriculum.cards.write import write as write_cards
from curriculum.guides.compose import Unknown
from curriculum.guides.duration import A_LETTER, IN_BOOK
from curriculum.guides.guide import Course, render_cover, styles
from curriculum.guides.pages import WeekPages
from curriculum.guides.paper import PLAIN as FORMAT
from curriculum.guides.write import printed, write
from curriculum.opening import digest
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.publish import MANIFEST
from curriculum.reading.read import read

RUNS = 2
LIMIT = 0.5
"""Seconds for a build in which nothing changed."""

PLAIN = """
import sys
from pathlib import Path
from curriculum.guides import fonts
fonts.configure()
import weasyprint
for name in sys.argv[1:]:
    weasyprint.HTML(filename=name).write_pdf(Path(name).with_suffix(".plain.pdf"), pdf_variant="pdf/ua-1")
"""

OURS = """
import pickle, sys
from pathlib import Path
from curriculum.guides.guide import Course
from curriculum.guides.write import write
outline, library, cards = pickle.loads(Path(sys.argv[1]).read_bytes())
course = Course(outline, library, cards)
write(Path(sys.argv[2]), course, previous=Path(sys.argv[3]), products=sys.argv[4:] or ("guides", "book"))
"""


def fastest(job: Callable[[], object]) -> float:
    """Seconds of the quickest of RUNS runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def work(job: Callable[[], object]) -> float:
    """Seconds of a core that the processes of a job take, on however busy a machine."""

    def so_far() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    start = so_far()
    job()
    return so_far() - start


def _whole(course: Course, week: WeekPages) -> str:
    """A week as one HTML page."""
    text = f"<style>{styles(FORMAT)}</style>{printed(course, week, FORMAT)}"
    return re.sub(r'(?:<div class="line"></div>\s*){9,}', "", text)


def main() -> None:
    """Show the times beside weasyprint's and Chromium's."""
    seeds = Path(__file__).parents[1] / "seeds"
    library = read([seeds])
    outline = plan(library, read_themes(), Wish(month="2024-05"))
    cards = tuple(write_cards(library))
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        values = folder / "values.pickle"
        values.write_bytes(pickle.dumps((outline, library, cards)))
        course = Course(outline, library, cards).soft()
        course_book = course.book(FORMAT)
        weeks = course_book.weeks
        pages = []
        for week in weeks:
            page = folder / f"week-{week.week.number}.html"
            page.write_text(_whole(course, week), encoding="utf-8")
            pages.append(str(page))
        book = folder / "book.html"
        around = render_cover(course, course_book, Unknown("?"))
        book.write_text(
            "".join((around.front, *(_whole(course, week) for week in weeks), around.back)), encoding="utf-8"
        )

        def run(*arguments: str) -> None:
            subprocess.run([sys.executable, "-c", *arguments], check=True, capture_output=True)

        made, empty = folder / "made", folder / "empty"
        made.mkdir()
        empty.mkdir()
        firsts: list[float] = []

        def guides() -> None:
            start = time.time()
            run(OURS, str(values), str(made), str(empty))
            firsts.append(max(path.stat().st_mtime for path in made.glob("week-*.pdf")) - start)

        ours = fastest(guides)
        weeks_ours = min(firsts)
        weeks_plain = fastest(lambda: run(PLAIN, *pages))
        plain = fastest(lambda: run(PLAIN, *pages, str(book)))
        # a guide is copied only where the manifest of a build says whose it is
        files = {path.name: digest(path) for path in made.iterdir()}
        (made / MANIFEST).write_text(json.dumps({"files": files}), encoding="utf-8")
        kept = folder / "kept"
        kept.mkdir()
        again = write(kept, Course(outline, library, cards), previous=made)
        assert len(again.kept) == len(again.paths), "the second build printed again"
        unchanged = fastest(lambda: write(kept, Course(outline, library, cards), previous=made))
        of = f"{len(pages)} weeks of guides"
        board.beside(f"{of}, clock", weeks_ours, "s", "WeasyPrint alone", weeks_plain, 1.0)
        board.beside(f"{of} with the book, clock", ours, "s", "WeasyPrint alone", plain, 1.0)
        letters = sum(len(printed(course, week, FORMAT)) for week in weeks)
        alone = work(lambda: run(OURS, str(values), str(made), str(empty), "guides"))
        both = work(lambda: run(OURS, str(values), str(made), str(empty)))
        print(f"a letter of HTML {1e6 * alone / letters:.0f} µs of a core in its week,", end=" ")
        print(f"{1e6 * (both - alone) / letters:.1f} in the book;", end=" ")
        print(f"duration.py reckons with {1e6 * A_LETTER:.0f} and {1e6 * IN_BOOK:.1f}")
        board.below(f"{of} in which nothing changed", unchanged, "s", LIMIT)
        if chromium:

            def browse() -> None:
                for page in pages:
                    subprocess.run(
                        [
                            chromium,
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            f"--user-data-dir={folder / 'profile'}",
                            f"--print-to-pdf={page}.chromium.pdf",
                            page,
                        ],
                        check=True,
                        capture_output=True,
                        timeout=120,
                    )

            browser = fastest(browse)
            board.beside(f"{of}, clock", weeks_ours, "s", "Chromium", browser)
        else:
            print("(b) Chromium is not installed: not compared")
    board.end()


if __name__ == "__main__":
    main()
