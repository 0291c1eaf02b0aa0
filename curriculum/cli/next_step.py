"""What a person does with what a build made: only what will show them something."""

from collections.abc import Iterator, Mapping
from typing import Any

from curriculum.count import several


def next_step(made: Mapping[str, Any], sources: str) -> Iterator[tuple[str, ...]]:
    """The last lines of a build, each with the paths that belong below it, on lines of their own.

    ``made`` is its document (``cli.made``), ``sources`` as ``cli.sources.typed`` gives them.
    """
    imported = [_import(made, sources)] if "decks" in made["products"] else []
    yield from imported
    if imported and _is_little(made):
        yield (
            f"A language model writes more: `curriculum write{sources} --ask ask.md` makes what you paste "
            "into any chat.",
        )
    if imported and made["suspended"]:
        from curriculum.shipping.leech import unsuspend

        yield (unsuspend(made["suspended"]),)
    if made["first"]:
        then = "Then print" if imported and imported[0][0].startswith("Next") else "Next: print"
        if made["guide"]:
            yield f"{then} this guide and begin with week 1:", made["guide"]
        if made["page"]:
            yield "All of it on one page, for your browser:", made["page"]
    elif made["printed"]:
        yield "Printed anew:", *made["printed"]


def _is_little(made: Mapping[str, Any]) -> bool:
    from curriculum.shipping.supply import Supply

    return bool(Supply(**made["supply"]).said)


def _import(made: Mapping[str, Any], sources: str) -> tuple[str, ...]:
    notes, package = made["notes"], made["package"]
    if not notes["total"]:
        return (f"No package for Anki: {_why_no_card(made, sources)}",)
    if notes["new"] or notes["updated"]:
        return "Next: in Anki, choose File > Import and take this package:", package
    if notes["retired"] and not notes["unchanged"] and not notes["elsewhere"]:
        return "Nothing to study. Import this package once, to tag the cards that have retired:", package
    if notes["retired"]:
        since = "If you have not imported since these notes retired"
        return f"No new note for Anki. {since}, take this package, which only tags them:", package
    if made["first"]:
        since = "these notes came earlier. If you have not imported them, take this package:"
        return f"Nothing new for Anki: {since}", package
    return "Nothing new for Anki. If you have not imported since the last change, take this package:", package


def _why_no_card(made: Mapping[str, Any], sources: str) -> str:
    held = made["cards"]["held"]
    if not held:
        return "these episodes give no card."
    waits = "the only card is" if held == 1 else f"all {several(held, 'card')} are"
    them = "it" if held == 1 else "them"
    return f"{waits} held back. `curriculum cards{sources} --review` lets you keep or reword {them}."
