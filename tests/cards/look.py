"""Cards as the real Anki renders them; run as a program, it photographs them for the documentation.

    python tests/cards/look.py CHROMIUM

writes docs/card.png, docs/cards-phone.png and docs/cards-desktop.png (Chromium is needed for nothing else).
"""

import html
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from PIL import Image

from curriculum.cards.card import Card
from curriculum.cards.write import write
from curriculum.decks import names, package
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.shipping.lock import Lock
from curriculum.shipping.settle import settle

DOCS = Path(__file__).parents[2] / "docs"
SEEDS = Path(__file__).parents[2] / "seeds"


class Rendered(NamedTuple):
    """One of a note's cards, as Anki gives it to its reviewer."""

    key: str
    kind: str
    front: str
    back: str
    css: str


def render(library: Library, cards: tuple[Card, ...], folder: Path) -> list[Rendered]:
    """Ship the cards in a package, import it into a new collection, and let Anki render each."""
    placed = tuple(Placed(id=episode.id, why="") for episode in library.episodes)
    outline = Outline(
        title="Looks", weeks=(Week(number=1, title="One", theme="", minutes=1, episodes=placed),)
    )
    shipment = settle(cards, library, Lock(), names.place(outline), 2_000_000_000)
    path = folder / "looks.apkg"
    package.write(path, shipment.notes, {}, 0)
    col = Collection(str(folder / "looks.anki2"))
    try:
        options = ImportAnkiPackageOptions(merge_notetypes=False)
        col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))
        found = []
        for id in col.find_cards("", order="c.due, c.ord"):
            card = col.get_card(id)
            output = card.render_output()
            kind = card.note_type()["name"]
            found.append(
                Rendered(card.note()["Key"], kind, output.question_text, output.answer_text, output.css)
            )
        return found
    finally:
        col.close()


def page(card: Rendered, side: str, night: bool) -> str:
    """A whole HTML page as Anki's reviewer makes it."""
    body = card.front if side == "front" else card.back
    night_class = " nightMode" if night else ""
    return (
        f'<!doctype html><html class="{night_class.strip()}"><meta charset="utf-8">'
        f"<style>{card.css}</style><body class='card{night_class}'>{body}</body></html>"
    )


def _photograph(
    chromium: str, cards: list[Rendered], width: int, path: Path, nights: tuple[bool, ...] = (False, True)
) -> None:
    """Fronts and backs in day and night mode, each in a frame of ``width`` pixels, on one picture."""
    frames = []
    height = 500 if width < 500 else 420
    for card in cards:
        for night in nights:
            for side in ("front", "back"):
                source = html.escape(page(card, side, night), quote=True)
                frames.append(f'<iframe width="{width}" height="{height}" srcdoc="{source}"></iframe>')
    across = 2 * len(nights) if width < 500 else 2
    rows = -(-len(frames) // across)
    sheet = (
        "<!doctype html><meta charset='utf-8'><style>body{margin:0;display:grid;"
        f"grid-template-columns:repeat({across},{width}px);gap:8px;background:#888}}iframe{{border:0}}</style>"
        + "".join(frames)
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.html"
        file.write_text(sheet, encoding="utf-8")
        size = f"{across * width + (across - 1) * 8},{rows * height + (rows - 1) * 8}"
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={size}",
             f"--screenshot={path}", file.as_uri()],
            check=True,
            capture_output=True,
        )  # fmt: skip
    # few colours stand on a card: a palette keeps the picture small
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Photograph a question, a cloze deletion and a term of the seeds."""
    library = read([SEEDS])
    cards = write(library)
    with tempfile.TemporaryDirectory() as folder:
        rendered = render(library, cards, Path(folder))
    chosen = []
    for kind in ("Curriculum Question", "Curriculum Cloze", "Curriculum Term"):
        ones = [card for card in rendered if card.kind == kind]
        chosen.append(max(ones, key=lambda card: (len(card.back) < 900, len(card.back))))
    _photograph(sys.argv[1], chosen, 360, DOCS / "cards-phone.png")
    _photograph(sys.argv[1], chosen[:1], 360, DOCS / "card.png", nights=(False,))
    _photograph(sys.argv[1], chosen[:2], 1000, DOCS / "cards-desktop.png")


if __name__ == "__main__":
    main()
