"""``curriculum cards --study``: the terms, claims, questions and goals that writers proposed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from curriculum.cli import console
from curriculum.cli.library import library_of
from curriculum.cli.sources import folder_of, typed
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.cards.study import Study
    from curriculum.reading.library import Library

_HEADS = {"term": "Terms", "claim": "Claims", "question": "Questions", "goal": "Goals"}


def show(sources: tuple[Path, ...], exclude: tuple[str, ...], held: bool, as_json: bool) -> None:
    """List the study material by episode, or give it as one JSON document; ``held`` only what is held."""
    from curriculum.cards.study import kept, study
    from curriculum.cards.writer import drafts_file

    library = library_of(sources, exclude)
    every = study(library, drafts_file.read(folder_of(sources) / drafts_file.FILE))
    found = [one for one in every if not held or one.verdict == "held"]
    if as_json:
        console.write_json({"study": [one.model_dump(mode="json") for one in found]})
        return
    if not every:
        console.tell(
            f"No study material yet: `curriculum write{typed(sources, exclude)}` says how to get it."
        )
        return
    _list(found, library)
    counts = ", ".join(several(count, what) for what, count in kept(every).items())
    waits = sum(one.verdict == "held" for one in every)
    console.tell(f"{counts or 'Nothing'} for the study guide, {waits} held back.")


def _list(found: Iterable["Study"], library: "Library") -> None:
    titles = {episode.id: episode.title for episode in library.episodes}
    episode = what = ""
    for one in found:
        if one.episode != episode:
            episode, what = one.episode, ""
            console.tell(titles[episode])
        if one.what != what:
            what = one.what
            console.tell(f"  {_HEADS[what]}")
        asks = f" ({one.kind})" if one.kind else ""
        mark = "held: " if one.verdict == "held" else ""
        console.tell(f"    {mark}{one.question}{asks}")
        console.tell(f"      {one.answer}")
        console.tell(f"      {one.path}:{one.line}")
        for reason in one.reasons:
            console.tell(f"      held: {reason}")
