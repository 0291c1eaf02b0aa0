"""``curriculum cards --review``: the held cards, one after the other, each decision saved at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cli import console

if TYPE_CHECKING:
    from curriculum.cards.card import Card
    from curriculum.cards.decisions import Decision

_CHOICES = {"k": "keep", "e": "edit", "d": "drop", "s": "skip", "q": "quit"}
_HEAD = "# Change the card, save and close. Delete everything to leave it as it was.\n"


def review(cards: Sequence["Card"], path: Path) -> None:
    """Ask about each held card and save each answer in ``path`` before the next one is shown.

    Ctrl-C and the end of input stop like quit: what was answered is saved.
    """
    from curriculum.cards.decisions import Decision, save

    waiting = [card for card in cards if not card.by_hand]
    if not waiting:
        click.echo("No held card waits for you.")
        return
    done = 0
    for number, card in enumerate(waiting, 1):
        _show(card, f"{number} of {len(waiting)}")
        try:
            answer = _ask()
        except (click.Abort, EOFError):
            click.echo()
            break
        if answer == "q":
            break
        if answer == "s":
            continue
        decision: Decision | None = Decision(verdict="drop" if answer == "d" else "keep")
        if answer == "e":
            decision = _edited(card)
            if decision is None:
                continue
        assert decision is not None
        save(path, card.key, decision)
        done += 1
    click.echo(f"{console.several(done, 'decision')} saved in {console.clean(path.as_posix())}.")


def _show(card: "Card", place: str) -> None:
    click.echo(console.clean(f"\n{place} · {card.credit}"))
    click.echo(console.clean(f"  front   {card.text if card.kind == 'cloze' else card.question}"))
    click.echo(console.clean(f"  back    {card.answer}"))
    click.echo(console.clean(f"  notes   {card.quote}"))
    for reason in card.reasons:
        click.echo(console.clean(f"  held    {reason}"))


def _ask() -> str:
    """One of the five letters; a whole word counts by its first letter."""
    while True:
        given = click.prompt("keep, edit, drop, skip or quit", default="skip", show_default=True)
        letter = str(given).strip().lower()[:1]
        if letter in _CHOICES:
            return letter
        click.echo("Type k, e, d, s or q.")


def _edited(card: "Card") -> "Decision | None":
    """The card as the person rewrote it in their editor; None when they left it alone."""
    import tomllib

    import tomlkit

    from curriculum.cards.decisions import Decision

    fields = tomlkit.document()
    names = ("text",) if card.kind == "cloze" else ("question", "answer")
    for name in (*names, "context"):
        fields[name] = getattr(card, name)
    given = click.edit(_HEAD + tomlkit.dumps(fields), extension=".toml")
    if given is None or not given.replace(_HEAD, "").strip():
        return None
    try:
        read = tomllib.loads(given)
        decision = Decision.model_validate({name: read[name] for name in (*names, "context") if name in read})
    except ValueError as error:
        click.echo(
            f"That cannot be read, so nothing was changed: {console.clean(str(error)).splitlines()[0]}"
        )
        return None
    if card.kind == "cloze" and decision.text.count("{{c1::") != 1:
        click.echo("A cloze card needs exactly one {{c1::…}}, so nothing was changed.")
        return None
    return decision
