"""What a build changes, card by card, in words and in JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from curriculum.cli import console
from curriculum.cli.elsewhere import told
from curriculum.cli.problem_list import show_problems
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.build import Draft
    from curriculum.planning.outline import Outline
    from curriculum.shipping.note import Note
    from curriculum.shipping.settle import Shipment

_HEADINGS = {
    "new": "New",
    "updated": "Updated",
    "retired": "Retired: the source has gone, or you dropped it",
}
_MOST = 20
"""Keys in one search."""


def searches(shipment: "Shipment", outline: "Outline") -> dict[str, str]:
    """State → what to type into Anki's search to see those notes; only states that have notes.

    Retired ones are found by their keys too: one that the learner edited gets no tag from a package.
    """
    from curriculum.shipping import elsewhere

    found = {}
    if shipment.elsewhere:
        found["elsewhere"] = elsewhere.search(shipment.elsewhere, outline)
    if shipment.retired:
        keys = [f"Key:{note.key}" for note in shipment.retired[:_MOST]]
        found["retired"] = " OR ".join(["tag:curriculum::retired", *keys])
    return found


def exchanged(shipment: "Shipment") -> list[dict[str, str]]:
    """What each retired card asked and what the new card in its place asks, where there is one."""
    notes = {note.key: note for note in shipment.notes}
    return [
        {"key": old, "by": new, "old": _said(notes[old]), "new": _said(notes[new])}
        for old, new in shipment.replaced.items()
    ]


def replacements(found: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """A line for each of what ``exchanged`` gives."""
    for one in found:
        yield f"Too much has changed to be one card: {one['old']} → {one['new']}"


def document(draft: "Draft") -> dict[str, Any]:
    """What ``build --dry-run --json`` gives: every card that ships, with what would become of it."""
    from curriculum.reading.slug import slug
    from curriculum.shipping import elsewhere
    from curriculum.shipping.supply import supply

    titles = {f"{elsewhere.EPISODE}{slug(episode.id)}": episode.title for episode in draft.library.episodes}
    return {
        "title": draft.outline.title,
        "folder": draft.folder.as_posix(),
        "changes": [_change(note, titles) for note in draft.shipment.notes],
        "replaced": exchanged(draft.shipment),
        "supply": supply(draft.outline, draft.cards).model_dump(),
        "waiting": len(draft.shipment.waiting),
        "searches": searches(draft.shipment, draft.outline),
        "elsewhere": elsewhere.decks(draft.shipment.elsewhere),
        "problems": [problem.model_dump(mode="json") for problem in draft.shipment.lock_problems],
    }


def _change(note: "Note", titles: Mapping[str, str]) -> dict[str, Any]:
    """A note, with the title of its episode, "" when that has gone; ``titles`` by the tag of the episode."""
    return {
        "key": note.key,
        "guid": note.guid,
        "state": note.state,
        "kind": note.kind,
        "deck": note.deck,
        "episode": next((titles[tag] for tag in note.tags if tag in titles), ""),
        "fields": dict(note.fields),
        "before": dict(note.before) if note.before is not None else None,
        "tags": list(note.tags),
    }


def show(draft: "Draft") -> None:
    """Say what a build would change, card by card, and that nothing was written."""
    shipment = draft.shipment
    for state, heading in _HEADINGS.items():
        notes = shipment.of(state)  # type: ignore[arg-type]
        if notes:
            console.tell(f"{heading} ({several(len(notes), 'note')}):")
            _echo(line for note in notes for line in _lines(note))
    same = len(shipment.unchanged) + len(shipment.elsewhere)
    console.tell(f"Unchanged: {several(same, 'note')}.")
    _echo(replacements(exchanged(shipment)))
    from curriculum.shipping import elsewhere

    found = searches(shipment, draft.outline)
    _echo(told(found, elsewhere.decks(shipment.elsewhere), by_theme=bool(draft.outline.themes)))
    show_problems(shipment.lock_problems)
    console.tell("Nothing was written: this was a dry run.")


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        console.tell(line)


def _lines(note: "Note") -> Iterator[str]:
    """One card, and each field that differs from what was shipped."""
    before = note.before or {}
    yield f"  {_said(note)}"
    if note.state != "updated":
        return
    changed = [
        name for name in note.fields.keys() | before.keys() if note.fields.get(name) != before.get(name)
    ]
    if not changed:
        yield "    back after it had retired"
    for name in sorted(changed):
        yield f"    {name}: {_one_line(before.get(name, '')) or '(empty)'}"
        yield f"    {' ' * len(name)}→ {_one_line(note.fields.get(name, '')) or '(empty)'}"


def _said(note: "Note") -> str:
    """What a note asks and answers, in one line."""
    front = note.fields.get("text") or note.fields.get("question", "")
    answer = "" if note.kind == "cloze" else f" — {note.fields.get('answer', '')}"
    return _one_line(front + answer)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
