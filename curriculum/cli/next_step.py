"""What a person does with what a build made: only what will show them something."""

from collections.abc import Iterator, Mapping
from typing import Any

from curriculum.cli.console import several


def next_step(made: Mapping[str, Any], sources: str) -> Iterator[str]:
    """The last lines of a build, of its document (``cli.made``) and the sources (``cli.sources.typed``)."""
    imported = _import(made, sources)
    yield imported
    if made["first"]:
        then = "Then print" if imported.startswith("Next") else "Next: print"
        yield f"{then} {made['guide']} and begin with week 1."
    elif made["printed"]:
        yield f"Printed anew: {', '.join(made['printed'])}."


def _import(made: Mapping[str, Any], sources: str) -> str:
    notes, package = made["notes"], made["package"]
    if not notes["total"]:
        return f"Nothing for Anki: {_why_no_card(made, sources)}"
    if notes["new"] or notes["updated"]:
        return f"Next: in Anki, choose File > Import and take {package}."
    if notes["retired"] and not notes["unchanged"] and not notes["elsewhere"]:
        return f"Nothing to study: {package} only tags what has retired. Import it for that, once."
    if notes["retired"]:
        since = "If you have not imported since these notes retired"
        return f"No new note for Anki. {since}, take {package}: it tags them, and does nothing else."
    if made["first"]:
        return (
            f"Nothing new for Anki: these notes came earlier. If you have not imported them, take {package}."
        )
    return f"Nothing new for Anki. If you have not imported since the last change, take {package}."


def _why_no_card(made: Mapping[str, Any], sources: str) -> str:
    held = made["cards"]["held"]
    if not held:
        return "these episodes give no card."
    waits = "the only card is" if held == 1 else f"all {several(held, 'card')} are"
    return f"{waits} held back. `curriculum cards{sources} --review` walks through them."
