"""``curriculum cards --review``: the held cards, one after the other, each decision saved at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cards.decision import Refused
from curriculum.cli import console
from curriculum.cli.card_form import body, decided, form, headed
from curriculum.cli.editor import Failed, Sheet
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.cards.card import Card
    from curriculum.cards.decision import Decision

_CHOICES = {"k": "keep", "e": "edit", "d": "drop", "s": "skip", "q": "quit"}


class _Quit(Exception):
    """The person has had enough."""


def review(cards: Sequence["Card"], path: Path) -> None:
    """Ask about each held card and save each answer in ``path`` before the next one is shown.

    Ctrl-C and the end of input stop like quit: what was answered is saved. Raises CurriculumError when
    nothing can be saved in the folder.
    """
    from curriculum.cards.decision import is_dropped
    from curriculum.problems import CurriculumError
    from curriculum.shipping.decisions import save, text_of
    from curriculum.writable import check_notes_folder, check_writable

    check_notes_folder(path.parent, "Name the folder with your notes: your decisions stand beside them.")
    check_writable(path.parent, "Make the folder writable, or copy the episode files to one that is.")
    waiting = [card for card in cards if not is_dropped(card)]
    if not waiting:
        console.tell("No held card waits for you.")
        return
    done = 0
    for number, card in enumerate(waiting, 1):
        _show(card, f"{number} of {len(waiting)}")
        try:
            decision = _decision(card)
        except _Quit:
            break
        except (click.Abort, EOFError, KeyboardInterrupt):
            console.tell()
            break
        if decision is None:
            continue
        try:
            save(path, card.key, decision)
        except CurriculumError:
            console.tell(f"This is what could not be saved:\n\n{text_of(card.key, decision)}")
            raise
        done += 1
    console.tell(f"{several(done, 'decision')} saved in {path.as_posix()}.")


def _show(card: "Card", place: str) -> None:
    console.tell(f"\n{place} · {card.credit}")
    console.tell(f"  front   {card.text if card.kind == 'cloze' else card.question}")
    console.tell(f"  back    {card.answer}")
    console.tell(f"  notes   {card.quote}")
    for reason in card.reasons:
        console.tell(f"  held    {reason}")


def _decision(card: "Card") -> "Decision | None":
    """What the person decides about one card; None when they leave it as it was."""
    from curriculum.cards.decision import Decision

    while True:
        answer = _ask()
        if answer == "q":
            raise _Quit
        if answer == "s":
            return None
        if answer == "d":
            return Decision(verdict="drop")
        if answer == "k":
            return _kept(card)
        try:
            return _edited(card)
        except Failed as error:
            console.tell(f"{error} The card is as it was.")


def _ask() -> str:
    """One of the five letters; a whole word counts by its first letter."""
    while True:
        given = click.prompt("keep, edit, drop, skip or quit", default="skip", show_default=True)
        letter = str(given).strip().lower()[:1]
        if letter in _CHOICES:
            return letter
        console.tell("Type k, e, d, s or q.")


def _kept(card: "Card") -> "Decision | None":
    """The card as it is; one that has only a heading gets a question from the person, or is left alone."""
    from curriculum.cards.decision import Decision, asks_nothing

    if not asks_nothing(card, card.question):
        return Decision()
    console.tell("Its front is only a heading, which asks nothing. Enter leaves the card as it was.")
    while True:
        question = str(click.prompt("Its question", default="", show_default=False)).strip()
        if not question:
            return None
        if not asks_nothing(card, question):
            return Decision(question=question)
        console.tell("That is the heading again: ask something about it.")


def _edited(card: "Card") -> "Decision | None":
    """The card as the person rewrote it in their editor; None when they left it alone.

    A form that makes no card is opened again as they left it, with the reason above it. Raises Failed
    when the editor cannot be used.
    """
    sheet = Sheet(".toml")
    first = last = form(card)
    reason = ""
    try:
        while True:
            given = body(sheet.edit(headed(last, reason)))
            if given.strip() in ("", last.strip()):
                return None
            try:
                decision = decided(card, given)
            except Refused as error:
                last, reason = given, str(error)
                continue
            sheet.discard()
            return decision
    finally:
        _let_go(sheet, first)


def _let_go(sheet: Sheet, first: str) -> None:
    """Remove a sheet that is no longer needed, or say where it is when it has what the person typed."""
    if not sheet.path.exists():
        return
    try:
        typed = body(sheet.read()).strip() not in ("", first.strip())
    except Failed:
        typed = True
    if typed:
        console.tell(f"What you typed is kept in {sheet.path}.")
    else:
        sheet.discard()
