"""Made-up notes to work at, and what a build made of them."""

from pathlib import Path

TRADES = {
    "Dyers": "The guild of {town} banned imported dyes in {year}.",
    "Millers": "Water mills in {town} ground {year} sacks of rye a week.",
    "Printers": "A printer from {town} made the first almanac because farmers asked for dates.",
    "Wardens": "Saltworks near {town} closed in {year} when the river changed its course.",
}


def notes(folder: Path, count: int = 24) -> Path:
    """So many episodes of four points."""
    folder.mkdir()
    for number in range(count):
        letters = chr(97 + number // 26) + chr(97 + number % 26)
        told = {"town": f"Ulm{letters}or", "year": 1500 + number}
        points = "".join(
            f"{nth}. **{label} of {told['town']}**: {text.format(**told)}\n"
            for nth, (label, text) in enumerate(TRADES.items(), 1)
        )
        (folder / f"n{number:02}.md").write_text(
            f"# {number + 1}. Trades of {told['town']}\n\n## Key Points\n\n{points}", "utf-8"
        )
    return folder


def made(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
